"""Blocks of a paper on a page of a terminal."""

from collections.abc import Callable, Iterable
from typing import Any

from reports import paper as block
from reports.page import Page

INSET, LABEL = 2, 26


def put(page: Page, blocks: Iterable[block.Block]) -> None:
    """Each under the one before; a picture is told in words."""
    for one in blocks:
        PUT[type(one)](page, one)


def _heading(page: Page, one: block.Heading) -> None:
    page.heading(one.text)


def _para(page: Page, one: block.Para) -> None:
    page.say(one.text, style={"quiet": "faint", "strong": "bold"}.get(one.look, ""))


def _note(page: Page, one: block.Note) -> None:
    page.say(one.label, "! ", "open")
    for text in one.texts:
        page.say(text, "  ")


def _items(page: Page, one: block.Items) -> None:
    for text in one.texts:
        page.say(text, "- ")


def _facts(page: Page, one: block.Facts) -> None:
    for entry in one.entries:
        for place, text in enumerate(entry.texts):
            page.entry("" if place else entry.label, text, LABEL)


def _table(page: Page, one: block.Table) -> None:
    """A row under a row: what the row is called, then each other cell beside its column's title."""
    for first, *others in one.rows:
        page.say(" · ".join(first), style="bold")
        for column, cell in zip(one.columns[1:], others, strict=True):
            if text := " · ".join(filter(None, cell)):
                page.entry(column.title, text, LABEL, INSET)


def _scales(page: Page, one: block.Scales) -> None:
    for scale in one.rows:
        page.say(" · ".join(filter(None, (scale.title, scale.figure, scale.note))))


def _verdict(page: Page, one: block.Verdict) -> None:
    page.say(one.words, style="good" if one.renew else "bad")
    for text in one.texts:
        page.say(text)


def _gap(page: Page, one: block.Gap) -> None:
    page.say(one.title, style="bold")
    for text in filter(None, (" · ".join(one.chips), one.wording)):
        page.say(text, " " * INSET)
    _facts(page, block.Facts(one.entries))


def _picture(page: Page, one: block.Picture) -> None:
    page.say(one.said)


def _nothing(page: Page, one: object) -> None:
    """What a terminal has no use for."""


PUT: dict[type, Callable[[Page, Any], None]] = {
    block.Heading: _heading,
    block.Para: _para,
    block.Note: _note,
    block.Items: _items,
    block.Facts: _facts,
    block.Table: _table,
    block.Scales: _scales,
    block.Verdict: _verdict,
    block.Gap: _gap,
    block.Picture: _picture,
    block.Map: _nothing,
    block.Answer: _nothing,
    block.Break: _nothing,
}
