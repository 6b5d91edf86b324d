"""A wholly different edition, in YAML alone: the clean canteen badge of a school (`tests/editions/canteen`).

Other sections, four levels, questions of its own, a group of its own: nothing in Python knows of any of it.
"""

import datetime
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main
from forms.editions import cases
from forms.editions import edition as load
from forms.submissions import read, submission
from reports.words import sentence
from scoring.assess import assess
from scoring.cases import tested as run_of
from scoring.documents import document
from scoring.edition import Edition
from scoring.engines import engine_for
from scoring.inference import Engine
from scoring.models import Assessment, Judgement, Waiver
from scoring.problems import Faults

CANTEEN = Path(__file__).parent / "editions" / "canteen"
SCHOOL = CANTEEN / "rules" / "cases" / "model-school.yaml"
JUDGED_ON = datetime.date(2027, 5, 20)
WARM = [{"name": "ก", "celsius": 4}, {"name": "ข", "celsius": 9}]


@pytest.fixture(scope="module")
def canteen() -> Edition:
    """The edition, loaded as `--edition tests/editions/canteen` loads it."""
    return load(str(CANTEEN))


@pytest.fixture(scope="module")
def inspector(canteen: Edition) -> Engine:
    """An engine for it."""
    return engine_for(canteen.rulebook)


def school(canteen: Edition, inspector: Engine, *said: Judgement | Waiver, **changed: Any) -> Assessment:
    """The model school with some of what it files changed, assessed."""
    filed: dict[str, Any] = dict(document(SCHOOL.name, SCHOOL.read_bytes()).data)
    top = {name: changed.pop(name) for name in ("draft", "not_applicable") if name in changed}
    filed |= top | {"answers": filed["answers"] | changed}
    raw = json.dumps(filed, ensure_ascii=False, default=str).encode()
    return assess(submission("school.json", raw, canteen), canteen, said, JUDGED_ON, engine=inspector)


def statuses(result: Assessment) -> Mapping[str, str]:
    """The status of each criterion."""
    return {finding.criterion: finding.status for finding in result.findings}


def judged(level: str) -> Judgement:
    """What the food committee says of the cooks' health."""
    return Judgement(
        criterion="staff.health", level=level, reason="ดูใบรับรองแล้ว", reviewer="committee", date=JUDGED_ON
    )


def test_it_has_its_own_sections_levels_and_criteria(canteen: Edition) -> None:
    assert [section.id for section in canteen.sections] == ["kitchen", "staff", "menu"]
    assert {level.id: level.credit for level in canteen.levels} == {
        "excellent": 1,
        "good": Fraction(2, 3),
        "fair": Fraction(1, 3),
        "poor": 0,
    }
    assert [criterion.id for criterion in canteen.criteria] == [
        "kitchen.cold",
        "kitchen.water",
        "kitchen.cleaning",
        "kitchen.waste",
        "staff.trained",
        "staff.health",
        "staff.volunteers",
        "menu.vegetable",
        "menu.protein",
        "menu.fruit",
    ]


def test_its_cases_all_pass_and_try_every_level_and_both_sides_of_every_threshold(
    canteen: Edition, inspector: Engine
) -> None:
    result = run_of(canteen, cases(str(CANTEEN)), inspector)
    assert [(one.name, one.differences) for one in result.outcomes if one.differences] == []
    assert result.coverage.untried == ()


def test_a_model_school_has_all_its_points_and_waits_for_the_committee(
    canteen: Edition, inspector: Engine
) -> None:
    result = school(canteen, inspector)
    assert set(statuses(result).values()) == {"excellent", "pending"}
    assert result.scorecard.total_exact == "100"
    assert (result.recommendation.verdict, result.recommendation.settled) == ("renew", False)
    assert result.recommendation.settle_renew == ("staff.health",)


def test_the_committee_settles_it(canteen: Edition, inspector: Engine) -> None:
    result = school(canteen, inspector, judged("excellent"))
    assert (result.recommendation.verdict, result.recommendation.settled) == ("renew", True)


def test_a_level_in_the_middle_is_worth_its_own_credit(canteen: Edition, inspector: Engine) -> None:
    result = school(canteen, inspector, judged("good"))
    # The cooks weigh 1 of 4: trained 1 × 1, health 3/2 × 2/3, parents 3/2 × 1, of 1 + 3/2 + 3/2: 7/8.
    assert Fraction(result.scorecard.total_exact) == 100 * (Fraction(3, 4) + Fraction(1, 4) * Fraction(7, 8))


def test_the_score_is_the_one_worked_out_by_hand(canteen: Edition, inspector: Engine) -> None:
    result = school(canteen, inspector, judged("excellent"), fridges=WARM, waste="12.5 %")
    assert statuses(result)["kitchen.cold"] == "fair"
    assert statuses(result)["kitchen.waste"] == "fair"
    # The kitchen weighs 2 of 4: cold 1 × 1/3, water 2 × 1, cleaning 1 × 1, waste 3/2 × 1/3, of 11/2.
    kitchen = (Fraction(1, 3) + 2 + 1 + Fraction(1, 2)) / Fraction(11, 2)
    assert Fraction(result.scorecard.total_exact) == 100 * (2 * kitchen + 1 + 1) / 4


def test_what_does_not_apply_leaves_the_mean_and_stands_in_the_ledger(
    canteen: Edition, inspector: Engine
) -> None:
    claim = {
        "criterion": "kitchen.cold",
        "reason": "cooked_elsewhere",
        "explanation": "รับจากครัวกลาง",
    }
    result = school(canteen, inspector, judged("excellent"), not_applicable=[claim], fridges=[])
    assert statuses(result)["kitchen.cold"] == "not_applicable"
    assert result.scorecard.total_exact == "100"
    (entry,) = result.ledger
    assert (entry.criterion, entry.reason.en) == (
        "kitchen.cold",
        "food comes ready cooked, so there is no fridge",
    )
    assert entry.total_if_refused == 90.9  # the kitchen without 1 of its 5 1/2: 9/11, and half of the total


def test_what_may_be_left_out_costs_nothing(canteen: Edition, inspector: Engine) -> None:
    result = school(canteen, inspector, judged("excellent"), volunteers=[])
    assert statuses(result)["staff.volunteers"] == "not_pursued"
    assert result.scorecard.total_exact == "100"


def test_one_cook_needs_no_judgement_and_two_do(canteen: Edition, inspector: Engine) -> None:
    cook = {"name": "ป้าแดง", "trained": True, "checked_on": "2027-04-02"}
    assert statuses(school(canteen, inspector, cooks=[cook]))["staff.health"] == "excellent"
    both = [cook, cook | {"name": "ลุงดำ"}]
    assert statuses(school(canteen, inspector, cooks=both))["staff.health"] == "pending"


def test_the_gate_on_healthy_cooks_can_be_waived(canteen: Edition, inspector: Engine) -> None:
    cooks = [{"name": "ป้าแดง", "trained": True}]
    waiver = Waiver(
        gate="healthy_cooks", reason="ลาคลอด", reviewer="committee", date=JUDGED_ON, authority="ประธาน"
    )
    assert school(canteen, inspector, cooks=cooks).recommendation.verdict == "revoke"
    waived = school(canteen, inspector, waiver, cooks=cooks)
    assert next(gate for gate in waived.gates if gate.id == "healthy_cooks").waived_by == "committee"
    assert waived.recommendation.verdict == "renew"


def test_its_own_words_say_what_is_missing(canteen: Edition, inspector: Engine) -> None:
    result = school(canteen, inspector, fridges=WARM)
    cold = next(finding for finding in result.findings if finding.criterion == "kitchen.cold")
    assert cold.next_level == "good"
    assert [one.en for one in cold.missing] == ["cold fridges: 50 %, and 75 % are needed"]
    assert [one.th for one in cold.missing] == ["ตู้ที่เย็นพอ: พบ 50 % ต้องมี 75 %"]
    assert cold.reference.en == "invented regulation, point 1.1"


def test_a_condition_is_attached_in_its_own_words(canteen: Edition, inspector: Engine) -> None:
    result = school(canteen, inspector, water_tested=False)
    assert [one.en for one in result.recommendation.conditions] == ["Mend Clean water: Have the water tested"]


def test_a_school_that_does_not_ask_is_left_to_its_wish(canteen: Edition, inspector: Engine) -> None:
    result = school(canteen, inspector, agrees="ไม่ใช่")
    assert result.recommendation.at_own_wish
    assert [one.en for one in result.recommendation.reasons] == ["The school does not ask for the badge"]


def test_its_answers_are_held_to_its_questions(canteen: Edition) -> None:
    raw = SCHOOL.read_text(encoding="utf-8").replace("celsius: 2.5", "celsius: สองครึ่ง")
    raw = raw.replace("water_tested: true", "water_testd: true")
    with pytest.raises(Faults) as faults:
        submission("school.yaml", raw.encode(), canteen)
    assert [sentence(problem, "en") for problem in faults.value.problems] == [
        "school.yaml:11: answers.fridges[1].celsius: “สองครึ่ง” cannot be read as a number; "
        "write one number such as 1250 or 1,250, without words such as “about” and not as a range",
        "school.yaml:8: answers.water_testd: there is no field “water_testd” here; "
        "the nearest: water_tested, waste",
    ]


def test_a_report_for_another_edition_is_refused_by_its_answers(edition: Edition) -> None:
    with pytest.raises(Faults) as faults:
        read(SCHOOL, edition)
    assert {problem.code for problem in faults.value.problems} == {"field_unknown"}


def test_the_command_line_scores_with_it() -> None:
    run = CliRunner().invoke(
        main, ["score", str(SCHOOL), "--edition", str(CANTEEN), "--format", "json", "--exit-code"]
    )
    assert run.exit_code == 11, run.stderr  # not settled: the committee has not judged
    result = Assessment.model_validate_json(run.stdout)
    assert result.edition.id == "canteen-2570"
    assert [section.id for section in result.scorecard.sections] == ["kitchen", "staff", "menu"]
    assert result.scorecard.total == 100.0


@pytest.mark.parametrize("command", ["lint", "test", "show"])
def test_the_edition_commands_work_on_it(command: str) -> None:
    run = CliRunner().invoke(main, ["edition", command, str(CANTEEN), "--lang", "th"])
    assert run.exit_code == 0, run.output
    assert run.output


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("format_", ["text", "html", "md"])
def test_every_report_can_be_made_of_it(format_: str, lang: str) -> None:
    run = CliRunner().invoke(
        main, ["score", str(SCHOOL), "--edition", str(CANTEEN), "--format", format_, "--lang", lang]
    )
    assert run.exit_code == 0, run.stderr
    assert {"th": "ผู้ปรุงอาหาร", "en": "The cooks"}[lang] in run.output
