"""Text in a terminal's cells: what is safe to show, how wide it is, how it fills lines and columns.

The one module that imports wcwidth, which knows that น้ำ is two cells and that a flag is one cluster.
"""

import unicodedata
from collections.abc import Sequence

from wcwidth import iter_graphemes, strip_sequences
from wcwidth import width as width_of

from reports.thai import costs

MARKS = 32  # code points of one character; a family of emoji has about ten
KEPT = "\u200c\u200d"  # the joiners of emoji and of Indic scripts


def plain(text: str) -> str:
    """The text on one line, without what a terminal would act on: escapes, controls, hidden directions."""
    return " ".join("".join(_visible(character) for character in strip_sequences(text)).split())


def _visible(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in {"Cc", "Zl", "Zp"}:
        return " "
    if kind == "Cs" or character in "\ufffe\uffff":
        return "\ufffd"  # half a character, or none: no encoding and no XML can hold it
    return "" if kind == "Cf" and character not in KEPT else character


def cells(text: str) -> int:
    """How many cells the text takes: น้ำ takes two."""
    return width_of(text)


def pad(text: str, width: int) -> str:
    """The text with spaces after it up to `width` cells."""
    return text + " " * max(0, width - cells(text))


def clip(text: str, clusters: int) -> tuple[str, int]:
    """The first so many characters as people count them, and how many were left out.

    Marks on one letter beyond `MARKS` are left out too, and counted: no writing has so many.
    """
    if len(text) <= clusters:
        return text, 0
    every = list(iter_graphemes(text))
    first, rest = every[:clusters], every[clusters:]
    marks = sum(max(0, len(each) - MARKS) for each in first)
    return "".join(each[:MARKS] for each in first).rstrip(), len(rest) + marks


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; a single cluster wider than that stands alone."""
    clusters = list(iter_graphemes(text))
    price = costs(clusters)
    lines: list[str] = []
    start = 0
    while start < len(clusters):
        end = _line_end(clusters, price, start, width)
        lines.append("".join(clusters[start:end]))
        start = end + (clusters[end : end + 1] == [" "])
    return lines or [""]


def _line_end(clusters: Sequence[str], price: Sequence[int], start: int, width: int) -> int:
    """Where the line from `start` ends: the break that costs the reader least, empty cells included."""
    end, used = start, 0
    breaks: list[tuple[int, int]] = []
    while end < len(clusters) and (end == start or used + cells(clusters[end]) <= width):
        used += cells(clusters[end])
        end += 1
        if end < len(clusters):
            breaks.append((price[end] + width - used, end))
    return end if end == len(clusters) else min(breaks, key=lambda each: (each[0], -each[1]))[1]


def columns(texts: Sequence[str], widths: Sequence[int]) -> list[str]:
    """One row of a table: each text wrapped in its own column, two cells between columns."""
    sides = [wrap(text, width) for text, width in zip(texts, widths, strict=True)]
    height = max(len(side) for side in sides)
    rows = zip(*(side + [""] * (height - len(side)) for side in sides), strict=True)
    return [
        "  ".join(pad(text, width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
