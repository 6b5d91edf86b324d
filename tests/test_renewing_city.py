"""Tharn Thong, a city that earns renewal: taking away one ground turns it, and the report says which."""

import re

import pytest
from evidence import EVIDENCE
from filing import Assess, Changes, example

import reports
from scoring.edition import Edition
from scoring.models import Assessment, Finding
from scoring.places import place_label

CITY = "tharnthong"
UNDER_WAY = ("done", "in_progress")

# Of each gate, what it stands on and no other gate does.
GROUNDS: dict[str, Changes] = {
    "wishes_to_continue": {"part1.wishes_to_continue": None},
    "next_plan": {"part2.vision": None},
    "environment": {f"part1.results[{row}].{cell}": None for row in (1, 2) for cell in UNDER_WAY},
    "two_domains": {f"part1.results[{row}].{cell}": None for row in range(3, 11) for cell in UNDER_WAY},
    "boundary": {"part2.boundary.area_km2": None},
    "progress": {"part1.progress.percent": 49},
    "total": {place: value for taken in EVIDENCE.values() for place, value in taken.items()},
    "floors": {"part2.management": None},
}


@pytest.fixture(scope="module")
def whole(of: Assess) -> Assessment:
    """The city as it is filed."""
    return of(example(CITY))


@pytest.fixture(scope="module")
def without(of: Assess) -> dict[str, Assessment]:
    """The city without the evidence of each criterion in turn."""
    return {criterion: of(example(CITY), taken) for criterion, taken in EVIDENCE.items()}


def test_it_is_renewed_as_it_is_filed(whole: Assessment) -> None:
    assert whole.recommendation.verdict == "renew"
    assert all(gate.holds for gate in whole.gates)


def test_every_gate_and_every_criterion_that_counts_is_tried(edition: Edition, whole: Assessment) -> None:
    assert GROUNDS.keys() == {gate.id for gate in edition.gates}
    assert EVIDENCE.keys() == {one.criterion for one in whole.findings if one.counts}


@pytest.mark.parametrize("gate", GROUNDS)
def test_taking_away_the_ground_of_a_gate_revokes_the_city_and_names_that_gate(of: Assess, gate: str) -> None:
    result = of(example(CITY), GROUNDS[gate])
    assert {one.id for one in result.gates if not one.holds} == {gate}
    assert result.recommendation.verdict == "revoke"
    assert {reason.gate for reason in result.recommendation.reasons} == {gate}


@pytest.mark.parametrize("criterion", EVIDENCE)
def test_taking_away_the_evidence_of_a_criterion_lowers_it_and_no_other(
    edition: Edition, whole: Assessment, without: dict[str, Assessment], criterion: str
) -> None:
    levels = [level.id for level in edition.levels]
    before, after = standings(whole), standings(without[criterion])
    assert {name for name in before if before[name] != after[name]} == {criterion}
    assert levels.index(after[criterion][1]) > levels.index(before[criterion][1])


def standings(result: Assessment) -> dict[str, tuple[str, str]]:
    """The status and the level of each criterion."""
    return {one.criterion: (one.status, one.level) for one in result.findings}


@pytest.mark.parametrize("criterion", EVIDENCE)
def test_the_gap_names_the_fields_and_the_report_the_very_answer_to_fill(
    without: dict[str, Assessment], criterion: str
) -> None:
    result = without[criterion]
    finding = next(one for one in result.findings if one.criterion == criterion)
    (gap,) = (one for one in result.gaps if one.id == criterion)
    assert gap.fields
    assert gap.missing
    assert all(missing.places for missing in gap.missing)
    for lang in ("th", "en"):
        said = entry(result, finding, lang)
        for place in EVIDENCE[criterion]:
            label = place_label(place.replace("[]", "[0]"), lang).split(" › ")[-1]
            assert label in said


def entry(result: Assessment, finding: Finding, lang: str) -> str:
    """What the text report says of one gap, unwrapped."""
    text = reports.render(result, "text", lang, width=100_000).decode()
    title = re.escape(f"{finding.point} {finding.title.of(lang)} [")
    found = re.search(rf"^ *\d+\. {title}.*?(?=^ *\d+\. |^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found.group()
