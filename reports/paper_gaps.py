"""The gaps on paper, most points to win first, and the way out."""

from collections.abc import Iterator

from reports import particulars as p
from reports import ways
from reports.backed import backed
from reports.display import number, score
from reports.lexicon import Lexicon
from reports.paper import Block, Column, Entry, Facts, Gap, Heading, Items, Note, Para, Table
from scoring.models import Assessment, Finding, WayOut, WayToRenewal
from scoring.models import Gap as Found

Row = tuple[tuple[str, ...], ...]


def gaps(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """Each gap: what was found and where, what is asked, the remedy, points and effort."""
    yield Heading(2, f"{w('gaps')} ({number(len(a.gaps))})")
    yield Para(w("gaps_explained") if a.gaps else w("gaps_none"), "quiet")
    if a.gaps:
        yield Para(w("points_together", points=score(p.won_together(a))))
    findings = {each.criterion: each for each in a.findings}
    for place, gap in enumerate(a.gaps, 1):
        yield _gap(a, gap, findings.get(gap.id) if gap.kind == "criterion" else None, place, w)


def _gap(a: Assessment, gap: Found, finding: Finding | None, place: int, w: Lexicon) -> Gap:
    return Gap(
        title=f"{place}. {p.gap_title(a, gap, w)}",
        chips=(p.gap_status(a, gap, w), *p.gap_worth(a, gap, w), *effort(a, gap, w)),
        wording=p.of(finding.wording, w) if finding else "",
        entries=tuple(_entries(a, gap, finding, w)),
        gate=gap.kind == "gate",
    )


def effort(a: Assessment, gap: Found, w: Lexicon) -> list[str]:
    """What mending it would take, where anything on paper would and the way out says in which unit."""
    if gap.effort is None or a.way_out is None:
        return []
    return [w("colon", name=w("gap_effort"), text=ways.effort(a.way_out, gap.effort, w))]


def _entries(a: Assessment, gap: Found, finding: Finding | None, w: Lexicon) -> Iterator[Entry]:
    if gap.missing:
        yield Entry(w("missing"), tuple(p.of(each, w) for each in gap.missing))
    if where := p.gap_places(gap, w):
        yield Entry(w("where"), (where,))
    yield Entry(w("remedy"), (p.of(gap.remedy, w),))
    if finding:
        yield Entry(w("evidence"), (p.of(finding.evidence, w),))
        yield from backed(finding, w)
        yield from judgements(a, finding, w)


def judgements(a: Assessment, finding: Finding, w: Lexicon) -> Iterator[Entry]:
    """Who judged it, and how that stands."""
    if finding.judgements:
        note = [] if finding.judgement_note == "none" else [w(f"note_{finding.judgement_note}")]
        said = [p.judged_as(a, each, w) for each in finding.judgements]
        yield Entry(w("judgement"), (*said, *note))


def way_out(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """The least-effort way to renewal, or how little would end it."""
    out = a.way_out
    if out is None:
        return
    yield Heading(2, w(ways.title(out)))
    if out.kind == "own_wish":
        yield Para(w("way_out_own_wish"))
    for one in out.awaited:
        label = w("colon", name=w("way_awaited"), text=p.matter(a, one.gate, w))
        yield Note(label, tuple(ways.awaited(a, one, w)))
    if out.awaited and out.ways:
        yield Para(w("way_assuming"), "strong")
    if out.kind == "none":
        yield Para(w("way_none") if out.out_of_reach else w("way_none_asked"))
        yield Items(tuple(ways.out_of_reach(a, one, w) for one in out.out_of_reach))
    yield from _ways(a, out, w)
    if out.kind == "renews":
        yield from _losses(a, out, w)


def _ways(a: Assessment, out: WayOut, w: Lexicon) -> Iterator[Block]:
    if not out.ways:
        return
    first, *others = out.ways
    if not first.rises and not first.mendings:
        yield Para(f"{w('way_nothing')} {ways.way_total(first, w)}")
        return
    yield Para(" ".join((w("way_explained"), *ways.efforts_named(out, w))), "quiet")
    taken = [said for one in first.taken_up for said in ways.taken_up(a, one, w)]
    yield Facts(
        (
            Entry(w("effort"), (ways.effort(out, first.effort, w),)),
            Entry(w("score"), (ways.way_total(first, w),)),
            Entry(w("way_done"), (ways.way_summary(first, w), *taken)),
            Entry(w("way_proof"), (ways.proof(out, w),)),
        )
    )
    yield _steps(a, out, first, w)
    if others:
        yield Heading(3, w("way_others"))
        yield Items(tuple(_other(a, out, first, place, each, w) for place, each in enumerate(others, 2)))


def _steps(a: Assessment, out: WayOut, way: WayToRenewal, w: Lexicon) -> Table:
    columns = (
        Column(w("way_what"), 34),
        Column(w("way_asked"), 42),
        Column(w("effort"), 12, figure=True),
        Column(w("column_points_won"), 12, figure=True),
    )
    rows: list[Row] = [
        (
            (w("way_mending", gate=p.matter(a, one.gate, w)),),
            (*ways.asked(one, w), ways.where(one, w)),
            (ways.effort(out, one.effort, w),),
            ("",),
        )
        for one in way.mendings
    ]
    for rise in way.rises:
        judged = [w("way_judged")] if rise.judged else []
        before = [w("colon", name=w("way_before"), text=said) for said in ways.before(a, rise, w)]
        other = [("mends_gates", rise.gates), ("way_instead", rise.instead)]
        named = [w("colon", name=w(key), text=p.matters(a, ids, w)) for key, ids in other if ids]
        rows.append(
            (
                (p.matter(a, rise.criterion, w), ways.step(a, rise, w), *judged),
                (*ways.asked(rise, w), ways.where(rise, w), *before, *named),
                (ways.effort(out, rise.effort, w),),
                (score(rise.points),),
            )
        )
    return Table(columns, tuple(rows))


def _other(a: Assessment, out: WayOut, first: WayToRenewal, place: int, one: WayToRenewal, w: Lexicon) -> str:
    parts = [w("way_other", place=place), ways.effort(out, one.effort, w), ways.way_total(one, w)]
    return " · ".join((*parts, *ways.other(a, first, one, w)))


def _losses(a: Assessment, out: WayOut, w: Lexicon) -> Iterator[Block]:
    if not out.losses:
        yield Para(w("loss_none"))
        return
    first, *others = out.losses
    yield Para(" ".join((w("loss_explained"), *ways.efforts_named(out, w))), "quiet")
    yield Facts(
        (
            Entry(w("loss_worth"), (ways.effort(out, first.worth, w),)),
            Entry(w("loss_gates"), (p.matters(a, first.gates, w),)),
            Entry(w("score"), (w("loss_total", total=score(first.total)),)),
            Entry(w("way_proof"), (ways.proof(out, w),)),
        )
    )
    columns = (
        Column(w("criterion"), 40),
        Column(w("column_fall"), 32),
        Column(w("loss_worth"), 14, figure=True),
        Column(w("column_points_lost"), 14, figure=True),
    )
    yield Table(
        columns,
        tuple(
            (
                (p.matter(a, fall.criterion, w),),
                (ways.step(a, fall, w),),
                (ways.effort(out, fall.worth, w),),
                (score(fall.points),),
            )
            for fall in first.falls
        ),
    )
    if others:
        yield Heading(3, w("loss_others"))
        yield Items(
            tuple(
                " · ".join(
                    (ways.effort(out, one.worth, w), ways.loss_gates(a, one, w), ways.falls(a, one, w))
                )
                for one in others
            )
        )
