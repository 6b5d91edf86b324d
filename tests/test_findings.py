"""One finding a criterion: which status it has and why, and what is open about it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from filing import DAY, EXAMPLES, Assess, Changes, changed, complete, empty, example, filed
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Small, city, rows, smalls

from scoring.assess import assess
from scoring.edition import Edition
from scoring.inference import Engine
from scoring.models import Assessment, Finding, Judgement


def finding(result: Assessment, criterion: str) -> Finding:
    return next(one for one in result.findings if one.criterion == criterion)


def test_a_finding_is_there_for_each_of_the_46_criteria_in_the_order_of_the_form(of: Assess) -> None:
    found = of(empty()).findings
    assert len(found) == 46
    points = [[int(step) for step in one.point.split(".") if step.isdigit()] for one in found]
    assert points == sorted(points)


@pytest.mark.parametrize(
    ("criterion", "changes", "status", "level"),
    [
        ("zone.swot", {}, "met", "met"),
        ("zone.swot", {"part2.zone.swot.challenges": None}, "partial", "partial"),
        ("zone.swot", {"part2.zone.swot": {"strengths": ["เพียงด้านเดียว"]}}, "unmet", "unmet"),
        ("zone.swot", {"part2.zone.swot": None}, "unanswered", "unmet"),
        ("zone.needs", {}, "pending", "met"),
        ("zone.needs", {"part2.zone.engagements[].changed": None}, "pending", "partial"),
        ("zone.needs", {"part2.zone.engagements[].date": None}, "unmet", "unmet"),
        ("zone.needs", {"part2.zone.engagements": None}, "unanswered", "unmet"),
        ("zone.boundary", {}, "met", "met"),
        ("zone.boundary", {"part2.boundary.geometry": None}, "pending", "met"),
        ("zone.boundary", {"part2.boundary.overlaps": [{"city": "เมืองข้างเคียง"}]}, "pending", "partial"),
        ("cdp.security", {"part2.cdp.documents": [{"subject": "data_security"}]}, "unmet", "unmet"),
        ("infrastructure.upkeep", {"part2.investment.sources": None}, "unanswered", "unmet"),
    ],
)
def test_the_status_of_a_criterion(
    of: Assess, criterion: str, changes: Changes, status: str, level: str
) -> None:
    found = finding(of(complete(), changes), criterion)
    assert (found.status, found.level) == (status, level)


def test_a_city_that_says_nothing_has_left_all_that_is_due_unanswered(of: Assess) -> None:
    statuses = {one.criterion: one.status for one in of(empty()).findings}
    optional = {name for name in statuses if name.startswith("services.")} - {"services.environment"}
    assert {statuses[name] for name in optional} == {"not_pursued"}
    assert {status for name, status in statuses.items() if name not in optional} == {"unanswered"}


def test_blank_and_empty_answers_are_no_answers(of: Assess) -> None:
    blanks: list[Changes] = [{}, {"strengths": [], "weaknesses": None}, {"strengths": "  "}]
    for swot in blanks:
        assert finding(of(complete(), {"part2.zone.swot": swot}), "zone.swot").status == "unanswered"


# Out of the denominator

MOBILITY = {
    "part2.characteristics.domains": ["environment", "energy", "economy", "governance", "living", "people"],
    "part1.results[7].row": "people",
}


def test_a_domain_neither_ticked_nor_worked_in_is_out_of_the_denominator(of: Assess) -> None:
    found = of(complete(), MOBILITY)
    mobility = finding(found, "services.mobility")
    assert (mobility.status, mobility.counts) == ("not_pursued", False)
    assert (mobility.effective_weight, mobility.points, mobility.points_lost) == (0, 0, 0)
    services = next(section for section in found.scorecard.sections if section.id == "services")
    assert (services.criteria, services.counted, services.score) == (7, 6, 100)


@pytest.mark.parametrize(
    "more",
    [
        {"part2.characteristics.domains[5]": "mobility"},
        {"part1.results[7].row": "mobility"},
        {"part2.services.projects[0].domain": "mobility"},
    ],
    ids=["ticked", "a project of item 9", "a project of the next period"],
)
def test_a_tick_or_a_project_makes_a_domain_count(of: Assess, more: Changes) -> None:
    assert finding(of(complete(), {**MOBILITY, **more}), "services.mobility").counts


def test_environment_counts_even_when_the_city_does_not_pursue_it(of: Assess) -> None:
    without = {"part1.results[1].row": "people", "part2.services.projects": None}
    ticks = {"part2.characteristics.domains": ["people", "living"]}
    found = finding(of(complete(), {**without, **ticks}), "services.environment")
    assert (found.status, found.counts) == ("unmet", True)


def claim(criterion: str, reason: str) -> Changes:
    return {"not_applicable": [{"criterion": criterion, "reason": reason, "explanation": "ไม่มีโครงสร้างจังหวัด"}]}


def test_a_criterion_that_may_not_apply_is_left_out_and_stands_in_the_ledger(of: Assess) -> None:
    bare = {"part2.management.bodies[0].level": "area"}
    refused = of(complete(), bare)
    left_out = of(complete(), {**bare, **claim("management.provincial", "special_administration")})
    assert finding(refused, "management.provincial").status == "unmet"
    assert finding(left_out, "management.provincial").status == "not_applicable"
    (entry,) = left_out.ledger
    assert (entry.criterion, entry.explanation) == ("management.provincial", "ไม่มีโครงสร้างจังหวัด")
    assert entry.total_if_refused == refused.scorecard.total < left_out.scorecard.total
    assert entry.verdict_if_refused == refused.recommendation.verdict


def test_the_ledger_says_when_refusing_a_claim_would_turn_the_verdict(of: Assess) -> None:
    bare = {"part2.management.bodies": [{"level": "area", "name": "คณะทำงาน"}]}
    found = of(complete(), {**bare, **claim("management.provincial", "special_administration")})
    assert {section.score for section in found.scorecard.sections if section.id == "management"} == {16.7}
    assert found.ledger[0].verdict_if_refused == "revoke"


@pytest.mark.parametrize(
    ("criterion", "reason"),
    [("zone.swot", "special_administration"), ("management.provincial", "we_would_rather_not")],
    ids=["a criterion that always applies", "a reason that is not in the list"],
)
def test_a_claim_that_the_edition_does_not_allow_changes_nothing(
    of: Assess, criterion: str, reason: str
) -> None:
    without, found = of(complete()), of(complete(), claim(criterion, reason))
    assert (found.findings, found.ledger) == (without.findings, ())


def test_an_allowed_claim_stands_wherever_a_refused_one_stands_beside_it(of: Assess) -> None:
    (allowed,) = claim("management.provincial", "special_administration")["not_applicable"]
    refused = {**allowed, "reason": "we_would_rather_not"}
    for both in ([allowed, refused], [refused, allowed]):
        found = finding(of(complete(), {"not_applicable": both}), "management.provincial")
        assert found.status == "not_applicable"


def test_the_ledger_shows_no_total_at_a_pass_mark_that_it_does_not_reach(
    edition: Edition, engine: Engine
) -> None:
    gates = (replace(one, least=Fraction("96.3")) if one.least else one for one in edition.gates)
    bare = {"part2.management.bodies[0].level": "area", "part2.cdp.exchanges[0].method": None}
    city = filed(changed(complete(), {**bare, **claim("management.provincial", "special_administration")}))
    (entry,) = assess(city, replace(edition, gates=tuple(gates)), (), DAY, engine).ledger
    assert entry.verdict_if_refused == "revoke"  # 96.25 of 96.3
    assert entry.total_if_refused < 96.3


# What is open


def ends(of: Assess, criterion: str, changes: Changes) -> tuple[Fraction, Fraction]:
    """The credit of one criterion at its worst and at its best, all others being judged to be met."""
    others = {one.criterion for one in of(complete()).findings} - {criterion}
    result = of(complete(), changes, *(judged(name) for name in others))
    (lost,) = (gap for gap in of(complete(), {}, judged(criterion, "unmet")).gaps if gap.id == criterion)
    card, weight = result.scorecard, Fraction(lost.points_exact)
    return 1 - (100 - Fraction(card.low_exact)) / weight, 1 - (100 - Fraction(card.high_exact)) / weight


def judged(criterion: str, level: str = "met") -> Judgement:
    return Judgement(criterion=criterion, level=level, reason="as seen", reviewer="malee", date=DAY)


HALF, ALL, NONE = Fraction(1, 2), Fraction(1), Fraction(0)
DRAFT = {"draft": True}
PARTLY_HEARD = {"part2.zone.engagements[].changed": None}


@pytest.mark.parametrize(
    ("criterion", "changes", "expected"),
    [
        ("zone.needs", PARTLY_HEARD, (NONE, ALL)),  # pending, whatever is claimed
        ("zone.swot", {"part2.zone.swot.challenges": None}, (HALF, HALF)),  # it asks for no judgement
        ("zone.swot", {"part2.zone.swot": None}, (NONE, NONE)),  # what is filed is final
        ("zone.swot", {"part2.zone.swot": None, **DRAFT}, (NONE, ALL)),
        ("zone.swot", {"part2.zone.swot.challenges": None, **DRAFT}, (HALF, ALL)),
        ("cdp.open_data", {"part2.cdp.catalog[].format": None, **DRAFT}, (HALF, ALL)),
        ("zone.live", {"part2.population.source": None, **DRAFT}, (HALF, ALL)),
        ("zone.live", {"part2.population.residents": 0, **DRAFT}, (NONE, HALF)),  # a stated figure stays
        ("management.sectors", {"part2.management.bodies[].members[].sector": None, **DRAFT}, (NONE, ALL)),
        ("management.provincial", {"part2.management.bodies[0].order.date": None, **DRAFT}, (HALF, ALL)),
        ("infrastructure.upkeep", {"part2.investment.sources[1].until": 2570, **DRAFT}, (HALF, ALL)),
        ("infrastructure.coverage", {"part2.infrastructure.items[].coverage": None, **DRAFT}, (NONE, ALL)),
    ],
)
def test_the_worst_and_the_best_a_criterion_may_come_to(
    of: Assess, criterion: str, changes: Changes, expected: tuple[Fraction, Fraction]
) -> None:
    assert ends(of, criterion, changes) == expected


@pytest.mark.parametrize(
    "place",
    [
        "part2.zone.swot.challenges",
        "part2.zone.needs",
        "part2.management.bodies[].members",
        "part2.management.bodies[].members[].sector",
        "part2.infrastructure.items[].serves",
        "part1.goals.items[].serves_vision",
        "part2.boundary",
        "part1.results",
    ],
)
def test_a_draft_may_still_come_to_what_the_whole_report_comes_to(of: Assess, place: str) -> None:
    whole, draft = of(complete()), of(complete(), {place: None, **DRAFT})
    assert Fraction(draft.scorecard.high_exact) >= Fraction(whole.scorecard.total_exact)
    assert Fraction(draft.scorecard.low_exact) <= Fraction(whole.scorecard.total_exact)
    assert draft.recommendation.high == whole.recommendation.high == "renew"


# What stands between a finding and the next level


def test_what_is_missing_is_said_for_the_next_level_and_for_no_other(of: Assess) -> None:
    found = finding(of(complete(), {"part2.zone.swot.challenges": None}), "zone.swot")
    assert found.next_level == "met"
    assert [one.condition for one in found.missing] == ["swot_least"]
    bare = finding(of(complete(), {"part2.zone.swot": None}), "zone.swot")
    assert bare.next_level == "partial"
    assert [one.condition for one in bare.missing] == ["swot_parts"]


def test_nothing_is_missing_from_what_is_met(of: Assess) -> None:
    for one in of(complete()).findings:
        assert (one.next_level, one.missing) == (None, ())


def test_points_are_the_share_of_the_total_that_a_criterion_wins_and_loses(of: Assess) -> None:
    for name in EXAMPLES:
        result = of(example(name))
        card = result.scorecard
        lost = sum(Fraction(gap.points_exact) for gap in result.gaps)
        assert sum(Fraction(one.points_exact) for one in result.findings) == Fraction(card.total_exact)
        assert Fraction(card.total_exact) + lost == 100


@given(smalls(judged=False), st.data())
def test_the_level_found_is_the_best_whose_condition_holds(small: Small, data: st.DataObject) -> None:
    counted = data.draw(rows(small))
    result = assess(city(counted), small.edition, (), DAY, small.engine)
    for one in result.findings:
        asks = small.points[one.criterion].asks
        reached = [
            level for level, least in zip(small.levels, asks, strict=False) if counted[one.criterion] >= least
        ]
        assert one.level == (reached or [small.levels[-1]])[0]
        assert one.status == (one.level if counted[one.criterion] else "unanswered")
        assert Fraction(one.credit_exact) == small.credits[small.levels.index(one.level)]
