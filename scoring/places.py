"""A place in a submission in the words of the form: `part2.cdp.catalog[2]` as an officer looks for it."""

import re
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
    """The place in words, from the form's item down to the field; itself where the form has no words."""
    model: type[BaseModel] | None = Submission
    said: list[str] = []
    for name, index in STEP.findall(place):
        if index:
            said.append(PARTS[lang]["row"].format(int(index) + 1))
            continue
        field = model.model_fields.get(name) if model else None
        if field is None:
            said.append(name)
            model = None
            continue
        extra: Any = field.json_schema_extra or {}
        said.extend(_words(extra, lang))
        model = record_of(field.annotation)
    return " › ".join(said) or place


def _words(extra: Any, lang: str) -> list[str]:
    form = extra.get("x-form", "")
    title = extra.get("x-title", {}).get(lang, "")
    if form in {"1", "2"}:
        return []  # the items and rows below name their part
    return [" ".join(part for part in (form_place(form, lang), title) if part)]


def form_place(form: str, lang: str) -> str:
    """`1.6` as `ส่วนที่ 1 ข้อ 6`; empty for a field that has no number of its own in the form."""
    part, _, item = form.partition(".")
    if part == "1" and item:
        return PARTS[lang]["1"].format(item)
    if part == "2" and item[:1] in {"R", "C"} and item[1:].isdigit():
        return PARTS[lang][part + item[0]].format(item[1:])
    return ""
