"""The companion before filing: what is empty, what contradicts what; no score and no verdict."""

import json
from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from reports.display import number
from reports.lexicon import Lexicon, languages
from reports.page import Page
from reports.particulars import name, of
from reports.words import words
from scoring.fields import Record
from scoring.models import Assessment, Bilingual, Finding, Notice, SectionScore
from scoring.places import place_label

STYLES = {"error": "bad", "warning": "open", "note": ""}


class Empty(Record):
    """A criterion on which the form says nothing, and the fields that would."""

    criterion: str
    title: Bilingual
    fields: tuple[str, ...]


class Answered(Record):
    """How many of a section's criteria are answered, of those that apply."""

    id: str
    title: Bilingual
    answered: int
    applicable: int


class Checked(Record):
    """One submission checked: criteria answered of those that apply, what is empty, what is at fault."""

    schema_: Literal["check/1"] = Field(default="check/1", alias="schema")
    file: str
    city: Bilingual
    answered: int
    applicable: int
    sections: tuple[Answered, ...]
    empty: tuple[Empty, ...]
    notices: tuple[Notice, ...]


def checked(file: str, assessment: Assessment) -> Checked:
    """What an assessment says of completeness and consistency, and nothing of its score."""
    applicable = [finding for finding in assessment.findings if finding.counts]
    empty = [finding for finding in applicable if finding.status == "unanswered"]
    sections = (_section(section, applicable) for section in assessment.scorecard.sections)
    return Checked(
        file=file,
        city=assessment.city.name,
        answered=len(applicable) - len(empty),
        applicable=len(applicable),
        sections=tuple(sections),
        empty=tuple(Empty(criterion=one.criterion, title=one.title, fields=one.fields) for one in empty),
        notices=assessment.notices,
    )


def _section(section: SectionScore, applicable: Sequence[Finding]) -> Answered:
    its = [finding for finding in applicable if finding.section == section.id]
    answered = sum(finding.status != "unanswered" for finding in its)
    return Answered(id=section.id, title=section.title, answered=answered, applicable=len(its))


def as_json(results: Checked | Sequence[Checked]) -> bytes:
    """One result, or a list of them, as JSON."""
    data = (
        results.model_dump(mode="json", by_alias=True)
        if isinstance(results, Checked)
        else [result.model_dump(mode="json", by_alias=True) for result in results]
    )
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_text(results: Sequence[Checked], lang: str, width: int = 80, colour: bool = False) -> bytes:
    """The results for a terminal in `th`, `en` or `both`."""
    page = Page(width, colour)
    for each in languages(lang):
        for result in results:
            _one(page, result, Lexicon(words(each, "commands"), words(each)))
    return page.bytes().lstrip(b"\n")


def _one(page: Page, result: Checked, w: Lexicon) -> None:
    page.heading(f"{name(result.city, w)} ({result.file})")
    page.say(w("check_answered", answered=result.answered, applicable=result.applicable))
    for section in result.sections:
        said = w("check_section", answered=section.answered, applicable=section.applicable)
        page.say(f"{section.title.of(w.lang)}: {said}", "  ", hang=2)
    for notice in result.notices:
        _notice(page, notice, w)
    if not result.notices:
        page.say(w("check_consistent"), "✓ ")
    if result.empty:
        page.say(w("check_empty", count=len(result.empty)))
    for empty in result.empty:
        fields = "; ".join(place_label(field, w.lang) for field in empty.fields)
        page.say(f"{empty.title.of(w.lang)} ({empty.criterion}) — {fields}", "  · ", hang=2)


def _notice(page: Page, notice: Notice, w: Lexicon) -> None:
    page.say(f"{w(notice.severity)}: {of(notice, w)}", "• ", STYLES[notice.severity])
    for place in notice.places:
        page.say(place_label(place, w.lang), "    → ", hang=2)
    if notice.places_total > len(notice.places):
        page.say(w("more_places", count=number(notice.places_total - len(notice.places))), "      ")
    page.say(notice.remedy.of(w.lang), "    ")
