"""A submission as expressions see it: plain records that know their place, dates as day numbers."""

import datetime
from typing import Any

from pydantic import BaseModel

PLACE = "_place"


def view(record: BaseModel, place: str = "") -> dict[str, Any]:
    """The record as plain data: every record carries its place, a date is its ordinal, numbers stay exact."""
    seen: dict[str, Any] = {PLACE: place}
    for name, value in record.__dict__.items():
        seen[name] = _plain(value, f"{place}.{name}" if place else name)
    return seen


def _plain(value: Any, place: str) -> Any:
    if isinstance(value, BaseModel):
        return view(value, place)
    if isinstance(value, tuple):
        return [_plain(item, f"{place}[{index}]") for index, item in enumerate(value)]
    if isinstance(value, datetime.date):
        return value.toordinal()
    return value


def is_empty(value: Any) -> bool:
    """Whether nothing was answered here, at any depth: no text, no number, no tick."""
    if isinstance(value, dict):
        return all(is_empty(inner) for name, inner in value.items() if name != PLACE)
    if isinstance(value, list):
        return all(map(is_empty, value))
    return value is None or value == ""


def at(seen: Any, field: str) -> Any:
    """What stands at a dotted field of a view; None where there is nothing."""
    for step in field.split("."):
        seen = seen.get(step) if isinstance(seen, dict) else None
    return seen
