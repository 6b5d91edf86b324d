"""The shape of a submission: which fields there are and what kind of value each holds.

It lets a misspelt field or a threshold of the wrong unit be refused when an edition is loaded.
"""

from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from scoring import quantities

LIST, RECORD, UNKNOWN = "list", "record", "unknown"
KINDS: tuple[tuple[Any, str], ...] = (
    (quantities.Text, "text"),
    (quantities.Slug, "text"),
    (quantities.Flag, "flag"),
    (quantities.Whole, "count"),
    (quantities.Money, "money"),
    (quantities.Percent, "share"),
    (quantities.Number, "quantity"),
    (quantities.Date, "day"),
    (quantities.Month, "day"),
    (quantities.Year, "year"),
)
BARE = {str: "text", bool: "flag", int: "count"}


class Shape(NamedTuple):
    """What stands at a place: a record (its model), a list (of `inner`) or a value.

    `choices` are the only texts that a field of fixed choices takes.
    """

    kind: str
    path: str = ""
    model: type[BaseModel] | None = None
    inner: "Shape | None" = None
    choices: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of a record."""
        fields = self.model.model_fields.items() if self.model is not None else ()
        return tuple(field.alias or key for key, field in fields)

    def field(self, name: str) -> "Shape | None":
        """The field `name` of a record; None when the record has no such field."""
        if self.model is None:
            return self if self.kind == UNKNOWN else None
        for key, field in self.model.model_fields.items():
            if name == (field.alias or key):
                annotation: Any = field.annotation
                return shape_of(annotation, f"{self.path}.{name}".lstrip("."))
        return None

    def item(self) -> "Shape":
        """What the list is a list of."""
        return self.inner if self.inner is not None else ANY

    def listed(self) -> "Shape":
        """A list of this."""
        return Shape(LIST, self.path, None, self)


ANY = Shape(UNKNOWN)


@cache
def scalar(kind: str) -> Shape:
    """A plain value of a kind, from nowhere in particular."""
    return Shape(kind)


@lru_cache(maxsize=4096)
def shape_of(annotation: Any, path: str = "") -> Shape:
    """The shape of a pydantic annotation found at `path`."""
    for known, kind in KINDS:
        if annotation == known:
            return Shape(kind, path)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape(RECORD, path, annotation)
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return shape_of(next(part for part in inner if part is not NoneType), path)
    if origin is tuple:
        return Shape(LIST, path, None, shape_of(inner[0], path))
    if origin is Literal:
        return Shape("text", path, choices=inner)
    if origin is Annotated:
        return shape_of(inner[0], path)
    return Shape(BARE.get(annotation, UNKNOWN), path)
