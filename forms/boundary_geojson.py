"""What a GeoJSON file draws: RFC 7946, and the `crs` member that GIS programs still write."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from forms.boundary_drawn import Area, Drawn, Ring, ring, title, unfit

EPSG = re.compile(r"EPSG:(?:[\d.]*:)?(\d{1,6})$", re.IGNORECASE)
CRS84 = re.compile(r"(?:OGC:(?:[\d.]*:)?)?CRS84$", re.IGNORECASE)
WGS84 = 4326
NAMES = ("name", "name_th", "name_en", "Name", "NAME")


def drawn(name: str, raw: bytes) -> Drawn:
    """The areas and lines of the file; raises Faults."""
    data = _json(name, raw)
    features = list(_features(name, data))
    found = _Found([], [])
    others = sum(_take(name, geometry, found) for _, geometry in features)
    named = [title(said.get(key)) for said, _ in features for key in NAMES]
    called = next(filter(None, [*named, title(data.get("name"))]), "")
    system = _system(name, data.get("crs"))
    return Drawn(tuple(found.areas), tuple(found.lines), others, len(features), system, called)


class _Found(NamedTuple):
    areas: list[Area]
    lines: list[Ring]


def _json(name: str, raw: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except _NoNumber:
        unfit(name, "boundary_not_numbers")
    except (ValueError, RecursionError):  # as text, as JSON, and a number of more digits than are read
        unfit(name, "boundary_no_geojson")
    if not isinstance(data, dict):
        unfit(name, "boundary_no_geojson")
    return data


class _NoNumber(Exception):
    """NaN or Infinity, which are no JSON."""


def _no_number(_: str) -> float:
    raise _NoNumber


def _features(name: str, data: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Each feature's properties and geometry; a bare geometry is one feature."""
    kind = data.get("type")
    features = data.get("features") if kind == "FeatureCollection" else [data]
    if not isinstance(features, list):
        unfit(name, "boundary_no_geojson")
    for one in features:
        if not isinstance(one, dict):
            unfit(name, "boundary_no_geojson")
        said = one.get("properties")
        yield (
            said if isinstance(said, dict) else {},
            one.get("geometry") if one.get("type") == "Feature" else one,
        )


def _take(name: str, geometry: Any, found: _Found) -> int:
    """Adds what the geometry draws to what is found; how many points are left out."""
    waiting, others = [geometry], 0
    while waiting:
        one = waiting.pop()
        if one is None:
            continue  # a feature may have no place
        kind = str(one.get("type")) if isinstance(one, dict) else ""
        if kind == "GeometryCollection":
            waiting += reversed(_list(name, one.get("geometries")))
        elif kind in ("Point", "MultiPoint"):
            others += 1
        elif kind in SHAPES:
            SHAPES[kind](name, one.get("coordinates"), found)
        else:
            unfit(name, "boundary_no_geojson")
    return others


def _polygon(name: str, given: Any, found: _Found) -> None:
    if rings := tuple(ring(name, _positions(name, one)) for one in _list(name, given)):
        found.areas.append(Area(rings))


def _line(name: str, given: Any, found: _Found) -> None:
    found.lines.append(ring(name, _positions(name, given), least=2))


def _many(each: Callable[[str, Any, _Found], None]) -> Callable[[str, Any, _Found], None]:
    def shapes(name: str, given: Any, found: _Found) -> None:
        for one in _list(name, given):
            each(name, one, found)

    return shapes


SHAPES: Mapping[str, Callable[[str, Any, _Found], None]] = {
    "Polygon": _polygon,
    "MultiPolygon": _many(_polygon),
    "LineString": _line,
    "MultiLineString": _many(_line),
}


def _positions(name: str, given: Any) -> Iterator[tuple[float, ...]]:
    """Heights are left out."""
    for one in _list(name, given):
        if not isinstance(one, list) or len(one) < 2:
            unfit(name, "boundary_no_geojson")
        if not all(type(number) in (int, float) for number in one[:2]):
            unfit(name, "boundary_not_numbers")
        try:
            yield float(one[0]), float(one[1])
        except OverflowError:
            unfit(name, "boundary_not_numbers")


def _list(name: str, given: Any) -> list[Any]:
    if not isinstance(given, list):
        unfit(name, "boundary_no_geojson")
    return given


def _system(name: str, given: Any) -> int | None:
    """The EPSG number that the old `crs` member names; None where there is none: degrees, by RFC 7946."""
    if given is None:
        return None
    said = given.get("properties") if isinstance(given, dict) else None
    called = said.get("name") if isinstance(said, dict) else None
    text = called if isinstance(called, str) else ""
    if found := EPSG.search(text.strip()):
        return int(found[1])
    if CRS84.search(text.strip()):
        return WGS84
    return unfit(name, "boundary_system", system=title(text) or "crs")
