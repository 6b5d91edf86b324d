"""Every way to renewal of a city in a small edition, found by trying every set of rises and mendings.

Nothing of `scoring/` is asked but the score of given credits: what comes with what is read off the numbers of
rows that levels and gates ask for.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, combinations, product
from typing import NamedTuple

from remedy_editions import YES, More, Part

from scoring.gates import reaches
from scoring.scorecard import Scores, scores

Rows = Mapping[str, int]


class Tried(NamedTuple):
    """A set of rises, mendings and criteria taken up that makes every gate hold."""

    effort: Fraction
    levels: tuple[tuple[str, str], ...]
    mended: frozenset[str]
    taken: frozenset[str]
    scores: Scores


class Search:
    """One city of one edition: its rows (with those that are awaited), its yes, its broken gates."""

    def __init__(self, more: More, rows: Rows, sure: bool) -> None:
        self.more, self.small, self.edition = more, more.small, more.edition
        self.rows, self.sure = rows, sure
        self.unpursued = frozenset(name for name in more.optional if not rows[name])
        self.stands = {name: self._level(name, rows) for name in rows if name not in self.unpursued}
        self.gates = {name: (parts, count) for name, parts, count in self._gates()}
        self.broken = [name for name in self.gates if not self._holds(name, {}, frozenset())]

    def _gates(self) -> Iterator[tuple[str, tuple[Part, ...], int]]:
        for place, gate in enumerate(self.more.gates):
            yield f"g{place}", gate.parts, gate.count
        if not any(YES in gate.parts for gate in self.more.gates):
            yield "sure", (YES,), 1
        if self.small.rests:
            name, point = next(iter(self.small.points.items()))
            yield "rests", ((name, point.asks[-1]),), 1

    def _there(self, part: Part, more: Rows) -> bool:
        name, count = part
        return max(self.rows[name], more.get(name, 0)) >= count if name else self.sure

    def _holds(self, gate: str, more: Rows, made: frozenset[Part]) -> bool:
        parts, count = self.gates[gate]
        return sum(self._there(part, more) or part in made for part in parts) >= count

    def asks(self, name: str, level: str) -> dict[str, int]:
        """The rows that a level asks for."""
        asked = {name: self.small.points[name].asks[self.small.levels.index(level)]}
        if level == self.small.levels[0] and name in self.more.also:
            other, count = self.more.also[name]
            asked[other] = count
        return asked

    def _level(self, name: str, rows: Rows) -> str:
        """The best level for which these rows are enough."""
        for level in self.small.levels[:-1]:
            if all(rows.get(other, 0) >= count for other, count in self.asks(name, level).items()):
                return level
        return self.small.levels[-1]

    def _as_good(self, level: str, other: str) -> bool:
        return self.small.levels.index(level) <= self.small.levels.index(other)

    def ways(self) -> list[Tried]:
        """All of them, with no more taken up than the gates demand."""
        for size in range(len(self.unpursued) + 1):
            sets = [frozenset(one) for one in combinations(sorted(self.unpursued), size)]
            if any(self._mends(taken) for taken in sets):
                return [way for taken in sets for way in self._ways(taken)]
        return []

    def _mends(self, taken: frozenset[str]) -> bool:
        return any(True for _ in self._sound(taken, scored=False))

    def _ways(self, taken: frozenset[str]) -> Iterator[Tried]:
        return self._sound(taken, scored=True)

    def _sound(self, taken: frozenset[str], *, scored: bool) -> Iterator[Tried]:
        start = self.stands | dict.fromkeys(taken, self.small.levels[-1])
        for chosen in product(*(self._from(name, level) for name, level in start.items())):
            levels = dict(zip(start, chosen, strict=True))
            raised = {name: level for name, level in levels.items() if level != start[name]}
            if not self._allowed(raised, levels, start, taken):
                continue
            after = scores(
                self.edition, {name: self.edition.level[one].credit for name, one in levels.items()}
            )
            asked = [gate for gate in self.edition.gates if gate.words.score]
            if scored and not all(reaches(self.edition, gate, after) for gate in asked):
                continue
            for mended in map(frozenset, _subsets(self.broken)):
                if self._mended(mended, raised, levels, taken):
                    effort = self.effort(raised, start, mended)
                    yield Tried(effort, tuple(sorted(raised.items())), mended, taken, after)

    def _from(self, name: str, level: str) -> tuple[str, ...]:
        return self.small.levels[: self.small.levels.index(level) + 1]

    def _allowed(
        self,
        raised: Mapping[str, str],
        levels: Mapping[str, str],
        start: Mapping[str, str],
        taken: frozenset[str],
    ) -> bool:
        for name, level in raised.items():
            asked = self.asks(name, level)
            if any(other in self.more.past and self.rows[other] < count for other, count in asked.items()):
                return False
            if any(other in self.unpursued - taken for other in asked):
                return False
            if not self._brings(asked, name, levels):
                return False
        return all(
            other in levels and self._as_good(levels[other], least)
            for (name, level), (other, least) in self.more.needs.items()
            if name in raised and self._as_good(raised[name], level) and not self._as_good(start[name], level)
        )

    def _brings(self, asked: Mapping[str, int], own: str, levels: Mapping[str, str]) -> bool:
        """Whether all that so many rows bring by themselves is there."""
        return all(
            self._as_good(levels[name], level) or self._as_good(self._level(name, self.rows), level)
            for name in levels
            if name != own and (level := self._level(name, asked))
        )

    def _mended(
        self,
        mended: frozenset[str],
        raised: Mapping[str, str],
        levels: Mapping[str, str],
        taken: frozenset[str],
    ) -> bool:
        """Whether every gate holds by what is there, by the levels raised, or by what is mended."""
        brought: dict[str, int] = {}
        for name, level in raised.items():
            for other, count in self.asks(name, level).items():
                brought[other] = max(count, brought.get(other, 0))
        made = frozenset(
            part for gate in mended for part in self.gates[gate][0] if self.can_be_made(part, levels, taken)
        )
        return all(self._holds(gate, brought, made) for gate in self.broken)

    def can_be_made(self, part: Part, levels: Mapping[str, str], taken: frozenset[str]) -> bool:
        """Whether mending a gate can bring a part of it about, with these levels and criteria taken up."""
        name, count = part
        if not name:
            return True
        free = name not in self.more.past and name not in self.unpursued - taken
        return free and self._brings({name: count}, "", levels)

    def effort(self, raised: Mapping[str, str], start: Mapping[str, str], mended: frozenset[str]) -> Fraction:
        """The efforts of the policy, added up step by step."""
        efforts, levels = self.edition.efforts, self.small.levels
        steps = (
            efforts.levels[step] * efforts.criteria.get(name, 1)
            for name, level in raised.items()
            for step in levels[levels.index(level) : levels.index(start[name])]
        )
        return sum(steps, Fraction(0)) + sum((efforts.gates[gate] for gate in mended), Fraction(0))


def _subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
