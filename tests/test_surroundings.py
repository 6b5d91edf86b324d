"""What lies around a submission: the same wherever it is asked for, and a folder of boundaries counts."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from test_cli import done, no_locale, run, said

from forms.boundaries import READERS
from forms.surroundings import BOUNDARIES, stamp

__all__ = ["no_locale"]
ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "data" / "boundaries"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The example with its boundary beside it."""
    shutil.copytree(ROOT / "examples" / "maps", tmp_path / "filed" / "maps")
    path = tmp_path / "filed" / "tharnthong.yaml"
    shutil.copy(ROOT / "examples" / "tharnthong.yaml", path)
    return path


def gate(path: Path, *more: object) -> Any:
    result = json.loads(done("score", path, "--format", "json", *more).stdout)
    return next(one for one in result["gates"] if one["id"] == "boundary"), result


def test_every_kind_of_boundary_file_is_known_by_its_ending() -> None:
    assert set(READERS) == BOUNDARIES


def test_without_other_cities_the_boundary_is_measured_and_holds(city: Path) -> None:
    found, result = gate(city)
    assert found["holds"]
    assert result["boundary"]["area_km2"] == pytest.approx(14.8, abs=0.2)
    assert result["boundary"]["compared"] is None


def test_an_overlap_with_another_city_breaks_the_gate_or_waits_for_a_reviewer(city: Path) -> None:
    found, result = gate(city, "--boundaries", FOLDER)
    assert not found["holds"] or found["open"]
    assert result["boundary"]["compared"] > 0
    assert result["boundary"]["overlaps"]


def test_comparing_policies_sees_the_same_boundary_as_scoring(city: Path, tmp_path: Path) -> None:
    cache = ("--cache", tmp_path / "kept", "--workers", 1, "--format", "json", "--set", "pass_mark=1")
    seen = set()
    for more in ((), ("--boundaries", FOLDER), ()):
        scored = json.loads(done("score", city, "--format", "json", *more).stdout)["recommendation"]
        compared = json.loads(done("policy", "compare", city, *cache, *more).stdout)
        (told,) = compared["cities"]
        seen.add(json.dumps(told["before"]))
        assert (told["before"]["verdict"], told["before"]["settled"]) == (
            scored["verdict"],
            scored["settled"],
        )
    assert (
        len(seen) == 2
    )  # the overlap makes a difference, and what was kept of one run is not told in another


def test_facts_kept_from_an_earlier_run_are_not_those_of_another_boundary(city: Path) -> None:
    before = stamp(city.parent)
    path = city.parent / "maps" / "tharnthong-boundary.geojson"
    os.utime(path, ns=(1, 1))
    stamp.cache_clear()
    assert stamp(city.parent) != before


def test_a_folder_of_boundaries_that_is_not_there_is_a_sentence(city: Path, tmp_path: Path) -> None:
    result = run("score", city, "--boundaries", tmp_path / "none")
    assert result.exit_code == 2
    assert str(tmp_path / "none") in said(result)
