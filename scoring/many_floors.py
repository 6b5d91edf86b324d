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
from scoring.weightings import Weightings

SINGLE = float(np.finfo(np.float32).eps)  # by so much of itself single precision may miss a number
TOGETHER = 256  # rows at once: what they make under a thousand weightings fits the processor's cache
Rows = npt.NDArray[np.intp]
Bits = npt.NDArray[np.uint8]


class Floors:
    """The floors of sections under each weighting, for the cities that are marked."""

    def __init__(
        self, edition: Edition, weightings: Weightings, counts: Truths, levels: Levels, marked: Truths
    ) -> None:
        rows = np.flatnonzero(marked)
        self._place = np.cumsum(marked) - 1
        self._kept: list[tuple[Bits, Rows]] = []
        found = (levels[rows] + np.int16(1)) * counts[rows]
        for section, inside in zip(edition.sections, membership(edition).T.astype(np.bool_), strict=True):
            table = found[:, inside]
            first, kinds = kinds_of(table)
            floor = _Floor(edition, section.floor, weightings.criteria[inside])
            self._kept.append((floor.kept(table[first]), kinds))

    def refuse(self, rows: Rows, renews: Truths) -> None:
        """Takes the renewal from those of these marked cities of which a section lies under its floor."""
        places = self._place[rows]
        every = np.bitwise_and.reduce([kept[kinds[places]] for kept, kinds in self._kept])
        renews &= np.unpackbits(every, axis=1, count=renews.shape[1]).view(np.bool_)


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
        kept = np.full((len(table), -(-self._weights.shape[1] // 8)), 255, np.uint8)
        doubtful = np.flatnonzero(self._least(table) < self._coarse)
        over, shares = self._over.astype(np.float32), self._shares.astype(np.float32)
        means = np.empty((min(TOGETHER, len(doubtful)), shares.shape[1]), np.float32)
        holds, could = np.empty(means.shape, np.bool_), np.empty(means.shape, np.bool_)
        for start in range(0, len(doubtful), TOGETHER):
            rows = doubtful[start : start + TOGETHER]
            size = slice(len(rows))
            np.matmul(over[table[rows]], shares, out=means[size])
            np.greater_equal(means[size], np.float32(self._coarse), out=holds[size])
            np.greater_equal(means[size], np.float32(-self._coarse), out=could[size])
            self._settle(table[rows], holds[size], could[size])
            kept[rows] = np.packbits(holds[size], axis=1)
        return kept

    def _least(self, table: Levels) -> Reals:
        """What no weighting tried brings a row's mean below; in points over the floor."""
        low, high = self._shares.min(axis=1, initial=1), self._shares.max(axis=1, initial=0)
        least = np.minimum(np.outer(low, self._over), np.outer(high, self._over))
        found: Reals = least[np.arange(len(low)), table].sum(axis=1)
        return found

    def _settle(self, table: Levels, holds: Truths, could: Truths) -> None:
        """Makes `holds` right where single precision could not tell."""
        rows, columns = differing(holds, could)
        closer = (self._over[table[rows]] * self._shares[:, columns].T).sum(axis=1)
        holds[rows, columns] = closer > 0
        for cell in np.flatnonzero(np.abs(closer) <= NEAR):
            row, column = rows[cell], columns[cell]
            holds[row, column] = self._reaches(self._weights[:, column], table[row])

    def _reaches(self, weights: Reals, row: Levels) -> bool:
        """Exactly; a section in which nothing counts has no floor to reach."""
        over = [100 * self._levels[number - 1] - self._floor if number else Fraction(0) for number in row]
        if len(set(over)) == 1:
            return over[0] >= 0
        return sum(Fraction(float(weight)) * part for weight, part in zip(weights, over, strict=True)) >= 0


def kinds_of(table: npt.NDArray[Any]) -> tuple[Rows, Rows]:
    """Of rows of small whole numbers: one row of each kind, and each row's kind."""
    size, width = int(table.max(initial=0)) + 1, table.shape[1]
    if size**width < 2**62:  # a row is one number, which sorts far faster
        codes = table @ (size ** np.arange(width, dtype=np.int64))
        _, first, kinds = np.unique(codes, return_index=True, return_inverse=True)
    else:
        _, first, kinds = np.unique(table, axis=0, return_index=True, return_inverse=True)
    return first, kinds.ravel()


def differing(certain: Truths, possible: Truths) -> tuple[Rows, Rows]:
    """Rows and columns of the few cells that are possible and not certain."""
    rows, columns = np.divmod(np.flatnonzero(certain != possible), certain.shape[1])
    return rows, columns
