"""Ranks by score, 1 the best and equal scores equal, as exact as the scores are."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

import numpy as np

from scoring.columnar_scores import Reals

SLACK = 1e-9  # points: totals nearer than this are compared as fractions


def ranks(totals: Reals, exact: Callable[[int], Fraction]) -> list[int]:
    """The rank of each row; `exact` gives a row's total where floating point cannot tell rows apart."""
    ranked = [0] * len(totals)
    place = 1
    for group in _alike(totals):
        values = {row: exact(row) for row in group} if len(group) > 1 else {}
        for row in group:
            ranked[row] = place + sum(other > values[row] for other in values.values())
        place += len(group)
    return ranked


def _alike(totals: Reals) -> Iterator[Sequence[int]]:
    """Rows from the highest total down, those together that lie within the slack of their neighbour."""
    order = np.argsort(-totals, kind="stable")
    gaps = -np.diff(totals[order])
    for group in np.split(order, np.flatnonzero(gaps > SLACK) + 1):
        if len(group):
            yield [int(row) for row in group]
