"""What the shapefile in a zip draws: ESRI's `.shp`, with its `.prj` where there is one.

The only module that knows pyshp, which reads the bytes that it is handed and never a disk or an address. Of
the three parts of a shapefile only the shapes are read: a boundary's attributes have no agreed names.
"""

import io
import struct
import warnings
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import shapefile

from forms.boundary_drawn import MOST_RINGS, Area, Drawn, Ring, ring, unfit
from forms.boundary_systems import epsg
from forms.boundary_zip import Zipped

POLYGONS = {shapefile.POLYGON, shapefile.POLYGONM, shapefile.POLYGONZ}
LINES = {shapefile.POLYLINE, shapefile.POLYLINEM, shapefile.POLYLINEZ}
HEAD, RECORD_HEAD = 100, 8  # bytes
shapefile.VERBOSE = False  # what it would tell of a file on standard error is said in sentences here

Shape = Any  # one of pyshp's, of which each kind has other fields


def drawn(name: str, raw: bytes) -> Drawn:
    """The areas and lines of the one shapefile in the zip; raises Faults."""
    zipped = Zipped(name, raw)
    found = zipped.ending(".shp")
    if len(found) != 1:
        shown = ", ".join(sorted(PurePosixPath(one).name for one in found)[:5])
        unfit(name, "boundary_shapefiles" if found else "boundary_no_shapefile", found=shown)
    system = _system(name, zipped, found[0])
    shapes = [one for one in _shapes(name, zipped.read(found[0])) if one.shapeType != shapefile.NULL]
    areas = tuple(area for one in shapes if one.shapeType in POLYGONS for area in _areas(name, one))
    lines = tuple(line for one in shapes if one.shapeType in LINES for line in _lines(name, one))
    others = sum(one.shapeType not in POLYGONS | LINES for one in shapes)
    return Drawn(areas, lines, others, len(shapes), system, "")


def _shapes(name: str, raw: bytes) -> list[Shape]:
    try:
        _look_over(raw)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            reader: Any = shapefile.Reader(shp=io.BytesIO(raw))
            found = list(reader.iterShapes())
    except Exception:  # struct's, its own and others, by what is wrong with the bytes
        unfit(name, "boundary_shapefile_damaged")
    if sum(len(getattr(one, "parts", ())) for one in found) > MOST_RINGS:
        unfit(name, "boundary_many_parts", most=f"{MOST_RINGS:,}")
    return found


def _look_over(raw: bytes) -> None:
    """Raises struct.error unless the records follow one another to the end: pyshp would go round for ever."""
    at = HEAD
    while at < len(raw):
        (words,) = struct.unpack_from(">i", raw, at + 4)
        if words < 2 or at + RECORD_HEAD + 2 * words > len(raw):
            raise struct.error
        at += RECORD_HEAD + 2 * words


def _areas(name: str, shape: Shape) -> Iterator[Area]:
    """Outer rings run clockwise and holes do not; pyshp finds out which hole is in which ring."""
    try:
        found = shape.__geo_interface__
    except Exception:
        unfit(name, "boundary_shapefile_damaged")
    many = found["coordinates"] if found["type"] == "MultiPolygon" else [found["coordinates"]]
    yield from (Area(tuple(ring(name, one) for one in rings)) for rings in many if rings)


def _lines(name: str, shape: Shape) -> Iterator[Ring]:
    ends = [*shape.parts[1:], len(shape.points)]
    for start, end in zip(shape.parts, ends, strict=True):
        yield ring(name, shape.points[start:end], least=2)


def _system(name: str, zipped: Zipped, shp: str) -> int | None:
    """What the `.prj` beside the `.shp` says; None where there is none."""
    wanted = shp[: -len(".shp")].lower() + ".prj"
    found = next((one for one in zipped.names if one.lower() == wanted), None)
    text = zipped.read(found).decode("utf-8-sig", "replace").strip() if found else ""
    return epsg(name, text) if text else None
