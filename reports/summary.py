"""Many cities in one table, in the order given: what is recommended, how surely, what stands in the way."""

from collections.abc import Sequence

from reports.display import number
from reports.lexicon import Lexicon, languages, lexicon
from reports.markdown_text import inline, markdown
from reports.page import Page
from reports.summary_row import SummaryRow, summary_row
from reports.summary_words import COLUMNS, cells, footnotes, tally

__all__ = ["SummaryRow", "render", "render_markdown", "summary_row"]

SHARES = (24, 24, 0, 26, 26, 0)  # of what the figures leave
FIGURES = (0, 0, 13, 0, 0, 7)  # room for a score with its bounds, and for the word above the notices
APART = 2
GATES_SHOWN = 2
TABLE = 76  # a page narrower than this gives each city a few lines instead of a row


def render(rows: Sequence[SummaryRow], lang: str, *, width: int = 80, colour: bool = False) -> bytes:
    """The table for a terminal in `th`, `en` or `both`; on a narrow one, a few lines a city."""
    return b"\n".join(_table(rows, lexicon(each), width, colour) for each in languages(lang))


def _table(rows: Sequence[SummaryRow], w: Lexicon, width: int, colour: bool) -> bytes:
    page = Page(width, colour)
    page.say(w("many", count=number(len(rows))), style="bold")
    page.say(tally(rows, w))
    if page.width >= TABLE:
        page.rule()
        page.row([w(f"short_{key}") for key in COLUMNS], _widths(page.width), style="bold")
    page.rule()
    for row in rows:
        _city(page, row, w)
    page.rule()
    for said in footnotes(rows, w):
        page.say(said)
    return page.bytes()


def _city(page: Page, row: SummaryRow, w: Lexicon) -> None:
    style = "open" if not row.settled else "good" if row.verdict == "renew" else "bad"
    city, *rest = cells(row, w, GATES_SHOWN)
    if page.width >= TABLE:
        page.row((city, *rest), _widths(page.width), style=style)
        return
    page.say(city, style="bold")
    for key, text in zip(COLUMNS[1:], rest, strict=True):
        said = w("colon", name=w(f"short_{key}"), text=text)
        page.say(said, "  ", style if key == "recommendation" else "", hang=2)


def _widths(width: int) -> list[int]:
    room = width - APART * (len(COLUMNS) - 1) - sum(FIGURES)
    return [figure or room * share // 100 for figure, share in zip(FIGURES, SHARES, strict=True)]


def render_markdown(rows: Sequence[SummaryRow], lang: str) -> bytes:
    """The same as a Markdown table."""
    return "\n".join(_markdown(rows, lexicon(each)) for each in languages(lang)).encode("utf-8")


def _markdown(rows: Sequence[SummaryRow], w: Lexicon) -> str:
    table = [[w(f"short_{key}") for key in COLUMNS], *(cells(row, w) for row in rows)]
    head, *body = ["| " + " | ".join(inline(text) for text in line) + " |" for line in table]
    before = [f"# {inline(w('many', count=number(len(rows))))}", "", markdown(tally(rows, w)), ""]
    after = [line for said in footnotes(rows, w) for line in ("", markdown(said))]
    return "\n".join([*before, head, "|" + " --- |" * len(COLUMNS), *body, *after]) + "\n"
