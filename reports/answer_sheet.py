"""The sheet on which a city answers each finding: what was found and asked, and room to reply."""

from collections.abc import Iterator

from reports import html_view
from reports import particulars as p
from reports.display import number
from reports.lexicon import Lexicon, languages, lexicon
from reports.paper import Answer, Block, Entry, Gap, Heading, Paper, Para
from scoring.models import Assessment

OWN = "letters"
TICKS = ("sheet_agree", "sheet_differ", "sheet_more")
ROOM = {"sheet_answer": 3, "sheet_evidence": 1, "sheet_by": 1}  # in lines
NAMED = 60
ASIDE = "note"  # a notice that nobody need answer


def papers(a: Assessment, lang: str) -> tuple[Paper, ...]:
    """One sheet a language, Thai first."""
    return tuple(_paper(a, lexicon(each, OWN)) for each in languages(lang))


def _paper(a: Assessment, w: Lexicon) -> Paper:
    city = p.shortened(a.city.name.of(w.lang), w, NAMED)
    return Paper(
        lang=w.lang,
        title=f"{w('sheet')} – {city}",
        over=(f"{w('sheet')} – {city}", " · ".join(p.marks(a, w))),
        under=f"{a.edition.id} · {html_view.short(a.provenance.submission_fingerprint)}",
        page=w("page"),
        blocks=tuple(_blocks(a, w)),
    )


def _blocks(a: Assessment, w: Lexicon) -> Iterator[Block]:
    yield Para(w("sheet"), "quiet")
    yield Heading(1, p.name(a.city.name, w))
    yield Para(w("sheet_how"))
    asked = [*_gaps(a, w), *_open(a, w), *_notices(a, w)]
    yield from asked or [Para(w("sheet_nothing"))]
    yield Heading(3, w("sheet_signed"))
    for line in ("memo_sign", "memo_name", "memo_post"):
        yield Para(w(line), "sign")


def _gaps(a: Assessment, w: Lexicon) -> Iterator[Block]:
    if a.gaps:
        yield Heading(2, f"{w('sheet_gaps')} ({number(len(a.gaps))})")
    for place, gap in enumerate(a.gaps, 1):
        entries = (
            Entry(w("missing"), tuple(p.of(each, w) for each in gap.missing)),
            Entry(w("where"), (p.gap_places(gap, w),)),
            Entry(w("remedy"), (p.of(gap.remedy, w),)),
        )
        chips = (p.gap_status(a, gap, w), *p.gap_worth(a, gap, w))
        yield Gap(f"{place}. {p.gap_title(a, gap, w)}", chips, "", _there(entries), gap.kind == "gate")
        yield _answer(w)


def _open(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """The claim is the city's own; what it may add is evidence."""
    losing = {gap.id for gap in a.gaps}
    pending = [one for one in p.pending(a) if one.criterion not in losing]
    if pending:
        yield Heading(2, f"{w('sheet_open')} ({number(len(pending))})")
    for place, finding in enumerate(pending, 1):
        question = (p.of(finding.question, w),) if finding.question else ()
        entries = (Entry(w("question"), question), Entry(w("evidence"), (p.of(finding.evidence, w),)))
        yield Gap(f"{place}. {p.titled(finding, w)}", (), "", _there(entries), gate=False)
        yield _answer(w)


def _notices(a: Assessment, w: Lexicon) -> Iterator[Block]:
    found = [one for one in p.notices(a) if one.severity != ASIDE]
    if found:
        yield Heading(2, f"{w('sheet_notices')} ({number(len(found))})")
    for place, notice in enumerate(found, 1):
        entries = (
            Entry(w("what_to_do"), (p.of(notice.remedy, w),)),
            Entry(w("where"), (p.places(notice.places, w, notice.places_total),)),
        )
        yield Gap(f"{place}. {p.of(notice, w)}", (), "", _there(entries), gate=False)
        yield _answer(w)


def _there(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Without those that say nothing."""
    return tuple(each for each in entries if any(each.texts))


def _answer(w: Lexicon) -> Answer:
    return Answer(tuple(map(w, TICKS)), tuple(map(w, ROOM)), tuple(ROOM.values()))
