"""KML, KMZ and shapefiles say the same as GeoJSON; what is hostile, damaged or unclear is refused."""

import random
import struct
from contextlib import suppress

import pytest
import shapefile
from boundary_files import (
    UTM_47,
    clockwise,
    geojson,
    kml,
    kml_polygon,
    placemark,
    polygon,
    prj,
    read,
    refused,
    shp,
    square,
    zipped,
)

from forms.boundary_drawn import LIMIT
from forms.boundary_zip import MOST_FILES
from scoring.problems import Faults

SAME = read(geojson(polygon(square(), square(0.02, 0.02, 0.01))))
WHOLE = kml_polygon(square(), square(0.02, 0.02, 0.01))
PARTS = clockwise(square()), square(0.02, 0.02, 0.01)
ESRI = shp(*PARTS)
LAUGHS = '<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


# KML


def encoded(raw: bytes, encoding: str) -> bytes:
    return raw.decode().replace("UTF-8", encoding).encode(encoding)


@pytest.mark.parametrize(
    "inner",
    [
        f"<Document>{placemark(WHOLE)}</Document>",
        f"<Folder><Folder>{placemark(WHOLE)}</Folder></Folder>",
        placemark(f"<MultiGeometry>{WHOLE}</MultiGeometry>"),
        f"<Document>{placemark(WHOLE)}<NetworkLink><Link><href>http://x.example/a.kml</href></Link></NetworkLink></Document>",
    ],
)
def test_kml_is_the_same_however_it_is_wrapped(inner: str) -> None:
    found = read(kml(inner), "city.kml")
    assert found.geometry.equals(SAME.geometry)
    assert found.remarks == ()


def test_kml_of_another_version_and_with_spaces_after_its_commas_is_read() -> None:
    old = kml(placemark(WHOLE)).replace(b"opengis.net/kml/2.2", b"earth.google.com/kml/2.1")
    assert read(old.replace(b",0 ", b", 0\n"), "city.kml").geometry.equals(SAME.geometry)


def test_places_of_kml_are_joined_and_the_first_gives_its_name() -> None:
    places = placemark(kml_polygon(square()), "เมืองธารทอง") + placemark(kml_polygon(square(0.05)))
    found = read(kml(f"<Document><name>x</name>{places}</Document>"), "city.kml")
    assert (found.title, found.remarks) == ("เมืองธารทอง", ("parts_joined",))


def test_a_path_of_google_earth_is_closed_if_its_ends_meet() -> None:
    path = (
        "<LineString><coordinates>100.5,15 100.55,15 100.55,15.05 100.5,15.00001</coordinates></LineString>"
    )
    assert read(kml(placemark(path)), "city.kml").remarks == ("closed",)
    gap = path.replace("100.5,15.00001<", "100.52,15.02<")
    assert refused(kml(placemark(gap)), "city.kml").code == "boundary_open"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "boundary_no_kml"),
        (b"<kml>", "boundary_no_kml"),
        (b"<html/>", "boundary_no_kml"),
        (kml("<Document/>"), "boundary_empty"),
        (kml(placemark("<Point><coordinates>100.5,15</coordinates></Point>")), "boundary_only_points"),
        (kml(placemark("<Polygon/>")), "boundary_no_kml"),
        (kml(placemark(WHOLE.replace("100.5,", "nan,"))), "boundary_not_numbers"),
        (kml(placemark(WHOLE.replace("100.5,", "inf,"))), "boundary_not_numbers"),
        (kml(placemark(WHOLE.replace("100.5,", "east,"))), "boundary_not_numbers"),
        (kml(placemark(WHOLE.replace(",", " "))), "boundary_not_numbers"),
        (kml(placemark("&b;"), LAUGHS), "boundary_kml_declares"),
        (kml(placemark(WHOLE), '<!DOCTYPE kml SYSTEM "file:///etc/passwd">'), "boundary_kml_declares"),
        (encoded(kml(placemark(WHOLE), LAUGHS), "UTF-16"), "boundary_kml_declares"),
        (kml("<a>" * 100_000), "boundary_no_kml"),
    ],
)  # fmt: skip
def test_kml_that_cannot_be_read_gets_one_clear_message(raw: bytes, code: str) -> None:
    assert refused(raw, "city.kml").code == code


def test_a_document_type_hidden_by_an_encoding_is_seen() -> None:
    hidden = encoded(kml("", LAUGHS), "UTF-7").replace(b"<!", b"+ADwAIQ-")
    assert b"<!" not in hidden
    assert refused(hidden, "city.kml").code in {"boundary_kml_declares", "boundary_no_kml"}


def test_kmz_is_a_kml_in_a_zip() -> None:
    raw = zipped(**{"doc__kml": kml(placemark(WHOLE)), "other__kml": b"", "files/a.png": b"x"})
    assert read(raw, "city.kmz").geometry.equals(SAME.geometry)
    assert refused(zipped(a__png=b""), "city.kmz").code == "boundary_kmz_empty"


# Zips


def test_a_zip_bomb_is_not_unpacked() -> None:
    raw = zipped(doc__kml=b" " * (LIMIT + 1))
    assert len(raw) < LIMIT / 100
    assert refused(raw, "city.kmz").code == "boundary_zip_large"


def test_a_zip_of_thousands_of_files_is_refused() -> None:
    many = {f"{number}.kml": b"" for number in range(MOST_FILES + 1)}
    assert refused(zipped(**many), "city.kmz").code == "boundary_zip_large"


@pytest.mark.parametrize("name", ["city.kmz", "city.zip"])
def test_a_damaged_zip_is_refused(name: str) -> None:
    whole = zipped(doc__kml=random.Random(1).randbytes(1000), a__shp=random.Random(2).randbytes(1000))
    flaw = bytearray(whole)
    flaw[200] ^= 255
    flaw[1300] ^= 255
    for raw in (b"", b"PK", whole[:700], bytes(flaw)):
        assert refused(raw, name).code == "boundary_zip_damaged"


# Shapefiles


def test_a_shapefile_is_read_with_its_holes() -> None:
    raw = zipped(city__shp=ESRI, city__shx=b"", city__dbf=b"", city__prj=prj(4326))
    found = read(raw, "city.zip")
    assert found.geometry.equals(SAME.geometry)
    assert found.remarks == ()


def test_what_a_mac_adds_to_a_zip_is_not_taken_for_a_shapefile() -> None:
    raw = zipped(**{"maps/city.shp": ESRI, "maps/city.PRJ": prj(4326), "__MACOSX/maps/._city.shp": b"x"})
    assert read(raw.replace(b"..MACOSX", b"__MACOSX"), "city.zip").geometry.equals(SAME.geometry)


@pytest.mark.parametrize("system", [32647, 24047])
def test_a_shapefile_in_metres_is_converted_by_its_prj(system: int) -> None:
    found = read(zipped(city__shp=shp(clockwise(UTM_47)), city__prj=prj(system)), "city.zip")
    assert found.area_km2 == pytest.approx(30, rel=2e-3)
    assert "reprojected" in found.remarks


def test_without_a_prj_the_system_is_taken_from_the_coordinates_and_it_is_said() -> None:
    assert read(zipped(city__shp=ESRI), "city.zip").remarks == ("system_assumed",)
    north = [(x - 200_000, y + 400_000) for x, y in clockwise(UTM_47)]
    assert {"reprojected", "system_assumed"} == {*read(zipped(city__shp=shp(north)), "city.zip").remarks}


def test_a_line_shapefile_is_closed_if_its_ends_meet() -> None:
    lines = shp(square(), kind=shapefile.POLYLINE)
    assert read(zipped(city__shp=lines, city__prj=prj(4326)), "city.zip").remarks == ("closed",)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"city__dbf": b""}, "boundary_no_shapefile"),
        ({"a__shp": ESRI, "b__shp": ESRI}, "boundary_shapefiles"),
        ({"city__shp": b""}, "boundary_shapefile_damaged"),
        ({"city__shp": ESRI[:-20]}, "boundary_shapefile_damaged"),
        ({"city__shp": ESRI[:104] + struct.pack(">i", -4) + ESRI[108:]}, "boundary_shapefile_damaged"),
        ({"city__shp": ESRI[:108] + struct.pack("<i", 77) + ESRI[112:]}, "boundary_shapefile_damaged"),
        ({"city__shp": ESRI[:144] + struct.pack("<i", 2**30) + ESRI[148:]}, "boundary_shapefile_damaged"),
        ({"city__shp": ESRI, "city__prj": b"PROJCS[nothing]"}, "boundary_system"),
        ({"city__shp": ESRI, "city__prj": prj(2263)}, "boundary_system"),
        ({"city__shp": shp(square(), kind=shapefile.POINT)}, "boundary_only_points"),
    ],
)
def test_a_shapefile_that_cannot_be_read_gets_one_clear_message(files: dict[str, bytes], code: str) -> None:
    assert refused(zipped(**files), "city.zip").code == code


def test_any_byte_of_a_shapefile_may_be_wrong() -> None:
    chance, whole = random.Random(7), 0
    for _ in range(300):
        raw = bytearray(ESRI)
        for _ in range(chance.randint(1, 4)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        with suppress(Faults):
            whole += read(zipped(city__shp=bytes(raw)), "city.zip").area_km2 > 0
    assert 0 < whole < 300  # some are read and some refused, and nothing else happens
