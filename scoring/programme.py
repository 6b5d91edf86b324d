"""An integer programme as data: whole-number variables, rows that must hold, what each unit costs.

Everything in it is a whole number, so that no answer and no proof rests on a tolerance. Where a row could
only be written with numbers too large for a solver, it is written a little too wide: it then lets through
what it should not, never the other way round, and whoever asks must look at the answer and shut it out.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import NamedTuple

LARGEST = 10**6  # in a row: a solver that is a millionth off is then not a whole unit off
Terms = Mapping[int, Fraction | int]
Values = Sequence[int]


class Unproved(Exception):
    """A solver's answer breaks a row in whole numbers, or is not shown to be the least."""


class Variable(NamedTuple):
    """A whole number from 0 to `most`; of a `matter` few are better; what is `ranked` has an order."""

    cost: int
    most: int
    matter: bool
    ranked: bool


class Row(NamedTuple):
    """Whole multiples of variables that must come to `least` or more."""

    terms: Mapping[int, int]
    least: int


class Programme:
    """Variables to be had at the least cost under rows; of equals the fewest matters, then the first."""

    def __init__(self) -> None:
        self.variables: list[Variable] = []
        self.rows: list[Row] = []

    def variable(self, cost: int, most: int = 1, *, matter: bool = False) -> int:
        """A new variable of the answer, by its number; earlier ones come first among equals."""
        return self._add(Variable(cost, most, matter, ranked=True))

    def helper(self, most: int = 1) -> int:
        """A new variable that only joins rows together: it costs nothing and is no part of the answer."""
        return self._add(Variable(0, most, matter=False, ranked=False))

    def _add(self, variable: Variable) -> int:
        self.variables.append(variable)
        return len(self.variables) - 1

    @property
    def ranked(self) -> list[int]:
        """The variables of the answer, in order."""
        return [number for number, variable in enumerate(self.variables) if variable.ranked]

    def require(self, terms: Terms, least: Fraction | int) -> None:
        """These multiples must come to `least` or more."""
        told = {number: times for number, times in terms.items() if times}
        if told or least > 0:
            self.rows.append(_row(told, least))

    def implies(self, one: int, other: int) -> None:
        """The first is at most the second."""
        self.require({other: 1, one: -1}, 0)

    def cost_at_least(self, least: int) -> None:
        """No answer costs less."""
        self.require({number: one.cost for number, one in enumerate(self.variables)}, least)

    def shut_out_all_with(self, values: Values, together: Iterable[Sequence[int]]) -> None:
        """No answer may have as much as this one of everything; variables `together` are one thing."""
        fewer = []
        for numbers in together:
            had = sum(values[number] for number in numbers)
            most = sum(self.variables[number].most for number in numbers)
            if had:
                less = self.helper()
                self.require({**dict.fromkeys(numbers, -1), less: had - 1 - most}, -most)
                fewer.append(less)
        self.require(dict.fromkeys(fewer, 1), 1)

    def shut_out_all_within(self, values: Values) -> None:
        """No answer may have no more than this one of anything: it would fall short as this one does."""
        more = []
        for number in self.ranked:
            if values[number] < self.variables[number].most:
                over = self.helper()
                self.require({number: 1, over: -(values[number] + 1)}, 0)
                more.append(over)
        self.require(dict.fromkeys(more, 1), 1)

    def distance(self, values: Values) -> Terms:
        """What comes, but for a constant, to how much an answer differs from these values."""
        terms: dict[int, int] = {}
        for number in self.ranked:
            value, most = values[number], self.variables[number].most
            if value in (0, most):
                terms[number] = -1 if value else 1
            else:
                more, less = self.helper(most), self.helper(most)
                self.require({more: 1, number: -1}, -value)
                self.require({less: 1, number: 1}, value)
                terms |= {more: 1, less: 1}
        return terms

    def cost(self, values: Values) -> int:
        """What these values cost."""
        return sum(self.variables[number].cost * value for number, value in enumerate(values))

    def matters(self, values: Values) -> int:
        """How many matters these values are of."""
        return sum(value for number, value in enumerate(values) if self.variables[number].matter)

    def allows(self, values: Values) -> bool:
        """Whether these values are in range and every row holds, in whole numbers."""
        within = all(0 <= value <= one.most for one, value in zip(self.variables, values, strict=True))
        return within and all(
            sum(times * values[number] for number, times in row.terms.items()) >= row.least
            for row in self.rows
        )


def _row(terms: Terms, least: Fraction | int) -> Row:
    """In the smallest whole numbers; too large ones are cut down so that all that was allowed still is."""
    one = lcm(least.denominator, *(times.denominator for times in terms.values()))
    whole = {number: int(times * one) for number, times in terms.items()}
    bar = int(least * one)
    same = gcd(bar, *whole.values()) or 1
    largest = max(abs(bar), *map(abs, whole.values()), 0) // same
    if largest <= LARGEST:
        return Row({number: times // same for number, times in whole.items()}, bar // same)
    scale = Fraction(LARGEST, largest * same)
    return Row({number: ceil(times * scale) for number, times in whole.items()}, floor(bar * scale))
