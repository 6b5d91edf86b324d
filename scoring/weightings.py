"""Many weightings of one edition: drawn by chance, and what each city scores and becomes under every one.

The formula is that of `scoring.scorecard`: cities that count the same criteria share one matrix of effective
weights, so that all their totals are one product of matrices. What lies within `NEAR` of a bar is settled by
fractions.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.caseload import Caseload, Levels
from scoring.columnar import Truths
from scoring.columnar_scores import NEAR, Reals, exact, membership, reals
from scoring.edition import Edition

SINGLE = float(np.finfo(np.float32).eps)  # by so much of itself single precision may miss a number
Rows = npt.NDArray[np.intp]
TOGETHER = 256  # cities scored at once: what they make under a thousand weightings fits the processor's cache


class Weightings(NamedTuple):
    """Weights of sections and, within them, of criteria, a column a weighting; only their ratios matter."""

    sections: Reals
    criteria: Reals


class Scored(NamedTuple):
    """Totals out of 100 and whether the city is renewed: a row a city, a column a weighting."""

    totals: Reals
    renews: Truths


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
    renews = np.empty(totals.shape, np.bool_)
    others = np.asarray(on.gates.all(axis=1, keepdims=True), np.bool_)
    marks = [gate.least or Fraction(0) for gate in edition.gates if gate.words.score == "total"]
    masses = _Masses(edition, weightings)
    for rows in _together(on.counts):
        shared = _Shared(edition, on.counts[rows[0]], weightings, masses)
        for start in range(0, len(rows), TOGETHER):
            some = rows[start : start + TOGETHER]
            totals[some], over = shared.totals(on.levels[some], max(marks, default=None))
            renews[some] = over & others[some]
    if any(gate.words.score == "sections" for gate in edition.gates):
        _Floors(edition, weightings).refuse(on.counts, on.levels, renews)
    return Scored(totals, renews if edition.gates else ~renews)


def _together(counts: Truths) -> Iterator[Rows]:
    """The cities that count the same criteria, together."""
    _, kinds = _kinds(counts)
    order = np.argsort(kinds, kind="stable")
    yield from filter(len, np.split(order, np.flatnonzero(np.diff(kinds[order])) + 1))


def _kinds(table: npt.NDArray[Any]) -> tuple[Rows, Rows]:
    """Of rows of small whole numbers: one row of each kind, and each row's kind."""
    size, width = int(table.max(initial=0)) + 1, table.shape[1]
    if size**width < 2**62:  # a row is one number, which sorts far faster
        codes = table @ (size ** np.arange(width, dtype=np.int64))
        _, first, kinds = np.unique(codes, return_index=True, return_inverse=True)
    else:
        _, first, kinds = np.unique(table, axis=0, return_index=True, return_inverse=True)
    return first, kinds.ravel()


def _differing(certain: Truths, possible: Truths) -> list[tuple[int, int]]:
    """The few cells that are possible and not certain; how many there are is soon seen, and is often none."""
    if np.count_nonzero(certain) == np.count_nonzero(possible):
        return []
    apart = certain ^ possible
    some = np.flatnonzero(apart.any(axis=1))
    rows, columns = np.nonzero(apart[some])
    return list(zip(some[rows].tolist(), columns.tolist(), strict=True))


class _Masses:
    """What the criteria of each section that count weigh together; worked out once for each set of them."""

    def __init__(self, edition: Edition, weightings: Weightings) -> None:
        self.inside = membership(edition).T.astype(np.bool_)
        self.place = self.inside.argmax(axis=0)
        self._criteria = weightings.criteria
        self._known: dict[tuple[int, bytes], Reals] = {}

    def of(self, counts: Truths) -> Reals:
        """A row a section, a column a weighting."""
        return np.stack([self._of(number, inside & counts) for number, inside in enumerate(self.inside)])

    def _of(self, number: int, counted: Truths) -> Reals:
        key = number, counted.tobytes()
        if key not in self._known:
            self._known[key] = self._criteria[counted].sum(axis=0)
        return self._known[key]


class _Shared:
    """What cities share that count the same criteria: their effective weights under each weighting."""

    def __init__(self, edition: Edition, counts: Truths, weightings: Weightings, masses: _Masses) -> None:
        self._edition, self._counts, self._weightings = edition, counts, weightings
        self._credits = reals([level.credit for level in edition.levels])
        sums = masses.of(counts)
        sections = weightings.sections * (sums > 0)
        whole = sections.sum(axis=0)
        shares = np.divide(100 * sections, whole * sums, out=np.zeros(sums.shape), where=whole * sums > 0)
        self._effective: Reals = np.take(shares, masses.place, axis=0)
        self._effective *= weightings.criteria
        self._effective[~counts] = 0

    def totals(self, levels: Levels, mark: Fraction | None) -> tuple[Reals, Truths]:
        """The totals of these cities, and whether they reach the mark."""
        totals: Reals = self._credits[levels] @ self._effective
        if mark is None:
            return totals, np.ones(totals.shape, np.bool_)
        over: Truths = totals >= float(mark) + NEAR
        for row, column in _differing(over, totals >= float(mark) - NEAR):
            over[row, column] = self._total(levels[row], column) >= mark
        return totals, over

    def _total(self, levels: Levels, weighting: int) -> Fraction:
        """Exact, as the scorecard has it under this weighting; one credit throughout is the total of any."""
        credits = {self._edition.levels[level].credit for level in levels[self._counts]}
        if len(credits) == 1 and self._effective[:, weighting].any():
            return Fraction(100 * credits.pop())
        drawn = self._weightings
        sections = zip(self._edition.sections, drawn.sections[:, weighting], strict=True)
        criteria = zip(self._edition.criteria, drawn.criteria[:, weighting], strict=True)
        edition = replace(
            self._edition,
            sections=tuple(replace(one, weight=Fraction(float(weight))) for one, weight in sections),
            criteria=tuple(replace(one, weight=Fraction(float(weight))) for one, weight in criteria),
        )
        return exact(edition, self._counts, levels).total


class _Floors:
    """The floors of sections under each weighting."""

    def __init__(self, edition: Edition, weightings: Weightings) -> None:
        self._edition, self._weightings = edition, weightings
        self._levels = [level.credit for level in edition.levels]
        self._inside = membership(edition).T.astype(np.bool_)

    def refuse(self, counts: Truths, levels: Levels, renews: Truths) -> None:
        """Takes the renewal from cities of which a section that counts lies under its floor."""
        left = np.flatnonzero(renews.any(axis=1))
        over = np.ones((len(left), renews.shape[1]), np.bool_)
        for section, inside in zip(self._edition.sections, self._inside, strict=True):
            table = np.where(counts[left][:, inside], levels[left][:, inside] + 1, 0).astype(np.int16)
            first, kinds = _kinds(table)
            holds = np.empty((len(first), renews.shape[1]), np.bool_)
            weights = self._weightings.criteria[inside]
            for start in range(0, len(first), TOGETHER):
                some = slice(start, start + TOGETHER)
                holds[some] = self._over(section.floor, weights, table[first[some]])
            over &= np.take(holds, kinds, axis=0)
        renews[left] &= over

    def _over(self, floor: Fraction, weights: Reals, table: Levels) -> Truths:
        """Whether a section reaches its floor: rows are ways it came out, level + 1 or 0 where not counted.

        The mean reaches the floor where the weighted mean of what each criterion lies over it is not below 0.
        Single precision, which is twice as fast, tells all but a few; those are told by double, and by
        fractions.
        """
        credits = np.array([0.0, *(float(100 * (credit - floor / 100)) for credit in self._levels)])
        mass = weights.sum(axis=0)
        shares = np.divide(weights, mass, out=np.zeros(weights.shape), where=mass > 0)
        means = credits.astype(np.float32)[table] @ shares.astype(np.float32)
        coarse = np.float32(200 * (len(weights) + 2) * SINGLE)  # twice what all roundings can add up to
        over: Truths = means >= coarse
        rows, columns = np.array(_differing(over, means >= -coarse), np.intp).reshape(-1, 2).T
        closer = (credits[table[rows]] * shares[:, columns].T).sum(axis=1)
        over[rows, columns] = closer > 0
        for cell in np.flatnonzero(np.abs(closer) <= NEAR):
            row, column = rows[cell], columns[cell]
            over[row, column] = self._reaches(floor, weights[:, column], table[row])
        return over

    def _reaches(self, floor: Fraction, weights: Reals, table: Levels) -> bool:
        """Exactly; a section in which nothing counts has no floor to reach."""
        over = [100 * self._levels[number - 1] - floor if number else Fraction(0) for number in table]
        if len(set(over)) == 1:
            return over[0] >= 0
        return sum(Fraction(float(weight)) * part for weight, part in zip(weights, over, strict=True)) >= 0
