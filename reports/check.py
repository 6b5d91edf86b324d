"""The companion before filing: what is empty, what contradicts what, what to do next; no score is told."""

import json
from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from reports.display import number
from reports.lexicon import Lexicon, languages
from reports.page import Page
from reports.particulars import name, of
from reports.words import words
from scoring.edition import Edition
from scoring.fields import Record
from scoring.models import Assessment, Bilingual, Finding, Notice, PartDone, SectionScore
from scoring.places import place_label

SHOWN = 7  # things to do next, and empty places of a part, that are named
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


class Step(Record):
    """One thing to do next: a contradiction to mend, a condition of renewal to meet, a field to fill in."""

    kind: Literal["mend", "gate", "fill", "look"]
    title: Bilingual
    remedy: Bilingual
    places: tuple[str, ...]


class Checked(Record):
    """One submission checked: how far it is filled in, what is empty, what is at fault, what to do next.

    `criteria` are all of the edition's, `applicable` those that apply to the city, `answered` those of them
    that have something to be judged on; `unplaced` counts texts of a form that answer nothing known.
    """

    schema_: Literal["check/1"] = Field(default="check/1", alias="schema")
    file: str
    city: Bilingual
    criteria: int
    answered: int
    applicable: int
    parts: tuple[PartDone, ...]
    sections: tuple[Answered, ...]
    empty: tuple[Empty, ...]
    notices: tuple[Notice, ...]
    steps: tuple[Step, ...]
    unplaced: int


def checked(
    file: str, assessment: Assessment, edition: Edition, parts: Sequence[PartDone] = (), unplaced: int = 0
) -> Checked:
    """What an assessment says of completeness and consistency, and nothing of its score."""
    applicable = [finding for finding in assessment.findings if finding.counts]
    empty = [finding for finding in applicable if finding.status == "unanswered"]
    sections = (_section(section, applicable) for section in assessment.scorecard.sections)
    return Checked(
        file=file,
        city=assessment.city.name,
        criteria=len(assessment.findings),
        answered=len(applicable) - len(empty),
        applicable=len(applicable),
        parts=tuple(parts),
        sections=tuple(sections),
        empty=tuple(Empty(criterion=one.criterion, title=one.title, fields=one.fields) for one in empty),
        notices=assessment.notices,
        steps=tuple(_steps(assessment, edition, empty)),
        unplaced=unplaced,
    )


def _steps(assessment: Assessment, edition: Edition, empty: Sequence[Finding]) -> Iterator[Step]:
    """What to do, first things first: mend, meet what no score can make up for, fill in, look again."""
    yield from (_mend(one, "mend") for one in assessment.notices if one.severity == "error")
    scored = {one.id for one in edition.gates if one.holds is None}  # on the score, of which nothing is said
    gates = [one for one in assessment.gates if not one.high and one.id not in scored]
    for gate in gates:
        yield Step(kind="gate", title=gate.title, remedy=gate.remedy, places=())
    needed = {name for gate in gates for name in gate.rests_on}
    for one in sorted(empty, key=lambda finding: finding.criterion not in needed):
        yield Step(kind="fill", title=one.title, remedy=one.remedy, places=one.fields)
    yield from (_mend(one, "look") for one in assessment.notices if one.severity == "warning")


def _mend(notice: Notice, kind: Literal["mend", "look"]) -> Step:
    title = Bilingual(th=notice.th, en=notice.en)
    return Step(kind=kind, title=title, remedy=notice.remedy, places=notice.places)


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
    _completeness(page, result, w)
    if result.unplaced:
        page.say(w("check_unplaced", count=result.unplaced), "? ", "open")
    for notice in result.notices:
        _notice(page, notice, w)
    if not result.notices:
        page.say(w("check_consistent"), "✓ ")
    _emptiness(page, result.empty, w)
    _next(page, result.steps, w)


def _completeness(page: Page, result: Checked, w: Lexicon) -> None:
    for part in result.parts:
        _part(page, part, w)
    totals = {"criteria": result.criteria, "answered": result.answered, "applicable": result.applicable}
    page.say(w("check_answered", **totals))
    for section in result.sections:
        said = w("check_section", answered=section.answered, applicable=section.applicable)
        page.say(f"{section.title.of(w.lang)}: {said}", "  ", hang=2)


def _emptiness(page: Page, found: Sequence[Empty], w: Lexicon) -> None:
    if found:
        page.say(w("check_empty", count=len(found)))
    for empty in found:
        fields = "; ".join(place_label(field, w.lang) for field in empty.fields)
        page.say(f"{empty.title.of(w.lang)} ({empty.criterion}) — {fields}", "  · ", hang=2)


def _next(page: Page, steps: Sequence[Step], w: Lexicon) -> None:
    if steps:
        page.heading(w("check_steps"))
    for place, step in enumerate(steps[:SHOWN], start=1):
        page.say(f"{w(f'step_{step.kind}')}: {step.title.of(w.lang)}", f"{place}. ")
        page.say(step.remedy.of(w.lang), "   ")
    if len(steps) > SHOWN:
        page.say(w("check_more_steps", count=number(len(steps) - SHOWN)), "   ")


def _part(page: Page, part: PartDone, w: Lexicon) -> None:
    said = {"answered": part.answered, "asked": part.asked}
    added = {"added_answered": part.added_answered, "added": part.added}
    text = w("check_part", **said) + (w("check_added", **added) if part.added else "")
    page.say(f"{part.title.of(w.lang)}: {text}", "  ", hang=2)
    if part.answered and part.empty:
        labels = "; ".join(place_label(place, w.lang) for place in part.empty[:SHOWN])
        more = w("more_places", count=number(len(part.empty) - SHOWN)) if len(part.empty) > SHOWN else ""
        page.say(f"{w('check_part_empty')} {labels} {more}".strip(), "    ", "faint", 2)


def _notice(page: Page, notice: Notice, w: Lexicon) -> None:
    page.say(f"{w(notice.severity)}: {of(notice, w)}", "• ", STYLES[notice.severity])
    for place in notice.places:
        page.say(place_label(place, w.lang), "    → ", hang=2)
    if notice.places_total > len(notice.places):
        page.say(w("more_places", count=number(notice.places_total - len(notice.places))), "      ")
    page.say(notice.remedy.of(w.lang), "    ")
