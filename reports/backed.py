"""The evidence that a city filed for a criterion, a line a piece."""

from collections.abc import Iterator

from reports.display import day, number
from reports.html_view import short
from reports.lexicon import Lexicon
from reports.paper import Entry
from reports.particulars import NAME, shortened
from scoring.models import Backing, Finding

MOST = 4


def backed(finding: Finding, w: Lexicon) -> Iterator[Entry]:
    """What was filed, if anything was."""
    if finding.backing:
        yield Entry(w("backing"), tuple(lines(finding, w)))


def lines(finding: Finding, w: Lexicon) -> list[str]:
    """A piece of evidence a line, and how many more there are."""
    said = [line(each, w) for each in finding.backing[:MOST]]
    more = len(finding.backing) - MOST
    return [*said, w("more_lines", count=number(more))] if more > 0 else said


def line(one: Backing, w: Lexicon) -> str:
    """`รายงานตรวจรับงาน · report.pdf · หน้า 3-7 · 30 ส.ค. 2567 · SHA-256 1f2e…`."""
    parts = [
        *(shortened(each, w, NAME) for each in (one.title, one.file, one.address) if each),
        *([w("backing_page", page=shortened(one.page, w, NAME))] if one.page else []),
        *([day(one.date, w.lang)] if one.date else []),
        *([f"SHA-256 {short(one.sha256)}"] if one.sha256 else []),
    ]
    return " · ".join(parts)
