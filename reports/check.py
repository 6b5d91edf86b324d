"""The companion before filing: what is empty, what contradicts what; no score and no verdict."""

import json
from collections.abc import Sequence
from typing import Any

from reports.lexicon import languages
from reports.page import Page
from reports.words import Words, words
from scoring.fields import Record
from scoring.models import Assessment, Bilingual, Notice
from scoring.places import place_label

STYLES = {"error": "bad", "warning": "open", "note": ""}


class Empty(Record):
    """A criterion on which the form says nothing, and the fields that would."""

    criterion: str
    title: Bilingual
    fields: tuple[str, ...]


class Checked(Record):
    """One submission checked: criteria answered of those that apply, what is empty, what is at fault."""

    file: str
    city: Bilingual
    answered: int
    applicable: int
    sections: dict[str, tuple[int, int]]
    empty: tuple[Empty, ...]
    notices: tuple[Notice, ...]


def checked(file: str, assessment: Assessment) -> Checked:
    """What an assessment says of completeness and consistency, and nothing of its score."""
    applicable = [finding for finding in assessment.findings if finding.counts]
    empty = [finding for finding in applicable if finding.status == "unanswered"]
    sections = {
        section.id: (
            sum(finding.section == section.id and finding not in empty for finding in applicable),
            sum(finding.section == section.id for finding in applicable),
        )
        for section in assessment.scorecard.sections
    }
    return Checked(
        file=file,
        city=assessment.city.name,
        answered=len(applicable) - len(empty),
        applicable=len(applicable),
        sections=sections,
        empty=tuple(Empty(criterion=one.criterion, title=one.title, fields=one.fields) for one in empty),
        notices=assessment.notices,
    )


def as_json(results: Sequence[Checked]) -> bytes:
    """The results as a JSON list."""
    data: list[Any] = [result.model_dump(mode="json") for result in results]
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_text(results: Sequence[Checked], lang: str, width: int) -> bytes:
    """The results for a terminal in `th`, `en` or `both`."""
    page = Page(width, colour=False)
    for each in languages(lang):
        for result in results:
            _one(page, result, words(each, "commands"))
    return page.bytes()


def _one(page: Page, result: Checked, w: Words) -> None:
    page.heading(f"{result.city.of(w.lang)} ({result.file})")
    page.say(w("check_answered", answered=result.answered, applicable=result.applicable))
    for notice in result.notices:
        _notice(page, notice, w)
    if not result.notices:
        page.say(w("check_consistent"), "✓ ")
    if result.empty:
        page.say(w("check_empty", count=len(result.empty)))
    for empty in result.empty:
        fields = "; ".join(place_label(field, w.lang) for field in empty.fields)
        page.say(f"{empty.title.of(w.lang)} ({empty.criterion}) — {fields}", "  · ", hang=2)


def _notice(page: Page, notice: Notice, w: Words) -> None:
    page.say(
        f"{w(notice.severity)}: {notice.th if w.lang == 'th' else notice.en}", "• ", STYLES[notice.severity]
    )
    for place in notice.places:
        page.say(place_label(place, w.lang), "    → ", hang=2)
    page.say(notice.remedy.of(w.lang), "    ")
