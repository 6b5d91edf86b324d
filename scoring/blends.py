"""Editions between two: one edition with only some of the changes that make it the other.

Changes are taken singly where a few numbers were set, else by kind: weights, credits, thresholds, gates, and
the text of levels, measures and criteria; and all together where even that makes no edition.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

from scoring.edition import Changed, Edition
from scoring.edition_faults import EditionFaults
from scoring.edition_files import CriterionRules, PolicyFile
from scoring.editions import Form, Marks, built
from scoring.fingerprints import fingerprint
from scoring.problems import Problem
from scoring.variants import Change, varied
from scoring.written import Written

MOST = 5  # changes tried singly, which takes 32 editions
Kind = Literal["weights", "credits", "threshold", "gate", "text", "whole"]
KINDS: tuple[Kind, ...] = ("weights", "credits", "threshold", "gate", "text")
UNUSED = {"parameter_unused", "measure_unused"}  # of no consequence in what is only looked at on the way
COMPARED = ("min", "max", "is_", "at_least")  # where a condition has its numbers
REASONS = {"assumed", "source"}


class Part(NamedTuple):
    """One change, or all of one kind; `name` is the setting, empty for a kind."""

    kind: Kind
    name: str = ""


class Blends(NamedTuple):
    """The parts into which a difference is taken apart, and the edition with some of them (by number)."""

    parts: tuple[Part, ...]
    edition: Callable[[Collection[int]], Edition]


def blends(base: Edition, variant: Edition) -> Iterator[Blends]:
    """The ways of taking the difference apart, finest first; `edition` may raise Faults, save in the last."""
    changes = _set_over(base, variant)
    if 0 < len(changes) <= MOST:
        parts = tuple(Part(kind_of(base, one.name), one.name) for one in changes)
        yield Blends(parts, partial(_some, base, variant, changes))
    kinds = _differing(base, variant)
    if kinds:
        yield Blends(tuple(Part(kind) for kind in kinds), partial(_mixed, base, variant, kinds))
    yield Blends((Part("whole"),), lambda chosen: variant if chosen else base)


def _set_over(base: Edition, variant: Edition) -> Sequence[Changed]:
    """The numbers that make the one the other; none where more than numbers may differ."""
    own = len(base.changes)
    descended = variant.file is base.file and variant.changes[:own] == base.changes
    return variant.changes[own:] if descended else ()


def _some(base: Edition, variant: Edition, changes: Sequence[Changed], chosen: Collection[int]) -> Edition:
    if len(chosen) == len(changes):
        return variant
    return varied(base, [Change(one.name, one.value, "") for n, one in enumerate(changes) if n in chosen])


def kind_of(edition: Edition, name: str) -> Kind:
    """The kind of a number by its full name: a threshold that a gate asks for is of the gates."""
    first = name.partition(".")[0]
    if first in ("weights", "credits"):
        return "weights" if first == "weights" else "credits"
    of_gate = first in ("floors", "gates") or name.removeprefix("parameters.") in _of_gates(edition.written)
    return "gate" if of_gate else "threshold"


def _of_gates(written: Written) -> set[str]:
    """The parameters that gates name."""
    said = [text for gate in written.gates.values() for text in _texts(gate.model_dump())]
    return {text.removeprefix("policy.") for text in said if text.startswith("policy.")}


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, (list, tuple)) else ()
    for part in inside:
        yield from _texts(part)


def _differing(base: Edition, variant: Edition) -> tuple[Kind, ...]:
    """The kinds of which there is a difference; the reason that a number comes with makes none."""
    one, other = base.written, variant.written
    start = _unreasoned(_blended(one, other, ()))
    return tuple(kind for kind in KINDS if _unreasoned(_blended(one, other, {kind})) != start)


def _unreasoned(written: Written) -> Any:
    return written._replace(policy=_bare(written.policy.model_dump()))


def _bare(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _bare(value) for key, value in node.items() if key not in REASONS}
    return node


def _mixed(base: Edition, variant: Edition, kinds: Sequence[Kind], chosen: Collection[int]) -> Edition:
    taken = {kind for number, kind in enumerate(kinds) if number in chosen}
    if not taken or len(taken) == len(kinds):
        return variant if taken else base
    mark = fingerprint([base.fingerprint, variant.fingerprint, sorted(taken)])
    same_form = variant.file.questions == base.file.questions
    form = Form(base.answers, base.shape) if same_form else None
    return built(_Faults(), _blended(base.written, variant.written, taken), Marks(mark, mark, mark), form)


def _blended(one: Written, other: Written, taken: Collection[Kind]) -> Written:
    """What is written in the one, but for the kinds taken from the other."""
    pick = {kind: other if kind in taken else one for kind in KINDS}
    text = pick["text"]
    return text._replace(
        file=text.file.model_copy(update={"levels": pick["credits"].file.levels}),
        policy=_policy(one, other, pick),
        levels=_levels(text.levels, pick["threshold"].levels),
        gates=pick["gate"].gates,
    )


def _policy(one: Written, other: Written, pick: Mapping[Kind, Written]) -> PolicyFile:
    """Numbers by their kinds; a parameter that only one of the two has is there whatever is taken."""
    gates = _of_gates(one) | _of_gates(other)
    numbers = {**other.policy.parameters, **one.policy.parameters}
    for name in numbers:
        source = pick["gate" if name in gates else "threshold"].policy.parameters
        numbers[name] = source.get(name, numbers[name])
    return one.policy.model_copy(
        update={
            "weights": pick["weights"].policy.weights,
            "credits": pick["credits"].policy.credits,
            "floors": pick["gate"].policy.floors,
            "parameters": numbers,
        }
    )


def _levels(
    rules: Mapping[str, CriterionRules], numbers: Mapping[str, CriterionRules]
) -> dict[str, CriterionRules]:
    """The rules with the numbers of the others where, but for numbers, both say the same."""
    return {name: _numbered(own, numbers.get(name)) for name, own in rules.items()}


def _numbered(rules: CriterionRules, numbers: CriterionRules | None) -> CriterionRules:
    if numbers is None or numbers == rules:
        return rules
    same_but_for_numbers = _form(numbers.model_dump()) == _form(rules.model_dump())
    return numbers if same_but_for_numbers else rules


def _form(node: Any) -> Any:
    """A rule with its numbers left blank."""
    if isinstance(node, dict):
        return {key: (key in COMPARED and value is not None) or _form(value) for key, value in node.items()}
    return [_form(part) for part in node] if isinstance(node, (list, tuple)) else node


class _Faults(EditionFaults):
    """The faults of an edition that nobody wrote: what it would break, save what is merely not used."""

    def at(self, where: str, code: str, **values: Any) -> None:
        if code not in UNUSED:
            self.problems.append(Problem("", None, where, code, values))
