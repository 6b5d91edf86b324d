"""What a cell of the workbook looks like, what may be written in it, and what is said of anything else."""

import datetime
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.named_styles import NamedStyle
from openpyxl.worksheet.datavalidation import DataValidation

from forms.excel_layout import TICK
from forms.layout import Entry
from scoring.thai_dates import LAST_YEAR

FONT = "TH SarabunPSK"
GREY, BLUE, INK = "F2F2F2", "DDEBF7", "595959"
DAYS = {"th": "[$-107041E]d mmmm yyyy", "en": "[$-409]d mmmm yyyy"}  # in Thai of the Buddhist era
TEXT = "@"  # what is typed stays as it is: the 0 before a telephone number, and 1-2 is no day
LINE, HIGHEST = 25, 400  # of a row, in points
LETTERS = 0.7  # of a font that stands in for ours, in the width of a column
FIRST_DAY = datetime.date(1900, 3, 1)  # Excel knows a 29 February before it that never was
LAST_DAY = datetime.date(LAST_YEAR, 12, 31)
DAY_0 = datetime.date(1899, 12, 30)  # from which the days after its 29 February are counted
LIMITS: dict[str, dict[str, Any]] = {
    "count": {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"},
    "money": {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"},
    "share": {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "100"},
    "quantity": {"type": "decimal", "operator": "lessThan", "formula1": "1000000000000"},
    "date": {
        "type": "date",
        "operator": "between",
        "formula1": str((FIRST_DAY - DAY_0).days),
        "formula2": str((LAST_DAY - DAY_0).days),
    },
}
FORMATS = {"count": "#,##0", "money": "#,##0", "text": TEXT, "slug": TEXT, "month": TEXT}
ERRORS = {"count": "whole_error"}
Cell = Any
Say = Callable[[str], str]  # a text of the workbook by its name


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


def format_of(entry: Entry, lang: str) -> str:
    """How a cell shows what is typed into it; empty where the program may choose."""
    return DAYS[lang] if entry.kind == "date" else FORMATS.get(entry.kind, "")


def validation(entry: Entry, source: str, say: Say, *, tick: bool) -> DataValidation | None:
    """What an answer may be; `source` is where the choices stand. None where any text may be.

    What is no plain number or day is asked about and not refused: Thai digits and `1.25 ล้านบาท` are read.
    """
    if tick or source:
        return chosen(f'"{TICK}"' if tick else source, say)
    if entry.kind in LIMITS:
        name = ERRORS.get(entry.kind, f"{entry.kind}_error")
        return _answering(DataValidation(errorStyle="warning", **LIMITS[entry.kind]), name, say)
    return None


def chosen(source: str, say: Say) -> DataValidation:
    """One of the texts that stand at `source`."""
    return _answering(DataValidation(type="list", formula1=source), "choice_error", say)


def _answering(found: DataValidation, name: str, say: Say) -> DataValidation:
    found.allow_blank, found.showErrorMessage = True, True
    found.errorTitle, found.error = say("wrong").partition("\n")[0], say(name)
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


def print_whole(sheet: Any) -> None:
    """On one page of A4, upright."""
    print_wide(sheet, "1:1")
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "portrait", 1


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
