"""What stands in the cells of a workbook: every cell that is not blank, as the plain value it has.

Formulas are not reckoned: what the program that saved the file last made of them is taken, and where it left
nothing, the formula is text that nobody can place.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, range_boundaries

from forms.excel_parts import BookParts, Node, SheetPart, text_in, unescaped
from forms.excel_shown import day_of, is_percentage
from scoring.problems import Faults, Problem, Where
from scoring.thai_dates import EDGES

MOST_ROWS = 50_000
MOST_CELLS = 1_000_000  # of one sheet, blank ones left out
SHOWN = 15  # digits of a number that Excel shows; what it stores beyond them is noise: 0.30000000000000004
ADDRESS = re.compile("([A-Z]{1,3})([0-9]{1,7})")
Value = str | int | Decimal | bool | datetime.datetime | datetime.time


class Cell(NamedTuple):
    """One cell: row and column from 1, its value, and whether it is shown as a percentage.

    `known` is false for a formula without a value, for what Excel calls an error, and under merged cells.
    """

    row: int
    column: int
    value: Value
    percent: bool
    known: bool

    @property
    def text(self) -> str:
        """The value as text."""
        return str(self.value).strip(EDGES)

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
        parts = BookParts(name, raw)
        return [Grid(sheet.title, sheet.hidden, _rows(name, parts, sheet)) for sheet in parts.sheets]
    except Faults:
        raise
    except Exception as error:  # of lxml, or of what is not where it should be
        raise Faults([Problem(name, None, "", "excel_unreadable", {})]) from error


def _rows(name: str, parts: BookParts, sheet: SheetPart) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    number = count = 0
    for node in parts.elements(sheet.part, "row", "mergeCell"):
        if node.get("ref") is not None:
            _cover(rows, node.get("ref"))
            continue
        number = int(node.get("r", number + 1))
        cells = {cell.column: cell for cell in _cells(parts, node, number)}
        if cells:
            rows.setdefault(number, {}).update(cells)
        count += len(cells)
        if len(rows) > MOST_ROWS or count > MOST_CELLS:
            said = {"most": f"{MOST_ROWS:,}"}
            place = Where(sheet.title, sheet.title, (sheet.title, "A1"))
            raise Faults([Problem(name, None, "", "excel_too_many_rows", said, place)])
    return dict(sorted(rows.items()))


def _cells(parts: BookParts, row: Node, number: int) -> Iterator[Cell]:
    """The cells of a row that are not blank; one that does not say where it is comes after the one before."""
    column = 0
    for node in row:
        found = ADDRESS.fullmatch(node.get("r", ""))
        column = column_index_from_string(found[1]) if found else column + 1
        if not len(node):
            continue
        formula, shown, inline = (node.find(f"{{*}}{name}") for name in ("f", "v", "is"))
        text = shown.text or "" if shown is not None else None
        code = _code(parts, node)
        value = text_in(inline) if inline is not None else _value(parts, node.get("t", "n"), text, code)
        known = node.get("t") != "e"
        if value is None and formula is not None:
            value, known = f"={formula.text or '…'}", False
        if value is not None and not (isinstance(value, str) and not value.strip(EDGES)):
            yield Cell(number, column, value, is_percentage(code), known)


def _code(parts: BookParts, node: Node) -> str:
    look = int(node.get("s", 0))
    return parts.formats[look] if look < len(parts.formats) else "0"


def _value(parts: BookParts, kind: str, text: str | None, code: str) -> Value | None:
    """What is stored, by the kind that the cell says it is; None where nothing is."""
    if text is None or (not text and kind != "str"):
        return None
    match kind:
        case "s":
            return parts.strings[int(text)]
        case "b":
            return text in ("1", "true")
        case "n":
            return _number(text, code, since_1904=parts.since_1904)
        case "d":
            return datetime.datetime.fromisoformat(text.removesuffix("Z"))
    return unescaped(text)


def _number(text: str, code: str, *, since_1904: bool) -> Value:
    number = Decimal(f"{float(text):.{SHOWN}g}")
    if not number.is_finite():
        return text
    day = day_of(float(text), code, since_1904=since_1904)
    if day is not None:
        return day
    return int(number) if number == number.to_integral_value() else number


def _cover(rows: dict[int, dict[int, Cell]], merged: str) -> None:
    """What lies under merged cells, of which only the first is seen, is no answer; it is not lost either."""
    left, top, right, bottom = (edge or 0 for edge in range_boundaries(merged))
    for number in [row for row in rows if top <= row <= bottom]:
        for column in [one for one in rows[number] if left <= one <= right and (number, one) != (top, left)]:
            rows[number][column] = rows[number][column]._replace(known=False)
