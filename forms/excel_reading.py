"""The answers in a workbook: by the keys in its hidden cells, or else by the headings over its columns."""

from collections.abc import Iterable, Iterator, Mapping

from forms.excel_answers import Answers
from forms.excel_cells import Cell, Grid, grids
from forms.excel_choices import TITLE as CHOICES
from forms.excel_copies import told_apart
from forms.excel_known import KnownTexts
from forms.excel_layout import LIST, MARK, NAME, PARENT, SHARED, SINGLES, Column, workbook
from forms.excel_rows import ListRow, Rows, is_kept, number_in
from forms.excel_single_lines import SingleLines
from forms.excel_tables import Headings, Table
from forms.excel_where import where
from forms.filled import place_of
from forms.gathered import FormDocument, Unplaced, gathered
from forms.layout import Part
from forms.spelled import bare
from scoring.edition import Edition
from scoring.problems import Faults


def read_excel(name: str, raw: bytes, form: Part, edition: Edition) -> FormDocument:
    """The filled workbook; raises Faults for what contradicts itself or belongs to nothing."""
    reading = _Reading(name, form, KnownTexts(form, edition))
    reading.take(grids(name, raw))
    answers = reading.answers
    if answers.problems:
        raise Faults(answers.problems)
    return gathered(name, answers.joined(), answers.unplaced)


class _Reading:
    """Takes in the sheets; what row belongs to what is settled when all of them are known."""

    def __init__(self, name: str, form: Part, known: KnownTexts) -> None:
        self.answers = Answers(name)
        self._form, self._known = form, known
        self._headings = Headings(form)
        self._entries = {entry.key: entry for entry in form.all_entries()}
        self._tables = {table.key: table for table in form.all_tables()}
        self._labels = dict(_labels(form))

    def take(self, sheets: Iterable[Grid]) -> None:
        """All sheets of a workbook."""
        known = ((grid, None if grid.title == CHOICES else self._headings.table(grid)) for grid in sheets)
        found, others = told_apart(known, self._is_hint)
        rows: list[ListRow] = []
        for grid, table in found:
            if table.mark == SINGLES:
                self._singles(grid, table)
            else:
                rows += self._list(grid, table)
        for one in others:
            if one.first:
                self.answers.refuse("excel_sheet_twice", where(one.grid, one.cells[0]), first=one.first)
            self._leave(one.grid, one.cells)
        self._settle(rows)

    def _leave(self, grid: Grid, cells: Iterable[Cell]) -> None:
        """What answers nothing known, but for what the program wrote there itself."""
        for cell in cells:
            reckoned = self._known.guide(grid.title) and not (cell.known and isinstance(cell.value, str))
            if not reckoned and not self._known.has(cell.text):
                self.answers.unplaced.append(Unplaced(cell.text, where(grid, cell)))

    # Single answers

    def _singles(self, grid: Grid, table: Table) -> None:
        at = {name: column for column, name in table.columns.items()}
        lines = SingleLines(self._form)
        for number, row in grid.rows.items():
            if number == table.heads:
                continue
            key, question = row.get(at.get("key", 0)), row.get(at.get("question", 0))
            column = lines.column(key.text if key else "", question.text if question else "")
            answer = row.get(at["answer"])
            others = [cell for place, cell in row.items() if place not in table.columns or column is None]
            self._leave(grid, [cell for cell in others if cell is not key])
            if answer is not None and column is not None:
                said = where(grid, answer, question.text if question else "")
                self.answers.put(column, place_of(column.entry.key, ()), answer, said, table.rule)

    # Lists

    def _list(self, grid: Grid, table: Table) -> Iterator[ListRow]:
        """The rows of a sheet; what stands beside them is left."""
        at = {key: column for column, key in table.columns.items() if key in (LIST, PARENT, NAME)}
        first = None
        for number, row in grid.rows.items():
            is_keys = any(cell.text.startswith(MARK) for cell in row.values())
            if is_keys or number <= table.heads or self._is_hint(table, row):
                self._leave(grid, [] if is_keys else row.values())
                continue
            first = first or number
            list_ = self._list_of(grid, table, row, at.get(LIST, 0))
            own = self._columns(list_, table) if list_ else {}
            beside = {*own, *at.values(), *({table.number} if number_in(row.get(table.number)) else ())}
            self._leave(grid, [cell for place, cell in row.items() if place not in beside])
            if list_ is not None:
                counted = row.get(table.number)
                answers = (
                    (column, row[place], table.heading(grid, place))
                    for place, column in own.items()
                    if place in row
                )
                yield ListRow(
                    list_,
                    number_in(counted) if table.number else number - first + 1,
                    number,
                    is_kept(counted),
                    row.get(at.get(PARENT, 0)),
                    tuple(answers),
                    grid,
                    table.rule,
                )

    def _is_hint(self, table: Table, row: Mapping[int, Cell]) -> bool:
        """Whether a row says how to answer, in each of its columns."""
        said = [
            table.columns[at].partition("=")[0] in self._entries
            and self._known.hint(self._entries[table.columns[at].partition("=")[0]], cell.text)
            for at, cell in table.answers(row).items()
        ]
        return len(said) > 1 and all(said)

    def _list_of(self, grid: Grid, table: Table, row: Mapping[int, Cell], labelled: int) -> Part | None:
        """The list that a row of a sheet is part of; None for a row that answers nothing."""
        if table.mark != SHARED:
            return self._tables[table.mark.removeprefix(MARK)]
        label, answers = row.get(labelled), list(table.answers(row).values())
        if not answers:
            return None
        found = self._labels.get(bare(label.text)) if label else None
        if found is None:
            said = where(grid, label or answers[0])
            self.answers.refuse("excel_list_unknown", said, found=label.text if label else "–")
        return found

    def _columns(self, list_: Part, table: Table) -> dict[int, Column]:
        """The columns of a list; on the shared sheet all keys are those of the first list."""
        entries = {one.key.removeprefix(f"{list_.key}."): one for one in list_.entries()}
        found = {}
        for at, key in table.columns.items():
            name, _, mark = key.rpartition("[].")[2].partition("=")
            entry = entries.get(name)
            if entry is not None and (entry.many or not mark):
                found[at] = Column(entry, mark)
        return found

    def _settle(self, found: Iterable[ListRow]) -> None:
        """Puts the answers of lists where their rows belong."""
        rows = Rows(
            {sheet.table.key: sheet.title for sheet in workbook(self._form, "th").sheets}, self.answers
        )
        listed = list(found)
        for row in listed:
            rows.add(row)
        for row in listed:
            place = rows.place(row) if row.answers else None
            for column, cell, heading in row.answers if place is not None else ():
                said = where(row.grid, cell, heading)
                self.answers.put(column, place_of(column.entry.key, place or ()), cell, said, row.rule)


def _labels(form: Part) -> Iterator[tuple[str, Part]]:
    """The lists of evidence by what they are called on the sheet that they share."""
    for lang in ("th", "en"):
        for sheet in workbook(form, lang).shared:
            yield bare(sheet.title), sheet.table
