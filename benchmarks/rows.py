"""The table: one row for each thing measured."""

import statistics
from collections.abc import Sequence
from typing import NamedTuple

HEAD = (
    "| what | ms, median | 9 in 10 within | of zen-engine's time | memory, at most |",
    "| --- | ---: | ---: | ---: | ---: |",
)


class Row(NamedTuple):
    """Milliseconds a city or a run; how many times zen-engine's, where that is asked; memory in MB."""

    what: str
    median: float
    most: float
    ratio: float | None = None
    memory: float | None = None


def row(what: str, seconds: Sequence[float], memory: float | None = None) -> Row:
    """The row of one thing measured many times."""
    ordered = sorted(seconds)
    most = ordered[round(0.9 * (len(ordered) - 1))]
    return Row(what, 1000 * statistics.median(ordered), 1000 * most, memory=memory)


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown."""
    return "\n".join((*HEAD, *map(_line, rows)))


def _line(row: Row) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
    memory = "" if row.memory is None else f"{row.memory:.1f} MB"
    return f"| {row.what} | {row.median:.2f} | {row.most:.2f} | {ratio} | {memory} |"
