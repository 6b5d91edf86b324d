"""Draws a table as a sheet that can be filtered, whose headings stay in sight and on every page."""

from collections.abc import Mapping
from typing import Any

from openpyxl.utils import get_column_letter

from reports.excel_cells import heighten, lines, put
from reports.excel_look import print_set_up, tone_words, widen
from reports.excel_table import Column, Table, Tone

TITLE_LINE = 30
NOTED = 8  # columns that a text above or beneath the table goes over
Sheet = Any


def draw(sheet: Sheet, table: Table, words: Mapping[str, Tone], lang: str) -> None:
    """The title, the note, the headings on the third row, and a row for each entry."""
    widths = [column.width for column in table.columns]
    widen(sheet, widths)
    title(sheet, 1, table.title, "title", lang)
    spread(sheet, 2, table.note, sum(widths[:NOTED]), lang)
    last = rows(sheet, 3, table, words, lang)
    sheet.freeze_panes = sheet.cell(4, table.frozen + 1)
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(widths))}{max(last, 4)}"
    after = table.after if table.rows else (table.empty, *table.after)
    for place, text in enumerate(filter(None, after), last + 2):
        spread(sheet, place, text, sum(widths[:NOTED]), lang)
    print_set_up(sheet, sum(widths), heads="3:3", frozen=table.frozen)


def title(sheet: Sheet, row: int, text: str, look: str, lang: str) -> None:
    """A line in larger letters; a second language stands beside it."""
    put(sheet.cell(row, 1), text.replace("\n", " · "), look, lang=lang)
    heighten(sheet, row, 1, TITLE_LINE)


def spread(sheet: Sheet, row: int, text: str, width: int, lang: str) -> None:
    """A text over several columns."""
    put(sheet.cell(row, 1), text, "note", lang=lang)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=NOTED)
    heighten(sheet, row, lines(text, width))


def rows(sheet: Sheet, top: int, table: Table, words: Mapping[str, Tone], lang: str) -> int:
    """The headings and the entries from the row `top`; the last row that is written."""
    heads = [column.head for column in table.columns]
    for place, head in enumerate(heads, 1):
        put(sheet.cell(top, place), head, "head", lang=lang)
    needed = (lines(head, column.width) for head, column in zip(heads, table.columns, strict=True))
    heighten(sheet, top, max(needed))
    for row, entry in enumerate(table.rows, top + 1):
        _row(sheet, row, table.columns, entry, lang)
    last = top + len(table.rows)
    for place, column in enumerate(table.columns, 1):
        if column.toned and table.rows:
            letter = get_column_letter(place)
            tone_words(sheet, f"{letter}{top + 1}:{letter}{last}", words)
    return last


def _row(sheet: Sheet, row: int, columns: Any, entry: object, lang: str) -> None:
    needed = 1
    for place, column in enumerate[Column](columns, 1):
        value = column.cell(entry)
        put(sheet.cell(row, place), value, "text", column.kind, lang)
        needed = max(needed, lines(value, column.width))
    heighten(sheet, row, needed)
