"""Item 9 of a Word form without controls: projects in the rows of depa's table, each beneath its domain."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from forms.filled import place_of
from forms.form_words import all_blocks, coded_rows, official
from forms.gathered import Answer, Unplaced
from forms.known_words import KnownWords
from forms.layout import Entry
from forms.read_text import blank, value
from forms.spelled import bare, unnumbered
from forms.word_control_answers import where
from forms.word_controls import Line
from forms.word_headings import unplaced
from scoring.documents import Place

ENOUGH = 3  # column headings by which the table is known
Rows = Mapping[int, Sequence[Line]]  # the lines of a table, by row


class _Column(NamedTuple):
    """What the form asks in a column: fields, its heading in letters, and how a text of the second begins."""

    fields: tuple[str, ...]
    heading: str
    following: str


class ResultAnswers:
    """Takes the tables of item 9 out of a document's lines; what is answered already stays as it is."""

    def __init__(self, entries: Mapping[str, Entry], known: KnownWords, answered: Collection[Place]) -> None:
        self.answers: dict[Place, Answer] = {}
        self.unplaced: list[Unplaced] = []
        self._entries, self._known = entries, known
        self._each = _block()["each"]
        self._row = max((step for place in answered for step in place if isinstance(step, int)), default=-1)
        self._domain = ""

    def take(self, lines: Sequence[Line]) -> list[Line]:
        """The lines that are in no such table."""
        tables: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
        for line in lines:
            if line.cell:
                tables[line.cell[0]][line.cell[1]].append(line)
        taken: set[int] = set()
        for table, rows in tables.items():
            columns = _columns_of(rows)
            if columns:
                taken.add(table)
                self._table(rows, columns)
        return [line for line in lines if not line.cell or line.cell[0] not in taken]

    def _table(self, rows: Rows, columns: Mapping[int, _Column]) -> None:
        for lines in rows.values():
            cells: dict[str, list[Line]] = defaultdict(list)
            for line in lines:
                if line.cell and not self._known.has(line.outside, beside_controls=line.controls):
                    at = max((one for one in columns if one <= line.cell[2]), default=min(columns))
                    cells[columns[at].fields[0]].append(line)
                else:
                    self._domain = _named_rows().get(unnumbered(line.outside), self._domain)
            self._number(cells.pop(coded_rows()[self._each].entry, []))
            if any(not blank(line.outside) for cell in cells.values() for line in cell):
                self._project(cells, columns)

    def _project(self, cells: Mapping[str, Sequence[Line]], columns: Mapping[int, _Column]) -> None:
        """One row with something in it."""
        self._row += 1
        first = next(line for cell in cells.values() for line in cell)
        for column in columns.values():
            lines = [line for line in cells.get(column.fields[0], ()) if not blank(line.outside)]
            for field, its in _shared(column, lines):
                self._put(field, "\n".join(line.outside.strip() for line in its), its[0])
        if self._domain:
            self._put(coded_rows()[self._each].entry, self._domain, first)

    def _number(self, lines: Sequence[Line]) -> None:
        """The first column holds the number of a row, which says nothing."""
        for line in lines:
            if unnumbered(line.outside):
                self.unplaced.append(unplaced(line.outside.strip(), line))

    def _put(self, field: str, text: str, line: Line) -> None:
        entry = self._entries[f"{self._each}.{field}"]
        place, found = place_of(entry.key, (self._row,)), value(entry, text)
        if found is None:
            return
        if not any(letter.isalnum() for letter in text):
            self.unplaced.append(unplaced(text, line))
        else:
            self.answers[place] = Answer(found, "heading", where(place, ("line", line.number)))


def _shared(column: _Column, lines: Sequence[Line]) -> Iterator[tuple[str, Sequence[Line]]]:
    """The lines of a cell by the field that they answer, where two share a column."""
    at = len(lines)
    if len(column.fields) > 1:
        heads = (bare(line.outside).startswith(column.following) for line in lines)
        at = next((number for number, is_second in enumerate(heads) if is_second), len(lines))
    for field, its in zip(column.fields, (lines[:at], lines[at:]), strict=False):
        if its:
            yield field, its


def _columns_of(rows: Rows) -> dict[int, _Column]:
    """What is in each column of the table's grid; empty if the table is another."""
    found: dict[int, _Column] = {}
    for lines in list(rows.values())[:4]:
        texts: dict[int, str] = defaultdict(str)
        for line in lines:
            if line.cell:
                texts[line.cell[2]] += line.outside
        for at, text in texts.items():
            named = next((one for one in _columns() if one.heading == unnumbered(text)), None)
            if named is not None:
                found.setdefault(at, named)
    return found if len(found) >= ENOUGH else {}


@cache
def _block() -> Mapping[str, Any]:
    blocks = all_blocks(block for blocks in official().values() for block in blocks)
    return next(body for kind, body in blocks if kind == "results")


@cache
def _columns() -> tuple[_Column, ...]:
    return tuple(
        _Column(tuple(one["fields"]), unnumbered(one["th"]), bare(one.get("next", "")))
        for one in _block()["columns"]
    )


@cache
def _named_rows() -> Mapping[str, str]:
    """The row of the form that each of its printed lines begins, by its letters; none after some."""
    return {
        unnumbered(text): row.get("row", "")
        for row in _block()["rows"]
        for text in (row["th"], row.get("en", ""))
        if text
    }
