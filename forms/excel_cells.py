"""What stands in the cells of a workbook: every cell that is not blank, as the plain value it has.

The only module that knows how openpyxl reads. Formulas are not reckoned: what the program that saved the file
last made of them is taken, and where it left nothing, the formula is text that nobody can place.
"""

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter

from scoring.problems import Faults, Problem

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how Excel writes what XML cannot hold
MOST_ROWS = 50_000
MOST_CELLS = 20_000_000  # of a sheet, empty ones before the last of a row among them: about a second
Value = str | int | float | bool | datetime.date | datetime.datetime


class Cell(NamedTuple):
    """One cell: row and column from 1, its value, and whether it is shown as a percentage.

    `known` is false for a formula without a value and for what Excel calls an error.
    """

    row: int
    column: int
    value: Value
    percent: bool
    known: bool

    @property
    def text(self) -> str:
        """The value as text."""
        return str(self.value).strip()

    @property
    def name(self) -> str:
        """As Excel calls it: `G14`."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Grid:
    """One sheet: its title, whether it is hidden, and its cells by row and column."""

    title: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]

    def cells(self) -> Iterator[Cell]:
        """All of them, row by row."""
        for row in self.rows.values():
            yield from row.values()


def grids(name: str, raw: bytes) -> list[Grid]:
    """The sheets of a workbook in their order; raises Faults for one that cannot be read."""
    try:
        book: Any = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
        found = [_grid(name, sheet) for sheet in book.worksheets]
        if any(_is_formula(cell) for grid in found for cell in grid.cells()):
            values: Any = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            found = [_reckoned(grid, values[grid.title]) for grid in found]
    except Faults:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise Faults([Problem(name, None, "", "excel_unreadable", {})]) from error
    return found


def _grid(name: str, sheet: Any) -> Grid:
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    rows: dict[int, dict[int, Cell]] = {}
    visited = 0
    for row in sheet.iter_rows():
        visited += len(row)
        for cell in row:
            if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
                continue
            rows.setdefault(cell.row, {})[cell.column] = _cell(cell)
        if len(rows) > MOST_ROWS or visited > MOST_CELLS:
            raise Faults(
                [Problem(name, None, sheet.title, "excel_too_many_rows", {"most": f"{MOST_ROWS:,}"})]
            )
    return Grid(sheet.title, sheet.sheet_state != "visible", rows)


def _cell(cell: Any) -> Cell:
    known = cell.data_type not in ("f", "e")
    value = cell.value if isinstance(cell.value, Value) else str(cell.value)
    if isinstance(value, str):
        value = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return Cell(cell.row, cell.column, value, "%" in str(cell.number_format), known)


def _is_formula(cell: Cell) -> bool:
    return not cell.known and isinstance(cell.value, str) and cell.value.startswith("=")


def _reckoned(grid: Grid, values: Any) -> Grid:
    """The same sheet with the values that its formulas had when it was saved."""
    values.reset_dimensions()
    found: dict[tuple[int, int], Any] = {}
    for row in values.iter_rows():
        for cell in row:
            if cell.value is not None and cell.data_type != "e":
                found[cell.row, cell.column] = cell
    rows = {
        number: {
            column: _cell(found[number, column]) if _is_formula(cell) and (number, column) in found else cell
            for column, cell in row.items()
        }
        for number, row in grid.rows.items()
    }
    return Grid(grid.title, grid.hidden, rows)
