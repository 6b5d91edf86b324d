"""A place in a submission in the words of the form: `part2.cdp.catalog[2]` as an officer looks for it."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from scoring.records import record_of
from scoring.submission import Submission

STEP = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)|\[(\d+)\]")
PARTS = {
    "th": {"1": "ส่วนที่ 1 ข้อ {}", "2R": "ส่วนที่ 2 แถวที่ {}", "2C": "ส่วนที่ 2 หลักเกณฑ์ข้อ {}", "row": "รายการที่ {}"},
    "en": {"1": "Part 1, item {}", "2R": "Part 2, row {}", "2C": "Part 2, criterion {}", "row": "entry {}"},
}


def place_label(place: str, lang: str) -> str:
    """The place in words, from the form's item or row down to the field."""
    model: type[BaseModel] | None = Submission
    said: list[str] = []
    for name, index in STEP.findall(place):
        if index:
            said.append(PARTS[lang]["row"].format(int(index) + 1))
            continue
        field = model.model_fields.get(name) if model else None
        extra: Any = field.json_schema_extra if field is not None else None
        number, title = _words(extra or {}, lang)
        said = [*([] if number else said), " ".join(part for part in (number, title or name) if part)]
        model = record_of(field.annotation) if field is not None else None
    return " › ".join(said)


def steps(place: str) -> tuple[str | int, ...]:
    """A dotted place taken apart: `part1.results[2]` is `part1`, `results`, 2."""
    return tuple(int(index) if index else name for name, index in STEP.findall(place))


def filed_at(filed: Mapping[str, Any], place: str) -> Any:
    """What the city filed at a place: a record, a list or an answer; None where a field is not there."""
    first, *further = steps(place)
    value: Any = filed.get(str(first))
    for step in further:
        value = value[step] if isinstance(step, int) else getattr(value, step, None)
    return value


def choices_at(place: str) -> Mapping[str, tuple[str, str]]:
    """The words, Thai and English, of the codes that the field at a place may take."""
    model: type[BaseModel] | None = Submission
    extra: Any = {}
    for name, _ in STEP.findall(place):
        field = model.model_fields.get(name) if name and model else None
        if field is not None:
            extra, model = field.json_schema_extra or {}, record_of(field.annotation)
    choices: Mapping[str, tuple[str, str]] = extra.get("x-choices", {})
    return choices


def _words(extra: Any, lang: str) -> tuple[str, str]:
    return form_place(extra.get("x-form", ""), lang), extra.get("x-title", {}).get(lang, "")


def form_place(form: str, lang: str) -> str:
    """`1.6` as `ส่วนที่ 1 ข้อ 6`; empty for a field that has no number of its own in the form."""
    part, _, item = form.partition(".")
    if part == "1" and item:
        return PARTS[lang]["1"].format(item)
    if part == "2" and item[:1] in {"R", "C"} and item[1:].isdigit():
        return PARTS[lang][part + item[0]].format(item[1:])
    return ""
