"""How pages are printed: our templates over those of the reports, with their style, words and signs."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import request, url_for

from reports.html_page import filters, style
from reports.speech import Speech
from reports.templating import environment
from reports.words import told
from scoring.places import place_label

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
OWN = "workbench"  # the catalogue
TABS = (("bench.first", "tab_cities"), ("review.queue", "tab_review"), ("policy.policy", "tab_policy"))
TYPES = {
    "bench.css": "text/css; charset=utf-8",
    "bench.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@cache
def speech(lang: str) -> Speech:
    """Says what pages say, in `th` or `en`."""
    return Speech(lang, OWN, "figures")


@cache
def _templates(lang: str) -> "Environment":
    made = environment("", HERE / "templates")
    made.filters |= filters(speech(lang)) | {
        "problem": lambda problem: told(problem, lang),
        "place": lambda place: place_label(place, lang),
    }
    made.globals |= {"url_for": url_for, "tabs": TABS}
    return made


def page(name: str, lang: str, **values: Any) -> str:
    """A page in `th` or `en`."""
    tab = request.endpoint or ""
    return _templates(lang).get_template(name).render(lang=lang, languages=lang, tab=tab, **values)


@cache
def static(name: str) -> tuple[bytes, str]:
    """A file that pages ask for, and its type; raises LookupError for what they do not."""
    if name == "report.css":
        return str(style()).encode(), TYPES["bench.css"]
    type_ = TYPES[name]
    return (HERE / "static" / name).read_bytes(), type_
