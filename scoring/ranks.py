"""Ranks by score, 1 the best and equal scores equal, as exact as the scores are."""

from bisect import bisect_right
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
        values = [exact(row) for row in group] if len(group) > 1 else [Fraction(0)]
        for row, above in zip(group, _above(values), strict=True):
            ranked[row] = place + above
        place += len(group)
    return ranked


def _above(values: Sequence[Fraction]) -> Iterator[int]:
    """How many of the values are greater than each of them."""
    ascending = sorted(values)
    return (len(values) - bisect_right(ascending, value) for value in values)


def _alike(totals: Reals) -> Iterator[Sequence[int]]:
    """Rows from the highest total down, those together that lie within the slack of their neighbour."""
    order = np.argsort(-totals, kind="stable")
    gaps = -np.diff(totals[order])
    for group in np.split(order, np.flatnonzero(gaps > SLACK) + 1):
        if len(group):
            yield [int(row) for row in group]
