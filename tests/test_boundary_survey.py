"""The boundary file beside a submission is measured, and what was found is judged wherever it is scored."""

from pathlib import Path
from typing import Any

import pytest
from boundary_files import geojson, polygon, square
from filing import FOLDER, Assess, changed, empty, example, filed, measured_example

from forms.beside import Beside
from forms.boundary_folder import neighbours
from forms.boundary_survey import surveyed
from forms.filled import data_of
from reports.words import sentence
from scoring.models import Assessment
from scoring.part2_boundary import BoundaryMeasured
from scoring.problems import Faults
from scoring.submission import Submission

CITIES = Path(__file__).parent / "data" / "boundaries"
NAMED = "part2.boundary.geometry"


def city(named: str = "city.geojson", **boundary: Any) -> Submission:
    return filed(empty(part2={"boundary": {"geometry": named, **boundary}}))


def measured(submission: Submission) -> BoundaryMeasured:
    return submission.part2.boundary.measured


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a boundary in it, and one just outside of it."""
    inside = tmp_path / "filed"
    (inside / "maps").mkdir(parents=True)
    for path in (tmp_path / "outside.geojson", inside / "city.geojson", inside / "maps" / "city.geojson"):
        path.write_bytes(geojson(polygon(square())))
    return inside


@pytest.mark.parametrize("name", ["tharnthong", "nathisamut"])
def test_the_examples_are_as_large_as_they_say(name: str) -> None:
    boundary = filed(measured_example(name)).part2.boundary
    assert boundary.area_km2 is not None
    assert float(boundary.measured.area_km2 or 0) == pytest.approx(float(boundary.area_km2), rel=0.01)
    assert boundary.measured.remarks == ()


@pytest.mark.parametrize(
    "named", ["city.geojson", "maps/city.geojson", "maps\\city.geojson", "./city.geojson"]
)
def test_the_file_is_found_beside_the_submission_or_beneath(folder: Path, named: str) -> None:
    assert measured(surveyed(city(named), Beside(folder / "city.yaml"))).area_km2


@pytest.mark.parametrize(
    "named",
    [
        "../outside.geojson",
        "maps/../../outside.geojson",
        "..\\outside.geojson",
        "C:\\filed\\city.geojson",
        "//server/filed/city.geojson",
        "https://example.org/city.geojson",
        "maps",
        "no-such.geojson",
        "x" * 5000,
        "แนบมาแล้วในอีเมล",
    ],
)
def test_nothing_is_read_outside_of_the_folder_or_where_nothing_is(folder: Path, named: str) -> None:
    assert surveyed(city(named), Beside(folder / "city.yaml")) == city(named)
    absolute = str(folder / "city.geojson")
    assert surveyed(city(absolute), Beside(folder / "city.yaml")) == city(absolute)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "link.geojson").symlink_to(folder.parent / "outside.geojson")
    assert surveyed(city("link.geojson"), Beside(folder / "city.yaml")) == city("link.geojson")


def test_what_was_measured_earlier_stands_where_the_file_is_not_at_hand(folder: Path) -> None:
    once = surveyed(city(), Beside(folder / "city.yaml"))
    assert surveyed(once, Beside(folder / "maps" / "none" / "city.yaml")) == once
    assert surveyed(filed(data_of(once)), Beside(folder / "city.yaml")) == once


def test_a_file_that_is_there_and_cannot_be_used_is_told_by_its_path(folder: Path) -> None:
    (folder / "city.geojson").write_bytes(b"{")
    with pytest.raises(Faults) as caught:
        surveyed(city(), Beside(folder / "city.yaml"))
    (problem,) = caught.value.problems
    assert problem.file == str(folder / "city.geojson")
    assert "GeoJSON" in sentence(problem, "en")


def test_overlaps_are_told_with_the_names_that_the_files_give_the_cities() -> None:
    found = measured(surveyed(filed(example("tharnthong")), Beside(FOLDER / "city.yaml"), neighbours(CITIES)))
    assert found.compared == 3
    assert [(one.city, one.file) for one in found.overlaps] == [
        ("เทศบาลตำบลผาเรียง", "pha-riang"),
        ("ตำบลห้วยเกลือ", "huai-kluea"),
    ]
    first, second = found.overlaps
    assert float(first.area_km2 or 0) == pytest.approx(0.86, abs=0.01)
    assert float(first.percent or 0) == 5.8
    assert float(second.percent_of_smaller or 0) < 1


def test_a_city_does_not_overlap_itself_under_its_id_or_as_a_copy_of_its_file(folder: Path) -> None:
    among = neighbours(folder)
    assert measured(surveyed(city(), Beside(folder / "city.yaml"), among)).compared == 0
    named = city().model_copy(update={"city": city().city.model_copy(update={"id": "city"})})
    (folder / "other.geojson").write_bytes((folder / "city.geojson").read_bytes())
    found = measured(surveyed(named, Beside(folder / "city.yaml"), neighbours(folder)))
    assert [(one.file, float(one.percent or 0)) for one in found.overlaps] == [("other", 100.0)]


def test_without_other_boundaries_nothing_is_said_of_overlaps(folder: Path) -> None:
    found = measured(surveyed(city(), Beside(folder / "city.yaml")))
    assert (found.compared, found.overlaps) == (None, ())


def test_every_boundary_that_cannot_be_read_is_told_at_once(folder: Path) -> None:
    for name in ("a.kml", "b.zip", "city.kml"):
        (folder / name).write_bytes(b"")
    (folder / ".hidden.kml").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"")
    with pytest.raises(Faults) as caught:
        neighbours(folder)
    codes = [one.code for one in caught.value.problems]
    assert codes == ["boundary_no_kml", "boundary_zip_damaged", "boundary_twice"]


def test_a_folder_without_boundaries_is_an_error_and_so_is_one_that_is_not_there(tmp_path: Path) -> None:
    for folder, code in ((tmp_path, "boundary_folder_empty"), (tmp_path / "no", "file_not_found")):
        with pytest.raises(Faults) as caught:
            neighbours(folder)
        assert [one.code for one in caught.value.problems] == [code]


def test_the_same_files_give_the_same_submission() -> None:
    once, again = (
        surveyed(filed(example("tharnthong")), Beside(FOLDER / "city.yaml"), neighbours(CITIES))
        for _ in range(2)
    )
    assert once.model_dump_json() == again.model_dump_json()


# What follows from it


def beside_neighbours(of: Assess, **changes: Any) -> Assessment:
    data = data_of(
        surveyed(
            filed(changed(example("tharnthong"), changes)), Beside(FOLDER / "city.yaml"), neighbours(CITIES)
        )
    )
    return of(data)


def test_an_overlap_that_is_found_and_not_declared_opens_the_gate(of: Assess) -> None:
    result = beside_neighbours(of)
    (gate,) = (gate for gate in result.gates if gate.id == "boundary")
    assert gate.open
    assert not gate.holds
    told = next(one for one in result.notices if one.id == "overlap_undeclared")
    assert told.th.endswith(": เทศบาลตำบลผาเรียง")  # the sliver along the stream is not told


def test_an_overlap_that_is_declared_is_counted_once(of: Assess) -> None:
    declared = [{"city": "เทศบาลตำบลผาเรียง", "area_km2": 0.86}]
    result = beside_neighbours(of, **{"part2.boundary.overlaps": declared})
    (count,) = (seen.value for one in result.findings for seen in one.measures if seen.id == "overlaps")
    assert count == 1
    assert "overlap_undeclared" not in {one.id for one in result.notices}
