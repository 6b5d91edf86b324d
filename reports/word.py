"""Papers as Word files; fonts, styles, margins, header and footer are those of paper.docx.

Who wants another letterhead changes that file in Word.
"""

import datetime
import io
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from docxtpl import DocxTemplate
from markupsafe import Markup

from reports.digits import ARABIC, on_paper
from reports.paper import Paper, plain_data
from reports.paper_city import papers
from reports.templating import HERE, environment
from reports.typesetting import png
from scoring.models import Assessment
from scoring.undated import undated

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "paper.docx"
WIDTH = 9866  # between the margins, in twentieths of a point
BESIDE = (2200, WIDTH - 2200)  # a label and what stands beside it
LEAST = 20  # of a part of a bar
PICTURE = 5_400_000  # wide, in English Metric Units: 15 cm
LONG = 1_500  # letters: a row of more may go over a page's end
LOOKS = {
    "": "PaperText",
    "quiet": "PaperQuiet",
    "strong": "PaperStrong",
    "centre": "PaperCentre",
    "sign": "PaperSign",
}
TONES = {"yes": "17633A", "no": "A02226", "open": "754C00", "none": "4D5B6B"}
SIGNS = {"yes": "✓ ", "no": "✕ ", "open": "? ", "none": ""}
SHADE = '<w:shd w:val="{}" w:color="{}" w:fill="{}"/>'
SHADES = {
    "sure": Markup(SHADE.format("clear", "auto", "1D4F7C")),
    "open": Markup(SHADE.format("diagStripe", "1D4F7C", "FFFFFF")),
    "rest": Markup(SHADE.format("clear", "auto", "F3F5F8")),
}


class Part(NamedTuple):
    """A part of a bar: its width, how it is filled, and whether the mark stands at its beginning."""

    width: int
    fill: str
    marked: bool


def render(assessment: Assessment, lang: str, digits: str = ARABIC) -> bytes:
    """The report in `th`, in `en`, or in `both`: the one after the other."""
    return written(on_paper(papers(assessment, lang), digits), assessment.provenance.as_of)


def written(given: Sequence[Paper], day: datetime.date, template: str = TEMPLATE) -> bytes:
    """Papers as one file, of that day."""
    file = DocxTemplate(HERE / "templates" / template)
    file.init_docx()
    bodies = [_body(file, paper) for paper in given]
    first = given[0]
    file.render({"paper": first, "body": PAGE_BREAK.join(bodies)}, autoescape=True)
    properties = file.docx.core_properties
    properties.title, properties.language = first.title[:255], first.lang
    saved = io.BytesIO()
    file.save(saved)
    return undated(saved.getvalue(), day)


PAGE_BREAK = Markup('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')


def _body(file: DocxTemplate, paper: Paper) -> Markup:
    blocks = [_drawable(file, block) for block in plain_data(paper)["blocks"]]
    return Markup(
        _template().render(blocks=blocks, beside=BESIDE, looks=LOOKS, tones=TONES, signs=SIGNS, shades=SHADES)
    )


def _drawable(file: DocxTemplate, block: dict[str, Any]) -> dict[str, Any]:
    """With the widths of a table, the parts of bars, or the picture in a form that Word draws."""
    if block["kind"] == "table":
        shares = [each["width"] for each in block["columns"]]
        return block | {"widths": [WIDTH * each // sum(shares) for each in shares]}
    if block["kind"] == "scales":
        return block | {"rows": [each | {"parts": _parts(each)} for each in block["rows"]]}
    if block["kind"] == "picture":
        return block | {"drawing": _drawing(file, block)}
    return block


def _parts(scale: dict[str, Any]) -> list[Part]:
    """Solid to the low end, striped to the high end, the mark a thick edge."""
    low, high, mark = scale["low"], scale["high"], scale["mark"]
    if low is None or high is None:
        return []
    ends = sorted({0, 100, low, high, *([mark] if mark is not None else [])})
    return [
        Part(
            max(LEAST, round(WIDTH * (end - start) / 100)),
            "sure" if end <= low else "open" if end <= high else "rest",
            start == mark,
        )
        for start, end in pairwise(ends)
    ]


def _drawing(file: DocxTemplate, block: dict[str, Any]) -> Markup:
    inline = file.docx.part.new_pic_inline(io.BytesIO(png(block["svg"])), width=PICTURE)
    inline.docPr.set("descr", block["said"])
    return Markup(inline.xml)


def _whole(row: Sequence[Sequence[str]]) -> bool:
    return sum(len(text) for cell in row for text in cell) < LONG


@cache
def _template() -> "Template":
    made = environment("word")
    made.filters["whole"] = _whole
    return made.get_template("body.xml.j2")
