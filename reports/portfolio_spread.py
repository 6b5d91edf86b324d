"""The scores of all cities as a picture for print (SVG): columns against the pass mark.

No word stands in it: of Thai within a picture PDF/A allows only letters that the page had before it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reports.display import number
from reports.figures import template
from reports.lexicon import Lexicon
from reports.portfolio_figures import Step
from reports.portfolio_row import Group, Portfolio

LEFT, UNIT, TALL, OVER = 14, 5.9, 120, 22  # in pixels: the margin, a point of score, the highest column
WIDTH, HEIGHT = 620, OVER + TALL + 22
TICKS = range(0, 101, 20)
FILLS: dict[Group, str] = {"renew": "#17633a", "unsettled": "url(#unsettled)", "revoke": "url(#revoke)"}
INKS = {"renew": "#17633a", "unsettled": "#754c00", "revoke": "#a02226"}


class Piece(NamedTuple):
    """The cities of one group in a column."""

    group: Group
    y: float
    height: float


class Stack(NamedTuple):
    """A column: its pieces, one upon the other."""

    x: float
    width: float
    cities: int
    parts: tuple[Piece, ...]


def picture(found: Portfolio, steps: Sequence[Step], w: Lexicon) -> str:
    """How many cities have a score in each step, by how they stand."""
    mark = found.pass_mark
    return template("spread").render(
        columns=list(_stacks(steps)),
        fills=FILLS,
        inks=INKS,
        ticks=[(value, _at(value)) for value in TICKS],
        mark=None if mark is None else _at(mark),
        said=said(steps, w),
        left=LEFT,
        across=round(100 * UNIT),
        base=OVER + TALL,
        width=WIDTH,
        height=HEIGHT,
    )


def said(steps: Sequence[Step], w: Lexicon) -> str:
    """The picture in words, for who cannot see it."""
    counts = {group: number(sum(step.counts[group] for step in steps)) for group in FILLS}
    return w("spread_said", cities=number(sum(step.cities for step in steps)), **counts)


def legend(found: Portfolio, w: Lexicon) -> str:
    """How the groups and the pass mark are drawn."""
    mark = found.pass_mark
    line = [] if mark is None else [w("spread_mark", mark=number(mark))]
    return " · ".join((*(w(f"spread_{group}") for group in FILLS), *line))


def _stacks(steps: Sequence[Step]) -> Iterator[Stack]:
    scale = TALL / (max(step.cities for step in steps) or 1)
    for step in steps:
        if step.cities:
            parts = tuple(_pieces(step, scale))
            yield Stack(
                _at(step.low + 0.4), round((step.high - step.low - 0.8) * UNIT, 1), step.cities, parts
            )


def _pieces(step: Step, scale: float) -> Iterator[Piece]:
    top: float = OVER + TALL
    for group, count in step.counts.items():
        if count:
            top -= count * scale
            yield Piece(group, round(top, 1), round(count * scale, 1))


def _at(value: float) -> float:
    return round(LEFT + value * UNIT, 1)
