"""What a draft could still come to: more can be added to it, but what it states stays stated."""

from collections.abc import Mapping

from scoring.edition import Measure
from scoring.measures import Measured
from scoring.rulebook import AllOf, AnyOf, Comparison, Condition, passes


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
    grows = part.operator == "min" or (part.operator == "is" and value < part.value)
    return grows and measure.reduce != "value"  # one stated figure; the rest are counted and can grow
