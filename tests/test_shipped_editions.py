"""The shipped edition: whole, bilingual, worded as Appendix A is, and changed without touching Python."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from form_fields import FIELDS
from pydantic import BaseModel

from cli import main
from forms.editions import export, folders, shipped, shipped_names
from scoring.assumptions import assumptions
from scoring.edition import Edition
from scoring.models import Assessment, Bilingual

APPENDIX_A = Path(__file__).parent / "data" / "appendix_a.csv"
COMPLETE = folders("depa-2562")[1] / "cases" / "complete.yaml"
THAI = re.compile("[ก-๛]")
QUOTED = re.compile("“([^”]*)”")


def renewal(*arguments: str | Path) -> str:
    """What the command prints; it must come to its end well."""
    run = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert run.exit_code == 0, run.output
    return run.stdout


@pytest.fixture(scope="module")
def shown() -> Mapping[str, Any]:
    """`renewal edition show --format json`, with its criteria under `criteria`."""
    data: dict[str, Any] = json.loads(renewal("edition", "show", "--format", "json"))
    return data | {"criteria": [one for section in data["sections"] for one in section["criteria"]]}


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_edition_is_sound(name: str) -> None:
    assert shipped(name).id == name
    assert "is sound" in renewal("edition", "lint", name, "--lang", "en")


def test_edition_show_lists_six_sections_and_forty_six_criteria(shown: Mapping[str, Any]) -> None:
    assert [section["id"] for section in shown["sections"]] == [
        "zone",
        "infrastructure",
        "cdp",
        "services",
        "investment",
        "management",
    ]
    assert [len(section["criteria"]) for section in shown["sections"]] == [12, 8, 8, 7, 7, 4]
    assert len(shown["criteria"]) == 46


def test_each_criterion_is_worded_as_appendix_a_is_letter_for_letter(shown: Mapping[str, Any]) -> None:
    with APPENDIX_A.open(encoding="utf-8", newline="") as file:
        asked = [(row["id"], row["point"], row["th"]) for row in csv.DictReader(file)]
    assert [(one["id"], one["point"], one["wording"]["th"]) for one in shown["criteria"]] == asked


def test_each_criterion_cites_its_place_in_appendix_a(shown: Mapping[str, Any]) -> None:
    for one in shown["criteria"]:
        assert one["reference"] == {
            "th": f"ภาคผนวก ก ข้อ {one['point']}",
            "en": f"Appendix A, point {one['point']}",
        }


# Each stage's share of the points of Appendix A; where it names two, the one that the points are mostly of.
STAGES = {
    "planning": """zone.live zone.work zone.play zone.boundary zone.align_national zone.align_plan zone.swot
        zone.goals zone.vision_service infrastructure.plan infrastructure.use_plan infrastructure.valuation
        cdp.catalog_vision cdp.catalog_services cdp.catalog_org cdp.workflow investment.strategy""",
    "outcome": """zone.vision_outcome zone.needs zone.realised infrastructure.in_use infrastructure.coverage
        investment.publicise_infra investment.publicise_data investment.publicise_services""",
    "sustaining": "infrastructure.upkeep",
}


def test_each_criterion_is_of_the_stage_that_appendix_a_speaks_of(edition: Edition) -> None:
    named = {name: stage for stage, names in STAGES.items() for name in names.split()}
    assert named.keys() <= edition.criterion.keys()
    for criterion in edition.criteria:
        assert criterion.words.stage == named.get(criterion.id, "implementation"), criterion.id


JUDGED = """zone.work zone.boundary zone.align_national zone.align_plan zone.goals zone.vision_service
    zone.vision_outcome zone.needs zone.realised infrastructure.plan infrastructure.in_use
    infrastructure.coverage cdp.security cdp.privacy investment.strategy investment.data investment.services
    management.duties"""


def test_a_reviewer_is_asked_a_question_wherever_the_levels_are_judged(edition: Edition) -> None:
    asked = [criterion.id for criterion in edition.criteria if criterion.words.question]
    assert sorted(asked) == sorted(JUDGED.split())
    only_when = [criterion.id for criterion in edition.criteria if criterion.judged_when]
    assert only_when == ["zone.boundary"]


def test_all_the_gates_are_there_and_each_names_its_source(edition: Edition) -> None:
    assert [gate.id for gate in edition.gates] == [
        "wishes_to_continue",
        "next_plan",
        "environment",
        "two_domains",
        "boundary",
        "progress",
        "total",
        "floors",
    ]
    assumed = [gate.id for gate in edition.gates if "assumed" in gate.words.source.en]
    assert assumed == ["total", "floors"]


def test_only_the_environment_must_be_pursued(edition: Edition) -> None:
    optional = [criterion.id for criterion in edition.criteria if criterion.words.optional]
    domains = [criterion.id for criterion in edition.criteria if criterion.section == "services"]
    assert sorted(optional) == sorted(set(domains) - {"services.environment"})
    assert all(edition.criterion[name].not_pursued is not None for name in optional)


def texts(node: object, place: str = "") -> Iterator[tuple[str, Bilingual]]:
    """Every text in both languages within a record, a mapping or a list."""
    if isinstance(node, Bilingual):
        yield place, node
    elif isinstance(node, BaseModel):
        yield from texts({**dict(node), **(node.model_extra or {})}, place)
    elif isinstance(node, Mapping):
        for name, inner in node.items():
            yield from texts(inner, f"{place}.{name}")
    elif isinstance(node, (tuple, list)):
        for index, inner in enumerate(node):
            yield from texts(inner, f"{place}[{index}]")


@pytest.fixture(scope="module")
def words(edition: Edition) -> Mapping[str, Bilingual]:
    """Every text of the edition by where it stands."""
    named = {
        "edition": edition.file,
        "policy": edition.policy,
        "criteria": {one.id: one.words for one in edition.criteria},
        "gates": {one.id: one.words for one in edition.gates},
        "measures": {one.id: (one.label, one.unit) for one in edition.measures.values()},
        "checks": {one.id: (one.message, one.remedy) for one in edition.checks},
    }
    return dict(texts(named))


def test_every_text_is_there_in_thai_and_in_english(words: Mapping[str, Bilingual]) -> None:
    assert len(words) > 600
    assert [place for place, text in words.items() if not THAI.search(text.th)] == []
    mixed = [place for place, text in words.items() if THAI.search(text.en)]
    assert mixed == [".checks.budget_unit[1]"]  # which shows how an amount may be written


def test_no_text_has_a_space_too_many(words: Mapping[str, Bilingual]) -> None:
    untidy = re.compile(r"^\s|\s$|  | [,.;:]")
    assert [place for place, text in words.items() if untidy.search(text.th) or untidy.search(text.en)] == []


def labels(side: int) -> set[str]:
    """What the form's fields and their choices are called, in Thai (0) or English (1)."""
    lang = ("th", "en")[side]
    named = {said["x-title"][lang] for said in FIELDS.values()}
    return named | {words[side] for said in FIELDS.values() for words in said.get("x-choices", {}).values()}


@pytest.mark.parametrize(("side", "lang"), [(0, "th"), (1, "en")])
def test_every_remedy_names_fields_by_the_names_they_have_on_the_form(
    edition: Edition, side: int, lang: str
) -> None:
    known = labels(side)
    for criterion in edition.criteria:
        named = QUOTED.findall(criterion.words.remedy.of(lang))
        assert named, f"{criterion.id} names no field"
        assert set(named) <= known, criterion.id
    answers = {"ใช่", "yes"}  # the two boxes of item 4
    for gate in edition.gates:
        assert set(QUOTED.findall(gate.words.remedy.of(lang))) <= known | answers, gate.id


def test_every_criterion_says_which_fields_feed_it_and_what_counts_as_evidence(edition: Edition) -> None:
    assert [one.id for one in edition.criteria if not one.words.fields] == []
    assert [one.id for one in edition.criteria if len(one.words.evidence.en) < 20] == []


def test_every_number_has_its_source_or_the_reason_it_is_assumed(edition: Edition) -> None:
    told = {one.name: one for one in assumptions(edition)}
    policy, efforts = edition.policy, edition.policy.efforts
    assert efforts is not None
    assert told.keys() == {
        *(f"weights.sections.{name}" for name in policy.weights.sections),
        *(f"weights.stages.{name}" for name in policy.weights.stages),
        *(f"credits.{name}" for name in policy.credits),
        *(f"floors.{name}" for name in policy.floors),
        *(f"efforts.levels.{name}" for name in efforts.levels),
        *(f"efforts.stages.{name}" for name in efforts.stages),
        *(f"efforts.gates.{name}" for name in efforts.gates),
        *(f"parameters.{name}" for name in policy.parameters),
    }
    assert all(len(one.because.th) > 5 and len(one.because.en) > 5 for one in told.values())
    sourced = {name for name, one in told.items() if not one.assumed}
    assert sourced == {
        "parameters.progress_min",
        "parameters.min_domains",
        "parameters.report_due_days",
        "parameters.largest_area",
    }


def test_the_first_policy_is_the_one_that_was_proposed(edition: Edition) -> None:
    weights = {section.id: int(section.weight) for section in edition.sections}
    assert weights == {
        "zone": 20,
        "infrastructure": 15,
        "cdp": 20,
        "services": 25,
        "investment": 10,
        "management": 10,
    }
    assert {section.floor for section in edition.sections} == {40}
    assert [level.credit for level in edition.levels] == [1, Fraction(1, 2), 0]
    stages = {name: share.value for name, share in edition.policy.weights.stages.items()}
    assert stages == {"planning": 1, "implementation": 1, "outcome": 2, "sustaining": 2}
    numbers = {name: one.value for name, one in edition.policy.parameters.items()}
    assert (numbers["pass_mark"], numbers["progress_min"], numbers["min_domains"]) == (60, 50, 2)


# A policy officer changes a copy: no Python, only YAML and `--edition`.


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy to change."""
    renewal("edition", "export", "depa-2562", tmp_path / "mine")
    return tmp_path / "mine"


def change(folder: Path, file: str, over: str, write: str) -> None:
    """Replaces a text in a file of the copy, once."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert over in text
    path.write_text(text.replace(over, write, 1), encoding="utf-8")


def scored(folder: Path) -> Assessment:
    """The city that fulfils everything, scored with a copy."""
    return Assessment.model_validate_json(renewal("score", COMPLETE, "--edition", folder, "--format", "json"))


def test_an_unchanged_copy_scores_as_the_shipped_edition_does(mine: Path) -> None:
    assert scored(mine).scorecard.total_exact == "100"
    assert renewal("score", COMPLETE, "--edition", mine) == renewal("score", COMPLETE)


def test_a_changed_threshold_changes_the_level_and_the_score(mine: Path) -> None:
    change(
        mine, "criteria/policy.yaml", "    unit: dataset\n    value: 3\n", "    unit: dataset\n    value: 4\n"
    )
    result = scored(mine)
    open_data = next(one for one in result.findings if one.criterion == "cdp.open_data")
    assert (open_data.status, open_data.missing[0].en) == (
        "partial",
        "open datasets with address, format and licence: found 3 datasets, at least 4 datasets needed",
    )
    # One of eight equal points of a section that weighs 20 of 100 is half fulfilled.
    assert Fraction(result.scorecard.total_exact) == 100 - 20 * Fraction(1, 8) / 2
    assert result.scorecard.total == 98.8


def test_a_changed_weight_changes_the_score(mine: Path) -> None:
    change(
        mine, "criteria/policy.yaml", "    unit: dataset\n    value: 3\n", "    unit: dataset\n    value: 4\n"
    )
    change(mine, "criteria/policy.yaml", "    cdp: {value: 20,", "    cdp: {value: 60,")
    # The weights now add up to 140; the other sections have all of their 80.
    assert Fraction(scored(mine).scorecard.total_exact) == Fraction(100, 140) * (80 + 60 * Fraction(15, 16))


def test_a_changed_weight_of_one_criterion_changes_the_score(mine: Path) -> None:
    change(
        mine, "criteria/policy.yaml", "    unit: dataset\n    value: 3\n", "    unit: dataset\n    value: 4\n"
    )
    weight = "  criteria:\n    cdp.open_data: {value: 3, assumed: {th: ข้อมูลเปิดสำคัญ, en: open data matters}}\n"
    change(mine, "criteria/policy.yaml", "  criteria: {}\n", weight)
    # Open data is now 3 of the 10 parts of its section.
    assert Fraction(scored(mine).scorecard.total_exact) == 100 - 20 * Fraction(3, 10) / 2


def test_a_changed_credit_changes_the_score(mine: Path) -> None:
    change(
        mine, "criteria/policy.yaml", "    unit: dataset\n    value: 3\n", "    unit: dataset\n    value: 4\n"
    )
    change(mine, "criteria/policy.yaml", "  partial: {value: 1/2,", "  partial: {value: 0.75,")
    assert Fraction(scored(mine).scorecard.total_exact) == 100 - 20 * Fraction(1, 8) / 4


def test_a_changed_pass_mark_changes_the_verdict(mine: Path) -> None:
    change(
        mine, "criteria/policy.yaml", "    unit: dataset\n    value: 3\n", "    unit: dataset\n    value: 4\n"
    )
    assert scored(mine).recommendation.verdict == "renew"
    change(
        mine, "criteria/policy.yaml", "    unit: points\n    value: 60\n", "    unit: points\n    value: 99\n"
    )
    result = scored(mine)
    assert result.recommendation.verdict == "revoke"
    assert [reason.en for reason in result.recommendation.reasons] == [
        "The total of 98.8 is below the pass mark of 99.0"
    ]


NEW_CRITERION = """
  management.youth:
    point: "6.5"
    title: {th: เยาวชนมีส่วนร่วม, en: Young people take part}
    wording: {th: มีผู้แทนเยาวชนในคณะทำงาน, en: Young people sit on the bodies}
    stage: implementation
    evidence: {th: รายชื่อผู้แทนเยาวชนในคณะทำงาน, en: the names of the young members}
    remedy: {th: ระบุเยาวชนใน “องค์ประกอบ”, en: "Name them under “members”."}
    fields: [part2.management.bodies]
"""
NEW_MEASURE = """
  young_members:
    label: {th: ผู้แทนเยาวชน, en: young members}
    unit: person
    select: "part2.management.bodies[].members[] | [?contains(['เยาวชน', 'นักเรียน'], duty)]"
    reduce: count
"""
NEW_RULE = """
management.youth:
  met: {measure: young_members, min: 2}
  partial: {measure: young_members, min: 1}
"""


def test_an_added_criterion_is_scored_shown_and_explained(mine: Path) -> None:
    change(mine, "criteria/management.yaml", "\ncriteria:", f"\ncriteria:{NEW_CRITERION}")
    change(mine, "rules/measures.yaml", "\nmeasures:", f"\nmeasures:{NEW_MEASURE}")
    (mine / "rules" / "youth.yaml").write_text(NEW_RULE, encoding="utf-8")
    result = scored(mine)
    assert [one.status for one in result.findings if one.criterion == "management.youth"] == ["unmet"]
    # One of now five equal points of a section that weighs 10 of 100 is missing.
    assert Fraction(result.scorecard.total_exact) == 100 - 10 * Fraction(1, 5)
    shown = json.loads(renewal("edition", "show", mine, "--format", "json"))
    assert sum(len(section["criteria"]) for section in shown["sections"]) == 47
    explained = renewal("explain", COMPLETE, "management.youth", "--edition", mine, "--lang", "en")
    assert "young members" in explained


def test_the_words_of_the_edition_can_be_changed_too(mine: Path) -> None:
    change(
        mine,
        "criteria/edition.yaml",
        "  every_gate: {th: ผ่านเงื่อนไขบังคับครบทุกข้อ,",
        "  every_gate: {th: ผ่านหมดแล้ว,",
    )
    assert [reason.th for reason in scored(mine).recommendation.reasons] == ["ผ่านหมดแล้ว"]


def test_what_is_changed_changes_the_fingerprints_that_reports_name(mine: Path, edition: Edition) -> None:
    change(mine, "criteria/policy.yaml", "    cdp: {value: 20,", "    cdp: {value: 21,")
    named = scored(mine).provenance
    assert named.policy_fingerprint != edition.policy_fingerprint
    assert named.edition_fingerprint != edition.fingerprint


def test_a_copy_of_a_copy_is_the_same(mine: Path, tmp_path: Path) -> None:
    export(str(mine), tmp_path / "again")
    assert scored(tmp_path / "again") == scored(mine)
