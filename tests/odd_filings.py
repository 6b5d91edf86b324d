"""Submissions drawn at random: a city with anything in some of its fields, and one that is right but odd."""

import datetime
from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from filing import Data, example
from hypothesis import strategies as st
from pydantic import BaseModel

from forms.editions import shipped
from scoring import quantities
from scoring.submission import CriterionId, Submission

Place = tuple[str | int, ...]

# Anything in any field


def names(record: type[BaseModel]) -> Iterator[str]:
    """The names of a record's fields, and of the records in them."""
    for name, field in record.model_fields.items():
        yield field.alias or name
        for inner in _records(field.annotation):
            yield from names(inner)


def _records(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _records(inner)


def places(data: Any, at: Place = ()) -> Iterator[Place]:
    """Every place in a document, records and lists included."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inner:
        yield (*at, step)
        yield from places(value, (*at, step))


NAMES = sorted({*names(Submission), "", "0", "bogus"})
WORDS = ("2567-01", "1 ต.ค. 2565", "50%", "done", "environment", "provincial", "ไม่ใช่", "cdp", "๑๐๐")
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=8,
)


@st.composite
def poured_over(draw: st.DrawFn, name: str) -> Data:
    """An example with anything in up to four of its fields, wherever they are."""
    data = example(name)
    for _ in range(draw(st.integers(1, 4))):
        *outer, last = draw(st.sampled_from(list(places(data))))
        here: Any = data
        for step in outer:
            here = here[step]
        here[last] = draw(anything)
    return data


# What is right, and odd


texts = st.sampled_from(["ก", "0", "no", "<b>", "|", "\u202ea", "👩‍👩‍👧", "a\nb", "$x$", "}}"]) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Cs", "Z"]), min_size=1, max_size=5
)
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))
hundredths = st.sampled_from([0, 50, 100]) | st.integers(0, 10_000).map(lambda number: number / 100)
VALUES: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (quantities.Text, texts),
    (quantities.Slug, st.sampled_from(["a", "b", "cdp"])),
    (quantities.Flag, st.booleans()),
    (quantities.Whole, st.integers(0, 3) | st.integers(0, 10**12)),
    (quantities.Money, st.integers(0, 3) | st.integers(0, 10**14)),
    (quantities.Percent, hundredths),
    (quantities.Number, st.integers(-(10**11), 10**11) | hundredths),
    (quantities.Date, days.map(str)),
    (quantities.Month, days.map(lambda day: str(day)[:7])),
    (quantities.Year, st.integers(1900, 2200)),
    (CriterionId, st.sampled_from([one.id for one in shipped().criteria] + ["no.such"])),
)


@cache
def right(annotation: Any) -> st.SearchStrategy[Any]:
    """Values that a field of this type takes, as they are written in a file."""
    for known, values in VALUES:
        if annotation == known:
            return values
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _record(annotation)
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return st.lists(right(inner[0]), max_size=3)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is dict:
        return st.just({})
    assert origin in (Union, UnionType), annotation
    return st.one_of([st.none() if each is NoneType else right(each) for each in inner])


def _record(record: type[BaseModel]) -> st.SearchStrategy[Data]:
    needed: dict[str, st.SearchStrategy[Any]] = {}
    other: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in record.model_fields.items():
        annotation: Any = field.annotation
        whole = Annotated[annotation, *field.metadata] if field.metadata else annotation
        (needed if field.is_required() else other)[field.alias or name] = right(whole)
    return st.fixed_dictionaries(needed, optional=other)


right_but_odd = right(Submission)
