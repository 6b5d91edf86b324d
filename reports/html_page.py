"""What all pages share: templates for a language, the style sheet with its fonts, the margins of paper."""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from reports import boundary, changes, display, html_view, ways
from reports.speech import Speech, code
from reports.templating import HERE, environment

if TYPE_CHECKING:
    from jinja2 import Template

RANGES = {
    "thai": "U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC",
    "latin": "U+0020-007E,U+00A0,U+00A9,U+00AB,U+00B0-00B2,U+00B7,U+00BB,U+00BD,U+00D7,U+2010,U+2013-2014,"
    "U+2018-201A,U+201C-201E,U+2022,U+2026,U+203A,U+2190-2193,U+2212,U+2264-2265",
}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PLAIN = re.compile("[A-Za-z0-9 \u0e01-\u0e5b]")
SPARE = re.compile(r"(?<=[:;,{}]) | (?=[{}])")  # spaces that a browser does not need
FACE = (
    '@font-face{{font-family:"Sarabun";font-style:normal;font-weight:{weight};font-display:swap;'
    'src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{characters}}}'
)


@cache
def template(name: str, lang: str, *own: str) -> "Template":
    """A template for one language: its fixed words are put in place once, when it is compiled.

    `own`: the catalogues in which it looks for words before those that all reports share.
    """
    made = environment(optimized=False)  # it costs more than it saves in a template used for one city
    made.filters |= filters(Speech(lang, *own))
    return made.get_template(name)


def filters(speech: Speech) -> dict[str, Callable[..., object]]:
    """What a template may do with a word's key, a text or a number: say it."""
    said = (speech.word, speech.inline, speech.plain, speech.say, speech.beside, speech.quote, speech.cut)
    named = (speech.places, speech.criterion, code, html_view.short)
    counted = (display.number, display.score, html_view.percent, html_view.digits, ways.plain_effort)
    drawn = (css_text, html_view.bar, html_view.total_bar, html_view.anchor)
    changed = (changes.named, changes.told, boundary.area_word, boundary.overlap_word, boundary.note_word)
    stated = (html_view.gate_state, html_view.section_state, html_view.pass_state, html_view.has_step)
    return {each.__name__: each for each in (*said, *named, *counted, *drawn, *changed, *stated)}


@cache
def style(*more: str) -> Markup:
    """The style sheet with the fonts inside it, and further sheets after it."""
    faces = [_face(subset, weight) for weight in (400, 700) for subset in RANGES]
    sheets = [_sheet(name) for name in ("report.css", *more)]
    return Markup("\n".join([*faces, *sheets]))


def _sheet(name: str) -> str:
    """A style sheet without what only its authors read."""
    text = COMMENT.sub("", (HERE / "templates" / name).read_text(encoding="utf-8"))
    return SPARE.sub("", _lines(text))


def _lines(text: str) -> str:
    """The lines without their indents; blank ones and remarks on a line of their own are left out."""
    lines = (line for line in map(str.strip, text.splitlines()) if line)
    return "\n".join(line for line in lines if not line.startswith("//"))


def _face(subset: str, weight: int) -> str:
    data = (HERE / "fonts" / f"sarabun-{subset}-{weight}-normal.woff2").read_bytes()
    return FACE.format(weight=weight, data=base64.b64encode(data).decode("ascii"), characters=RANGES[subset])


class Script(NamedTuple):
    """A script inside a page, and what the page's policy names it by: no other script may run."""

    text: Markup
    source: str


@cache
def script(name: str) -> Script:
    """One of the scripts beside the templates, without what only its authors read."""
    text = _lines((HERE / "templates" / name).read_text(encoding="utf-8"))
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return Script(Markup(text), f"sha256-{base64.b64encode(digest).decode('ascii')}")


def margins(boxes: Mapping[str, str], speech: Speech) -> Markup:
    """What stands in the margins of every printed page, by the name of the margin; and the page's number."""
    texts = {box: css_string(text) for box, text in boxes.items()}
    texts["bottom-right"] = css_string(f"{speech.plain('page')} ") + ' counter(page) "/" counter(pages)'
    return Markup("@page{%s}") % Markup("".join(f"@{box}{{content:{text}}}" for box, text in texts.items()))


def css_string(text: str) -> str:
    """The text as a CSS string."""
    return f'"{css_text(text)}"'


def css_text(text: str) -> str:
    """What stands in a CSS string, in which nothing but letters, digits, Thai and spaces goes unescaped."""
    return "".join(char if PLAIN.match(char) else f"\\{ord(char):x} " for char in text)
