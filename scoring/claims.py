"""What a city says on a criterion, a line a record: each answer under its name on the form, no codes."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scoring.models import Bilingual, ClaimLine
from scoring.places import filed_at
from scoring.shapes import shape_of

Filed = Mapping[str, Any]  # the submission's parts, with the answers as the edition's record
MOST_LINES = 12
LONGEST = 600
ASIDE = {"id", "evidence"}  # ids only tie rows; what was filed as evidence is told beside the claim
BUDDHIST_ERA = 543
Pair = tuple[str, str]


class Claims:
    """What one city says; a record is put into words once, however many criteria it serves."""

    def __init__(self, filed: Filed) -> None:
        self._filed = filed
        self._said: dict[str, Sequence[ClaimLine]] = {}

    def lines(self, fields: Sequence[str], counted: Sequence[str]) -> tuple[ClaimLine, ...]:
        """What is said in the records that were counted, or else in all of these fields.

        Very long claims are shortened, and end in `…`.
        """
        records = [place for place in dict.fromkeys(counted) if "[" in place]
        said = (line for place in records or fields for line in self._at(place))
        return tuple(islice(said, MOST_LINES))

    def _at(self, place: str) -> Sequence[ClaimLine]:
        if place not in self._said:
            self._said[place] = self._lines(filed_at(self._filed, place), place)
        return self._said[place]

    def _lines(self, value: Any, place: str) -> Sequence[ClaimLine]:
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            records = range(min(len(value), MOST_LINES + 1))
            return [line for index in records for line in self._at(f"{place}[{index}]")]
        if not (said := _said(value)):
            return ()
        th, en = (_joined(texts) for texts in zip(*said, strict=True))
        return (ClaimLine(place=place, text=Bilingual(th=th, en=en)),)


def _joined(texts: Iterable[str]) -> str:
    text = " · ".join(texts)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class _Answer(NamedTuple):
    """How one field of a record is named and its value shown."""

    name: str
    title: Mapping[str, str]
    kind: str
    choices: Mapping[str, Pair]


@cache
def _answers(model: type[BaseModel]) -> tuple[_Answer, ...]:
    fields = model.model_fields.items()
    return tuple(_answer(name, field) for name, field in fields if name not in ASIDE)


def _answer(name: str, field: FieldInfo) -> _Answer:
    extra: Any = field.json_schema_extra
    annotation: Any = field.annotation
    return _Answer(name, extra["x-title"], shape_of(annotation).kind, extra.get("x-choices", {}))


def _said(value: Any) -> list[Pair]:
    """The answers in a value, named; a plain value has no name of its own here."""
    if isinstance(value, BaseModel):
        named = (_named(answer, getattr(value, answer.name)) for answer in _answers(type(value)))
        return [pair for pairs in named for pair in pairs]
    if isinstance(value, tuple):
        return [pair for item in value for pair in _said(item)]
    return [] if value is None else [(shown(value), shown(value))]


def _named(answer: _Answer, value: Any) -> list[Pair]:
    if value is None or value == ():
        return []
    items = value if isinstance(value, tuple) else (value,)
    if isinstance(items[0], BaseModel):
        return _said(value)
    th, en = (", ".join(texts) for texts in zip(*[_in_words(answer, item) for item in items], strict=True))
    return [(f"{answer.title['th']}: {th}", f"{answer.title['en']}: {en}")]


def _in_words(answer: _Answer, value: Any) -> Pair:
    if isinstance(value, str):
        return answer.choices.get(value, (value, value))
    if isinstance(value, bool):
        return ("ใช่", "yes") if value else ("ไม่ใช่", "no")
    text = str(value + BUDDHIST_ERA) if answer.kind == "year" else shown(value)
    return text, text


def shown(value: Any) -> str:
    """A plain value as people write it: separators in numbers, the Buddhist era in dates (day/month/year)."""
    if isinstance(value, datetime.date):
        return f"{value.day}/{value.month}/{value.year + BUDDHIST_ERA}"
    return f"{value:,}" if isinstance(value, (int, Decimal)) else str(value)
