"""A boundary made small enough to be kept with the submission and drawn in its report, as whole numbers.

`box 1000 620 5400; own 10,20 30,40 50,60; near 0 ...; both 0 ...`: the width and height of the box, how many
metres it is wide, then rings. North is up, and numbers run right and down. `near` is the area of the city in
that row of the overlaps, as far as it lies in the box, and `both` is what the two have in common.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from forms.boundaries import Outline
from forms.boundary_overlaps import Shared

LONGER_SIDE = 1000
MARGIN = 0.12  # of the longer side, so that it shows what lies around
MOST_CORNERS = 200  # of a ring
MOST_RINGS, MOST_CITIES = 20, 9


def outline(own: Outline, overlaps: Sequence[tuple[Shared, Outline]]) -> str:
    """The boundary, and the cities it overlaps, as text."""
    view = _View(own.flat)
    drawn = [view.head, *view.rings("own", own.flat)]
    for row, (shared, other) in enumerate(overlaps[:MOST_CITIES]):
        drawn += view.rings(f"near {row}", other.flat)
        drawn += view.rings(f"both {row}", shared.area)
    return "; ".join(drawn)


class _View:
    """The box around a boundary, and how far a step in it is."""

    def __init__(self, flat: Geometry) -> None:
        west, south, east, north = flat.bounds
        margin = MARGIN * max(east - west, north - south)
        self._west, self._north = west - margin, north + margin
        wide, high = east - west + 2 * margin, north - south + 2 * margin
        self._box = shapely.box(self._west, self._north - high, self._west + wide, self._north)
        self._step = max(wide, high) / LONGER_SIDE
        self.head = f"box {round(wide / self._step)} {round(high / self._step)} {round(wide)}"

    def rings(self, name: str, flat: Geometry) -> Iterator[str]:
        """The largest rings of an area, holes among them, each in as few corners as show its shape."""
        seen = shapely.intersection(flat, self._box)
        found = [ring for ring in _rings(seen) if ring.area > self._step**2]
        for ring in sorted(found, key=lambda ring: -ring.area)[:MOST_RINGS]:
            corners = self._corners(ring)
            if len(set(corners)) > 2:
                yield f"{name} {' '.join(corners)}"

    def _corners(self, ring: shapely.Polygon) -> list[str]:
        tolerance = self._step / 2
        while (
            len(points := shapely.get_coordinates(shapely.simplify(ring.exterior, tolerance))) > MOST_CORNERS
        ):
            tolerance *= 1.5
        steps = np.rint((points - (self._west, self._north)) / (self._step, -self._step)).astype(int)
        return [f"{x},{y}" for x, y in steps[:-1]]


def _rings(area: Geometry) -> Iterator[shapely.Polygon]:
    """Each ring, outer or not, as an area of its own."""
    for part in shapely.get_parts(area):
        if part.geom_type == "Polygon":
            yield from map(shapely.Polygon, (part.exterior, *part.interiors))
