"""What a boundary file draws, as it stands there: the one thing that every kind of file is read into."""

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple, NoReturn

from scoring.problems import Faults, Problem

LIMIT = 20_000_000  # bytes of a file, and of what is unpacked of one
MOST_POINTS = 500_000  # all provinces of Thailand together, drawn well, have fewer
MOST_RINGS = 5_000  # islands, and holes in them
LONGEST = 200  # letters of a title

Point = tuple[float, float]
Ring = tuple[Point, ...]


class Area(NamedTuple):
    """One polygon, its outer ring first; what the file calls easting or longitude is first in a point."""

    rings: tuple[Ring, ...]


class Drawn(NamedTuple):
    """The areas and lines of a file, how many points and texts it has besides, and what it says of itself.

    `system` is the EPSG number of the coordinates, None where the file names none; `features` is how many
    places the file holds; `title` is what it calls the first of them, or empty.
    """

    areas: tuple[Area, ...]
    lines: tuple[Ring, ...]
    others: int
    features: int
    system: int | None
    title: str


def unfit(name: str, code: str, **values: object) -> NoReturn:
    """Refuses a boundary file."""
    raise Faults([Problem(name, None, "", code, values)])


def ring(name: str, corners: Iterable[tuple[float, ...]], *, least: int = 3) -> Ring:
    """The corners as a ring or a line of numbers; refuses what is no number and what encloses nothing."""
    found = tuple((corner[0], corner[1]) for corner in corners)
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in found):
        unfit(name, "boundary_not_numbers")
    if len(set(found)) < least:
        unfit(name, "boundary_ring_short", corners=len(set(found)))
    return found


def counted(name: str, drawn: Drawn) -> Drawn:
    """The same, unless there are too many points or nothing that has an area."""
    rings = list(_rings(drawn))
    points = sum(map(len, rings))
    if points > MOST_POINTS:
        unfit(name, "boundary_too_many", points=f"{points:,}", most=f"{MOST_POINTS:,}")
    if len(rings) > MOST_RINGS:
        unfit(name, "boundary_many_parts", most=f"{MOST_RINGS:,}")
    if not drawn.areas and not drawn.lines:
        unfit(name, "boundary_only_points" if drawn.others else "boundary_empty")
    return drawn


def _rings(drawn: Drawn) -> Iterator[Ring]:
    yield from drawn.lines
    for area in drawn.areas:
        yield from area.rings


def title(given: object) -> str:
    """A name on one line, without what cannot be seen; empty for what is no text."""
    if not isinstance(given, str):
        return ""
    seen = "".join(letter if letter.isprintable() else " " for letter in given[: LONGEST * 4])
    return " ".join(seen.split())[:LONGEST]
