"""A boundary drawn: shapes for an SVG, from text that a submission holds and anybody may have written.

Only what fits the pattern to the last character is drawn, and only its digits reach the page.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST = 60_000
BOX = re.compile(r"box ([1-9][0-9]{1,3}) ([1-9][0-9]{1,3}) ([1-9][0-9]{0,6})")
RING = re.compile(r"(own|near [0-9]|both [0-9])((?: [0-9]{1,4},[0-9]{1,4}){3,400})")
TALLEST = 4  # times as high as wide, or the other way round: what is more is no picture
SCALES = (1, 2, 5)


class Part(NamedTuple):
    """A city that is overlapped: its number, from 1, its outline, what is shared, where the number goes."""

    number: int
    near: str
    both: str
    x: int
    y: int


class Map(NamedTuple):
    """Paths in a box `width` by `height`; `scale` metres are `bar` wide."""

    width: int
    height: int
    own: str
    parts: Sequence[Part]
    scale: int
    bar: int


def drawn(text: str) -> Map | None:
    """The picture that the text describes; None for a text that describes none."""
    head, *pieces = text.split("; ") if len(text) <= LONGEST else [""]
    box, found = BOX.fullmatch(head), [RING.fullmatch(piece) for piece in pieces]
    if box is None or None in found:
        return None
    width, height, metres = map(int, box.groups())
    rings = [(one[1], one[2].split()) for one in found if one is not None]
    own = _path(corners for name, corners in rings if name == "own")
    if not own or max(width, height) > TALLEST * min(width, height):
        return None
    scale = _scale(metres / 3)
    return Map(width, height, own, [*_parts(rings)], scale, round(scale * width / metres))


def _parts(rings: Sequence[tuple[str, list[str]]]) -> Iterator[Part]:
    for row in range(10):
        shared = [corners for name, corners in rings if name == f"both {row}"]
        if shared:
            places = [tuple(map(int, corner.split(","))) for corner in shared[0]]
            x, y = (round(sum(one) / len(places)) for one in zip(*places, strict=True))
            near = _path(corners for name, corners in rings if name == f"near {row}")
            yield Part(row + 1, near, _path(shared), x, y)


def _path(rings: Iterator[list[str]] | Sequence[list[str]]) -> str:
    return "".join(f"M{' '.join(corners)}Z" for corners in rings)


def _scale(most: float) -> int:
    """The longest of 1, 2, 5, 10, 20, 50, ... metres that is not more; 1 at least."""
    lengths = (step * 10**power for power in range(7) for step in SCALES)
    return max((length for length in lengths if length <= most), default=1)
