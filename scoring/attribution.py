"""By which change, when several are made at once: each made in every order, and the effects averaged.

The share of a change is its Shapley value: over all orders in which the changes can be made one at a time,
the mean of what the result gains in the step at which this one is made. The shares add up to the effect.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from math import factorial
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from scoring.blends import Part, blends
from scoring.edition import Edition
from scoring.problems import Faults

Seen = TypeVar("Seen")
Reals = npt.NDArray[np.float64]
Numbers = frozenset[int]


def steps(
    base: Edition, variant: Edition, see: Callable[[Edition], Seen]
) -> tuple[tuple[Part, ...], dict[Numbers, Seen]]:
    """The finest parts that can be made one at a time in every order, and what is seen with each set."""
    for found in blends(base, variant):
        try:
            return found.parts, {some: see(found.edition(some)) for some in _sets(len(found.parts))}
        except Faults:
            continue
    raise AssertionError("the last of the blends are the two editions themselves")


def _sets(count: int) -> Iterator[Numbers]:
    for size in range(count + 1):
        yield from map(frozenset, combinations(range(count), size))


def shapley(count: int, values: Mapping[Numbers, Reals]) -> Reals:
    """For each part (rows) its share of the effect on every city (columns)."""
    return np.array([_share(part, count, values) for part in range(count)])


def _share(part: int, count: int, values: Mapping[Numbers, Reals]) -> Reals:
    without = [some for some in values if part not in some]
    gains = [_weight(len(some), count) * (values[some | {part}] - values[some]) for some in without]
    return np.asarray(sum(gains), np.float64)


def _weight(before: int, count: int) -> float:
    """In how many of all orders just these parts come before this one."""
    return float(Fraction(factorial(before) * factorial(count - before - 1), factorial(count)))
