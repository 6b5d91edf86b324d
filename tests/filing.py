"""Filed documents for the tests: the examples as plain data, and changes written as place and value."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from forms.beside import Beside
from forms.boundary_survey import surveyed
from forms.editions import cases
from scoring.documents import document
from scoring.models import Assessment
from scoring.shapes import shape_of
from scoring.submission import Submission

Data = dict[str, Any]
Changes = Mapping[str, Any]
Assess = Callable[..., Assessment]

DAY = datetime.date(2026, 11, 22)  # of every assessment that does not ask for another
FOLDER = Path(__file__).parent.parent / "examples"
EXAMPLES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
STEP = re.compile(r"([a-z][a-z0-9_]*)|\[(\d*)\]")


@cache
def _example(name: str) -> Data:
    path = FOLDER / f"{name}.yaml"
    return dict(document(path.name, path.read_bytes()).data)


@cache
def _complete() -> Data:
    return dict(cases("depa-2562")["complete.yaml"].data)


def example(name: str) -> Data:
    """A city of `examples/` as it is written, to be changed at will."""
    return deepcopy(_example(name))


@cache
def _measured(name: str) -> Data:
    found = surveyed(filed(example(name)), Beside(FOLDER / "city.yaml")).part2.boundary.measured
    return found.model_dump(mode="json", exclude_defaults=True)


def measured_example(name: str) -> Data:
    """The same, with what the program finds in the boundary file beside it."""
    return changed(example(name), {"part2.boundary.measured": _measured(name)})


def complete() -> Data:
    """The invented city of the edition's cases, which answers everything."""
    return deepcopy(_complete())


def empty(**more: Any) -> Data:
    """A city that says nothing but its name."""
    return {"schema": "submission/1", "city": {"id": "nowhere"}, **more}


def filed(data: Data) -> Submission:
    """The data as a submission."""
    return Submission.model_validate(data)


def changed(data: Data, changes: Changes) -> Data:
    """A copy with each place set to its value; None takes the answer away, `[]` stands for every row."""
    result = deepcopy(data)
    for place, value in changes.items():
        for holder, step in list(_holders(result, _steps(place))):
            holder[step] = deepcopy(value)
    return result


def _steps(place: str) -> list[str | int | None]:
    """Names, numbers of rows, and None for every row."""
    found = STEP.findall(place)
    return [name or (int(row) if row else None) for name, row in found]


def _holders(data: Any, steps: list[str | int | None]) -> Iterator[tuple[Any, Any]]:
    step, *rest = steps
    for one in range(len(data)) if step is None else [step]:
        if not rest:
            yield data, one
            continue
        if isinstance(one, str) and data.get(one) is None:
            data[one] = {}
        yield from _holders(data[one], rest)


def leaves(data: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every plain answer with its place."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from leaves(value, f"{place}.{name}".lstrip("."))
    elif isinstance(data, list):
        for row, value in enumerate(data):
            yield from leaves(value, f"{place}[{row}]")
    else:
        yield place, data


def figures(data: Data) -> list[str]:
    """The places of all numbers: counts, money, shares and quantities, however they are written."""
    numbers = {"count", "money", "share", "quantity"}
    return [place for place, _ in leaves(data) if _kind(place) in numbers]


def _kind(place: str) -> str:
    shape = shape_of(Submission)
    for step in _steps(place):
        found = shape.field(step) if isinstance(step, str) else shape.item()
        assert found is not None, place
        shape = found
    return shape.kind
