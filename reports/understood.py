"""What was understood of a filled form: each answer, the rule that found it and where; and what was not."""

import json
from typing import Literal

from pydantic import Field

from reports.display import number
from reports.lexicon import Lexicon, languages
from reports.page import Page
from reports.words import words
from scoring.fields import Record
from scoring.models import Bilingual
from scoring.places import place_label


class Read(Record):
    """A text in a form: the place in a submission that it answers, by which rule, and where it stands.

    `place` and `rule` are empty for a text that answers nothing known.
    """

    place: str
    text: str
    rule: str
    where: Bilingual


class Understood(Record):
    """One form read."""

    schema_: Literal["understood/1"] = Field(default="understood/1", alias="schema")
    file: str
    answers: tuple[Read, ...]
    unplaced: tuple[Read, ...]


def as_json(result: Understood) -> bytes:
    """The result as JSON."""
    data = result.model_dump(mode="json", by_alias=True)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_text(result: Understood, lang: str, width: int = 80, colour: bool = False) -> bytes:
    """The result for a terminal in `th`, `en` or `both`."""
    page = Page(width, colour)
    for each in languages(lang):
        _in_one(page, result, Lexicon(words(each, "commands"), words(each)))
    return page.bytes().lstrip(b"\n")


def _in_one(page: Page, result: Understood, w: Lexicon) -> None:
    page.heading(result.file)
    page.say(w("read_answers", count=number(len(result.answers))))
    for one in result.answers:
        page.say(f"{place_label(one.place, w.lang)}: {one.text}", "✓ ", "", 2)
        page.say(f"{w(f'rule_{one.rule}')} · {one.where.of(w.lang)}", "    ", "faint")
    page.say(w("read_unplaced", count=number(len(result.unplaced))) if result.unplaced else w("read_all"))
    for one in result.unplaced:
        page.say(one.text, "? ", "open", 2)
        page.say(one.where.of(w.lang), "    ", "faint")
