"""Gates: what must hold for renewal, seen as things stand and at both ends of what is still open."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.drafts import could_hold
from scoring.edition import Edition, Gate, gate_name, own_wish_name
from scoring.findings import Case, Found
from scoring.models import Waiver
from scoring.scorecard import Scores


class GateHolds(NamedTuple):
    """Whether a gate holds now, at worst and at best; `matter` is the open matter it rests on, if any."""

    gate: Gate
    now: bool
    low: bool
    high: bool
    matter: str | None
    waiver: Waiver | None


class Worlds(NamedTuple):
    """The scores as things stand, with every open matter at its worst, and at its best."""

    now: Scores
    low: Scores
    high: Scores


def gates(
    edition: Edition, case: Case, findings: Mapping[str, Found], worlds: Worlds, waivers: Sequence[Waiver]
) -> tuple[GateHolds, ...]:
    """Every gate of the edition, in its order."""
    return tuple(_gate(edition, gate, case, findings, worlds, waivers) for gate in edition.gates)


def _gate(
    edition: Edition,
    gate: Gate,
    case: Case,
    findings: Mapping[str, Found],
    worlds: Worlds,
    waivers: Sequence[Waiver],
) -> GateHolds:
    if gate.words.score:
        now, low, high = (reaches(edition, gate, world) for world in worlds)
        return GateHolds(gate, now, low, high, None, None)
    waiver = next(
        (w for w in waivers if gate.words.waivable and w.gate == gate.id and w.date <= case.as_of), None
    )
    if waiver is not None:
        return GateHolds(gate, True, True, True, None, waiver)
    now = gate_name(gate.id) in case.holds
    return _rested(edition, gate, now, case, findings)


def _rested(edition: Edition, gate: Gate, now: bool, case: Case, findings: Mapping[str, Found]) -> GateHolds:
    rest = findings.get(gate.words.rests_on or "")
    if rest is not None and rest.judged.level is not None:
        now = rest.judged.level != edition.worst.id
        return GateHolds(gate, now, now, now, None, None)
    if rest is not None and rest.status == "pending":
        return GateHolds(gate, now, False, True, rest.criterion.id, None)
    if case.draft and not now and rest is not None and rest.open:
        return GateHolds(gate, False, False, True, rest.criterion.id, None)
    if case.draft and not now and _could_hold(edition, gate, case):
        return GateHolds(gate, False, False, True, gate_name(gate.id), None)
    return GateHolds(gate, now, now, now, None, None)


def _could_hold(edition: Edition, gate: Gate, case: Case) -> bool:
    return gate.holds is not None and could_hold(gate.holds, case.facts, edition.measures)


def at_own_wish(edition: Edition, case: Case) -> bool:
    """Whether the city itself says that it does not wish to go on."""
    return any(own_wish_name(gate.id) in case.holds for gate in edition.gates)


def reaches(edition: Edition, gate: Gate, world: Scores) -> bool:
    """Whether a gate on the score holds in a world: the total at its mark, or every section at its floor."""
    if gate.words.score == "total":
        return world.total >= (gate.least or Fraction(0))
    return not under_floor(edition, world)


def under_floor(edition: Edition, world: Scores) -> list[str]:
    """The sections that count and lie under their floor."""
    scored = ((section, world.sections[section.id]) for section in edition.sections)
    return [section.id for section, score in scored if score is not None and score < section.floor]
