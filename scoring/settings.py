"""The numbers of an edition that a variant may set: every one by name, where it is written and what it is.

`weights.sections.cdp`, `credits.partial`, `floors.zone`, `parameters.pass_mark` are numbers of the policy;
`gates.boundary.overlaps.max`, `levels.zone.swot.partial.min` are thresholds written in the rules. A threshold
that names a parameter is that parameter, under either name: one number is never set in two places.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from scoring.edition import Edition
from scoring.edition_files import ConditionFile, Parameter, Share
from scoring.fields import Record
from scoring.models import Bilingual
from scoring.patching import Steps

OPERATORS = {"min": "min", "max": "max", "is": "is_", "at_least": "at_least"}
UNSAID = "parameters"  # a short name begins without it: `pass_mark`
KINDS = {"sections", "stages", "criteria", "levels", "gates"}  # ... and goes on without these: `weights.cdp`


class Setting(NamedTuple):
    """One number: its full name, its path in what is written, the kind of its value, and the value itself.

    `kind`: `share` (a weight, credit, floor or effort), `value`, `text` or `list` (of a parameter), or
    `threshold`. `where` is how faults of the edition name the place.
    """

    name: str
    path: Steps
    kind: str
    value: Any
    where: str


class Settings(NamedTuple):
    """All settings by full name, and the full names that each other name may stand for."""

    by_name: Mapping[str, Setting]
    others: Mapping[str, frozenset[str]]

    def meant(self, name: str) -> frozenset[str]:
        """The full names that a name stands for: one, none when it is unknown, or several."""
        return frozenset({name}) if name in self.by_name else self.others.get(name, frozenset())

    @property
    def names(self) -> list[str]:
        """Every name that can be used."""
        return [*self.by_name, *self.others]


def alike(one: Any, other: Any) -> bool:
    """Whether two values of a setting are one, however a number is written: `1/2` and `0.5` are."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    try:
        return Fraction(one) == Fraction(other)
    except (TypeError, ValueError):  # words, or a list of them
        return bool(one == other)


def settings(edition: Edition) -> Settings:
    """The settings of an edition, policy first."""
    by_name = {one.name: one for one in _policy(edition)}
    others: dict[str, set[str]] = {}
    for one in by_name.values():
        others.setdefault(_short(one.name), set()).add(one.name)
    for short, threshold in _thresholds(edition):
        full = _parameter_named(threshold.value) or threshold.name
        if full == threshold.name:
            by_name[full] = threshold
        for other in {threshold.name, short} - {full}:
            others.setdefault(other, set()).add(full)
    return Settings(by_name, {name: frozenset(full) for name, full in others.items() if name not in by_name})


def _short(name: str) -> str:
    """A name of the policy without the words that can be told from the rest."""
    steps = name.removeprefix(f"{UNSAID}.").split(".")
    return ".".join(step for place, step in enumerate(steps) if place != 1 or step not in KINDS)


def _parameter_named(value: Any) -> str | None:
    named = isinstance(value, str) and value.startswith("policy.")
    return f"{UNSAID}.{value.removeprefix('policy.')}" if named else None


def _policy(edition: Edition) -> Iterator[Setting]:
    for field in type(edition.policy).model_fields:
        yield from _shares((field,), getattr(edition.policy, field))
    absent = edition.criterion.keys() - edition.policy.weights.criteria.keys()
    for criterion in (one.id for one in edition.criteria if one.id in absent):
        yield _share(("weights", "criteria", criterion), 1)  # what a criterion without one has


def _shares(path: tuple[str, ...], node: Any) -> Iterator[Setting]:
    if isinstance(node, Parameter):
        kind = next(kind for kind in ("value", "text", "list") if getattr(node, kind) is not None)
        where = f"policy:{'/'.join(path)}"
        yield Setting(".".join(path), ("policy", *path), kind, getattr(node, kind), where)
    elif isinstance(node, Share):
        yield _share(path, node.value)
    elif isinstance(node, Mapping):
        for name, inner in node.items():
            yield from _shares((*path, name), inner)
    elif isinstance(node, Record) and not isinstance(node, Bilingual):
        for field in type(node).model_fields:
            yield from _shares((*path, field), getattr(node, field))


def _share(path: tuple[str, ...], value: Any) -> Setting:
    return Setting(".".join(path), ("policy", *path), "share", value, f"policy:{'/'.join(path)}")


def _thresholds(edition: Edition) -> Iterator[tuple[str, Setting]]:
    """Every threshold of a gate or a level under its full name, with a short one where it is the only one."""
    for gate, file in edition.written.gates.items():
        if file.score is not None and file.min is not None:
            name = f"gates.{gate}.min"
            yield name, Setting(name, ("gates", gate, "min"), "threshold", file.min, f"gate:{gate}/min")
        if file.holds is not None:
            path = ("gates", gate, "holds")
            yield from _within(f"gates.{gate}", path, f"gate:{gate}/holds", file.holds)
    for criterion, rules in edition.written.levels.items():
        for level, condition in rules.levels.items():
            path = ("levels", criterion, level)
            yield from _within(f"levels.{criterion}.{level}", path, f"levels:{criterion}/{level}", condition)


def _within(name: str, path: Steps, where: str, condition: ConditionFile) -> Iterator[tuple[str, Setting]]:
    leaves = list(_leaves(condition))
    taken: Counter[str] = Counter()
    for inside, measure, operator, value in leaves:
        full = ".".join(filter(None, (name, measure, operator)))
        taken[full] += 1
        full += f".{taken[full]}" if taken[full] > 1 else ""
        short = f"{name}.{operator}" if len(leaves) == 1 else full
        place = "/".join((where, *map(str, inside), operator))
        yield short, Setting(full, (*path, *inside, OPERATORS[operator]), "threshold", value, place)


def _leaves(condition: ConditionFile, inside: Steps = ()) -> Iterator[tuple[Steps, str, str, Any]]:
    """Each number of a condition: where in it, of which measure (none: a count of parts), how it compares."""
    for operator, field in OPERATORS.items():
        value = getattr(condition, field)
        if value is not None:
            yield inside, condition.measure or "", operator, value
    for key in ("all", "any", "of"):
        for index, part in enumerate(getattr(condition, key) or ()):
            yield from _leaves(part, (*inside, key, index))
