"""What a step up costs in person-months, as the policy assumes it; without a policy for it, one each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

ONE = Fraction(1)
MOST_UNITS = 10_000  # in one effort, of the largest unit that fits them all: a solver adds up a hundred such


@dataclass(frozen=True)
class Efforts:
    """The effort of a step to a level, times those of its stage and its criterion; and of mending a gate.

    `told` says whether the policy sets them: else each step and each gate counts as one.
    """

    levels: Mapping[str, Fraction]
    stages: Mapping[str, Fraction]
    criteria: Mapping[str, Fraction]
    gates: Mapping[str, Fraction]
    told: bool = True

    def of_step(self, criterion: str, stage: str, level: str) -> Fraction:
        """The effort of the one step that leads up to this level."""
        own = self.criteria.get(criterion, ONE)
        return self.levels.get(level, ONE) * self.stages.get(stage, ONE) * own

    def of_gate(self, gate: str) -> Fraction:
        """The effort of making a gate's condition hold."""
        return self.gates.get(gate, ONE)


UNTOLD = Efforts({}, {}, {}, {}, told=False)


def unit(efforts: Sequence[Fraction]) -> Fraction:
    """The largest number of which all of these are whole multiples."""
    whole = lcm(*(one.denominator for one in efforts))
    return Fraction(gcd(*(int(one * whole) for one in efforts)) or 1, whole)
