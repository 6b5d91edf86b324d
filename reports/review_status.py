"""How far the reviewing is, and how reviewers compare: for a terminal, and as JSON."""

import json

from reports.display import number
from reports.lexicon import Lexicon, languages, lexicon
from reports.page import Page
from reports.particulars import NAME, name, of, shortened
from reports.review import OWN
from scoring.edition import Edition
from scoring.reviewers import Drift, Progress, ReviewStatus, Unlike

WIDTHS = (34, 7, 7, 7, 7)
REVIEWER = (26, 9, 9, 9, 9)


def as_text(found: ReviewStatus, edition: Edition, lang: str, width: int = 80, colour: bool = False) -> bytes:
    """For a terminal in `th`, `en` or `both`."""
    page = Page(width, colour)
    for each in languages(lang):
        _told(page, found, edition, lexicon(each, OWN))
    return page.bytes()


def _told(page: Page, found: ReviewStatus, edition: Edition, w: Lexicon) -> None:
    page.heading(w("status_cities"))
    heads = ("status_city", "status_waiting", "status_differing", "status_stale", "status_judged")
    page.row([w(key) for key in heads], WIDTHS, style="bold")
    for one in found.cities:
        page.row(_progress(one, w), WIDTHS, style="faint" if one.settled else "")
    page.say(w("status_order"), style="faint")
    page.heading(w("status_reviewers"))
    if not found.reviewers:
        page.say(w("none"))
        return
    heads = ("status_reviewer", "status_given", "status_above", "status_below", "status_drift")
    page.row([w(key) for key in heads], REVIEWER, style="bold")
    for each in found.reviewers:
        page.row(_drift(each, w), REVIEWER)
    page.say(w("status_drift_means"), style="faint")
    page.heading(w("status_unlike"))
    for matter in found.unlike:
        _unlike(page, matter, edition, w)
    page.say(w("status_unlike_means" if found.unlike else "none"), style="faint")


def _progress(one: Progress, w: Lexicon) -> list[str]:
    counts = (one.waiting, one.differing, one.stale, one.judged)
    return [name(one.name, w), *(number(count) for count in counts)]


def _drift(one: Drift, w: Lexicon) -> list[str]:
    drift = "–" if one.drift is None else f"{one.drift:+.2f} ({number(one.shared)})"
    counts = (one.judgements, one.above, one.below)
    return [shortened(one.signed, w, NAME), *(number(count) for count in counts), drift]


def _unlike(page: Page, one: Unlike, edition: Edition, w: Lexicon) -> None:
    claimed = of(edition.level[one.claimed].title, w)
    page.say(w("status_alike", criterion=f"{one.point} {of(one.title, w)}", level=claimed))
    for each in one.cities:
        page.say(f"{name(each.name, w)}: {of(edition.level[each.level].title, w)}", "  • ")


def as_json(found: ReviewStatus) -> bytes:
    """All of it."""
    data = {"schema": "review-status/1", **found.model_dump(mode="json")}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
