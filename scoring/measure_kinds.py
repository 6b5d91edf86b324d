"""Whether a measure's unit, its way of reducing and what it selects go together."""

from scoring.conditions import unwritable
from scoring.edition import Measure
from scoring.reading import NUMBER
from scoring.shapes import LIST, RECORD, UNKNOWN, Shape

KIND_OF = {"count": "count", "distinct": "count", "any": "flag", "share": "share", "highest": "rank"}
COUNTED = {"year": "count", "day": "count"}  # a year or a day is counted in whole ones


def refuse_unfit(measure: Measure, unit: str) -> None:
    """Raises Unwritable for a measure whose values would not be of its unit, or could not be made at all."""
    kind = KIND_OF.get(measure.reduce) or _selected_kind(measure)
    if kind not in (UNKNOWN, measure.unit.kind):
        raise unwritable("kind_differs", "unit", unit=unit, kind=kind)
    if measure.reduce == "highest" and len(measure.unit.names) != len(measure.steps) + 1:
        raise unwritable("steps_differ", "steps", steps=len(measure.steps), names=len(measure.unit.names))
    if measure.reduce == "distinct" and _items(measure).kind == RECORD:
        raise unwritable("reduce_unfit", "reduce", reduce=measure.reduce, kind=RECORD)
    if measure.reduce in {"any", "highest"}:
        _refuse_records(measure)


def _refuse_records(measure: Measure) -> None:
    for one in (measure.select, *measure.steps):
        if one is not None and one.shape.kind == RECORD:
            raise unwritable("record_always_there", "reduce", place=one.shape.path)


def _selected_kind(measure: Measure) -> str:
    """The kind of number that comes of `value`, `sum`, `max` or `min`, where that can be told."""
    assert measure.select is not None
    if measure.reduce == "value" and measure.select.shape.kind == LIST:
        raise unwritable("reduce_unfit", "reduce", reduce=measure.reduce, kind=LIST)
    shape = _items(measure)
    for step in measure.take.split(".") if measure.take else ():
        inner = shape.field(step)
        if inner is None:
            raise unwritable("take_unknown", "take", name=measure.take, known=shape.names)
        shape = inner
    kind = COUNTED.get(shape.kind, shape.kind)
    return UNKNOWN if kind == NUMBER else kind


def _items(measure: Measure) -> Shape:
    """What is selected, out of its list."""
    assert measure.select is not None
    shape = measure.select.shape
    while shape.kind == LIST:
        shape = shape.item()
    return shape
