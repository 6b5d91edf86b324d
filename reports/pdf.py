"""Papers as PDF by typst: A4, Sarabun within, tagged, PDF/A-2a, the same bytes every time.

Nothing of a paper is ever typst's own markup: it goes in as JSON. What is told elsewhere: search and copy in
a PDF of Thai depend on the reader, so the Word file or the page goes beside it.
"""

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import typst

from reports.html_page import HERE
from reports.letters import printable
from reports.paper import Paper, plain_data
from reports.paper_city import papers
from scoring.models import Assessment

STANDARD = "a-2a"
NEVER = "\\x00"  # which no text of a paper holds
LONG = re.compile(r"[^\s\u0e01-\u0e5b\u200b]{24}(?=\S{8})")
AM = re.compile("([\u0e48-\u0e4b]?)\u0e33")


def render(assessment: Assessment, lang: str) -> bytes:
    """The report in `th`, in `en`, or in `both`: the one after the other."""
    return printed(papers(assessment, lang), assessment.provenance.as_of, assessment.edition.unbroken)


def printed(given: Sequence[Paper], day: datetime.date, unbroken: Iterable[str] = ()) -> bytes:
    """Papers as one file, of that day; the words of `unbroken` are never parted at the end of a line."""
    data = {
        "papers": [_drawable(plain_data(paper)) for paper in given],
        "day": [day.year, day.month, day.day],
        "unbroken": "|".join(map(re.escape, unbroken)) or NEVER,
    }
    return _compiled(json.dumps(data, ensure_ascii=False))


def _drawable(value: Any, name: str = "") -> Any:
    """As typst can set it: letters that the font has, and long words that may end a line somewhere."""
    if isinstance(value, dict):
        return {key: _drawable(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_drawable(each) for each in value]
    if not isinstance(value, str):
        return value
    text = printable(value)
    # As one letter typst draws the ำ of a picture over its neighbour: there it is spelt as its two parts.
    return AM.sub("\u0e4d\\1\u0e32", text) if name == "svg" else LONG.sub("\\g<0>\u200b", text)


def _compiled(data: str) -> bytes:
    made: object = typst.compile(
        _template(),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"papers": data},
        pdf_standards=[STANDARD],
    )
    assert isinstance(made, bytes)
    return made


@cache
def _template() -> bytes:
    return (HERE / "templates" / "paper.typ").read_bytes()
