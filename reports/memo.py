"""The cover memo to the subcommittee, one page: why it comes, what was found, to judge and to decide."""

from collections.abc import Iterator

from reports import html_view, phrases
from reports import particulars as p
from reports.display import month
from reports.lexicon import Lexicon, languages, lexicon
from reports.paper import Block, Entry, Facts, Heading, Items, Paper, Para
from scoring.models import Assessment

OWN = "letters"
FEW = 3  # gaps, judgements and conditions: the report has them all
NAMED = 60  # letters of the city's name


def papers(a: Assessment, lang: str) -> tuple[Paper, ...]:
    """One memo a language, Thai first."""
    return tuple(_paper(a, lexicon(each, OWN)) for each in languages(lang))


def _paper(a: Assessment, w: Lexicon) -> Paper:
    city = p.shortened(a.city.name.of(w.lang), w, NAMED)
    mark = html_view.short(a.provenance.submission_fingerprint)
    return Paper(
        lang=w.lang,
        title=w("memo_about", city=city),
        over=("", " · ".join(p.marks(a, w))),
        under=f"{a.edition.id} · {mark}",
        page=w("page"),
        blocks=tuple(_blocks(a, city, mark, w)),
    )


def _blocks(a: Assessment, city: str, mark: str, w: Lexicon) -> Iterator[Block]:
    yield Para(w("memo"), "centre")
    blank = (w("memo_blank"),)
    yield Facts(
        (
            Entry(w("memo_from"), blank),
            Entry(w("memo_number"), blank),
            Entry(w("memo_date"), blank),
            Entry(w("memo_subject"), (w("memo_about", city=city),)),
            Entry(w("memo_to"), (w("memo_chair"),)),
        )
    )
    yield Heading(3, w("memo_why"))
    yield Para(w("memo_filed", city=city, period=_period(a, w), law=p.of(a.edition.legal[0], w)))
    yield Heading(3, w("memo_found"))
    yield Items(tuple(_found(a, w)))
    yield Heading(3, w("memo_open"))
    yield Items(tuple(phrases.certainty(a, w, FEW)))
    yield Heading(3, w("memo_proposal"))
    yield from _proposal(a, w)
    yield Para(w("memo_close"))
    for line in ("memo_sign", "memo_name", "memo_post"):
        yield Para(w(line), "sign")
    yield Para(w("memo_enclosed", mark=mark), "quiet")


def _period(a: Assessment, w: Lexicon) -> str:
    if a.period == (None, None):
        return ""
    return w("memo_period", start=month(a.period[0], w.lang), end=month(a.period[1], w.lang))


def _found(a: Assessment, w: Lexicon) -> Iterator[str]:
    yield " · ".join(phrases.total(a, w))
    broken = [p.of(gate.title, w) for gate in a.gates if not gate.holds and not gate.waived_by]
    yield w("memo_broken", gates="; ".join(broken)) if broken else w("memo_all_hold")
    low = [one for one in a.scorecard.sections if html_view.section_state(one).sign == "no"]
    if low:
        yield w("memo_floors", sections="; ".join(p.of(one.title, w) for one in low))
    losing = [p.gap_title(a, gap, w) for gap in a.gaps if gap.kind == "criterion"]
    if losing:
        yield w("memo_gaps", gaps=p.listed(losing, w, FEW))
    yield phrases.completeness(a, w)


def _proposal(a: Assessment, w: Lexicon) -> Iterator[Block]:
    advice = a.recommendation
    own = f" {w('own_wish')}" if advice.at_own_wish else ""
    yield Para(w(f"memo_{advice.verdict}") + own, "strong")
    if not advice.settled:
        yield Para(w("memo_not_yet"))
    if advice.verdict == "renew" and advice.conditions:
        said = p.listed([p.of(one, w) for one in advice.conditions], w, FEW)
        yield Para(w("memo_conditions", conditions=said))
    yield Para(p.of(a.edition.standing, w))
