"""What is written otherwise in one of two editions: fields of their records, as far in as they differ."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from scoring.differences import Differs
from scoring.edition_files import Parameter, Share
from scoring.fields import Record
from scoring.models import Bilingual
from scoring.variants import UNSAID
from scoring.written import Written

FILES = {"file": "edition.yaml", "policy": "policy.yaml", "head": "measures.yaml"}
TOLD = {"value", "text", "list", "in_words", "assumed", "source"}  # of a number: told elsewhere, or as reason
Titled = Callable[[Any], Bilingual]
Apart = Iterator[tuple[tuple[str, ...], Any, Any]]


def pairs(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Every name that one of the two has, with what each has under it, or None."""
    for name in {**before, **after}:
        yield name, before.get(name), after.get(name)


def reworded(
    before: Mapping[str, Any], after: Mapping[str, Any], titled: Titled, without: Collection[str] = ()
) -> Iterator[Differs]:
    """The entries that only one of the two has, and the fields that differ of those that both have."""
    for name, was, value in pairs(before, after):
        title = titled(was if value is None else value)
        if was is None or value is None:
            yield differs(name, title, "", was and titled(was), value and titled(value))
        else:
            yield from differs_in(name, title, was, value, without)


def written_otherwise(before: Written, after: Written) -> Iterator[Differs]:
    """What an edition says of itself, its units and terms, and the words and reasons of its numbers."""
    for part, file in FILES.items():
        title = Bilingual(th=file, en=file)
        yield from differs_in(file, title, getattr(before, part), getattr(after, part))


def differs_in(
    id: str, title: Bilingual, one: Record, other: Record, without: Collection[str] = ()
) -> Iterator[Differs]:
    """The fields in which two records differ."""
    for path, was, value in _apart(one, other):
        if path[0] not in without:
            yield differs(id, title, ".".join(path), _said(was), _said(value))


def differs(
    id: str,
    title: Bilingual,
    part: str,
    was: Bilingual | None,
    value: Bilingual | None,
    part_title: Bilingual | None = None,
) -> Differs:
    """One thing that is said otherwise."""
    return Differs(id=id, title=title, part=part, part_title=part_title, was=was, value=value)


def _apart(one: Any, other: Any, path: tuple[str, ...] = ()) -> Apart:
    """The places in which two nodes differ, with what each has there."""
    if one == other or other == UNSAID:  # a number set without a reason says nothing against the former one
        return
    ones, others = _inside(one), _inside(other)
    if ones is None or others is None:
        yield path, one, other
        return
    for key, was, value in pairs(ones, others):
        yield from _apart(was, value, (*path, key))
    if isinstance(one, tuple) and ones.keys() == others.keys() and list(ones) != list(others):
        yield path, ", ".join(ones), ", ".join(others)


def _inside(node: Any) -> Mapping[str, Any] | None:
    """What is within a node by name; None for what is one thing."""
    if isinstance(node, Mapping):
        return node
    if isinstance(node, tuple) and node and all(hasattr(one, "id") for one in node):
        return {one.id: one for one in node}
    if not isinstance(node, Record) or isinstance(node, Bilingual):
        return None
    if isinstance(node, Share | Parameter):
        words = {name: getattr(node, name) for name in type(node).model_fields if name not in TOLD}
        return {**words, "reason": node.source or node.assumed}
    return {name: getattr(node, name) for name in type(node).model_fields}


def _said(value: Any) -> Bilingual | None:
    """A value of an edition's file as a text; a record by its own words, else as JSON."""
    if value is None or isinstance(value, Bilingual):
        return value
    words = getattr(value, "label", None) or getattr(value, "title", None)
    if isinstance(words, Bilingual):
        return words
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_plain)
    return Bilingual(th=text or "–", en=text or "–")


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, Record) else str(value)
