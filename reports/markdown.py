"""The report as Markdown: all that stands on paper, for a page that a program of its own draws."""

from collections.abc import Sequence

from reports.markdown_blocks import written
from reports.paper import Block, Heading
from reports.paper_city import papers
from scoring.models import Assessment


def render(assessment: Assessment, lang: str) -> bytes:
    """The report in `th`, in `en`, or in `both`: the one after the other."""
    pages = (written(_named_first(each.blocks)) for each in papers(assessment, lang))
    return "\n---\n\n".join(pages).encode("utf-8")


def _named_first(blocks: Sequence[Block]) -> list[Block]:
    """The city's name begins the file: programs take the first heading for the title."""
    return sorted(blocks, key=lambda one: not (isinstance(one, Heading) and one.level == 1))
