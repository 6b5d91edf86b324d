"""To which change an effect belongs: made one at a time in every order, and the steps averaged."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.attribution import shapley

Numbers = frozenset[int]


def every(count: int) -> list[Numbers]:
    return [frozenset(some) for size in range(count + 1) for some in combinations(range(count), size)]


def shares(values: Mapping[Numbers, float], count: int) -> list[float]:
    found = shapley(count, {some: np.array([value]) for some, value in values.items()})
    return [round(float(share), 9) for share in found[:, 0]]


def in_every_order(values: Mapping[Numbers, int], count: int) -> list[Fraction]:
    """The mean of what each step gains, order by order."""
    gained = [Fraction(0)] * count
    orders = list(permutations(range(count)))
    for order in orders:
        done: Numbers = frozenset()
        for part in order:
            gained[part] += Fraction(values[done | {part}] - values[done], len(orders))
            done |= {part}
    return gained


@st.composite
def games(draw: st.DrawFn) -> tuple[int, dict[Numbers, int]]:
    count = draw(st.integers(1, 5))
    return count, {some: draw(st.integers(-5, 5)) for some in every(count)}


@given(games())
def test_a_share_is_the_mean_of_what_a_change_gains_over_all_orders(
    game: tuple[int, dict[Numbers, int]],
) -> None:
    count, values = game
    assert shares(values, count) == [round(float(share), 9) for share in in_every_order(values, count)]


@given(games())
def test_the_shares_add_up_to_the_effect(game: tuple[int, dict[Numbers, int]]) -> None:
    count, values = game
    effect = values[frozenset(range(count))] - values[frozenset()]
    assert sum(shares(values, count)) == pytest.approx(effect, abs=1e-8)


@pytest.mark.parametrize(
    ("flipped_by", "expected"),
    [
        ([{0, 1}], [0.5, 0.5]),  # only both together: half each
        ([{0}, {0, 1}], [1.0, 0.0]),  # the first whatever the second does
        ([{0}, {1}, {0, 1}], [0.5, 0.5]),  # either is enough
    ],
)
def test_two_changes_share_a_flip_as_they_bring_it_about(
    flipped_by: Sequence[set[int]], expected: list[float]
) -> None:
    values = {some: float(some in flipped_by) for some in every(2)}
    assert shares(values, 2) == expected


def test_a_change_that_works_against_the_effect_has_a_share_below_nought() -> None:
    values = {frozenset(): 0.0, frozenset({0}): 1.0, frozenset({1}): -1.0, frozenset({0, 1}): 1.0}
    assert shares(values, 2) == [1.5, -0.5]


def test_each_city_has_shares_of_its_own() -> None:
    values = {frozenset[int](): np.array([0.0, 1.0]), frozenset({0}): np.array([1.0, 0.0])}
    assert shapley(1, values).tolist() == [[1.0, -1.0]]
