"""Conditions as written into conditions as compared: policy names become numbers, units must agree."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from scoring.edition import Measure
from scoring.edition_files import ConditionFile, Parameter, Unit
from scoring.rulebook import AllOf, AnyOf, AtLeast, Comparison, Condition

BOUND = 2**53


class Unwritable(Exception):
    """A condition that makes no sense; `code` and `values` say why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class ConditionReader:
    """Reads conditions of one edition; remembers which measures and parameters were used."""

    def __init__(
        self, measures: Mapping[str, Measure], parameters: Mapping[str, Parameter], units: Mapping[str, Unit]
    ) -> None:
        self._measures = measures
        self._parameters = parameters
        self._units = units
        self.measures_used: set[str] = set()
        self.parameters_used: set[str] = set()

    def condition(self, written: ConditionFile) -> Condition:
        """The condition; raises Unwritable."""
        if written.all:
            return AllOf(tuple(map(self.condition, written.all)))
        if written.any:
            return AnyOf(tuple(map(self.condition, written.any)))
        if written.of is not None:
            parts = tuple(map(self.condition, written.of))
            return AtLeast(self._count(written.at_least, len(parts)), parts)
        return self._comparison(written)

    def _comparison(self, written: ConditionFile) -> Comparison:
        name = written.measure or ""
        measure = self._measures.get(name)
        if measure is None:
            raise Unwritable("measure_unknown", name=name, known=tuple(self._measures))
        self.measures_used.add(name)
        given = {"min": written.min, "max": written.max, "is": written.is_}
        operator, value = next((key, value) for key, value in given.items() if value is not None)
        if (measure.unit.kind == "flag") != isinstance(value, bool):
            code = "flag_needs_is" if measure.unit.kind == "flag" else "number_needs_min"
            raise Unwritable(code, measure=name)
        return Comparison(name, operator, self._scaled(value, measure))  # type: ignore[arg-type]

    def _scaled(self, value: Any, measure: Measure) -> int:
        if isinstance(value, bool):
            return int(value)
        exact = Decimal(self._number(value, measure)) * measure.scale
        if exact != int(exact) or abs(exact) > BOUND:
            raise Unwritable("threshold_too_fine", value=str(value), measure=measure.id)
        return int(exact)

    def _number(self, value: Any, measure: Measure | None) -> int | Decimal:
        if isinstance(value, (int, Decimal)):
            return value
        parameter = self._parameter(str(value))
        if parameter.value is None:
            raise Unwritable("parameter_not_number", name=str(value))
        if measure is not None and self._units.get(parameter.unit or "") is not measure.unit:
            raise Unwritable("unit_differs", name=str(value), unit=parameter.unit, measure=measure.id)
        return parameter.value

    def _parameter(self, value: str) -> Parameter:
        name = value.removeprefix("policy.")
        parameter = self._parameters.get(name)
        if parameter is None or name == value:
            raise Unwritable("parameter_unknown", name=value, known=tuple(self._parameters))
        self.parameters_used.add(name)
        return parameter

    def _count(self, value: Any, parts: int) -> int:
        count = int(self._number(value, None))
        if not 1 <= count <= parts:
            raise Unwritable("count_out_of_range", count=count, parts=parts)
        return count

    def least(self, value: Any) -> Decimal:
        """The number a score must reach."""
        return Decimal(self._number(value, None))


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison of a condition, in order."""
    if isinstance(condition, Comparison):
        yield condition
        return
    for part in condition.parts:
        yield from comparisons(part)
