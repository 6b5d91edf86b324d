"""What the rules find for many cities at once: the level of every criterion and every gate, as arrays.

It says what `scoring.findings` and `scoring.gates` say of one city, and tests hold the two equal. A row is a
city, a column a criterion or a gate of the edition; levels are numbered from the best, 0.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from scoring.columnar import Columnar, Table, Truths, passing, table
from scoring.drafts import can_fall, can_rise
from scoring.edition import (
    Criterion,
    Edition,
    Gate,
    gate_name,
    judged_name,
    level_name,
    not_pursued_name,
    own_wish_name,
)
from scoring.factsheets import FactSheet
from scoring.rulebook import Comparison

Levels = npt.NDArray[np.int16]
Array = TypeVar("Array", bound=npt.NDArray[Any])
Marks = Mapping[str, Truths]


class Ends(NamedTuple, Generic[Array]):
    """One thing as it stands, with every open matter at its worst, and at its best."""

    now: Array
    low: Array
    high: Array


class Caseload(NamedTuple):
    """Cities by criteria, and cities by gates; a gate on the score is True here, for the score decides it.

    `pending`: a level is claimed and a person must judge it; `unanswered`: nothing was answered.
    """

    counts: Truths
    levels: Ends[Levels]
    gates: Ends[Truths]
    pending: Truths
    unanswered: Truths
    own_wish: Truths


def caseload(edition: Edition, sheets: Sequence[FactSheet]) -> Caseload:
    """What the edition's rules find for these cities, in their order."""
    cities = _Cities(edition, sheets)
    found = {one.id: cities.criterion(one) for one in edition.criteria}
    gates = [cities.gate(gate, found.get(gate.words.rests_on or "")) for gate in edition.gates]
    wishes = [cities.holds(own_wish_name(gate.id)) for gate in edition.gates]
    return Caseload(
        counts=_beside([one.counts for one in found.values()], sheets),
        levels=Ends(*(_beside([one.levels[end] for one in found.values()], sheets) for end in range(3))),
        gates=Ends(*(_beside([gate[end] for gate in gates], sheets) for end in range(3))),
        pending=_beside([one.pending for one in found.values()], sheets),
        unanswered=_beside([one.unanswered for one in found.values()], sheets),
        own_wish=_beside(wishes, sheets).any(axis=1),
    )


class _Found(NamedTuple):
    """One criterion of all cities: `judged` where a reviewer's level stands, `open` where it may change."""

    counts: Truths
    levels: Ends[Levels]
    judged: Truths
    pending: Truths
    unanswered: Truths
    open: Truths


class _Cities:
    """All cities with the conclusions that hold for them, and for drafts those that still could."""

    def __init__(self, edition: Edition, sheets: Sequence[FactSheet]) -> None:
        self._edition = edition
        self._nowhere = np.zeros(len(sheets), np.bool_)
        self._draft = np.array([sheet.draft for sheet in sheets], np.bool_)
        engine, facts = Columnar(edition.rulebook), table(edition.measures, [one.facts for one in sheets])
        self._holds: Marks = engine.holds(engine.passed(facts))
        self._could = self._holds
        if self._draft.any():
            self._could = engine.holds({leaf: _could_pass(leaf, facts, edition) for leaf in engine.leaves})
        criteria = [one.id for one in edition.criteria]
        self._blank = _marks(criteria, [one.blank for one in sheets])
        self._exempt = _marks(criteria, [one.exempt for one in sheets])
        self._waived = _marks([gate.id for gate in edition.gates], [one.waived for one in sheets])
        self._sheets_judged = [one.judged for one in sheets]
        self._rank = _rank(edition)

    def holds(self, name: str) -> Truths:
        """The cities for which a conclusion holds."""
        return self._holds.get(name, self._nowhere)

    def criterion(self, one: Criterion) -> _Found:
        """As `scoring.findings` has it of one city."""
        best, worst = 0, len(self._edition.levels) - 1
        claimed = self._reached(one, self._holds)
        levels, judged, differ = self._judged(one, claimed)
        free = ~judged & ~differ
        pending = differ | (free & (claimed != worst) & self._needs_judgement(one))
        unanswered = free & (claimed == worst) & self._blank[one.id]
        still = self._draft & ~judged & ~pending
        reach = np.minimum(levels, np.where(unanswered, best, self._reached(one, self._could)))
        low = np.where(pending, worst, levels).astype(np.int16)
        high = np.where(pending, best, np.where(still, reach, levels)).astype(np.int16)
        counts = ~self._exempt[one.id] & ~self.holds(not_pursued_name(one.id))
        is_open = counts & (self._rank[low] != self._rank[high])
        ends = Ends(levels, low, high)
        return _Found(counts, ends, judged, pending & counts, unanswered & counts, is_open)

    def _reached(self, one: Criterion, holds: Marks) -> Levels:
        """The best level that holds; the worst where none does."""
        levels = [level.id for level in self._edition.levels]
        reached = np.full(len(self._nowhere), len(levels) - 1, np.int16)
        for level in reversed(list(one.levels)):
            reached[holds[level_name(one.id, level)]] = levels.index(level)
        return reached

    def _judged(self, one: Criterion, claimed: Levels) -> tuple[Levels, Truths, Truths]:
        """The levels that count, where a judgement stands, and where reviewers differ."""
        levels, judged, differ = claimed.copy(), self._nowhere.copy(), self._nowhere.copy()
        numbers = {level.id: number for number, level in enumerate(self._edition.levels)}
        for city, given in enumerate(self._sheets_judged):
            if one.id in given:
                level = given[one.id]
                judged[city], differ[city] = level is not None, level is None
                levels[city] = claimed[city] if level is None else numbers[level]
        return levels, judged, differ

    def _needs_judgement(self, one: Criterion) -> Truths:
        if one.words.question is None:
            return self._nowhere
        return ~self._nowhere if one.judged_when is None else self.holds(judged_name(one.id))

    def gate(self, gate: Gate, rest: _Found | None) -> Ends[Truths]:
        """As `scoring.gates` has it of one city; `rest` is the criterion that the gate rests on."""
        if gate.words.score:
            return Ends(~self._nowhere, ~self._nowhere, ~self._nowhere)
        now = self.holds(gate_name(gate.id))
        reachable = self._could[gate_name(gate.id)]
        low, high = now, now | (self._draft & reachable)
        if rest is not None:
            worst = len(self._edition.levels) - 1
            now = np.where(rest.judged, rest.levels.now != worst, now)
            low = np.where(rest.judged, now, now & ~rest.pending)
            high = np.where(rest.judged, now, high | rest.pending | (self._draft & rest.open))
        waived = self._waived[gate.id] if gate.words.waivable else self._nowhere
        return Ends(now | waived, low | waived, high | waived)


def _could_pass(leaf: Comparison, facts: Table, edition: Edition) -> Truths:
    """As `scoring.drafts` has it: passed, not stated yet, or on the side from which more answers can come."""
    row, measure = facts.rows[leaf.measure], edition.measures[leaf.measure]
    rise, fall = can_rise(measure), can_fall(measure)
    above = facts.values[row] > leaf.value
    if leaf.operator == "is":
        change = np.where(above, fall, rise)
    else:
        change = np.full(above.shape, fall if leaf.operator == "max" else rise)
    could: Truths = passing(leaf, facts) | ~facts.known[row] | change
    return could


def _rank(edition: Edition) -> Levels:
    """For each level the first one with its credit: levels of one credit are one to the score."""
    credits = [level.credit for level in edition.levels]
    return np.array([credits.index(credit) for credit in credits], np.int16)


def _marks(names: Sequence[str], marked: Iterable[Collection[str]]) -> dict[str, Truths]:
    """For each name the cities that it is marked for."""
    given = list(marked)
    marks = {name: np.zeros(len(given), np.bool_) for name in names}
    for city, some in enumerate(given):
        for name in some:
            if name in marks:
                marks[name][city] = True
    return marks


def _beside(columns: Sequence[npt.NDArray[Any]], sheets: Sequence[FactSheet]) -> Any:
    """The columns as one array, a row for each city; an edition may have no gates, and so no column."""
    return np.stack(columns, axis=1) if columns else np.zeros((len(sheets), 0), np.bool_)
