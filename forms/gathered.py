"""The answers found in a filled form, put together as a submission is written, each with its place there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from scoring.documents import Document, Place
from scoring.problems import Problem, Where

SCHEMA = {"schema": "submission/1"}


class Unplaced(NamedTuple):
    """Text in a form that answers no question known to the program; it is shown and counts for nothing."""

    text: str
    where: Where


class Answer(NamedTuple):
    """One answer as it was found: the value, by which rule, and where.

    Rules: `tag`, `alias` (the name of a Word control), `cell` (of our workbook), `row` (a code in the first
    column), `heading` (known words before it), `tick` (a box that is ticked).
    """

    value: Any
    rule: str
    where: Where


@dataclass(frozen=True)
class FormDocument(Document):
    """A filled Word or Excel form as data, the answer behind every value, and what could not be placed."""

    answers: Mapping[Place, Answer] = field(default_factory=dict, repr=False)
    unplaced: Sequence[Unplaced] = ()

    def where(self, place: Sequence[str | int]) -> Where | None:
        """Of the answer at this place; else of the first within it, or within its nearest parent."""
        for length in range(len(place), 0, -1):
            parent = tuple(place[:length])
            for one, answer in self.answers.items():
                if one[:length] == parent:
                    return answer.where
        return None


def gathered(name: str, answers: Mapping[Place, Answer], unplaced: Sequence[Unplaced] = ()) -> FormDocument:
    """The document of answers at places as the file has them: rows in which nothing is answered are left out.

    A blank answer (None or "") is none.
    """
    said = {place: answer for place, answer in answers.items() if answer.value not in (None, "")}
    numbers = _numbers(said)
    placed = {_renumbered(place, numbers): answer for place, answer in said.items()}
    data: dict[str, Any] = dict(SCHEMA)
    for place in sorted(placed, key=order):
        _put(data, place, placed[place].value)
    return FormDocument(name, data, {}, placed, tuple(unplaced))


def order(place: Place) -> tuple[tuple[int, str], ...]:
    """What places are sorted by, so that rows come by their number."""
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in place)


def _numbers(said: Mapping[Place, Answer]) -> dict[Place, int]:
    """For each row in which something is answered, the number it has when the others are left out."""
    rows = {place[: at + 1] for place in said for at, step in enumerate(place) if isinstance(step, int)}
    numbers: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    for row in sorted(rows, key=order):
        numbers[row] = counts[row[:-1]] = counts.get(row[:-1], -1) + 1
    return numbers


def _renumbered(place: Place, numbers: Mapping[Place, int]) -> Place:
    return tuple(numbers.get(place[: at + 1], step) for at, step in enumerate(place))


def _put(data: Any, place: Place, value: Any) -> None:
    """Into records and lists made on the way; rows come in their order."""
    for at, step in enumerate(place):
        last = at == len(place) - 1
        inner: Any = value if last else [] if isinstance(place[at + 1], int) else {}
        if isinstance(step, int):
            if step == len(data):
                data.append(inner)
        elif step not in data or last:
            data[step] = inner
        data = data[step]


def left_over(found: Document) -> list[Problem]:
    """What could not be placed, as problems; there are none in a file of plain text."""
    unplaced = found.unplaced if isinstance(found, FormDocument) else ()
    return [Problem(found.name, None, "", "form_unplaced", {"text": one.text}, one.where) for one in unplaced]
