"""The report as a table for whoever counts: a row a criterion, with the city and the section on each.

Tables of several cities can be put beneath each other; the points of a city's rows add up to its total.
"""

from collections.abc import Callable, Iterator

from reports.csv_text import Cell, table
from reports.excel_findings import findings, where
from reports.excel_gaps import lacking, question, won
from reports.excel_summary import program
from reports.excel_table import OWN, Column, Saying
from reports.html_lookup import marks
from reports.html_view import short
from reports.particulars import listed, name, of, won_together
from reports.phrases import advice
from reports.speech import Speech
from scoring.models import Assessment, Finding

MOST = 1_000  # gates in a cell
Heading = tuple[str, Callable[[Finding], Cell]]


def render(assessment: Assessment, lang: str) -> bytes:
    """The table with headings in `th`, `en`, or in `both` with a stroke between."""
    say = Saying(lang, " / ")
    columns = [
        *_city(assessment, say, lang),
        *_section(assessment, say),
        *((column.head, column.cell) for column in findings(assessment, say).columns),
        *_gap(assessment, say),
        *_reading(say),
    ]
    heads = [head for head, _ in columns]
    return table([heads, *([cell(one) for _, cell in columns] for one in assessment.findings)])


def _city(a: Assessment, say: Saying, lang: str) -> Iterator[Heading]:
    """The same on each row: which city, scored how, and what it comes to."""
    found, card = a.recommendation, a.scorecard
    broken = [gate.title for gate in a.gates if not gate.holds and not gate.waived_by]
    same: dict[str, Cell] = {
        "column_city_id": a.city.id,
        "short_city": say(lambda w: name(a.city.name, w)),
        "column_marks": "; ".join(marks(a, Speech(lang, OWN))),
        "edition": a.edition.id,
        "column_as_of": a.provenance.as_of.isoformat(),
        "policy_fingerprint": short(a.provenance.policy_fingerprint),
        "submission_fingerprint": short(a.provenance.submission_fingerprint),
        "program": say(lambda w: program(a, w)),
        "recommendation": say(lambda w: advice(a, w)),
        "certainty": say.word("short_settled" if found.settled else "short_unsettled"),
        "total": card.total,
        "lowest_total": card.low,
        "highest_total": card.high,
        "column_pass_mark": card.pass_mark,
        "column_together": won_together(a),
        "short_gates_broken": say(lambda w: listed([of(one, w) for one in broken], w, MOST)),
    }
    for key, value in same.items():
        yield say.word(key), lambda _, value=value: value  # type: ignore[misc]


def _section(a: Assessment, say: Saying) -> Iterator[Heading]:
    """The section of a row's criterion, and its score."""
    sections = {section.id: section for section in a.scorecard.sections}
    yield say.word("column_section_score"), lambda one: sections[one.section].score
    yield say.word("column_section_low"), lambda one: sections[one.section].low
    yield say.word("column_section_high"), lambda one: sections[one.section].high


def _gap(a: Assessment, say: Saying) -> Iterator[Heading]:
    """What is missing and what it would win; nothing where there is no gap."""
    gaps = {gap.id: gap for gap in a.gaps if gap.kind == "criterion"}

    def cell(column: Column) -> Callable[[Finding], Cell]:
        return lambda one: column.cell(gaps[one.criterion]) if one.criterion in gaps else None

    for column in (*lacking(say), *won(a, say)):
        yield column.head, cell(column)


def _reading(say: Saying) -> Iterator[Heading]:
    """Where a reviewer reads, of every criterion, and what is asked of one that waits."""

    def asked(one: Finding) -> Cell:
        return say(lambda w: question(one, w)) if one.status == "pending" else None

    yield say.word("column_fields"), lambda one: say(lambda w: where(one, w))
    yield say.word("question"), asked
