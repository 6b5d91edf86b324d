"""What is printed, whatever prints it: a paper is a row of blocks, each of words and figures that are ready.

Nothing here knows of Word or of PDF, and whatever prints a paper knows of nothing else. All text is in one
language and has been through `particulars.shortened`, so that it holds no control character.
"""

from typing import Any, NamedTuple


class Heading(NamedTuple):
    """A title; level 1 to 3."""

    level: int
    text: str


class Para(NamedTuple):
    """A paragraph; `look` is empty, `quiet`, `strong`, `centre` or `sign` (to the right)."""

    text: str
    look: str = ""


class Note(NamedTuple):
    """What must not be overlooked, in a frame: a mark of the whole report, or a question."""

    label: str
    texts: tuple[str, ...]


class Items(NamedTuple):
    """A list."""

    texts: tuple[str, ...]
    ordered: bool = False


class Entry(NamedTuple):
    """A label and what stands beside it, a paragraph each."""

    label: str
    texts: tuple[str, ...]


class Facts(NamedTuple):
    """Labels with their texts."""

    entries: tuple[Entry, ...]


class Column(NamedTuple):
    """A column's title, its share of the width, and whether figures stand in it."""

    title: str
    width: int
    figure: bool = False


class Table(NamedTuple):
    """A table; a cell is its lines. The first column names the row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


class Scale(NamedTuple):
    """Where something stands between 0 and 100; `state` is `yes`, `no`, `open` or `none`, `note` its word."""

    title: str
    score: float | None
    low: float | None
    high: float | None
    mark: float | None
    figure: str
    note: str
    state: str


class Scales(NamedTuple):
    """Scales under one another, with what the picture shows in words; `dot` where a dot is drawn too."""

    rows: tuple[Scale, ...]
    legend: tuple[str, ...]
    dot: str = ""


class Verdict(NamedTuple):
    """The recommendation in words and what is to be said of it."""

    words: str
    renew: bool
    texts: tuple[str, ...]


class Gap(NamedTuple):
    """One gap: its title, how it stands and what it is worth, and the rest beside labels."""

    title: str
    chips: tuple[str, ...]
    wording: str
    entries: tuple[Entry, ...]
    gate: bool


class Picture(NamedTuple):
    """An SVG, and what it shows in words for who cannot see it."""

    svg: str
    said: str


class Mark(NamedTuple):
    """What a cell of a map may hold: a sign, the name of its colour, and what both mean."""

    sign: str
    colour: str
    word: str


class Part(NamedTuple):
    """Neighbouring columns of a map under one title: their numbers, and what each number stands for."""

    title: str
    numbers: tuple[str, ...]
    words: tuple[str, ...]


class Line(NamedTuple):
    """A row of a map; each cell is the place of its mark in the legend."""

    title: str
    cells: tuple[int, ...]


class Map(NamedTuple):
    """Rows by narrow columns, a mark in each cell, on pages of its own that lie: for print alone."""

    title: str
    explained: str
    head: str
    marks: tuple[Mark, ...]
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    listed: str


class Answer(NamedTuple):
    """Room to write in: boxes to tick, then a label and an empty field each; `lines` high."""

    ticks: tuple[str, ...]
    labels: tuple[str, ...]
    lines: tuple[int, ...]


class Break(NamedTuple):
    """What follows begins a page."""


Block = (
    Heading | Para | Note | Items | Facts | Table | Scales | Verdict | Gap | Picture | Map | Answer | Break
)


class Paper(NamedTuple):
    """One paper in one language: its title, what stands above and below every page, and its blocks.

    `digits`: those of the pages' numbers, `arabic` or `thai`.
    """

    lang: str
    title: str
    over: tuple[str, str]
    under: str
    page: str
    blocks: tuple[Block, ...]
    digits: str = "arabic"


def plain_data(value: Any) -> Any:
    """A paper as JSON would hold it; a block says its kind."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        data = {name: plain_data(each) for name, each in value._asdict().items()}
        return {"kind": type(value).__name__.lower(), **data}
    return [plain_data(each) for each in value] if isinstance(value, tuple) else value
