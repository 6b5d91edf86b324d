"""Workbooks for tests: written, changed as people change them, and read."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from word_files import EDITION, FORM

from forms.excel_form import excel_form
from forms.excel_layout import workbook
from forms.excel_reading import read_excel
from forms.gathered import FormDocument

Data = dict[str, Any]
BOOK = workbook(FORM, "th")
SHEETS = {sheet.table.key: sheet.title for sheet in BOOK.sheets}


def written(data: Data | None, lang: str = "th") -> bytes:
    """The workbook with these answers."""
    return excel_form(FORM, EDITION, data, lang)


def read(raw: bytes) -> FormDocument:
    """What is read from a workbook."""
    return read_excel("city.xlsx", raw, FORM, EDITION)


def changed(raw: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after somebody has worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cell_of(book: Any, table: str, field: str, row: int = 0) -> Any:
    """The cell of a field in a row of a list, from 0; of a single answer where the table is empty."""
    if not table:
        sheet = book[BOOK.singles]
        return next(sheet.cell(one.row, 4) for (one,) in sheet["A1:A200"] if one.value == field)
    sheet = book[SHEETS[table]]
    column = next(one.column for one in sheet[1] if one.value == f"{table}.{field}")
    return sheet.cell(5 + row, column)
