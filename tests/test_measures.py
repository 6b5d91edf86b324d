"""Measures: each way of making one whole number of what a form says, and where it was found."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.edition import Measure
from scoring.edition_files import Unit
from scoring.expressions import Expression, expression
from scoring.measures import BOUND, Measured, measured
from scoring.models import Bilingual
from scoring.rulebook import LIMIT
from scoring.shapes import shape_of
from scoring.submission import Submission
from scoring.view import view

FORM = shape_of(Submission)
BOTH = Bilingual(th="ทดลอง", en="trial")


def city(**parts: Any) -> Submission:
    """A city that files these parts."""
    return Submission.model_validate({"schema": "submission/1", "city": {"id": "somewhere"}, **parts})


def compiled(text: str | None) -> Expression | None:
    """The expression over the form."""
    return expression(text, FORM) if text else None


def found(reduce: str, select: str | None, filed: Submission, kind: str = "count", **more: Any) -> Measured:
    """One measure of a city."""
    unit = Unit.model_validate({"kind": kind, "th": "", "en": ""})
    steps = tuple(expression(text, FORM) for text in more.get("steps", ()))
    measure = Measure(
        "m", BOTH, unit, reduce, compiled(select), compiled(more.get("of")), more.get("take"), steps
    )
    return measured({"m": measure}, view(filed))["m"]


RESULTS = [
    {"name": "รถโดยสาร", "row": "mobility", "done": "100"},
    {"name": "ต้นไม้", "row": "environment", "done": "33.33"},
    {"name": " รถโดยสาร ", "row": "mobility"},
    {},
]
FILED = city(
    part1={
        "results": RESULTS,
        "progress": {"percent": "66.67"},
        "wishes_to_continue": False,
        "budget": {"years": [{"planned": "1.5 ล้านบาท"}, {"planned": "250,000"}, {}]},
    },
    part2={
        "boundary": {"area_km2": "12.34567"},
        "infrastructure": {
            "items": [{"type": "เครือข่าย"}, {"type": "Cloud"}, {"type": "cloud  "}, {"coverage": 40}]
        },
    },
)
EMPTY = city()

Case = tuple[str, str | None, str, Mapping[str, Any], int | None]
CASES: Mapping[str, Case] = {
    "what is selected is counted": ("count", "part1.results[?name]", "count", {}, 3),
    "nothing selected counts as nought": ("count", "part1.results[?row == 'energy']", "count", {}, 0),
    "alike texts are one, whatever their case and spaces": (
        "distinct",
        "part2.infrastructure.items[].type",
        "count",
        {},
        2,
    ),
    "a value is the one that is stated": ("value", "part1.progress.percent", "share", {}, 6667),
    "a stated no is nought and not unknown": ("value", "part1.wishes_to_continue", "flag", {}, 0),
    "a value not stated is unknown": ("value", "part1.plan.years", "count", {}, None),
    "amounts add up": ("sum", "part1.budget.years[].planned", "money", {}, 1_750_000),
    "no amounts add up to nought": ("sum", "part1.budget.years[].invested", "money", {}, 0),
    "fields of records add up": ("sum", "part1.results[?name]", "share", {"take": "done"}, 13333),
    "the most": ("max", "part1.results[?name]", "share", {"take": "done"}, 10000),
    "the least": ("min", "part1.results[].done", "share", {}, 3333),
    "the most of nothing is unknown": ("max", "part1.results[].cannot", "share", {}, None),
    "the least of nothing is unknown": ("min", "portfolio[].investment.state", "share", {}, None),
    "something is there": ("any", "part1.results[?done == `100`]", "flag", {}, 1),
    "nothing is there": ("any", "part1.results[?done == `50`]", "flag", {}, 0),
    "a text is there": ("any", "part2.vision", "flag", {}, 0),
    "nought is there": ("any", "part1.wishes_to_continue == `false` && `0`", "flag", {}, 1),
    "a share is in hundredths of a per cent, never rounded up": (
        "share",
        "part1.results[?done]",
        "share",
        {"of": "part1.results[?name]"},
        6666,
    ),
    "a share of nothing is unknown": ("share", "portfolio", "share", {"of": "portfolio[?name]"}, None),
    "a quantity is in millionths": ("value", "part2.boundary.area_km2", "quantity", {}, 12_345_670),
}


@pytest.mark.parametrize("case", CASES)
def test_a_measure_is_one_whole_number(case: str) -> None:
    reduce, select, kind, more, value = CASES[case]
    assert found(reduce, select, FILED, kind, **more).value == value


@pytest.mark.parametrize(
    ("results", "rank"),
    [
        ([], 0),
        ([{"name": "ก"}], 1),
        ([{"name": "ก", "in_progress": 10}], 2),
        ([{"name": "ก"}, {"name": "ข", "done": 100}], 3),
        ([{"done": 100}], 3),
    ],
)
def test_the_highest_step_that_selects_anything_counts(results: list[Any], rank: int) -> None:
    steps = ["part1.results[?name]", "part1.results[?in_progress > `0`]", "part1.results[?done == `100`]"]
    one = found("highest", None, city(part1={"results": results}), "rank", steps=steps)
    assert one.value == rank


def test_a_measure_names_the_records_it_was_found_in() -> None:
    assert found("count", "part1.results[?name]", FILED).places == (
        "part1.results[0]",
        "part1.results[1]",
        "part1.results[2]",
    )
    assert found("max", "part1.results[?done]", FILED, "share", take="done").places == (
        "part1.results[0]",
        "part1.results[1]",
    )


def test_a_measure_that_found_nothing_names_the_field_to_answer_in() -> None:
    assert found("count", "part1.results[?name]", EMPTY).places == ("part1.results",)
    assert found("value", "part1.progress.percent", EMPTY, "share").places == ("part1.progress.percent",)
    steps = ["part1.results[?name]", "part1.results[?done == `100`]"]
    assert found("highest", None, EMPTY, "rank", steps=steps).places == ("part1.results",)


def test_the_highest_step_names_the_records_of_that_step() -> None:
    steps = ["part1.results[?name]", "part1.results[?done == `100`]"]
    assert found("highest", None, FILED, "rank", steps=steps).places == ("part1.results[0]",)


@pytest.mark.parametrize(("select", "value"), [("`1e30`", BOUND), ("minus(`0`, `1e30`)", -BOUND)])
def test_a_value_beyond_all_thresholds_is_held_at_the_bound(select: str, value: int) -> None:
    assert found("value", select, EMPTY).value == value
    assert BOUND == LIMIT - 1  # so that no threshold that an edition may have lies beyond it


def test_amounts_of_any_number_of_rows_are_added_up_exactly() -> None:
    rows = [{"planned": 10**14}] * 500
    filed = city(part1={"budget": {"years": rows}})
    assert found("sum", "part1.budget.years[].planned", filed, "money").value == BOUND
    assert (
        found(
            "sum", "part1.budget.years[].planned", city(part1={"budget": {"years": rows[:9]}}), "money"
        ).value
        == 9 * 10**14
    )


@given(st.decimals(0, 100, places=2))
def test_per_cents_come_out_as_they_were_filed(percent: Decimal) -> None:
    filed = city(part1={"progress": {"percent": f"{percent:f}"}})
    assert found("value", "part1.progress.percent", filed, "share").value == percent * 100


@given(st.integers(1, 60), st.integers(0, 60))
def test_a_share_reaches_a_hundred_only_when_all_are_selected(whole: int, part: int) -> None:
    rows = [{"name": "ก", **({"done": 100} if row < part else {})} for row in range(whole)]
    filed = city(part1={"results": rows})
    share = found("share", "part1.results[?done]", filed, "share", of="part1.results[?name]").value
    assert share is not None
    assert (share == 10000) == (part >= whole)
    assert share == min(part, whole) * 10000 // whole
