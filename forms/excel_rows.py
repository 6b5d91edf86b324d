"""Which row of a list each row of a sheet is, and which row of another list it is part of."""

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from forms.excel_answers import Answers
from forms.excel_cells import Cell, Grid
from forms.excel_layout import KEPT, Column
from forms.excel_where import where
from forms.layout import Part
from scoring.thai_dates import thai_digits_to_arabic

NUMBER = re.compile("[0-9]+")


class ListRow(NamedTuple):
    """A row of a list: its number in the first column and in the sheet, and its answers by column.

    `kept`: it counts though it is blank. `parent` says which row of another list it is part of; `rule` is
    the one by which its columns are known.
    """

    table: Part
    number: int | None
    at: int
    kept: bool
    parent: Cell | None
    answers: tuple[tuple[Column, Cell, str], ...]
    grid: Grid
    rule: str

    @property
    def first(self) -> Cell:
        """The cell to show where something is to be said of the row."""
        return self.parent or self.answers[0][1]


def number_in(cell: Cell | None) -> int | None:
    """The one whole number that a cell says, in Thai digits too; None where it says none, or more."""
    if cell is None or isinstance(cell.value, bool) or not cell.known:
        return None
    if isinstance(cell.value, int | Decimal):
        return int(cell.value) if cell.value == int(cell.value) else None
    found = NUMBER.findall(thai_digits_to_arabic(cell.text))
    return int(found[0]) if len(found) == 1 else None


def is_kept(cell: Cell | None) -> bool:
    """Whether the number of a row says that it counts, though nothing is answered in it but elsewhere."""
    return cell is not None and cell.text.endswith(KEPT)


class Rows:
    """The rows of all lists, by their numbers; `titles` are those of sheets that may not be there."""

    def __init__(self, titles: Mapping[str, str], answers: Answers) -> None:
        self._titles, self._answers = titles, answers
        self._numbered: dict[str, dict[int, list[ListRow]]] = defaultdict(lambda: defaultdict(list))

    def add(self, row: ListRow) -> None:
        """A row of a sheet, whether or not anything is answered in it."""
        if row.number is not None:
            self._numbered[row.table.key][row.number].append(row)

    def place(self, row: ListRow) -> tuple[int, ...] | None:
        """The numbers of the rows around it and its own; None, and a problem, where that is not said."""
        outer = row.table.key.removesuffix("[]").rpartition("[].")[0]
        if not outer:
            return (row.at,)
        above = self._parent(row, f"{outer}[]")
        around = self.place(above) if above is not None else None
        return (*around, row.at) if around is not None else None

    def _parent(self, row: ListRow, outer: str) -> ListRow | None:
        number = number_in(row.parent)
        rows = self._numbered[outer].get(number, []) if number is not None else []
        filled = [one for one in rows if one.answers or one.kept]
        if len(filled) == 1:
            return filled[0]
        code = "excel_parent_twice" if filled else "excel_parent_blank" if rows else "excel_parent_row"
        found = row.parent.text if row.parent else "–"
        title = next((one.grid.title for one in rows), self._titles[outer])
        self._answers.refuse(code, where(row.grid, row.first), found=found, sheet=title)
        return None
