"""The report as an Excel workbook that a secretary keeps: a summary, lists to work through, the method."""

import datetime
import io
from collections.abc import Iterator
from typing import Any

import openpyxl

from reports.excel_figures import lists
from reports.excel_findings import findings, tones
from reports.excel_front import computed, front
from reports.excel_gaps import gaps, open_judgements
from reports.excel_look import running, styles
from reports.excel_others import ledger, noticed, policy
from reports.excel_own import own
from reports.excel_reviewed import reviewed
from reports.excel_sheet import draw
from reports.excel_table import OWN, Saying, Table
from reports.excel_way_out import way_out
from reports.html_lookup import marks
from reports.html_view import short
from reports.particulars import name
from reports.speech import Speech, clipped
from reports.terminal import plain
from scoring.models import Assessment
from scoring.undated import undated

NAMED = 40  # letters of the city's name at the top of a page: Excel holds 255 there, and `&` is written twice


def render(assessment: Assessment, lang: str) -> bytes:
    """The workbook in `th`, `en` or `both` (Thai first, English beneath); the same result, the same bytes."""
    say, book = Saying(lang), openpyxl.Workbook()
    for style in styles():
        book.add_named_style(style)
    words = tones(assessment, say)
    start: Any = book.active
    start.title = _tab("summary", say)
    front(start, assessment, say, words)
    for table in _tables(assessment, say):
        draw(book.create_sheet(_tab(table.key, say)), table, words, say.first.lang)
    own(book.create_sheet(_tab("figures", say)), assessment, say)
    for table in (*lists(assessment, say), policy(assessment, say)):
        draw(book.create_sheet(_tab(table.key, say)), table, words, say.first.lang)
    computed(book.create_sheet(_tab("method", say)), assessment, say)
    _run(book, assessment, lang, say)
    _describe(book, assessment, say)
    return _bytes(book, assessment.provenance.as_of)


def _tables(a: Assessment, say: Saying) -> Iterator[Table]:
    made = (gaps(a, say), findings(a, say), open_judgements(a, say), reviewed(a, say), way_out(a, say))
    others = (noticed(a, say), ledger(a, say))
    return (table for table in (*made, *others) if table is not None)


def _tab(key: str, say: Saying) -> str:
    """A name that Excel takes: short, and on one line."""
    return say.word(f"tab_{key}").replace("\n", " · ")


def _run(book: Any, a: Assessment, lang: str, say: Saying) -> None:
    """What stands on every page: the city, the marks, the edition and the submission."""
    w = say.first
    city = clipped(plain(a.city.name.of(w.lang)), w.lang, NAMED)
    marked = " · ".join(marks(a, Speech(w.lang, OWN)))
    sources = f"{a.edition.id} · {short(a.provenance.submission_fingerprint)}"
    for sheet in book.worksheets:
        running(sheet, city, marked, sources, w("page"))


def _describe(book: Any, a: Assessment, say: Saying) -> None:
    """The file's properties."""
    w, about = say.first, book.properties
    about.title = clipped(f"{name(a.city.name, w)} – {w('report_title')}", w.lang, NAMED * 4)
    about.creator, about.language = a.provenance.program, w.lang


def _bytes(book: Any, day: datetime.date) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return undated(made.getvalue(), day)
