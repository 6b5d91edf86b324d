"""The fewest open matters that settle a verdict, most decisive first: exact, by taking the largest effects.

Within a section only the largest effects need be tried, and a section's and the total's needs are met
by the same order, so taking the largest first is the least set (an exchange argument; the tests hold
it against trying every set).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.edition import Edition, Gate
from scoring.gates import GateHolds, Worlds


class Matter(NamedTuple):
    """An open criterion: what its credit is worth between worst and best, in its section and in the total."""

    id: str
    section: str
    in_section: Fraction
    in_total: Fraction


def settle_renew(
    edition: Edition, matters: Sequence[Matter], holds: Sequence[GateHolds], worlds: Worlds
) -> tuple[str, ...]:
    """The fewest matters that, at their best, make every gate hold whatever the rest; empty if none can."""
    if not all(gate.high for gate in holds) or all(gate.low for gate in holds):
        return ()
    forced = [gate.matter for gate in holds if gate.matter and not gate.low]
    taken = [matter for matter in matters if matter.id in forced]
    left = _by_effect(matter for matter in matters if matter.id not in forced)
    for section, missing in _below_floor(edition, holds, worlds).items():
        taken += _enough(left, missing - _sum(taken, section), section)
        left = [matter for matter in left if matter not in taken]
    missing = _below_total(holds, worlds) - sum((matter.in_total for matter in taken), Fraction(0))
    taken += _enough(left, missing, None)
    return _named(forced, taken)


def settle_revoke(
    edition: Edition, matters: Sequence[Matter], holds: Sequence[GateHolds], worlds: Worlds
) -> tuple[str, ...]:
    """The fewest matters that, at their worst, break a gate whatever the rest; empty if none can."""
    if all(gate.low for gate in holds) or not all(gate.high for gate in holds):
        return ()
    ways: list[tuple[str, ...]] = [(gate.matter,) for gate in holds if gate.matter and not gate.low]
    for gate in _score_gates(holds):
        for section, spare in _spare(edition, gate, worlds).items():
            inside = [matter for matter in matters if section in (None, matter.section)]
            if _effect(inside, section) > spare:
                ways.append(_named([], _more_than(_by_effect(inside, section), spare, section)))
    return min(ways, key=len) if ways else ()


def _by_effect(matters: object, section: str | None = None) -> list[Matter]:
    listed: list[Matter] = list(matters)  # type: ignore[call-overload]
    return sorted(listed, key=lambda one: (-(one.in_section if section else one.in_total), one.id))


def _enough(matters: Sequence[Matter], missing: Fraction, section: str | None) -> list[Matter]:
    taken: list[Matter] = []
    inside = [matter for matter in matters if section in (None, matter.section)]
    for matter in _by_effect(inside, section):
        if missing <= 0:
            break
        taken.append(matter)
        missing -= matter.in_section if section else matter.in_total
    return taken


def _more_than(matters: Sequence[Matter], spare: Fraction, section: str | None) -> list[Matter]:
    taken: list[Matter] = []
    for matter in matters:
        if spare < 0:
            break
        taken.append(matter)
        spare -= matter.in_section if section else matter.in_total
    return taken


def _effect(matters: Sequence[Matter], section: str | None) -> Fraction:
    return sum((one.in_section if section else one.in_total for one in matters), Fraction(0))


def _sum(matters: Sequence[Matter], section: str) -> Fraction:
    return sum((matter.in_section for matter in matters if matter.section == section), Fraction(0))


def _score_gates(holds: Sequence[GateHolds]) -> list[Gate]:
    return [one.gate for one in holds if one.gate.words.score]


def _below_floor(edition: Edition, holds: Sequence[GateHolds], worlds: Worlds) -> dict[str, Fraction]:
    if not any(gate.words.score == "sections" for gate in _score_gates(holds)):
        return {}
    low = worlds.low.sections
    return {
        section.id: section.floor - score
        for section in edition.sections
        if (score := low[section.id]) is not None and score < section.floor
    }


def _below_total(holds: Sequence[GateHolds], worlds: Worlds) -> Fraction:
    marks = [gate.least or Fraction(0) for gate in _score_gates(holds) if gate.words.score == "total"]
    return max(marks, default=Fraction(0)) - worlds.low.total


def _spare(edition: Edition, gate: Gate, worlds: Worlds) -> Mapping[str | None, Fraction]:
    """How much may be lost from the best world before the gate breaks, by section (None: the total)."""
    if gate.words.score == "total":
        return {None: worlds.high.total - (gate.least or Fraction(0))}
    high = worlds.high.sections
    return {
        section.id: score - section.floor
        for section in edition.sections
        if (score := high[section.id]) is not None
    }


def _named(forced: Sequence[str], taken: Sequence[Matter]) -> tuple[str, ...]:
    ordered = sorted(taken, key=lambda one: (one.id not in forced, -one.in_total, one.id))
    return tuple(
        dict.fromkeys([*(name for name in forced if name.startswith("gate:")), *(one.id for one in ordered)])
    )
