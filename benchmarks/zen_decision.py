"""An edition's conditions as a zen-engine decision: what durable-rules is measured beside.

The only module that imports zen. It keeps from the rest: JSON graphs, names that zen can parse, and
its error on comparing null, for which a measure that is not there is sent as a number no threshold reaches.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from typing import Any

import zen

from scoring.conditions import comparisons
from scoring.rulebook import LIMIT, AllOf, AnyOf, AtLeast, Comparison, Condition

Facts = Mapping[str, int]
Answers = frozenset[str]
SIGNS = {"min": ">=", "max": "<=", "is": "=="}


def version() -> str:
    """The release of zen-engine that answers."""
    return metadata.version("zen-engine")


def decision(conditions: Mapping[str, Condition]) -> Callable[[Facts], Answers]:
    """The names of the conditions that hold, by one decision: an expression node with a line for each."""
    form = _Form(conditions)
    lines = [
        {"id": f"line{place}", "key": f"c{place}", "value": text} for place, text in enumerate(form.texts)
    ]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "all", "name": "all", "type": "expressionNode", "content": {"expressions": lines}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": a + b, "type": "edge", "sourceId": a, "targetId": b}
        for a, b in (("in", "all"), ("all", "out"))
    ]
    content = zen.ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges}))
    made = zen.ZenEngine().create_decision(content)  # compiled; from plain JSON it takes twice the time
    keys = [(name, f"c{place}") for place, name in enumerate(conditions)]

    def answers(facts: Facts) -> Answers:
        found = made.evaluate(form.context(facts))["result"]
        return frozenset(name for name, key in keys if found[key])

    return answers


def expression(conditions: Mapping[str, Condition]) -> Callable[[Facts], Answers]:
    """The same by one compiled expression, a list of all the conditions, with no decision around it."""
    form, names = _Form(conditions), list(conditions)
    made = zen.compile_expression(f"[{', '.join(form.texts)}]")

    def answers(facts: Facts) -> Answers:
        found: Any = made.evaluate(form.context(facts))
        return frozenset(name for name, holds in zip(names, found, strict=True) if holds)

    return answers


class _Form:
    """The conditions as zen writes them, and what it is given of a city."""

    def __init__(self, conditions: Mapping[str, Condition]) -> None:
        leaves = {leaf for condition in conditions.values() for leaf in comparisons(condition)}
        ends = sorted({(leaf.measure, leaf.operator == "max") for leaf in leaves})
        self._named = {end: f"m{place}" for place, end in enumerate(ends)}
        self._given = [(name, *end) for end, name in self._named.items()]
        self.texts = [self._text(condition) for condition in conditions.values()]

    def context(self, facts: Facts) -> dict[str, int]:
        """Every measure; an absent one lies beyond every threshold, on the side where nothing holds."""
        absent = {False: -LIMIT - 1, True: LIMIT + 1}
        return {name: facts.get(measure, absent[above]) for name, measure, above in self._given}

    def _text(self, condition: Condition) -> str:
        match condition:
            case Comparison(measure, operator, value):
                return f"{self._named[measure, operator == 'max']} {SIGNS[operator]} {value}"
            case AllOf(parts):
                return f"({' and '.join(map(self._text, parts))})"
            case AnyOf(parts):
                return f"({' or '.join(map(self._text, parts))})"
            case AtLeast(count, parts):
                return f"(sum([{', '.join(self._counted(parts))}]) >= {count})"

    def _counted(self, parts: tuple[Condition, ...]) -> Iterator[str]:
        return (f"({self._text(part)}) ? 1 : 0" for part in parts)
