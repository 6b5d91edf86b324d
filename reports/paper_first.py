"""The page that decides: what is recommended, how sure that is, the score, the gates, the sections."""

from collections.abc import Iterator

from reports import html_view, phrases
from reports.changes import told
from reports.display import day, number, score
from reports.lexicon import Lexicon
from reports.paper import Block, Column, Heading, Items, Note, Para, Scale, Scales, Table, Verdict
from reports.particulars import NAME, name, of, shortened
from scoring.models import Assessment, GateFinding, Scorecard, SectionScore

FEW = 4  # matters that would settle it
CHANGED = 6  # numbers that are other than the edition's


def first_page(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """All that a decision needs, on one page."""
    yield Para(w("report_title"), "quiet")
    yield Heading(1, name(a.city.name, w))
    yield Para(" · ".join(_facts(a, w)), "quiet")
    yield from _marks(a, w)
    yield Verdict(
        phrases.advice(a, w), a.recommendation.verdict == "renew", tuple(phrases.certainty(a, w, FEW))
    )
    yield Scales((_total(a.scorecard, w),), ())
    yield Para(w("colon", name=w("standing"), text=of(a.edition.standing, w)))
    yield Heading(3, w("gates"))
    yield gates(a, w)
    yield Heading(3, w("sections"))
    yield Scales(tuple(_section(each, w) for each in a.scorecard.sections), _legend(w), w("legend_dot"))
    yield Para(w("colon", name=w("completeness"), text=phrases.completeness(a, w)))


def _facts(a: Assessment, w: Lexicon) -> Iterator[str]:
    if a.city.organisation:
        yield shortened(a.city.organisation, w, NAME)
    if a.city.province:
        yield w("province", name=shortened(a.city.province, w, NAME))
    if period := phrases.period(*a.period, w):
        yield period
    yield w("as_of", day=day(a.provenance.as_of, w.lang))
    yield f"{of(a.edition.title, w)} ({a.edition.id})"
    yield w("fingerprint_short", mark=html_view.short(a.provenance.submission_fingerprint))


def _marks(a: Assessment, w: Lexicon) -> Iterator[Note]:
    marked = [(w("mark_illustrative"), of(a.illustrative, w))] if a.illustrative else []
    marked += [(w("mark_draft"), w("draft_explained"))] if a.draft else []
    if marked:  # in one block: the page has room for no more
        names, texts = zip(*marked, strict=True)
        yield Note(" · ".join(names), texts)
    if changes := a.edition.changes:
        more = [w("more_lines", count=number(len(changes) - CHANGED))] if len(changes) > CHANGED else []
        said = w("changed_explained", count=number(len(changes)))
        yield Note(w("mark_changed"), (said, *(of(told(each), w) for each in changes[:CHANGED]), *more))


def _total(card: Scorecard, w: Lexicon) -> Scale:
    mark = card.pass_mark
    bounds = "bounds_closed" if card.low == card.high else "bounds"
    said = [w(bounds, low=score(card.low), high=score(card.high))]
    if mark is not None:
        said.insert(0, f"{w('pass_mark', mark=number(mark))} ({w(html_view.pass_state(card))})")
    state = "none" if mark is None else "yes" if card.total >= mark else "no"
    return Scale(
        w("score_of_100", score=score(card.total)),
        card.total,
        card.low,
        card.high,
        mark,
        score(card.total),
        " · ".join(said),
        state,
    )


def _section(section: SectionScore, w: Lexicon) -> Scale:
    state = html_view.section_state(section)
    bounds = phrases.section_bounds(section)
    return Scale(
        of(section.title, w),
        section.score,
        section.low,
        section.high,
        section.floor,
        score(section.score) + (f" ({bounds})" if bounds else ""),
        w(state.word),
        state.sign,
    )


def _legend(w: Lexicon) -> tuple[str, ...]:
    return tuple(map(w, ("legend_sure", "legend_band", "legend_floor")))


def gates(a: Assessment, w: Lexicon) -> Table:
    """Every gate with what was found and what is needed."""
    columns = (
        Column(w("gate"), 42),
        Column(w("gate_result"), 34),
        Column(w("gate_found"), 12, figure=True),
        Column(w("gate_needed"), 12, figure=True),
    )
    return Table(columns, tuple(_gate(a, gate, w) for gate in a.gates))


def _gate(a: Assessment, gate: GateFinding, w: Lexicon) -> tuple[tuple[str, ...], ...]:
    word = w(html_view.gate_state(gate).word)
    found, needed = phrases.gate_found(gate, w), phrases.bar(gate.needed, w)
    return ((of(gate.title, w),), (word,), (found,), (needed,))


def reasons(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """Why, and where each gate comes from."""
    yield Heading(2, w("why"))
    yield Items(tuple(of(each, w) for each in a.recommendation.reasons) or (w("none"),))
    columns = (Column(w("gate"), 30), Column(w("gate_result"), 35), Column(w("gate_source"), 35))
    rows = tuple(
        (
            (of(gate.title, w),),
            (w(html_view.gate_state(gate).word), *phrases.gate_rests_on(a, gate, w)),
            (of(gate.source, w),),
        )
        for gate in a.gates
    )
    yield Table(columns, rows)
