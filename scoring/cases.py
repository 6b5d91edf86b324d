"""Worked cases of an edition, in words a policy officer can write, and how much of the rules they try."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import Field

from scoring.assess import assess
from scoring.conditions import comparisons
from scoring.documents import Document
from scoring.edition import Edition
from scoring.edition_checks import named_conditions
from scoring.fields import Record
from scoring.inference import Engine
from scoring.measures import measured
from scoring.models import Assessment
from scoring.problems import Faults, Problem
from scoring.rulebook import Comparison
from scoring.submission import Submission
from scoring.validation import validated
from scoring.view import view

STEP = re.compile(r"\.?([a-z][A-Za-z0-9_]*)|\[(\d+)\]")
EXACT = {"count", "flag", "rank", "money"}


class CaseFile(Record):
    """One case: what is changed in the base submission, and what must come of it."""

    name: str = Field(min_length=1)
    given: dict[str, Any] = Field(default_factory=dict)
    expect: dict[str, str] = Field(default_factory=dict)


class CasesFile(Record):
    """A file of cases; `base` is a submission in the same folder in which everything is well."""

    base: str
    cases: tuple[CaseFile, ...]


class Outcome(NamedTuple):
    """One case run: what came of it, and what differs from what it expects, as (what, expected, found).

    The differences are empty when it passes. The first outcome of a file is its base as it stands.
    """

    name: str
    differences: tuple[tuple[str, str, str], ...]
    assessment: Assessment


class Coverage(NamedTuple):
    """What the cases try of the rules; `untried` names levels, sides of thresholds and notices never seen."""

    tried: int
    total: int
    untried: tuple[str, ...]


class Tested(NamedTuple):
    """All cases of an edition run."""

    outcomes: tuple[Outcome, ...]
    coverage: Coverage


def tested(edition: Edition, files: Mapping[str, Document], engine: Engine) -> Tested:
    """Every case run against the edition; raises Faults when a case cannot be read."""
    runs = [
        run
        for document in files.values()
        if "cases" in document.data
        for run in _runs(document, files, edition, engine)
    ]
    outcomes = tuple(outcome for outcome, _ in runs)
    values = [values for _, values in runs]
    return Tested(outcomes, _coverage(edition, values, [outcome.assessment for outcome in outcomes]))


Values = Mapping[str, int | None]
Run = tuple[Outcome, Values]


def _runs(
    document: Document, files: Mapping[str, Document], edition: Edition, engine: Engine
) -> Iterator[Run]:
    file = validated(CasesFile, document.data, document)
    base = files.get(file.base)
    if base is None:
        raise Faults(
            [
                Problem(
                    document.name, document.line(("base",)), "base", "case_base_missing", {"name": file.base}
                )
            ]
        )
    values, before = _run(base.data, base, edition, engine)
    yield Outcome(file.base, (), before), values
    for index, case in enumerate(file.cases):
        data = _changed(base.data, case, document, ("cases", index))
        values, after = _run(data, document, edition, engine)
        yield Outcome(case.name, tuple(_differences(case, edition, before, after)), after), values


def _run(data: Any, document: Document, edition: Edition, engine: Engine) -> tuple[Values, Assessment]:
    filed = validated(Submission, data, document)
    answers = edition.answers.model_validate(filed.answers)
    seen = view(filed) | {"answers": view(answers, "answers")}
    values = {name: one.value for name, one in measured(edition.measures, seen).items()}
    return values, assess(filed, edition, engine=engine)


def _changed(data: Any, case: CaseFile, document: Document, place: tuple[str | int, ...]) -> Any:
    changed = deepcopy(data)
    for path, value in case.given.items():
        try:
            _put(changed, path, deepcopy(value))
        except (KeyError, IndexError, TypeError) as error:
            line = document.line((*place, "given", path))
            raise Faults(
                [Problem(document.name, line, path, "case_path_wrong", {"name": case.name})]
            ) from error
    return changed


def _put(data: Any, path: str, value: Any) -> None:
    steps = [name or int(index) for name, index in STEP.findall(path)]
    for step, following in pairwise(steps):
        if isinstance(data, dict) and step not in data:
            data[step] = [] if isinstance(following, int) else {}
        data = data[step]
    last = steps[-1]
    if isinstance(data, list) and last == len(data):
        data.append(value)
    else:
        data[last] = value


def _differences(
    case: CaseFile, edition: Edition, before: Assessment, after: Assessment
) -> Iterator[tuple[str, str, str]]:
    """What the case names must be as it says; every criterion it does not name must be as in the base."""
    was, now = results(edition, before), results(edition, after)
    for name, expected in case.expect.items():
        if now.get(name) != expected:
            yield name, expected, now.get(name, "–")
    for finding in after.findings:
        name = finding.criterion
        if name not in case.expect and now[name] != was[name]:
            yield name, was[name], now[name]


def results(edition: Edition, assessment: Assessment) -> dict[str, str]:
    """What a case may name: criteria (a pending one with its level), `gates.id`, `notices.id`, `verdict`.

    A notice is its severity, or `none` where the check finds nothing.
    """
    named = {f"notices.{check.id}": "none" for check in edition.checks}
    named |= {f"notices.{notice.id}": notice.severity for notice in assessment.notices}
    for one in assessment.findings:
        named[one.criterion] = f"pending {one.level}" if one.status == "pending" else one.status
    for gate in assessment.gates:
        named[f"gates.{gate.id}"] = "open" if gate.open else "holds" if gate.holds else "broken"
    named["verdict"] = assessment.recommendation.verdict
    return named


def _coverage(edition: Edition, values: Sequence[Values], runs: Sequence[Assessment]) -> Coverage:
    wanted = dict.fromkeys([*_levels(edition), *_sides(edition), *_checks(edition)])
    tried = {*_levels_tried(runs), *_sides_tried(edition, values), *_checks_tried(runs)}
    untried = tuple(name for name in wanted if name not in tried)
    return Coverage(len(wanted) - len(untried), len(wanted), untried)


def _levels(edition: Edition) -> Iterator[str]:
    for criterion in edition.criteria:
        yield from (f"{criterion.id} {level}" for level in criterion.levels)
        yield f"{criterion.id} {edition.worst.id}"
        if criterion.not_pursued is not None:
            yield f"{criterion.id} not_pursued"


def _levels_tried(runs: Sequence[Assessment]) -> Iterator[str]:
    for assessment in runs:
        for finding in assessment.findings:
            yield f"{finding.criterion} {finding.claimed}"
            yield f"{finding.criterion} {finding.status}"


def _sides(edition: Edition) -> Iterator[str]:
    for name, condition in named_conditions(edition).items():
        for part in comparisons(condition):
            yield from (f"{name}: {side}" for side in _both(part))


def _checks(edition: Edition) -> Iterator[str]:
    yield from (f"notices.{check.id}" for check in edition.checks)


def _checks_tried(runs: Sequence[Assessment]) -> Iterator[str]:
    yield from (f"notices.{notice.id}" for assessment in runs for notice in assessment.notices)


def _both(part: Comparison) -> tuple[str, str]:
    sign = {"min": ">=", "max": "<=", "is": "="}[part.operator]
    return f"{part.measure} {sign} {part.value} holds", f"{part.measure} {sign} {part.value} fails"


def _sides_tried(edition: Edition, values: Sequence[Values]) -> Iterator[str]:
    for name, condition in named_conditions(edition).items():
        for part in comparisons(condition):
            exact = edition.measures[part.measure].unit.kind in EXACT
            met, failed = _both(part)
            seen = {case[part.measure] for case in values} - {None}
            if any(_holds(part, value, exact) for value in seen if value is not None):
                yield f"{name}: {met}"
            if any(_fails(part, value, exact) for value in seen if value is not None):
                yield f"{name}: {failed}"


def _holds(part: Comparison, value: int, exact: bool) -> bool:
    """Whether a value tries the holding side: for whole things, right at the threshold."""
    if exact or part.operator == "is":
        return value == part.value
    return value >= part.value if part.operator == "min" else value <= part.value


def _fails(part: Comparison, value: int, exact: bool) -> bool:
    """Whether a value tries the failing side: for whole things, one step off the threshold."""
    if part.operator == "is":
        return value != part.value
    if exact:
        return value == (part.value - 1 if part.operator == "min" else part.value + 1)
    return value < part.value if part.operator == "min" else value > part.value
