"""Sheets that are the same list: which of them is read, and whether the others say anything else."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from forms.excel_cells import Cell, Grid, Value
from forms.excel_tables import Table

Understood = tuple[Grid, Table]
IsHint = Callable[[Table, Mapping[int, Cell]], bool]


class Other(NamedTuple):
    """A sheet that is not read as a list, with its cells that are nowhere else.

    `first`: the sheet that is read instead, where the answers of the two are not alike.
    """

    grid: Grid
    cells: tuple[Cell, ...]
    first: str = ""


def told_apart(
    sheets: Iterable[tuple[Grid, Table | None]], is_hint: IsHint
) -> tuple[list[Understood], list[Other]]:
    """The sheets to read, one for each list, and the others.

    A sheet without keys is no list where another has its keys: somebody's own table may have like headings.
    """
    same: dict[str, list[Understood]] = defaultdict(list)
    others: list[Other] = []
    given = list(sheets)
    keyed = {table.mark for _, table in given if table is not None and table.rule == "cell"}
    for grid, table in given:
        if table is None or (table.rule != "cell" and table.mark in keyed):
            others.append(Other(grid, tuple(grid.cells())))
        else:
            same[table.mark].append((grid, table))
    read = [_read(alike, is_hint) for alike in same.values()]
    for one in read:
        copies = (copy for copy in same[one[1].mark] if copy[0] is not one[0])
        others += (_other(copy, one, is_hint) for copy in copies)
    return read, others


def _read(alike: list[Understood], is_hint: IsHint) -> Understood:
    """The first in which something is answered."""
    return next((one for one in alike if _answers(one, is_hint)), alike[0])


def _other(copy: Understood, read: Understood, is_hint: IsHint) -> Other:
    answers = _answers(copy, is_hint)
    if answers and answers != _answers(read, is_hint):
        return Other(copy[0], tuple(copy[0].cells())[:1], read[0].title)
    known = set(read[0].cells())
    return Other(copy[0], tuple(cell for cell in copy[0].cells() if cell not in known))


def _answers(one: Understood, is_hint: IsHint) -> dict[tuple[int, str], Value]:
    """What is answered on a sheet, by row and key."""
    grid, table = one
    return {
        (number, table.columns[at]): cell.value
        for number, row in grid.rows.items()
        if number > table.heads and not is_hint(table, row)
        for at, cell in table.answers(row).items()
    }
