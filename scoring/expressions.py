"""JMESPath over a submission: compiled once, checked against the form, with the few functions a form needs.

The only module that imports jmespath. It keeps from the rest: the library's errors, its null rules and
its habit of answering null for a misspelt field (here: refused when an edition is loaded).
"""

import datetime
import functools
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, NamedTuple

import jmespath
from jmespath import exceptions, functions
from jmespath.visitor import TreeInterpreter

from scoring.addresses import is_address
from scoring.evaluation import Compiler, Select
from scoring.problems import Faults, Problem
from scoring.reading import ExpressionError, Reading
from scoring.shapes import Shape

ANYTHING: Any = {"types": []}
TEXT: Any = {"types": ["string"]}
Plain = Any


class Expression(NamedTuple):
    """A compiled expression: what it selects, and the fields it reads, outermost list first."""

    text: str
    select: Select
    shape: Shape
    reads: tuple[str, ...]

    @property
    def place(self) -> str:
        """The field in which the city answers this; of something worked out, the first field it reads."""
        place = self.shape.path
        for read in () if place else self.reads:
            if place and not read.startswith(f"{place}."):
                break
            place = read
        return place

    def of(self, view: Plain) -> Plain:
        """What it selects in a view of a submission; raises Faults if it cannot be evaluated there."""
        try:
            return self.select(view)
        except (exceptions.JMESPathError, ArithmeticError, AttributeError, TypeError, ValueError) as error:
            raise Faults([Problem("", None, "", "rule_failed", {"rule": self.text})]) from error


@functools.lru_cache(maxsize=4096)
def expression(text: str, root: Shape) -> Expression:
    """The compiled expression; ExpressionError when it cannot be read or does not fit the form."""
    try:
        tree: Any = jmespath.compile(text).parsed
    except (exceptions.JMESPathError, ValueError) as error:
        at = getattr(error, "lex_position", 0)
        near = text[at : at + 20] or text[-20:]
        raise ExpressionError("expression_unreadable", column=at + 1, near=near) from error
    reading = Reading()
    shape = reading.shape(tree, root)
    return Expression(text, COMPILER.function(tree), shape, tuple(dict.fromkeys(reading.reads)))


def _filled(values: Iterable[Plain] | None) -> list[Plain]:
    return [value for value in values or () if value is not None]


def _at(record: Plain, key: str) -> list[Plain]:
    for step in key.split("."):
        record = record.get(step) if isinstance(record, dict) else None
    return record if isinstance(record, list) else _filled([record])


class FormFunctions(functions.Functions):
    """What JMESPath lacks and a form needs; null in, null (or nothing) out, exact on numbers."""

    @functions.signature(ANYTHING, TEXT, ANYTHING)
    def _func_having(self, records: Plain, key: str, values: Plain) -> Plain:
        """The records whose `key` (a value or a list) is among `values`."""
        known = set(_filled(values))
        return [record for record in records or () if known.intersection(_at(record, key))]

    @functions.signature(ANYTHING, TEXT, ANYTHING)
    def _func_lacking(self, records: Plain, key: str, values: Plain) -> Plain:
        """The records whose `key` is not among `values`, or is empty."""
        known = set(_filled(values))
        return [record for record in records or () if not known.intersection(_at(record, key))]

    @functions.signature(ANYTHING, TEXT, ANYTHING, ANYTHING)
    def _func_during(self, records: Plain, key: str, start: Plain, end: Plain) -> Plain:
        """The records dated from `start` to `end`; none when either is unknown."""
        if start is None or end is None:
            return []
        return [record for record in records or () if any(start <= day <= end for day in _at(record, key))]

    @functions.signature(ANYTHING, TEXT)
    def _func_repeated(self, records: Plain, key: str) -> Plain:
        """The records whose `key` an earlier one has already."""
        seen: set[Plain] = set()
        again = []
        for record in records or ():
            values = _at(record, key)
            if seen.intersection(values):
                again.append(record)
            seen.update(values)
        return again

    @functions.signature(ANYTHING, TEXT)
    def _func_unlike_address(self, records: Plain, key: str) -> Plain:
        """The records whose `key` is answered, and not as an address on the web is written."""
        return [record for record in records or () if not all(map(is_address, _at(record, key)))]

    @functions.signature(ANYTHING, ANYTHING)
    def _func_without(self, values: Plain, taken: Plain) -> Plain:
        """The values of the first list that the second lacks."""
        gone = set(_filled(taken))
        return [value for value in _filled(values) if value not in gone]

    @functions.signature(ANYTHING, ANYTHING)
    def _func_covered(self, asked: Plain, present: Plain) -> Plain:
        """The asked values that are present; `a/b` asks for either."""
        there = set(_filled(present))
        return [value for value in _filled(asked) if there.intersection(value.split("/"))]

    @functions.signature(ANYTHING, ANYTHING)
    def _func_contains(self, values: Plain, value: Plain) -> Plain:
        return value in (values or ())

    @functions.signature(ANYTHING, ANYTHING)
    def _func_minus(self, left: Plain, right: Plain) -> Plain:
        """The difference, exact."""
        return None if left is None or right is None else Fraction(left) - Fraction(right)

    @functions.signature(ANYTHING, ANYTHING)
    def _func_ratio(self, part: Plain, whole: Plain) -> Plain:
        """The share in per cent, exact; null when the whole is not above zero."""
        if part is None or whole is None or whole <= 0:
            return None
        return Fraction(part) / Fraction(whole) * 100

    @functions.signature(ANYTHING)
    def _func_month_end(self, first: Plain) -> Plain:
        """The last day of the month of a day."""
        if first is None:
            return None
        day = datetime.date.fromordinal(first)
        return (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1).toordinal() - 1

    @functions.signature(ANYTHING)
    def _func_year(self, day: Plain) -> Plain:
        """The year (CE) of a day."""
        return None if day is None else datetime.date.fromordinal(day).year

    @functions.signature(ANYTHING)
    def _func_sum(self, values: Plain) -> Plain:
        return sum(map(Fraction, _filled(values)), Fraction(0))

    @functions.signature(ANYTHING)
    def _func_avg(self, values: Plain) -> Plain:
        known = _filled(values)
        return sum(map(Fraction, known), Fraction(0)) / len(known) if known else None

    @functions.signature(ANYTHING)
    def _func_max(self, values: Plain) -> Plain:
        return max(_filled(values), default=None)

    @functions.signature(ANYTHING)
    def _func_min(self, values: Plain) -> Plain:
        return min(_filled(values), default=None)

    @functions.signature(ANYTHING)
    def _func_abs(self, value: Plain) -> Plain:
        return None if value is None else abs(Fraction(value))

    @functions.signature(ANYTHING)
    def _func_length(self, value: Plain) -> Plain:
        return 0 if value is None else len(value)


FUNCTIONS = FormFunctions()
INTERPRETER: Any = TreeInterpreter(jmespath.Options(custom_functions=FUNCTIONS))
COMPILER = Compiler(FUNCTIONS.call_function, INTERPRETER.visit)
