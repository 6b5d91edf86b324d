"""What comes with what: when a condition holds, the levels, comparisons and criteria that come with it.

Read off the conditions themselves and off what the edition says that its measures entail; exact, but for
conditions too involved to search, which are then taken to bring nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from scoring.conditions import comparisons
from scoring.edition import Criterion, Edition
from scoring.prerequisites import Rung
from scoring.reachability import reachable
from scoring.rulebook import AllOf, Comparison, Condition


class Brought(NamedTuple):
    """What holds whenever a condition does.

    `whole` is the condition with all that its measures entail, `possible` whether that can hold at all;
    `levels` the least level that each criterion then has, `leaves` the comparisons of gates that then hold,
    `pursued` the criteria that then count.
    """

    whole: Condition
    possible: bool
    levels: Mapping[str, str]
    leaves: frozenset[Comparison]
    pursued: frozenset[str]


class Implications(NamedTuple):
    """What each level brings with it, and what each comparison of a gate does."""

    rungs: Mapping[Rung, Brought]
    leaves: Mapping[Comparison, Brought]


@lru_cache(maxsize=8)
def implications(edition: Edition) -> Implications:
    """For every level and every comparison of a gate; worked out once for an edition."""
    leaves = [part for gate in edition.gates if gate.holds for part in comparisons(gate.holds)]
    rungs = {
        Rung(one.id, level): condition for one in edition.criteria for level, condition in one.levels.items()
    }
    return Implications(
        {rung: _brought(edition, condition, leaves, rung.criterion) for rung, condition in rungs.items()},
        {leaf: _brought(edition, leaf, leaves) for leaf in leaves},
    )


def _brought(
    edition: Edition, condition: Condition, leaves: Sequence[Comparison], own: str | None = None
) -> Brought:
    whole = entailed(edition, condition)
    read = _read(whole)
    others = [one for one in edition.criteria if one.id != own]
    return Brought(
        whole,
        reachable(whole, []),
        {one.id: level for one in others for level in _guaranteed(whole, read, one)},
        frozenset(leaf for leaf in leaves if leaf.measure in read and not reachable(whole, [leaf])),
        frozenset(one.id for one in others if _pursued(whole, read, one)),
    )


def entailed(edition: Edition, condition: Condition) -> Condition:
    """The condition together with all that its measures entail."""
    left = list(edition.prerequisites.entails)
    while True:
        read = _read(condition)
        new = [one for one in left if one.when.measure in read and not reachable(condition, [one.when])]
        if not new:
            return condition
        condition = AllOf((condition, *(one.then for one in new)))
        left = [one for one in left if one not in new]


def _read(condition: Condition) -> frozenset[str]:
    return frozenset(part.measure for part in comparisons(condition))


def _guaranteed(whole: Condition, read: frozenset[str], criterion: Criterion) -> Iterator[str]:
    """The best level that the criterion is sure to have or to exceed, if any."""
    better: list[Condition] = []
    for level, condition in criterion.levels.items():
        better.append(condition)
        if read & _read(condition) and not reachable(whole, better):
            yield level
            return


def _pursued(whole: Condition, read: frozenset[str], criterion: Criterion) -> bool:
    out = criterion.not_pursued
    return out is not None and bool(read & _read(out)) and not reachable(AllOf((whole, out)), [])


def taken_up(edition: Edition, assumed: Sequence[Comparison]) -> frozenset[str]:
    """The criteria that count, whatever else is so, when these comparisons hold."""
    if not assumed:
        return frozenset()
    whole = entailed(edition, AllOf(tuple(assumed)))
    return frozenset(one.id for one in edition.criteria if _pursued(whole, _read(whole), one))


def implied(edition: Edition, assumed: Sequence[Comparison], leaf: Comparison) -> bool:
    """Whether these comparisons together make another hold."""
    return bool(assumed) and not reachable(entailed(edition, AllOf(tuple(assumed))), [leaf])
