"""The report for a terminal: what to know on the first screen, then what to do, then the rest."""

from reports import ways
from reports.boundary import lines
from reports.changes import told
from reports.display import day, number, score
from reports.lexicon import Lexicon, languages, lexicon
from reports.page import Page
from reports.paper_reviewed import reviewed
from reports.particulars import name, notices, of, places
from reports.phrases import (
    advice,
    certainty,
    completeness,
    floors,
    gate_notes,
    gate_state,
    period,
    section_bounds,
    section_note,
    total,
)
from reports.text_blocks import put
from reports.text_particulars import conditions, gaps, judgements, lists
from reports.text_provenance import method, provenance
from reports.text_way_out import way_out
from scoring.models import Assessment, GateFinding, Number, SectionScore

LABEL = 18
MARKS = {"holds": ("✓", "good"), "broken": ("✗", "bad"), "gate_open": ("?", "open"), "waived": ("✓", "good")}
SEVERITIES = {"error": "bad", "warning": "open", "note": ""}
BAR, FIGURES = 14, 34
MATTERS, REASONS, CHANGES = 5, 6, 5  # on the first screen; the rest is counted


def render(assessment: Assessment, lang: str, *, width: int = 80, colour: bool = False) -> bytes:
    """The report in `th`, in `en`, or in `both`: the one after the other."""
    return b"\n".join(_report(assessment, lexicon(each), width, colour) for each in languages(lang))


def _report(a: Assessment, w: Lexicon, width: int, colour: bool) -> bytes:
    page = Page(width, colour)
    first = (_head, _advice, _score, _gates, _sections, _reviewed, _notices, _boundary)
    for part in (*first, gaps, way_out, conditions, judgements, lists, method, provenance):
        part(page, a, w)
    return page.bytes()


def _head(page: Page, a: Assessment, w: Lexicon) -> None:
    page.say(name(a.city.name, w), style="bold")
    page.say(w("report_title"))
    dates = (period(*a.period, w), w("as_of", day=day(a.provenance.as_of, w.lang)))
    page.say(" · ".join(date for date in dates if date))
    if a.illustrative:
        page.say(f"{w('mark_illustrative')} · {of(a.illustrative, w)}", style="open")
    if a.draft:
        page.say(f"{w('mark_draft')} · {w('draft_explained')}", style="open")
    _changes(page, a, w)
    page.rule()


def _changes(page: Page, a: Assessment, w: Lexicon) -> None:
    """That numbers were set otherwise than the edition has them: the first few, all of them at the end."""
    changes = a.edition.changes
    if not changes:
        return
    page.say(f"{w('mark_changed')} · {w('changed_explained', count=number(len(changes)))}", style="open")
    for change in changes[:CHANGES]:
        page.say(of(told(change), w), "  ", "open", hang=2)
    if len(changes) > CHANGES:
        page.say(w("more_lines", count=number(len(changes) - CHANGES)), "  ", "open")


def _advice(page: Page, a: Assessment, w: Lexicon) -> None:
    found = a.recommendation
    page.entry(w("recommendation"), advice(a, w), LABEL, style="good" if found.verdict == "renew" else "bad")
    _reasons(page, a, w)
    settled, *ways = certainty(a, w, MATTERS)
    page.entry(w("certainty"), settled, LABEL, style="" if found.settled else "open")
    for way in ways:
        page.entry("", way, LABEL)


def _reasons(page: Page, a: Assessment, w: Lexicon) -> None:
    reasons = [of(reason, w) for reason in a.recommendation.reasons]
    if a.recommendation.verdict == "renew" or not reasons:
        return  # every gate holds, and the gates follow
    left = len(reasons) - REASONS
    more = [w("more_reasons", count=number(left))] if left > 0 else []
    for place, said in enumerate([*reasons[:REASONS], *more]):
        page.entry("" if place else w("reasons"), said, LABEL)


def _score(page: Page, a: Assessment, w: Lexicon) -> None:
    page.entry(w("total"), " · ".join(total(a, w)), LABEL)
    page.entry(w("completeness_short"), completeness(a, w), LABEL)
    page.entry(w("standing_short"), of(a.edition.standing, w), LABEL)
    if a.way_out is not None and (said := ways.brief(a, a.way_out, w)):
        page.entry(w("way_out_short" if a.way_out.ways else "loss_short"), said, LABEL)


def _reviewed(page: Page, a: Assessment, w: Lexicon) -> None:
    """As claimed, beside as judged."""
    put(page, reviewed(a, lexicon(w.lang, "figures")))


def _gates(page: Page, a: Assessment, w: Lexicon) -> None:
    page.heading(w("gates"))
    for gate in a.gates:
        _gate(page, a, gate, w)


def _gate(page: Page, a: Assessment, gate: GateFinding, w: Lexicon) -> None:
    state = gate_state(gate)
    mark, style = MARKS[state]
    notes = gate_notes(a, gate, w)
    said = of(gate.title, w) + (f" ({'; '.join(notes)})" if notes else "")
    page.entry(f"{mark} {w(state)}", said, LABEL, 2, style)


def _sections(page: Page, a: Assessment, w: Lexicon) -> None:
    page.heading(f"{w('sections')} ({w('floor_legend', mark=floors(a))})")
    for section in a.scorecard.sections:
        title, drawn, figures = of(section.title, w), _bar(section.score, section.floor), _figures(section, w)
        style = "bad" if section.score is not None and section.score < section.floor else ""
        if page.narrow:
            page.say(title, "  ", style)
            page.say(f"{drawn} {figures}", "    ", style)
        else:
            page.row((title, drawn, figures), (page.width - BAR - FIGURES - 6, BAR, FIGURES), 2, style)


def _figures(section: SectionScore, w: Lexicon) -> str:
    between = section_bounds(section)
    parts = (score(section.score), f"({between})" if between else "", section_note(section, w))
    return " ".join(part for part in parts if part)


def _bar(value: Number | None, floor: Number) -> str:
    """Blocks and the floor's mark; a score under the floor never fills up to the mark."""
    steps = BAR - 1
    filled, mark = int((value or 0) * steps / 100), int(floor * steps / 100)
    blocks = "█" * filled + "░" * (steps - filled)
    return f"{blocks[:mark]}┃{blocks[mark:]}"


def _notices(page: Page, a: Assessment, w: Lexicon) -> None:
    if not a.notices:
        return
    page.heading(f"{w('notices')} ({number(len(a.notices))})")
    page.say(w("notices_explained"), "  ")
    for notice in notices(a):
        said = places(notice.places, w, notice.places_total)
        page.entry(w(f"severity_{notice.severity}"), of(notice, w), LABEL, 2, SEVERITIES[notice.severity])
        if said:
            page.entry("", w("colon", name=w("place"), text=said), LABEL, 2)
        page.entry("", w("colon", name=w("what_to_do"), text=of(notice.remedy, w)), LABEL, 2)


def _boundary(page: Page, a: Assessment, w: Lexicon) -> None:
    if a.boundary is None:
        return
    page.heading(w("boundary"))
    for said in lines(a.boundary, w):
        page.say(said, "  ", hang=2)
