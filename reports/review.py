"""What reviewers judged of a city, and what one judgement does: for a terminal, and as JSON."""

import json
from collections.abc import Sequence

from reports.display import day, number, score
from reports.lexicon import Lexicon, languages, lexicon
from reports.page import Page
from reports.particulars import NAME, name, of, shortened
from scoring.judged import Effect, Outcome, Stated, outcome
from scoring.models import Assessment

OWN = "reviews"  # the catalogue of these reports
LABEL = 18
REASON = 400
Found = Sequence[tuple[Assessment, Sequence[Stated]]]


def effect_told(one: Effect, a: Assessment, lang: str, width: int = 80, colour: bool = False) -> bytes:
    """What an entry does to the city, for a terminal."""
    page = Page(width, colour)
    for each in languages(lang):
        _effect(page, one, a, lexicon(each, OWN))
    return page.bytes()


def _effect(page: Page, one: Effect, a: Assessment, w: Lexicon) -> None:
    page.say(f"{name(a.city.name, w)}: {of(one.title, w)}", style="bold")
    if one.level_before is not None and one.level_after is not None:
        was = _level(a, one.level_before, one.waited, w)
        now = _level(a, one.level_after, one.waits, w)
        page.entry(w("review_level"), w("review_step", was=was, now=now), LABEL)
        points = {"was": score(one.points_before or 0), "now": score(one.points_after or 0)}
        page.entry(w("review_points"), w("review_step", **points), LABEL)
    for label, side in (("review_before", one.before), ("review_after", one.after)):
        page.entry(w(label), _outcome(side, w), LABEL)
    if one.waits:
        page.say(w("review_differ_now"), style="open")
    if one.raised:
        page.say(w("review_raised"), style="open")


def _level(a: Assessment, level: str, waits: bool, w: Lexicon) -> str:
    said = of(a.edition.levels[level], w)
    return w("review_waits", level=said) if waits else said


def _outcome(one: Outcome, w: Lexicon) -> str:
    said = w("review_outcome", total=score(one.total), low=score(one.low), high=score(one.high))
    return f"{said} · {w(f'verdict_{one.verdict}')} ({w('review_firm' if one.settled else 'review_open')})"


def as_text(found: Found, lang: str, width: int = 80, colour: bool = False) -> bytes:
    """The judgements on each city, for a terminal in `th`, `en` or `both`."""
    page = Page(width, colour)
    for each in languages(lang):
        for a, given in found:
            _city(page, a, given, lexicon(each, OWN))
    return page.bytes()


def _city(page: Page, a: Assessment, given: Sequence[Stated], w: Lexicon) -> None:
    page.heading(name(a.city.name, w))
    waiting = sum(finding.status == "pending" for finding in a.findings)
    page.say(w("review_counts", given=number(len(given)), waiting=number(waiting)))
    for one in given:
        level = of(a.edition.levels[one.level], w)
        page.entry(f"{one.point} {of(one.title, w)}", f"{level} · {w(f'review_{one.state}')}", 34, 2)
        said = w(
            "review_said",
            reviewer=shortened(one.signed, w, NAME),
            date=day(one.date, w.lang),
            reason=shortened(one.reason, w, REASON),
        )
        page.say(said, "    ", "faint")


def as_json(found: Found) -> bytes:
    """The judgements on each city with how they stand."""
    data = {
        "schema": "review-list/1",
        "cities": [
            {"city": a.city.id, "judgements": [one.model_dump(mode="json") for one in given]}
            for a, given in found
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def signed_told(a: Assessment, lang: str, width: int = 80, colour: bool = False) -> bytes:
    """What is signed, for a terminal."""
    page = Page(width, colour)
    for each in languages(lang):
        w = lexicon(each, OWN)
        page.say(name(a.city.name, w), style="bold")
        page.entry(w("review_signed"), _outcome(outcome(a), w), LABEL)
        page.say(of(a.edition.standing, w), style="faint")
    return page.bytes()


def verified(lines: int, signed: int, lang: str) -> bytes:
    """That all holds together."""
    said = (
        lexicon(each, OWN)("verified", lines=number(lines), signed=number(signed)) for each in languages(lang)
    )
    return ("\n".join(said) + "\n").encode()


def result_verified(lang: str) -> bytes:
    """That one result came out the same."""
    return "".join(f"{lexicon(each, OWN)('result_verified')}\n" for each in languages(lang)).encode()
