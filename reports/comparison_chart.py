"""Where the score of every city moves, as a picture: a line from its score before to its score now.

Places are per cent of the picture's width, for a score is out of 100, and heights are its own units: so the
picture is as wide as the page, and its text is not stretched.
"""

from collections.abc import Iterator
from typing import NamedTuple

from reports.comparison_view import View
from scoring.comparison import CityCompared
from scoring.models import Number

TOP, BOTTOM = 44, 172  # heights of the two scales
LABELS = 8  # cities called by name
MIDDLE = 50  # a name stands to the left of a place beyond it, else to the right
LANE, FIRST = 24, 66  # heights between the names, and from the lower scale to the first


class Move(NamedTuple):
    """One city's line; `kind` is `lose`, `gain`, `near` or `still`."""

    was: Number
    value: Number
    kind: str


class Named(NamedTuple):
    """A city called by name: at which place of the lower scale it stands, and how high its name."""

    city: CityCompared
    place: Number
    height: int
    kind: str


class Chart(NamedTuple):
    """The picture: quiet lines first, so that those that matter lie above them."""

    moves: list[Move]
    named: list[Named]
    height: int
    top: int
    bottom: int


def chart(view: View) -> Chart:
    """The picture of a comparison."""
    named = list(_named(view))
    deepest = max((one.height for one in named), default=BOTTOM + 42)
    quiet = [_move(one, "still") for one in view.others]
    loud = [_move(one, kind) for one, kind in _told(view)]
    return Chart([*quiet, *reversed(loud)], named, deepest + 12, TOP, BOTTOM)


def _move(one: CityCompared, kind: str) -> Move:
    return Move(one.before.total, one.after.total, kind)


def _told(view: View) -> Iterator[tuple[CityCompared, str]]:
    """Cities that change, then those near a change."""
    yield from ((one, view.way(one)) for one in view.flips)
    yield from ((one, "near") for one in view.near)


def _named(view: View) -> Iterator[Named]:
    """The first few by name, each on a height of its own: from the middle outwards, to keep lines apart."""
    first = list(_told(view))[:LABELS]
    for lane, (one, kind) in enumerate(sorted(first, key=_outwards)):
        yield Named(one, one.after.total, BOTTOM + FIRST + LANE * lane, kind)


def _outwards(told: tuple[CityCompared, str]) -> tuple[bool, float]:
    place = told[0].after.total
    return place < MIDDLE, abs(place - MIDDLE)
