"""Gaps: what loses points or breaks a gate, with what mending it alone would win, most points first."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter

from scoring.edition import Edition
from scoring.findings import Found
from scoring.gates import GateHolds
from scoring.models import Finding, Gap, GateFinding, Number
from scoring.scorecard import figure, rounded, shares


def gaps(
    edition: Edition,
    found: Mapping[str, Found],
    findings: Sequence[Finding],
    holds: Sequence[GateHolds],
    gates: Sequence[GateFinding],
) -> tuple[Gap, ...]:
    """Broken gates on the submission first, then criteria by points to win, then in the order of the form."""
    lost = sorted(_lost(edition, found, findings, holds), key=itemgetter(0), reverse=True)  # ties as they are
    return (*_broken(edition, gates, holds), *(gap for _, gap in lost))


def _broken(edition: Edition, gates: Sequence[GateFinding], holds: Sequence[GateHolds]) -> Iterator[Gap]:
    for gate, held in zip(gates, holds, strict=True):
        if held.now or held.gate.words.score:
            continue
        yield Gap(
            kind="gate",
            id=gate.id,
            title=gate.title,
            status="open" if gate.open else "broken",
            points=0.0,
            points_exact="0",
            points_next=0.0,
            effort=_gate_effort(edition, gate.id),
            gates=(gate.id,),
            fields=held.gate.words.fields,
            missing=gate.missing,
            remedy=gate.remedy,
        )


def _lost(
    edition: Edition, found: Mapping[str, Found], findings: Sequence[Finding], holds: Sequence[GateHolds]
) -> Iterator[tuple[Fraction, Gap]]:
    """Each with the points it would win, exact."""
    part = shares(edition, [name for name, one in found.items() if one.counts])
    for finding in findings:
        one = found[finding.criterion]
        if not one.counts or one.credit >= edition.best.credit:
            continue
        worth = 100 * part.criteria[finding.criterion]
        points = worth * (edition.best.credit - one.credit)
        step = (
            worth * (edition.level[finding.next_level].credit - one.credit) if finding.next_level else points
        )
        gap = Gap(
            kind="criterion",
            id=finding.criterion,
            title=finding.title,
            status=finding.status,
            points=rounded(points),
            points_exact=str(points),
            points_next=rounded(step),
            effort=figure(edition.effort_between(finding.criterion, finding.level, edition.best.id)),
            gates=tuple(g.gate.id for g in holds if not g.now and g.gate.words.rests_on == finding.criterion),
            fields=finding.fields,
            missing=finding.missing,
            remedy=finding.remedy,
        )
        yield points, gap


def _gate_effort(edition: Edition, gate: str) -> Number | None:
    """None where the policy sets none: what must be achieved is not mended on paper."""
    if edition.efforts.told and gate not in edition.efforts.gates:
        return None
    return figure(edition.efforts.of_gate(gate))
