"""The table of one city: a row a criterion, with figures that add up and texts that are never worked out."""

import json

import pytest
from filing import EXAMPLES
from hypothesis import given
from sample_assessment import renewing, revoked, weak_draft
from sheets_read import table
from test_excel_report import HOSTILE, anything, assessed, written

from reports import render
from scoring.models import Assessment

LANGS = ("th", "en", "both")


def csv_of(assessment: Assessment, lang: str = "en") -> bytes:
    return render(assessment, "csv", lang)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_is_that_of_the_json(name: str) -> None:
    data = json.loads(render(assessed(name), "json", "en"))
    for row, one in zip(table(csv_of(assessed(name))), data["findings"], strict=True):
        assert row["Id"] == one["criterion"]
        assert row["Points"] == (str(one["points"]) if one["counts"] else "")
        assert row["Points lost"] == (str(one["points_lost"]) if one["counts"] else "")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_points_of_the_rows_add_up_to_the_total_but_for_rounding(name: str) -> None:
    found = table(csv_of(assessed(name)))
    points = sum(float(row["Points"]) for row in found if row["Points"])
    assert points == pytest.approx(float(found[0]["Total"]), abs=0.05 * (len(found) + 1))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_gap_has_all_that_somebody_who_filters_asks_for(name: str) -> None:
    found, lines = assessed(name), table(csv_of(assessed(name)))
    gaps = {gap.id: gap for gap in found.gaps if gap.kind == "criterion"}
    asked = ("What is missing", "Asked", "Remedy", "In the form")
    for row in lines:
        gap = gaps.get(row["Id"])
        assert row["Status"]
        assert row["Fields that feed it"]
        assert all(bool(row[head]) == (gap is not None) for head in asked), row["Id"]
        if gap is not None:
            assert row["Points if mended alone"] == str(gap.points)
            assert row["Effort (assumed)"] == ("" if gap.effort is None else str(gap.effort))
    alone = sum(float(row["Points if mended alone"]) for row in lines if row["Points if mended alone"])
    assert float(lines[0]["Points if all are mended"]) == pytest.approx(alone, abs=0.05 * (len(gaps) + 1))


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_waits_for_a_reviewer_has_its_question_and_nothing_else_has(name: str) -> None:
    waiting = {one.criterion for one in assessed(name).findings if one.status == "pending" and one.question}
    assert {row["Id"] for row in table(csv_of(assessed(name))) if row["Question to the reviewer"]} == waiting


@pytest.mark.parametrize("lang", LANGS)
def test_headings_are_in_the_language_asked_for_and_no_two_are_the_same(lang: str) -> None:
    heads = list(table(csv_of(revoked(), lang))[0])
    assert len(set(heads)) == len(heads)
    assert ("คะแนนรวม" in heads) == (lang == "th")
    assert ("Total" in heads) == (lang == "en")
    assert ("คะแนนรวม / Total" in heads) == (lang == "both")


def test_tables_of_several_cities_have_the_same_columns() -> None:
    heads = [list(table(csv_of(found))[0]) for found in (revoked(), renewing(), weak_draft())]
    assert heads[0] == heads[1] == heads[2]


def test_excel_knows_that_it_is_utf_8() -> None:
    assert csv_of(revoked()).startswith(b"\xef\xbb\xbf")


@given(anything)
def test_no_cell_begins_like_a_formula_whatever_a_city_writes(text: str) -> None:
    for row in table(csv_of(written(text), "both")):
        for said in row.values():
            assert said.isprintable()
            assert not said.startswith(("=", "+", "@", "\t")) or said == ""
            assert not said.startswith("-")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_city_named_so_is_still_named_so(text: str) -> None:
    assert table(csv_of(written(text)))[0]["City"].lstrip("'")
