"""Expressions: what they select of a submission, and what is refused before any city is scored."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoring.expressions import FormFunctions, expression
from scoring.problems import Faults
from scoring.reading import PARAMETERS, ExpressionError
from scoring.shapes import LIST, shape_of
from scoring.submission import Submission
from scoring.view import view

FORM = shape_of(Submission)
CITY = Submission.model_validate(
    {
        "schema": "submission/1",
        "city": {"id": "somewhere"},
        "filing": {"start": "2022-10", "end": "2024-09", "filed_on": "2024-12-16"},
        "part1": {
            "progress": {"percent": "66.67", "status": "on_plan"},
            "goals": {"items": [{"id": "air", "name": "อากาศดี"}, {"id": "road", "name": "ถนนปลอดภัย"}]},
            "budget": {
                "years": [{"year": 2566, "planned": 10}, {"year": 2567, "planned": 20}, {"year": 2566}]
            },
            "results": [
                {"id": "bus", "row": "mobility", "name": "รถโดยสาร", "done": 100},
                {"id": "trees", "row": "environment", "name": "ต้นไม้", "done": 40},
                {"row": "cdp", "name": "ข้อมูลเมือง"},
            ],
        },
        "part2": {
            "characteristics": {"domains": ["mobility", "environment", "energy"]},
            "infrastructure": {"items": [{"name": "ใยแก้ว", "serves": ["bus", "air"]}, {"name": "ถนน"}]},
            "zone": {"engagements": [{"date": "2022-10-01"}, {"date": "2024-10-01"}, {}]},
        },
    }
)
SEEN = view(CITY)


def selected(text: str) -> Any:
    """What an expression selects of the city."""
    return expression(text, FORM).of(SEEN)


def refused(text: str) -> ExpressionError:
    """Why an expression is refused."""
    with pytest.raises(ExpressionError) as error:
        expression(text, FORM)
    return error.value


SELECTED: Mapping[str, object] = {
    "part1.progress.percent": Decimal("66.67"),
    "part1.results[?row == 'mobility'].done": [100],
    "part1.results[?done >= `40`].id": ["bus", "trees"],
    "part1.results[?row != 'cdp' && done < `100`].name": ["ต้นไม้"],
    "part1.results[0].name": "รถโดยสาร",
    "part1.results[0:2].id": ["bus", "trees"],
    "part1.results[?!id].row": ["cdp"],
    "having(part1.results, 'id', ['bus', 'road']) | [].row": ["mobility"],
    "having(part2.infrastructure.items, 'serves', part1.goals.items[].id) | [].name": ["ใยแก้ว"],
    "lacking(part2.infrastructure.items, 'serves', part1.goals.items[].id) | [].name": ["ถนน"],
    "lacking(part1.results, 'id', part1.goals.items[].id) | [].row": ["mobility", "environment", "cdp"],
    "repeated(part1.budget.years, 'year') | length(@)": 1,
    "without(part2.characteristics.domains, part1.results[].row)": ["energy"],
    "covered(['air/water', 'road', 'rail'], part1.goals.items[].id)": ["air/water", "road"],
    "contains(part2.characteristics.domains, 'energy')": True,
    "contains(part2.characteristics.domains, 'living')": False,
    "minus(part1.progress.percent, `50`)": Fraction("16.67"),
    "minus(part1.progress.percent, part1.results[2].done)": None,
    "ratio(`1`, `3`)": Fraction(100, 3),
    "ratio(`1`, `0`)": None,
    "ratio(part1.results[2].done, `3`)": None,
    "sum(part1.results[].done)": 140,
    "sum(part1.budget.years[].invested)": 0,
    "avg(part1.results[].done)": 70,
    "avg(part1.budget.years[].invested)": None,
    "max(part1.results[].done)": 100,
    "min(part1.results[].done)": 40,
    "max(part1.budget.years[].invested)": None,
    "abs(minus(`1`, `3`))": 2,
    "abs(part1.results[2].done)": None,
    "length(part1.results)": 3,
    "length(portfolio)": 0,
    "year(filing.end)": 2024,
    "year(filing.filed_on)": 2024,
    "year(approval.ceremony)": None,
    "month_end(approval.ceremony)": None,
}


@pytest.mark.parametrize("text", SELECTED)
def test_an_expression_selects(text: str) -> None:
    assert selected(text) == SELECTED[text]


@pytest.mark.parametrize(
    ("first", "last"), [("2024-02", 29), ("2023-02", 28), ("2024-09", 30), ("2024-12", 31)]
)
def test_a_month_ends_on_its_last_day(first: str, last: int) -> None:
    filed = CITY.model_copy(update={"filing": type(CITY.filing).model_validate({"end": first})})
    end = expression("month_end(filing.end)", FORM).of(view(filed))
    assert datetime.date.fromordinal(end).day == last


def test_what_is_dated_in_the_period_counts_from_its_first_day_to_its_last() -> None:
    during = "during(part2.zone.engagements, 'date', filing.start, month_end(filing.end))"
    assert [one["_place"] for one in selected(during)] == ["part2.zone.engagements[0]"]
    assert selected("during(part2.zone.engagements, 'date', filing.start, approval.ceremony)") == []


def test_numbers_stay_exact() -> None:
    exact = selected("sum([part1.progress.percent, `0.1`, `0.2`])")
    assert exact - Fraction("66.67") - Fraction(0.1) - Fraction(0.2) == 0
    assert selected("minus(part1.progress.percent, part1.progress.percent)") == 0


def test_zero_is_an_answer_and_an_empty_list_is_none() -> None:
    nought = view(CITY.model_copy(update={"part1": CITY.part1.model_validate({"progress": {"percent": 0}})}))
    assert expression("part1.progress.percent && 'said'", FORM).of(nought) == "said"
    assert expression("part1.results && 'said'", FORM).of(nought) == []


def test_a_record_selected_knows_its_place() -> None:
    assert [one["_place"] for one in selected("part1.results[?done]")] == [
        "part1.results[0]",
        "part1.results[1]",
    ]


REFUSED: Mapping[str, str] = {
    "part1.progres": "select_field_unknown",
    "part1.results[].nam": "select_field_unknown",
    "part1.results[?nam]": "select_field_unknown",
    "part1.results.name": "select_field_unknown",
    "part1.progress.percent.value": "select_field_unknown",
    "part1.results[?!(done || doen)]": "select_field_unknown",
    "[part1.results[].name, part2.visions]": "select_field_unknown",
    "having(part1.results, 'ids', ['a'])": "select_field_unknown",
    "having(part1.results, 'achievement.goals', ['a'])": "select_field_unknown",
    "during(part2.zone.engagements, 'day', filing.start, filing.end)": "select_field_unknown",
    "part1.results[?": "expression_unreadable",
    "part1..results": "expression_unreadable",
    'part1.results[?name == "bus]': "expression_unreadable",
    "": "expression_unreadable",
    "part1.results[?row == 'cdb']": "choice_unknown",
    "part1.results[?'cdb' != row]": "choice_unknown",
    "contains(part2.characteristics.domains, 'water')": "choice_unknown",
    "part1.results[?name > `5`]": "compared_unlike",
    "part1.results[?name == `5`]": "compared_unlike",
    "part1.results[?done == '5']": "compared_unlike",
    "part1.wishes_to_continue == 'yes'": "compared_unlike",
    "part1.results > `1`": "compared_unlike",
    "starts_with(part2.vision, 'ก')": "function_unknown",
    "map(&name, part1.results)": "function_unknown",
    "minus(`1`)": "function_arguments",
    "sum(part1.results[].name)": "function_argument",
    "sum(part1.progress.percent)": "function_argument",
    "sum(part1.results)": "function_argument",
    "year(part2.vision)": "function_argument",
    "ratio(part1.results, `2`)": "function_argument",
    "having(part1.results[].id, 'id', ['a'])": "function_argument",
    "having(part1.results, part2.vision, ['a'])": "function_argument",
    "length(part2.vision)": "function_argument",
    "part2.signature && part2.vision": "record_always_there",
    "!part2.signature": "record_always_there",
    "part1.results[?achievement]": "record_always_there",
}


@pytest.mark.parametrize("text", REFUSED)
def test_an_expression_that_does_not_fit_the_form_is_refused(text: str) -> None:
    assert refused(text).code == REFUSED[text]


def test_a_misspelt_field_is_told_with_where_it_stands_and_what_there_is() -> None:
    error = refused("part1.results[?doen > `0`]")
    assert error.values["place"] == "part1.results"
    assert error.values["name"] == "doen"
    assert "done" in error.values["known"]  # type: ignore[operator]
    assert refused("part3").values["place"] == "submission"


def test_an_unreadable_expression_is_told_with_the_place_of_the_error() -> None:
    assert refused("part1.results[?name ==]").values == {"column": 23, "near": "]"}


def test_what_an_expression_yields_is_known_beforehand() -> None:
    kinds = {
        "part1.progress.percent": "share",
        "part1.budget.total.planned": "money",
        "part2.population.residents": "count",
        "part2.boundary.area_km2": "quantity",
        "filing.filed_on": "day",
        "year(filing.filed_on)": "count",
        "ratio(`1`, `2`)": "share",
        "minus(part1.progress.percent, `1`)": "share",
        "max(part1.budget.years[].planned)": "money",
        "part1.results": LIST,
        "part1.results[0]": "record",
        "part1.results[?done].done": LIST,
        "part2.vision || part2.summary": "text",
        "part2.vision == part2.summary": "flag",
    }
    assert {text: expression(text, FORM).shape.kind for text in kinds} == kinds


def test_an_expression_names_the_field_to_answer_in() -> None:
    assert expression("part1.results[?row == 'cdp' && done]", FORM).place == "part1.results"
    assert expression("part1.goals.items[?name].unit", FORM).place == "part1.goals.items.unit"
    assert expression("ratio(part1.plan.years, `1`)", FORM).place == "part1.plan.years"
    assert (
        expression("minus(part1.progress.percent, part1.plan.years)", FORM).place == "part1.progress.percent"
    )
    assert expression("part2.[vision, cdp.agency] | [?@]", FORM).place == "part2"
    assert expression("part2.zone.swot.min([length(strengths)])", FORM).place == "part2.zone.swot"
    assert expression("`1`", FORM).place == ""


def test_every_function_known_beforehand_is_there_and_takes_as_many_values() -> None:
    for name, wanted in PARAMETERS.items():
        assert len(FormFunctions.FUNCTION_TABLE[name]["signature"]) == len(wanted), name


def test_a_rule_that_fails_on_a_city_is_told_and_never_a_traceback() -> None:
    by_hand = expression("sum([part1.results[0].name, part1.results[0].done][])", FORM)  # too mixed to tell
    with pytest.raises(Faults) as faults:
        by_hand.of(SEEN)
    (problem,) = faults.value.problems
    assert (problem.code, problem.values["rule"]) == ("rule_failed", by_hand.text)
