"""The gates on the submission as rows: each holds by what is there, by levels raised, or by mending."""

from collections.abc import Mapping
from fractions import Fraction

from scoring.conditions import comparisons, true_where
from scoring.ladders import Ladders, takes
from scoring.prerequisites import Rung
from scoring.programme import Programme, Terms
from scoring.rulebook import AllOf, AnyOf, Comparison, Condition
from scoring.taking_up import unheld


class GateRows:
    """Adds the broken gates to a programme.

    `steps` has the variable of each level that may be raised to, `takes` that of each criterion that may be
    taken up. `mends` has the variable of each gate that effort can mend.
    """

    def __init__(self, programme: Programme, up: Ladders) -> None:
        self._programme, self._up, self._now = programme, up, up.now
        self._broken = {gate.id: gate.holds for gate in up.now.broken if gate.holds is not None}
        self.mends = {gate: self._mend(gate) for gate, holds in self._broken.items() if self._helps(holds)}
        self._leaves: dict[Comparison, int] = {}

    def _mend(self, gate: str) -> int:
        edition = self._now.edition
        return self._programme.variable(int(edition.efforts.of_gate(gate) / edition.effort_unit), matter=True)

    def _helps(self, holds: Condition) -> bool:
        """Whether some of what the gate lacks can be mended."""
        return any(not self._holds(leaf) and self._up.mendable(leaf) for leaf in comparisons(holds))

    def _holds(self, condition: Condition) -> bool:
        return true_where(condition, self._now.truths.holds)

    def add(self, steps: Mapping[Rung, int], takes_up: Mapping[str, int]) -> None:
        """The rows that make every broken gate hold."""
        for leaf in unheld(self._now):
            if self._up.mendable(leaf):
                self._leaves[leaf] = self._leaf(leaf, steps, takes_up)
        for holds in self._broken.values():
            self._make_hold(holds, None, steps)
        for rest in self._now.judged.values():
            lowest = Rung(rest, self._up.steps[rest][0].level)
            self._programme.require({steps[lowest]: 1}, 1)

    def _leaf(self, leaf: Comparison, steps: Mapping[Rung, int], takes_up: Mapping[str, int]) -> int:
        """A comparison made to hold by mending a gate that asks it, with all that comes with it."""
        made = self._programme.helper()
        gates = [mend for gate, mend in self.mends.items() if leaf in comparisons(self._broken[gate])]
        self._programme.require({**dict.fromkeys(gates, 1), made: -1}, 0)
        for name in sorted(takes(self._now, leaf)):
            self._programme.implies(made, takes_up[name])
        for rung in self._up.asked_by(leaf):
            self._programme.implies(made, steps[rung])
        return made

    def _make_hold(self, condition: Condition, when: int | None, steps: Mapping[Rung, int]) -> None:
        """Where the variable is 1, or always, the condition must come to hold."""
        if self._holds(condition):
            return
        if isinstance(condition, Comparison):
            self._ask(self._held_by(condition, steps), 1, when)
        elif isinstance(condition, AllOf):
            for part in condition.parts:
                self._make_hold(part, when, steps)
        else:
            left = [part for part in condition.parts if not self._holds(part)]
            ways = [self._programme.helper() for _ in left]
            for way, part in zip(ways, left, strict=True):
                self._make_hold(part, way, steps)
            count = 1 if isinstance(condition, AnyOf) else condition.count
            self._ask(dict.fromkeys(ways, 1), count - len(condition.parts) + len(left), when)

    def _ask(self, terms: Terms, least: int, when: int | None) -> None:
        if when is None:
            self._programme.require(terms, least)
        else:
            self._programme.require({**terms, when: -least}, 0)

    def _held_by(self, leaf: Comparison, steps: Mapping[Rung, int]) -> Terms:
        """What makes a comparison hold: mending it, or standing on a level that brings it."""
        terms: dict[int, Fraction | int] = {self._leaves[leaf]: 1} if leaf in self._leaves else {}
        for rung in self._up.bringing(leaf):
            for variable, times in standing_on(self._up, rung, steps).items():
                terms[variable] = terms.get(variable, 0) + times
        return terms


def standing_on(up: Ladders, rung: Rung, steps: Mapping[Rung, int]) -> dict[int, int]:
    """Comes to 1 where the criterion stops on this very level, and else to 0."""
    rungs = [Rung(rung.criterion, step.level) for step in up.steps[rung.criterion]]
    place = rungs.index(rung)
    return {steps[rung]: 1} | {steps[one]: -1 for one in rungs[place + 1 : place + 2]}
