"""How far a mean of means can be carried when every weight may move within a box: exact, in whole numbers.

In a box a mean is highest where the values above it have their weights at the upper end and the others at the
lower end. So of all corners of the box only those need be tried that cut the values, in order, in two.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby
from math import lcm
from typing import NamedTuple

Weighted = tuple[Fraction, Fraction]  # a weight, and the value that it weighs


class Section(NamedTuple):
    """A section's weight, and its values from the highest down: of each its weight, and that times the value.

    Whole numbers: all section weights have been multiplied by one number, all values by another, and the
    weights within a section by its own.
    """

    weight: int
    values: tuple[tuple[int, int], ...]


def sections(parts: Iterable[tuple[Fraction, Iterable[Weighted]]]) -> tuple[Section, ...]:
    """The sections that have weight, each with its values that have weight."""
    kept = [(weight, [one for one in inside if one[0]]) for weight, inside in parts]
    kept = [(weight, inside) for weight, inside in kept if weight and inside]
    weights = _whole([weight for weight, _ in kept])
    values = iter(_whole([value for _, inside in kept for _, value in inside]))
    return tuple(
        Section(weight, _grouped(_whole([one for one, _ in inside]), [next(values) for _ in inside]))
        for weight, (_, inside) in zip(weights, kept, strict=True)
    )


def _whole(numbers: Sequence[Fraction]) -> list[int]:
    one = lcm(*(number.denominator for number in numbers))
    return [number.numerator * (one // number.denominator) for number in numbers]


def _grouped(weights: Sequence[int], values: Sequence[int]) -> tuple[tuple[int, int], ...]:
    highest_first = sorted(zip(values, weights, strict=True), reverse=True)
    groups = groupby(highest_first, key=lambda one: one[0])
    masses = [(value, sum(weight for _, weight in inside)) for value, inside in groups]
    return tuple((mass, mass * value) for value, mass in masses)


def can_exceed(inside: Sequence[Section]) -> bool:
    """Whether any change below 1 makes the mean positive: some value is, and can outweigh the others."""
    return any(worth > 0 for section in inside for _, worth in section.values)


def highest(inside: Sequence[Section], change: Fraction) -> int:
    """The sign of the highest mean with every weight w between w(1 - change) and w(1 + change)."""
    up, down = change.denominator + change.numerator, change.denominator - change.numerator
    above, below = 0, 1
    for section in inside:
        worth, mass = _highest_within(section, up, down)
        worth *= section.weight * (up if worth > 0 else down)
        above, below = above * mass + worth * below, below * mass
    return (above > 0) - (above < 0)


def _highest_within(section: Section, up: int, down: int) -> tuple[int, int]:
    """A section's highest mean: the sum of weights times values, and the sum of weights."""
    mass, worth = (down * sum(column) for column in zip(*section.values, strict=True))
    best = worth, mass
    for more_mass, more_worth in section.values:
        mass, worth = mass + (up - down) * more_mass, worth + (up - down) * more_worth
        if worth * best[1] > best[0] * mass:
            best = worth, mass
    return best
