"""The solver's answers, held against trying everything; and that it says nothing that is not certain."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_programme import answers, programmes

import scoring.optimum
from scoring.optimum import least, solver
from scoring.programme import Programme, Unproved, Values

many = settings(max_examples=10 * settings().max_examples)
ROOT = Path(__file__).parent.parent


def ranked(programme: Programme, values: Values) -> list[int]:
    return [values[number] for number in programme.ranked]


def place(programme: Programme, values: Values) -> tuple[int, int, list[int]]:
    """By cost, then by matters, then by how little there is of what comes first."""
    cost, matters = programme.cost(values), programme.matters(values)
    return cost, matters, [-value for value in ranked(programme, values)]


@many
@given(programmes(most_helpers=2))
def test_the_answer_is_the_first_of_all_that_are_allowed_and_the_bound_is_its_cost(
    programme: Programme,
) -> None:
    found, every = least(programme), list(answers(programme))
    assert (found is None) == (not every)
    if found is not None:
        assert programme.allows(found.values)
        assert found.cost == found.bound == min(map(programme.cost, every))
        assert place(programme, found.values) == min(place(programme, values) for values in every)


@many
@given(programmes(), st.data())
def test_of_equal_cost_the_nearest_to_a_given_answer_comes_first(
    programme: Programme, data: st.DataObject
) -> None:
    every = list(answers(programme))
    if not every:
        return
    near = data.draw(st.sampled_from(every))

    def order(values: Values) -> tuple[int, int, tuple[int, int, list[int]]]:
        away = sum(abs(mine - theirs) for mine, theirs in zip(values, near, strict=True))
        return programme.cost(values), away, place(programme, values)

    expected = min(every, key=order)
    found = least(programme, near)
    assert found is not None
    assert ranked(programme, found.values) == list(expected)


def test_many_equals_are_told_apart_down_to_the_last_digit() -> None:
    programme = Programme()
    numbers = [programme.variable(2, matter=True) for _ in range(60)]
    programme.require(dict.fromkeys(numbers, 1), 7)
    programme.require(dict.fromkeys(numbers[40:], 1), 5)
    found = least(programme)
    assert found is not None
    assert [number for number in numbers if found.values[number]] == [0, 1, 40, 41, 42, 43, 44]


def test_an_answer_that_is_not_shown_to_be_the_least_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    programme = Programme()
    numbers = [programme.variable(cost, 3) for cost in (3, 4, 5, 7)]
    programme.require(dict.fromkeys(numbers, 2), 9)
    monkeypatch.setitem(scoring.optimum.SETTINGS, "mip_abs_gap", 1000.0)
    monkeypatch.setitem(scoring.optimum.SETTINGS, "mip_rel_gap", 1000.0)
    monkeypatch.setitem(scoring.optimum.SETTINGS, "presolve", "off")
    with pytest.raises(Unproved):
        least(programme)


def test_the_solver_prints_nothing_not_even_its_name() -> None:
    code = (
        "from scoring.optimum import least; from scoring.programme import Programme\n"
        "p = Programme(); p.variable(1); p.require({0: 1}, 1); assert least(p).cost == 1"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert (run.stdout, run.stderr) == (b"", b"")


def test_the_solver_is_named_with_its_release() -> None:
    name, _, release = solver().partition(" ")
    assert name == "HiGHS"
    assert release[0].isdigit()
