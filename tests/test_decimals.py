"""Decimals that claim no more than is true."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scoring.decimals import after, before, down, percent, up

values = st.fractions(0, 1000, max_denominator=10**6)
places = st.integers(0, 4)


def exact(decimal: float) -> Fraction:
    return Fraction(Decimal(str(decimal)))


@given(values, places)
def test_a_decimal_lies_on_the_side_it_is_rounded_to_and_less_than_a_step_away(
    value: Fraction, places: int
) -> None:
    step = Fraction(1, 10**places)
    assert 0 <= value - exact(down(value, places)) < step
    assert 0 <= exact(up(value, places)) - value < step
    assert 0 < value - exact(before(value, places)) <= step
    assert 0 < exact(after(value, places)) - value <= step


@given(st.integers(1, 10**7), st.data(), st.integers(0, 3))
def test_per_cent_is_0_or_100_only_for_none_and_for_all(size: int, data: st.DataObject, places: int) -> None:
    count = data.draw(st.one_of(st.integers(0, size), st.sampled_from([0, 1, size - 1, size])))
    shown = exact(percent(count, size, places))
    assert (shown == 0) == (count == 0)
    assert (shown == 100) == (count == size)
    assert abs(shown - Fraction(100 * count, size)) <= Fraction(1, 10**places)


def test_per_cent_is_rounded_half_up() -> None:
    assert percent(1, 800, 2) == 0.13  # 0.125
    assert percent(1, 3, 2) == 33.33
