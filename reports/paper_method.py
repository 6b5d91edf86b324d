"""How it was computed: formula, weights, policy with what is assumed, fingerprints, the command."""

from collections.abc import Iterator

from reports import particulars as p
from reports import phrases
from reports.changes import named
from reports.display import number, score
from reports.html_view import percent
from reports.lexicon import Lexicon
from reports.paper import Block, Column, Entry, Facts, Heading, Para, Table
from scoring.models import Assessment, Assumption, Finding, SectionScore

FINGERPRINTS = ("edition", "policy", "submission", "judgements")
Row = tuple[tuple[str, ...], ...]


def method(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """All that somebody needs to reckon it again."""
    yield Heading(2, w("method"))
    yield Para(w("colon", name=w("formula"), text=p.of(a.edition.formula, w)))
    if a.edition.changes:
        yield Heading(3, w("changed"))
        yield _changed(a, w)
    yield Heading(3, w("weights"))
    yield _sections(a, w)
    yield _weights(a, w)
    yield Heading(3, w("policy"))
    count = number(len(a.edition.policy))
    yield Para(w("policy_explained", assumed=number(phrases.assumed(a)), count=count), "quiet")
    yield _policy(a, w)
    yield Heading(3, w("provenance"))
    yield Facts(tuple(_sources(a, w)))


def _changed(a: Assessment, w: Lexicon) -> Table:
    columns = (Column(w("policy_number"), 50), Column(w("changed_was"), 25), Column(w("changed_is"), 25))
    rows = ((p.of(named(one), w), p.of(one.was_shown, w), p.of(one.shown, w)) for one in a.edition.changes)
    return Table(columns, tuple(tuple((cell,) for cell in row) for row in rows))


def _sections(a: Assessment, w: Lexicon) -> Table:
    keys = ("score", "column_floor", "column_weight", "column_effective", "column_counted", "column_lost")
    columns = (Column(w("section"), 34), *(Column(w(key), 11, figure=True) for key in keys))
    return Table(columns, tuple(_section(each, w) for each in a.scorecard.sections))


def _section(one: SectionScore, w: Lexicon) -> Row:
    cells = (
        p.of(one.title, w),
        score(one.score),
        number(one.floor),
        number(one.weight),
        percent(one.effective_weight),
        w("counted_of", counted=one.counted, criteria=one.criteria),
        score(one.points_lost),
    )
    return tuple((cell,) for cell in cells)


def _weights(a: Assessment, w: Lexicon) -> Table:
    keys = ("column_credit", "column_weight", "column_effective", "column_points", "column_lost")
    columns = (
        Column(w("criterion"), 38),
        Column(w("column_stage"), 12),
        Column(w("column_result"), 13),
        *(Column(w(key), 9, figure=True) for key in keys),
    )
    return Table(columns, tuple(_weight(a, each, w) for each in a.findings))


def _weight(a: Assessment, one: Finding, w: Lexicon) -> Row:
    figures = (
        one.credit_exact,
        number(one.weight),
        percent(one.effective_weight, 2),
        score(one.points),
        score(one.points_lost),
    )
    shown = figures if one.counts else ("–",) * len(figures)
    words = (p.titled(one, w), p.stage(a, one, w), p.status(a, one.status, w))
    return tuple((cell,) for cell in (*words, *shown))


def _policy(a: Assessment, w: Lexicon) -> Table:
    columns = (
        Column(w("policy_number"), 30),
        Column(w("policy_value"), 14),
        Column(w("policy_basis"), 12),
        Column(w("policy_because"), 44),
    )
    return Table(columns, tuple(_number(each, w) for each in a.edition.policy))


def _number(one: Assumption, w: Lexicon) -> Row:
    value = p.of(one.in_words, w) if one.in_words else one.value
    basis = w("assumed" if one.assumed else "sourced")
    return ((p.of(one.label, w), one.name), (value,), (basis,), (p.of(one.because, w),))


def _sources(a: Assessment, w: Lexicon) -> Iterator[Entry]:
    made = a.provenance
    yield Entry(w("edition"), (f"{p.of(a.edition.title, w)} ({a.edition.id})",))
    yield Entry(w("legal"), tuple(p.of(law, w) for law in a.edition.legal))
    said = w("program_said", program=made.program, engine=made.engine, version=made.engine_version)
    yield Entry(w("program"), (said,))
    for name in FINGERPRINTS:
        yield Entry(w(f"{name}_fingerprint"), (getattr(made, f"{name}_fingerprint"),))
    yield Entry(w("reproduce"), (phrases.command(a, w),))
