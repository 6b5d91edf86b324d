"""One sheet of the workbook: a table with its head in sight, filters, and widths that fit; texts stay texts.

With `portfolio_excel` and `portfolio_colours` the only modules of the reports that know openpyxl.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from reports.portfolio_columns import Cell
from reports.portfolio_csv import written
from reports.portfolio_view import View

FONT = Font(name="TH SarabunPSK", size=16)
BOLD = Font(name="TH SarabunPSK", size=16, bold=True)
TITLE = Font(name="TH SarabunPSK", size=20, bold=True)
HEAD = PatternFill("solid", fgColor="F2F2F2")
WRAP = Alignment(wrap_text=True, vertical="top")
UPRIGHT = Alignment(text_rotation=90, vertical="bottom", horizontal="center")
LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")
MIDDLE = Alignment(horizontal="center", vertical="top")
LONGEST = 32_000  # characters: a cell holds no more than 32,767
NARROW, WIDE = 12, 46
LINE, HIGHEST = 25, 400  # of a row, in points
LETTERS = 0.7  # of a font that stands in for ours, in the width of a column
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
Sheet = Any


def sheet(book: Any, title: str, freeze: str = "A2") -> Sheet:
    """A new sheet; of a long title as much as Excel allows, told from others by its number."""
    name = " ".join(title.translate(FORBIDDEN).split()).strip("'")
    if len(name) > 31 or name in book.sheetnames:
        name = f"{name[:27].rstrip()} {len(book.sheetnames) + 1}"
    made = book.create_sheet(name)
    made.freeze_panes = freeze
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", 9
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = "1:1"
    return made


def table(made: Sheet, heads: Iterable[Cell], rows: Iterable[Sequence[Cell]], view: View) -> None:
    """The head and the rows beneath it, with a filter over them."""
    for place, head in enumerate(heads, start=1):
        cell = put(made, 1, place, head, view)
        cell.font, cell.fill, cell.alignment = BOLD, HEAD, WRAP
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            put(made, number, place, value, view)
    made.auto_filter.ref = made.dimensions
    _widen(made)
    heighten(made)


def put(made: Sheet, row: int, column: int, value: Cell, view: View) -> Any:
    """A number as a number; a text as a text, whatever it begins with."""
    cell = made.cell(row, column)
    said = written(value, view)
    if isinstance(said, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", said[:LONGEST])
        cell.data_type = "s"  # else a text that begins with = would be a formula
    else:
        cell.value = said
    cell.font, cell.alignment = FONT, WRAP
    if isinstance(said, float):
        cell.number_format = "0.0"
    return cell


def _widen(made: Sheet) -> None:
    """Wide columns for texts, narrow ones for figures."""
    for column in made.iter_cols():
        longest = max((len(cell.value) for cell in column[1:] if isinstance(cell.value, str)), default=0)
        letter = get_column_letter(column[0].column)
        made.column_dimensions[letter].width = min(max(NARROW, longest + 2), WIDE)


def heighten(made: Sheet) -> None:
    """Makes rows as high as their texts need: only some programs do so by themselves."""
    made.sheet_format.defaultRowHeight, made.sheet_format.customHeight = LINE, True
    for row in made.iter_rows():
        if any(cell.alignment.textRotation for cell in row):
            continue  # a head that stands upright has its height
        needed = max((_lines(made, cell) for cell in row if isinstance(cell.value, str)), default=1)
        made.row_dimensions[row[0].row].height = min(needed * LINE, HIGHEST)


def _lines(made: Sheet, cell: Any) -> int:
    """How many lines a text takes in its column, by its letters that stand beside each other."""
    width = max(made.column_dimensions[cell.column_letter].width * LETTERS, 1)
    letters = sum(unicodedata.category(letter) != "Mn" for letter in cell.value)
    return 1 + int(letters / width)
