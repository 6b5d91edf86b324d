"""Many weightings of one edition, drawn by chance: around its own, or evenly from all there are."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from scoring.columnar_scores import Reals, membership, reals
from scoring.edition import Edition


class Weightings(NamedTuple):
    """Weights of sections and, within them, of criteria, a column a weighting; only their ratios matter."""

    sections: Reals
    criteria: Reals


def around(edition: Edition, count: int, spread: float, chance: np.random.Generator) -> Weightings:
    """Weightings drawn around the edition's own: every weight's mean share is its own share.

    Dirichlet, once for the sections and once for the criteria of each; so concentrated that a weight varies
    by `spread` of itself (0.25: by a quarter, the standard deviation) in the mean square.
    """

    def shape(weights: Reals) -> Reals:
        shares = weights / weights.sum()
        odds = (1 - shares[shares > 0]) / shares[shares > 0]
        concentration: Reals = shares * max(float(odds.mean()) / spread**2 - 1, 1)
        return concentration

    return _drawn(edition, count, chance, shape)


def uniform(edition: Edition, count: int, chance: np.random.Generator) -> Weightings:
    """Weightings drawn evenly from all there are, whatever the edition's own."""
    return _drawn(edition, count, chance, np.ones_like)


def _drawn(
    edition: Edition, count: int, chance: np.random.Generator, shape: Callable[[Reals], Reals]
) -> Weightings:
    sections = reals([section.weight for section in edition.sections])
    criteria = reals([one.weight for one in edition.criteria])
    drawn = np.empty((len(criteria), count))
    for section in membership(edition).T.astype(np.bool_):
        drawn[section] = _gamma(chance, shape(criteria[section]), count)
    return Weightings(_gamma(chance, shape(sections), count), drawn)


def _gamma(chance: np.random.Generator, shapes: Reals, count: int) -> Reals:
    """Gamma variates, a row a shape: as shares of their sum they are distributed as Dirichlet has it."""
    return chance.standard_gamma(shapes[:, None], (len(shapes), count))
