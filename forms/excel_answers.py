"""The answers found in the cells of a workbook: each question has one, or it is a problem."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from forms.excel_cells import Cell
from forms.excel_layout import Column
from forms.excel_values import is_ticked, value_in
from forms.gathered import Answer, Unplaced
from scoring.documents import Place, dotted
from scoring.problems import Problem, Where


class _Found(NamedTuple):
    """An answer, or one of many answers to a question, and the text of the cell that it stands in."""

    column: Column
    answer: Answer
    text: str


class Answers:
    """Takes in the answers cell by cell, and puts together those that are one of many."""

    def __init__(self, name: str) -> None:
        self.problems: list[Problem] = []
        self.unplaced: list[Unplaced] = []
        self._name = name
        self._found: dict[Place, dict[str, _Found]] = defaultdict(dict)

    def put(self, column: Column, place: Place, cell: Cell, said: Where, rule: str) -> None:
        """What a cell says in answer to a column at a place; `said` is where the cell is."""
        if not cell.known:
            self.unplaced.append(Unplaced(cell.text, said))
            return
        value = self._value(column, place, cell, said)
        if value is None:
            return
        found = _Found(column, Answer(value, rule, said), cell.text)
        before = self._found[place].setdefault(column.mark, found)
        if before.answer.value != value:
            there = "!".join(map(str, before.answer.where.mark))
            self.refuse("excel_twice", said, place, found=cell.text, other=before.text, place_of_other=there)

    def _value(self, column: Column, place: Place, cell: Cell, said: Where) -> object:
        """The answer in the cell; None for a box that is not ticked."""
        if not (column.mark and column.entry.choices):
            return value_in(cell, column)
        ticked = is_ticked(cell, column)
        if ticked is None:
            self.refuse("excel_tick_unclear", said, place, found=cell.text)
        return column.mark if ticked else None

    def refuse(self, code: str, said: Where, place: Place = (), **values: object) -> None:
        """A problem at a cell."""
        self.problems.append(Problem(self._name, None, dotted(place), code, values, said))

    def joined(self) -> dict[Place, Answer]:
        """The answers by their places."""
        return {place: _joined(found) for place, found in self._found.items() if found}


def _joined(found: Mapping[str, _Found]) -> Answer:
    """One answer; of many, all in the order of the form."""
    first = next(iter(found.values()))
    if not first.column.entry.many:
        return first.answer
    order = list(first.column.entry.choices)
    marks = sorted(found, key=lambda mark: int(mark) if mark.isdigit() else order.index(mark))
    values = [found[mark].answer.value for mark in marks]
    return found[marks[0]].answer._replace(value=values)
