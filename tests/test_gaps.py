"""Gaps: what is missing, what mending it alone would win, and where to mend it."""

import re
from fractions import Fraction

import pytest
from filing import DAY, EXAMPLES, Assess, complete, example
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Small, city, rows, smalls

from scoring.assess import assess
from scoring.edition import Edition
from scoring.models import Assessment, Gap, Judgement
from scoring.places import place_label

every_example = pytest.mark.parametrize("name", EXAMPLES)
PLACE = re.compile(r"part[12]|[a-z]+_[a-z]+|\[\d+\]")


def judgement(criterion: str, level: str) -> Judgement:
    return Judgement(criterion=criterion, level=level, reason="as seen", reviewer="malee", date=DAY)


def criteria(result: Assessment) -> list[Gap]:
    return [gap for gap in result.gaps if gap.kind == "criterion"]


@every_example
def test_mending_one_gap_alone_wins_exactly_the_points_it_names(of: Assess, name: str) -> None:
    before = of(example(name))
    total = Fraction(before.scorecard.total_exact)
    for gap in criteria(before)[::4]:
        after = of(example(name), None, judgement(gap.id, "met"))
        assert Fraction(after.scorecard.total_exact) - total == Fraction(gap.points_exact)


@given(smalls(), st.data())
def test_the_next_step_wins_what_is_named_and_never_more_than_all_of_it(
    small: Small, data: st.DataObject
) -> None:
    counted = data.draw(rows(small))
    before = assess(city(counted), small.edition, (), DAY, small.engine)
    for gap in criteria(before):
        asks = small.points[gap.id].asks
        above = min(least for least in asks if least > counted[gap.id])
        after = assess(city(counted | {gap.id: above}), small.edition, (), DAY, small.engine)
        won = Fraction(after.scorecard.total_exact) - Fraction(before.scorecard.total_exact)
        assert abs(float(won) - gap.points_next) <= 0.05 + 1e-9
        assert gap.points_next <= gap.points


@every_example
def test_broken_gates_come_first_then_the_most_points_then_the_order_of_the_form(
    edition: Edition, of: Assess, name: str
) -> None:
    gaps = of(example(name)).gaps
    order = [one.id for one in edition.criteria]
    expected = sorted(
        gaps,
        key=lambda gap: (
            gap.kind != "gate",
            -Fraction(gap.points_exact),
            order.index(gap.id) if gap.kind == "criterion" else 0,
        ),
    )
    assert list(gaps) == expected


@every_example
def test_a_gap_is_there_for_all_that_loses_points_and_for_each_broken_gate_on_the_form(
    edition: Edition, of: Assess, name: str
) -> None:
    result = of(example(name))
    assert {gap.id for gap in criteria(result)} == {
        one.criterion for one in result.findings if one.counts and one.credit < 1
    }
    scored = {one.id for one in edition.gates if one.words.score}
    assert {gap.id for gap in result.gaps if gap.kind == "gate"} == {
        one.id for one in result.gates if not one.holds and one.id not in scored
    }


@every_example
def test_every_gap_says_what_is_missing_where_to_mend_it_and_how(of: Assess, name: str) -> None:
    for gap in of(example(name)).gaps:
        assert gap.fields
        assert gap.missing or gap.id in {"zone.boundary"}
        assert all(one.th and one.en and one.places for one in gap.missing)
        assert gap.remedy.th != gap.remedy.en


@every_example
def test_every_place_of_a_gap_has_a_name_on_the_form(of: Assess, name: str) -> None:
    for gap in of(example(name)).gaps:
        for place in [*gap.fields, *(place for one in gap.missing for place in one.places)]:
            label = place_label(place, "en")
            assert not PLACE.search(label), (gap.id, place, label)


@pytest.mark.parametrize(
    ("criterion", "lacking", "row"),
    [
        ("zone.live", "part2.population.source", "part2.population"),
        ("zone.boundary", "part2.boundary.area_km2", "part2.boundary.area_km2"),
        ("zone.swot", "part2.zone.swot.challenges", "part2.zone.swot"),
        ("cdp.workflow", "part2.cdp.investment", "part2.cdp.investment"),
    ],
)
def test_what_rests_on_several_answers_is_placed_in_the_row_that_holds_them(
    of: Assess, criterion: str, lacking: str, row: str
) -> None:
    (gap,) = (one for one in of(complete(), {lacking: None}).gaps if one.id == criterion)
    assert all(place.startswith(row) for one in gap.missing for place in one.places)


def test_what_is_met_and_what_does_not_count_is_no_gap(of: Assess) -> None:
    assert of(complete()).gaps == ()
    assert "services.mobility" not in {gap.id for gap in of(example("tharnthong")).gaps}


def test_a_gap_names_the_gate_that_its_mending_would_help(of: Assess) -> None:
    result = of(complete(), {"part2.boundary.area_km2": None})
    by_id = {gap.id: gap for gap in result.gaps}
    assert by_id["zone.boundary"].gates == ("boundary",)
    assert by_id["boundary"].status == "broken"
    assert of(complete(), {"part2.boundary": None, "draft": True}).gaps[0].status == "open"
