"""JMESPath over a submission: compiled once, checked against the form, with the few functions a form needs.

The only module that imports jmespath. It keeps from the rest: the library's syntax tree, its null
rules and its habit of answering null for a misspelt field (here: refused when an edition is loaded).
"""

import datetime
import functools
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, NamedTuple

import jmespath
from jmespath import exceptions, functions
from jmespath.visitor import TreeInterpreter

from scoring.evaluation import Compiler, Select
from scoring.shapes import ANY, LIST, Shape, scalar

ANYTHING: Any = {"types": []}
TEXT: Any = {"types": ["string"]}
Plain = Any


class ExpressionError(ValueError):
    """An expression that cannot be read, or that names a field the form does not have."""


class Expression(NamedTuple):
    """A compiled expression: what it selects, and the fields it reads, outermost list first."""

    text: str
    select: Select
    shape: Shape
    reads: tuple[str, ...]

    @property
    def place(self) -> str:
        """The field in which the city answers what this selects."""
        return self.shape.path or next(iter(self.reads), "")

    def of(self, view: Plain) -> Plain:
        """What it selects in a view of a submission; ExpressionError if it cannot be evaluated."""
        try:
            return self.select(view)
        except exceptions.JMESPathError as error:
            raise ExpressionError(f"{self.text}: {error}") from error


@functools.cache
def expression(text: str, root: Shape) -> Expression:
    """The compiled expression; ExpressionError when it cannot be read or names an unknown field."""
    try:
        tree: Any = jmespath.compile(text).parsed
    except (exceptions.JMESPathError, ValueError) as error:
        raise ExpressionError(str(error).splitlines()[0]) from error
    reading = _Reading(root)
    shape = reading.shape(tree, root)
    return Expression(text, COMPILER.function(tree), shape, tuple(dict.fromkeys(reading.reads)))


class _Reading:
    """One walk over a syntax tree, following the shape of the form and noting each field read."""

    def __init__(self, root: Shape) -> None:
        self.root = root
        self.reads: list[str] = []

    def shape(self, node: dict[str, Any], here: Shape) -> Shape:
        """What `node` yields when evaluated on `here`."""
        handler = getattr(self, f"_{node['type']}", None)
        return handler(node, here) if handler else self._each(node, here)

    def _each(self, node: dict[str, Any], here: Shape) -> Shape:
        for child in node["children"]:
            self.shape(child, here)
        return ANY

    def _field(self, node: dict[str, Any], here: Shape) -> Shape:
        found = here.field(node["value"])
        if found is None:
            raise ExpressionError(f"{here.path or 'submission'} has no field {node['value']}")
        if found.path:
            self.reads.append(found.path)
        return found

    def _chain(self, node: dict[str, Any], here: Shape) -> Shape:
        for child in node["children"]:
            here = self.shape(child, here)
        return here

    _subexpression = _index_expression = _pipe = _chain

    def _projection(self, node: dict[str, Any], here: Shape) -> Shape:
        left, right = node["children"]
        return self.shape(right, self.shape(left, here).item()).listed()

    def _filter_projection(self, node: dict[str, Any], here: Shape) -> Shape:
        left, right, condition = node["children"]
        item = self.shape(left, here).item()
        self.shape(condition, item)
        return self.shape(right, item).listed()

    def _flatten(self, node: dict[str, Any], here: Shape) -> Shape:
        inner = self.shape(node["children"][0], here)
        return inner.item() if inner.item().kind == LIST else inner

    def _identity(self, node: dict[str, Any], here: Shape) -> Shape:
        return here

    _current = _identity

    def _index(self, node: dict[str, Any], here: Shape) -> Shape:
        return here.item()

    def _or_expression(self, node: dict[str, Any], here: Shape) -> Shape:
        first, second = (self.shape(child, here) for child in node["children"])
        return first if first == second else Shape(first.kind) if first.kind == second.kind else ANY

    _and_expression = _or_expression

    def _multi_select_list(self, node: dict[str, Any], here: Shape) -> Shape:
        shapes = [self.shape(child, here) for child in node["children"]]
        same = all(shape.kind == shapes[0].kind for shape in shapes)
        return (shapes[0] if same else ANY).listed()

    def _literal(self, node: dict[str, Any], here: Shape) -> Shape:
        return ANY

    def _function_expression(self, node: dict[str, Any], here: Shape) -> Shape:
        shapes = [self.shape(child, here) for child in node["children"]]
        if node["value"] not in FormFunctions.FUNCTION_TABLE:
            raise ExpressionError(f"there is no function {node['value']}()")
        if node["value"] in YIELDS:
            return scalar(YIELDS[node["value"]])
        return shapes[0] if node["value"] in KEEPS and shapes else ANY


KEEPS = {"having", "lacking", "during", "without", "minus", "sum", "repeated"}
YIELDS = {"ratio": "share", "year": "count", "length": "count"}


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
