"""Which cities keep the floors of all sections under every one of many weightings.

A section that comes out alike in many cities is reckoned once; what no weighting tried can change is not
reckoned for each of them.
"""

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.caseload import Levels
from scoring.columnar import Truths
from scoring.columnar_scores import NEAR, Reals, membership
from scoring.edition import Edition
from scoring.packed_bits import Bits, all_held, differing, hold, hold_together, write
from scoring.weightings import Weightings

SINGLE = float(np.finfo(np.float32).eps)  # by so much of itself single precision may miss a number
TOGETHER = 256  # rows at once: what they make under a thousand weightings fits the processor's cache
ROOM = 16  # as many kinds a row are told by a list of all there could be, which spares sorting
Rows = npt.NDArray[np.intp]


def floors_kept(edition: Edition, weightings: Weightings, counts: Truths, levels: Levels) -> Bits:
    """Whether all sections of a city keep their floors: a row a city, a column a weighting."""
    kept = all_held(len(counts), weightings.sections.shape[1])
    found = (levels + np.int16(1)) * counts
    for section, inside in zip(edition.sections, membership(edition).T.astype(np.bool_), strict=True):
        table = found[:, inside]
        first, kinds = kinds_of(table)
        floor = _Floor(edition, section.floor, weightings.criteria[inside])
        hold_together(kept, floor.kept(table[first]), kinds)
    return kept


class _Floor:
    """One section's floor; rows are ways the section came out, level + 1 or 0 where not counted.

    The mean reaches the floor where the weighted mean of what each criterion lies over it is not below 0.
    Single precision, which is twice as fast, tells all but a few; those are told by double, and by fractions.
    """

    def __init__(self, edition: Edition, floor: Fraction, weights: Reals) -> None:
        self._floor, self._weights = floor, weights
        self._levels = [level.credit for level in edition.levels]
        self._over = np.array([0.0, *(float(100 * credit - floor) for credit in self._levels)])
        mass = weights.sum(axis=0)
        self._shares: Reals = np.divide(weights, mass, out=np.zeros(weights.shape), where=mass > 0)
        self._coarse = 200 * (len(weights) + 2) * SINGLE  # twice what all roundings can add up to

    def kept(self, table: Levels) -> Bits:
        """Whether each row keeps the floor under each weighting, eight weightings a byte."""
        kept = all_held(len(table), self._weights.shape[1])
        doubtful = np.flatnonzero(self._least(table) < self._coarse)
        certain, possible = (all_held(len(doubtful), self._weights.shape[1]) for _ in range(2))
        over, shares = self._over.astype(np.float32), self._shares.astype(np.float32)
        for start in range(0, len(doubtful), TOGETHER):
            some = slice(start, start + TOGETHER)
            means = over[table[doubtful[some]]] @ shares
            write(certain, some, means >= np.float32(self._coarse))
            write(possible, some, means >= np.float32(-self._coarse))
        kept[doubtful] = self._settled(table[doubtful], certain, possible)
        return kept

    def _least(self, table: Levels) -> Reals:
        """What no weighting tried brings a row's mean below, in points over the floor.

        Every criterion has the least share it ever has; what that leaves goes to the worst as far as they go.
        """
        low, high = self._shares.min(axis=1, initial=1), self._shares.max(axis=1, initial=0)
        least: Reals = self._over[table] @ low
        left = np.full(len(table), 1 - low.sum())
        for level in np.argsort(self._over):
            taken = np.minimum((table == level) @ (high - low), left)
            least += taken * self._over[level]
            left -= taken
        return least

    def _settled(self, table: Levels, certain: Bits, possible: Bits) -> Bits:
        """What is certain, with what only closer reckoning could tell."""
        rows, columns = differing(certain, possible)
        closer = (self._over[table[rows]] * self._shares[:, columns].T).sum(axis=1)
        reached = closer > 0
        for cell in np.flatnonzero(np.abs(closer) <= NEAR):
            reached[cell] = self._reaches(self._weights[:, columns[cell]], table[rows[cell]])
        hold(certain, rows[reached], columns[reached])
        return certain

    def _reaches(self, weights: Reals, row: Levels) -> bool:
        """Exactly; a section in which nothing counts has no floor to reach."""
        over = [100 * self._levels[number - 1] - self._floor if number else Fraction(0) for number in row]
        if len(set(over)) == 1:
            return over[0] >= 0
        return sum(Fraction(float(weight)) * part for weight, part in zip(weights, over, strict=True)) >= 0


def kinds_of(table: npt.NDArray[Any]) -> tuple[Rows, Rows]:
    """Of rows of small whole numbers: one row of each kind, and each row's kind."""
    varied = table[:, (table != table[:1]).any(axis=0)]
    size, width = int(varied.max(initial=0)) + 1, varied.shape[1]
    if size**width >= 2**62:
        _, first, kinds = np.unique(varied, axis=0, return_index=True, return_inverse=True)
        return first, kinds.ravel()
    codes = varied @ (size ** np.arange(width, dtype=np.int64))  # a row is one number, which sorts far faster
    if size**width > ROOM * len(table):
        _, first, kinds = np.unique(codes, return_index=True, return_inverse=True)
        return first, kinds
    rows = np.full(size**width, -1, np.intp)
    rows[codes] = np.arange(len(codes))
    return rows[rows >= 0], (np.cumsum(rows >= 0) - 1)[codes]
