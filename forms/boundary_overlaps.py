"""Which other cities' areas a city's area overlaps, and by how much."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry as Geometry

from forms.boundaries import Outline
from forms.boundary_systems import STEP, square_kilometres


class Shared(NamedTuple):
    """What a city has in common with another: km2, per cent of its own area and of the smaller of the two."""

    name: str
    area_km2: float
    percent: float
    percent_of_smaller: float
    area: Geometry


class Neighbours:
    """The boundaries of many cities by name, laid out once so that each can be held against all quickly."""

    def __init__(self, outlines: Mapping[str, Outline]) -> None:
        self.outlines = outlines
        self._names = list(outlines)
        self._tree = STRtree([one.flat for one in outlines.values()])

    def overlaps(self, own: Outline, leaving_out: Collection[str] = ()) -> tuple[Shared, ...]:
        """The cities that share some of its area, the largest overlap first, then by name.

        Those whose borders only touch share none. `leaving_out`: names under which the city itself is there.
        """
        near = (self._names[place] for place in self._tree.query(own.flat, predicate="intersects"))
        found = [shared(name, own, self.outlines[name]) for name in near if name not in leaving_out]
        return tuple(
            sorted((one for one in found if one.area_km2), key=lambda one: (-one.area_km2, one.name))
        )


def shared(name: str, own: Outline, other: Outline) -> Shared:
    """What a city has in common with the one of that name."""
    area = shapely.intersection(own.flat, other.flat, grid_size=STEP)
    smaller = min(own.flat.area, other.flat.area)
    percent, of_smaller = (round(min(100.0, 100 * area.area / one), 2) for one in (own.flat.area, smaller))
    return Shared(name, square_kilometres(area), percent, of_smaller, area)
