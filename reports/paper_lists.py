"""What waits for a person, what is met, what is unanswered or left out, and what a clerk would point out."""

from collections.abc import Iterator

from reports import boundary
from reports import particulars as p
from reports.backed import backed
from reports.display import number, score
from reports.lexicon import Lexicon
from reports.paper import Block, Column, Entry, Gap, Heading, Items, Note, Para, Table
from reports.paper_gaps import judgements
from scoring.models import Assessment, Finding

LINES = 12  # of a claim; the rest is counted, and stands in the form


def notices(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """Contradictions and what else is to be noted; they change no score."""
    if not a.notices:
        return
    yield Heading(2, f"{w('notices')} ({number(len(a.notices))})")
    yield Para(w("notices_explained"), "quiet")
    for notice in p.notices(a):
        where = p.places(notice.places, w, notice.places_total)
        told = [w("colon", name=w("what_to_do"), text=p.of(notice.remedy, w))]
        found = [w("colon", name=w("where"), text=where)] if where else []
        yield Note(f"{w(f'severity_{notice.severity}')}: {p.of(notice, w)}", (*told, *found))


def zone(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """The boundary as measured."""
    if a.boundary:
        yield Heading(2, w("boundary"))
        remarks = [p.of(each, w) for each in a.boundary.remarks]
        yield Items((*boundary.lines(a.boundary, w), *remarks))


def open_judgements(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """Each with the question that a reviewer must answer, and the claim."""
    pending = p.pending(a)
    yield Heading(2, f"{w('open')} ({number(len(pending))})")
    yield Para(w("open_explained") if pending else w("open_none"), "quiet")
    for finding in pending:
        said = w("provisional", level=p.status(a, finding.level, w), points=score(finding.points))
        yield Gap(p.titled(finding, w), (said,), "", tuple(_asked(a, finding, w)), gate=False)


def _asked(a: Assessment, finding: Finding, w: Lexicon) -> Iterator[Entry]:
    if finding.question:
        yield Entry(w("question"), (p.of(finding.question, w),))
    claimed = [p.claimed(each, w) for each in finding.claim_lines[:LINES]]
    if more := len(finding.claim_lines) - len(claimed):
        claimed.append(w("more_lines", count=number(more)))
    if claimed:
        yield Entry(w("claim"), tuple(claimed))
    if finding.measures:
        yield Entry(w("found"), tuple(measured(finding, w)))
    yield from backed(finding, w)
    yield from judgements(a, finding, w)


def measured(finding: Finding, w: Lexicon) -> Iterator[str]:
    """What was counted, and where."""
    for one in finding.measures:
        said = w("colon", name=p.of(one.label, w), text=p.of(one.shown, w))
        where = p.places(one.places, w, one.places_total)
        yield f"{said} ({where})" if where else said


def met(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """Everything met, with its evidence."""
    found = p.met(a)
    yield Heading(2, f"{w('met')} ({number(len(found))})")
    columns = (Column(w("criterion"), 26), Column(w("found"), 44), Column(w("backing"), 30))
    for section in a.scorecard.sections:
        own = [each for each in found if each.section == section.id]
        if own:
            yield Heading(3, w("met_of_section", section=p.of(section.title, w), count=len(own)))
            yield Table(columns, tuple(_met(a, each, w) for each in own))


def _met(a: Assessment, finding: Finding, w: Lexicon) -> tuple[tuple[str, ...], ...]:
    filed = next((entry.texts for entry in backed(finding, w)), ("–",))
    judged = [
        w("colon", name=entry.label, text=text) for entry in judgements(a, finding, w) for text in entry.texts
    ]
    return ((p.titled(finding, w),), (*measured(finding, w), *judged) or ("–",), filed)


def others(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """Unanswered, not pursued, held not to apply; conditions of a renewal."""
    for status in ("unanswered", "not_pursued"):
        if found := p.with_status(a, status):
            yield Heading(2, f"{w(status)} ({number(len(found))})")
            yield Para(w(f"{status}_explained"), "quiet")
            yield Items(tuple(p.titled(each, w) for each in found))
    if a.ledger:
        yield Heading(2, f"{w('not_applicable')} ({number(len(a.ledger))})")
        yield _ledger(a, w)
    if conditions := a.recommendation.conditions:
        yield Heading(2, f"{w('conditions')} ({number(len(conditions))})")
        yield Para(w("conditions_explained"), "quiet")
        yield Items(tuple(p.of(each, w) for each in conditions), ordered=True)


def _ledger(a: Assessment, w: Lexicon) -> Table:
    keys = ("criterion", "ledger_reason", "ledger_explanation", "ledger_refused")
    return Table(
        tuple(Column(w(key), 25) for key in keys),
        tuple(
            (
                (p.matter(a, one.criterion, w),),
                (p.of(one.reason, w),),
                (p.shortened(one.explanation, w, p.CLAIM),),
                (
                    w(
                        "refused_total",
                        total=score(one.total_if_refused),
                        verdict=w(f"will_{one.verdict_if_refused}"),
                    ),
                ),
            )
            for one in a.ledger
        ),
    )
