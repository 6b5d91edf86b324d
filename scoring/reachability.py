"""Whether a level can ever be the one reached: not when whatever reaches it reaches a better one too."""

from collections.abc import Iterator, Sequence
from itertools import product

from scoring.rulebook import AllOf, AnyOf, AtLeast, Comparison, Condition, holds

MOST_TRIES = 20_000
Facts = dict[str, int]


def reachable(level: Condition, better: Sequence[Condition]) -> bool:
    """True when some facts fulfil `level` and none of the `better` conditions.

    Exact up to `MOST_TRIES` ways of just fulfilling the level; beyond that it is taken to be reachable.
    """
    for tried, facts in enumerate(_fulfilling(level)):
        if tried > MOST_TRIES or not any(holds(condition, facts) for condition in better):
            return True
    return False


def _fulfilling(condition: Condition) -> Iterator[Facts]:
    """Facts that fulfil the condition and say nothing else: one way of `any`, each end of each range."""
    for branch in _branches(condition):
        names = sorted({part.measure for part in branch})
        for values in product(*(_ends(name, branch) for name in names)):
            facts = dict(zip(names, values, strict=True))
            if holds(condition, facts):
                yield facts


def _branches(condition: Condition) -> Iterator[tuple[Comparison, ...]]:
    if isinstance(condition, Comparison):
        yield (condition,)
    elif isinstance(condition, AnyOf):
        for part in condition.parts:
            yield from _branches(part)
    else:
        yield from _joined(condition)


def _joined(condition: AllOf | AtLeast) -> Iterator[tuple[Comparison, ...]]:
    count = condition.count if isinstance(condition, AtLeast) else len(condition.parts)
    for chosen in product(*(_branches(part) for part in condition.parts[:count])):
        yield tuple(part for branch in chosen for part in branch)


def _ends(name: str, branch: Sequence[Comparison]) -> list[int]:
    values = [part.value for part in branch if part.measure == name]
    return sorted({*values, min(values) - 1, max(values) + 1})
