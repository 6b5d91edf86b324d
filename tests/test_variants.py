"""A variant sets numbers of an edition by name; it is what the same edit of the files would make."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest
from filing import DAY, Assess, example, filed
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Small, files, loaded, smalls

from reports.words import sentence
from scoring.assess import assess
from scoring.assumptions import assumptions
from scoring.documents import document
from scoring.edition import Edition
from scoring.labels import numbers_changed, shown
from scoring.problems import Faults
from scoring.settings import settings
from scoring.variants import Change, assignment, changes_in, varied


def with_set(edition: Edition, *texts: str) -> Edition:
    return varied(edition, [assignment(text) for text in texts])


def problems(edition: Edition, *texts: str) -> list[str]:
    with pytest.raises(Faults) as caught:
        with_set(edition, *texts)
    return [sentence(problem, "en") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("weights.cdp=30", "weights.sections.cdp"),
        ("weights.sections.cdp=30", "weights.sections.cdp"),
        ("weights.outcome=3", "weights.stages.outcome"),
        ("weights.cdp.exchange=3", "weights.criteria.cdp.exchange"),
        ("credits.partial=2/3", "credits.partial"),
        ("floors.zone=35.5", "floors.zone"),
        ("gates.progress.min=60", "parameters.progress_min"),
        ("gates.total.min=65", "parameters.pass_mark"),
        ("pass_mark=๖๕", "parameters.pass_mark"),
        ("gates.two_domains.at_least=3", "parameters.min_domains"),
        ("gates.boundary.overlaps.max=1", "gates.boundary.overlaps.max"),
        ("levels.zone.swot.partial.min=3", "levels.zone.swot.partial.swot_parts.min"),
        ("levels.services.energy.met.min=90", "parameters.service_done"),
        ("required_sectors=private, people", "parameters.required_sectors"),
        ("approval_date=ceremony", "parameters.approval_date"),
    ],
)
def test_a_number_is_set_by_any_of_its_names(edition: Edition, text: str, full: str) -> None:
    made = with_set(edition, text)
    (change,) = made.changes
    assert change.name == full
    assert settings(made).by_name[full].value == change.value
    assert change.value != change.was


def test_every_number_can_be_set_to_what_it_is_and_changes_nothing(edition: Edition) -> None:
    known = settings(edition).by_name.values()
    same = varied(edition, [Change(one.name, one.value, "test") for one in known])
    assert same.rulebook == edition.rulebook
    assert [one.weight for one in same.criteria] == [one.weight for one in edition.criteria]
    assert (same.sections, same.levels) == (edition.sections, edition.levels)
    assert [gate.least for gate in same.gates] == [gate.least for gate in edition.gates]


def test_a_number_set_to_what_it_is_is_told_as_no_change(edition: Edition) -> None:
    same = with_set(edition, "weights.cdp=20.0", "credits.partial=0.5", "approval_date=subcommittee")
    assert same is edition
    made = with_set(edition, "weights.cdp=20", "pass_mark=65")
    assert [one.name for one in made.changes] == ["parameters.pass_mark"]


def test_a_reason_alone_makes_a_variant_without_a_changed_number(edition: Edition) -> None:
    text = "weights.cdp: {value: 20, assumed: {th: เหตุใหม่, en: a new reason}}"
    made = varied(edition, changes_in(document("variant.yaml", text.encode())))
    assert made.changes == ()
    because = made.policy.weights.sections["cdp"].assumed
    assert because is not None
    assert because.en == "a new reason"


def test_the_words_of_a_code_do_not_stay_when_the_code_is_another(edition: Edition) -> None:
    made = with_set(edition, "approval_date=ceremony", "required_sectors=private,people")
    told = {one.name: one for one in assumptions(made)}
    for name in ("approval_date", "required_sectors"):
        assert told[f"parameters.{name}"].in_words is None
        assert edition.policy.parameters[name].in_words is not None
    assert told["parameters.approval_date"].value == "ceremony"


@pytest.mark.parametrize(
    ("text", "label", "was", "value"),
    [
        ("weights.cdp=30", "City Data Platform", "20", "30"),
        ("pass_mark=65", "pass mark", "60 points", "65 points"),
        ("gates.progress.min=60", "least progress", "50 %", "60 %"),
        ("credits.partial=2/3", "partial", "1/2", "2/3"),
        ("service_status=3", "least status of a project that counts", "in progress", "done"),
        ("gates.two_domains.at_least=1", "least number of domains", "2 domains", "1 domain"),
        ("approval_date=ceremony", "date of approval that counts", "the subcommittee's approval", "ceremony"),
        ("gates.boundary.overlaps.max=1", "Clear boundary that overlaps no other", "0 cities", "1 city"),
        ("levels.zone.swot.partial.min=3", "partial", "2 parts", "3 parts"),
    ],
)
def test_a_changed_number_is_told_as_people_read_it(
    edition: Edition, text: str, label: str, was: str, value: str
) -> None:
    (change,) = numbers_changed(with_set(edition, text))
    assert label in change.label.en
    assert (change.was_shown.en, change.shown.en) == (was, value)


def test_a_threshold_that_names_a_number_is_told_by_that_numbers_label(edition: Edition) -> None:
    name = "levels.zone.swot.partial.swot_parts.min"
    assert shown(edition, name, "policy.swot_points").en == "least points in each part of SWOT"
    assert shown(edition, name, True) == edition.file.sentences.there


def test_a_variant_scores_as_its_numbers_say(of: Assess, edition: Edition) -> None:
    city = filed(example("tharnthong"))
    before = assess(city, edition, (), DAY)
    made = with_set(edition, "weights.cdp=40", "pass_mark=99")
    after = assess(city, made, (), DAY)
    assert after.recommendation.verdict == "revoke"
    card = {section.id: section for section in after.scorecard.sections}
    assert card["cdp"].effective_weight == round(40 / 120, 4)
    assert [one.name for one in after.edition.changes] == ["weights.sections.cdp", "parameters.pass_mark"]
    assert after.provenance.policy_fingerprint != before.provenance.policy_fingerprint
    assert before.edition.changes == ()


def test_the_edition_itself_is_left_as_it_is(edition: Edition) -> None:
    before = {field.name: getattr(edition, field.name) for field in fields(edition)}
    with_set(edition, "weights.cdp=99", "credits.partial=1", "levels.zone.swot.partial.min=3")
    assert {field.name: getattr(edition, field.name) for field in fields(edition)} == before


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["weights.cdd=30"], ["weights.cdd", "weights.cdp"]),
        (["weights.cdp"], ["NAME=VALUE"]),
        (["=3"], ["NAME=VALUE"]),
        (["credits.partial=2"], ["credits.partial", "out of range"]),
        (["weights.cdp=-1"], ["weights.cdp", "out of range"]),
        (["weights.cdp=half"], ["weights.cdp", "not a number"]),
        (["pass_mark=1/2"], ["pass_mark", "not a number"]),
        (["pass_mark=101"], ["pass_mark", "101"]),
        (["gates.two_domains.at_least=9"], ["gates.two_domains.at_least", "9 must be from 1 to the 7"]),
        (["levels.zone.swot.partial.min=yes"], ["levels.zone.swot.partial.min", "threshold"]),
        (["levels.zone.swot.partial.min=true"], ["levels.zone.swot.partial.min"]),
        (["progress_min=33.333"], ["progress_min", "levels:zone.realised/partial", "too fine"]),
        (["weights.cdp=3", "weights.sections.cdp=4"], ["weights.sections.cdp", "more than once"]),
        (["approval_date=3"], ["approval_date", "not a name"]),
        (["approval_date=new_year"], ["approval_date"]),
    ],
)
def test_what_cannot_be_set_is_refused_in_words(edition: Edition, texts: list[str], said: list[str]) -> None:
    lines = problems(edition, *texts)
    for words in said:
        assert any(words in line for line in lines), (words, lines)


def test_all_that_is_wrong_is_told_at_once(edition: Edition) -> None:
    assert len(problems(edition, "weights.cdd=30", "weights.cdp=20", "nonsense=1", "credits.half=1")) == 3


def test_a_file_may_nest_its_names_or_write_them_out(edition: Edition) -> None:
    text = """
weights:
  cdp: 30
  sections.zone: 10
credits.partial: 2/3
parameters:
  pass_mark: {value: 55, assumed: {th: ลองต่ำกว่า, en: a lower one on trial}}
  required_sectors: [private, people]
"""
    made = varied(edition, changes_in(document("variant.yaml", text.encode())))
    assert {one.name: one.value for one in made.changes} == {
        "weights.sections.cdp": 30,
        "weights.sections.zone": 10,
        "credits.partial": "2/3",
        "parameters.pass_mark": 55,
        "parameters.required_sectors": ("private", "people"),
    }
    because = made.policy.parameters["pass_mark"].assumed
    assert because is not None
    assert because.en == "a lower one on trial"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("weights:\n  cdp: 30\n  cdq: 3\n", 3, "cdq"),
        ("weights: 3\n", 1, "weights"),
        ("weights:\n  cdp: [1, 2]\n", 2, "not a number"),
        ("weights:\n  cdp: {value: 3, why: because}\n", 2, "beside value"),
        ("weights:\n  cdp: {value: 3, assumed: {th: ลอง}}\n", 2, "en"),
        ("weights:\n  cdp:\n", 2, "not a number"),
    ],
)
def test_a_fault_in_a_file_is_told_with_its_line(edition: Edition, text: str, line: int, said: str) -> None:
    with pytest.raises(Faults) as caught:
        varied(edition, changes_in(document("variant.yaml", text.encode())))
    told = [sentence(problem, "en") for problem in caught.value.problems]
    assert any(one.startswith(f"variant.yaml:{line}") and said in one for one in told), told


@given(smalls(), st.data())
def test_a_variant_is_what_the_same_edit_of_the_policy_makes(small: Small, data: st.DataObject) -> None:
    policy: Any = files(small)["criteria"]["policy.yaml"]
    changes = [
        Change(f"weights.sections.{name}", data.draw(st.integers(1, 9)), "test")
        for name in policy["weights"]["sections"]
    ]
    changes.append(Change("pass_mark", data.draw(st.integers(0, 100)), "test"))
    edited = loaded(edit(small, {change.name: change.value for change in changes}))
    made = varied(small.edition, changes)
    assert made.rulebook == edited.rulebook
    assert [one.weight for one in made.sections] == [one.weight for one in edited.sections]
    assert [gate.least for gate in made.gates] == [gate.least for gate in edited.gates]


def edit(small: Small, values: Mapping[str, Any]) -> Any:
    written: Any = files(small)
    policy = written["criteria"]["policy.yaml"]
    for name, value in values.items():
        if name == "pass_mark":
            policy["parameters"]["pass_mark"]["value"] = value
        else:
            policy["weights"]["sections"][name.rpartition(".")[2]]["value"] = value
    return written
