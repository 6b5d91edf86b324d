"""What each city scores and becomes under every one of many weightings.

The formula is that of `scoring.scorecard`: cities that count the same criteria share one matrix of effective
weights, so that all their totals are one product of matrices. What lies within `NEAR` of a bar is settled by
fractions. Memory is made once and used again: new pages cost as much as what is reckoned in them.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from scoring.caseload import Caseload, Levels
from scoring.columnar import Truths
from scoring.columnar_scores import NEAR, Reals, exact, membership, reals
from scoring.edition import Edition
from scoring.many_floors import TOGETHER, Floors, Rows, differing, kinds_of
from scoring.weightings import Weightings


class Scored(NamedTuple):
    """Totals out of 100 and whether the city is renewed: a row a city, a column a weighting."""

    totals: Reals
    renews: Truths


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


def tried(edition: Edition, on: Situations, weightings: Weightings) -> Scored:
    """Totals and verdicts under each of the weightings."""
    totals = np.empty((len(on.counts), weightings.sections.shape[1]))
    renews = np.zeros(totals.shape, np.bool_)
    others = np.asarray(on.gates.all(axis=1), np.bool_)
    effective, bars = _Effective(edition, weightings), _Bars(edition, on, others, weightings)
    room = np.empty((min(TOGETHER, len(totals)), totals.shape[1]))
    for rows in _together(on.counts, others):
        weights = effective.of(on.counts[rows[0]])
        for start in range(0, len(rows), TOGETHER):
            some = rows[start : start + TOGETHER]
            found = np.matmul(effective.credits[on.levels[some]], weights, out=room[: len(some)])
            totals[some] = found
            held = np.count_nonzero(others[some])
            renews[some[:held]] = bars.reached(some[:held], found[:held], weights)
    return Scored(totals, renews if edition.gates else ~renews)


def _together(counts: Truths, first: Truths) -> Iterator[Rows]:
    """The cities that count the same criteria, together; those marked come first."""
    _, kinds = kinds_of(counts)
    order = np.lexsort((~first, kinds))
    yield from filter(len, np.split(order, np.flatnonzero(np.diff(kinds[order])) + 1))


class _Effective:
    """Effective weights of the criteria under each weighting, for cities that count the same criteria.

    From one such set of criteria to the next only the sections are reckoned anew that differ.
    """

    def __init__(self, edition: Edition, weightings: Weightings) -> None:
        self.credits = reals([level.credit for level in edition.levels])
        self._sections = weightings.sections
        self._inside = [np.flatnonzero(inside) for inside in membership(edition).T]
        self._criteria = [weightings.criteria[inside] for inside in self._inside]
        self._weights: Reals = np.zeros(weightings.criteria.shape)
        self._counts: Truths = np.zeros(len(self._weights), np.bool_)
        self._sums: Reals = np.zeros(weightings.sections.shape)
        self._whole: Reals = np.zeros(weightings.sections.shape[1])

    def of(self, counts: Truths) -> Reals:
        """A row a criterion, a column a weighting; valid until the next is asked for."""
        differ = counts != self._counts
        changed = {number for number, inside in enumerate(self._inside) if differ[inside].any()}
        self._counts = counts
        for number in changed:
            self._sums[number] = counts[self._inside[number]] @ self._criteria[number]
        whole = (self._sections * (self._sums > 0)).sum(axis=0)
        if not np.array_equal(whole, self._whole):
            changed, self._whole = set(range(len(self._inside))), whole
        for number in changed:
            self._renew(number)
        return self._weights

    def _renew(self, number: int) -> None:
        inside, mass = self._inside[number], self._whole * self._sums[number]
        share = np.divide(100 * self._sections[number], mass, out=np.zeros(len(mass)), where=mass > 0)
        self._weights[inside] = self._criteria[number] * share
        self._weights[inside[~self._counts[inside]]] = 0


class _Bars:
    """The gates on the score, for cities of which every other gate holds."""

    def __init__(self, edition: Edition, on: Situations, others: Truths, weightings: Weightings) -> None:
        marks = [gate.least or Fraction(0) for gate in edition.gates if gate.words.score == "total"]
        self._mark = max(marks, default=None)
        self._edition, self._on, self._weightings = edition, on, weightings
        self._floors: Floors | None = None
        if any(gate.words.score == "sections" for gate in edition.gates):
            self._floors = Floors(edition, weightings, on.counts, on.levels, others)
        shape = min(TOGETHER, len(others)), weightings.sections.shape[1]
        self._over, self._possible = np.empty(shape, np.bool_), np.empty(shape, np.bool_)

    def reached(self, rows: Rows, totals: Reals, weights: Reals) -> Truths:
        """Whether these cities reach mark and floors; valid until the next are asked for."""
        over = self._over[: len(rows)]
        if self._mark is None:
            over[:] = True
        else:
            self._reach(self._mark, rows, totals, weights)
        if self._floors is not None:
            self._floors.refuse(rows, over)
        return over

    def _reach(self, mark: Fraction, rows: Rows, totals: Reals, weights: Reals) -> None:
        over, possible = self._over[: len(rows)], self._possible[: len(rows)]
        np.greater_equal(totals, float(mark) + NEAR, out=over)
        np.greater_equal(totals, float(mark) - NEAR, out=possible)
        unsure, columns = differing(over, possible)
        for row, column in zip(unsure.tolist(), columns.tolist(), strict=True):
            live = bool(weights[:, column].any())
            over[row, column] = self._total(rows[row], column, live=live) >= mark

    def _total(self, row: int, weighting: int, *, live: bool) -> Fraction:
        """Exact, as the scorecard has it under this weighting; one credit throughout is the total of any."""
        counts, levels = self._on.counts[row], self._on.levels[row]
        credits = {self._edition.levels[level].credit for level in levels[counts]}
        if len(credits) == 1 and live:
            return Fraction(100 * credits.pop())
        drawn = self._weightings
        sections = zip(self._edition.sections, drawn.sections[:, weighting], strict=True)
        criteria = zip(self._edition.criteria, drawn.criteria[:, weighting], strict=True)
        edition = replace(
            self._edition,
            sections=tuple(replace(one, weight=Fraction(float(weight))) for one, weight in sections),
            criteria=tuple(replace(one, weight=Fraction(float(weight))) for one, weight in criteria),
        )
        return exact(edition, counts, levels).total
