"""What must be true of an edition as a whole before it may judge anybody."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from scoring.edition import (
    Edition,
    fault_name,
    gate_name,
    judged_name,
    level_name,
    not_pursued_name,
    own_wish_name,
)
from scoring.reachability import reachable
from scoring.rulebook import Condition

Found = tuple[str, str, dict[str, Any]]  # the problem's code, where it stands, the values of its sentence
BUDDHIST_ERA_FROM = 2400


def cross_checks(edition: Edition, measures: Set[str], parameters: Set[str]) -> Iterator[Found]:
    """Every fault that only shows when the files are held against one another."""
    yield from _unused(edition, measures, parameters)
    yield from _numbers(edition)
    for criterion in edition.criteria:
        yield from _criterion(edition, criterion)
    for gate in edition.gates:
        if gate.words.rests_on and gate.words.rests_on not in edition.criterion:
            yield "name_unknown", f"gate:{gate.id}", _unknown(gate.words.rests_on, edition.criterion)
    for section in edition.sections:
        if not any(criterion.section == section.id for criterion in edition.criteria):
            yield "section_empty", f"policy:weights.sections.{section.id}", {"section": section.id}


def _unknown(name: str, known: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "known": tuple(known)}


def _unused(edition: Edition, measures: Set[str], parameters: Set[str]) -> Iterator[Found]:
    for name in sorted(edition.measures.keys() - measures):
        yield "measure_unused", f"measure:{name}", {"name": name}
    for name in sorted(edition.policy.parameters.keys() - parameters):
        yield "parameter_unused", f"policy:parameters.{name}", {"name": name}


def _numbers(edition: Edition) -> Iterator[Found]:
    credits = [level.credit for level in edition.levels]
    if credits != sorted(credits, reverse=True) or credits[0] == credits[-1]:
        yield (
            "credits_out_of_order",
            "policy:credits",
            {"levels": ", ".join(level.id for level in edition.levels)},
        )
    if not any(section.weight for section in edition.sections):
        yield "weights_all_zero", "policy:weights.sections", {}
    for section in edition.sections:
        weights = [criterion.weight for criterion in edition.criteria if criterion.section == section.id]
        if weights and not any(weights):
            yield "weights_all_zero", f"policy:weights.sections.{section.id}", {}
    year = edition.file.in_force.from_.year
    if year >= BUDDHIST_ERA_FROM:
        yield "edition_buddhist_year", "edition:in_force", {"year": year, "instead": year - 543}


def _criterion(edition: Edition, criterion: Any) -> Iterator[Found]:
    words, levels = f"criterion:{criterion.id}", f"levels:{criterion.id}"
    if criterion.section not in edition.section:
        yield "name_unknown", words, _unknown(criterion.section, edition.section)
    if criterion.words.stage not in edition.file.stages:
        yield "name_unknown", words, _unknown(criterion.words.stage, edition.file.stages)
    for reason in set(criterion.words.not_applicable) - set(edition.file.not_applicable_reasons):
        yield "name_unknown", words, _unknown(reason, edition.file.not_applicable_reasons)
    if criterion.words.optional and criterion.not_pursued is None:
        yield "optional_without_rule", levels, {"name": criterion.id}
    if criterion.judged_when is not None and criterion.words.question is None:
        yield "judged_without_question", words, {"name": criterion.id}
    conditions = list(criterion.levels.items())
    for place, (level, condition) in enumerate(conditions):
        if not reachable(condition, [better for _, better in conditions[:place]]):
            yield "level_unreachable", levels, {"name": criterion.id, "level": level}


def named_conditions(edition: Edition) -> dict[str, Condition]:
    """Every condition of the edition under the name by which the rulebook concludes it."""
    named: dict[str, Condition | None] = {}
    for criterion in edition.criteria:
        named |= {level_name(criterion.id, level): condition for level, condition in criterion.levels.items()}
        named |= {judged_name(criterion.id): criterion.judged_when}
        named |= {not_pursued_name(criterion.id): criterion.not_pursued}
    for gate in edition.gates:
        named |= {gate_name(gate.id): gate.holds, own_wish_name(gate.id): gate.own_wish}
    named |= {fault_name(check.id): check.fault for check in edition.checks}
    return {name: condition for name, condition in named.items() if condition is not None}
