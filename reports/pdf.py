"""Papers as PDF by typst: A4, Sarabun within, tagged, PDF/A-2a, the same bytes every time.

Nothing of a paper is ever typst's own markup: it goes in as JSON. What is told elsewhere: search and copy in
a PDF of Thai depend on the reader, so the Word file or the page goes beside it.
"""

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache

import typst

from reports.html_page import HERE
from reports.paper import Paper, plain_data
from reports.paper_city import papers
from scoring.models import Assessment

STANDARD = "a-2a"
NEVER = "\\x00"  # which no text of a paper holds
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
    return _compiler(json.dumps(data, ensure_ascii=False))


def _drawable(paper: dict[str, object]) -> dict[str, object]:
    """With pictures in which ำ is spelt as its two parts: as one letter typst draws it over its neighbour."""
    for block in paper["blocks"]:  # type: ignore[attr-defined]
        if block["kind"] == "picture":
            block["svg"] = AM.sub("\u0e4d\\1\u0e32", block["svg"])
    return paper


def _compiler(data: str) -> bytes:
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
