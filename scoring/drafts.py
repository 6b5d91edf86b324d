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
    written = " ".join(one.text for one in (measure.select, measure.of, *measure.steps) if one is not None)
    if part.operator == "max" or (part.operator == "is" and value > part.value):
        return bool(COUNTS_LACKS.search(written))
    return measure.reduce != "value" or bool(READS_LISTS.search(written))  # else one stated figure
