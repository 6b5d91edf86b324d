"""The report as one HTML page: it opens offline, prints on A4, and asks nobody for anything."""

import base64
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from reports import changes, display, html_view
from reports.html_lookup import View, marks
from reports.speech import NAME, Speech, clipped, code
from scoring.models import Assessment, Assumption

if TYPE_CHECKING:
    from jinja2 import Template

HERE = Path(__file__).parent
RANGES = {
    "thai": "U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-200B,U+200E-206F,U+20AC,"
    "U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
}
FACE = (
    '@font-face{{font-family:"Sarabun";font-style:normal;font-weight:{weight};font-display:swap;'
    'src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{characters}}}'
)


def render(assessment: Assessment, lang: str) -> bytes:
    """The page in `th`, `en` or `both` (Thai first, English beneath)."""
    speech = Speech(lang)
    page = _template(lang).render(
        a=assessment,
        v=View(assessment, speech),
        policy=_policy(assessment.edition.policy, lang),
        style=_style(),
        page_style=page_style(assessment, speech),
    )
    return page.encode("utf-8", "replace")


@lru_cache(maxsize=32)
def _policy(policy: tuple[Assumption, ...], lang: str) -> Markup:
    """The table of the policy's numbers by kind, the same for every city of an edition."""
    kinds = groupby(policy, key=lambda entry: entry.name.rpartition(".")[0])
    numbers = [(kind.replace(".", "_"), list(entries)) for kind, entries in kinds]
    return Markup(_template(lang, "html/policy.html.j2").render(numbers=numbers))


@cache
def _template(lang: str, name: str = "report.html.j2") -> "Template":
    """A template for one language: its fixed words are put in place once, when it is compiled."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 45 ms that other formats need not pay

    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,  # it costs more than it saves in a template used for one city
    )
    environment.filters |= filters(Speech(lang))
    return environment.get_template(name)


def filters(speech: Speech) -> dict[str, Callable[..., object]]:
    """What a template may do with a word's key, a text or a number: say it."""
    said = (speech.word, speech.inline, speech.plain, speech.say, speech.beside, speech.quote, speech.cut)
    named = (speech.places, speech.criterion, code, html_view.short)
    counted = (display.number, display.score, html_view.percent, html_view.digits)
    drawn = (html_view.bar, html_view.total_bar, html_view.anchor)
    changed = (changes.named, changes.told)
    stated = (html_view.gate_state, html_view.section_state, html_view.pass_state, html_view.has_step)
    return {each.__name__: each for each in (*said, *named, *counted, *drawn, *changed, *stated)}


@cache
def _style() -> Markup:
    """The style sheet with the fonts inside it."""
    faces = [_face(subset, weight) for weight in (400, 700) for subset in RANGES]
    return Markup("\n".join([*faces, (HERE / "templates" / "report.css").read_text(encoding="utf-8")]))


def _face(subset: str, weight: int) -> str:
    data = (HERE / "fonts" / f"sarabun-{subset}-{weight}-normal.woff2").read_bytes()
    return FACE.format(weight=weight, data=base64.b64encode(data).decode("ascii"), characters=RANGES[subset])


def page_style(assessment: Assessment, speech: Speech) -> Markup:
    """What stands in the margins of every printed page."""
    city = clipped(assessment.city.name.of(speech.langs[0]), speech.langs[0], NAME // 2)
    sources = f"{assessment.edition.id} · {html_view.short(assessment.provenance.submission_fingerprint)}"
    boxes = {
        "top-left": css_string(city),
        "top-right": css_string(" · ".join(marks(assessment, speech))),
        "bottom-left": css_string(sources),
        "bottom-right": css_string(f"{speech.plain('page')} ") + ' counter(page) "/" counter(pages)',
    }
    return Markup("@page{%s}") % Markup("".join(f"@{box}{{content:{text}}}" for box, text in boxes.items()))


def css_string(text: str) -> str:
    """The text as a CSS string in which nothing but letters, digits and Thai goes unescaped."""
    return (
        '"'
        + "".join(char if char.isalnum() and char.isascii() else f"\\{ord(char):x} " for char in text)
        + '"'
    )
