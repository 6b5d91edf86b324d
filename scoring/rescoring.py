"""What each city scores and becomes under every one of many weightings.

The formula is that of `scoring.scorecard`: cities that count the same criteria share one matrix of effective
weights, so that all their totals are one product of matrices. What lies within `NEAR` of a bar is settled by
fractions.
"""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from scoring.caseload import Caseload, Levels
from scoring.columnar import Truths
from scoring.columnar_scores import NEAR, Reals, exact, membership, reals
from scoring.edition import Edition
from scoring.many_floors import TOGETHER, Rows, floors_kept, kinds_of
from scoring.packed_bits import Bits, all_held, differing, hold, told, write
from scoring.weightings import Weightings


class Scored(NamedTuple):
    """Totals out of 100 and whether the city is renewed: a row a city, a column a weighting.

    Rows stand as they were reckoned, those together that count the same criteria; `rows` says for each which
    of the rows given it is. Putting a whole matrix in order takes as long as half its reckoning.
    """

    totals: Reals
    renews: Truths
    rows: Rows

    def places(self) -> Rows:
        """For each of the rows given, where it stands."""
        return np.argsort(self.rows)


class Situations(NamedTuple):
    """What weightings are tried on, a row each: a city at one end of what is open in it, mostly.

    As in a caseload: the criteria that count, the level of each, and the gates, True where on the score.
    """

    counts: Truths
    levels: Levels
    gates: Truths


def scored(edition: Edition, load: Caseload, end: int, weightings: Weightings) -> Scored:
    """Totals and verdicts of all cities at one end (0 as things stand, 1 the worst, 2 the best)."""
    return tried(edition, Situations(load.counts, load.levels[end], load.gates[end]), weightings)


def tried(edition: Edition, situations: Situations, weightings: Weightings) -> Scored:
    """Totals and verdicts under each of the weightings."""
    others = np.logical_and(situations.gates.all(axis=1), bool(edition.gates))  # nobody, where none is asked
    rows, groups = _together(situations.counts, others)
    on = Situations(situations.counts[rows], situations.levels[rows], situations.gates[rows])
    others = others[rows]
    totals = np.empty((len(rows), weightings.sections.shape[1]))
    effective, marks = _Effective(edition, weightings), _Marks(edition, totals.shape)
    for group in groups:
        weights = effective.of(on.counts[group.start])
        for start in range(group.start, group.stop, TOGETHER):
            some = slice(start, min(start + TOGETHER, group.stop))
            found = np.matmul(effective.credits[on.levels[some]], weights, out=totals[some])
            live = np.count_nonzero(others[some])
            marks.see(slice(start, start + live), found[:live])
    renews = marks.reached(on, weightings, totals)
    renews[~others] = 0
    if any(gate.words.score == "sections" for gate in edition.gates):
        renews[others] &= floors_kept(edition, weightings, on.counts[others], on.levels[others])
    return Scored(totals, told(renews, totals.shape[1]), rows)


def _together(counts: Truths, first: Truths) -> tuple[Rows, list[slice]]:
    """An order in which those that count the same criteria stand together, the marked first; each group."""
    _, kinds = kinds_of(counts)
    order = np.lexsort((~first, kinds))
    edges = [0, *(np.flatnonzero(np.diff(kinds[order])) + 1).tolist(), len(order)]
    return order, [slice(*edge) for edge in pairwise(edges) if edge[0] < edge[1]]


class _Effective:
    """Effective weights of the criteria under each weighting, for cities that count the same criteria.

    From one such set of criteria to the next only the sections are reckoned anew that differ.
    """

    def __init__(self, edition: Edition, weightings: Weightings) -> None:
        self.credits = reals([level.credit for level in edition.levels])
        self._sections = weightings.sections
        self._section = membership(edition).argmax(axis=1)
        self._inside = [np.flatnonzero(inside) for inside in membership(edition).T]
        self._criteria = [weightings.criteria[inside] for inside in self._inside]
        self._weights: Reals = np.zeros(weightings.criteria.shape)
        self._counts: Truths = np.zeros(len(self._weights), np.bool_)
        self._sums: Reals = np.zeros(weightings.sections.shape)
        self._alive: Truths = np.zeros(weightings.sections.shape, np.bool_)
        self._whole: Reals = np.zeros(weightings.sections.shape[1])

    def of(self, counts: Truths) -> Reals:
        """A row a criterion, a column a weighting; valid until the next is asked for."""
        changed = set(self._section[counts != self._counts].tolist())
        self._counts = counts
        for number in changed:
            self._sums[number] = counts[self._inside[number]].astype(float) @ self._criteria[number]
        alive = self._sums > 0
        if not np.array_equal(alive, self._alive):
            changed, self._alive = set(range(len(self._inside))), alive
            self._whole = (self._sections * alive).sum(axis=0)
        for number in changed:
            self._renew(number)
        return self._weights

    def _renew(self, number: int) -> None:
        inside, mass = self._inside[number], self._whole * self._sums[number]
        share = np.divide(100 * self._sections[number], mass, out=np.zeros(len(mass)), where=mass > 0)
        self._weights[inside] = self._criteria[number] * share
        self._weights[inside[~self._counts[inside]]] = 0


class _Marks:
    """The least totals that gates ask for; what is not certain is settled when all has been seen."""

    def __init__(self, edition: Edition, shape: tuple[int, int]) -> None:
        marks = [gate.least or Fraction(0) for gate in edition.gates if gate.words.score == "total"]
        self._edition, self._mark = edition, max(marks, default=None)
        self._certain, self._possible = all_held(*shape), all_held(*shape)

    def see(self, rows: slice, totals: Reals) -> None:
        """Takes in the totals of some rows, fresh as they are."""
        if self._mark is None:
            return
        certain, possible = totals >= float(self._mark) + NEAR, totals >= float(self._mark) - NEAR
        write(self._certain, rows, certain)
        if np.count_nonzero(certain) == np.count_nonzero(possible):
            self._possible[rows] = self._certain[rows]
        else:
            write(self._possible, rows, possible)

    def reached(self, on: Situations, weightings: Weightings, totals: Reals) -> Bits:
        """Whether each city, of those seen, reaches the mark."""
        rows, columns = differing(self._certain, self._possible)
        mark = self._mark or Fraction(0)
        cells = zip(rows.tolist(), columns.tolist(), strict=True)
        reach = np.array([self._total(on, weightings, totals, *cell) >= mark for cell in cells], np.bool_)
        hold(self._certain, rows[reach], columns[reach])
        return self._certain

    def _total(self, on: Situations, drawn: Weightings, totals: Reals, row: int, weighting: int) -> Fraction:
        """Exact, as the scorecard has it under this weighting; one credit throughout is the total of any."""
        counts, levels = on.counts[row], on.levels[row]
        credits = {self._edition.levels[level].credit for level in levels[counts]}
        if len(credits) == 1 and totals[row, weighting] > 0:
            return Fraction(100 * credits.pop())
        sections = zip(self._edition.sections, drawn.sections[:, weighting], strict=True)
        criteria = zip(self._edition.criteria, drawn.criteria[:, weighting], strict=True)
        edition = replace(
            self._edition,
            sections=tuple(replace(one, weight=Fraction(float(weight))) for one, weight in sections),
            criteria=tuple(replace(one, weight=Fraction(float(weight))) for one, weight in criteria),
        )
        return exact(edition, counts, levels).total
