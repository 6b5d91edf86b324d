"""Boundary files as GIS programs write them, made from the corners of rings; squares in an invented place."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest
import shapefile
from pyproj import CRS

from forms.boundaries import Outline, boundary
from scoring.problems import Faults, Problem

Corners = Sequence[tuple[float, float]]

LONGITUDE, LATITUDE = 100.5, 15.0  # of the corner of every square, north of Bangkok
UTM_47 = (
    (661_300.0, 1_658_800.0),
    (666_300.0, 1_658_800.0),
    (666_300.0, 1_664_800.0),
    (661_300.0, 1_664_800.0),
)


def square(east: float = 0, north: float = 0, side: float = 0.05) -> list[tuple[float, float]]:
    """A square whose corner is moved so many degrees from the usual one."""
    x, y = LONGITUDE + east, LATITUDE + north
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]


def polygon(*rings: Corners, **more: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(map(list, ring)) for ring in rings], **more}


def geojson(geometry: Any, **more: Any) -> bytes:
    return json.dumps(geometry | more).encode()


def feature(geometry: Any, **said: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": said, "geometry": geometry}


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def named_system(name: str) -> dict[str, Any]:
    """The `crs` member that older programs write."""
    return {"type": "name", "properties": {"name": name}}


def coordinates(corners: Corners) -> str:
    return " ".join(f"{x},{y},0" for x, y in corners)


def kml(inner: str, head: str = "") -> bytes:
    space = 'xmlns="http://www.opengis.net/kml/2.2"'
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<kml {space}>{inner}</kml>'.encode()


def kml_polygon(outer: Corners, *holes: Corners) -> str:
    inside = "".join(
        f"<innerBoundaryIs><LinearRing><coordinates>{coordinates(one)}</coordinates></LinearRing></innerBoundaryIs>"
        for one in holes
    )
    ring = f"<LinearRing><coordinates>{coordinates(outer)}</coordinates></LinearRing>"
    return f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs>{inside}</Polygon>"


def placemark(inner: str, name: str = "") -> str:
    return f"<Placemark><name>{name}</name>{inner}</Placemark>"


def zipped(**files: bytes) -> bytes:
    """Files in a zip; `__` in a name stands for the dot before its ending."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return file.getvalue()


def shp(*parts: Corners, kind: int = shapefile.POLYGON) -> bytes:
    """The bytes of a `.shp` with one shape, whose parts run as they are given."""
    files = io.BytesIO(), io.BytesIO(), io.BytesIO()
    writer: Any = shapefile.Writer(shp=files[0], shx=files[1], dbf=files[2], shapeType=kind)
    writer.field("name", "C")
    if kind == shapefile.POLYGON:
        writer.poly([list(map(list, part)) for part in parts])
    elif kind == shapefile.POLYLINE:
        writer.line([list(map(list, part)) for part in parts])
    else:
        writer.point(*parts[0][0])
    writer.record("x")
    writer.close()
    return files[0].getvalue()


def prj(epsg: int) -> bytes:
    """As an ESRI program writes it."""
    return CRS.from_epsg(epsg).to_wkt("WKT1_ESRI").encode()


def clockwise(corners: Corners) -> list[tuple[float, float]]:
    """As the outer rings of a shapefile run."""
    return [*reversed(corners)]


def read(raw: bytes, name: str = "city.geojson") -> Outline:
    return boundary(name, raw)


def refused(raw: bytes, name: str = "city.geojson") -> Problem:
    """The one problem with a file that cannot be used."""
    with pytest.raises(Faults) as caught:
        boundary(name, raw)
    (problem,) = caught.value.problems
    assert problem.file == name
    return problem
