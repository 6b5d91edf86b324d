"""Conditions as a policy officer writes them, read as comparisons of whole numbers."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from scoring.conditions import ConditionReader, Unwritable, comparisons
from scoring.edition import Measure
from scoring.edition_files import ConditionFile, Parameter, Unit
from scoring.models import Bilingual
from scoring.rulebook import LIMIT, AllOf, AnyOf, AtLeast, Comparison

BOTH = Bilingual(th="ทดลอง", en="trial")
UNITS = {kind: Unit(kind=kind, th="", en="") for kind in ("flag", "count", "share", "money", "quantity")}


def measure(name: str) -> Measure:
    """A measure named for the kind of its unit."""
    return Measure(name, BOTH, UNITS[name], "value", None, None, None, ())


def parameter(**given: Any) -> Parameter:
    """A parameter that was assumed."""
    return Parameter.model_validate({"label": BOTH, "assumed": BOTH, **given})


PARAMETERS = {
    "few": parameter(unit="count", value=2),
    "half": parameter(unit="share", value=Decimal("50.5")),
    "word": parameter(text="state"),
}


def reader() -> ConditionReader:
    """A reader that knows one measure of each kind, and one that could not be made."""
    return ConditionReader({"broken": None, **{name: measure(name) for name in UNITS}}, PARAMETERS, UNITS)


def read(**written: Any) -> Any:
    """The condition written."""
    return reader().condition(ConditionFile.model_validate(written))


def faults(**written: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    """What is wrong with a condition: codes and places."""
    with pytest.raises(Unwritable) as error:
        read(**written)
    return [(fault.code, fault.place) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ({"measure": "count", "min": 3}, 3),
        ({"measure": "count", "min": "policy.few"}, 2),
        ({"measure": "share", "min": 62.5}, 6250),
        ({"measure": "share", "min": "policy.half"}, 5050),
        ({"measure": "money", "min": 1_000_000}, 1_000_000),
        ({"measure": "quantity", "min": Decimal("0.000001")}, 1),
        ({"measure": "share", "min": -1}, -100),
        ({"measure": "count", "min": LIMIT}, LIMIT),
    ],
)
def test_a_threshold_is_a_whole_number_of_the_measures_own_steps(written: dict[str, Any], value: int) -> None:
    written = {key: Decimal(str(one)) if isinstance(one, float) else one for key, one in written.items()}
    assert read(**written) == Comparison(written["measure"], "min", value)


def test_a_flag_is_or_is_not() -> None:
    assert read(measure="flag", **{"is": True}) == Comparison("flag", "is", 1)
    assert read(measure="flag", **{"is": False}) == Comparison("flag", "is", 0)


def test_conditions_stand_within_conditions() -> None:
    one, two = {"measure": "count", "min": 1}, {"measure": "share", "max": 5}
    held = read(any=[{"all": [one, two]}, {"at_least": "policy.few", "of": [one, two, one]}])
    first, second = Comparison("count", "min", 1), Comparison("share", "max", 500)
    assert held == AnyOf((AllOf((first, second)), AtLeast(2, (first, second, first))))
    assert list(comparisons(held)) == [first, second, first, second, first]


@pytest.mark.parametrize(
    ("written", "code", "place"),
    [
        ({"measure": "counts", "min": 1}, "measure_unknown", ("measure",)),
        ({"measure": "flag", "min": 1}, "flag_needs_is", ("min",)),
        ({"measure": "flag", "is": 1}, "flag_needs_is", ("is",)),
        ({"measure": "flag", "is": "yes"}, "flag_needs_is", ("is",)),
        ({"measure": "count", "is": True}, "number_needs_min", ("is",)),
        ({"measure": "count", "min": Decimal("1.5")}, "threshold_too_fine", ("min",)),
        ({"measure": "share", "min": Decimal("0.001")}, "threshold_too_fine", ("min",)),
        ({"measure": "count", "max": LIMIT + 1}, "threshold_too_fine", ("max",)),
        ({"measure": "count", "min": "010"}, "number_malformed", ("min",)),
        ({"measure": "count", "min": "12:30"}, "number_malformed", ("min",)),
        ({"measure": "count", "min": "no"}, "parameter_unknown", ("min",)),
        ({"measure": "count", "min": "few"}, "parameter_unknown", ("min",)),
        ({"measure": "count", "min": "policy.fewer"}, "parameter_unknown", ("min",)),
        ({"measure": "count", "min": "policy.half"}, "unit_differs", ("min",)),
        ({"measure": "count", "min": "policy.word"}, "parameter_not_number", ("min",)),
        ({"at_least": 2, "of": [{"measure": "count", "min": 1}]}, "count_out_of_range", ("at_least",)),
        ({"at_least": 0, "of": [{"measure": "count", "min": 1}]}, "count_out_of_range", ("at_least",)),
        (
            {"at_least": Decimal("1.5"), "of": [{"measure": "count", "min": 1}] * 2},
            "count_out_of_range",
            ("at_least",),
        ),
        ({"at_least": True, "of": [{"measure": "count", "min": 1}]}, "parameter_unknown", ("at_least",)),
        ({"at_least": "policy.half", "of": [{"measure": "count", "min": 1}]}, "count_unit", ("at_least",)),
    ],
)
def test_what_makes_no_sense_is_refused_where_it_stands(
    written: dict[str, Any], code: str, place: tuple[str | int, ...]
) -> None:
    assert faults(**written) == [(code, place)]


def test_all_that_is_wrong_within_a_condition_is_told_at_once() -> None:
    wrong, right = {"measure": "none", "min": 1}, {"measure": "count", "min": 1}
    assert faults(all=[wrong, right, {"any": [right, {"measure": "flag", "max": 1}]}]) == [
        ("measure_unknown", ("all", 0, "measure")),
        ("flag_needs_is", ("all", 2, "any", 1, "max")),
    ]


def test_a_measure_that_could_not_be_made_is_not_faulted_again() -> None:
    assert faults(measure="broken", min=1) == []
    assert faults(all=[{"measure": "broken", "min": 1}, {"measure": "none", "min": 1}]) == [
        ("measure_unknown", ("all", 1, "measure"))
    ]


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"measure": "count"},
        {"measure": "count", "min": 1, "max": 2},
        {"min": 1},
        {"all": []},
        {"measure": "count", "min": 1, "all": [{"measure": "count", "min": 1}]},
        {"at_least": 1},
        {"of": [{"measure": "count", "min": 1}]},
        {"at_least": 1, "of": []},
        {"measure": "count", "min": 1, "for_each": "domain"},
        {"measure": "count", "least": 1},
    ],
)
def test_a_condition_that_is_neither_one_thing_nor_another_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ConditionFile.model_validate(written)


def test_what_was_read_is_remembered() -> None:
    used = reader()
    used.condition(ConditionFile.model_validate({"measure": "count", "min": "policy.few"}))
    assert (used.measures_used, used.parameters_used) == ({"count"}, {"few"})


@pytest.mark.parametrize(
    ("written", "least"), [(60, 60), (Decimal("59.5"), Decimal("59.5")), ("policy.few", 2)]
)
def test_a_score_has_to_reach_a_number_of_points(written: Any, least: Any) -> None:
    assert reader().least(written) == least


@pytest.mark.parametrize(("written", "code"), [(101, "points_out_of_range"), (-1, "points_out_of_range")])
def test_points_go_from_nought_to_a_hundred(written: Any, code: str) -> None:
    with pytest.raises(Unwritable) as error:
        reader().least(written)
    assert [fault.code for fault in error.value.faults] == [code]
