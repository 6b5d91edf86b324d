"""What must be true of an edition as a whole before it may judge anybody."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from fractions import Fraction
from typing import Any

from scoring.edition import (
    Criterion,
    Edition,
    fault_name,
    gate_name,
    judged_name,
    level_name,
    not_pursued_name,
    own_wish_name,
)
from scoring.edition_prerequisites import in_a_circle
from scoring.efforts import MOST_UNITS
from scoring.reachability import reachable
from scoring.rulebook import MOST_RULES, Condition

Found = tuple[str, str, dict[str, Any]]  # the problem's code, where it stands, the values of its sentence


def cross_checks(edition: Edition, measures: Set[str], parameters: Set[str]) -> Iterator[Found]:
    """Every fault that only shows when the files are held against one another."""
    yield from _unused(edition, measures, parameters)
    yield from _numbers(edition)
    for criterion in edition.criteria:
        yield from _criterion(edition, criterion)
    for gate in edition.gates:
        if gate.words.rests_on and gate.words.rests_on not in edition.criterion:
            yield "name_unknown", f"gate:{gate.id}/rests_on", _unknown(gate.words.rests_on, edition.criterion)
    for rung in in_a_circle(edition):
        yield "needs_circle", f"needs:{rung.criterion}/{rung.level}", rung._asdict()
    yield from _efforts(edition)
    yield from _size(edition)


def _unknown(name: str, known: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "known": tuple(known)}


def _unused(edition: Edition, measures: Set[str], parameters: Set[str]) -> Iterator[Found]:
    for name in sorted(edition.measures.keys() - measures):
        yield "measure_unused", f"measure:{name}", {"name": name}
    for name in sorted(edition.policy.parameters.keys() - parameters):
        yield "parameter_unused", f"policy:parameters/{name}", {"name": name}


def _numbers(edition: Edition) -> Iterator[Found]:
    credits = [level.credit for level in edition.levels]
    if credits != sorted(credits, reverse=True) or credits[0] == credits[-1]:
        yield (
            "credits_out_of_order",
            "policy:credits",
            {"levels": ", ".join(level.id for level in edition.levels)},
        )
    if not any(section.weight for section in edition.sections):
        yield "weights_all_zero", "policy:weights/sections", {}
    for section in edition.sections:
        weights = [criterion.weight for criterion in edition.criteria if criterion.section == section.id]
        if not any(weights):
            code = "section_weightless" if weights else "section_empty"
            yield code, f"policy:weights/sections/{section.id}", {"section": section.id}


def _efforts(edition: Edition) -> Iterator[Found]:
    """Numbers so fine or so far apart that a solver could not tell sums of them apart."""
    largest = max([*edition.step_efforts.values(), *edition.efforts.gates.values()], default=Fraction(0))
    if largest / edition.effort_unit > MOST_UNITS:
        yield "efforts_too_fine", "policy:efforts", {"most": f"{MOST_UNITS:,}"}


def _criterion(edition: Edition, criterion: Criterion) -> Iterator[Found]:
    words, where = criterion.words, f"criterion:{criterion.id}"
    if words.stage not in edition.file.stages:
        yield "name_unknown", f"{where}/stage", _unknown(words.stage, edition.file.stages)
    for place, reason in enumerate(words.not_applicable):
        if reason not in edition.file.not_applicable_reasons:
            known = edition.file.not_applicable_reasons
            yield "name_unknown", f"{where}/not_applicable/{place}", _unknown(reason, known)
    if words.optional and criterion.not_pursued is None:
        yield "optional_without_rule", f"levels:{criterion.id}", {"name": criterion.id}
    if criterion.judged_when is not None and words.question is None:
        yield "judged_without_question", where, {"name": criterion.id}
    yield from _unreachable(criterion)


def _unreachable(criterion: Criterion) -> Iterator[Found]:
    better: list[Condition] = []
    for level, condition in criterion.levels.items():
        values = {"name": criterion.id, "level": level}
        if not reachable(condition, []):
            yield "level_impossible", f"levels:{criterion.id}/{level}", values
        elif not reachable(condition, better):
            yield "level_unreachable", f"levels:{criterion.id}/{level}", values
        better.append(condition)


def _size(edition: Edition) -> Iterator[Found]:
    """More rules than the engine has room for, told at the condition that makes the most of them."""
    rules = edition.rulebook.rules
    if len(rules) > MOST_RULES:
        made = Counter(rule.name.partition("#")[0].partition("/")[0] for rule in rules)
        name, own = made.most_common(1)[0]
        yield "rules_too_many", _written_at(name), {"count": len(rules), "most": MOST_RULES, "own": own}


def _written_at(name: str) -> str:
    """Where the condition stands that the rulebook knows by this name."""
    kind, _, rest = name.partition(":")
    if kind == "level":
        criterion, _, level = rest.rpartition(":")
        return f"levels:{criterion}/{level}"
    keys = {"gate": "gate:{}/holds", "own_wish": "gate:{}/own_wish", "fault": "check:{}/fault"}
    return keys.get(kind, f"levels:{{}}/{'judged_when' if kind == 'judged' else kind}").format(rest)


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
