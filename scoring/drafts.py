"""What a draft could still come to: more can be added to it, but what it states stays stated."""

import re
from collections.abc import Mapping

from scoring.edition import Measure
from scoring.measures import Measured
from scoring.rulebook import AllOf, AnyOf, Comparison, Condition, passes

READS_LISTS = re.compile(r"\[\?|\[\]|\blength\(")  # more rows can be added
COUNTS_LACKS = re.compile(r"!(?!=)|\b(?:lacking|without)\(")  # what is lacking can be filled in


def could_hold(condition: Condition, facts: Mapping[str, Measured], measures: Mapping[str, Measure]) -> bool:
    """Whether the condition holds, or would after answering what is blank and adding to what is there."""
    if isinstance(condition, Comparison):
        return _could_pass(condition, facts[condition.measure].value, measures[condition.measure])
    held = sum(could_hold(part, facts, measures) for part in condition.parts)
    if isinstance(condition, AllOf):
        return held == len(condition.parts)
    return held >= (1 if isinstance(condition, AnyOf) else condition.count)


def _could_pass(part: Comparison, value: int | None, measure: Measure) -> bool:
    if value is None or passes(part, {measure.id: value}):
        return True
    if part.operator == "max" or (part.operator == "is" and value > part.value):
        return can_fall(measure)
    return can_rise(measure)


def can_fall(measure: Measure) -> bool:
    """Whether answering more can lower it: it counts what is lacking."""
    return bool(COUNTS_LACKS.search(_written(measure)))


def can_rise(measure: Measure) -> bool:
    """Whether answering more can raise it; one stated figure stays as it is."""
    return measure.reduce != "value" or bool(READS_LISTS.search(_written(measure)))


def _written(measure: Measure) -> str:
    expressions = (measure.select, measure.of, *measure.steps)
    return " ".join(one.text for one in expressions if one is not None)
