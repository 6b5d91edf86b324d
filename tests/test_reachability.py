"""Whether a level can be the one reached, held against trying every city there could be."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.conditions import comparisons
from scoring.reachability import reachable
from scoring.rulebook import AllOf, AnyOf, AtLeast, Comparison, Condition, holds

leaves = st.builds(
    Comparison, st.sampled_from(["a", "b", "c"]), st.sampled_from(["min", "max", "is"]), st.integers(0, 3)
)


def wider(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    """Conditions made of smaller ones."""
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    counted = parts.flatmap(lambda some: st.builds(AtLeast, st.integers(1, len(some)), st.just(some)))
    return st.one_of(st.builds(AllOf, parts), st.builds(AnyOf, parts), counted)


conditions = st.recursive(leaves, wider, max_leaves=6)


def every_city(asked: Sequence[Condition]) -> Iterator[dict[str, int]]:
    """Each measure missing, or anything from below the least threshold to above the greatest."""
    names = sorted({part.measure for condition in asked for part in comparisons(condition)})
    for values in product((None, *range(-1, 5)), repeat=len(names)):
        yield {name: value for name, value in zip(names, values, strict=True) if value is not None}


@given(conditions, st.lists(conditions, max_size=2))
def test_a_level_is_reachable_exactly_when_some_city_reaches_it_and_nothing_better(
    level: Condition, better: list[Condition]
) -> None:
    some_city = any(
        holds(level, city) and not any(holds(condition, city) for condition in better)
        for city in every_city([level, *better])
    )
    assert reachable(level, better) == some_city


def at(name: str, least: int) -> Comparison:
    """At least so much of a measure."""
    return Comparison(name, "min", least)


def most(name: str, value: int) -> Comparison:
    """No more than so much of a measure."""
    return Comparison(name, "max", value)


Case = tuple[Condition, Sequence[Condition]]
REACHED: Mapping[str, Case] = {
    "more is asked for the better level": (at("a", 1), [at("a", 3)]),
    "the better level is asked of something else": (at("a", 1), [at("b", 1)]),
    "less is asked, with something more": (AllOf((at("a", 3), most("b", 2))), [at("b", 1)]),
    "a range below the better one": (most("a", 10), [at("a", 5)]),
    "a gap between two better values": (at("a", 1), [Comparison("a", "is", 1), Comparison("a", "is", 2)]),
    "two of three, and not both of the first": (
        AtLeast(2, (at("a", 1), at("b", 1), at("c", 1))),
        [AllOf((at("a", 1), at("b", 1)))],
    ),
    "one of two, and not the first": (AtLeast(1, (at("a", 1), at("b", 1))), [at("a", 1)]),
}
HIDDEN: Mapping[str, Case] = {
    "the better level asks less of the same": (at("a", 3), [at("a", 1)]),
    "the better level asks the same": (at("a", 1), [at("a", 1)]),
    "the better level asks one thing of the two": (AllOf((at("a", 1), at("b", 1))), [at("b", 1)]),
    "two better levels leave nothing between them": (at("a", 1), [at("a", 4), most("a", 3)]),
    "the better levels take every way in": (AnyOf((at("a", 2), at("b", 2))), [at("a", 1), at("b", 1)]),
    "two of three always have one": (
        AtLeast(2, (at("a", 1), at("b", 1), at("c", 1))),
        [AnyOf((at("a", 1), at("b", 1)))],
    ),
    "it contradicts itself": (AllOf((at("a", 3), most("a", 2))), []),
    "it asks for two values at once": (AllOf((Comparison("a", "is", 1), Comparison("a", "is", 2))), []),
}


@pytest.mark.parametrize("case", REACHED)
def test_a_level_is_reached_when(case: str) -> None:
    assert reachable(*REACHED[case])


@pytest.mark.parametrize("case", HIDDEN)
def test_a_level_is_never_reached_when(case: str) -> None:
    assert not reachable(*HIDDEN[case])


def test_a_search_too_long_gives_up_and_lets_the_level_be() -> None:
    names = [f"m{number}" for number in range(40)]
    pairs = tuple(AnyOf((at(f"{name}x", 1), at(f"{name}y", 1))) for name in names)
    assert reachable(AllOf(pairs), [AllOf(pairs)])


def test_forty_measures_at_once_are_no_trouble() -> None:
    wide = AllOf(tuple(at(f"m{number}", 1) for number in range(40)))
    assert reachable(wide, [AllOf(tuple(at(f"m{number}", 2) for number in range(40)))])
    assert not reachable(AllOf((wide, most("m0", 0))), [])
