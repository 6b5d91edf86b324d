"""The form as YAML or JSON, for programs and for people who like plain text; blank or with answers."""

import json
import re
from collections.abc import Iterator
from typing import Any

from forms.filled import Data
from forms.gathered import SCHEMA
from forms.layout import Entry, Part

PLAIN = re.compile(r"[A-Za-zก-ฮเ-ไ](?:[\w ก-๛()./-]*[\wก-๛)])?")  # text that YAML takes for nothing else
WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
Lines = Iterator[str]


def yaml_form(form: Part, data: Data | None) -> bytes:
    """The answers with what each field is called; every field of the form where there are no answers."""
    lines = [f"schema: {SCHEMA['schema']}", *_record(form, data or {}, blanks=data is None)]
    return ("\n".join(lines) + "\n").encode()


def json_form(form: Part, data: Data | None) -> bytes:
    """The answers; every field of the form, empty, where there are none."""
    whole = SCHEMA | (_blank(form) if data is None else data)
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _blank(part: Part) -> Data:
    found: Data = {}
    for item in part.items:
        if isinstance(item, Entry):
            found[item.name] = [] if item.many else None
        elif item.items and item.said.holds != "computed":
            found[item.name] = [_blank(item)] if item.repeats else _blank(item)
    return found


def _record(part: Part, data: Data, *, blanks: bool) -> Lines:
    """The lines of a record, not set in."""
    for item in part.items:
        title = item.said.title
        remark = f"  # {title.th} · {title.en}"
        value = data.get(item.name)
        if isinstance(item, Entry):
            if value is not None or blanks:
                yield from _entry(item, value, remark)
            continue
        inner = list(_part(item, value, blanks and item.said.holds != "computed"))
        if inner:
            yield f"{item.name}:{remark}"
            yield from inner


def _entry(entry: Entry, value: Any, remark: str) -> Lines:
    if not entry.many:
        shown = "" if value is None else f" {scalar(value)}"
        yield f"{entry.name}:{shown}{remark if value is None else ''}"
    elif not value:
        yield f"{entry.name}: []{remark}"
    else:
        yield f"{entry.name}:{remark}"
        yield from (f"  - {scalar(one)}" for one in value)


def _part(part: Part, value: Any, blanks: bool) -> Lines:
    if not part.repeats:
        yield from (f"  {line}" for line in _record(part, value or {}, blanks=blanks))
        return
    for row in value or ([{}] if blanks else []):
        for number, line in enumerate(_record(part, row, blanks=blanks)):
            yield f"  {'  ' if number else '- '}{line}"


def scalar(value: Any) -> str:
    """A value as YAML and JSON alike have it; text without quotation marks where none are needed."""
    if isinstance(value, str) and PLAIN.fullmatch(value) and value.casefold() not in WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
