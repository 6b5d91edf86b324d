"""The pipeline as a whole: the same inputs give the same bytes, wherever and however often it runs."""

import datetime
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from filing import DAY, EXAMPLES, Assess, changed, complete, empty, example, filed
from pydantic import ValidationError

from scoring.assess import assess
from scoring.edition import Edition
from scoring.engines import engine_for
from scoring.inference import Engine
from scoring.models import Assessment, Judgement, Waiver
from scoring.problems import Faults
from scoring.submission import Submission

every_example = pytest.mark.parametrize("name", EXAMPLES)
ELSEWHERE = """
import datetime, sys
from pathlib import Path
from forms.editions import shipped
from forms.submissions import submission
from scoring.assess import assess
edition = shipped()
city = submission(sys.argv[1], Path(sys.argv[1]).read_bytes(), edition)
result = assess(city, edition, as_of=datetime.date(2026, 11, 22))
sys.stdout.buffer.write(result.model_dump_json(by_alias=True).encode())
"""


def judgement(reviewer: str, level: str = "met", criterion: str = "zone.needs") -> Judgement:
    return Judgement(criterion=criterion, level=level, reason="as seen", reviewer=reviewer, date=DAY)


def dumped(result: Assessment) -> str:
    return result.model_dump_json(by_alias=True)


@every_example
def test_the_same_city_gives_the_same_bytes_with_an_engine_kept_or_made_anew(
    edition: Edition, engine: Engine, examples: Mapping[str, Submission], name: str
) -> None:
    city = examples[name]
    before = city.model_dump_json()
    kept = [dumped(assess(city, edition, (), DAY, engine)) for _ in range(2)]
    another = engine_for(edition.rulebook)
    assert {*kept, dumped(assess(city, edition, (), DAY, another))} == {kept[0]}
    assert city.model_dump_json() == before


def test_the_same_bytes_come_out_of_another_process_whatever_its_hashing(of: Assess) -> None:
    root = Path(__file__).parent.parent
    path = root / "examples" / "tharnthong.yaml"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", ELSEWHERE, str(path)],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert run.stdout.decode() == dumped(of(example("tharnthong")))


@every_example
def test_an_assessment_read_back_from_its_json_is_the_same(of: Assess, name: str) -> None:
    result = of(example(name))
    assert Assessment.model_validate_json(dumped(result)) == result


def test_the_day_is_the_one_asked_for_else_the_day_it_was_filed(edition: Edition, engine: Engine) -> None:
    city = filed(example("tharnthong"))
    day = datetime.date(2025, 1, 1)
    assert assess(city, edition, as_of=day, engine=engine).provenance.as_of == day
    assert assess(city, edition, engine=engine).provenance.as_of == city.filing.filed_on


def test_the_day_alone_changes_nothing_but_itself(edition: Edition, engine: Engine) -> None:
    city = filed(example("tharnthong"))
    early, late = (
        assess(city, edition, as_of=datetime.date(year, 1, 1), engine=engine) for year in (2025, 2035)
    )
    assert late.provenance == early.provenance.model_copy(update={"as_of": datetime.date(2035, 1, 1)})
    assert late.model_copy(update={"provenance": early.provenance}) == early


@pytest.mark.parametrize("stray", [{"criterion": "zone.no_such"}, {"level": "splendid"}])
def test_a_judgement_of_what_the_edition_does_not_have_is_refused(of: Assess, stray: dict[str, str]) -> None:
    with pytest.raises(Faults) as refused:
        of(example("tharnthong"), None, judgement("malee", **stray))
    assert [problem.code for problem in refused.value.problems] == ["name_unknown"]


def test_the_city_is_named_in_both_languages_by_what_it_gave(of: Assess) -> None:
    named = of(complete(), {"city.name": {"th": "เมืองทดลอง"}}).city.name
    assert (named.th, named.en) == ("เมืองทดลอง", "เมืองทดลอง")
    assert of(complete(), {"city.name": None}).city.name.th == "เมืองอัจฉริยะบุญพร้อม"
    assert of(empty()).city.name.en == "nowhere"


def test_an_answer_that_the_edition_does_not_ask_for_is_refused(of: Assess) -> None:
    with pytest.raises(ValidationError):
        of(empty(answers={"no_such_question": 1}))


# Completeness and provenance


def test_completeness_is_the_share_of_what_is_due_that_is_answered(of: Assess) -> None:
    assert of(complete()).scorecard.completeness == 1
    assert of(empty()).scorecard.completeness == 0
    left = of(complete(), {"part2.zone.swot": None, "part2.cdp.exchanges": None})
    assert left.scorecard.completeness == round(44 / 46, 4)


def test_each_fingerprint_changes_with_what_it_is_of_and_with_nothing_else(of: Assess) -> None:
    said = judgement("malee")
    before = of(complete(), None, said).provenance
    other_city = of(complete(), {"part1.comments": "อีกถ้อยคำ"}, said).provenance
    assert differing(before, other_city) == {"submission_fingerprint"}
    other_judgement = of(complete(), None, judgement("malee", "partial")).provenance
    assert differing(before, other_judgement) == {"judgements_fingerprint"}


def test_the_order_in_which_reviewers_are_read_changes_no_byte_of_the_result(of: Assess) -> None:
    waiver = Waiver(gate="boundary", reason="a map", reviewer="niran", date=DAY, authority="chair")
    said = [judgement("malee"), judgement("somchai", "partial", "zone.goals"), waiver]
    assert dumped(of(complete(), None, *said)) == dumped(of(complete(), None, *reversed(said)))


def differing(one: object, other: object) -> set[str]:
    return {name for name, value in vars(one).items() if value != vars(other)[name]}


def test_every_number_of_the_policy_is_told_with_its_source_or_as_assumed(
    edition: Edition, of: Assess
) -> None:
    told = {one.name: one for one in of(empty()).edition.policy}
    policy = edition.policy
    assert {name for name in told if name.startswith("parameters.")} == {
        f"parameters.{name}" for name in policy.parameters
    }
    assert told["parameters.progress_min"].assumed is False
    assert told["parameters.pass_mark"].assumed is True
    weights, efforts = policy.weights, policy.efforts
    assert efforts is not None
    kinds = [weights.sections, weights.stages, policy.credits, policy.floors]
    kinds += [efforts.levels, efforts.stages, efforts.criteria, efforts.gates]
    assert len(told) == len(policy.parameters) + sum(map(len, kinds))


@every_example
def test_every_score_stands_beside_its_exact_value_and_between_its_bounds(of: Assess, name: str) -> None:
    result = of(changed(example(name), {}))
    card = result.scorecard
    assert card.low <= card.total <= card.high
    for section in card.sections:
        if section.score is not None:
            assert section.low is not None
            assert section.high is not None
            assert section.low <= section.score <= section.high
