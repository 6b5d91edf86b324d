"""Blocks of a paper as GitHub-flavoured Markdown; a picture is told in words, its table stands beneath it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from reports import paper as block
from reports.markdown_text import bold, inline, markdown


def written(blocks: Iterable[block.Block]) -> str:
    """Each under the one before, an empty line between them."""
    parts = (PUT[type(one)](one) for one in blocks)
    return "\n\n".join(filter(None, parts)) + "\n"


def _heading(one: block.Heading) -> str:
    return f"{'#' * one.level} {inline(one.text)}"


def _para(one: block.Para) -> str:
    return bold(one.text) if one.look == "strong" else markdown(one.text)


def _note(one: block.Note) -> str:
    return "\n>\n".join(f"> {each}" for each in (bold(one.label), *map(markdown, one.texts)))


def _items(one: block.Items) -> str:
    signs = (f"{place}." if one.ordered else "-" for place, _ in enumerate(one.texts, 1))
    return "\n".join(f"{sign} {markdown(text)}" for sign, text in zip(signs, one.texts, strict=True))


def _facts(one: block.Facts) -> str:
    return "\n".join(line for entry in one.entries for line in _entry(entry))


def _entry(entry: block.Entry) -> Iterator[str]:
    """One text beside its label, several as a list beneath it."""
    label = f"- {bold(entry.label)}:"
    if len(entry.texts) == 1:
        yield f"{label} {inline(entry.texts[0])}"
    else:
        yield label
        yield from (f"  - {markdown(text)}" for text in entry.texts)


def _table(one: block.Table) -> str:
    heads = [inline(column.title) for column in one.columns]
    rule = ["---:" if column.figure else "---" for column in one.columns]
    rows = ([_cell(cell) for cell in row] for row in one.rows)
    return "\n".join(map(_row, (heads, rule, *rows)))


def _cell(lines: Sequence[str]) -> str:
    return "<br>".join(map(inline, filter(None, lines)))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _scales(one: block.Scales) -> str:
    """Where there is one, its title says the figure."""
    alone = len(one.rows) == 1
    return "\n".join(_scale(each._replace(figure="") if alone else each) for each in one.rows)


def _scale(one: block.Scale) -> str:
    said = " · ".join(inline(text) for text in (one.figure, one.note) if text)
    return f"- {bold(one.title)}: {said}" if said else f"- {bold(one.title)}"


def _verdict(one: block.Verdict) -> str:
    return "\n\n".join((bold(one.words), _items(block.Items(one.texts))))


def _gap(one: block.Gap) -> str:
    title, chips = _heading(block.Heading(3, one.title)), bold(" · ".join(one.chips))
    return "\n\n".join(filter(None, (title, chips, markdown(one.wording), _facts(block.Facts(one.entries)))))


def _picture(one: block.Picture) -> str:
    return markdown(one.said)


def _nothing(one: object) -> str:
    """What a text that scrolls has no use for."""
    return ""


PUT: dict[type, Callable[[Any], str]] = {
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
