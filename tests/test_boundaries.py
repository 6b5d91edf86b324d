"""A boundary is read from what GIS programs write, put right where that is safe, and else refused."""

import json
import math
import random
from typing import Any

import pytest
import shapely
from boundary_files import (
    UTM_47,
    collection,
    feature,
    geojson,
    named_system,
    polygon,
    read,
    refused,
    square,
)
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from forms.boundaries import READERS, Outline, boundary
from forms.boundary_drawn import LIMIT, MOST_POINTS
from reports.words import sentence
from scoring.problems import Faults

EARTH = Geod(ellps="WGS84")
KM2 = abs(EARTH.geometry_area_perimeter(shapely.Polygon(square()))[0]) / 1e6
CROSSING = [(100.5, 15.0), (100.55, 15.05), (100.55, 15.0), (100.5, 15.05), (100.5, 15.0)]
DEGREES = named_system("EPSG:4326")
SPIKE = [
    (100.5, 15.0),
    (100.55, 15.0),
    (100.55, 15.05),
    (100.5, 15.05),
    (100.5, 15.0001),
    (100.5001, 15.0002),
]


def mirrored(corners: Any) -> list[tuple[float, float]]:
    return [(y, x) for x, y in corners]


# What is read


@pytest.mark.parametrize(
    "drawn",
    [
        polygon(square()),
        feature(polygon(square())),
        collection(feature(polygon(square())), feature(None)),
        {"type": "MultiPolygon", "coordinates": [polygon(square())["coordinates"]]},
        {"type": "GeometryCollection", "geometries": [polygon(square())]},
        {"type": "Polygon", "coordinates": [[(x, y, 12.5) for x, y in square()]]},
        polygon(square(), crs=named_system("urn:ogc:def:crs:OGC:1.3:CRS84")),
        polygon(square(), crs=None),
    ],
)
def test_a_boundary_is_the_same_however_geojson_wraps_it(drawn: dict[str, Any]) -> None:
    found = read(geojson(drawn))
    assert found.area_km2 == pytest.approx(KM2, rel=1e-4)
    assert found.remarks == ()


def test_a_hole_is_not_part_of_the_city() -> None:
    whole, hole = read(geojson(polygon(square()))), square(0.02, 0.02, 0.01)
    assert read(geojson(polygon(square(), hole))).area_km2 < whole.area_km2
    assert read(geojson(polygon(square(), hole))).area_km2 == pytest.approx(KM2 * 24 / 25, rel=1e-3)


def test_islands_are_counted_together() -> None:
    islands = {"type": "MultiPolygon", "coordinates": [[square()], [square(0.2)]]}
    found = read(geojson(islands))
    assert found.area_km2 == pytest.approx(2 * KM2, rel=1e-3)
    assert found.remarks == ()


def test_several_areas_are_joined_and_it_is_said() -> None:
    found = read(geojson(collection(feature(polygon(square())), feature(polygon(square(0.025))))))
    assert found.remarks == ("parts_joined",)
    assert found.area_km2 == pytest.approx(1.5 * KM2, rel=1e-3)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ({"name": " ปทุม\nใหม่ "}, "ปทุม ใหม่"),
        ({"name_th": "ก"}, "ก"),
        ({"name": 7}, ""),
        ({"NAME": "x" * 900}, "x" * 200),
    ],
)
def test_a_city_is_called_what_its_file_calls_it(said: dict[str, Any], title: str) -> None:
    assert read(geojson(collection(feature(polygon(square()), **said)))).title == title


# Where it is


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:EPSG::32647", "EPSG:32647", "urn:ogc:def:crs:EPSG:6.9:32647"]
)
def test_coordinates_in_metres_are_converted_and_it_is_said(name: str) -> None:
    found = read(geojson(polygon(UTM_47, crs=named_system(name))))
    assert found.area_km2 == pytest.approx(30, rel=2e-3)  # UTM itself is off by as much
    assert "reprojected" in found.remarks
    assert found.geometry.centroid.distance(shapely.Point(100.523, 15.027)) < 0.01


def test_indian_1975_is_some_six_hundred_metres_from_wgs_84() -> None:
    old = read(geojson(polygon(UTM_47, crs=named_system("EPSG:24047"))))
    new = read(geojson(polygon(UTM_47, crs=named_system("EPSG:32647"))))
    assert 600 < metres(old, new) < 650
    assert old.area_km2 == pytest.approx(new.area_km2, rel=1e-3)


def metres(one: Outline, other: Outline) -> float:
    """How far apart the middles of two boundaries are."""
    here, there = one.geometry.centroid, other.geometry.centroid
    return float(EARTH.inv(here.x, here.y, there.x, there.y)[2])


def test_metres_of_no_named_system_are_taken_for_the_one_zone_in_which_they_lie_in_thailand() -> None:
    in_north = [(x - 200_000, y + 400_000) for x, y in UTM_47]
    assert read(geojson(polygon(in_north))).remarks == ("reprojected", "system_assumed", "closed")
    in_either = [(x - 310_000, y + 320_000) for x, y in UTM_47]
    assert refused(geojson(polygon(in_either))).code == "boundary_system_unclear"


@pytest.mark.parametrize("name", ["EPSG:2263", "urn:ogc:def:crs:EPSG::", "somewhere", 5])
def test_a_system_that_is_not_known_is_refused_by_its_name(name: Any) -> None:
    assert refused(geojson(polygon(UTM_47, crs=named_system(name)))).code == "boundary_system"


def test_swapped_latitude_and_longitude_are_put_right_and_it_is_said() -> None:
    found = read(geojson(polygon(mirrored(square()))))
    assert found.remarks == ("turned",)
    assert found.area_km2 == read(geojson(polygon(square()))).area_km2


def test_a_boundary_outside_thailand_is_said_to_be_and_left_as_it_is() -> None:
    abroad = read(geojson(polygon([(2.2, 48.8), (2.3, 48.8), (2.3, 48.9), (2.2, 48.8)])))
    assert (abroad.remarks, abroad.outside_percent) == (("outside",), 100)
    across = read(geojson(polygon([(105.7, 15), (106.1, 15), (106.1, 15.4), (105.7, 15.4), (105.7, 15)])))
    assert across.remarks == ("partly_outside",)
    assert across.outside_percent == pytest.approx(50, abs=1)


@pytest.mark.parametrize(
    "place", [(100.5, 13.75), (98.39, 7.88), (99.82, 20.45), (101.28, 5.77), (104.85, 15.24), (102.56, 11.66)]
)
def test_every_corner_of_thailand_is_in_thailand(place: tuple[float, float]) -> None:
    x, y = place  # Bangkok, Phuket, Mae Sai, Betong, Ubon, Ko Kut
    assert read(geojson(polygon([(x, y), (x + 0.01, y), (x, y + 0.01), (x, y)]))).remarks == ()


# What is mended


def test_a_boundary_that_crosses_itself_is_mended_and_by_how_much_is_said() -> None:
    much = read(geojson(polygon(CROSSING)))
    assert (much.remarks, much.mended_percent) == (("self_crossing",), 100)
    little = read(geojson(polygon([*SPIKE, SPIKE[0]])))
    assert little.remarks == ("self_crossing",) or little.remarks == ()
    assert little.mended_percent < 0.1


def test_parts_that_lie_on_each_other_are_counted_once() -> None:
    twice = {"type": "MultiPolygon", "coordinates": [[square()], [square()]]}
    assert read(geojson(twice)).area_km2 == read(geojson(polygon(square()))).area_km2


def test_a_line_is_closed_only_if_its_ends_meet() -> None:
    nearly = [*square()[:-1], (100.5, 15.00001)]
    assert read(geojson({"type": "LineString", "coordinates": nearly})).remarks == ("closed",)
    assert refused(geojson({"type": "LineString", "coordinates": square()[:-1]})).code == "boundary_open"


def test_lines_that_meet_are_one_boundary() -> None:
    corners = square()
    lines = {"type": "MultiLineString", "coordinates": [corners[:3], corners[2:]]}
    assert read(geojson(lines)).area_km2 == pytest.approx(KM2, rel=1e-4)


def test_a_ring_left_open_is_closed() -> None:
    assert read(geojson(polygon(square()[:-1]))).remarks == ("closed",)


def test_pins_and_roads_beside_the_boundary_are_left_out() -> None:
    pin, road = (
        {"type": "Point", "coordinates": [100.5, 15]},
        {"type": "LineString", "coordinates": square()[:2]},
    )
    for other in (pin, road):
        assert read(geojson(collection(feature(polygon(square())), feature(other)))).remarks == (
            "others_left_out",
        )


# What is refused


def nested(deep: int) -> bytes:
    return b"[" * deep + b"1" + b"]" * deep


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "boundary_no_geojson"),
        (b"\xff\xfe{", "boundary_no_geojson"),
        (b"[]", "boundary_no_geojson"),
        (b"[" * 100_000, "boundary_no_geojson"),
        (b'{"type":"Polygon","coordinates":' + nested(5000) + b"}", "boundary_no_geojson"),
        (b'{"type":' + b'{"a":' * 100_000, "boundary_no_geojson"),
        (geojson({"type": "Topology"}), "boundary_no_geojson"),
        (geojson({"type": "FeatureCollection"}), "boundary_no_geojson"),
        (geojson(collection(7)), "boundary_no_geojson"),
        (geojson({"type": "Polygon"}), "boundary_no_geojson"),
        (geojson({"type": "Polygon", "coordinates": [[1, 2, 3]]}), "boundary_no_geojson"),
        (geojson(collection()), "boundary_empty"),
        (geojson({"type": "MultiPolygon", "coordinates": [[]]}), "boundary_empty"),
        (geojson({"type": "MultiPoint", "coordinates": square()}), "boundary_only_points"),
        (geojson(polygon([(100.5, math.nan), *square()])), "boundary_not_numbers"),
        (geojson(polygon([(100.5, math.inf), *square()])), "boundary_not_numbers"),
        (b'{"type":"Polygon","coordinates":[[[1e999,1],[2,2],[3,3],[1,1]]]}', "boundary_not_numbers"),
        (b'{"type":"Polygon","coordinates":[[[1' + b"0" * 400 + b",1]]]}", "boundary_not_numbers"),
        (b'{"type":"Polygon","coordinates":[[[1' + b"0" * 5000 + b",1]]]}", "boundary_no_geojson"),
        (geojson({"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}), "boundary_not_numbers"),
        (geojson({"type": "Polygon", "coordinates": [[[True, 15]] * 4]}), "boundary_not_numbers"),
        (geojson(polygon([(100.5, 15.0), (100.6, 15.0)] * 2)), "boundary_ring_short"),
        (geojson(polygon([(100.5, 15.0), (100.6, 15.0), (100.7, 15.0), (100.5, 15.0)])), "boundary_no_area"),
        (geojson(polygon(square(side=1e-8))), "boundary_no_area"),
        (geojson(polygon([(0.0, 0.0), *square()])), "boundary_too_wide"),
        (geojson(polygon([(179, 15), (-179, 15), (-179, 16), (179, 15)])), "boundary_too_wide"),
        (geojson(polygon([(100.5, 91.0), (100.6, 91.0), (100.6, 92.0), (100.5, 91.0)])), "boundary_no_place"),
        (geojson(polygon([(x * 1e300, y) for x, y in square()])), "boundary_system_unclear"),
        (geojson(polygon(square(), [(100.5, -1e308), *square(0.01)], crs=DEGREES)), "boundary_no_place"),
        (geojson(polygon(UTM_47, crs=named_system("EPSG:4326"))), "boundary_no_place"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_one_clear_message(raw: bytes, code: str) -> None:
    assert refused(raw).code == code


def test_a_file_of_another_kind_is_refused_by_its_ending() -> None:
    assert refused(b"", "boundary.dwg").values == {"suffix": ".dwg"}
    assert refused(b"", "boundary").values == {"suffix": "boundary"}


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert refused(b" " * (LIMIT + 1)).code == "boundary_too_large"


def test_a_boundary_of_too_many_points_is_refused() -> None:
    many = [[round(100.5 + math.cos(one) / 9, 4), 15.5 + one % 2] for one in range(MOST_POINTS + 1)]
    assert refused(geojson({"type": "Polygon", "coordinates": [many]})).code == "boundary_too_many"


def test_a_boundary_in_too_many_parts_is_refused() -> None:
    parts = {"type": "MultiPolygon", "coordinates": [[[[1, 1], [1, 2], [2, 2], [1, 1]]]] * 5001}
    assert refused(geojson(parts)).code == "boundary_many_parts"


def test_a_boundary_whose_points_are_out_of_order_is_refused_before_it_takes_all_memory() -> None:
    chance = random.Random(1)
    ring = [(100 + chance.random(), 15 + chance.random()) for _ in range(3000)]
    assert refused(geojson(polygon([*ring, ring[0]]))).code == "boundary_tangled"
    slivers = [[(100 + chance.random(), 15), (100 + chance.random(), 16), (100.5, 15.5)] for _ in range(300)]
    crossed = collection(*[feature(polygon([*one, one[0]])) for one in slivers])
    assert refused(geojson(crossed)).code == "boundary_tangled"


# What holds of all


def blob(corners: list[float]) -> list[tuple[float, float]]:
    """A star-shaped ring around a place in the country."""
    turn = 2 * math.pi / len(corners)
    ring = [
        (100.5 + far * math.cos(at * turn), 15 + far * math.sin(at * turn)) for at, far in enumerate(corners)
    ]
    return [*ring, ring[0]]


distances = st.lists(st.floats(0.005, 0.2), min_size=3, max_size=40)


@given(distances, st.floats(-2, 2), st.floats(-8, 4))
def test_an_area_is_within_a_ten_thousandth_of_the_geodesic_one(
    corners: list[float], east: float, north: float
) -> None:
    ring = [(x + east, y + north) for x, y in blob(corners)]
    found = read(geojson(polygon(ring)))
    assert found.area_km2 == pytest.approx(
        abs(EARTH.geometry_area_perimeter(found.geometry)[0]) / 1e6, rel=1e-4, abs=1e-4
    )


@given(distances, st.integers(0, 50))
def test_where_a_ring_begins_and_which_way_it_runs_changes_nothing(corners: list[float], start: int) -> None:
    ring = blob(corners)[:-1]
    at = start % len(ring)
    other = [*reversed([*ring[at:], *ring[:at], ring[at]])]
    same = read(geojson(polygon(other)))
    assert same.geometry.equals(read(geojson(polygon([*ring, ring[0]]))).geometry)
    assert same.area_km2 == read(geojson(polygon([*ring, ring[0]]))).area_km2


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([*"abc", "Polygon", "Feature", "Point"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "features", "geometry", "coordinates", "crs", "properties"]), inner
        )
    ),
)


@given(plain)
def test_no_json_makes_a_traceback(data: Any) -> None:
    assert survives(json.dumps(data).encode(), "x.json")


@given(st.binary(max_size=200), st.sampled_from([*READERS, ".shp"]))
def test_no_bytes_make_a_traceback(raw: bytes, suffix: str) -> None:
    assert survives(raw, f"x{suffix}")


def survives(raw: bytes, name: str) -> bool:
    """Whether it is read, or refused with one sentence in both languages."""
    try:
        boundary(name, raw)
    except Faults as faults:
        (problem,) = faults.problems
        return all(sentence(problem, lang) for lang in ("th", "en"))
    return True
