"""The boundary in the reports: a map that only what fits the pattern is drawn on, and a line of figures."""

import math
import re
from pathlib import Path
from typing import Any

import pytest
from boundary_files import geojson, polygon, read, square
from filing import FOLDER, Assess, changed, example, filed, measured_example
from hypothesis import given
from hypothesis import strategies as st

from forms.beside import Beside
from forms.boundary_drawing import MOST_CITIES, MOST_CORNERS, outline
from forms.boundary_folder import neighbours
from forms.boundary_overlaps import Neighbours
from forms.boundary_survey import surveyed
from forms.filled import data_of
from reports import render
from reports.boundary_map import Map, drawn
from scoring.models import Assessment

CITIES = Path(__file__).parent / "data" / "boundaries"
PLAIN = "box 1000 500 4000; own 0,0 1000,0 1000,500"
MARKUP = '"/><script>alert(1)</script>'


def described(*others: tuple[float, float], side: float = 0.05) -> str:
    """The text of a square with squares moved so far from it as neighbours."""
    own = read(geojson(polygon(square(side=side))))
    among = Neighbours({f"{n}": read(geojson(polygon(square(*at)))) for n, at in enumerate(others)})
    return outline(own, [(one, among.outlines[one.name]) for one in among.overlaps(own)])


def a_map(text: str) -> Map:
    found = drawn(text)
    assert found is not None
    return found


# Written and drawn


def test_a_boundary_that_was_measured_can_be_drawn() -> None:
    found = a_map(described())
    assert max(found.width, found.height) == 1000
    assert found.own.count("M") == 1
    assert found.parts == []


def test_north_is_up_and_east_is_right() -> None:
    (east, north) = a_map(described((0.04, 0.0), (0.0, 0.04))).parts
    assert (east.x > 700, east.y > 400) == (True, True)
    assert (north.x < 600, north.y < 300) == (True, True)


def test_the_numbers_on_the_map_are_those_of_the_list() -> None:
    others = [(0.01, 0.0), (0.04, 0.0), (0.03, 0.03)]
    assert [part.number for part in a_map(described(*others)).parts] == [1, 2, 3]


def test_a_boundary_of_many_corners_is_drawn_with_few() -> None:
    ring = [
        (100.5 + math.cos(n / 500) / 20 * (1 + n % 2 / 50), 15 + math.sin(n / 500) / 20) for n in range(3000)
    ]
    text = outline(read(geojson(polygon([*ring, ring[0]]))), ())
    assert max(len(piece.split()) for piece in text.split("; ")) <= MOST_CORNERS + 1
    assert a_map(text)


def test_no_more_cities_are_drawn_than_have_a_number() -> None:
    text = described(*[(0.03 + n / 1000, 0.0) for n in range(MOST_CITIES + 5)])
    assert len(a_map(text).parts) == MOST_CITIES


def test_the_bar_is_a_round_length_that_fits() -> None:
    found = a_map(PLAIN)
    assert (found.scale, found.bar) == (1000, 250)
    assert a_map(PLAIN.replace("4000", "2")).scale == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "box 1000 500 4000",
        PLAIN.replace("own", "near 1"),
        PLAIN.replace("1000,500", MARKUP),
        PLAIN + "; ",
        PLAIN + ";own 1,1 2,2 3,3",
        PLAIN + "\n",
        PLAIN.replace("0,0", "๐,๐"),
        PLAIN.replace("0,0", "-1,0"),
        PLAIN.replace("box 1000", "box 10"),
        PLAIN + "; own" + " 1,1" * 401,
        PLAIN + "; own 1,1 2,2 3,3" * 10_000,
    ],
)
def test_what_is_not_written_as_the_program_writes_it_is_not_drawn(text: str) -> None:
    assert drawn(text) is None


@given(st.text(st.sampled_from("box own near both 0123456789,;- <>\"'&\n"), max_size=60) | st.text())
def test_of_any_text_only_digits_and_commas_reach_the_page(text: str) -> None:
    for whole in (text, f"{PLAIN}; {text}", f"box {text}; own {text}"):
        found = drawn(whole)
        assert found is None or re.fullmatch(r"(?:M[0-9, ]+Z)+", found.own)


@given(st.floats(0.0001, 1), st.lists(st.tuples(st.floats(-0.1, 0.1), st.floats(-0.1, 0.1)), max_size=4))
def test_whatever_was_measured_can_be_drawn(side: float, others: list[tuple[float, float]]) -> None:
    assert drawn(described(*others, side=side))


# In the reports


def beside(of: Assess, **changes: Any) -> Assessment:
    city = filed(changed(example("tharnthong"), changes))
    return of(data_of(surveyed(city, Beside(FOLDER / "city.yaml"), neighbours(CITIES))))


def page(result: Assessment, lang: str = "en", form: str = "html") -> str:
    return render(result, form, lang, width=200).decode("utf-8")


def section(text: str) -> str:
    return text.partition('<section id="boundary"')[2].partition("</section>")[0]


def test_the_page_has_a_map_with_a_name_for_who_cannot_see_it(of: Assess) -> None:
    drawing = section(page(beside(of)))
    assert drawing.count("<svg") == drawing.count('role="img"') == 1
    assert '<title id="map-name">Map of the zone of Tharn Thong Smart City</title>' in drawing
    assert "hatched: 2</desc>" in drawing
    assert drawing.count("url(#map-hatch)") == 2
    assert "1 km" in drawing
    assert "เศษแนวเขต ไม่นับ" in section(page(beside(of), "th"))


def test_both_areas_and_every_overlap_stand_in_the_reports_made_of_text(of: Assess) -> None:
    for form in ("text", "md"):
        said = page(beside(of), "en", form)
        assert "14.86 km²; stated by the city: 14.8 km² (a difference of 0.4 %)" in said
        assert "Overlaps 2 of the 3 cities compared: เทศบาลตำบลผาเรียง, 0.86 km² (5.8 % of this city)" in said
        assert "0.02 km² (0.11 % of this city; a sliver, not counted)" in said


def test_an_overlap_that_the_city_declares_is_said_to_be_declared(of: Assess) -> None:
    result = beside(of, **{"part2.boundary.overlaps": [{"city": "pha-riang"}]})
    assert result.boundary is not None
    assert [one.standing for one in result.boundary.overlaps] == ["declared", "sliver"]
    assert "declared by the city" in page(result, "en", "text")


def test_a_city_alone_is_said_not_to_have_been_compared(of: Assess) -> None:
    for form in ("text", "md", "html"):
        assert "Not compared with the boundaries of other cities" in page(
            of(measured_example("tharnthong")), "en", form
        )


def test_a_city_compared_and_clear_is_said_to_be(of: Assess) -> None:
    found = {"part2.boundary.measured.compared": 7}
    assert "other cities (7): no overlap" in page(of(measured_example("tharnthong"), found), "en", "text")


def test_a_city_that_states_no_area_or_nothing_is_told_what_was_computed(of: Assess) -> None:
    for stated in (None, 0):
        result = of(measured_example("tharnthong"), {"part2.boundary.area_km2": stated})
        assert result.boundary is not None
        assert result.boundary.difference is None
        assert "14.86 km²" in page(result, "en", "text")


def test_without_a_measured_boundary_nothing_is_said(of: Assess) -> None:
    result = of(example("tharnthong"))
    assert result.boundary is None
    assert '<section id="boundary"' not in page(result)
    assert "boundary file:" not in page(result, "en", "text")


def test_what_a_file_calls_a_city_can_do_nothing_to_the_page(of: Assess) -> None:
    row = {"city": MARKUP, "file": MARKUP, "area_km2": 1, "percent": 5, "percent_of_smaller": 5}
    measured = {"area_km2": 14.9, "file": MARKUP, "overlaps": [row], "outline": f"{PLAIN}; own {MARKUP}"}
    result = of(example("tharnthong"), {"part2.boundary.measured": measured})
    for lang in ("th", "en", "both"):
        said = section(page(result, lang))
        assert "<script" not in said
        assert "<svg" not in said
        assert "&lt;script&gt;" in said


def test_remarks_on_the_file_are_said_in_words(of: Assess) -> None:
    found = {"part2.boundary.measured.remarks": ["turned"]}
    result = of(measured_example("tharnthong"), found)
    assert "latitude and longitude were swapped" in section(page(result))
    assert "ละติจูดกับลองจิจูดสลับกัน" in section(page(result, "th"))
