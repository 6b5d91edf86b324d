"""The answers in a workbook: by the keys in its hidden cells, or else by the headings over its columns."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from forms.excel_cells import Cell, Grid, grids
from forms.excel_choices import TITLE as CHOICES
from forms.excel_known import KnownTexts
from forms.excel_layout import LIST, MARK, PARENT, SHARED, SINGLES, Column, words, workbook
from forms.excel_single_lines import SingleLines
from forms.excel_tables import Headings, Table
from forms.excel_values import is_ticked, value_in
from forms.filled import place_of
from forms.gathered import Answer, FormDocument, Unplaced, gathered
from forms.layout import Part
from forms.spelled import bare
from scoring.documents import Place
from scoring.edition import Edition
from scoring.problems import Faults, Problem, Where


def read_excel(name: str, raw: bytes, form: Part, edition: Edition) -> FormDocument:
    """The filled workbook; raises Faults for a row of evidence or the like that belongs to nothing."""
    reading = _Reading(name, form, KnownTexts(form, edition))
    for grid in grids(name, raw):
        reading.take(grid)
    reading.settle()
    if reading.problems:
        raise Faults(reading.problems)
    return gathered(name, reading.answers, reading.unplaced)


def where(grid: Grid, cell: Cell, column: str) -> Where:
    """The place of a cell, for people and for the program."""
    th, en = (
        words()["where"].of(lang).format(sheet=grid.title, row=cell.row, column=column)
        for lang in ("th", "en")
    )
    hidden = words()["hidden"]
    if grid.hidden:
        th, en = f"{th} {hidden.th}", f"{en} {hidden.en}"
    return Where(th, en, (grid.title, cell.name))


class _Found(NamedTuple):
    """An answer in a row of a list, not yet put where the row belongs."""

    table: Part
    row: int
    parent: Cell | None
    column: Column
    cell: Cell
    grid: Grid
    heading: str
    rule: str


class _Reading:
    """Takes in the sheets one by one; what row belongs to what is settled at the end."""

    def __init__(self, name: str, form: Part, known: KnownTexts) -> None:
        self.answers: dict[Place, Answer] = {}
        self.problems: list[Problem] = []
        self.unplaced: list[Unplaced] = []
        self._name, self._form, self._known = name, form, known
        self._headings = Headings(form)
        self._tables = {table.key: table for table in form.all_tables()}
        self._found: list[_Found] = []
        self._numbers: dict[str, dict[int, int]] = defaultdict(
            dict
        )  # of each list: row of the sheet by number
        self._labels = dict(_labels(form))

    def take(self, grid: Grid) -> None:
        """One sheet."""
        table = None if grid.title == CHOICES else self._headings.table(grid)
        if table is None:
            self._leave(grid, grid.cells())
        elif table.mark == SINGLES:
            self._singles(grid, table)
        else:
            self._list(grid, table)

    def _leave(self, grid: Grid, cells: Iterator[Cell] | list[Cell]) -> None:
        """What answers nothing known, but for what the program wrote there itself."""
        for cell in cells:
            reckoned = self._known.guide(grid.title) and not (cell.known and isinstance(cell.value, str))
            if not reckoned and not self._known.has(cell.text):
                self.unplaced.append(Unplaced(cell.text, where(grid, cell, cell.name)))

    # Single answers

    def _singles(self, grid: Grid, table: Table) -> None:
        at = {name: column for column, name in table.columns.items()}
        lines = SingleLines(self._form)
        texts: dict[Place, dict[int, Answer]] = defaultdict(dict)
        for number, row in grid.rows.items():
            if number == table.heads:
                continue
            key, question = row.get(at.get("key", 0)), row.get(at["question"])
            column = lines.column(key.text if key else "", question.text if question else "")
            answer = row.get(at["answer"])
            others = [cell for place, cell in row.items() if place not in table.columns or column is None]
            self._leave(grid, [cell for cell in others if cell is not key])
            if answer is not None and column is not None:
                self._put(column, place_of(column.entry.key, ()), answer, grid, question, table.rule, texts)
        self._join(texts)

    def _put(
        self,
        column: Column,
        place: Place,
        cell: Cell,
        grid: Grid,
        heading: Cell | None,
        rule: str,
        texts: dict[Place, dict[int, Answer]],
    ) -> None:
        said = where(grid, cell, heading.text.split("\n")[0] if heading else cell.name)
        if self._known.hint(column.entry, cell.text):
            return
        if not cell.known:
            self.unplaced.append(Unplaced(cell.text, said))
        elif column.mark and column.entry.choices:
            if is_ticked(cell):
                texts[place][len(texts[place])] = Answer(column.mark, rule, said)
        elif column.mark:
            texts[place][int(column.mark)] = Answer(value_in(cell, column), rule, said)
        else:
            self.answers[place] = Answer(value_in(cell, column), rule, said)

    def _join(self, texts: Mapping[Place, Mapping[int, Answer]]) -> None:
        """The parts of an answer of many, in their order."""
        for place, found in texts.items():
            parts = [found[number] for number in sorted(found)]
            self.answers[place] = parts[0]._replace(value=[part.value for part in parts])

    # Lists

    def _list(self, grid: Grid, table: Table) -> None:
        at = {key: column for column, key in table.columns.items()}
        heads = grid.rows.get(table.heads, {})
        for number, row in grid.rows.items():
            if number <= table.heads:
                is_keys = any(cell.text.startswith(MARK) for cell in row.values())
                self._leave(grid, [] if is_keys else list(row.values()))
                continue
            label, parent = row.get(at.get(LIST, 0)), row.get(at.get(PARENT, 0))
            counted = row.get(table.number)
            list_ = self._list_of(grid, table, label, row)
            if list_ is None:
                continue
            if counted is not None and isinstance(counted.value, int | float):
                self._numbers[list_.key][int(counted.value)] = number
            for place, cell in row.items():
                column = self._column(list_, table.columns.get(place, ""))
                if column is not None:
                    heading = heads[place].text.split("\n")[0] if place in heads else cell.name
                    self._found.append(_Found(list_, number, parent, column, cell, grid, heading, table.rule))
                elif place not in (table.number, at.get(LIST), at.get(PARENT)):
                    self._leave(grid, [cell])

    def _list_of(self, grid: Grid, table: Table, label: Cell | None, row: Mapping[int, Cell]) -> Part | None:
        """The list that a row of a sheet is part of; None for a row that answers nothing."""
        if table.mark != SHARED:
            return self._tables[table.mark.removeprefix(MARK)]
        answers = [cell for at, cell in row.items() if at in table.columns and cell is not label]
        if label is None and all(self._known.has(cell.text) for cell in answers):
            return None
        found = self._labels.get(bare(label.text)) if label else None
        if found is None and not (label and self._known.has(label.text) and len(answers) == 0):
            cell = label or next(iter(row.values()))
            self._refuse(
                "excel_list_unknown", where(grid, cell, cell.name), found=label.text if label else "–"
            )
        return found

    def _column(self, list_: Part, key: str) -> Column | None:
        """The column of a list; on the shared sheet all keys are those of the first list."""
        key, _, mark = key.partition("=")
        name = key.rpartition("[].")[2]
        entry = next((one for one in list_.entries() if one.key == f"{list_.key}.{name}"), None)
        if entry is None or (mark and not entry.many):
            return None
        return Column(entry, mark)

    def _refuse(self, code: str, place: Where, **values: object) -> None:
        self.problems.append(Problem(self._name, None, "", code, values, place))

    def settle(self) -> None:
        """Puts the answers of lists where their rows belong."""
        texts: dict[Place, dict[int, Answer]] = defaultdict(dict)
        refused: set[tuple[str, int]] = set()
        for one in self._found:
            if self._known.hint(one.column.entry, one.cell.text) or (one.table.key, one.row) in refused:
                continue
            rows = self._rows(one)
            if rows is None:
                refused.add((one.table.key, one.row))
                continue
            head = Cell(one.cell.row, one.cell.column, one.heading, False, True)
            place = place_of(one.column.entry.key, rows)
            self._put(one.column, place, one.cell, one.grid, head, one.rule, texts)
        self._join(texts)

    def _rows(self, one: _Found) -> tuple[int, ...] | None:
        """The row, after the one that it is part of; None where it is not said which that is."""
        above = one.table.key.removesuffix("[]").rpartition("[].")[0]
        if not above:
            return (one.row,)
        outer = self._tables[f"{above}[]"]
        number = one.parent.value if one.parent else None
        row = self._numbers[outer.key].get(int(number)) if isinstance(number, int | float) else None
        if row is None and isinstance(number, str) and number.strip().isdecimal():
            row = self._numbers[outer.key].get(int(number))
        if row is None:
            cell = one.parent or one.cell
            title = next(
                (sheet.title for sheet in workbook(self._form, "th").sheets if sheet.table.key == outer.key),
                "",
            )
            found = one.parent.text if one.parent else "–"
            self._refuse("excel_parent_row", where(one.grid, cell, cell.name), found=found, sheet=title)
            return None
        return row, one.row


def _labels(form: Part) -> Iterator[tuple[str, Part]]:
    """The lists of evidence by what they are called on the sheet that they share."""
    for lang in ("th", "en"):
        for sheet in workbook(form, lang).shared:
            yield bare(sheet.title), sheet.table
