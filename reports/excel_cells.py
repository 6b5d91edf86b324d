"""What is written into a cell: a figure as a figure, and a text that nothing takes for anything else."""

import datetime
import re
import unicodedata
from typing import Any

from reports.csv_text import FORMULA
from reports.excel_look import FORMATS, MONTHS
from reports.excel_table import Cell, Kind
from reports.speech import clipped

LONGEST = 16_000  # letters in a cell: Excel holds 32,767 halves, and some letters are two
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read a code for a letter in it
LINE, HIGHEST = 22, 409  # of a row, in points
LETTERS = 0.75  # of a font that stands in for ours, in the width of a column


def put(cell: Any, value: Cell, look: str, kind: Kind = "text", lang: str = "th") -> None:
    """The value in one of the looks; a figure keeps to the right, with as many places as its kind has."""
    figure = isinstance(value, int | float | datetime.date)
    cell.style = "renewal figure" if figure and look == "text" else f"renewal {look}"
    if isinstance(value, int | float):
        cell.value = value
        cell.number_format = FORMATS.get(kind) or ("#,##0" if float(value).is_integer() else "General")
    elif isinstance(value, datetime.date):
        cell.value, cell.number_format = value, MONTHS[lang]
    elif value:
        cell.value = ESCAPE.sub("_x005F_", clipped(value, lang, LONGEST))
        cell.data_type = "s"  # whatever it begins with
        if FORMULA.match(value):
            cell.quotePrefix = True  # nor is it worked out once somebody has edited it


def lines(text: Cell, width: float) -> int:
    """How many lines a text takes in a column, by its letters that stand beside each other."""
    room = max(width * LETTERS, 1)
    return sum(1 + int(_length(line) / room) for line in text.split("\n")) if isinstance(text, str) else 1


def _length(text: str) -> int:
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def heighten(sheet: Any, row: int, needed: int, line: int = LINE) -> None:
    """Makes a row as high as its texts need: only some programs do so by themselves."""
    sheet.row_dimensions[row].height = min(needed * line + 2, HIGHEST)
