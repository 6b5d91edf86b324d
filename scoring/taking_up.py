"""Which criteria a city must take up that it does not pursue: no more of them than its gates demand."""

from itertools import combinations

from scoring.conditions import comparisons, true_where
from scoring.implications import implications
from scoring.ladders import Ladders, ladders, takes
from scoring.rulebook import Comparison
from scoring.situation import Situation


def takings(now: Situation) -> list[Ladders]:
    """What may be done with each smallest set of criteria that lets every broken gate be mended.

    One with nothing taken up where nothing need be; none where no set is enough.
    """
    may = sorted(_asked_for(now) & now.unpursued)
    for size in range(len(may) + 1):
        tried = [ladders(now, frozenset(one)) for one in combinations(may, size)]
        found = [up for up in tried if not unmended(up)]
        if found:
            return found
    return []


def _asked_for(now: Situation) -> set[str]:
    """The criteria that a gate or a level may ask a city to take up."""
    taken = [takes(now, leaf) for leaf in unheld(now)]
    taken += [brought.pursued for brought in implications(now.edition).rungs.values()]
    needed = {need.rung.criterion for needs in now.edition.prerequisites.needs.values() for need in needs}
    return needed.union(*taken)


def unheld(now: Situation) -> list[Comparison]:
    """The comparisons of the broken gates that do not hold, each once."""
    leaves = (part for gate in now.broken if gate.holds for part in comparisons(gate.holds))
    return [leaf for leaf in dict.fromkeys(leaves) if not now.truths.holds(leaf)]


def unmended(up: Ladders) -> list[str]:
    """The gates on the submission that would not hold even with all the effort there is."""
    now = up.now

    def can_come(leaf: Comparison) -> bool:
        return now.truths.holds(leaf) or up.mendable(leaf) or bool(up.bringing(leaf))

    broken = [gate.id for gate in now.broken if gate.holds and not true_where(gate.holds, can_come)]
    return [*broken, *(gate for gate, rest in now.judged.items() if rest not in up.steps)]
