"""Conditions as written into conditions as compared: policy names become numbers, units must agree."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from scoring.edition import Measure
from scoring.edition_files import ConditionFile, Parameter, Unit
from scoring.rulebook import LIMIT, AllOf, AnyOf, AtLeast, Comparison, Condition

Place = tuple[str | int, ...]


class Fault(NamedTuple):
    """One thing that makes no sense, and where it stands inside what was read."""

    code: str
    values: Mapping[str, Any]
    place: Place = ()


class Unwritable(Exception):
    """Part of an edition that makes no sense; `faults` say why (none: it was said elsewhere already)."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults)
        self.faults = faults


def unwritable(code: str, *place: str | int, **values: object) -> Unwritable:
    """The exception of a single fault."""
    return Unwritable(Fault(code, values, place))


class ConditionReader:
    """Reads conditions of one edition; remembers which measures and parameters were used.

    A measure that is written but could not be made is None: what speaks of it is not faulted again.
    """

    def __init__(
        self,
        measures: Mapping[str, Measure | None],
        parameters: Mapping[str, Parameter],
        units: Mapping[str, Unit],
    ) -> None:
        self._measures = measures
        self._parameters = parameters
        self._units = units
        self.measures_used: set[str] = set()
        self.parameters_used: set[str] = set()

    def aside(self) -> "ConditionReader":
        """A reader of the same edition whose conditions judge nobody: they use nothing up."""
        return ConditionReader(self._measures, self._parameters, self._units)

    def condition(self, written: ConditionFile) -> Condition:
        """The condition; raises Unwritable with all its faults."""
        if written.all:
            return AllOf(self._parts("all", written.all))
        if written.any:
            return AnyOf(self._parts("any", written.any))
        if written.of is not None:
            parts = self._parts("of", written.of)
            return AtLeast(self._count(written.at_least, len(parts)), parts)
        return self._comparison(written)

    def _parts(self, key: str, written: tuple[ConditionFile, ...]) -> tuple[Condition, ...]:
        made: list[Condition] = []
        wrong: list[Unwritable] = []
        for index, part in enumerate(written):
            try:
                made.append(self.condition(part))
            except Unwritable as error:
                faults = (fault._replace(place=(key, index, *fault.place)) for fault in error.faults)
                wrong.append(Unwritable(*faults))
        if wrong:
            raise Unwritable(*(fault for error in wrong for fault in error.faults))
        return tuple(made)

    def _comparison(self, written: ConditionFile) -> Comparison:
        name = written.measure or ""
        if name not in self._measures:
            raise unwritable("measure_unknown", "measure", name=name, known=tuple(self._measures))
        self.measures_used.add(name)
        measure = self._measures[name]
        if measure is None:
            raise Unwritable()
        given = {"min": written.min, "max": written.max, "is": written.is_}
        operator, value = next((key, value) for key, value in given.items() if value is not None)
        if (measure.unit.kind == "flag") != isinstance(value, bool):
            code = "flag_needs_is" if measure.unit.kind == "flag" else "number_needs_min"
            raise unwritable(code, operator, measure=name)
        return Comparison(name, operator, self._scaled(value, measure, operator))  # type: ignore[arg-type]

    def _scaled(self, value: Any, measure: Measure, operator: str) -> int:
        if isinstance(value, bool):
            return int(value)
        number, unit = self._number(value, operator)
        if unit is not None and self._units.get(unit) is not measure.unit:
            raise unwritable("unit_differs", operator, name=str(value), unit=unit, measure=measure.id)
        exact = Decimal(number) * measure.scale
        if exact != int(exact) or abs(exact) > LIMIT:
            raise unwritable("threshold_too_fine", operator, value=str(value), measure=measure.id)
        return int(exact)

    def _number(self, value: Any, place: str) -> tuple[int | Decimal, str | None]:
        """The number written, or that of the parameter named, with the parameter's unit."""
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return value, None
        name = str(value).removeprefix("policy.")
        parameter = self._parameters.get(name)
        if parameter is None or name == value:
            raise self._unknown(str(value), place)
        self.parameters_used.add(name)
        if parameter.value is None:
            raise unwritable("parameter_not_number", place, name=str(value))
        return parameter.value, parameter.unit

    def _unknown(self, text: str, place: str) -> Unwritable:
        if text[:1] in "-+.0123456789":
            return unwritable("number_malformed", place, found=text)
        known = tuple(f"policy.{name}" for name in self._parameters)
        return unwritable("parameter_unknown", place, name=text, known=known)

    def _count(self, value: Any, parts: int) -> int:
        number, unit = self._number(value, "at_least")
        known = self._units.get(unit or "")
        if known is not None and known.kind != "count":
            raise unwritable("count_unit", "at_least", name=str(value), unit=unit)
        if number != int(number) or not 1 <= number <= parts:
            raise unwritable("count_out_of_range", "at_least", count=str(number), parts=parts)
        return int(number)

    def least(self, value: Any) -> Decimal:
        """The number of points, 0 to 100, that a score must reach; raises Unwritable."""
        number, _ = self._number(value, "min")
        if not 0 <= number <= 100:
            raise unwritable("points_out_of_range", "min", found=str(number))
        return Decimal(number)


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison of a condition, in order."""
    if isinstance(condition, Comparison):
        yield condition
        return
    for part in condition.parts:
        yield from comparisons(part)


def true_where(condition: Condition, true: Callable[[Comparison], bool]) -> bool:
    """Whether a condition holds where those of its comparisons hold that `true` says."""
    if isinstance(condition, Comparison):
        return true(condition)
    held = sum(true_where(part, true) for part in condition.parts)
    if isinstance(condition, AllOf):
        return held == len(condition.parts)
    return held >= (1 if isinstance(condition, AnyOf) else condition.count)
