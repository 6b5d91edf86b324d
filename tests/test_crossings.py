"""Roots of polynomials, held against polynomials made from roots that are known."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.crossings import Polynomial, Root, crossing, milestones, product, sign, summed, whole

WIDTH = Fraction(1, 10**9)
ONE = Fraction(1)
numbers = st.fractions(-5, 5, max_denominator=12)
few_numbers = st.lists(numbers, max_size=4)
# x^2 - 2 a x + a^2 - d, with roots a - sqrt(d) and a + sqrt(d): irrational, as no d here is a square
pairs = st.lists(st.tuples(st.integers(-3, 6), st.sampled_from([2, 3, 5, 7])), max_size=2, unique=True)
more = settings(max_examples=4 * settings().max_examples)


def made(
    roots: Iterable[Fraction], irrational: Iterable[tuple[int, int]], factor: Fraction = ONE
) -> Polynomial:
    lines = [[-root, ONE] for root in roots]
    squares = [[Fraction(a * a - d), Fraction(-2 * a), ONE] for a, d in irrational]
    return whole(reduce(product, [*lines, *squares], [factor]))


def exact(found: Iterable[Root]) -> list[Fraction]:
    return [root.low for root in found if root.low == root.high]


def in_order(found: Sequence[Root]) -> bool:
    return all(one.high < other.low for one, other in pairwise(found))


@more
@given(few_numbers, few_numbers, numbers.filter(bool))
def test_every_rational_root_is_found_once_and_exactly(
    once: list[Fraction], twice: list[Fraction], factor: Fraction
) -> None:
    found = milestones(made([*once, *twice, *twice], [], factor), [], WIDTH)
    assert [Root(root, root) for root in sorted({*once, *twice}) if root > 0] == found


@more
@given(few_numbers, pairs, pairs, few_numbers)
def test_every_irrational_root_is_held_between_two_fractions_apart_from_all_else(
    rational: list[Fraction],
    once: list[tuple[int, int]],
    twice: list[tuple[int, int]],
    others: list[Fraction],
) -> None:
    found = milestones(made(rational, [*once, *twice, *twice]), others, WIDTH)
    assert in_order(found)
    assert exact(found) == sorted({*others, *(root for root in rational if root > 0)})
    held = [root for root in found if root.low < root.high]
    assert all(root.high - root.low <= WIDTH for root in held)
    roots = [(a, d, side) for a, d in {*once, *twice} for side in (-1, 1) if a + side * d**0.5 > 0]
    assert len(held) == len(roots)
    for a, d, side in roots:
        assert sum(holds(root, a, d, side) for root in held) == 1


def holds(root: Root, a: int, d: int, side: int) -> bool:
    """Whether a + side * sqrt(d) lies between the root's ends."""
    ends = sorted(side * (end - a) for end in root)
    return (ends[0] < 0 or ends[0] ** 2 < d) and ends[1] > 0 and ends[1] ** 2 > d


def test_numbers_as_near_as_one_likes_are_kept_apart_from_a_root() -> None:
    near = Fraction(1414213562373095048801688724209, 10**30)  # the square root of 2, cut off
    found = milestones((-2, 0, 1), [near, near + Fraction(1, 10**30)], WIDTH)
    assert in_order(found)
    assert [root.low == root.high for root in found] == [True, False, True]


def test_two_roots_that_nearly_meet_are_two() -> None:
    close = [Fraction(1), 1 + Fraction(1, 10**12)]
    assert exact(milestones(made(close, []), [], WIDTH)) == close


def test_a_root_is_found_however_near_it_lies_to_the_bound_of_all_roots() -> None:
    (found,) = milestones((-39, -39, -39, -39, 10), [], WIDTH)  # no root exceeds 1 and 39 tenths
    assert 4 < found.low < found.high < Fraction(49, 10)


def test_a_constant_has_no_roots_and_zero_has_none_that_matter() -> None:
    for constant in ((), (3,), (-3,)):
        assert milestones(constant, [ONE], WIDTH) == [Root(ONE, ONE)]


def test_a_root_at_zero_is_not_on_the_right_of_it() -> None:
    assert milestones((0, 0, 5), [], WIDTH) == []
    assert milestones((0, 0, -3, 1), [], WIDTH) == [Root(Fraction(3), Fraction(3))]


def test_a_line_crosses_on_the_right_of_zero_or_not_at_all() -> None:
    assert crossing((-3, 2)) == Fraction(3, 2)
    assert [crossing(line) for line in ((3, 2), (0, 2), (5,), ())] == [None] * 4


@given(few_numbers, few_numbers, numbers)
def test_sums_products_and_signs_are_those_of_the_values(
    one: list[Fraction], other: list[Fraction], at: Fraction
) -> None:
    one, other = [*one, ONE], [*other, ONE]
    assert value(summed(one, other), at) == value(one, at) + value(other, at)
    assert value(product(one, other), at) == value(one, at) * value(other, at)
    assert sign(whole(one), at) == (value(one, at) > 0) - (value(one, at) < 0)


def value(coefficients: Sequence[Fraction], at: Fraction) -> Fraction:
    return sum((term * at**power for power, term in enumerate(coefficients)), Fraction(0))
