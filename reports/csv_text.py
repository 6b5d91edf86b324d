"""Texts in a table that a spreadsheet will open: on one line, and never worked out as a formula.

The one place where this is decided, for every report that is a CSV file.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable

from reports.terminal import plain
from scoring.models import Number

FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]")  # as spreadsheets read it, wide signs as well
Cell = str | Number | datetime.date | None


def safe(cell: Cell) -> Cell:
    """Numbers and days as they are; a text that would be taken for a formula with an apostrophe before it."""
    if not isinstance(cell, str):
        return cell
    shown = plain(cell)
    return f"'{shown}" if FORMULA.match(shown) else shown


def table(rows: Iterable[Iterable[Cell]]) -> bytes:
    """The rows, headings first, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")
