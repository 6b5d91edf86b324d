"""Measures: whole numbers about a submission, with the places in the form they were counted from."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

from scoring.edition import Measure
from scoring.view import PLACE

BOUND = 2**53 - 1
Selected = Any


class Measured(NamedTuple):
    """A measure's value (None: the form does not say) and where it was found, or where to answer."""

    value: int | None
    places: tuple[str, ...]


def measured(measures: Mapping[str, Measure], seen: dict[str, Any]) -> dict[str, Measured]:
    """Every measure of a submission's view; raises Faults if a rule cannot be evaluated."""
    return {name: _measured(measure, seen) for name, measure in measures.items()}


def _measured(measure: Measure, seen: dict[str, Any]) -> Measured:
    if measure.reduce == "highest":
        found = [step.of(seen) for step in measure.steps]
        rank = max((index for index, selected in enumerate(found, 1) if _truthy(selected)), default=0)
        return Measured(rank, _places(found[rank - 1] if rank else None, measure))
    assert measure.select is not None
    selected = measure.select.of(seen)
    value = _reduced(measure, selected, seen)
    return Measured(_scaled(value, measure.scale), _places(selected, measure))


def _reduced(measure: Measure, selected: Selected, seen: dict[str, Any]) -> Any:
    reduce = measure.reduce
    if reduce == "value":
        return selected
    if reduce == "any":
        return int(_truthy(selected))
    if reduce == "count":
        return len(_listed(selected))
    if reduce == "distinct":
        return len({_folded(item) for item in _listed(selected)})
    if reduce == "share":
        assert measure.of is not None
        whole = len(_listed(measure.of.of(seen)))
        return Fraction(100 * len(_listed(selected)), whole) if whole else None
    return _total(reduce, [_taken(item, measure.take) for item in _listed(selected)])


def _total(reduce: str, values: Iterable[Any]) -> Any:
    numbers = [Fraction(value) for value in values if value is not None]
    if reduce == "sum":
        return sum(numbers, Fraction(0))
    return (max if reduce == "max" else min)(numbers, default=None)


def _taken(item: Any, take: str | None) -> Any:
    for step in take.split(".") if take else ():
        item = item.get(step) if isinstance(item, dict) else None
    return item


def _scaled(value: Any, scale: int) -> int | None:
    """In whole steps, rounded down; beyond 2**53 held there, where no threshold can lie."""
    if value is None:
        return None
    whole = value * scale if isinstance(value, int) else floor(Fraction(value) * scale)
    return max(-BOUND, min(BOUND, whole))


def _listed(selected: Selected) -> list[Any]:
    if isinstance(selected, list):
        return [item for item in selected if item is not None]
    return [] if selected is None else [selected]


def _folded(item: Any) -> Any:
    return " ".join(item.split()).casefold() if isinstance(item, str) else item


def _truthy(selected: Selected) -> bool:
    """As JMESPath has it: nothing, an empty text or list and false are false; 0 is an answer."""
    return selected is not None and selected is not False and selected not in ("", [], {})


def _places(selected: Selected, measure: Measure) -> tuple[str, ...]:
    found = tuple(item[PLACE] for item in _listed(selected) if isinstance(item, dict) and PLACE in item)
    return found or (measure.place,)
