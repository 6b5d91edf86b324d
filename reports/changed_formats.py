"""What changed, in each format."""

from markupsafe import Markup

from reports.changed import OWN, papers
from reports.digits import ARABIC, on_page, on_paper
from reports.html_blocks import blocks_on_page
from reports.html_page import margins, style, template
from reports.page import Page
from reports.speech import Speech
from reports.text_blocks import put
from scoring.what_changed import WhatChanged

FORMATS = ("text", "json", "html", "pdf", "docx")


def render(
    found: WhatChanged,
    format_: str,
    lang: str,
    *,
    width: int = 80,
    colour: bool = False,
    digits: str = ARABIC,
) -> bytes:
    """The report in one of FORMATS."""
    if format_ == "json":
        return (found.model_dump_json(by_alias=True, indent=1) + "\n").encode("utf-8")
    if format_ == "text":
        page = Page(width, colour)
        for paper in papers(found, lang):
            put(page, paper.blocks)
        return page.bytes()
    if format_ == "html":
        return on_page(_page(found, lang), digits)
    given = on_paper(papers(found, lang), digits)
    if format_ == "pdf":
        from reports.pdf import printed

        return printed(given, found.new.as_of, found.unbroken)
    from reports.word import written

    return written(given, found.new.as_of)


def _page(found: WhatChanged, lang: str) -> bytes:
    speech, printed = Speech(lang, OWN), papers(found, lang)
    boxes = {"top-left": printed[0].over[0], "bottom-left": printed[0].under}
    page = template("changed.html.j2", lang, OWN).render(
        title=printed[0].title,
        blocks=blocks_on_page([paper.blocks for paper in printed], speech),
        v={"first": speech.langs[0], "languages": "-".join(speech.langs), "running": printed[0].title},
        style=style("blocks.css"),
        page_style=Markup(margins(boxes, speech)),
    )
    return page.encode("utf-8", "replace")
