"""A submission as the answers to the form: what is filled in where, and nothing that was left blank."""

from collections.abc import Iterator
from typing import Any

from forms.layout import Entry, Part
from scoring.documents import Place
from scoring.submission import Submission

Data = dict[str, Any]


def data_of(filed: Submission) -> Data:
    """The submission as it would be written in a file: no defaults, no blanks, no rows without an answer."""
    data: Data = _unblank(filed.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    return data


def _unblank(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _unblank(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, "", {}, [])}
    if isinstance(value, list):
        return [inner for inner in map(_unblank, value) if inner not in (None, "", {}, [])]
    return value


def rows_of(data: Any, part: Part) -> list[Any]:
    """The rows of a part that repeats, in the data of the record that holds it."""
    found = _at(data, _steps(part.key))
    return found if isinstance(found, list) else []


def is_asked(part: Part, data: Any) -> bool:
    """Whether a part has a place in a form: what the program computes only where there is something of it."""
    return part.said.holds != "computed" or _at(data, _steps(part.key)) not in (None, {}, [])


def value_of(data: Any, entry: Entry) -> Any:
    """What is answered to an entry, in the data of its row or, outside of tables, of the submission."""
    return _at(data, _steps(entry.key))


def _steps(key: str) -> list[str]:
    """The names within the innermost row: `part1.results[].achievement.summary` has two."""
    return key.removesuffix("[]").rpartition("[].")[2].split(".")


def _at(data: Any, steps: list[str]) -> Any:
    for step in steps:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def place_of(key: str, rows: tuple[int, ...]) -> Place:
    """The place of a key, each `[]` in it being the row of that number: `a[].b`, (2,) is `a`, 2, `b`."""
    numbers = iter(rows)
    place: list[str | int] = []
    for step in key.split("."):
        place.append(step.removesuffix("[]"))
        if step.endswith("[]"):
            place.append(next(numbers))
    return tuple(place)


def answers_in(data: Data, part: Part) -> Iterator[tuple[Entry, Place, Any]]:
    """Every answered entry of a part with its place and its value, in the order of the form."""
    yield from _answers(data, part, ())


def _answers(data: Any, part: Part, rows: tuple[int, ...]) -> Iterator[tuple[Entry, Place, Any]]:
    for entry in part.entries():
        value = value_of(data, entry)
        if value is not None:
            yield entry, place_of(entry.key, rows), value
    for table in part.tables():
        for number, row in enumerate(rows_of(data, table)):
            yield from _answers(row, table, (*rows, number))
