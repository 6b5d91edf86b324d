"""Editions between two: one edition with only some of the changes that make it the other.

Changes are taken singly where a few numbers were set, else by kind: weights, credits, thresholds, gates, and
the text of levels, measures and criteria; and all together where even that makes no edition.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

from scoring.edition import Edition
from scoring.edition_faults import EditionFaults
from scoring.editions import Form, Marks, built
from scoring.fingerprints import fingerprint
from scoring.problems import Problem
from scoring.variants import Change, varied
from scoring.written import Written

MOST = 5  # changes tried singly, which takes 32 editions
Kind = Literal["weights", "credits", "threshold", "gate", "text", "whole"]
KINDS: tuple[Kind, ...] = ("weights", "credits", "threshold", "gate", "text")
UNUSED = {"parameter_unused", "measure_unused"}  # of no consequence in what is only looked at on the way


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
    changes = variant.changes[len(base.changes) :]
    if changes and variant.file is base.file and len(changes) <= MOST:
        yield Blends(
            tuple(Part(_kind(base, one.name), one.name) for one in changes), partial(_some, base, changes)
        )
    kinds = _differing(base, variant)
    if kinds:
        yield Blends(tuple(Part(kind) for kind in kinds), partial(_mixed, base, variant, kinds))
    yield Blends((Part("whole"),), lambda chosen: variant if chosen else base)


def _some(base: Edition, changes: Sequence[Any], chosen: Collection[int]) -> Edition:
    return varied(base, [Change(one.name, one.value, "") for n, one in enumerate(changes) if n in chosen])


def _kind(base: Edition, name: str) -> Kind:
    first = name.partition(".")[0]
    if first in ("weights", "credits"):
        return "weights" if first == "weights" else "credits"
    of_gate = first in ("floors", "gates") or name.removeprefix("parameters.") in _of_gates(base.written)
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
    one, other = base.written, variant.written
    return tuple(kind for kind in KINDS if _blended(one, other, {kind}) != one)


def _mixed(base: Edition, variant: Edition, kinds: Sequence[Kind], chosen: Collection[int]) -> Edition:
    taken = {kind for number, kind in enumerate(kinds) if number in chosen}
    if not taken or len(taken) == len(kinds):
        return variant if taken else base
    mark = fingerprint([base.fingerprint, variant.fingerprint, sorted(taken)])
    same_form = variant.file.questions == base.file.questions
    form = Form(base.answers, base.shape) if same_form else None
    return built(_Faults(), _blended(base.written, variant.written, taken), Marks(mark, mark), form)


def _blended(one: Written, other: Written, taken: Collection[Kind]) -> Written:
    """What is written in the one, but for the kinds taken from the other."""
    pick = {kind: other if kind in taken else one for kind in KINDS}
    gates = _of_gates(one) | _of_gates(other)
    numbers = {**other.policy.parameters, **one.policy.parameters}
    for name in numbers:
        source = pick["gate" if name in gates else "threshold"].policy.parameters
        numbers[name] = source.get(name, numbers[name])
    policy = one.policy.model_copy(
        update={
            "weights": pick["weights"].policy.weights,
            "credits": pick["credits"].policy.credits,
            "floors": pick["gate"].policy.floors,
            "parameters": {name: numbers[name] for name in sorted(numbers)},
        }
    )
    text = pick["text"]
    file = text.file.model_copy(update={"levels": pick["credits"].file.levels})
    return text._replace(file=file, policy=policy, gates=pick["gate"].gates)


class _Faults(EditionFaults):
    """The faults of an edition that nobody wrote: what it would break, save what is merely not used."""

    def at(self, where: str, code: str, **values: Any) -> None:
        if code not in UNUSED:
            self.problems.append(Problem("", None, where, code, values))
