"""Invented ways out for the invented assessments: everything that one may hold, for looking at."""

from collections.abc import Sequence

from scoring.models import (
    Awaited,
    Before,
    Bilingual,
    Fall,
    Finding,
    GateFinding,
    LossOfRenewal,
    Mending,
    Missing,
    OutOfReach,
    Rise,
    TakenUp,
    Verdict,
    WayOut,
    WayToRenewal,
)

PAST = Bilingual(th="ความก้าวหน้าเป็นสิ่งที่เกิดขึ้นแล้ว", en="Progress is what has happened; it cannot be edited.")
LACKING = Missing(
    condition="progress",
    operator="min",
    found=42,
    needed=50,
    th="ความก้าวหน้าของแผนทั้งหมด: พบ 42 % ต้องมีอย่างน้อย 50 %",
    en="progress of the whole plan: found 42 %, at least 50 % needed",
    places=("part1.progress.percent",),
)


def way_out(findings: Sequence[Finding], gates: Sequence[GateFinding], verdict: Verdict) -> WayOut:
    """A way to renewal with everything in it, or losses, as the verdict has it."""
    renews = verdict == "renew"
    return WayOut(
        kind="renews" if renews else "ways",
        unit="person_months",
        assumed=True,
        awaited=() if renews else (_awaited(findings, gates),),
        ways=() if renews else (_way(findings, gates, 4), _way(findings, gates, 2), _way(findings, (), 6)),
        losses=(_loss(findings, gates, 1), _loss(findings, gates, 3)) if renews else (),
        out_of_reach=(),
        solver="HiGHS 1.0.0",
    )


def hopeless(gates: Sequence[GateFinding], sections: Sequence[str]) -> WayOut:
    """No effort is enough."""
    first, second, *_ = gates
    return WayOut(
        kind="none",
        unit="steps",
        assumed=True,
        awaited=(),
        ways=(),
        losses=(),
        out_of_reach=(
            OutOfReach(gate=first.id, found=41.5, needed=60, sections=()),
            OutOfReach(gate=second.id, found=None, needed=None, sections=tuple(sections)),
        ),
        solver="HiGHS 1.0.0",
    )


def _awaited(findings: Sequence[Finding], gates: Sequence[GateFinding]) -> Awaited:
    return Awaited(gate=gates[0].id, missing=(LACKING,), because=(PAST,), lifts=(findings[0].criterion,))


def _way(findings: Sequence[Finding], gates: Sequence[GateFinding], count: int) -> WayToRenewal:
    lacking = [one for one in findings if one.next_level is not None][:count]
    rises = tuple(_rise(one, findings, place) for place, one in enumerate(lacking))
    mendings = tuple(
        Mending(gate=one.id, effort=0.25, missing=(LACKING,), fields=("part1",)) for one in gates[:1]
    )
    effort = sum(rise.effort for rise in rises) + sum(one.effort for one in mendings)
    return WayToRenewal(
        mendings=mendings,
        rises=rises,
        taken_up=(TakenUp(criterion=findings[-1].criterion, instead=(findings[-2].criterion,)),),
        effort=effort,
        effort_exact="65/4",
        bound_exact="65/4",
        total=61.2,
        total_exact="306/5",
        low=40.0,
        high=88.8,
    )


def _rise(one: Finding, findings: Sequence[Finding], place: int) -> Rise:
    first = findings[place + 1]
    return Rise(
        criterion=one.criterion,
        from_level=one.level,
        to_level=one.next_level or one.level,
        judged=place % 2 == 0,
        effort=place + 1,
        points=1.5,
        points_exact="3/2",
        gates=("environment",) if place == 0 else (),
        missing=one.missing if place else (),
        fields=one.fields,
        before=(Before(criterion=first.criterion, level="partial", th="ต้องสร้างก่อน", en="it must be built"),),
        instead=(findings[-1].criterion, findings[-2].criterion) if place else (),
    )


def _loss(findings: Sequence[Finding], gates: Sequence[GateFinding], count: int) -> LossOfRenewal:
    falls = [one for one in findings if one.level == "met"][:count]
    return LossOfRenewal(
        falls=tuple(
            Fall(
                criterion=one.criterion,
                from_level="met",
                to_level="unmet",
                worth=3,
                points=2.5,
                points_exact="5/2",
                instead=(findings[-1].criterion,),
            )
            for one in falls
        ),
        gates=(gates[-1].id,),
        worth=3 * count,
        worth_exact=str(3 * count),
        bound_exact=str(3 * count),
        total=58.9,
        total_exact="589/10",
    )
