"""One way to renewal in words and figures: each rise and mending with what it takes, and the score then."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.conditions import comparisons
from scoring.findings import Case
from scoring.implications import implications
from scoring.ladders import needs
from scoring.models import Before, Mending, Rise, TakenUp, WayToRenewal
from scoring.prerequisites import Rung
from scoring.reachability import reachable
from scoring.remedies import Way
from scoring.rulebook import AllOf
from scoring.scorecard import Scores, figure, rounded, scores, shares
from scoring.sentences import missing
from scoring.situation import Situation

Ends = tuple[Fraction, Fraction]


class Teller:
    """Tells the ways of one city."""

    def __init__(self, now: Situation, case: Case) -> None:
        self._now, self._case, self._edition = now, case, now.edition

    def way(self, way: Way) -> WayToRenewal:
        """The way with its rises and mendings in the order of the edition."""
        choice, mark = way.choice, self._edition.pass_mark
        levels = {**self._now.levels, **dict.fromkeys(choice.taken, self._edition.worst.id), **choice.levels}
        low, high = self._bounds(levels)
        return WayToRenewal(
            mendings=tuple(self._mending(gate) for gate in choice.mended),
            rises=tuple(
                self._rise(way, name, levels) for name in self._edition.criterion if name in choice.levels
            ),
            taken_up=tuple(
                TakenUp(criterion=name, instead=choice.instead[name])
                for name in self._edition.criterion
                if name in choice.taken
            ),
            effort=figure(way.effort),
            effort_exact=str(way.effort),
            bound_exact=str(way.bound),
            total=rounded(way.scores.total, mark),
            total_exact=str(way.scores.total),
            low=rounded(low.total, mark),
            high=rounded(high.total, mark),
        )

    def _rise(self, way: Way, name: str, levels: Mapping[str, str]) -> Rise:
        start, level = self._now.levels.get(name, self._edition.worst.id), levels[name]
        criterion = self._edition.criterion[name]
        won = self._edition.level[level].credit - self._edition.level[start].credit
        points = 100 * shares(self._edition, levels).criteria[name] * won
        return Rise(
            criterion=name,
            from_level=start,
            to_level=level,
            judged=self._judged(name, level),
            effort=figure(self._edition.effort_between(name, start, level)),
            points=rounded(points),
            points_exact=str(points),
            gates=self._helps(Rung(name, level)),
            missing=missing(criterion.levels[level], self._case.facts, self._edition),
            fields=criterion.words.fields,
            before=tuple(self._before(Rung(name, level), start)),
            instead=way.choice.instead[name],
        )

    def _judged(self, name: str, level: str) -> bool:
        """Whether a reviewer has to find it so: by the criterion, or to undo what was found before."""
        criterion = self._edition.criterion[name]
        if self._now.findings[name].judged.level is not None:
            return True
        if criterion.words.question is None or criterion.judged_when is None:
            return criterion.words.question is not None
        whole = implications(self._edition).rungs[Rung(name, level)].whole
        return reachable(AllOf((whole, criterion.judged_when)), [])

    def _helps(self, rung: Rung) -> tuple[str, ...]:
        """The broken gates that ask for something which the level brings."""
        brought = implications(self._edition).rungs[rung].leaves
        new = {leaf for leaf in brought if not self._now.truths.holds(leaf)}
        asking = [gate.id for gate in self._now.broken if gate.holds and new & {*comparisons(gate.holds)}]
        judged = [gate for gate, rest in self._now.judged.items() if rest == rung.criterion]
        return (*asking, *judged)

    def _before(self, rung: Rung, start: str) -> Iterator[Before]:
        """What is declared to come first and is not there yet."""
        for need in needs(self._now, rung, start):
            stands = self._now.levels.get(need.rung.criterion, self._edition.worst.id)
            if not self._now.as_good(stands, need.rung.level):
                yield Before(**need.rung._asdict(), th=need.because.th, en=need.because.en)

    def _mending(self, gate: str) -> Mending:
        one = next(found for found in self._edition.gates if found.id == gate)
        assert one.holds is not None
        awaited = {part.measure for part in self._now.awaited.get(gate, ())}
        asked = missing(one.holds, self._case.facts, self._edition)
        return Mending(
            gate=gate,
            effort=figure(self._edition.efforts.of_gate(gate)),
            missing=tuple(each for each in asked if each.condition not in awaited),
            fields=one.words.fields,
        )

    def _bounds(self, levels: Mapping[str, str]) -> tuple[Scores, Scores]:
        """The scores with every open matter at its worst and at its best."""
        ends = {name: self._ends(name, level) for name, level in levels.items()}
        low, high = ({name: each[end] for name, each in ends.items()} for end in (0, 1))
        return scores(self._edition, low), scores(self._edition, high)

    def _ends(self, name: str, level: str) -> Ends:
        one, credit = self._now.findings[name], self._edition.level[level].credit
        if level == one.level and one.counts:
            return one.low, one.high
        if self._judged(name, level):
            return self._edition.worst.credit, self._edition.best.credit
        return credit, max(credit, one.high)
