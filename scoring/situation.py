"""Where a city stands before its way out: its levels, the gates to be mended, what is awaited.

What was judged counts as judged. Where a gate cannot hold without something that can only be achieved, the
way out takes it as achieved, with all that comes with it, and says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scoring.conditions import true_where
from scoring.edition import Criterion, Edition, Gate
from scoring.findings import Case, Found
from scoring.gates import GateHolds
from scoring.implications import implied, taken_up
from scoring.rulebook import Comparison, passes
from scoring.sentences import lacking

Facts = Mapping[str, int]


class Truths:
    """Which comparisons hold: now, or with what is assumed to be achieved."""

    def __init__(self, edition: Edition, facts: Facts, assumed: Sequence[Comparison] = ()) -> None:
        self._edition, self._facts, self._assumed = edition, facts, assumed
        self._known: dict[Comparison, bool] = {}

    def holds(self, leaf: Comparison) -> bool:
        """Whether it holds."""
        if leaf not in self._known:
            self._known[leaf] = passes(leaf, self._facts) or implied(self._edition, self._assumed, leaf)
        return self._known[leaf]

    def within_reach(self, leaf: Comparison) -> bool:
        """Whether it holds or can be made to: not by editing what can only be achieved."""
        return self.holds(leaf) or leaf.measure not in self._edition.prerequisites.achieved


class Situation(NamedTuple):
    """One city before its way out.

    `levels` is the level that counts for each criterion that counts, `claimed` the one that the facts reach,
    `unpursued` the criteria that do not count because the city does not pursue them. `broken` are the gates
    whose conditions are to be met, `judged` those that a judgement on a criterion breaks, `awaited` what only
    time can bring, by gate.
    """

    edition: Edition
    findings: Mapping[str, Found]
    truths: Truths
    levels: Mapping[str, str]
    claimed: Mapping[str, str]
    unpursued: frozenset[str]
    broken: tuple[Gate, ...]
    judged: Mapping[str, str]
    awaited: Mapping[str, tuple[Comparison, ...]]

    def as_good(self, level: str, other: str) -> bool:
        """Whether the one level is the other or better."""
        return self.edition.rank[level] <= self.edition.rank[other]


def situation(
    edition: Edition, case: Case, findings: Mapping[str, Found], gates: Sequence[GateHolds]
) -> Situation:
    """The city as it stands, once what only time can bring has come."""
    facts = {name: one.value for name, one in case.facts.items() if one.value is not None}
    unheld = [one.gate for one in gates if not one.now and not one.gate.words.score]
    judged = {gate.id: rest for gate in unheld if (rest := _judging(gate, findings)) is not None}
    open_ = [gate for gate in unheld if gate.id not in judged]
    awaited = {gate.id: tuple(_awaited(edition, gate, facts)) for gate in open_}
    coming = [part for parts in awaited.values() for part in parts]
    truths, come = Truths(edition, facts, coming), taken_up(edition, coming)
    claimed = {criterion.id: _claimed(edition, criterion, truths) for criterion in edition.criteria}
    return Situation(
        edition=edition,
        findings=findings,
        truths=truths,
        levels={
            name: _level(edition, one, claimed[name])
            for name, one in findings.items()
            if one.counts or (one.status == "not_pursued" and name in come)
        },
        claimed=claimed,
        unpursued=frozenset(name for name, one in findings.items() if one.status == "not_pursued") - come,
        broken=tuple(gate for gate in open_ if gate.holds and not true_where(gate.holds, truths.holds)),
        judged=judged,
        awaited={name: parts for name, parts in awaited.items() if parts},
    )


def _judging(gate: Gate, findings: Mapping[str, Found]) -> str | None:
    """The criterion whose judgement decides the gate, if there is one."""
    rest = findings.get(gate.words.rests_on or "")
    return rest.criterion.id if rest is not None and rest.judged.level is not None else None


def _awaited(edition: Edition, gate: Gate, facts: Facts) -> Iterator[Comparison]:
    """What the gate cannot hold without, and nobody can edit."""
    truths = Truths(edition, facts)
    if gate.holds is not None and not true_where(gate.holds, truths.within_reach):
        parts = lacking(gate.holds, facts)
        yield from (part for part in parts if not truths.within_reach(part))


def _claimed(edition: Edition, criterion: Criterion, truths: Truths) -> str:
    reached = (level for level, asked in criterion.levels.items() if true_where(asked, truths.holds))
    return next(reached, edition.worst.id)


def _level(edition: Edition, one: Found, claimed: str) -> str:
    """As found; better where what is awaited lifts the claim and nobody has judged it."""
    judged = one.judged.level is not None
    return one.level if judged or edition.rank[one.level] <= edition.rank[claimed] else claimed
