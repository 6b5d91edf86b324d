"""A city's boundary, from a GeoJSON, KML or KMZ file or the zip of a shapefile: read, put right where safe.

What was put right is remarked on, and so is what looks wrong and was left as it is. What cannot be read, or
could be meant in two ways, is refused with a sentence that says what to save instead.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from forms import boundary_geojson, boundary_kml, boundary_shapefile
from forms.boundary_drawn import LIMIT, Drawn, counted, unfit
from forms.boundary_mending import areas_of, is_closed, mended
from forms.boundary_systems import UTM, WGS84, in_degrees, planar, square_kilometres
from forms.thailand import extent, is_turned, is_within, percent_outside
from scoring.part2_boundary import Remark, in_order

READERS: Mapping[str, Callable[[str, bytes], Drawn]] = {
    ".geojson": boundary_geojson.drawn,
    ".json": boundary_geojson.drawn,
    ".kml": boundary_kml.drawn,
    ".kmz": boundary_kml.unpacked,
    ".zip": boundary_shapefile.drawn,
}
SAYS_NO_SYSTEM = ".zip"  # a shapefile without a .prj may be anything; GeoJSON is in degrees unless it says so
DEGREES, QUARTER = 180, 90  # no longitude, and no latitude, is more; eastings are a thousand times that
PLACES = 9  # of a degree, a tenth of a millimetre: what is smaller is no measurement
WIDEST = 5  # degrees; the largest province measures two and a half


class Outline(NamedTuple):
    """A city's boundary: its areas in degrees of WGS 84, and laid flat in metres, areas kept.

    `title` is what the file calls it, or empty; `digest` is of the file's bytes. `mended_percent` is how much
    the area changed when crossings were mended, `outside_percent` how much of it lies outside Thailand.
    """

    name: str
    digest: str
    title: str
    geometry: Geometry
    flat: Geometry
    remarks: tuple[Remark, ...]
    mended_percent: float
    outside_percent: float

    @property
    def area_km2(self) -> float:
        """To 100 square metres."""
        return square_kilometres(self.flat)


def boundary(name: str, raw: bytes) -> Outline:
    """The boundary in the bytes of a file of that name; raises Faults."""
    with np.errstate(all="ignore"):  # what comes of numbers out of bounds is refused, and not warned of
        return _outline(name, raw, _drawn(name, raw))


def _outline(name: str, raw: bytes, drawn: Drawn) -> Outline:
    placed, said = _placed(name, areas_of(name, drawn), drawn.system)
    whole = mended(name, placed)
    flat = planar(whole.geometry)
    if not square_kilometres(flat) > 0:
        unfit(name, "boundary_no_area")
    outside = percent_outside(whole.geometry)
    found: set[Remark] = {*said, *_of_file(drawn), *_of_place(outside)}
    if whole.crossed:
        found.add("self_crossing")
    remarks = in_order(tuple(found))
    digest = hashlib.sha256(raw).hexdigest()
    return Outline(name, digest, drawn.title, whole.geometry, flat, remarks, whole.percent, outside)


def _drawn(name: str, raw: bytes) -> Drawn:
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        unfit(name, "boundary_format", suffix=suffix or PurePath(name).name)
    if len(raw) > LIMIT:
        unfit(name, "boundary_too_large", size=f"{len(raw) / 1e6:,.1f}", most=f"{LIMIT / 1e6:,g}")
    return counted(name, READERS[suffix](name, raw))


def _of_file(drawn: Drawn) -> Iterator[Remark]:
    if not drawn.areas or not all(map(is_closed, drawn.areas)):
        yield "closed"
    if drawn.others or (drawn.areas and drawn.lines):
        yield "others_left_out"
    if len(drawn.areas) > 1 and drawn.features > 1:
        yield "parts_joined"


def _of_place(outside: float) -> Iterator[Remark]:
    if outside:
        yield "outside" if outside == 100 else "partly_outside"


def _placed(name: str, areas: Sequence[Geometry], system: int | None) -> tuple[list[Geometry], set[Remark]]:
    """The areas in degrees, and what was done to them on the way."""
    drawn = shapely.GeometryCollection([*areas])
    said: set[Remark] = set()
    if system is None:
        system = _system_of(name, drawn)
        said |= {"system_assumed"} if system != WGS84 or name.lower().endswith(SAYS_NO_SYSTEM) else set()
    degrees = in_degrees(name, drawn, system)
    said |= {"reprojected"} if degrees is not drawn else set()
    if is_turned(degrees):
        degrees = shapely.transform(degrees, lambda points: points[:, ::-1])
        said.add("turned")
    _look_over(name, degrees)
    whole = shapely.transform(degrees, lambda points: np.round(points, PLACES))
    return [*shapely.get_parts(whole)], said


def _system_of(name: str, drawn: Geometry) -> int:
    """The one system in which the coordinates can be meant; refuses those that fit both UTM zones or none."""
    if np.abs(extent(drawn)).max() <= DEGREES:
        return WGS84
    fitting = [zone for zone in UTM if _is_in_thailand(in_degrees(name, drawn, zone))]
    return fitting[0] if len(fitting) == 1 else unfit(name, "boundary_system_unclear")


def _is_in_thailand(degrees: Geometry) -> bool:
    return bool(np.isfinite(extent(degrees)).all()) and is_within(degrees)


def _look_over(name: str, degrees: Geometry) -> None:
    """Refuses what is no place on earth, and a corner far from all others: a slip of the hand, or 0, 0."""
    west, south, east, north = extent(degrees)
    if not (max(-west, east) <= DEGREES and max(-south, north) <= QUARTER):
        unfit(name, "boundary_no_place")
    if max(east - west, north - south) > WIDEST:
        unfit(name, "boundary_too_wide", degrees=f"{max(east - west, north - south):,.0f}")
