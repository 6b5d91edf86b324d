"""Where a polynomial crosses or touches zero on the right of zero: exact, by Sturm's theorem.

A polynomial is its whole coefficients, the constant first, the last not 0; () is zero itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, zip_longest
from math import gcd, lcm
from typing import NamedTuple

Polynomial = tuple[int, ...]
Coefficients = Sequence[Fraction]


class Root(NamedTuple):
    """A root: exact when `low` and `high` are alike, else irrational and strictly between them."""

    low: Fraction
    high: Fraction


def product(one: Coefficients, other: Coefficients) -> Coefficients:
    """The coefficients of a product."""
    result = [Fraction(0)] * (len(one) + len(other) - 1)
    for place, factor in enumerate(one):
        for step, term in enumerate(other):
            result[place + step] += factor * term
    return result


def summed(one: Coefficients, other: Coefficients) -> Coefficients:
    """The coefficients of a sum."""
    return [a + b for a, b in zip_longest(one, other, fillvalue=Fraction(0))]


def whole(coefficients: Coefficients) -> Polynomial:
    """The polynomial times what number above 0 makes its coefficients whole and without a common divisor."""
    one = lcm(*(term.denominator for term in coefficients))
    return _primitive([term.numerator * (one // term.denominator) for term in coefficients])


def sign(polynomial: Polynomial, at: Fraction) -> int:
    """-1, 0 or 1."""
    value, scale = 0, 1
    for term in reversed(polynomial):
        value = value * at.numerator + term * scale
        scale *= at.denominator
    return (value > 0) - (value < 0)


def crossing(line: Polynomial) -> Fraction | None:
    """Where a line crosses zero on the right of it."""
    if len(line) == 2 and line[0] * line[1] < 0:
        return Fraction(-line[0], line[1])
    return None


def milestones(polynomial: Polynomial, numbers: Iterable[Fraction], width: Fraction) -> list[Root]:
    """The roots above 0 and these numbers, each once, ascending; no two touch.

    A root that is irrational is known to `width` or better.
    """
    crossed = crossing(polynomial)
    found = {Root(number, number) for number in (*numbers, *([] if crossed is None else [crossed]))}
    if len(polynomial) < 3:
        return sorted(found)
    chain = _sturm(_square_free(polynomial))
    top = Fraction(_bound(chain[0]))
    found |= {_refined(chain[0], *one, width) for one in _isolated(chain, Fraction(0), top)}
    return _apart(chain[0], sorted(found))


def _apart(polynomial: Polynomial, points: list[Root]) -> list[Root]:
    while any(one.high >= other.low for one, other in pairwise(points)):
        points = sorted(one if one.low == one.high else _halved(polynomial, one) for one in points)
    return points


def _halved(polynomial: Polynomial, root: Root) -> Root:
    """An irrational root of a polynomial without double roots, known twice as well."""
    middle = (root.low + root.high) / 2
    after = sign(polynomial, middle) == sign(polynomial, root.high)
    return Root(root.low, middle) if after else Root(middle, root.high)


def _isolated(
    chain: Sequence[Polynomial], low: Fraction, high: Fraction
) -> Iterator[tuple[Fraction, Fraction]]:
    """Intervals, each open below and closed above, that hold one root each."""
    count = _variations(chain, low) - _variations(chain, high)
    if count == 1:
        yield low, high
    elif count:
        middle = (low + high) / 2
        yield from _isolated(chain, low, middle)
        yield from _isolated(chain, middle, high)


def _refined(polynomial: Polynomial, low: Fraction, high: Fraction, width: Fraction) -> Root:
    """The one root above `low` and up to `high`, of a polynomial without double roots.

    A rational root's denominator divides the last coefficient, so once the root is known to less than one
    part of that, a single fraction is left to try.
    """
    if not sign(polynomial, high):
        return Root(high, high)
    parts = abs(polynomial[-1])
    after = sign(polynomial, high)
    while high - low > width or (high - low) * parts >= 1:
        middle = (low + high) / 2
        at = sign(polynomial, middle)
        if not at:
            return Root(middle, middle)
        low, high = (low, middle) if at == after else (middle, high)
    only = Fraction(-(-high * parts // 1) - 1, parts)
    return Root(only, only) if low < only and not sign(polynomial, only) else Root(low, high)


def _bound(polynomial: Polynomial) -> int:
    """A power of two that no root exceeds (Cauchy's bound)."""
    bits: int = (max(map(abs, polynomial)) // abs(polynomial[-1]) + 1).bit_length()
    return 1 << bits


def _square_free(polynomial: Polynomial) -> Polynomial:
    """A polynomial with the same roots, each once."""
    common = _sturm(polynomial)[-1]
    return _quotient(polynomial, common) if len(common) > 1 else polynomial


def _sturm(polynomial: Polynomial) -> list[Polynomial]:
    """Sturm's chain, which ends with the common divisor of the polynomial and its derivative."""
    chain = [polynomial, _primitive([place * term for place, term in enumerate(polynomial)][1:])]
    while chain[-1]:
        chain.append(_primitive([-term for term in _remainder(chain[-2], chain[-1])]))
    return chain[:-1]


def _variations(chain: Sequence[Polynomial], at: Fraction) -> int:
    signs = [one for polynomial in chain if (one := sign(polynomial, at))]
    return sum(one != other for one, other in pairwise(signs))


def _remainder(one: Polynomial, other: Polynomial) -> list[int]:
    """The remainder, times some number above 0."""
    rest, last = list(one), other[-1]
    while len(rest) >= len(other):
        factor = rest[-1] if last > 0 else -rest[-1]
        rest = [abs(last) * term for term in rest]
        for place, term in enumerate(other, len(rest) - len(other)):
            rest[place] -= factor * term
        rest.pop()
    return rest


def _quotient(one: Polynomial, other: Polynomial) -> Polynomial:
    """The quotient where nothing remains, times some number that is not 0."""
    rest, result = [Fraction(term) for term in one], list[Fraction]()
    while len(rest) >= len(other):
        factor = rest[-1] / other[-1]
        result.append(factor)
        for place, term in enumerate(other, len(rest) - len(other)):
            rest[place] -= factor * term
        rest.pop()
    return whole(result[::-1])


def _primitive(terms: Sequence[int]) -> Polynomial:
    last = max((place for place, term in enumerate(terms) if term), default=-1)
    common = gcd(*terms) or 1
    return tuple(term // common for term in terms[: last + 1])
