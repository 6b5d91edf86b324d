"""How much of a city's area lies in other cities, found by holding it against all of their boundaries."""

import pytest
from boundary_files import geojson, polygon, read, square
from hypothesis import given
from hypothesis import strategies as st

from forms.boundaries import Outline
from forms.boundary_overlaps import Neighbours


def area(east: float = 0, north: float = 0, side: float = 0.05) -> Outline:
    return read(geojson(polygon(square(east, north, side))))


HERE = area()


def test_an_overlap_is_told_in_square_kilometres_and_in_per_cent_of_the_city_and_of_the_smaller() -> None:
    small = area(0.04, 0, 0.02)
    (found,) = Neighbours({"small": small}).overlaps(HERE)
    assert found.area_km2 == pytest.approx(HERE.area_km2 * 0.08, rel=1e-3)
    assert found.percent == pytest.approx(8, abs=0.02)
    assert found.percent_of_smaller == pytest.approx(50, abs=0.02)


def test_a_city_inside_another_shares_all_that_it_has() -> None:
    (found,) = Neighbours({"inner": area(0.01, 0.01, 0.005)}).overlaps(HERE)
    assert found.percent_of_smaller == 100
    assert found.percent == pytest.approx(1, abs=0.01)


def test_cities_that_share_only_a_border_do_not_overlap() -> None:
    around = {"east": area(0.05), "north": area(0, 0.05), "far": area(1), "corner": area(0.05, 0.05)}
    assert Neighbours(around).overlaps(HERE) == ()


def test_the_largest_overlap_comes_first_and_equal_ones_by_name() -> None:
    others = {"b": area(0.04), "a": area(0.04), "most": area(0.01), "least": area(0.049)}
    assert [one.name for one in Neighbours(others).overlaps(HERE)] == ["most", "a", "b", "least"]


def test_the_city_itself_is_left_out_by_the_names_it_goes_by() -> None:
    others = {"city": HERE, "other": area(0.04)}
    assert [one.name for one in Neighbours(others).overlaps(HERE, ["city"])] == ["other"]


def test_no_neighbour_overlaps_nobody() -> None:
    assert Neighbours({}).overlaps(HERE) == ()


shifts = st.floats(-0.06, 0.06)


@given(shifts, shifts, st.floats(0.01, 0.08))
def test_two_cities_share_the_same_area_whichever_is_asked_about(
    east: float, north: float, side: float
) -> None:
    other = area(east, north, side)
    there = [one.area_km2 for one in Neighbours({"x": HERE}).overlaps(other)]
    assert [one.area_km2 for one in Neighbours({"x": other}).overlaps(HERE)] == there
    assert all(0 < found <= min(HERE.area_km2, other.area_km2) + 1e-3 for found in there)
