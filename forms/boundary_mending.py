"""What is drawn as one area that can be measured: lines closed, crossings mended, parts joined."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from forms.boundary_drawn import Area, Drawn, Ring, unfit

ENDS_MEET = 1000  # the gap between the ends of a line, against its length: 20 m in 20 km is a hand's slip
MOST_CROSSINGS = 20_000  # each is met twice; a hand's slips are a few, and overlapping parts some hundred
FIRST, GOLDEN = (
    16,
    0.6180339887,
)  # how many lines are looked at first, and a step that comes close to none again


class Mended(NamedTuple):
    """Areas that do not cross themselves, as one; `percent` is how much mending changed what they measure."""

    geometry: Geometry
    crossed: bool
    percent: float


def areas_of(name: str, drawn: Drawn) -> list[Geometry]:
    """The polygons drawn, crossings and all; lines count where there is no polygon, if their ends meet."""
    if drawn.areas:
        return [_polygon(area) for area in drawn.areas]
    return [_polygon(Area((line,))) for line in _closed(name, drawn.lines)]


def is_closed(area: Area) -> bool:
    """Whether each ring ends where it began, as all formats ask."""
    return all(ring[0] == ring[-1] for ring in area.rings)


def _polygon(area: Area) -> Geometry:
    outer, *holes = area.rings
    return shapely.Polygon(outer, holes)


def _closed(name: str, lines: Sequence[Ring]) -> Iterable[Ring]:
    """Lines joined where one ends as another begins; refuses one whose own ends lie apart."""
    merged = shapely.line_merge(shapely.MultiLineString([*lines]))
    for line in shapely.get_parts(merged):
        corners = tuple((x, y) for x, y in line.coords)
        gap = shapely.Point(corners[0]).distance(shapely.Point(corners[-1]))
        if len(set(corners)) < 3 or gap * ENDS_MEET > line.length:
            unfit(name, "boundary_open")
        yield corners


def mended(name: str, areas: Sequence[Geometry]) -> Mended:
    """The areas as one, in which every point is inside once; refuses what then has no area.

    A ring that crosses itself is taken apart where it does: all that it goes around is inside.
    """
    if (len(areas) > 1 or not areas[0].is_valid) and is_tangled(areas):
        unfit(name, "boundary_tangled")
    sound = [one if one.is_valid else _taken_apart(one) for one in areas]
    whole = shapely.union_all(sound)
    polygons = [one for one in shapely.get_parts(whole) if one.geom_type == "Polygon" and one.area]
    if not polygons:
        unfit(name, "boundary_no_area")
    was, now = sum(one.area for one in areas), sum(one.area for one in sound)
    change = round(100 * abs(now - was) / now, 2)
    crossed = any(not one.is_valid for one in areas)
    return Mended(shapely.normalize(shapely.MultiPolygon(polygons)), crossed, min(change, 100.0))


def is_tangled(areas: Sequence[Geometry]) -> bool:
    """Whether lines cross so often that to take them apart would take minutes and gigabytes."""
    points, ring = shapely.get_coordinates(shapely.get_rings(areas), return_index=True)
    edges = np.stack((points[:-1], points[1:]), axis=1)[ring[1:] == ring[:-1]]
    lines = shapely.linestrings(edges)
    spread = np.argsort(np.arange(len(lines)) * GOLDEN % 1)  # a knot anywhere is met early
    tree, crossings, at, many = shapely.STRtree(lines), 0, 0, FIRST
    while at < len(lines) and crossings <= MOST_CROSSINGS:
        some = lines[spread[at : at + many]]
        crossings += tree.query(some, predicate="crosses").shape[1]
        at, many = at + many, 2 * many
    return crossings > MOST_CROSSINGS


def _taken_apart(area: Geometry) -> Geometry:
    valid = shapely.make_valid(area, method="structure", keep_collapsed=False)
    return shapely.union_all([one for one in shapely.get_parts(valid) if one.geom_type == "Polygon"])
