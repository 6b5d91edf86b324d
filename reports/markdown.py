"""The report as Markdown: all that stands on paper, for a page that a program of its own draws."""

from reports.markdown_blocks import written
from reports.paper_city import papers
from scoring.models import Assessment


def render(assessment: Assessment, lang: str) -> bytes:
    """The report in `th`, in `en`, or in `both`: the one after the other."""
    return "\n---\n\n".join(written(each.blocks) for each in papers(assessment, lang)).encode("utf-8")
