"""Which fields the form has, in which order: read off the record of a submission, so that no list can lag.

An `Entry` is answered once; a `Part` holds entries and parts, and one that `repeats` is answered a row at a
time. Keys are dotted as places are, with `[]` for the rows of a part that repeats:
`part1.results[].evidence[].title`.
"""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scoring import quantities
from scoring.edition import Edition
from scoring.models import Bilingual
from scoring.submission import CriterionId, Submission

Kind = Literal[
    "text", "slug", "flag", "count", "money", "share", "quantity", "date", "month", "year", "choice"
]
KINDS: tuple[tuple[Any, Kind], ...] = (
    (quantities.Text, "text"),
    (quantities.Slug, "slug"),
    (quantities.Flag, "flag"),
    (quantities.Whole, "count"),
    (quantities.Money, "money"),
    (quantities.Percent, "share"),
    (quantities.Number, "quantity"),
    (quantities.Date, "date"),
    (quantities.Month, "month"),
    (quantities.Year, "year"),
    (CriterionId, "choice"),
)
SCHEMA = "schema"  # what no officer fills in


class Said(NamedTuple):
    """What a field says of itself: its title, its place in the form, and whom an addition serves.

    `form` is empty for a part of an item, `feeds` for what the form itself asks; `holds` is `file` for a
    field that names one, `address` for one on the web, `computed` for what the program fills in.
    """

    title: Bilingual
    form: str
    feeds: str
    holds: str = ""


class Entry(NamedTuple):
    """One field to be answered; `many`: with a list of plain values."""

    key: str
    said: Said
    kind: Kind
    choices: Mapping[str, Bilingual]
    many: bool

    @property
    def name(self) -> str:
        """The last step of the key: what the field is called in its record."""
        return self.key.rpartition(".")[2]


class Part(NamedTuple):
    """Entries and parts that belong together; `repeats`: as often as there are rows."""

    key: str
    said: Said
    items: tuple["Entry | Part", ...]
    repeats: bool

    @property
    def name(self) -> str:
        """The last step of the key: what the part is called in its record."""
        return self.key.removesuffix("[]").rpartition(".")[2]

    def entries(self) -> Iterator[Entry]:
        """The entries answered once in each row, those of parts that do not repeat among them."""
        for item in self.items:
            if isinstance(item, Entry):
                yield item
            elif not item.repeats:
                yield from item.entries()

    def tables(self) -> Iterator["Part"]:
        """The parts that repeat, in each row; not those within them."""
        for item in self.items:
            if isinstance(item, Part):
                yield from (item,) if item.repeats else item.tables()

    def all_entries(self) -> Iterator[Entry]:
        """Every entry, those of tables within tables too, in the order of the form."""
        for item in self.items:
            yield from (item,) if isinstance(item, Entry) else item.all_entries()

    def all_tables(self) -> Iterator["Part"]:
        """Every part that repeats, those within others after them."""
        for table in self.tables():
            yield table
            yield from table.all_tables()


def layout(edition: Edition) -> Part:
    """The whole form under an edition, whose own questions are asked with it."""
    criteria = {one.id: one.words.title for one in edition.criteria}
    said = Said(Bilingual(th="แบบรายงาน", en="report"), "", "")
    return Part("", said, tuple(_items(Submission, "", edition.answers, criteria)), repeats=False)


def _items(
    model: type[BaseModel], key: str, answers: type[BaseModel], criteria: Mapping[str, Bilingual]
) -> Iterator[Entry | Part]:
    for name, field in model.model_fields.items():
        step = field.alias or name
        here = f"{key}.{step}".lstrip(".")
        annotation = answers if here == "answers" else _annotation(field)
        if here != SCHEMA:
            yield _item(here, field, annotation, answers, criteria)


def _item(
    key: str,
    field: FieldInfo,
    annotation: Any,
    answers: type[BaseModel],
    criteria: Mapping[str, Bilingual],
) -> Entry | Part:
    said = _said(field)
    listed = get_origin(annotation) is tuple
    inner = get_args(annotation)[0] if listed else annotation
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        within = f"{key}[]" if listed else key
        return Part(within, said, tuple(_items(inner, within, answers, criteria)), repeats=listed)
    kind: Kind = next((kind for known, kind in KINDS if inner == known), "choice")
    own: Any = field.json_schema_extra
    choices = {code: Bilingual(th=th, en=en) for code, (th, en) in own.get("x-choices", {}).items()}
    return Entry(key, said, kind, criteria if inner == CriterionId else choices, many=listed)


def _annotation(field: FieldInfo) -> Any:
    """The type of a field, whether or not it may be absent."""
    whole: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    if get_origin(whole) in (Union, UnionType):
        return next(part for part in get_args(whole) if part is not NoneType)
    return whole


def _said(field: FieldInfo) -> Said:
    own: Any = field.json_schema_extra or {}
    title = Bilingual(**own["x-title"])
    return Said(title, own.get("x-form", ""), own.get("x-feeds", ""), own.get("x-holds", ""))
