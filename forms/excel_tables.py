"""What a sheet of a workbook is: which list, and what is in which column; by hidden keys, or by headings."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from forms.excel_cells import Cell, Grid
from forms.excel_layout import (
    LIST,
    MARK,
    NAME,
    PARENT,
    SHARED,
    SINGLES,
    TEXTS,
    Sheet,
    columns_of,
    words,
    workbook,
)
from forms.layout import Part
from forms.spelled import bare

MANY = 4 * TEXTS  # as many columns of one question are known by their headings
ENOUGH = 2  # headings by which a list is known
NEAR = 12  # rows from the top in which headings are looked for
BOTH = "both"


class Table(NamedTuple):
    """A sheet understood: the mark of what it is, the row of its headings, and what is in which column.

    Columns are by number, from 1; `number` is that of the row numbers, 0 where there are none. `rule` says
    how it was understood: `cell` by its keys, `heading` by its words.
    """

    mark: str
    heads: int
    columns: Mapping[int, str]
    number: int
    rule: str

    def heading(self, grid: Grid, column: int) -> str:
        """What stands over a column."""
        cell = grid.rows.get(self.heads, {}).get(column)
        return cell.text if cell else ""

    def answers(self, row: Mapping[int, Cell]) -> dict[int, Cell]:
        """The cells of a row that are in columns of answers."""
        beside = ("question", "key", LIST, PARENT, NAME)
        return {at: row[at] for at, key in self.columns.items() if at in row and key not in beside}


class Headings:
    """The words over the columns of every sheet, in each language and in both."""

    def __init__(self, form: Part) -> None:
        book = workbook(form, "th")
        self._lists: dict[str, dict[str, str]] = {}
        for sheet in (*book.sheets, *book.shared[:1]):
            mark = SHARED if sheet in book.shared else f"{MARK}{sheet.table.key}"
            self._lists[mark] = dict(self._of_list(sheet, is_shared=mark == SHARED))

    def _of_list(self, sheet: Sheet, *, is_shared: bool) -> Iterator[tuple[str, str]]:
        for entry in sheet.table.entries():
            for column in columns_of(entry, MANY):
                yield from ((text, column.key) for text in said(column.heading("th"), column.heading("en")))
        if is_shared or sheet.parent:
            yield from ((text, NAME) for text in _named("of_name"))
        if is_shared:
            yield from ((text, LIST) for text in _named("of_list"))
            yield from ((text, PARENT) for text in _named("of_any_row"))

    def table(self, grid: Grid) -> Table | None:
        """What a sheet is; None if it is none of the form's."""
        return self._marked(grid) or self._headed(grid)

    def _marked(self, grid: Grid) -> Table | None:
        cell = next((one for one in grid.cells() if one.text.startswith(MARK)), None)
        if cell is None or cell.text not in {SINGLES, *self._lists}:
            return None
        if cell.text == SINGLES:
            return _of_singles(grid, cell.row, cell.column)
        keys = {at: one.text for at, one in grid.rows[cell.row].items() if at != cell.column}
        heads = self._heads(grid, cell.text, cell.row)
        return Table(cell.text, heads, keys, cell.column, "cell")

    def _heads(self, grid: Grid, mark: str, after: int) -> int:
        """The row of headings: the first with some of the words; else the one below the title."""
        for number, row in grid.rows.items():
            found = sum(bare(cell.text) in self._lists[mark] for cell in row.values())
            if number > after and found >= ENOUGH:
                return number
        return after + 2

    def _headed(self, grid: Grid) -> Table | None:
        best: Table | None = None
        for number, row in list(grid.rows.items())[:NEAR]:
            texts = {at: bare(cell.text) for at, cell in row.items()}
            if set(_named("answer")) & set(texts.values()):
                return _of_singles(grid, number, 0)
            for mark, known in self._lists.items():
                keys = {at: known[text] for at, text in texts.items() if text in known}
                keys |= {at: PARENT for at, text in texts.items() if at not in keys and _is_parent(text)}
                numbers = (at for at, text in texts.items() if text in _named("number"))
                if len(keys) >= ENOUGH and (best is None or len(keys) > len(best.columns)):
                    best = Table(mark, number, keys, next(numbers, 0), "heading")
        return best


def _of_singles(grid: Grid, row: int, keys: int) -> Table | None:
    """The sheet of single answers, whose headings say where questions and answers are."""
    texts = {bare(cell.text): at for at, cell in grid.rows[row].items()}
    question, answer = (
        next((texts[text] for text in _named(name) if text in texts), 0) for name in ("question", "answer")
    )
    if not answer or not (keys or question):
        return None
    columns = {answer: "answer", question: "question"} | ({keys: "key"} if keys else {})
    return Table(SINGLES, row, columns, 0, "cell" if keys else "heading")


def said(th: str, en: str) -> tuple[str, str, str]:
    """How a heading may read, as letters: in Thai, in English, in both."""
    return bare(th), bare(en), bare(f"{th}{en}")


def _named(name: str) -> tuple[str, str, str]:
    one = words()[name]
    return said(one.th, one.en)


def _is_parent(text: str) -> bool:
    """Whether it is the heading of a column that says to which row of another sheet a row belongs."""
    starts = (bare(said.partition("{")[0]) for said in (words()["of_row"].th, words()["of_row"].en))
    return any(text.startswith(start) for start in starts)
