"""What a cell of the workbook looks like, what may be written in it, and what is said of anything else."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.named_styles import NamedStyle
from openpyxl.worksheet.datavalidation import DataValidation

from forms.excel_layout import TICK, words
from forms.layout import Entry

FONT = "TH SarabunPSK"
GREY, BLUE, INK = "F2F2F2", "DDEBF7", "595959"
DAY = "[$-D07041E]d mmmm yyyy"  # of the Buddhist era
LINE, HIGHEST = 24, 400  # of a row, in points
LETTERS = 1.0  # of the font, in the width of a column
LIMITS: dict[str, dict[str, Any]] = {
    "count": {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"},
    "money": {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"},
    "share": {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "100"},
    "quantity": {"type": "decimal", "operator": "lessThan", "formula1": "1000000000000"},
    "date": {"type": "date", "operator": "greaterThan", "formula1": "1"},
}
FORMATS = {"count": "#,##0", "money": "#,##0", "date": DAY}
ERRORS = {"count": "whole_error"}
Cell = Any


def styles() -> dict[str, NamedStyle]:
    """The looks of cells by name."""
    thin = Side(style="thin", color="BFBFBF")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    wrap = Alignment(wrap_text=True, vertical="top")
    return {
        "title": NamedStyle("form title", font=Font(name=FONT, size=20, bold=True)),
        "text": NamedStyle("form text", font=Font(name=FONT, size=16), alignment=wrap),
        "head": NamedStyle(
            "form head",
            font=Font(name=FONT, size=16, bold=True),
            fill=PatternFill("solid", fgColor=GREY),
            border=box,
            alignment=wrap,
        ),
        "added": NamedStyle(
            "form added",
            font=Font(name=FONT, size=16, bold=True),
            fill=PatternFill("solid", fgColor=BLUE),
            border=box,
            alignment=wrap,
        ),
        "hint": NamedStyle("form hint", font=Font(name=FONT, size=13, color=INK), border=box, alignment=wrap),
        "answer": NamedStyle(
            "form answer",
            font=Font(name=FONT, size=16),
            border=box,
            alignment=wrap,
            protection=Protection(locked=False),
        ),
    }


def validation(entry: Entry, lang: str, source: str, *, tick: bool) -> DataValidation | None:
    """What an answer may be; `source` is where the choices stand. None where any text may be."""
    if tick or source:
        return chosen(f'"{TICK}"' if tick else source, lang)
    if entry.kind in LIMITS:
        said = words()[ERRORS.get(entry.kind, f"{entry.kind}_error")].of(lang)
        return _refusing(DataValidation(**LIMITS[entry.kind]), said, lang)
    return None


def chosen(source: str, lang: str) -> DataValidation:
    """One of the texts that stand at `source`."""
    return _refusing(DataValidation(type="list", formula1=source), words()["choice_error"].of(lang), lang)


def _refusing(found: DataValidation, said: str, lang: str) -> DataValidation:
    found.allow_blank, found.showErrorMessage = True, True
    found.errorTitle, found.error = words()["wrong"].of(lang), said
    return found


def comment(lines: Iterable[str]) -> Comment:
    """A remark of the form itself."""
    found = Comment("\n".join(lines), "depa")
    found.width, found.height = 420, 160
    return found


def protect(sheet: Any) -> None:
    """Locks the questions and not the answers; rows may be added and made wider. There is no password."""
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "insertRows", "sort", "autoFilter", "insertHyperlinks"):
        setattr(sheet.protection, allowed, False)  # False is: not forbidden


def print_wide(sheet: Any, heads: str) -> None:
    """On sheets of A4 as wide as they are, with the headings on each."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = heads


def heighten(sheet: Any) -> None:
    """Makes rows as high as their texts need: only some programs do so by themselves."""
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = LINE, True
    for row in sheet.iter_rows():
        wrapped = (cell for cell in row if cell.data_type == "s" and cell.alignment.wrap_text)
        needed = max((_lines(cell, sheet) for cell in wrapped), default=1)
        if needed > 1:
            sheet.row_dimensions[row[0].row].height = min(needed * LINE, HIGHEST)


def _lines(cell: Cell, sheet: Any) -> int:
    """How many lines a text takes in its column, by its letters that stand beside each other."""
    width = max(sheet.column_dimensions[cell.column_letter].width * LETTERS, 1)
    return sum(1 + int(_length(line) / width) for line in cell.value.split("\n"))


def _length(text: str) -> int:
    return sum(unicodedata.category(letter) != "Mn" for letter in text)
