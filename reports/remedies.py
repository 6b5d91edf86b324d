"""The way out by itself: for a city that asks what is the least it must do."""

import json

from reports.lexicon import Lexicon, languages, lexicon
from reports.page import Page
from reports.particulars import name, of
from reports.phrases import advice, total
from reports.text_way_out import way_out
from scoring.models import Assessment

LABEL = 18
KEPT = {"city", "recommendation", "way_out", "provenance"}


def as_json(a: Assessment) -> bytes:
    """The city, the recommendation, the way out and what it was made from."""
    data = {"edition": a.edition.id, **a.model_dump(mode="json", by_alias=True, include=KEPT)}
    return (json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode("utf-8")


def as_text(a: Assessment, lang: str, width: int = 80, colour: bool = False) -> bytes:
    """The way out for a terminal in `th`, `en` or `both`."""
    return b"\n".join(_told(a, lexicon(each), width, colour) for each in languages(lang))


def _told(a: Assessment, w: Lexicon, width: int, colour: bool) -> bytes:
    page = Page(width, colour)
    page.say(name(a.city.name, w), style="bold")
    if a.illustrative:
        page.say(f"{w('mark_illustrative')} · {of(a.illustrative, w)}", style="open")
    if a.draft:
        page.say(f"{w('mark_draft')} · {w('draft_explained')}", style="open")
    page.rule()
    style = "good" if a.recommendation.verdict == "renew" else "bad"
    page.entry(w("recommendation"), advice(a, w), LABEL, style=style)
    page.entry(w("total"), " · ".join(total(a, w)), LABEL)
    page.entry(w("standing_short"), of(a.edition.standing, w), LABEL)
    way_out(page, a, w)
    return page.bytes()
