"""Criteria that are alike share one variable a step, which counts how many of them take it.

Alike is what an integer programme cannot tell apart: the same section, weight and steps, and nothing that
waits for it. The programme is then smaller, and one answer stands for all that differ from it only by
exchanging like for like.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.edition import Edition
from scoring.programme import Programme, Values


class Step(NamedTuple):
    """One step: the level it leads to, its effort and its credit, and whether one may stop there."""

    level: str
    effort: Fraction
    credit: Fraction
    ends: bool = True


class Alike(NamedTuple):
    """Criteria in the order of the edition, the steps of each, and the variable that counts each step.

    Groups of one `kind` differ only in what waits for them.
    """

    members: tuple[str, ...]
    steps: tuple[Step, ...]
    variables: tuple[int, ...]
    kind: Hashable

    def taken(self, values: Values) -> Iterator[tuple[str, int]]:
        """Each criterion that takes a step, and how many steps it takes."""
        for place, name in enumerate(self.members):
            count = sum(values[variable] > place for variable in self.variables)
            if count:
                yield name, count

    def others(self, values: Values) -> tuple[str, ...]:
        """Those that take no step."""
        return self.members[values[self.variables[0]] :]


def alike(
    programme: Programme,
    edition: Edition,
    steps: Mapping[str, Sequence[Step]],
    apart: Iterable[str],
) -> list[Alike]:
    """The groups with their variables in the programme; what is `apart` has a group of its own."""
    alone = set(apart)
    groups: dict[tuple[Hashable, str | bool], list[str]] = {}
    for criterion in edition.criteria:
        own = steps.get(criterion.id)
        if own:
            kind = (criterion.section, criterion.weight, tuple(own))
            groups.setdefault((kind, criterion.id in alone and criterion.id), []).append(criterion.id)
    return [
        _group(programme, edition, names, tuple(steps[names[0]]), kind) for (kind, _), names in groups.items()
    ]


def by_kind(groups: Iterable[Alike]) -> list[list[int]]:
    """The variables that count the same step of criteria of one kind."""
    kinds: dict[Hashable, list[int]] = {}
    for group in groups:
        for place, variable in enumerate(group.variables):
            kinds.setdefault((group.kind, place), []).append(variable)
    return [*kinds.values()]


def _group(
    programme: Programme, edition: Edition, names: list[str], steps: tuple[Step, ...], kind: Hashable
) -> Alike:
    costs = [int(step.effort / edition.effort_unit) for step in steps]
    variables = tuple(
        programme.variable(cost, len(names), matter=place == 0) for place, cost in enumerate(costs)
    )
    for step, lower, higher in zip(steps, variables, variables[1:], strict=False):
        programme.implies(higher, lower)
        if not step.ends:
            programme.implies(lower, higher)
    return Alike(tuple(names), steps, variables, kind)
