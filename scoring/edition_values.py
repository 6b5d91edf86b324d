"""The values a policy officer writes in an edition: names, numbers and sentences with blanks to fill.

Each refuses what YAML 1.1 would have made of a slip: `010`, `12:30`, `no`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from string import Formatter
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from scoring.models import Bilingual

FRACTION = re.compile(r"-?(0|[1-9][0-9]*)/[1-9][0-9]*")
# What else a finding's status may be, and what else may stand beside the levels of a criterion.
NO_LEVELS = {"unanswered", "pending", "not_pursued", "not_applicable", "judged_when", "for_each", "except"}


def _number(value: object) -> int | Decimal:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("number_malformed", "number_malformed")


def _share(value: object) -> int | Decimal | str:
    return value if isinstance(value, str) and FRACTION.fullmatch(value) else _number(value)


def _level(value: str) -> str:
    return _unreserved(value, value in NO_LEVELS)


def _question(value: str) -> str:
    return _unreserved(value, hasattr(BaseModel, value) or value.startswith("model_"))


def _unreserved(value: str, taken: bool) -> str:
    if taken:
        raise PydanticCustomError("name_reserved", "name_reserved")
    return value


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]*$", max_length=80)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=30)]
LevelName = Annotated[Word, AfterValidator(_level)]
QuestionName = Annotated[Word, AfterValidator(_question)]
Text = Annotated[str, StringConstraints(min_length=1)]
Flag = StrictBool
# A threshold: what it may be depends on the measure, so `conditions` reads it.
Value = Annotated[
    Any, Field(json_schema_extra={"type": ["number", "boolean", "string", "null"], "pattern": r"^policy\."})
]
Amount = Annotated[int | Decimal, PlainValidator(_number), WithJsonSchema({"type": "number"})]
ShareValue = Annotated[
    int | Decimal | str,
    PlainValidator(_share),
    WithJsonSchema({"type": ["number", "string"], "pattern": f"^{FRACTION.pattern}$"}),
]
Words = Annotated[dict[Name, Text], Field(min_length=1)]
Members = Annotated[dict[Name, Words], Field(min_length=1)]


@dataclass(frozen=True)
class Blanks:
    """Marks a sentence as having no other blanks than these, so that filling them in cannot fail."""

    allowed: tuple[str, ...]

    def __init__(self, *allowed: str) -> None:
        object.__setattr__(self, "allowed", allowed)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def _checked(self, sentence: Bilingual) -> Bilingual:
        for name in (*_blanks(sentence.th), *_blanks(sentence.en)):
            if name not in self.allowed:
                known = ", ".join(f"{{{one}}}" for one in self.allowed)
                raise PydanticCustomError("blank_unknown", "blank_unknown", {"name": name, "known": known})
        return sentence


def _blanks(text: str) -> Iterator[str]:
    try:
        yield from (f"{name}{spec}" for _, name, spec, _ in Formatter().parse(text) if name is not None)
    except ValueError:  # a brace without its partner
        yield "…"
