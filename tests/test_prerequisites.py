"""What comes before what: what the shipped edition declares is true, and what follows from it is found."""

from collections.abc import Iterator, Mapping

import pytest
from filing import EXAMPLES, complete, example, filed
from hypothesis import given
from odd_filings import right_but_odd

from forms.editions import cases, shipped
from scoring import cases as worked
from scoring.conditions import comparisons, true_where
from scoring.edition import Edition
from scoring.findings import measures_of
from scoring.implications import implications
from scoring.inference import Engine
from scoring.measures import measured
from scoring.prerequisites import Entailment, Rung
from scoring.rulebook import Comparison, Condition, holds, passes
from scoring.submission import Submission
from scoring.view import view

Facts = Mapping[str, int]


def facts_of(submission: Submission, edition: Edition) -> Facts:
    seen = view(submission) | {"answers": {}}
    return {
        name: one.value for name, one in measured(edition.measures, seen).items() if one.value is not None
    }


def untrue(edition: Edition, facts: Facts) -> list[str]:
    """The entailments that these facts belie."""
    return [
        str(one.when)
        for one in edition.prerequisites.entails
        if passes(one.when, facts) and not holds(one.then, facts)
    ]


def test_what_measures_are_said_to_entail_is_so_in_every_example(edition: Edition) -> None:
    for name in EXAMPLES:
        assert untrue(edition, facts_of(filed(example(name)), edition)) == [], name
    assert untrue(edition, facts_of(filed(complete()), edition)) == []


@pytest.fixture(scope="module")
def seen(edition: Edition, engine: Engine) -> list[Facts]:
    """The facts of every worked case."""
    return list(facts_of_cases(edition, engine))


def test_it_is_so_in_every_worked_case(edition: Edition, seen: list[Facts]) -> None:
    assert len(seen) > 300
    shown = {name for one in edition.criteria for name in measures_of(one)}
    within = [one for one in edition.prerequisites.entails if measures(one) <= shown]
    assert len(within) >= 8
    for one in within:
        held = [facts for facts in seen if passes(one.when, facts)]
        assert held, one.when
        assert all(holds(one.then, facts) for facts in held), one.when


def measures(one: Entailment) -> set[str]:
    return {one.when.measure, *(part.measure for part in comparisons(one.then))}


def facts_of_cases(edition: Edition, engine: Engine) -> Iterator[Facts]:
    """The measures of every case, in steps of their units as rules compare them."""
    for outcome in worked.tested(edition, cases(edition.id), engine).outcomes:
        seen = {one.id: one for finding in outcome.assessment.findings for one in finding.measures}
        values = {name: one.value for name, one in seen.items() if one.value is not None}
        yield {name: int(value * edition.measures[name].scale) for name, value in values.items()}


@given(right_but_odd)
def test_it_is_so_of_anything_that_can_be_filed(data: dict[str, object]) -> None:
    edition = shipped()
    assert untrue(edition, facts_of(filed(data), edition)) == []


def test_what_a_level_brings_holds_in_every_case_that_has_it(edition: Edition, seen: list[Facts]) -> None:
    known = implications(edition)
    for facts in seen:
        for rung, brought in known.rungs.items():
            criterion = edition.criterion[rung.criterion]
            if holds(criterion.levels[rung.level], facts):
                assert all(_has(edition, facts, name, level) for name, level in brought.levels.items())


def _has(edition: Edition, facts: Facts, name: str, level: str) -> bool:
    levels = edition.criterion[name].levels
    return any(
        holds(condition, facts)
        for one, condition in levels.items()
        if edition.rank[one] <= edition.rank[level]
    )


def test_a_level_that_asks_for_all_that_another_does_brings_it_along(edition: Edition) -> None:
    rungs = implications(edition).rungs
    assert rungs[Rung("management.area", "met")].levels == {"management.duties": "partial"}
    assert rungs[Rung("investment.strategy", "met")].levels == {"infrastructure.funding_impl": "partial"}
    assert rungs[Rung("management.area", "partial")].levels == {}


def test_a_level_brings_what_its_measures_are_said_to_entail(edition: Edition) -> None:
    brought = implications(edition).rungs[Rung("zone.boundary", "met")].leaves
    assert {str(leaf) for leaf in brought} == {"area_stated = 1", "boundary_described = 1", "overlaps <= 0"}


def test_a_project_under_way_makes_its_domain_count_and_environment_always_does(edition: Edition) -> None:
    leaves = implications(edition).leaves
    pursued = {leaf.measure: brought.pursued for leaf, brought in leaves.items() if brought.pursued}
    assert pursued["energy_status"] == {"services.energy"}
    assert "environment_status" not in pursued


def test_every_level_can_still_be_reached_with_what_is_entailed(edition: Edition) -> None:
    assert [rung for rung, brought in implications(edition).rungs.items() if not brought.possible] == []


def test_truth_by_comparisons_is_truth_by_facts(edition: Edition) -> None:
    facts = facts_of(filed(complete()), edition)

    def true(leaf: Comparison) -> bool:
        return passes(leaf, facts)

    conditions: list[Condition] = [one for each in edition.criteria for one in each.levels.values()]
    conditions += [gate.holds for gate in edition.gates if gate.holds is not None]
    assert [true_where(one, true) for one in conditions] == [holds(one, facts) for one in conditions]
