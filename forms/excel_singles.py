"""The sheet of the answers that are given once: a line each, under the headings of the form."""

from collections.abc import Iterator
from typing import Any

from forms.excel_layout import SINGLES, TEXTS, Column, Counted, Workbook, columns_of
from forms.excel_look import print_wide, protect
from forms.excel_writing import Writing
from forms.filled import Data, is_asked, place_of, value_of
from forms.layout import Entry, Part

KEY, PLACE, QUESTION, ANSWER, HOW, FEEDS = range(1, 7)  # columns
HEADINGS = (
    (PLACE, "place", 18),
    (QUESTION, "question", 46),
    (ANSWER, "answer", 70),
    (HOW, "how", 26),
    (FEEDS, "feeds", 46),
)
TITLE, HEADS, FIRST = 1, 2, 3  # rows


def singles(book: Any, writing: Writing, sheets: Workbook, form: Part, data: Data) -> Counted:
    """Writes the sheet."""
    sheet = book.create_sheet(sheets.singles)
    writing.put(sheet.cell(TITLE, PLACE), sheets.singles, "title")
    for place, name, width in HEADINGS:
        writing.put(sheet.cell(HEADS, place), writing.say(name), "head")
        sheet.column_dimensions[chr(64 + place)].width = width
    sheet.cell(HEADS, KEY).value = SINGLES
    row = FIRST
    for item, within in single_items(form, data=data):
        if isinstance(item, Part):
            _section(writing, sheet, row, item)
            row += 1
            continue
        value = value_of(data, item)
        texts = max(TEXTS, len(value or ()) + 3) if item.many else 0
        for column in columns_of(item, texts):
            _line(writing, sheet, row, column, _one(column, value), within)
            row += 1
    _set_up(sheet)
    return Counted(sheets.singles, f"COUNTBLANK('{sheets.singles}'!$D${FIRST}:$D${row - 1})", rows=False)


def single_items(
    part: Part, within: Part | None = None, data: Data | None = None
) -> Iterator[tuple[Entry | Part, Part | None]]:
    """Entries, and parts before what they hold; lists have sheets of their own.

    Of a form with `data`, what the program computes only where there is something of it.
    """
    for item in part.items:
        if isinstance(item, Entry):
            yield item, within
        elif not item.repeats and next(item.entries(), None) and (data is None or is_asked(item, data)):
            yield item, within
            yield from single_items(item, item, data)


def _one(column: Column, value: Any) -> Any:
    """What of an answer goes into a line."""
    if not column.entry.many:
        return value
    if column.mark.isdigit():
        texts = value or []
        return texts[int(column.mark)] if int(column.mark) < len(texts) else None
    return column.mark in (value or ()) or None


def _section(writing: Writing, sheet: Any, row: int, part: Part) -> None:
    for column in range(PLACE, FEEDS + 1):
        writing.put(sheet.cell(row, column), "", "head")
    writing.put(sheet.cell(row, PLACE), writing.place(part.said), "head")
    writing.put(sheet.cell(row, QUESTION), writing.spoken(part.said.title), "head")
    writing.put(sheet.cell(row, ANSWER), " ", "head")  # not counted as empty
    writing.put(sheet.cell(row, FEEDS), writing.feeds(part.said), "head")


def _line(writing: Writing, sheet: Any, row: int, column: Column, value: Any, within: Part | None) -> None:
    entry = column.entry
    sheet.cell(row, KEY).value = column.key
    writing.put(sheet.cell(row, PLACE), writing.place(entry.said), "text")
    style = "added" if entry.said.feeds else "head"
    writing.put(sheet.cell(row, QUESTION), writing.heading(column), style)
    answer = sheet.cell(row, ANSWER)
    if column.mark and entry.choices:
        writing.tick(answer, bool(value))
    else:
        writing.answer(answer, entry, value, place_of(entry.key, ()))
    writing.put(sheet.cell(row, HOW), writing.hint(column), "hint")
    writing.put(sheet.cell(row, FEEDS), writing.feeds(entry.said, within.said if within else None), "hint")
    writing.limit(sheet, column, f"D{row}")
    if column.mark in ("", "0"):
        writing.remark(sheet.cell(row, QUESTION), entry)


def _set_up(sheet: Any) -> None:
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = f"D{FIRST}"
    protect(sheet)
    print_wide(sheet, f"1:{HEADS}")
