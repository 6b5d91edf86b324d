"""The way out in the words and figures that people read: what to do, at what effort, and what it leads to."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

from scoring.edition import Edition
from scoring.findings import Case, Found
from scoring.gates import GateHolds, under_floor
from scoring.losses import Loss, losses
from scoring.models import Awaited, Fall, LossOfRenewal, OutOfReach, Recommendation, WayOut
from scoring.optimum import solver
from scoring.remedies import Short, ways
from scoring.scorecard import figure, rounded, shares
from scoring.sentences import missing
from scoring.situation import Situation, situation
from scoring.ways_told import Teller

Kind = Literal["renews", "ways", "none", "own_wish"]


def way_out(
    edition: Edition,
    case: Case,
    findings: Mapping[str, Found],
    gates: Sequence[GateHolds],
    advice: Recommendation,
) -> WayOut:
    """What it takes to renew as things stand, or how little would end the renewal.

    Raises Unproved when the solver's answer is not certain.
    """
    if advice.at_own_wish:
        return _told(edition, "own_wish")
    if advice.verdict == "renew":
        levels = {name: one.level for name, one in findings.items() if one.counts}
        found = losses(edition, levels, gates)
        return _told(edition, "renews", losses=tuple(_loss(edition, levels, one) for one in found))
    now = situation(edition, case, findings, gates)
    awaited = tuple(_awaited(now, case, gate) for gate in now.awaited)
    open_ = ways(now)
    if isinstance(open_, Short) or not edition.gates:  # where nothing is asked, nothing earns a renewal
        short = _out_of_reach(edition, open_) if isinstance(open_, Short) else ()
        return _told(edition, "none", awaited=awaited, out_of_reach=short)
    teller = Teller(now, case)
    return _told(edition, "ways", awaited=awaited, ways=tuple(teller.way(one) for one in open_))


def _told(edition: Edition, kind: Kind, **more: Any) -> WayOut:
    numbers = edition.policy.efforts
    sourced = numbers is not None and all(
        one.source is not None
        for group in (numbers.levels, numbers.stages, numbers.criteria, numbers.gates)
        for one in group.values()
    )
    nothing: dict[str, Any] = dict.fromkeys(("awaited", "ways", "losses", "out_of_reach"), ())
    return WayOut(
        kind=kind,
        unit="person_months" if edition.efforts.told else "steps",
        assumed=not sourced,
        solver=None if kind == "own_wish" else solver(),
        **{**nothing, **more},
    )


def _awaited(now: Situation, case: Case, gate: str) -> Awaited:
    """What must be achieved for a gate, and what comes with it."""
    holds = next(one.holds for one in now.edition.gates if one.id == gate)
    assert holds is not None
    parts = {part.measure for part in now.awaited[gate]}
    achieved = now.edition.prerequisites.achieved
    lifted = (name for name, level in now.levels.items() if level != now.findings[name].level)
    return Awaited(
        gate=gate,
        missing=tuple(one for one in missing(holds, case.facts, now.edition) if one.condition in parts),
        because=tuple(dict.fromkeys(achieved[part] for part in sorted(parts))),
        lifts=tuple(lifted),
    )


def _out_of_reach(edition: Edition, short: Short) -> tuple[OutOfReach, ...]:
    """The gates that cannot be made to hold, with the best that the score can come to."""
    gates = {gate.id: gate for gate in edition.gates}
    return tuple(
        OutOfReach(
            gate=name,
            found=rounded(short.scores.total, gates[name].least) if gates[name].least is not None else None,
            needed=figure(gates[name].least or Fraction(0)) if gates[name].least is not None else None,
            sections=tuple(under_floor(edition, short.scores))
            if gates[name].words.score == "sections"
            else (),
        )
        for name in short.gates
    )


def _loss(edition: Edition, levels: Mapping[str, str], loss: Loss) -> LossOfRenewal:
    return LossOfRenewal(
        falls=tuple(_fall(edition, levels, loss, name) for name in edition.criterion if name in loss.levels),
        gates=loss.gates,
        worth=figure(loss.worth),
        worth_exact=str(loss.worth),
        bound_exact=str(loss.bound),
        total=rounded(loss.scores.total, edition.pass_mark),
        total_exact=str(loss.scores.total),
    )


def _fall(edition: Edition, levels: Mapping[str, str], loss: Loss, name: str) -> Fall:
    start, end = levels[name], loss.levels[name]
    lost = edition.level[start].credit - edition.level[end].credit
    points = 100 * shares(edition, levels).criteria[name] * lost
    return Fall(
        criterion=name,
        from_level=start,
        to_level=end,
        worth=figure(edition.effort_between(name, end, start)),
        points=rounded(points),
        points_exact=str(points),
        instead=loss.instead[name],
    )
