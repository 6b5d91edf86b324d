"""The companion before filing: what is empty and what contradicts what, and nothing of the score."""

import json

import pytest
from filing import Data, changed, complete, empty, example, filed
from hypothesis import given
from odd_filings import right_but_odd

from forms.completeness import completeness
from forms.editions import shipped
from forms.filled import data_of
from forms.layout import layout
from reports.check import Checked, as_json, as_text, checked
from scoring.assess import assess
from scoring.edition import Edition
from scoring.inference import Engine

TOTALS = (
    *("schema", "file", "city", "criteria", "answered", "applicable", "parts", "sections"),
    *("empty", "notices", "steps", "unplaced"),
)


@pytest.fixture
def check(edition: Edition, engine: Engine) -> "Check":
    return Check(edition, engine)


class Check:
    """Checks data as `renewal check` does."""

    def __init__(self, edition: Edition, engine: Engine) -> None:
        self.edition, self.engine = edition, engine

    def __call__(self, data: Data, file: str = "city.yaml") -> Checked:
        submission = filed(data)
        done = completeness(layout(self.edition), data_of(submission))
        return checked(file, assess(submission, self.edition, engine=self.engine), self.edition, done)


def test_a_complete_filing_has_nothing_empty_and_no_notice(check: Check) -> None:
    result = check(complete())
    assert result.empty == ()
    assert result.notices == ()
    assert result.answered == result.applicable


def test_an_empty_filing_has_every_applicable_criterion_empty_and_says_where_to_answer(check: Check) -> None:
    result = check(empty())
    assert result.answered == 0
    assert len(result.empty) == result.applicable > 0
    assert all(one.fields for one in result.empty)


def test_an_answer_taken_away_is_the_one_that_is_empty(check: Check) -> None:
    result = check(changed(complete(), {"part2.zone.swot": None}))
    assert [one.criterion for one in result.empty] == ["zone.swot"]


@pytest.mark.parametrize("name", ["tharnthong", "nathisamut", "thung-saeng-duean", "phuket"])
def test_sections_add_up_to_the_whole(check: Check, name: str) -> None:
    result = check(example(name))
    assert sum(section.answered for section in result.sections) == result.answered
    assert sum(section.applicable for section in result.sections) == result.applicable
    assert result.answered + len(result.empty) == result.applicable


def test_a_contradiction_is_told_with_its_place_and_what_to_do(check: Check) -> None:
    result = check(changed(complete(), {"part1.plan.end": "2020-01"}))
    notice = next(one for one in result.notices if one.id == "plan_dates")
    assert notice.severity == "error"
    assert notice.places == ("part1.plan",)
    text = as_text([result], "en", 80).decode()
    for said in (notice.en, notice.remedy.en, "Part 1, item 5"):
        assert said in " ".join(text.split())


def test_of_many_places_some_are_named_and_the_others_counted(check: Check) -> None:
    unseen = [{"title": f"แฟ้มที่ {number}"} for number in range(1_000)]
    result = check(changed(complete(), {"part1.results[0].evidence": unseen}))
    notice = next(one for one in result.notices if one.id == "evidence_unseen")
    text = as_text([result], "en", 80).decode()
    assert f"and {1_000 - len(notice.places)} more places" in text
    assert text.count("→") < 100


def test_what_is_written_at_length_is_cut_and_what_is_left_out_is_counted(check: Check) -> None:
    endless = {
        "city.name.th": "เมือง" * 10_000,
        "part2.infrastructure.items[0].serves": [f"x{n}" for n in range(9_999)],
    }
    text = as_text([check(changed(complete(), endless))], "th", 80)
    assert len(text) < 50_000
    assert text.decode().count("(ตัดออกอีก ") == 1  # of the name
    assert "(+9,979)" in text.decode()  # of the ids


def test_nothing_is_said_of_a_score_or_a_verdict(check: Check) -> None:
    result = check(example("nathisamut"))
    said = as_text([result], "both", 80).decode() + as_json(result).decode()
    for word in ("renew", "revoke", "score", "point", "ต่ออายุ", "คะแนน"):
        assert word not in said


def test_the_same_is_said_in_both_languages_one_after_the_other(check: Check) -> None:
    result = check(example("thung-saeng-duean"))
    th, en = (as_text([result], lang, 80) for lang in ("th", "en"))
    assert as_text([result], "both", 80) == th + b"\n" + en


def test_a_page_begins_with_the_city_and_its_file(check: Check) -> None:
    result = check(example("tharnthong"), "filed/tharnthong.yaml")
    first = as_text([result], "en", 80).decode().splitlines()[0]
    assert first == "Tharn Thong Smart City (filed/tharnthong.yaml)"


def test_colour_is_only_where_it_is_asked_for(check: Check) -> None:
    result = check(example("thung-saeng-duean"))
    plain, coloured = as_text([result], "en", 80), as_text([result], "en", 80, colour=True)
    assert b"\x1b" not in plain
    assert b"\x1b[31m" in coloured


def test_json_is_one_object_a_file_under_a_schema_of_its_own(check: Check) -> None:
    one, two = check(example("tharnthong")), check(example("phuket"))
    alone, listed = json.loads(as_json(one)), json.loads(as_json([one, two]))
    assert tuple(alone) == TOTALS
    assert alone["schema"] == "check/1"
    assert listed[0] == alone
    assert [each["city"]["en"] for each in listed] == ["Tharn Thong Smart City", "Phuket Smart City"]


def test_what_json_says_reads_back_as_the_same(check: Check) -> None:
    result = check(example("phuket"))
    assert Checked.model_validate_json(as_json(result)) == result


# How far it is filled in, and what to do next


def test_the_parts_of_the_form_say_how_far_they_are_filled_in(check: Check) -> None:
    parts = {one.id: one for one in check(example("thung-saeng-duean")).parts}
    assert (parts["part1"].answered, parts["part1"].asked) == (18, 21)
    assert parts["part1"].empty == (
        "part1.coordinator.fax",
        "part1.coordinator.email",
        "part1.impact.economic",
    )
    assert parts["portfolio"].empty == ("portfolio",)


@given(right_but_odd)
def test_no_more_is_answered_than_is_asked_and_the_rest_is_empty(data: Data) -> None:
    for part in completeness(layout(shipped()), data_of(filed(data))):
        assert 0 <= part.answered == part.asked - len(part.empty)
        assert 0 <= part.added_answered <= part.added


def test_what_to_do_next_begins_with_what_contradicts_and_what_no_score_makes_up_for(check: Check) -> None:
    data = changed(complete(), {"part1.plan.end": "2020-01", "part2.boundary": {}, "part2.zone.swot": None})
    steps = check(data).steps
    kinds = [step.kind for step in steps]
    assert kinds == sorted(kinds, key=["mend", "gate", "fill", "look"].index)
    assert {"mend", "gate", "fill"} <= set(kinds)
    filled = [step.places for step in steps if step.kind == "fill"]
    assert filled[0][0].startswith("part2.boundary")  # a gate rests on it


def test_nothing_is_said_of_the_score(check: Check) -> None:
    for lang in ("th", "en"):
        text = as_text([check(example("nathisamut"))], lang, 80).decode()
        assert "%" not in text
    assert not {step.title.en for step in check(empty()).steps if step.kind == "gate"} & {
        gate.words.title.en for gate in shipped().gates if gate.holds is None
    }
