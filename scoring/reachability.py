"""Whether a level can ever be the one reached: not when whatever reaches it reaches a better one too."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from scoring.conditions import comparisons
from scoring.rulebook import AnyOf, AtLeast, Comparison, Condition, holds, passes

MOST_TRIES = 10_000
Branch = tuple[Comparison, ...]
Facts = dict[str, int]


def reachable(level: Condition, better: Sequence[Condition]) -> bool:
    """True when some facts fulfil `level` and none of the `better` conditions.

    Exact up to `MOST_TRIES` steps of the search; beyond that the level is taken to be reachable.
    """
    search = _Search(better)
    return any(search.escapes(branch) for branch in _branches(level))


def _branches(condition: Condition) -> Iterator[Branch]:
    """The ways to fulfil a condition, each as comparisons that must all hold."""
    if isinstance(condition, Comparison):
        yield (condition,)
    elif isinstance(condition, AnyOf):
        for part in condition.parts:
            yield from _branches(part)
    else:
        count = condition.count if isinstance(condition, AtLeast) else len(condition.parts)
        for chosen in combinations(condition.parts, count):
            yield from _together(chosen)


def _together(parts: Sequence[Condition]) -> Iterator[Branch]:
    if not parts:
        yield ()
        return
    for first in _branches(parts[0]):
        for rest in _together(parts[1:]):
            yield first + rest


class _Search:
    """Looks for facts that fulfil a branch and no better condition.

    A measure that the branch does not speak of is left out: without it the fewest conditions hold. Of one
    that it speaks of, each threshold and its neighbours are enough to try, as between two thresholds
    nothing changes.
    """

    def __init__(self, better: Sequence[Condition]) -> None:
        self._better = better
        self._bars = [part for condition in better for part in comparisons(condition)]
        self.tries = 0

    def escapes(self, branch: Branch) -> bool:
        """Whether there are such facts; True also when the search was given up."""
        names = sorted({part.measure for part in branch})
        values = [(name, self._values(name, branch)) for name in names]
        return self._extends({}, sorted(values, key=lambda one: len(one[1])))

    def _values(self, name: str, branch: Branch) -> list[int]:
        own = [part for part in branch if part.measure == name]
        bars = {part.value for part in (*own, *self._bars) if part.measure == name}
        near = {bar + step for bar in bars for step in (-1, 0, 1)}
        return [value for value in sorted(near) if all(passes(part, {name: value}) for part in own)]

    def _extends(self, facts: Facts, left: Sequence[tuple[str, list[int]]]) -> bool:
        self.tries += 1
        if self.tries > MOST_TRIES:
            return True
        if any(holds(condition, facts) for condition in self._better):
            return False  # and more facts would only make more hold
        if not left:
            return True
        (name, values), *rest = left
        return any(self._extends({**facts, name: value}, rest) for value in values)
