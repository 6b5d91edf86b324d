"""The steps that a city may take: to which levels, at what effort, and which of them wait for others."""

from collections.abc import Iterator, Mapping, Set
from itertools import pairwise
from typing import NamedTuple

from scoring.alike import Step
from scoring.conditions import true_where
from scoring.implications import implications
from scoring.prerequisites import Need, Rung
from scoring.rulebook import Comparison
from scoring.situation import Situation


class Tie(NamedTuple):
    """A level waits for another: for who comes to stand on it (`exactly`), or on it or above."""

    rung: Rung
    needed: Rung
    exactly: bool


class Ladders(NamedTuple):
    """What may be done with these criteria taken up.

    `stands` has the level of each criterion that then counts, `steps` those of each that can rise, `ties`
    what waits for what.
    """

    now: Situation
    taken: frozenset[str]
    stands: Mapping[str, str]
    steps: Mapping[str, tuple[Step, ...]]
    ties: tuple[Tie, ...]

    def ends(self) -> Iterator[Rung]:
        """The levels to which a criterion may rise."""
        return (Rung(name, step.level) for name, steps in self.steps.items() for step in steps if step.ends)

    def bringing(self, leaf: Comparison) -> list[Rung]:
        """The levels that make a comparison hold."""
        rungs = implications(self.now.edition).rungs
        return [rung for rung in self.ends() if leaf in rungs[rung].leaves]

    def asked_by(self, leaf: Comparison) -> list[Rung]:
        """The levels that must be raised to when a comparison is made to hold by itself."""
        levels = implications(self.now.edition).leaves[leaf].levels
        rungs = (Rung(name, level) for name, level in levels.items() if name in self.stands)
        return [
            rung for rung in rungs if not _claims(self.now, rung) and not _stands(self.now, rung, self.stands)
        ]

    def mendable(self, leaf: Comparison) -> bool:
        """Whether effort can make a comparison hold by itself, with the levels that come with it."""
        here = self.now.truths.within_reach(leaf) and takes(self.now, leaf) <= self.taken
        return here and all(self.reaches(rung) for rung in self.asked_by(leaf))

    def reaches(self, rung: Rung) -> bool:
        """Whether a criterion can rise to a level or beyond."""
        steps = self.steps.get(rung.criterion, ())
        return any(step.ends and self.now.as_good(step.level, rung.level) for step in steps)


def takes(now: Situation, one: Comparison | Rung) -> frozenset[str]:
    """What the city takes up by making a comparison of a gate hold, or by rising to a level."""
    known = implications(now.edition)
    brought = known.rungs[one] if isinstance(one, Rung) else known.leaves[one]
    return brought.pursued & now.unpursued


def ladders(now: Situation, taken: frozenset[str]) -> Ladders:
    """What may be raised when the city takes up these criteria that it does not pursue yet."""
    stands = {**now.levels, **dict.fromkeys(sorted(taken), now.edition.worst.id)}
    ends = {
        rung
        for name, level in stands.items()
        for rung in _above(now, name, level)
        if _may_hold(now, rung) and takes(now, rung) <= taken
    }
    while stuck := {rung for rung in ends if not _all_can_come(now, rung, stands, ends)}:
        ends -= stuck
    steps = {name: _steps(now, name, level, ends) for name, level in stands.items()}
    found = {name: one for name, one in steps.items() if one}
    return Ladders(
        now, taken, stands, found, tuple(tie for rung in sorted(ends) for tie in _ties(now, rung, stands))
    )


def _above(now: Situation, name: str, level: str) -> list[Rung]:
    """The levels above this one, the lowest first."""
    own = now.edition.criterion[name].levels
    better = [one.id for one in now.edition.levels[: now.edition.rank[level]] if one.id in own]
    return [Rung(name, one) for one in reversed(better)]


def _may_hold(now: Situation, rung: Rung) -> bool:
    """Whether it could come to hold with the past as it is."""
    brought = implications(now.edition).rungs[rung]
    return brought.possible and true_where(brought.whole, now.truths.within_reach)


def _all_can_come(now: Situation, rung: Rung, stands: Mapping[str, str], ends: Set[Rung]) -> bool:
    return all(
        any(now.as_good(one.level, tie.needed.level) for one in ends if one.criterion == tie.needed.criterion)
        for tie in _ties(now, rung, stands)
    )


def _ties(now: Situation, rung: Rung, stands: Mapping[str, str]) -> Iterator[Tie]:
    """What must still be reached for this level: as declared, then as the conditions have it."""
    for need in needs(now, rung, stands[rung.criterion]):
        if not _stands(now, need.rung, stands):
            yield Tie(rung, need.rung, exactly=False)
    for name, level in implications(now.edition).rungs[rung].levels.items():
        needed = Rung(name, level)
        if name in stands and not _claims(now, needed) and not _stands(now, needed, stands):
            yield Tie(rung, needed, exactly=True)


def needs(now: Situation, rung: Rung, start: str) -> list[Need]:
    """What is declared to come before a level or one passed on the way to it."""
    passed = [one for one in _above(now, rung.criterion, start) if now.as_good(rung.level, one.level)]
    return [need for one in passed for need in now.edition.prerequisites.needs.get(one, ())]


def _stands(now: Situation, rung: Rung, stands: Mapping[str, str]) -> bool:
    """Whether a level is reached already; what does not apply to the city asks nothing of it."""
    if rung.criterion not in stands:
        return rung.criterion not in now.unpursued
    return now.as_good(stands[rung.criterion], rung.level)


def _claims(now: Situation, rung: Rung) -> bool:
    """Whether the facts reach a level, whatever was judged of it."""
    return now.as_good(now.claimed[rung.criterion], rung.level)


def _steps(now: Situation, name: str, level: str, ends: Set[Rung]) -> tuple[Step, ...]:
    """The steps from a level up to the best where one may stop."""
    edition = now.edition
    above = _above(now, name, level)
    while above and above[-1] not in ends:
        above.pop()
    credits = [edition.level[one].credit for one in (level, *(rung.level for rung in above))]
    gains = [after - before for before, after in pairwise(credits)]
    return tuple(
        Step(rung.level, edition.step_efforts[rung], gain, rung in ends)
        for rung, gain in zip(above, gains, strict=True)
    )
