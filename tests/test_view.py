"""A submission as expressions see it."""

import datetime
from decimal import Decimal

import pytest

from scoring.fields import Record
from scoring.submission import Submission
from scoring.view import PLACE, at, is_empty, view

CITY = Submission.model_validate(
    {
        "schema": "submission/1",
        "city": {"id": "somewhere"},
        "filing": {"filed_on": "16 ธันวาคม 2567", "start": "2022-10"},
        "part1": {
            "progress": {"percent": "62.5"},
            "results": [{"name": "ก"}, {"name": "ข", "evidence": [{"page": 3}]}],
        },
    }
)
SEEN = view(CITY)


def test_every_record_knows_its_place() -> None:
    assert SEEN[PLACE] == ""
    assert SEEN["part1"]["progress"][PLACE] == "part1.progress"
    assert [row[PLACE] for row in SEEN["part1"]["results"]] == ["part1.results[0]", "part1.results[1]"]
    assert SEEN["part1"]["results"][1]["evidence"][0][PLACE] == "part1.results[1].evidence[0]"


def test_a_view_can_start_anywhere() -> None:
    assert view(CITY.part1.progress, "elsewhere")[PLACE] == "elsewhere"


def test_a_day_is_its_number_and_a_month_its_first_day() -> None:
    assert SEEN["filing"]["filed_on"] == datetime.date(2024, 12, 16).toordinal()
    assert SEEN["filing"]["start"] == datetime.date(2022, 10, 1).toordinal()


def test_numbers_stay_as_exact_as_they_were_filed() -> None:
    assert SEEN["part1"]["progress"]["percent"] == Decimal("62.5")
    assert isinstance(SEEN["part1"]["progress"]["percent"], Decimal)


def test_what_was_not_answered_is_there_as_nothing() -> None:
    assert SEEN["part1"]["plan"]["years"] is None
    assert SEEN["portfolio"] == []


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("part1.results", SEEN["part1"]["results"]),
        ("part1.progress.percent", Decimal("62.5")),
        ("part1.plan.years", None),
        ("part3", None),
        ("part1.results.name", None),
        ("part1.progress.percent.value", None),
    ],
)
def test_a_dotted_field_is_found(field: str, found: object) -> None:
    assert at(SEEN, field) == found


@pytest.mark.parametrize(
    ("value", "empty"),
    [
        (None, True),
        ("", True),
        ([], True),
        ({PLACE: "part1"}, True),
        ([{PLACE: "part1.results[0]", "name": None, "evidence": []}], True),
        (0, False),
        (False, False),
        (Decimal(0), False),
        ("x", False),
        ([{PLACE: "part1.results[0]", "done": 0}], False),
    ],
)
def test_nought_and_no_are_answers_and_a_blank_row_is_none(value: object, empty: bool) -> None:
    assert is_empty(value) is empty


def test_a_submission_of_which_nothing_was_filled_is_empty_in_every_part() -> None:
    blank = view(Submission.model_validate({"schema": "submission/1", "city": {"id": "x"}}))
    assert all(is_empty(blank[part]) for part in ("filing", "approval", "part2", "portfolio", "answers"))


def test_a_record_with_nothing_in_it_is_a_place_and_no_more() -> None:
    assert view(Record()) == {PLACE: ""}
