"""Every number of the policy with where it comes from, as a reader of the report is told it."""

from collections.abc import Iterator
from functools import lru_cache

from scoring.edition import Edition
from scoring.edition_files import Assumed, Parameter
from scoring.models import Assumption, Bilingual


@lru_cache(maxsize=8)
def assumptions(edition: Edition) -> tuple[Assumption, ...]:
    """The policy's numbers in its own order, each with its source or the reason it is assumed."""
    return tuple(_assumptions(edition))


def _assumptions(edition: Edition) -> Iterator[Assumption]:
    policy, file = edition.policy, edition.file
    titles = {section.id: section.title for section in file.sections}
    for name, share in policy.weights.sections.items():
        yield _said(f"weights.sections.{name}", titles[name], str(share.value), share)
    for name, share in policy.weights.stages.items():
        yield _said(f"weights.stages.{name}", file.stages[name], str(share.value), share)
    for name, share in policy.weights.criteria.items():
        yield _said(f"weights.criteria.{name}", edition.criterion[name].words.title, str(share.value), share)
    for level in edition.levels:
        share = policy.credits[level.id]
        yield _said(f"credits.{level.id}", level.title, str(share.value), share)
    for name, share in policy.floors.items():
        yield _said(f"floors.{name}", titles[name], str(share.value), share)
    yield from _efforts(edition)
    for name, parameter in policy.parameters.items():
        yield _said(f"parameters.{name}", parameter.label, _value(parameter), parameter, parameter.in_words)


def _efforts(edition: Edition) -> Iterator[Assumption]:
    given = edition.policy.efforts
    if given is None:
        return
    gates = {gate.id: gate.words.title for gate in edition.gates}
    for name, share in given.levels.items():
        yield _said(f"efforts.levels.{name}", edition.level[name].title, str(share.value), share)
    for name, share in given.stages.items():
        yield _said(f"efforts.stages.{name}", edition.file.stages[name], str(share.value), share)
    for name, share in given.criteria.items():
        yield _said(f"efforts.criteria.{name}", edition.criterion[name].words.title, str(share.value), share)
    for name, share in given.gates.items():
        yield _said(f"efforts.gates.{name}", gates[name], str(share.value), share)


def _value(parameter: Parameter) -> str:
    if parameter.list is not None:
        return ", ".join(parameter.list)
    return parameter.text or str(parameter.value)


def _said(
    name: str, label: Bilingual, value: str, given: Assumed, in_words: Bilingual | None = None
) -> Assumption:
    because = given.source or given.assumed
    assert because is not None
    assumed = given.source is None
    return Assumption(
        name=name, label=label, value=value, in_words=in_words, assumed=assumed, because=because
    )
