"""What differs between two editions is told in words, all of it and nothing else."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small_editions import Files, Part, Point, Small, files, loaded, smalls

from forms.editions import edition as load
from forms.editions import export
from reports.asked import asked
from reports.edition_diff import as_json, as_text
from reports.html_view import short
from reports.terminal import cells
from scoring.differences import Differences, EditionDiff
from scoring.edition import Edition
from scoring.edition_diff import edition_diff
from scoring.models import Bilingual
from scoring.problems import Faults
from scoring.variants import assignment, varied

Edit = tuple[str, str, str]  # a file, what stands there, what is to stand there


def diff(one: Edition, other: Edition) -> EditionDiff:
    return edition_diff(one, other, asked)


def of_numbers(edition: Edition, *texts: str) -> EditionDiff:
    return diff(edition, varied(edition, [assignment(text) for text in texts]))


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Edition]:
    """A copy of the shipped edition with these edits."""

    def made(*edits: Edit) -> Edition:
        export("depa-2562", tmp_path / "mine")
        for file, was, value in edits:
            path = tmp_path / "mine" / file
            text = path.read_text("utf-8")
            assert was in text
            path.write_text(text.replace(was, value, 1), "utf-8")
        return load(str(tmp_path / "mine"))

    return made


def flat(found: EditionDiff, lang: str = "en") -> str:
    """The text on a page so wide that nothing is wrapped, with single spaces."""
    return re.sub(r"[ \n]+", " ", as_text(found, lang, 10_000).decode())


# Nothing


@pytest.mark.parametrize(("lang", "said"), [("th", "ไม่มีสิ่งใดต่างกัน"), ("en", "Nothing differs.")])
def test_an_edition_and_a_copy_of_it_do_not_differ_and_it_says_so(
    edition: Edition, edited: Callable[..., Edition], lang: str, said: str
) -> None:
    found = diff(edition, edited())
    assert found.differences.none
    assert said in flat(found, lang)


def test_an_edition_and_a_variant_that_sets_what_is_there_do_not_differ(edition: Edition) -> None:
    assert of_numbers(edition, "weights.cdp=20").differences.none


# Numbers


def test_a_weight_is_told_with_what_it_comes_to_of_the_total(edition: Edition) -> None:
    found = of_numbers(edition, "weights.cdp=30")
    (number,) = found.differences.numbers
    assert (number.kind, number.was, number.value) == ("weights", "20", "30")
    assert (number.share_was, number.share) == (0.2, round(30 / 110, 4))
    text = "weight of the section “City Data Platform”: 20 → 30 as a share of the total: 20.0 % → 27.3 %"
    assert text in flat(found)
    assert "น้ำหนักหมวด “ข้อมูลเมือง (CDP)”: 20 → 30 คิดเป็นส่วนของคะแนนรวม 20.0 % → 27.3 %" in flat(found, "th")


def test_the_shares_of_all_sections_are_told_and_add_up_to_one(edition: Edition) -> None:
    shares = of_numbers(edition, "weights.cdp=30").differences.shares
    assert [one.id for one in shares] == [section.id for section in edition.sections]
    assert sum(one.was or 0 for one in shares) == pytest.approx(1, abs=0.001)
    assert sum(one.value or 0 for one in shares) == pytest.approx(1, abs=0.001)
    assert of_numbers(edition, "pass_mark=65", "weights.cdp.exchange=3").differences.shares == ()


@pytest.mark.parametrize(
    ("text", "criteria"), [("weights.outcome=4", "outcome"), ("weights.cdp.exchange=3", "cdp.exchange")]
)
def test_the_weight_of_a_stage_or_a_criterion_comes_to_what_its_criteria_do(
    edition: Edition, text: str, criteria: str
) -> None:
    (number,) = of_numbers(edition, text).differences.numbers
    assert number.share_was is not None
    assert number.share is not None
    assert 0 < number.share_was < number.share < 1
    assert number.name.endswith(criteria)


def test_a_number_that_is_no_weight_has_no_share(edition: Edition) -> None:
    for number in of_numbers(edition, "pass_mark=65", "floors.zone=10").differences.numbers:
        assert (number.share_was, number.share) == (None, None)


def test_a_number_that_only_one_edition_has_is_told_as_such(
    edition: Edition, edited: Callable[..., Edition]
) -> None:
    spare = (
        "  spare: {label: {th: สำรอง, en: spare}, unit: points, value: 70, assumed: {th: ลอง, en: trial}}\n"
    )
    other = edited(
        ("criteria/policy.yaml", "parameters:\n", f"parameters:\n{spare}"),
        ("rules/gates.yaml", "min: policy.pass_mark", "min: policy.spare"),
        ("criteria/policy.yaml", "  pass_mark:\n", "  pass_was:\n"),
        ("rules/gates.yaml", "progress:\n", f"{GATE}progress:\n"),
    )
    told = {one.name: (one.was, one.value) for one in diff(edition, other).differences.numbers}
    assert told == {
        "parameters.spare": (None, "70"),
        "parameters.pass_was": (None, "60"),
        "parameters.pass_mark": ("60", None),
    }
    assert "spare: – → 70 points" in flat(diff(edition, other))


# Rules

GATE = """safety:
  title: {th: ความปลอดภัย, en: Safety}
  source: {th: ทดลอง, en: on trial}
  score: total
  min: policy.pass_was
  remedy: {th: ทำ, en: do it}
"""


def test_a_level_is_told_as_the_edition_itself_is_shown(edition: Edition) -> None:
    found = of_numbers(edition, "levels.zone.swot.partial.min=3")
    (level,) = found.differences.levels
    assert (level.id, level.part) == ("zone.swot", "partial")
    condition = edition.criterion["zone.swot"].levels["partial"]
    assert level.was == asked(edition, condition)
    assert level.value is not None
    assert level.value.en == asked(edition, condition).en.replace("2 parts", "3 parts")
    assert f"({level.id}): partial Before {asked(edition, condition).en}" in flat(found)


def test_a_number_that_many_levels_ask_for_is_told_once_and_each_level_too(edition: Edition) -> None:
    found = of_numbers(edition, "service_done=90").differences
    assert [one.name for one in found.numbers] == ["parameters.service_done"]
    assert [one.id.partition(".")[0] for one in found.levels] == ["services"] * 7
    steps = [(one.was.en[-4:], one.value.en[-4:]) for one in found.levels if one.was and one.value]
    assert steps == [("80 %", "90 %")] * 7


def test_the_pass_mark_is_a_number_and_the_condition_of_a_gate(edition: Edition) -> None:
    (gate,) = of_numbers(edition, "pass_mark=65").differences.gates
    assert gate.was is not None
    assert gate.value is not None
    assert (gate.was.en, gate.value.en) == ("the total: at least 60 points", "the total: at least 65 points")
    assert (gate.was.th, gate.value.th) == ("คะแนนรวมอย่างน้อย 60 คะแนน", "คะแนนรวมอย่างน้อย 65 คะแนน")


def test_pass_marks_that_differ_by_little_do_not_read_the_same(edition: Edition) -> None:
    (gate,) = of_numbers(edition, "pass_mark=60.001").differences.gates
    assert gate.value is not None
    assert "60.001 points" in gate.value.en


def test_gates_that_come_and_go_are_told_with_what_they_ask(
    edition: Edition, edited: Callable[..., Edition]
) -> None:
    gate = GATE.replace(
        "score: total\n  min: policy.pass_was\n",
        "holds: {measure: environment_status, min: 3}\n  fields: [part1.results]\n",
    )
    other = edited(
        ("rules/gates.yaml", "progress:\n", f"{gate}progress:\n"),
        ("rules/gates.yaml", "waivable: true", "waivable: false"),
        ("rules/gates.yaml", "{measure: overlaps, max: 0}", "{measure: overlaps, max: 1}"),
        (
            "criteria/policy.yaml",
            "  gates:\n",
            "  gates:\n    safety: {value: 1, assumed: {th: ลอง, en: on trial}}\n",
        ),
    )
    found = diff(edition, other)
    told = {(one.id, one.part): (one.was, one.value) for one in found.differences.gates}
    assert told.keys() == {("safety", ""), ("boundary", "waivable"), ("boundary", "holds")}
    was, value = told["safety", ""]
    assert was is None
    assert value is not None
    assert value.en == "furthest status of a project in Smart Environment: at least done"
    assert "a reviewer may waive it Before yes New no" in flat(found)
    assert "ผู้ทบทวนผ่อนผันได้ เดิม ใช่ ใหม่ ไม่ใช่" in flat(found, "th")
    gone = [one for one in diff(other, edition).differences.gates if one.id == "safety"]
    assert [(one.was, one.value) for one in gone] == [(value, None)]
    assert "Safety (safety): removed" in flat(diff(other, edition))


def test_when_a_reviewer_must_judge_is_told_beside_the_levels(
    edition: Edition, edited: Callable[..., Edition]
) -> None:
    other = edited(("rules/zone.yaml", "{measure: overlaps, min: 1}", "{measure: overlaps, min: 2}"))
    told = [(one.part, one.part_title) for one in diff(edition, other).differences.levels]
    assert told == [("judged_when", None)]
    assert "a reviewer must judge, when" in flat(diff(edition, other))


# Words


def test_words_are_told_field_by_field_in_the_language_that_has_changed(
    edition: Edition, edited: Callable[..., Edition]
) -> None:
    other = edited(
        ("criteria/cdp.yaml", "{th: ข้อมูลเปิด (open data), en", "{th: ข้อมูลสาธารณะ, en"),
    )
    (one,) = diff(edition, other).differences.criteria
    assert (one.id, one.part) == ("cdp.open_data", "title")
    assert "(cdp.open_data): title Before ข้อมูลเปิด (open data) New ข้อมูลสาธารณะ" in flat(diff(edition, other))


def test_criteria_that_come_and_go_are_told_by_their_titles() -> None:
    small = Small((Fraction(1), Fraction(0)), (Part(1, Fraction(0), (Point(1, (1,)),)),))
    more = Small((Fraction(1), Fraction(0)), (Part(1, Fraction(0), (Point(1, (1,)), Point(1, (1,)))),))
    found = diff(small.edition, more.edition)
    (added,) = found.differences.criteria
    assert (added.id, added.was, added.value) == ("s0.c1", None, Bilingual(th="s0.c1", en="s0.c1"))
    assert [one.id for one in found.differences.measures] == ["s0_c1"]
    (gone,) = diff(more.edition, small.edition).differences.criteria
    assert (gone.was, gone.value) == (added.value, None)


def test_measures_checks_and_the_rest_of_the_files_are_told(
    edition: Edition, edited: Callable[..., Edition]
) -> None:
    other = edited(
        ("rules/measures.yaml", "reduce: distinct", "reduce: count"),
        ("rules/consistency.yaml", "  severity: error", "  severity: note"),
        ("criteria/edition.yaml", "  th: โปรแกรมนี้ให้", "  th: ระบบนี้ให้"),
        ("criteria/policy.yaml", "it is the unit of comparison", "it is what the others are held against"),
    )
    found = diff(edition, other).differences
    assert [(one.part, one.was and one.was.en) for one in found.measures] == [("reduce", "distinct")]
    assert [(one.part, one.value and one.value.en) for one in found.checks] == [("severity", "note")]
    assert [(one.id, one.part) for one in found.others] == [
        ("edition.yaml", "standing"),
        ("policy.yaml", "weights.stages.planning.reason"),
    ]


def test_the_reason_that_a_number_set_on_the_command_line_lacks_is_no_difference(edition: Edition) -> None:
    found = of_numbers(edition, "weights.cdp=30", "approval_date=ceremony").differences
    assert found.others == ()


# All of it, in every form


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(node, Mapping):
        for key, inner in node.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            yield from leaves(inner, (*path, place))
    else:
        yield path, node


def otherwise(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else f"{value} x"


def with_leaf(written: Files, path: tuple[Any, ...], value: Any) -> Files:
    made = deepcopy(written)
    node: Any = made
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return made


@given(smalls(), st.data())
def test_whatever_is_edited_in_an_edition_is_told(small: Small, data: st.DataObject) -> None:
    written = files(small)
    path, value = data.draw(st.sampled_from(list(leaves(written))))
    try:
        other = loaded(with_leaf(written, path, otherwise(value)))
    except Faults:
        assume(False)
    found, back = diff(small.edition, other), diff(other, small.edition)
    assert not found.differences.none, path
    assert not back.differences.none
    for lang in ("th", "en"):
        assert "Nothing differs" not in flat(found, lang)
    assert diff(small.edition, loaded(written)).differences.none


def turned(found: Differences) -> dict[str, set[tuple[Any, ...]]]:
    """Every difference with its two sides, by where it stands."""
    return {
        name: {(one.name if name == "numbers" else (one.id, one.part), one.was, one.value) for one in listed}
        for name, listed in found
        if name != "shares"
    }


@given(smalls(), st.data())
def test_the_differences_back_are_those_there_turned_round(small: Small, data: st.DataObject) -> None:
    other = data.draw(smalls()).edition
    there, back = (
        turned(diff(*pair).differences) for pair in ((small.edition, other), (other, small.edition))
    )
    for name, found in there.items():
        assert {(key, value, was) for key, was, value in back[name]} == found, name


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_no_line_is_wider_than_the_page(edition: Edition, lang: str) -> None:
    found = of_numbers(edition, "weights.cdp=30", "service_done=90", "approval_date=ceremony")
    for width in range(30, 121, 10):
        assert max(map(cells, as_text(found, lang, width).decode().splitlines())) <= width


def test_the_json_is_the_record_and_the_text_names_both_editions(edition: Edition) -> None:
    found = of_numbers(edition, "pass_mark=65")
    assert EditionDiff.model_validate_json(as_json(found)) == found
    assert json.loads(as_json(found))["schema"] == "edition-diff/1"
    for side in (found.before, found.after):
        assert short(side.policy_fingerprint) in flat(found)
    assert found.before.policy_fingerprint != found.after.policy_fingerprint
