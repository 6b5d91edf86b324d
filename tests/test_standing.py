"""A city's standing has the verdict that its scores and the edition's gates give it."""

from dataclasses import replace
from fractions import Fraction

from filing import Assess, complete, example
from hypothesis import given
from hypothesis import strategies as st
from small_editions import smalls
from standings import plainly_renews, stands

from scoring.edition import Edition
from scoring.gates import reaches
from scoring.models import Assessment
from scoring.recommendation import verdict
from scoring.scorecard import scores
from scoring.standing import Stand, renews, stand

Case = tuple[Edition, dict[str, Fraction], bool]


@st.composite
def scored(draw: st.DrawFn) -> Case:
    """A small edition with some of its gates and a second pass mark, weights at 0, credits for some criteria.

    And whether the gates hold that are not on the score.
    """
    small = draw(smalls())
    second = next(gate for gate in small.edition.gates if gate.words.score == "total")
    second = replace(second, id="second", least=Fraction(draw(st.integers(0, 95))))
    gates = draw(st.lists(st.sampled_from([*small.edition.gates, second]), unique_by=lambda gate: gate.id))
    nothing = Fraction(0)
    sections = [
        replace(one, weight=draw(st.sampled_from([one.weight, nothing]))) for one in small.edition.sections
    ]
    criteria = [
        replace(one, weight=draw(st.sampled_from([one.weight, nothing]))) for one in small.edition.criteria
    ]
    counted = draw(st.sets(st.sampled_from(sorted(small.points))))
    credits = {name: draw(st.sampled_from(small.credits)) for name in sorted(counted)}
    edition = replace(small.edition, gates=tuple(gates), sections=tuple(sections), criteria=tuple(criteria))
    return edition, credits, draw(st.booleans()) or all(gate.words.score for gate in gates)


@given(scored())
def test_a_city_renews_by_its_standing_as_it_does_by_the_gates(case: Case) -> None:
    edition, credits, others = case
    world = scores(edition, credits)
    holds = [reaches(edition, gate, world) if gate.words.score else others for gate in edition.gates]
    assert renews(stand(edition, credits, others)) == (verdict(holds) == "renew")


def standing(edition: Edition, result: Assessment) -> Stand:
    credits = {one.criterion: Fraction(one.credit_exact) for one in result.findings if one.counts}
    scored = {gate.id for gate in edition.gates if gate.words.score}
    return stand(edition, credits, all(gate.holds for gate in result.gates if gate.id not in scored))


def test_the_worked_cities_stand_where_their_assessments_say(edition: Edition, of: Assess) -> None:
    cities = [complete(), *map(example, ("tharnthong", "nathisamut", "thung-saeng-duean"))]
    found = [of(city) for city in cities]
    assert {one.recommendation.verdict for one in found} == {"renew", "revoke"}
    for one in found:
        assert renews(standing(edition, one)) == (one.recommendation.verdict == "renew")


def test_what_a_criterion_weighs_is_its_own_weight_times_its_stages(edition: Edition) -> None:
    every = stand(edition, {one.id: Fraction(1) for one in edition.criteria}, others=True)
    weights = {point.id: every.weight(point) for part in every.parts for point in part.points}
    assert weights == {one.id: one.weight for one in edition.criteria}
    assert {point.own for part in every.parts for point in part.points} == {1}


def test_a_stage_that_weighs_nothing_leaves_a_criterion_the_weight_of_the_policy(edition: Edition) -> None:
    weightless = replace(
        edition, criteria=tuple(replace(one, weight=Fraction(0)) for one in edition.criteria)
    )
    stages = {
        name: share.model_copy(update={"value": 0}) for name, share in edition.policy.weights.stages.items()
    }
    weights = edition.policy.weights.model_copy(update={"stages": stages})
    weightless = replace(weightless, policy=edition.policy.model_copy(update={"weights": weights}))
    every = stand(weightless, {one.id: Fraction(1) for one in edition.criteria}, others=True)
    assert {point.own for part in every.parts for point in part.points} == {1}
    assert not renews(every)


def test_of_several_pass_marks_the_highest_counts(edition: Edition) -> None:
    gate = next(one for one in edition.gates if one.words.score == "total")
    marks = [replace(gate, id=f"at {mark}", least=Fraction(mark)) for mark in (30, 80, 60)]
    assert stand(replace(edition, gates=tuple(marks)), {}, others=True).pass_mark == 80


def test_floors_count_only_where_a_gate_asks_for_them(edition: Edition) -> None:
    kinds = {gate.words.score: gate for gate in edition.gates}
    asked = stand(replace(edition, gates=(kinds["sections"],)), {}, others=True)
    assert [part.floor for part in asked.parts] == [one.floor for one in edition.sections]
    assert asked.pass_mark is None
    free = stand(replace(edition, gates=(kinds["total"],)), {}, others=True)
    assert {part.floor for part in free.parts} == {None}


def test_an_edition_without_gates_renews_nobody(edition: Edition) -> None:
    every = {one.id: Fraction(1) for one in edition.criteria}
    assert renews(stand(edition, every, others=True))
    assert not renews(stand(replace(edition, gates=()), every, others=True))


@given(stands())
def test_a_standing_renews_as_the_formula_is_printed(one: Stand) -> None:
    assert renews(one) == plainly_renews(one)
    assert not renews(one._replace(others=False))
