"""An edition's conditions compiled to flat rules, the one form that every engine reads: pure data.

A rule says: when all its needs hold, its conclusion holds. There is no "not" (an edition writes
`max: 0`), so every further conclusion can only make more hold, never less.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import chain
from operator import attrgetter
from typing import Literal, NamedTuple

LIMIT = 2**53  # no measure or threshold lies further from nought: every engine holds these exactly
MOST_NEEDS = 16  # of one rule: durable-rules joins no more than 16 facts
MOST_RULES = 4000  # of one edition: durable-rules has room for 4096
SIGNS = {"min": ">=", "max": "<=", "is": "="}


class Comparison(NamedTuple):
    """One leaf: a measure against a whole number. A city without the measure does not pass it."""

    measure: str
    operator: Literal["min", "max", "is"]
    value: int

    def __str__(self) -> str:
        return f"{self.measure} {SIGNS[self.operator]} {self.value}"


# Not named tuples: those would make all(a, b) equal to any(a, b).
@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Condition", ...]

    def __post_init__(self) -> None:
        _refuse(not self.parts, "`all` of nothing would hold for every city; give it a part")


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part or more holds."""

    parts: tuple["Condition", ...]

    def __post_init__(self) -> None:
        _refuse(not self.parts, "`any` of nothing can never hold; give it a part")


@dataclass(frozen=True, slots=True)
class AtLeast:
    """`count` of the parts or more hold; a part written twice counts twice."""

    count: int
    parts: tuple["Condition", ...]

    def __post_init__(self) -> None:
        n = len(self.parts)
        _refuse(not 1 <= self.count <= n, f"at least {self.count} of {n}: the count goes from 1 to {n}")


Condition = Comparison | AllOf | AnyOf | AtLeast
Need = Comparison | str
Ways = tuple[tuple[Need, ...], ...]  # any of the inner tuples is enough; all in it are needed


class Rule(NamedTuple):
    """When every need, a comparison or another rule's conclusion, holds, `concludes` holds."""

    name: str
    needs: tuple[Need, ...]
    concludes: str


class Rulebook(NamedTuple):
    """Rules in dependency order: whatever a rule needs was concluded above it."""

    rules: tuple[Rule, ...]


def rulebook(conditions: Mapping[str, Condition]) -> Rulebook:
    """The rules that conclude each name exactly when its condition holds, whatever order they came in.

    A part that needs a conclusion of its own is named for its place: `gate:two/2of5` is "two or more
    of the first five". ValueError: a name, measure or threshold that no edition may have.
    """
    compiler = _Compiler()
    for name in sorted(conditions):
        named = re.fullmatch(r"[A-Za-z][\w.:-]{0,119}", name, re.ASCII)
        _refuse(not named, f"{name!r} cannot name a condition")
        compiler.conclude(name, compiler.ways(name, conditions[name]))
    return Rulebook(in_order(compiler.rules))


def holds(condition: Condition, facts: Mapping[str, int]) -> bool:
    """What a condition means, without any engine: every engine is held to it."""
    match condition:
        case Comparison():
            return passes(condition, facts)
        case AllOf(parts):
            return all(holds(part, facts) for part in parts)
        case AnyOf(parts):
            return any(holds(part, facts) for part in parts)
        case AtLeast(count, parts):
            return sum(holds(part, facts) for part in parts) >= count


def passes(comparison: Comparison, facts: Mapping[str, int]) -> bool:
    """Whether the measure is there and on the right side of the threshold."""
    measure, operator, threshold = comparison
    value = facts.get(measure)
    if value is None:
        return False
    if operator == "is":
        return value == threshold
    return value >= threshold if operator == "min" else value <= threshold


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules, each below what it needs and else by name: one order for one set of rules.

    ValueError: two of one name, a need that nothing concludes, a circle, no needs or too many.
    """
    concluding: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=attrgetter("name")):
        concluding.setdefault(rule.concludes, []).append(rule)
    _check(concluding)
    sorter = TopologicalSorter({name: _conclusions_needed(those) for name, those in concluding.items()})
    sorter.prepare()  # a circle is a CycleError, which is a ValueError
    placed: list[Rule] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        placed += chain.from_iterable(concluding[name] for name in ready)
        sorter.done(*ready)
    return tuple(placed)


def _conclusions_needed(rules: Iterable[Rule]) -> list[str]:
    return [need for rule in rules for need in rule.needs if isinstance(need, str)]


def _check(concluding: Mapping[str, list[Rule]]) -> None:
    rules = list(chain.from_iterable(concluding.values()))
    _refuse(len({rule.name for rule in rules}) < len(rules), "two rules have the same name")
    for rule in rules:
        _refuse(not 1 <= len(rule.needs) <= MOST_NEEDS, f"{rule.name} has {len(rule.needs)} needs")
        for need in rule.needs:
            if isinstance(need, Comparison):
                _check_comparison(need)
            else:
                _refuse(need not in concluding, f"{rule.name} needs {need}, which no rule concludes")


def _check_comparison(leaf: Comparison) -> None:
    named = re.fullmatch(r"[a-z][a-z0-9_.]{0,79}", leaf.measure)
    _refuse(not named, f"{leaf.measure!r} cannot name a measure")
    _refuse(leaf.operator not in SIGNS, f"{leaf.measure}: {leaf.operator!r} is not min, max or is")
    whole = type(leaf.value) is int and abs(leaf.value) <= LIMIT  # True is not 1 here
    _refuse(not whole, f"{leaf.measure}: {leaf.value!r} is no whole number within 2**53")


def _refuse(wrong: object, why: str) -> None:
    if wrong:
        raise ValueError(why)


class _Compiler:
    """Writes rules; parts of one meaning, wherever they stand, share one conclusion."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._shared: dict[frozenset[frozenset[Need]], str] = {}

    def conclude(self, name: str, ways: Ways) -> None:
        """One rule for each way to reach the conclusion."""
        for number, needs in enumerate(ways, 1):
            self.rules.append(Rule(name if len(ways) == 1 else f"{name}#{number}", needs, name))

    def ways(self, name: str, condition: Condition) -> Ways:
        """The ways in which a condition can come to hold."""
        match condition:
            case Comparison():
                return ((condition,),)
            case AnyOf(parts) | AtLeast(1, parts):
                return _distinct(w for place, part in _places(name, parts) for w in self.ways(place, part))
            case AllOf(parts):
                return (self._joined(name, parts),)
            case AtLeast(count, parts) if count == len(parts):
                return (self._joined(name, parts),)
            case AtLeast(count, parts):
                needs = [self._need(place, self.ways(place, part)) for place, part in _places(name, parts)]
                return self._counted(name, count, needs)

    def _need(self, name: str, ways: Ways) -> Need:
        """One need that stands for all the ways: a leaf, or a conclusion made here or earlier."""
        if len(ways) == 1 and len(ways[0]) == 1:
            return ways[0][0]
        meaning = frozenset(map(frozenset, ways))
        if meaning not in self._shared:
            self._shared[meaning] = name
            self.conclude(name, ways)
        return self._shared[meaning]

    def _joined(self, name: str, parts: tuple[Condition, ...]) -> tuple[Need, ...]:
        """The needs of all the parts, the first 16 gathered into one until few enough are left."""
        ways = [(place, self.ways(place, part)) for place, part in _places(name, parts)]
        each = (way[0] if len(way) == 1 else (self._need(place, way),) for place, way in ways)
        needs = tuple(dict.fromkeys(chain.from_iterable(each)))
        gathered = 1
        while len(needs) > MOST_NEEDS:
            gathered += MOST_NEEDS - 1
            first = self._need(f"{name}/first{gathered}", (needs[:MOST_NEEDS],))
            needs = (first, *needs[MOST_NEEDS:])
        return needs

    def _counted(self, name: str, count: int, needs: list[Need]) -> Ways:
        """Sequential counter: a row tells, for each j still of use, what shows that j of its needs hold."""
        *rows, last = needs
        row: dict[int, tuple[Need, ...]] = {0: ()}
        for i, need in enumerate(rows, 1):
            of_use = range(max(1, count - len(needs) + i), min(i, count) + 1)
            row = {0: ()} | {j: (self._need(f"{name}/{j}of{i}", _one_more(row, j, need)),) for j in of_use}
        return _one_more(row, count, last)


def _one_more(row: Mapping[int, tuple[Need, ...]], j: int, need: Need) -> Ways:
    """j hold, this one counted too: if j did without it, or j-1 did and it holds."""
    without = (row[j],) if j in row else ()
    return _distinct((*without, (*row[j - 1], need)))


def _distinct(ways: Iterable[tuple[Need, ...]]) -> Ways:
    return tuple(dict.fromkeys(tuple(dict.fromkeys(needs)) for needs in ways))


def _places(name: str, parts: tuple[Condition, ...]) -> list[tuple[str, Condition]]:
    return [(f"{name}/{i}", part) for i, part in enumerate(parts, 1)]
