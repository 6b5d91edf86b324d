"""Draws the sheets that are no tables: the summary with its gates and sections, and how it was computed."""

from collections.abc import Iterable, Mapping
from typing import Any

from reports.excel_cells import heighten, lines, put
from reports.excel_look import bars, print_set_up, tone, tone_words, widen
from reports.excel_sheet import rows as table_rows
from reports.excel_sheet import title
from reports.excel_summary import dates, facts, gates, marks, method, sections
from reports.excel_table import Fact, Saying, Table, Tone
from reports.particulars import name
from scoring.models import Assessment

# Ten columns carry both tables: where each column of the gates begins and ends.
SPANS = ((1, 1), (2, 2), (3, 3), (4, 4), (5, 9), (10, 10))
Sheet = Any


def front(sheet: Sheet, a: Assessment, say: Saying, words: Mapping[str, Tone]) -> None:
    """The summary: what a reader must know first, then the gates and the sections."""
    lang, scores = say.first.lang, sections(a, say)
    widths = [column.width for column in scores.columns]
    widen(sheet, widths)
    title(sheet, 1, say(lambda w: name(a.city.name, w)), "title", lang)
    title(sheet, 2, say.word("report_title"), "part", lang)
    row = _over(sheet, 2, [dates(a, say)], widths, lang)
    row = _over(sheet, row, marks(a, say), widths, lang, "open")
    row = _facts(sheet, row + 1, facts(a, say), widths, lang)
    row = _gates(sheet, row + 1, gates(a, say), widths, words, lang)
    title(sheet, row + 2, scores.title, "part", lang)
    last = table_rows(sheet, row + 3, scores, words, lang)
    if scores.rows:
        bars(sheet, f"B{row + 4}:B{last}")
    print_set_up(sheet, sum(widths), pages=len(say.lexicons))


def computed(sheet: Sheet, a: Assessment, say: Saying) -> None:
    """How the score is made and of what."""
    widths, lang = [44, 60, 60], say.first.lang
    widen(sheet, widths)
    title(sheet, 1, say.word("method"), "title", lang)
    _facts(sheet, 2, method(a, say), widths, lang)
    print_set_up(sheet, sum(widths))


def _over(
    sheet: Sheet, row: int, texts: Iterable[str], widths: list[int], lang: str, toned: Tone | None = None
) -> int:
    """Texts over the whole width, each on a row beneath `row`."""
    for text in texts:
        row += 1
        put(sheet.cell(row, 1), text, "note", lang=lang)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
        heighten(sheet, row, lines(text, sum(widths)))
        if toned:
            tone(sheet.cell(row, 1), toned)
    return row


def _facts(sheet: Sheet, row: int, told: Iterable[Fact], widths: list[int], lang: str) -> int:
    """A name and what it is; a figure stands by itself, with what is said of it beside."""
    for fact in told:
        row += 1
        put(sheet.cell(row, 1), fact.name, "name", lang=lang)
        put(sheet.cell(row, 2), fact.value, "text", fact.kind, lang)
        text, start = (fact.said, 3) if fact.kind != "text" else (fact.value, 2)
        if start > 2:
            put(sheet.cell(row, start), text, "text", lang=lang)
        _merge(sheet, row, start, len(widths))
        heighten(sheet, row, max(lines(text, sum(widths[start - 1 :])), lines(fact.name, widths[0])))
        if fact.tone:
            tone(sheet.cell(row, 2), fact.tone)
    return row


def _merge(sheet: Sheet, row: int, start: int, end: int) -> None:
    """One cell of several, with a line all around."""
    for place in range(start + 1, end + 1):
        sheet.cell(row, place).style = "renewal text"
    if end > start:
        sheet.merge_cells(start_row=row, end_row=row, start_column=start, end_column=end)


def _gates(
    sheet: Sheet, row: int, table: Table, widths: list[int], words: Mapping[str, Tone], lang: str
) -> int:
    title(sheet, row + 1, table.title, "part", lang)
    row = _over(sheet, row + 1, [table.note], widths, lang) + 1
    wide = [sum(widths[start - 1 : end]) for start, end in SPANS]
    for (start, end), column in zip(SPANS, table.columns, strict=True):
        put(sheet.cell(row, start), column.head, "head", lang=lang)
        _merge(sheet, row, start, end)
    heighten(sheet, row, max(1 + column.head.count("\n") for column in table.columns))
    top = row + 1
    for row, gate in enumerate(table.rows, top):
        values = [column.cell(gate) for column in table.columns]
        for (start, end), column, value in zip(SPANS, table.columns, values, strict=True):
            put(sheet.cell(row, start), value, "text", column.kind, lang)
            _merge(sheet, row, start, end)
        heighten(sheet, row, max(map(lines, values, wide)))
    if table.rows:
        tone_words(sheet, f"B{top}:B{row}", words)
    return row
