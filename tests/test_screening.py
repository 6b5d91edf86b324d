"""What to read first: the least reading that settles a city, and the criteria that settle many at once."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from scoring.screening import Screening, Unsettled, reading, screening

NAMES = ("a.one", "a.two", "b.one", "b.two", "gate:plan")
matters = st.lists(st.sampled_from(NAMES), unique=True, max_size=4).map(tuple)


@st.composite
def portfolios(draw: st.DrawFn) -> list[Unsettled]:
    """Cities with any two settling sets; a matter without lines waits for the city."""
    count = draw(st.integers(0, 8))
    lines = st.dictionaries(st.sampled_from(NAMES[:4]), st.integers(0, 9), max_size=4)
    return [Unsettled(f"{n}.yaml", draw(matters), draw(matters), draw(lines)) for n in range(count)]


def city(name: str, renew: Sequence[str], revoke: Sequence[str] = (), **lines: int) -> Unsettled:
    named = {key.replace("_", ".", 1): value for key, value in lines.items()}
    return Unsettled(name, tuple(renew), tuple(revoke), named)


@given(portfolios(), st.randoms())
def test_the_order_in_which_cities_are_given_changes_nothing(cities: list[Unsettled], chance: object) -> None:
    mixed = list(cities)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert screening(mixed) == screening(cities)


@given(portfolios())
def test_every_unsettled_city_is_listed_exactly_once(cities: list[Unsettled]) -> None:
    found = screening(cities)
    assert sorted(one.city for one in found.cities) == [one.city for one in cities]


@given(portfolios())
def test_the_steps_settle_each_city_that_can_be_read_once_and_no_other(cities: list[Unsettled]) -> None:
    found = screening(cities)
    settled = [name for step in found.steps for name in step.settles]
    assert sorted(settled) == sorted(one.city for one in found.cities if one.readable)
    assert all(step.settles for step in found.steps)


@given(portfolios())
def test_no_judgement_is_read_twice_and_none_is_left_out(cities: list[Unsettled]) -> None:
    found = screening(cities)
    asked = [one for one in found.cities if one.readable]
    assert sum(step.judgements for step in found.steps) == sum(len(one.matters) for one in asked)
    assert sum(step.lines for step in found.steps) == sum(one.lines for one in asked)
    read = [matter for step in found.steps for matter in step.matters]
    assert len(found.steps) <= len(asked)
    assert len(read) == len(set(read))


@given(portfolios())
def test_the_first_step_settles_at_least_as_much_for_a_line_as_any_city_by_itself(
    cities: list[Unsettled],
) -> None:
    found = screening(cities)
    for one in found.cities:
        if one.readable:
            first = found.steps[0]
            assert first.lines <= len(first.settles) * sum(cost(found, cities, name) for name in one.matters)


def cost(found: Screening, cities: Sequence[Unsettled], matter: str) -> int:
    """The lines of a criterion in every city that needs it."""
    by_name = {one.city: one for one in cities}
    asking = [one for one in found.cities if one.readable and matter in one.matters]
    return sum(max(1, by_name[one.city].lines[matter]) for one in asking)


def test_the_set_with_fewer_matters_is_read_and_of_two_alike_the_one_with_fewer_lines() -> None:
    one = city("c", ["a.one", "a.two"], ["b.one"], a_one=1, a_two=1, b_one=9)
    assert (reading(one).to, reading(one).matters, reading(one).lines) == ("revoke", ("b.one",), 9)
    alike = city("c", ["a.one"], ["b.one"], a_one=3, b_one=9)
    assert (reading(alike).to, reading(alike).lines) == ("renew", 3)


def test_what_a_reviewer_can_read_comes_before_what_waits_for_the_city() -> None:
    draft = city("draft", ["gate:plan"])
    found = screening([draft, city("filed", ["a.one", "a.two"], a_one=5, a_two=5)])
    assert [(one.city, one.readable) for one in found.cities] == [("filed", True), ("draft", False)]
    assert [step.settles for step in found.steps] == [("filed",)]


def test_a_criterion_that_settles_many_cities_is_read_before_one_that_settles_few() -> None:
    many = [city(f"m{n}", ["a.one"], a_one=2) for n in range(3)]
    found = screening(
        [*many, city("one", ["b.one"], b_one=3), city("both", ["a.one", "b.two"], a_one=1, b_two=1)]
    )
    assert found.steps[0].matters == ("a.one", "b.two")
    assert found.steps[0].settles == ("both", "m0", "m1", "m2")
    assert found.steps[1].settles == ("one",)


def test_a_claim_without_lines_is_still_something_to_read() -> None:
    assert reading(city("c", ["a.one"], a_one=0)).lines == 1
