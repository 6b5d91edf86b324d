"""What changed between two assessments: nothing is lost, and the parts of the change add up to it."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from filing import FOLDER, Data, changed, example, filed
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import pdf_pages, word_lines
from test_cli import run, said
from test_golden import assessed

from forms.editions import shipped, variant
from reports.changed_formats import FORMATS, render
from scoring.assess import assess
from scoring.changed import what_changed
from scoring.effects import same_rules, total
from scoring.models import Assessment
from scoring.what_changed import WhatChanged

OTHER = ("weights.cdp=35", "credits.partial=1/4")


def of(data: Data, *sets: str) -> Assessment:
    return assess(filed(data), variant(shipped(), None, sets))


def worse(**changes: Any) -> Data:
    return changed(example("tharnthong"), changes)


@pytest.mark.parametrize("name", ["tharnthong", "nathisamut", "thung-saeng-duean", "phuket"])
def test_a_result_under_its_own_numbers_is_its_own_total(name: str) -> None:
    one = of(example(name))
    assert total(one, one) == Fraction(one.scorecard.total_exact)


def test_nothing_changed_where_nothing_did() -> None:
    one = assessed("tharnthong")
    found = what_changed(one, one)
    assert (found.change, found.criteria, found.gates) == (0, (), ())
    assert found.same == len(one.findings)
    assert all(each.was == each.now for each in found.sections)


def test_other_numbers_alone_are_the_numbers_part_and_none_of_the_citys() -> None:
    old, new = of(example("tharnthong")), of(example("tharnthong"), *OTHER)
    assert same_rules(old, new)
    parts = {each.of: each.points_exact for each in what_changed(old, new).effects}
    change = Fraction(new.scorecard.total_exact) - Fraction(old.scorecard.total_exact)
    assert change
    assert parts == {"city": "0", "numbers": str(change)}


def test_another_threshold_is_another_edition_and_cannot_be_told_apart_without_the_submission() -> None:
    data = worse(**{"part2.cdp.catalog": []})
    old = of(example("tharnthong"))
    new = of(data, "parameters.open_datasets_met=5")
    assert [each.of for each in what_changed(old, new).effects] == ["city_or_edition"]
    between = of(example("tharnthong"), "parameters.open_datasets_met=5")
    parts = {each.of: Fraction(each.points_exact) for each in what_changed(old, new, between).effects}
    change = Fraction(new.scorecard.total_exact) - Fraction(old.scorecard.total_exact)
    assert sum(parts.values()) == change
    assert parts["city"] == Fraction(new.scorecard.total_exact) - Fraction(between.scorecard.total_exact)


def test_what_a_city_takes_away_it_loses_and_what_it_brings_back_it_wins() -> None:
    full, less = of(example("tharnthong")), of(worse(**{"part2.zone.engagements": []}))
    down, up = what_changed(full, less), what_changed(less, full)
    lost = {one.criterion for one in down.criteria if one.kind == "lost"}
    assert lost
    assert lost == {one.criterion for one in up.criteria if one.kind == "won"}
    assert down.change < 0 < up.change
    assert all(one.missing for one in down.criteria if one.kind == "lost")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["tharnthong", "nathisamut", "thung-saeng-duean"]), st.data())
def test_the_parts_add_up_and_every_criterion_is_somewhere(name: str, data: st.DataObject) -> None:
    old, new = of(example("tharnthong")), of(example(name), *data.draw(st.sampled_from([(), OTHER])))
    found = what_changed(old, new)
    assert sum(Fraction(each.points_exact) for each in found.effects) == Fraction(found.change_exact)
    assert found.same + len(found.criteria) == len(new.findings)
    assert WhatChanged.model_validate_json(found.model_dump_json(by_alias=True)) == found


def projects(*rows: Data) -> Assessment:
    return of(worse(**{"part1.results": list(rows)}))


def test_each_project_of_the_last_plan_is_found_by_its_id_or_its_name_or_is_missing() -> None:
    plan = [
        {"id": "bus", "domain": "mobility", "name": "รถโดยสาร"},
        {"id": "sun", "domain": "energy", "name": "โซลาร์ บนหลังคา"},
        {"id": "gone", "domain": "people", "name": "หายไป"},
        {"id": "no", "domain": "people", "name": "ทำไม่ได้"},
    ]
    old = of(worse(**{"part2.services.projects": plan}))
    new = projects(
        {"id": "bus", "row": "mobility", "name": "ชื่อใหม่", "done": 100},
        {"id": "other", "row": "energy", "name": "โซลาร์บนหลังคา", "done": 20},
        {"id": "no", "row": "people", "name": "ทำไม่ได้", "cannot": 100},
    )
    found = what_changed(old, new).commitments
    assert [(one.state, one.alike) for one in found] == [
        ("done", False),
        ("in_progress", True),
        ("missing", False),
        ("cannot", False),
    ]


def test_two_cities_are_told_to_be_two() -> None:
    found = what_changed(assessed("tharnthong"), assessed("nathisamut"))
    assert not found.same_city
    assert "different ids" in render(found, "text", "en").decode()


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_each_format_shows_the_same_figures(lang: str) -> None:
    found = what_changed(assessed("nathisamut"), assessed("tharnthong"))
    shown = {
        "text": render(found, "text", lang, width=200).decode(),
        "html": render(found, "html", lang).decode(),
        "pdf": " ".join(pdf_pages(render(found, "pdf", lang))),
        "docx": "\n".join(word_lines(render(found, "docx", lang))),
    }
    for text in shown.values():
        for side in (found.old, found.new):
            assert f"{side.total:.1f}" in text
            assert f"{side.low:.1f}–{side.high:.1f}" in text
        assert all(f"{abs(each.points):.1f}" in text for each in found.effects)
    assert {*shown, "json"} == set(FORMATS)


def test_from_the_command_line_results_and_submissions_are_taken_alike(tmp_path: Path) -> None:
    city = FOLDER / "tharnthong.yaml"
    old = tmp_path / "old.json"
    assert run("score", str(city), "--format", "json", "-o", str(old)).exit_code == 0
    one = run("compare", str(old), str(city), "--format", "json")
    two = run("compare", str(city), str(city), "--format", "json")
    assert one.exit_code == two.exit_code == 0
    assert json.loads(one.stdout)["change"] == json.loads(two.stdout)["change"] == 0


def test_a_result_that_is_cut_short_gets_one_message(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text('{"schema": "assessment/1", "city": {}}')
    result = run("compare", str(path), str(FOLDER / "tharnthong.yaml"), "--lang", "en")
    assert result.exit_code == 2
    assert "old.json" in said(result)
    assert "no whole result" in said(result)


def test_what_awaits_judgement_is_told_with_the_level_that_is_claimed() -> None:
    goals = example("tharnthong")["part1"]["goals"]["items"]
    found = what_changed(of(example("tharnthong")), of(worse(**{"part1.goals.items": goals[:1]})))
    waiting = [one for one in found.criteria if (one.was, one.now) == ("pending", "pending")]
    assert waiting
    assert all(one.level_was != one.level_now for one in waiting)
    for format_ in ("text", "html"):
        text = render(found, format_, "th", width=200).decode("utf-8")
        assert "รอวินิจฉัย (กล่าวอ้างว่า “ครบ”) → รอวินิจฉัย (กล่าวอ้างว่า “บางส่วน”)" in " ".join(text.split())


def test_another_submission_than_the_old_results_is_refused(tmp_path: Path) -> None:
    old, city = tmp_path / "old.json", str(FOLDER / "tharnthong.yaml")
    run("score", str(FOLDER / "nathisamut.yaml"), "-o", str(old))
    result = run("compare", str(old), city, "--was", city)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{city}: this is not what {old} was made from" in said(result)


def test_a_new_result_under_other_numbers_than_those_in_hand_is_refused(tmp_path: Path) -> None:
    old, new, city = tmp_path / "old.json", tmp_path / "new.json", str(FOLDER / "tharnthong.yaml")
    run("score", city, "-o", str(old))
    run("score", city, "--set", "weights.cdp=30", "-o", str(new))
    result = run("compare", str(old), str(new), "--was", city)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{new}: this was scored under other rules or numbers" in said(result)
    same = run("compare", str(old), str(new), "--was", city, "--set", "weights.cdp=30", "--format", "json")
    assert [one["of"] for one in json.loads(same.stdout)["effects"]] == ["city", "edition"]
