"""The first sheet and the last: what is recommended and why, and how it was computed, as lines of facts."""

from collections.abc import Iterator

from reports import ways
from reports.boundary import lines
from reports.changes import told
from reports.display import day
from reports.excel_table import Cell, Column, Fact, Saying, Table, Tone
from reports.html_view import section_state
from reports.lexicon import Lexicon
from reports.particulars import matters, of
from reports.phrases import advice, bar, certainty, command, completeness, gate_notes, gate_state, period
from scoring.models import Assessment, Bilingual, GateFinding, Number


def dates(a: Assessment, say: Saying) -> str:
    """The months reported on, and the day of the assessment."""

    def dated(w: Lexicon) -> str:
        said = (period(*a.period, w), w("as_of", day=day(a.provenance.as_of, w.lang)))
        return " · ".join(filter(None, said))

    return say(dated)


def marks(a: Assessment, say: Saying) -> Iterator[str]:
    """What must be said of an assessment that is not of a filed report, or not by the edition's numbers."""
    illustrative, changes = a.illustrative, a.edition.changes
    if illustrative:
        yield say(lambda w: f"{w('mark_illustrative')} · {of(illustrative, w)}")
    if a.draft:
        yield say(lambda w: f"{w('mark_draft')} · {w('draft_explained')}")
    if changes:
        listed = say(lambda w: "; ".join(of(told(change), w) for change in changes))
        yield f"{say.word('mark_changed')} · {listed}"


def facts(a: Assessment, say: Saying) -> Iterator[Fact]:
    """The recommendation, how certain it is, the score, and who decides."""
    found = a.recommendation
    tone: Tone = "good" if found.verdict == "renew" else "bad"
    yield Fact(say.word("recommendation"), say(lambda w: advice(a, w)), tone=tone)
    if found.verdict == "revoke" and found.reasons:
        yield Fact(say.word("reasons"), say.lines(lambda w: [of(each, w) for each in found.reasons]))
    yield Fact(
        say.word("certainty"),
        say.lines(lambda w: certainty(a, w)),
        tone=None if found.settled else "open",
    )
    yield from figures(a, say)
    yield Fact(say.word("standing"), say(lambda w: of(a.edition.standing, w)))
    yield from _further(a, say)


def figures(a: Assessment, say: Saying) -> Iterator[Fact]:
    """The score and its bounds as numbers, with a word on each."""
    card = a.scorecard
    yield Fact(say.word("total"), card.total, say.word("out_of_100"), "points")
    yield Fact(say.word("lowest_total"), card.low, say.word("lowest_said"), "points")
    yield Fact(say.word("highest_total"), card.high, say.word("highest_said"), "points")
    if card.pass_mark is not None:
        reached = "reaches_pass" if card.total >= card.pass_mark else "under_pass"
        yield Fact(say.word("column_pass_mark"), card.pass_mark, say.word(reached), "points")
    yield Fact(say.word("completeness"), card.completeness, say(lambda w: completeness(a, w)), "share")


def _further(a: Assessment, say: Saying) -> Iterator[Fact]:
    """The way out in a line, conditions to attach, and the boundary as measured, where there are any."""
    out, found, boundary = a.way_out, a.recommendation, a.boundary
    if out is not None and (said := say(lambda w: ways.brief(a, out, w))):
        yield Fact(say.word("way_out_short" if out.ways else "loss_short"), said)
    if found.conditions and "renew" in {found.verdict, found.high}:
        named = [one.criterion for one in found.conditions]
        yield Fact(say.word("conditions"), say(lambda w: matters(a, named, w)))
    if boundary is not None:
        yield Fact(say.word("boundary"), say.lines(lambda w: lines(boundary, w)))


def gates(a: Assessment, say: Saying) -> Table:
    """Every gate: whether it holds, what was found and what is needed."""

    def figure(value: Number | bool | None) -> Cell:
        return say(lambda w: bar(value, w)) if isinstance(value, bool) else value

    def found(gate: GateFinding) -> Cell:
        flag = isinstance(gate.needed, bool) and gate.found is not None
        return figure(bool(gate.found) if flag else gate.found)

    columns = [
        Column(say.word("gate"), 44, "text", lambda one: say(lambda w: of(one.title, w))),
        Column(say.word("gate_result"), 16, "text", lambda one: say.word(gate_state(one)), toned=True),
        Column(say.word("gate_found"), 12, "number", found),
        Column(say.word("gate_needed"), 12, "number", lambda one: figure(one.needed)),
        Column(say.word("column_remark"), 62, "text", lambda one: say.lines(lambda w: _remarks(a, one, w))),
        Column(say.word("gate_source"), 36, "text", lambda one: say(lambda w: of(one.source, w))),
    ]
    return Table("gates", say.word("gates"), say.word("gates_explained"), columns, a.gates)


def _remarks(a: Assessment, gate: GateFinding, w: Lexicon) -> list[str]:
    """Who waived it or what it rests on; what is missing where it does not hold."""
    return [*gate_notes(a, gate, w), *(of(each, w) for each in gate.missing if not gate.holds)]


def sections(a: Assessment, say: Saying) -> Table:
    """Every section: its score and bounds against its floor, and what it weighs."""
    columns = [
        Column(say.word("section"), 44, "text", lambda one: say(lambda w: of(one.title, w))),
        Column(say.word("score"), 16, "points", lambda one: one.score),
        Column(say.word("column_low"), 12, "points", lambda one: one.low),
        Column(say.word("column_high"), 12, "points", lambda one: one.high),
        Column(say.word("column_floor"), 12, "number", lambda one: one.floor),
        Column(say.word("column_weight"), 12, "number", lambda one: one.weight),
        Column(say.word("column_share"), 14, "share", lambda one: one.effective_weight),
        Column(
            say.word("column_counted"),
            12,
            "text",
            lambda one: say.word("counted_of", counted=one.counted, criteria=one.criteria),
        ),
        Column(say.word("column_lost"), 12, "points", lambda one: one.points_lost),
        Column(
            say.word("column_result"), 36, "text", lambda one: say.word(section_state(one).word), toned=True
        ),
    ]
    return Table("sections", say.word("sections"), "", columns, a.scorecard.sections)


def method(a: Assessment, say: Saying) -> Iterator[Fact]:
    """The formula, what this was made from, and how to make it again."""
    made, edition = a.provenance, a.edition
    yield _said("formula", edition.formula, say)
    yield Fact(say.word("edition"), say(lambda w: f"{of(edition.title, w)} ({edition.id})"))
    for law in edition.legal:
        yield _said("legal", law, say)
    yield Fact(say.word("program"), say(lambda w: program(a, w)))
    for name in ("edition", "policy", "submission", "judgements"):
        key = f"{name}_fingerprint"
        yield Fact(say.word(key), getattr(made, key))
    yield Fact(say.word("column_as_of"), say(lambda w: day(made.as_of, w.lang)))
    yield Fact(say.word("reproduce"), say(lambda w: command(a, w)))


def program(a: Assessment, w: Lexicon) -> str:
    """What computed it, and by which engine."""
    made = a.provenance
    return w("program_said", program=made.program, engine=made.engine, version=made.engine_version)


def _said(key: str, text: Bilingual, say: Saying) -> Fact:
    return Fact(say.word(key), say(lambda w: of(text, w)))
