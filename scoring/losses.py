"""The smallest losses that would end a renewal: levels fallen, each worth the effort of winning it back.

A level may fall because a reviewer does not accept the claim, or because what bore it is gone; so each may
fall by itself. A gate on the submission falls with the criterion that it rests on.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise
from math import floor, lcm
from typing import NamedTuple

from scoring.alike import Step, alike, by_kind
from scoring.edition import Edition, Gate
from scoring.gates import GateHolds, reaches
from scoring.optimum import least
from scoring.prerequisites import Rung
from scoring.programme import Programme, Terms, Values
from scoring.scorecard import Scores, scores, shares

MOST_LOSSES = 3


class Loss(NamedTuple):
    """Levels to which criteria fall, those that could fall instead, what they are worth, and the proof of it.

    `bound` is what no other loss comes under; `gates` are those that then break, `scores` the scores then.
    """

    levels: Mapping[str, str]
    instead: Mapping[str, tuple[str, ...]]
    worth: Fraction
    bound: Fraction
    gates: tuple[str, ...]
    scores: Scores


def losses(edition: Edition, levels: Mapping[str, str], gates: Sequence[GateHolds]) -> list[Loss]:
    """The least losses, at most three, for a city with these levels that renews; none contains one before."""
    return list(islice(_in_turn(_LossProgramme(edition, levels, gates)), MOST_LOSSES))


def _in_turn(one: "_LossProgramme") -> Iterator[Loss]:
    while (found := least(one.programme)) is not None:
        loss = one.loss(found.values, found.bound)
        if loss.gates:
            yield loss
            one.programme.cost_at_least(found.cost)
            one.programme.shut_out_all_with(found.values, by_kind(one.groups))
        else:
            one.programme.shut_out_all_within(found.values)


class _LossProgramme:
    """Steps down as an integer programme: one gate or more must break."""

    def __init__(self, edition: Edition, levels: Mapping[str, str], gates: Sequence[GateHolds]) -> None:
        self.programme = Programme()
        self._edition, self._levels = edition, levels
        self._gates = [one.gate for one in gates]
        resting = ((one.gate.id, one.gate.words.rests_on) for one in gates if one.waiver is None)
        self._resting = {gate: rest for gate, rest in resting if rest is not None and rest in levels}
        steps = {name: _down(edition, name, level) for name, level in levels.items()}
        self.groups = alike(self.programme, edition, steps, set(self._resting.values()))
        self._break()

    def _break(self) -> None:
        """Some way to break a gate is taken: to lose more than can be spared, or what a gate rests on."""
        ways = [self._loses(terms, spare) for terms, spare in self._spares()]
        for group in self.groups:
            if group.members[0] in self._resting.values():
                ways.append(self.programme.helper())
                self.programme.implies(ways[-1], group.variables[-1])
        self.programme.require(dict.fromkeys(ways, 1), 1)

    def _loses(self, terms: Terms, spare: Fraction) -> int:
        way = self.programme.helper()
        parts = lcm(*(Fraction(one).denominator for one in terms.values()))
        self.programme.require({**terms, way: -Fraction(floor(spare * parts) + 1, parts)}, 0)
        return way

    def _spares(self) -> Iterator[tuple[Terms, Fraction]]:
        """For each bar on the score, what one of each step loses, and how much can be lost above the bar."""
        now, share = _scores(self._edition, self._levels), shares(self._edition, self._levels)
        for gate in self._edition.gates:
            if gate.words.score == "total":
                yield self._lost(share.criteria, None), now.total - (gate.least or Fraction(0))
            elif gate.words.score == "sections":
                for section in self._edition.sections:
                    score = now.sections[section.id]
                    if score is not None:
                        yield self._lost(share.within, section.id), score - section.floor

    def _lost(self, share: Mapping[str, Fraction], section: str | None) -> Terms:
        return {
            variable: 100 * share[group.members[0]] * step.credit
            for group in self.groups
            if section in (None, self._edition.criterion[group.members[0]].section)
            for step, variable in zip(group.steps, group.variables, strict=True)
        }

    def loss(self, values: Values, bound: int) -> Loss:
        """What these values mean, scored by the rules."""
        fallen = {name: (group, count) for group in self.groups for name, count in group.taken(values)}
        levels = {name: group.steps[count - 1].level for name, (group, count) in fallen.items()}
        after = {**self._levels, **levels}
        scored = _scores(self._edition, after)
        unit = self._edition.effort_unit
        return Loss(
            levels,
            {name: group.others(values) for name, (group, _) in fallen.items()},
            self.programme.cost(values) * unit,
            bound * unit,
            tuple(gate.id for gate in self._gates if self._broken(gate, after, scored)),
            scored,
        )

    def _broken(self, gate: Gate, levels: Mapping[str, str], scored: Scores) -> bool:
        if gate.words.score:
            return not reaches(self._edition, gate, scored)
        return gate.id in self._resting and levels[self._resting[gate.id]] == self._edition.worst.id


def _down(edition: Edition, name: str, level: str) -> tuple[Step, ...]:
    """The steps from a level down to the worst; each is worth the effort of the step up again."""
    ladder = [*edition.levels_between(name, edition.worst.id, level), edition.worst.id]
    return tuple(
        Step(
            lower,
            edition.step_efforts[Rung(name, upper)],
            edition.level[upper].credit - edition.level[lower].credit,
        )
        for upper, lower in pairwise(ladder)
    )


def _scores(edition: Edition, levels: Mapping[str, str]) -> Scores:
    return scores(edition, {name: edition.level[level].credit for name, level in levels.items()})
