"""The sheets of lists: a row each project, dataset or body; and the one sheet of evidence for all of them."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from forms.excel_layout import (
    KEPT,
    LIST,
    MARK,
    NAME,
    PARENT,
    SHARED,
    TEXTS,
    Column,
    Counted,
    Sheet,
    Workbook,
    columns_of,
)
from forms.excel_look import print_wide, protect
from forms.excel_writing import Writing
from forms.filled import Data, place_of, rows_of, value_of
from forms.layout import Part

KEYS, TITLE, HEADS, HINTS, FIRST = range(1, 6)  # rows
NUMBER = 1  # the first column
SPARE = 30
WIDTHS = {"text": 34, "slug": 18, "choice": 22, "date": 26, "month": 22}
NARROW, SHORT = 14, 9


class Row(NamedTuple):
    """A row of a list: the numbers of the rows around it and its own, from 0, and its data."""

    rows: tuple[int, ...]
    data: Any


def list_sheet(book: Any, writing: Writing, sheet: Sheet, data: Data) -> Counted:
    """Writes the sheet of one list; rows of a list within rows say which row they belong to."""
    rows = list(found(data, sheet.table))
    longest = max((len(value or ()) for row in rows for value in _texts(row, sheet.table)), default=0)
    columns = [
        column for entry in sheet.table.entries() for column in columns_of(entry, max(TEXTS, longest + 1))
    ]
    page = _Page(book.create_sheet(sheet.title), writing)
    page.begin(f"{MARK}{sheet.table.key}", sheet.title, sheet.table)
    if sheet.parent:
        page.column(PARENT, writing.say("of_row", sheet=sheet.parent), "", "head")
        page.column(NAME, writing.say("of_name"), "", "head")
    start = page.width + 1
    for column in columns:
        page.asked(column)
    for number, row in enumerate(rows):
        if sheet.parent:
            page.sheet.cell(FIRST + number, NUMBER + 1).value = row.rows[-2] + 1
        page.answers(FIRST + number, start, columns, row)
    page.end(len(rows) + SPARE, columns, start)
    writing.names.note(sheet.table, sheet.title, FIRST, columns, start)
    if sheet.parent:
        page.show_names([_outer_key(sheet.table)], NUMBER + 1)
    for number, row in enumerate(rows):
        if all(value_of(row.data, entry) is None for entry in sheet.table.entries()):
            page.sheet.cell(FIRST + number, NUMBER).value = f"{number + 1} {KEPT}"
    return page.counted(get_column_letter(start), get_column_letter(start + len(columns) - 1))


def evidence_sheet(book: Any, writing: Writing, sheets: Workbook, data: Data) -> Counted:
    """Writes the sheet that all lists of evidence share."""
    page = _Page(book.create_sheet(sheets.evidence), writing)
    first = sheets.shared[0].table
    page.begin(SHARED, sheets.evidence, first)
    page.column(LIST, writing.say("of_list"), "", "added")
    page.column(PARENT, writing.say("of_any_row"), "", "added")
    page.column(NAME, writing.say("of_name"), "", "added")
    start = page.width + 1
    columns = [Column(entry, "") for entry in first.entries()]
    for column in columns:
        page.asked(column)
    at = FIRST
    for sheet in sheets.shared:
        own = [Column(entry, "") for entry in sheet.table.entries()]
        for row in found(data, sheet.table):
            page.sheet.cell(at, NUMBER + 1).value = sheet.title
            page.sheet.cell(at, NUMBER + 2).value = row.rows[-2] + 1
            page.answers(at, start, own, row)
            at += 1
    page.end(at - FIRST + SPARE * 2, columns, start)
    titles = tuple(sheet.title for sheet in sheets.shared)
    page.choose(NUMBER + 1, titles)
    outer = [_outer_key(sheet.table) for sheet in sheets.shared]
    page.show_names(outer, NUMBER + 2, NUMBER + 1, writing.choices.of(titles))
    return page.counted(get_column_letter(start), get_column_letter(start + len(columns) - 1))


def found(data: Any, table: Part, rows: tuple[int, ...] = ()) -> Iterator[Row]:
    """The rows of a list, those within rows too, numbered over the whole list."""
    outer = _outer(table)
    if outer is None:
        yield from (Row((number,), row) for number, row in enumerate(rows_of(data, table)))
        return
    number = 0
    for above in found(data, outer):
        for row in rows_of(above.data, table):
            yield Row((*above.rows, number), row)
            number += 1


def _outer(table: Part) -> Part | None:
    """A part that stands for the list around, as far as finding its rows goes."""
    key = _outer_key(table)
    return table._replace(key=key) if key else None


def _outer_key(table: Part) -> str:
    """The key of the list around; empty for a list that is in none."""
    above, _, _ = table.key.removesuffix("[]").rpartition("[].")
    return f"{above}[]" if above else ""


def _texts(row: Row, table: Part) -> Iterator[Sequence[str] | None]:
    return (value_of(row.data, entry) for entry in table.entries() if entry.many and not entry.choices)


class _Page:
    """One sheet, written column by column and then row by row."""

    def __init__(self, sheet: Any, writing: Writing) -> None:
        self.sheet, self._writing, self.width = sheet, writing, NUMBER
        self._last = FIRST

    def begin(self, mark: str, title: str, table: Part) -> None:
        """The hidden row, the title, and the column of row numbers."""
        self.sheet.cell(KEYS, NUMBER).value = mark
        self.sheet.row_dimensions[KEYS].hidden = True
        self._writing.put(self.sheet.cell(TITLE, NUMBER), title, "title")
        self._writing.remark(self.sheet.cell(TITLE, NUMBER), table)
        self._writing.put(self.sheet.cell(HEADS, NUMBER), self._writing.say("number"), "head")
        self._writing.put(self.sheet.cell(HINTS, NUMBER), "", "hint")
        self.sheet.column_dimensions["A"].width = SHORT

    def column(self, key: str, heading: str, how: str, style: str) -> None:
        """A column with its key, its heading and how to answer."""
        self.width += 1
        self.sheet.cell(KEYS, self.width).value = key
        self._writing.put(self.sheet.cell(HEADS, self.width), heading, style)
        self._writing.put(self.sheet.cell(HINTS, self.width), how, "hint")
        self.sheet.column_dimensions[get_column_letter(self.width)].width = NARROW

    def asked(self, column: Column) -> None:
        """A column of answers."""
        entry = column.entry
        style = "added" if entry.said.feeds else "head"
        self.column(column.key, self._writing.heading(column), self._writing.hint(column), style)
        width = SHORT + 2 if column.mark and entry.choices else WIDTHS.get(entry.kind, NARROW)
        self.sheet.column_dimensions[get_column_letter(self.width)].width = width
        self._writing.remark(self.sheet.cell(HEADS, self.width), entry)

    def answers(self, at: int, start: int, columns: Sequence[Column], row: Row) -> None:
        """The answers in one row."""
        for offset, column in enumerate(columns):
            cell, value = self.sheet.cell(at, start + offset), value_of(row.data, column.entry)
            if column.mark and column.entry.choices:
                self._writing.tick(cell, column.mark in (value or ()))
            elif column.mark:
                texts = value or ()
                text = texts[int(column.mark)] if int(column.mark) < len(texts) else None
                self._writing.answer(cell, column.entry, text, place_of(column.entry.key, row.rows))
            else:
                self._writing.answer(cell, column.entry, value, place_of(column.entry.key, row.rows))

    def end(self, rows: int, columns: Sequence[Column], start: int) -> None:
        """Numbers and empty cells for the rows to come, and what may be written in them."""
        self._last = FIRST + rows - 1
        for at in range(FIRST, self._last + 1):
            self.sheet.cell(at, NUMBER).value = at - FIRST + 1
            self.sheet.cell(at, NUMBER).style = "form hint"
            for place in range(NUMBER + 1, self.width + 1):
                self.sheet.cell(at, place).style = "form answer"
        for offset, column in enumerate(columns):
            letter = get_column_letter(start + offset)
            self._writing.limit(self.sheet, column, f"{letter}{FIRST}:{letter}{self._last}")
        self.sheet.freeze_panes = self.sheet.cell(FIRST, NUMBER + 1)
        self.sheet.auto_filter.ref = f"A{HINTS}:{get_column_letter(self.width)}{self._last}"
        protect(self.sheet)
        print_wide(self.sheet, f"{TITLE}:{HEADS}")

    def choose(self, column: int, texts: tuple[str, ...]) -> None:
        """A column in which one of these is chosen."""
        letter = get_column_letter(column)
        self.sheet.column_dimensions[letter].width = WIDTHS["text"]
        self._writing.choose(self.sheet, texts, f"{letter}{FIRST}:{letter}{self._last}")

    def show_names(self, lists: Sequence[str], number: int, label: int = 0, labels: str = "") -> None:
        """The names of the rows that the numbers in a column are of, in the column after it."""
        for at in range(FIRST, self._last + 1):
            place = f"${get_column_letter(number)}{at}"
            said = f"${get_column_letter(label)}{at}" if label else ""
            self._writing.names.show(self.sheet.cell(at, number + 1), lists, place, said, labels)
        self.sheet.column_dimensions[get_column_letter(number + 1)].width = WIDTHS["text"]

    def counted(self, first: str, last: str) -> Counted:
        """How many rows are filled in, as a formula."""
        cells = f"'{self.sheet.title}'!${first}${FIRST}:${last}${self._last}"
        ones = f"TRANSPOSE(COLUMN({cells}))^0"
        return Counted(self.sheet.title, f'SUMPRODUCT(--(MMULT(--({cells}<>""),{ones})>0))', rows=True)
