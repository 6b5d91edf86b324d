"""The form as an Excel workbook: a guide, a sheet of single answers, and one sheet for each list."""

import datetime
import io
from typing import Any

import openpyxl

from forms.excel_choices import Choices
from forms.excel_guide import guide
from forms.excel_layout import workbook
from forms.excel_lists import evidence_sheet, found, list_sheet
from forms.excel_look import heighten, styles
from forms.excel_singles import singles
from forms.excel_writing import Writing
from forms.filled import Data
from forms.form_words import items_by_key
from forms.layout import Part
from scoring.edition import Edition
from scoring.problems import Faults
from scoring.undated import undated

MADE = datetime.datetime(2022, 1, 1)  # in a file's properties: the same answers make the same file


def is_filled(form: Part, table: Part, data: Data) -> bool:
    """Whether a list has a sheet: one that the program computes only where it has rows."""
    around = [item for item in items_by_key(form).values() if table.key.startswith(f"{item.key}.")]
    computed = any(item.said.holds == "computed" for item in (*around, table))
    return not computed or any(found(data, table))


def excel_form(form: Part, edition: Edition, data: Data | None, lang: str) -> bytes:
    """The form in `th`, `en` or `both`, blank or with the answers of a submission.

    Raises Faults for an answer that is longer than a cell of Excel holds.
    """
    book: Any = openpyxl.Workbook()
    book.properties.creator, book.properties.title = "", edition.id
    book.properties.created = book.properties.modified = MADE
    looks = styles()
    for style in looks.values():
        book.add_named_style(style)
    writing = Writing(edition, lang, Choices(book))
    sheets = workbook(form, writing.lang)
    start = book.active
    counts = [singles(book, writing, sheets, form, data or {})]
    asked = (sheet for sheet in sheets.sheets if is_filled(form, sheet.table, data or {}))
    counts += [list_sheet(book, writing, sheet, data or {}) for sheet in asked]
    counts.append(evidence_sheet(book, writing, sheets, data or {}))
    guide(start, writing, counts)
    for sheet in book.worksheets:
        heighten(sheet)
    if writing.problems:
        raise Faults(writing.problems)
    file = io.BytesIO()
    book.save(file)
    return undated(file.getvalue())
