"""The recommendation: renewal is earned gate by gate, and every reason is said."""

from fractions import Fraction

import pytest
from filing import DAY, EXAMPLES, Assess, Changes, changed, complete, empty, example
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Part, Point, Small, city, rows, smalls

from scoring.assess import assess
from scoring.edition import Edition
from scoring.models import Judgement
from scoring.recommendation import verdict

BREAKS: dict[str, Changes] = {
    "wishes_to_continue": {"part1.wishes_to_continue": None},
    "next_plan": {"part2.vision": None},
    "environment": {"part1.results[1].done": None},
    "boundary": {"part2.boundary.area_km2": None},
    "progress": {"part1.progress.percent": 49},
}


@pytest.mark.parametrize(
    ("holds", "expected"),
    [((), "revoke"), ((True,), "renew"), ((True, True), "renew"), ((True, False), "revoke")],
)
def test_renewal_needs_every_gate_and_at_least_one(holds: tuple[bool, ...], expected: str) -> None:
    assert verdict(holds) == expected


def test_a_city_that_holds_every_gate_is_renewed_for_that_reason(of: Assess) -> None:
    found = of(complete()).recommendation
    assert (found.verdict, found.at_own_wish) == ("renew", False)
    assert [(one.gate, one.en) for one in found.reasons] == [("", "Every gate holds")]


@given(st.sets(st.sampled_from(sorted(BREAKS)), min_size=1))
def test_every_broken_gate_is_a_reason_and_nothing_else_is(of: Assess, names: set[str]) -> None:
    changes = {place: value for name in names for place, value in BREAKS[name].items()}
    result = of(complete(), changes)
    broken = {one.id for one in result.gates if not one.holds}
    assert result.recommendation.verdict == "revoke"
    assert names <= broken == {reason.gate for reason in result.recommendation.reasons}


def test_a_reason_says_what_was_found_and_what_is_needed(of: Assess) -> None:
    result = of(complete(), BREAKS["progress"])
    (reason,) = result.recommendation.reasons
    (gate,) = (one for one in result.gates if not one.holds)
    assert reason.en == f"{gate.title.en} — {gate.missing[0].en}"
    assert reason.th == f"{gate.title.th} — {gate.missing[0].th}"
    assert "49" in reason.en
    assert "50" in reason.en


def test_a_gate_broken_by_a_reviewer_says_so_and_does_not_read_as_if_it_held(of: Assess) -> None:
    (reason,) = of(complete(), None, judgement("zone.boundary", "unmet")).recommendation.reasons
    assert reason.gate == "boundary"
    assert reason.en.endswith("A reviewer judged the level to be “unmet”")


def test_each_section_under_its_floor_is_named(of: Assess) -> None:
    changes = {"part2.management.bodies": None, "part2.cdp": None, "part2.project_name": "ชื่อ"}
    said = [one.en for one in of(complete(), changes).recommendation.reasons if one.gate == "floors"]
    assert said == [
        "City Data Platform: 0.0 is below the floor of 40.0",
        "Management structure: 0.0 is below the floor of 40.0",
    ]


@given(smalls(), st.data())
def test_no_reason_shows_a_score_as_if_it_reached_its_bar(small: Small, data: st.DataObject) -> None:
    filed = city(data.draw(rows(small)))
    found = assess(filed, small.edition, (), DAY, small.engine).recommendation
    for reason in found.reasons:
        if reason.gate in {"total", "floors"}:
            shown, _, bar = reason.en.split(" ")[-3:]
            assert Fraction(shown) < Fraction(bar)


def test_a_bar_finer_than_a_tenth_is_shown_as_fine_as_it_is() -> None:
    third = (Fraction(1), Fraction(1, 3), Fraction(0))
    part = Part(1, Fraction("33.34"), (Point(1, (2, 1)),))
    small = Small(third, (part,), pass_mark=0)
    (reason,) = assess(city({"s0.c0": 1}), small.edition, (), DAY, small.engine).recommendation.reasons
    assert reason.en == "s0 33.3 < 33.34"


# At its own wish


def test_a_city_that_does_not_wish_to_go_on_is_revoked_at_its_own_wish_alone(of: Assess) -> None:
    found = of(complete(), {"part1.wishes_to_continue": False, "part2": None}).recommendation
    assert (found.verdict, found.at_own_wish, found.settled) == ("revoke", True, True)
    assert [reason.gate for reason in found.reasons] == ["wishes_to_continue"]
    assert "does not wish to go on" in found.reasons[0].en


def test_silence_on_its_wish_is_not_taken_for_a_wish(of: Assess) -> None:
    found = of(complete(), {"part1.wishes_to_continue": None}).recommendation
    assert (found.verdict, found.at_own_wish) == ("revoke", False)


# Settled, or what is open


def judgement(criterion: str, level: str = "met") -> Judgement:
    return Judgement(criterion=criterion, level=level, reason="as seen", reviewer="malee", date=DAY)


def test_it_is_settled_when_best_and_worst_come_to_the_same(of: Assess) -> None:
    for name in EXAMPLES:
        found = of(example(name)).recommendation
        assert found.settled is (found.low == found.high)
        assert found.verdict in {found.low, found.high}


def test_when_all_is_judged_nothing_is_open_and_it_is_settled(edition: Edition, of: Assess) -> None:
    said = [judgement(one.id) for one in edition.criteria if one.words.question is not None]
    found = of(example("tharnthong"), None, *said).recommendation
    assert (found.settled, found.open_matters, found.settle_renew, found.settle_revoke) == (True, (), (), ())


def test_a_broken_gate_that_no_judgement_mends_settles_it(of: Assess) -> None:
    found = of(example("tharnthong"), {"part1.progress.percent": 49}).recommendation
    assert (found.verdict, found.settled) == ("revoke", True)
    assert found.open_matters  # they still move the score
    assert found.settle_renew == found.settle_revoke == ()


def test_of_a_draft_the_open_gates_come_before_the_open_criteria(of: Assess) -> None:
    found = of(empty(draft=True)).recommendation.open_matters
    gates = [name for name in found if name.startswith("gate:")]
    assert list(found[: len(gates)]) == gates
    assert set(gates) == {
        "gate:wishes_to_continue",
        "gate:next_plan",
        "gate:environment",
        "gate:two_domains",
        "gate:progress",
    }  # the boundary is open with the criterion it rests on, total and floors with the criteria
    assert "zone.boundary" in found


# Conditions


def test_conditions_are_what_is_short_on_the_criteria_marked_so(edition: Edition, of: Assess) -> None:
    marked = {one.id for one in edition.criteria if one.words.condition}
    assert marked == {"cdp.security", "cdp.privacy", "infrastructure.upkeep"}
    short = {"part2.cdp.protection_officer": None, "part2.zone.swot.challenges": None}
    found = of(complete(), short).recommendation
    assert [one.criterion for one in found.conditions] == ["cdp.privacy"]
    assert "Complete" in found.conditions[0].en
    assert of(complete()).recommendation.conditions == ()


def test_conditions_change_no_verdict(of: Assess) -> None:
    short = changed(complete(), {"part2.cdp.documents": None, "part2.investment.sources[1]": {}})
    found = of(short).recommendation
    assert [one.criterion for one in found.conditions] == [
        "infrastructure.upkeep",
        "cdp.security",
        "cdp.privacy",
    ]
    assert found.verdict == "renew"
