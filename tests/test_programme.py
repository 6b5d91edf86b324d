"""Integer programmes as data: rows in whole numbers, what is shut out, and how far answers lie apart."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from scoring.exchanges import FURTHEST, exchanges
from scoring.programme import LARGEST, Programme, Values


class Drawn(NamedTuple):
    """A programme without helpers, and all the answers that it allows."""

    programme: Programme
    answers: list[Values]


def answers(programme: Programme, count: int | None = None) -> Iterator[Values]:
    """Every choice of values that is allowed; of the first variables alone, whatever helpers make of it."""
    ranges = [range(variable.most + 1) for variable in programme.variables]
    allowed = (values for values in product(*ranges) if programme.allows(values))
    yield from dict.fromkeys(values[:count] for values in allowed)


@st.composite
def programmes(draw: st.DrawFn, most_helpers: int = 0) -> Programme:
    """A small programme."""
    programme = Programme()
    for _ in range(draw(st.integers(0, 5))):
        programme.variable(draw(st.integers(0, 4)), draw(st.integers(1, 3)), matter=draw(st.booleans()))
    for _ in range(draw(st.integers(0, most_helpers))):
        programme.helper(draw(st.integers(1, 2)))
    for _ in range(draw(st.integers(0, 4))):
        numbers = range(len(programme.variables))
        terms = {number: draw(st.integers(-2, 5)) for number in numbers if draw(st.booleans())}
        programme.require(terms, draw(st.integers(-3, 8)))
    return programme


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """A programme that allows something."""
    programme = draw(programmes())
    found = list(answers(programme))
    return Drawn(programme, found) if found else Drawn(Programme(), [()])


fractions = st.fractions(-3, 5, max_denominator=7)


@given(st.dictionaries(st.integers(0, 3), fractions, min_size=1), fractions)
def test_a_row_in_whole_numbers_allows_what_it_did_in_fractions(
    terms: Mapping[int, Fraction], least: Fraction
) -> None:
    programme = Programme()
    for _ in range(4):
        programme.variable(1, 2)
    programme.require(terms, least)
    for values in product(range(3), repeat=4):
        exact = sum((times * values[number] for number, times in terms.items()), Fraction(0)) >= least
        assert programme.allows(values) is exact


@given(st.dictionaries(st.integers(0, 3), st.integers(1, 10**15), min_size=1), st.integers(-(10**15), 10**15))
def test_a_row_of_numbers_that_are_too_large_is_written_too_wide_and_never_too_narrow(
    terms: Mapping[int, int], least: int
) -> None:
    programme = Programme()
    for _ in range(4):
        programme.variable(1, 2)
    programme.require(terms, least)
    assert all(
        abs(number) <= LARGEST + 1 for row in programme.rows for number in (*row.terms.values(), row.least)
    )
    for values in product(range(3), repeat=4):
        if sum(times * values[number] for number, times in terms.items()) >= least:
            assert programme.allows(values)


def test_a_row_that_says_nothing_is_left_out_and_one_that_cannot_hold_is_kept() -> None:
    programme = Programme()
    programme.require({}, 0)
    assert programme.rows == []
    programme.require({}, Fraction(1, 2))
    assert not programme.allows(())


@given(drawn(), st.data())
def test_what_is_shut_out_is_what_has_as_much_of_everything(given_: Drawn, data: st.DataObject) -> None:
    programme, found = given_
    count = len(programme.variables)
    out = data.draw(st.sampled_from(found))
    programme.shut_out_all_with(out, [[number] for number in range(count)])
    left = [one for one in found if not all(mine >= theirs for mine, theirs in zip(one, out, strict=True))]
    assert list(answers(programme, count)) == left


@given(drawn(), st.data())
def test_variables_that_are_one_thing_are_shut_out_together(given_: Drawn, data: st.DataObject) -> None:
    programme, found = given_
    count = len(programme.variables)
    out = data.draw(st.sampled_from(found))
    programme.shut_out_all_with(out, [range(count)])
    assert list(answers(programme, count)) == [one for one in found if sum(one) < sum(out)]


@given(drawn(), st.data())
def test_what_falls_short_is_shut_out_with_all_that_is_within_it(given_: Drawn, data: st.DataObject) -> None:
    programme, found = given_
    count = len(programme.variables)
    out = data.draw(st.sampled_from(found))
    programme.shut_out_all_within(out)
    left = [one for one in found if any(mine > theirs for mine, theirs in zip(one, out, strict=True))]
    assert list(answers(programme, count)) == left


@given(drawn(), st.data())
def test_the_distance_from_an_answer_is_in_units_but_for_a_constant(
    given_: Drawn, data: st.DataObject
) -> None:
    programme, found = given_
    count = len(programme.variables)
    near = data.draw(st.sampled_from(found))
    terms = programme.distance(near)
    told: dict[Values, set[Fraction | int]] = {}
    for values in product(*(range(variable.most + 1) for variable in programme.variables)):
        if programme.allows(values):
            worth = sum(times * values[number] for number, times in terms.items())
            told.setdefault(values[:count], set()).add(worth)
    away = {one: sum(abs(mine - theirs) for mine, theirs in zip(one, near, strict=True)) for one in told}
    constant = min(told[tuple(near)])
    assert {one: min(worths) - constant for one, worths in told.items()} == away


@given(drawn(), st.data())
def test_exchanges_are_all_answers_of_the_same_cost_within_reach_the_nearest_first(
    given_: Drawn, data: st.DataObject
) -> None:
    programme, found = given_
    near = data.draw(st.sampled_from(found))

    def apart(one: Values) -> int:
        return sum(abs(mine - theirs) for mine, theirs in zip(one, near, strict=True))

    def place(one: Values) -> tuple[int, int, list[int]]:
        return apart(one), programme.matters(one), [-value for value in one]

    alike = [one for one in found if programme.cost(one) == programme.cost(near)]
    both = [one for one in alike if any(m > n for m, n in zip(one, near, strict=True))]
    both = [one for one in both if any(m < n for m, n in zip(one, near, strict=True))]
    expected = sorted((one for one in both if apart(one) <= FURTHEST), key=place)
    assert [tuple(one) for one in exchanges(programme, near)] == [tuple(one) for one in expected]
