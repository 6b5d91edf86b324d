"""The way out of whole filings under the shipped edition: the past, a second domain, reviewers."""

from fractions import Fraction
from pathlib import Path

import pytest
from filing import DAY, EXAMPLES, Assess, Data, complete, example
from filing import empty as silent

from forms.editions import edition as load
from scoring.assess import assess
from scoring.documents import document
from scoring.edition import Edition
from scoring.models import Judgement, Waiver, WayOut
from scoring.submission import Submission

CANTEEN = Path(__file__).parent / "editions" / "canteen"


def way_out(of: Assess, data: Data, changes: Data | None = None, *said: Judgement | Waiver) -> WayOut:
    found = of(data, changes, *said, way_out=True).way_out
    assert isinstance(found, WayOut)
    return found


def judged(criterion: str, level: str) -> Judgement:
    return Judgement(criterion=criterion, level=level, reason="as seen", reviewer="somchai", date=DAY)


# The past


def test_progress_that_falls_short_is_never_edited_and_the_rest_is_said_as_if_it_were_achieved(
    of: Assess,
) -> None:
    out = way_out(of, example("nathisamut"))
    (awaited,) = out.awaited
    assert (awaited.gate, awaited.lifts) == ("progress", ("zone.realised",))
    assert [(one.found, one.needed) for one in awaited.missing] == [(46, 50)]
    (way,) = out.ways
    assert (out.kind, way.rises, way.mendings, way.effort) == ("ways", (), (), 0)


def test_progress_that_is_not_stated_cannot_be_taken_for_enough(of: Assess) -> None:
    out = way_out(of, complete(), {"part1.progress.percent": None})
    assert [one.gate for one in out.awaited] == ["progress"]
    assert [one.found for one in out.awaited[0].missing] == [None]


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "tharnthong"])
def test_no_way_asks_for_what_can_only_be_achieved(name: str, of: Assess, edition: Edition) -> None:
    out = way_out(of, example(name))
    assert out.ways
    each = [one.missing for way in out.ways for one in way.rises]
    each += [one.missing for way in out.ways for one in way.mendings]
    asked = {one.condition for missing in each for one in missing}
    assert asked or not out.ways[0].rises
    assert not asked & edition.prerequisites.achieved.keys()


def test_what_the_past_lifts_is_part_of_the_score_and_of_its_bounds(of: Assess) -> None:
    found = of(example("nathisamut"), way_out=True)
    assert found.way_out is not None
    (way,) = found.way_out.ways
    realised = next(one for one in found.findings if one.criterion == "zone.realised")
    half = 50 * Fraction(str(realised.effective_weight))
    assert float(Fraction(way.total_exact) - Fraction(found.scorecard.total_exact)) == pytest.approx(
        half, 1e-2
    )
    assert way.low == found.scorecard.low  # a reviewer may still find it unmet


# Domains


def one_domain() -> Data:
    """A city that does well, in Smart Environment alone."""
    data = example("tharnthong")
    part1, part2 = data["part1"], data["part2"]
    part1["results"] = [row for row in part1["results"] if row["row"] in {"cdp", "environment"}]
    part2["characteristics"]["domains"] = ["environment"]
    projects = part2["services"]["projects"]
    part2["services"]["projects"] = [one for one in projects if one["domain"] == "environment"]
    return data


def test_a_city_of_one_domain_takes_up_a_second_one_which_then_counts(of: Assess) -> None:
    out = way_out(of, one_domain())
    first, other = out.ways
    (taken,) = first.taken_up
    assert taken.criterion == "services.economy"
    assert {taken.criterion, *taken.instead} == set(domains())
    assert [one.gate for one in first.mendings] == ["two_domains"]
    assert (other.mendings, [(one.criterion, one.to_level) for one in other.rises]) == (
        (),
        [("services.economy", "met")],
    )


def domains() -> list[str]:
    names = ("energy", "economy", "governance", "living", "people", "mobility")
    return [f"services.{name}" for name in names]


def test_taking_it_up_for_real_leads_to_the_score_that_was_foretold(of: Assess) -> None:
    data = one_domain()
    (first, *_) = way_out(of, data).ways
    row = {"row": "economy", "name": "ตลาดออนไลน์ของชุมชน", "in_progress": 40, "planned_progress": 40}
    data["part1"]["results"].append(row)
    found = of(data)
    assert found.recommendation.verdict == "renew"
    assert found.scorecard.total_exact == first.total_exact


def test_a_finished_service_mends_the_mandatory_gate_by_itself(of: Assess) -> None:
    data = example("tharnthong")
    data["part1"]["results"] = [row for row in data["part1"]["results"] if row["row"] != "environment"]
    out = way_out(of, data)
    for way in out.ways:
        raised = {rise.criterion: rise for rise in way.rises}
        mended = "environment" in [one.gate for one in way.mendings]
        assert mended or raised["services.environment"].to_level == "met"


# Reviewers


def test_a_boundary_that_a_reviewer_refused_is_claimed_anew_and_judged_again(of: Assess) -> None:
    out = way_out(of, complete(), None, judged("zone.boundary", "unmet"))
    (rise,) = out.ways[0].rises
    assert (rise.criterion, rise.to_level, rise.judged) == ("zone.boundary", "partial", True)
    assert (rise.gates, rise.missing) == (("boundary",), ())


def test_a_rise_that_needs_no_reviewer_says_so(of: Assess, edition: Edition) -> None:
    for way in way_out(of, example("thung-saeng-duean")).ways:
        for rise in way.rises:
            criterion = edition.criterion[rise.criterion]
            if criterion.words.question is None:
                assert not rise.judged
            elif criterion.judged_when is None:
                assert rise.judged


def test_a_waived_boundary_is_not_mended(of: Assess) -> None:
    overlap = {"part2.boundary.overlaps": [{"city": "เมืองข้างเคียง", "area_km2": 1}]}
    waiver = Waiver(gate="boundary", reason="agreed", reviewer="mali", date=DAY, authority="committee")
    assert [one.gate for one in way_out(of, complete(), overlap).ways[0].mendings] == ["boundary"]
    assert way_out(of, complete(), overlap, waiver).kind == "renews"


# The rest


def test_a_city_that_does_not_wish_to_go_on_is_not_planned_for(of: Assess) -> None:
    out = way_out(of, complete(), {"part1.wishes_to_continue": False})
    assert (out.kind, out.ways, out.losses, out.solver) == ("own_wish", (), (), None)


def test_a_city_that_says_nothing_has_a_long_way_that_starts_with_its_wish(of: Assess) -> None:
    out = way_out(of, silent())
    (way, *_) = out.ways
    assert way.mendings[0].gate == "wishes_to_continue"
    assert way.total >= 60
    assert out.assumed
    assert out.unit == "person_months"


def test_what_must_come_first_is_on_the_way_wherever_it_is_lacking(of: Assess, edition: Edition) -> None:
    out = way_out(of, silent())
    waits = 0
    for way in out.ways:
        raised = {rise.criterion: rise.to_level for rise in way.rises}
        for rise in way.rises:
            for need in rise.before:
                waits += 1
                assert edition.rank[raised[need.criterion]] <= edition.rank[need.level]
    assert waits


def test_an_edition_that_sets_no_efforts_counts_steps() -> None:
    edition = load(str(CANTEEN))
    path = CANTEEN / "rules" / "cases" / "model-school.yaml"
    data = dict(document(path.name, path.read_bytes()).data)
    school = Submission.model_validate({**data, "answers": {"agrees": True}})
    out = assess(school, edition, as_of=DAY, way_out=True).way_out
    assert out is not None
    assert (out.kind, out.unit) == ("ways", "steps")
    (way, *_) = out.ways
    steps = sum(
        len(edition.levels_between(rise.criterion, rise.from_level, rise.to_level)) for rise in way.rises
    )
    assert way.effort == steps + len(way.mendings)
