"""Gates: what must hold whatever the score; none of them ever holds on something that is not there."""

import datetime
from fractions import Fraction

import pytest
from filing import DAY, EXAMPLES, Assess, Changes, changed, complete, empty, example, figures
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Part, Point, Small, best_rows, city

from scoring.assess import assess
from scoring.edition import Edition
from scoring.models import Assessment, GateFinding, Judgement, Waiver
from scoring.problems import Faults

NEXT_DAY = DAY + datetime.timedelta(days=1)
SCORED = {"total", "floors"}
OVERLAP = {"part2.boundary.overlaps": [{"city": "เมืองข้างเคียง", "area_km2": 2}]}


def gate(result: Assessment, name: str) -> GateFinding:
    return next(one for one in result.gates if one.id == name)


def broken(result: Assessment) -> set[str]:
    return {one.id for one in result.gates if not one.holds}


# Nothing that is missing makes a gate hold


def test_an_empty_form_holds_no_gate_and_is_not_renewed(edition: Edition, of: Assess) -> None:
    result = of(empty())
    assert broken(result) == {one.id for one in edition.gates}
    assert (result.recommendation.verdict, result.recommendation.settled) == ("revoke", True)


def test_an_empty_draft_leaves_every_gate_open_and_is_not_renewed(of: Assess) -> None:
    result = of(empty(draft=True))
    assert all((one.low, one.holds, one.high) == (False, False, True) for one in result.gates)
    assert (result.recommendation.verdict, result.recommendation.settled) == ("revoke", False)


@pytest.mark.parametrize("name", ["tharnthong", "complete"])
def test_a_city_that_leaves_out_all_its_figures_is_not_renewed(of: Assess, name: str) -> None:
    data = complete() if name == "complete" else example(name)
    assert of(data).recommendation.verdict == "renew"
    result = of(data, dict.fromkeys(figures(data)))
    assert result.recommendation.verdict == "revoke"
    assert {"boundary", "progress"} <= broken(result)


@given(st.sets(st.sampled_from(figures(example("tharnthong"))), min_size=1))
def test_no_figure_left_out_makes_a_broken_gate_hold(of: Assess, places: set[str]) -> None:
    behind = changed(example("tharnthong"), {"part1.progress.percent": 40, "part2.boundary.area_km2": 0})
    assert broken(of(behind)) == {"boundary", "progress"} <= broken(of(behind, dict.fromkeys(places)))


def test_no_judgement_renews_a_city_that_says_nothing(edition: Edition, of: Assess) -> None:
    judged = [judgement(one.id, "met") for one in edition.criteria]
    result = of(empty(), None, *judged)
    assert result.scorecard.total == 100
    assert result.recommendation.verdict == "revoke"
    assert {"wishes_to_continue", "next_plan", "environment", "two_domains", "progress"} == broken(result)


def judgement(criterion: str, level: str) -> Judgement:
    return Judgement(criterion=criterion, level=level, reason="as seen", reviewer="malee", date=DAY)


# Each gate on its own ground


@pytest.mark.parametrize(
    ("name", "changes", "holds"),
    [
        ("wishes_to_continue", {"part1.wishes_to_continue": False}, False),
        ("wishes_to_continue", {"part1.wishes_to_continue": None}, False),
        ("next_plan", {"part2.vision": None}, False),
        ("environment", {"part1.results[1].done": 0, "part1.results[1].in_progress": 1}, True),
        ("environment", {"part1.results[1].done": 0, "part1.results[1].in_progress": 0}, False),
        ("environment", {"part1.results[1].name": None}, False),
        ("boundary", {"part2.boundary.area_km2": None}, False),
        ("boundary", {"part2.boundary.area_km2": 0}, False),
        ("boundary", OVERLAP, False),
        ("progress", {"part1.progress.percent": 50}, True),
        ("progress", {"part1.progress.percent": "49.99"}, False),
        ("progress", {"part1.progress.percent": None}, False),
    ],
)
def test_a_gate_holds_on_its_own_ground_and_on_nothing_less(
    of: Assess, name: str, changes: Changes, holds: bool
) -> None:
    assert gate(of(complete(), changes), name).holds is holds
    assert broken(of(complete(), changes)) - {name} == set()


@pytest.mark.parametrize(("others", "holds"), [(1, True), (0, False)])
def test_environment_needs_one_more_domain_beside_it(of: Assess, others: int, holds: bool) -> None:
    planned = {"done": None, "in_progress": None}
    rows = range(2 + others, 8)
    changes = {f"part1.results[{row}].{cell}": value for row in rows for cell, value in planned.items()}
    found = gate(of(complete(), changes), "two_domains")
    assert (found.holds, len(found.missing)) == (holds, 0 if holds else 1)


def test_a_broken_gate_says_what_is_lacking_and_a_whole_one_says_nothing(of: Assess) -> None:
    found = gate(of(complete(), {"part1.progress.percent": "49.99"}), "progress")
    assert (found.found, found.needed) == (49.99, 50)
    assert [(one.condition, one.found, one.needed) for one in found.missing] == [("progress", 49.99, 50)]
    assert gate(of(complete()), "progress").missing == ()


# The score


def two_points(pass_mark: int, floor: int) -> Small:
    """One section of two equal criteria, not judged."""
    points = (Point(1, (2, 1)), Point(1, (2, 1)))
    return Small((Fraction(1), Fraction(1, 2), Fraction(0)), (Part(1, Fraction(floor), points),), pass_mark)


@pytest.mark.parametrize(
    ("pass_mark", "floor", "holds"),
    [(75, 0, (True, True)), (76, 0, (False, True)), (0, 75, (True, True)), (0, 76, (True, False))],
)
def test_a_score_at_its_bar_holds_and_a_score_below_it_does_not(
    pass_mark: int, floor: int, holds: tuple[bool, bool]
) -> None:
    small = two_points(pass_mark, floor)
    result = assess(city({"s0.c0": 2, "s0.c1": 1}), small.edition, (), DAY, small.engine)
    assert result.scorecard.total == 75
    assert tuple(gate(result, name).holds for name in ("total", "floors")) == holds


def test_a_total_short_of_the_mark_by_a_hair_does_not_reach_it() -> None:
    credits = (Fraction(1), Fraction(5999, 10000), Fraction(0))
    small = Small(credits, (Part(1, Fraction(0), (Point(1, (2, 1)),)),), 60)
    result = assess(city({"s0.c0": 1}), small.edition, (), DAY, small.engine)
    assert (result.recommendation.verdict, result.scorecard.total) == ("revoke", 59.9)
    assert (gate(result, "total").found, gate(result, "total").needed) == (59.9, 60)


def test_a_section_in_which_nothing_counts_lies_under_no_floor(of: Assess) -> None:
    small = two_points(0, 100)
    result = assess(city(best_rows(small, ["s0.c0", "s0.c1"])), small.edition, (), DAY, small.engine)
    assert gate(result, "floors").holds


# What is open


def test_a_gate_that_rests_on_a_pending_criterion_is_open_with_it(of: Assess) -> None:
    found = gate(of(complete(), OVERLAP), "boundary")
    assert (found.holds, found.low, found.high, found.open) == (False, False, True, True)
    assert found.rests_on == ("zone.boundary",)
    undrawn = gate(of(complete(), {"part2.boundary.geometry": None}), "boundary")
    assert (undrawn.holds, undrawn.low, undrawn.high) == (True, False, True)


@pytest.mark.parametrize(("level", "holds"), [("met", True), ("partial", True), ("unmet", False)])
def test_a_gate_goes_with_the_judgement_that_it_rests_on(of: Assess, level: str, holds: bool) -> None:
    found = gate(of(complete(), OVERLAP, judgement("zone.boundary", level)), "boundary")
    assert (found.holds, found.low, found.high, found.open) == (holds, holds, holds, False)


@pytest.mark.parametrize(
    ("changes", "open_"),
    [
        ({"part1.progress.percent": None}, True),
        ({"part1.progress.percent": 40}, False),
        ({"part1.wishes_to_continue": None}, True),
        ({"part1.wishes_to_continue": False}, False),
        ({"part1.results": None}, True),
        ({"part2": None}, True),
        ({"part2.boundary": None}, True),
    ],
    ids=str,
)
def test_of_a_draft_what_is_blank_is_open_and_what_is_stated_stands(
    of: Assess, changes: Changes, open_: bool
) -> None:
    for draft, expected in ((True, open_), (False, False)):
        result = of(complete(), {**changes, "draft": draft})
        unscored = [one for one in result.gates if not one.holds and one.id not in SCORED]
        assert unscored
        assert all(one.open is expected for one in unscored)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_gate_holds_no_less_at_best_than_now_and_no_more_at_worst(of: Assess, name: str) -> None:
    for one in of(example(name)).gates:
        assert one.low <= one.holds <= one.high
        assert one.open is (one.low is not one.high)


# Waivers


def waiver(name: str = "boundary", date: datetime.date = DAY) -> Waiver:
    reason = "the cabinet drew the line"
    return Waiver(gate=name, reason=reason, reviewer="niran", date=date, authority="chair")


def test_a_waiver_lets_a_gate_that_allows_it_hold(of: Assess) -> None:
    result = of(complete(), OVERLAP, waiver())
    found = gate(result, "boundary")
    assert (found.holds, found.open, found.waived_by) == (True, False, "niran")
    assert result.recommendation.verdict == "renew"


def test_a_waiver_of_tomorrow_does_not_count(of: Assess) -> None:
    found = gate(of(complete(), OVERLAP, waiver(date=NEXT_DAY)), "boundary")
    assert (found.holds, found.waived_by) == (False, None)


def test_only_the_boundary_may_be_waived(edition: Edition, of: Assess) -> None:
    assert {one.id for one in edition.gates if one.words.waivable} == {"boundary"}
    result = of(empty(), None, waiver("boundary"))
    assert broken(result) == {one.id for one in edition.gates} - {"boundary"}
    assert result.recommendation.verdict == "revoke"
    for gate in edition.gates:
        if not gate.words.waivable:
            with pytest.raises(Faults):
                of(empty(), None, waiver(gate.id))
