"""The rules evaluated one after the other, in Python alone."""

from collections.abc import Mapping

from scoring.inference import Firing, Inference, _whole
from scoring.rulebook import Comparison, Rulebook, in_order, passes
from scoring.version import VERSION


class Columnar:
    """An engine of Python alone; it may be shared, and needs no closing."""

    name = "columnar"
    version = VERSION

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules = in_order(rulebook.rules)
        needs = (need for rule in self._rules for need in rule.needs)
        self._measures = {need.measure for need in needs if isinstance(need, Comparison)}

    def infer(self, facts: Mapping[str, int]) -> Inference:
        """What holds for a city with these measures; TypeError and ValueError as of durable-rules."""
        measures = {name: _whole(name, facts[name]) for name in self._measures if name in facts}
        holds: set[str] = set()
        trace: list[Firing] = []
        for rule in self._rules:  # each stands below whatever it needs
            if all(n in holds if isinstance(n, str) else passes(n, measures) for n in rule.needs):
                holds.add(rule.concludes)
                trace.append(Firing(rule.name, tuple(map(str, rule.needs)), rule.concludes))
        return Inference(frozenset(holds), tuple(trace))
