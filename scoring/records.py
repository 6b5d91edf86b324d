"""Which record a field holds: the one question that places, shapes and problems ask of a pydantic model."""

from functools import cache
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel


def record_of(annotation: Any) -> type[BaseModel] | None:
    """The record that a field holds, alone, optional or in a list; None for a plain value."""
    return _record_of(annotation)


@cache
def _record_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = record_of(inner) if inner not in (Ellipsis, NoneType) else None
        if found is not None:
            return found
    return None
