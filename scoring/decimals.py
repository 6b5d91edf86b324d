"""Exact numbers as decimals that claim no more than is true: rounded to the side that is safe."""

from fractions import Fraction
from math import ceil, floor

TEN = Fraction(10)


def down(value: Fraction, places: int) -> float:
    """The greatest decimal with so many places that is not above the value."""
    return float(floor(value * TEN**places) / TEN**places)


def up(value: Fraction, places: int) -> float:
    """The least decimal with so many places that is not below the value."""
    return float(ceil(value * TEN**places) / TEN**places)


def before(value: Fraction, places: int) -> float:
    """The greatest decimal with so many places that is below the value."""
    return float((ceil(value * TEN**places) - 1) / TEN**places)


def after(value: Fraction, places: int) -> float:
    """The least decimal with so many places that is above the value."""
    return float((floor(value * TEN**places) + 1) / TEN**places)


def percent(count: int, size: int, places: int) -> float:
    """`count` of `size` in per cent, rounded half up; 0 and 100 only where it is none and all of them."""
    step = 1 / TEN**places
    value = floor(Fraction(100 * count, size) / step + Fraction(1, 2)) * step
    return float(min(max(value, step), 100 - step) if 0 < count < size else value)
