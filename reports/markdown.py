"""The report as GitHub-flavoured Markdown, in the order of the HTML page.

Whatever an expression of the template prints is escaped (`finalize`), so that no text of a city can end a
table, begin a heading, make a link or become HTML; only what is `Markup` already passes as it is.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from reports import boundary, changes, display, html_view, particulars, phrases, ways
from reports.lexicon import languages, lexicon
from reports.terminal import plain
from scoring.models import Assessment

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
ACTIVE = re.compile(r"[\\`*_{}\[\]<>|~$&]|:(?=//)|(?<=www)\.", re.IGNORECASE)
AT_START = re.compile(r"^(?:[-+=#]|\d+(?=[.)](?:\s|$)))")
CODE = re.compile(r"[^`|]+")
BLANK = re.compile(r"\n{3,}")
LINES = 12  # of a claim; the rest is counted


def render(assessment: Assessment, lang: str) -> bytes:
    """The report in `th`, in `en`, or in `both`: the one after the other."""
    pages = [_template().render(a=assessment, w=lexicon(each)) for each in languages(lang)]
    return "\n---\n\n".join(BLANK.sub("\n\n", page) for page in pages).encode("utf-8")


def markdown(text: object) -> Markup:
    """The text as words on one line of Markdown, which mean nothing but themselves."""
    if isinstance(text, Markup):
        return text
    inert = ACTIVE.sub(r"\\\g<0>", plain(str(text)))
    inert = inert.replace("@", r"\@<!-- -->")  # else an address becomes a link and a name a mention
    return Markup(AT_START.sub(_at_start, inert))


def _at_start(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def code(text: str) -> Markup:
    """An identifier or a command in a code span; what could end the span is printed as words."""
    shown = plain(text)
    return Markup(f"`{shown}`") if CODE.fullmatch(shown) else markdown(shown)


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 45 ms that other formats need not pay

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    said = (display.day, display.number, display.score, html_view.percent, html_view.short, code)
    changed = (changes.named, changes.told)
    environment.globals |= {each.__name__: each for each in (*said, *changed)}
    environment.globals |= {
        "p": particulars,
        "f": phrases,
        "ways": ways,
        "lines": LINES,
        "boundary": boundary,
    }
    return environment.get_template("report.md.j2")
