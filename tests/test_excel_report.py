"""The workbook of one city: figures that are figures, texts that are texts, a look that can be printed."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from filing import EXAMPLES, filed, measured_example
from hypothesis import given
from hypothesis import strategies as st
from sample_assessment import SAMPLES, both, illustrated, renewing, revoked, weak_draft
from sheets_read import book, dump, facts, rows

from forms.editions import shipped
from reports import render
from reports.excel_others import figure
from scoring.assess import assess
from scoring.models import Assessment

LANGS = ("th", "en", "both")
HOSTILE = ("=1+1", "+66 2", "-1", "@SUM(A1)", "#N/A", "\u202eกลับ", "\t=cmd", "_x0041_", "&P&[Page]", "\x07ก")
SHEETS = ["Summary", "Gaps", "All findings", "Open", "Way out", "Notices", "Policy", "Method"]
anything = st.text(st.characters(codec=None), min_size=1, max_size=60) | st.sampled_from(HOSTILE)


@cache
def assessed(name: str) -> Assessment:
    return assess(filed(measured_example(name)), shipped(), way_out=True)


def workbook(assessment: Assessment, lang: str = "en") -> bytes:
    return render(assessment, "xlsx", lang)


def written(text: str) -> Assessment:
    """An assessment in which a city has written the text wherever it may."""
    found = revoked()
    said = both(text, text)
    city = found.city.model_copy(update={"name": said, "province": text, "organisation": text})
    gaps = tuple(gap.model_copy(update={"remedy": said, "title": said}) for gap in found.gaps)
    lines = tuple(
        one.model_copy(
            update={"claim_lines": tuple(line.model_copy(update={"text": said}) for line in one.claim_lines)}
        )
        for one in found.findings
    )
    return found.model_copy(update={"city": city, "gaps": gaps, "findings": lines})


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_of_the_findings_is_that_of_the_json(name: str) -> None:
    data = json.loads(render(assessed(name), "json", "en"))
    found = rows(workbook(assessed(name)), "All findings")
    assert [row["Id"] for row in found] == [one["criterion"] for one in data["findings"]]
    columns = {
        "Points": "points",
        "Points lost": "points_lost",
        "Credit": "credit",
        "Effective weight": "effective_weight",
    }
    for row, one in zip(found, data["findings"], strict=True):
        expected = {head: one[key] if one["counts"] else None for head, key in columns.items()}
        assert {head: row[head] for head in columns} == expected
        assert row["Weight"] == one["weight"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_lists_have_an_entry_for_all_that_is_in_the_assessment(name: str) -> None:
    found, raw = assessed(name), workbook(assessed(name))
    assert [row["Id"] for row in rows(raw, "Gaps")] == [gap.id for gap in found.gaps]
    assert len(rows(raw, "Open")) == sum(one.status == "pending" for one in found.findings)
    assert len(rows(raw, "Notices")) == len(found.notices)
    assert [row["Id"] for row in rows(raw, "Policy")] == [one.name for one in found.edition.policy]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_summary_says_who_decides_and_that_the_status_stands_until_then(name: str, lang: str) -> None:
    found = SAMPLES[name]()
    shown = "\n".join(dump(workbook(found, lang)))
    for each in ("th", "en") if lang == "both" else (lang,):
        assert found.edition.standing.of(each) in shown


def test_a_draft_an_illustration_and_changed_numbers_are_marked_on_the_sheet_and_on_every_page() -> None:
    for found, mark in ((weak_draft(), "Draft"), (illustrated(), "Illustrative: not a filed report")):
        sheets = book(workbook(found)).worksheets
        assert any(mark in str(cell.value) for row in sheets[0]["A1:A6"] for cell in row)
        assert all(mark in sheet.oddHeader.right.text for sheet in sheets)


def test_what_is_not_settled_is_said_with_what_would_settle_it() -> None:
    assert not renewing().recommendation.settled
    said = facts(workbook(renewing()), "Summary")["Certainty"]
    assert said.startswith("Not settled")
    assert "becomes certain once" in said


def test_a_criterion_held_not_to_apply_has_a_sheet_with_the_result_if_that_were_refused() -> None:
    (row,) = rows(workbook(renewing()), "Not applicable")
    (entry,) = renewing().ledger
    assert row["Total if refused"] == entry.total_if_refused


@pytest.mark.parametrize("lang", LANGS)
def test_every_table_can_be_filtered_stays_under_its_headings_and_prints_on_a4(lang: str) -> None:
    summary, *tables, method = book(workbook(revoked(), lang)).worksheets
    for sheet in (summary, *tables, method):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {
            "TH SarabunPSK"
        }
    for sheet in tables:
        assert sheet.freeze_panes.endswith("4")
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.print_title_rows == "$3:$3"


def test_a_status_has_a_colour_beside_its_word_that_changes_with_it() -> None:
    sheet = book(workbook(revoked()))["All findings"]
    (area,) = sheet.conditional_formatting
    assert sheet[str(area.sqref).partition(":")[0]].offset(-1).value == "Status"
    formulas = "".join(rule.formula[0] for rule in area.rules)
    assert {f'"{row["Status"]}"' for row in rows(workbook(revoked()), "All findings")} <= {
        f'"{word}"' for word in formulas.split('"')
    }


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_result_is_the_same_bytes_and_tells_no_time(lang: str) -> None:
    assert workbook(revoked(), lang) == workbook(revoked(), lang)
    about = book(workbook(revoked(), lang)).properties
    assert about.created.date() == about.modified.date() == revoked().provenance.as_of
    assert about.language == lang[:2].replace("bo", "th")
    assert revoked().city.name.of(about.language) in about.title


def texts(raw: bytes) -> list[Any]:
    return [cell for sheet in book(raw).worksheets for row in sheet.iter_rows() for cell in row]


@given(anything)
def test_whatever_a_city_writes_is_a_text_and_never_worked_out(text: str) -> None:
    for cell in texts(workbook(written(text), "both")):
        assert cell.data_type in {"s", "inlineStr", "n"}
        assert cell.hyperlink is None
        if isinstance(cell.value, str):
            assert len(cell.value.encode("utf-16-le", "surrogatepass")) // 2 <= 32_767
            assert not set(cell.value) & set("\u202e\u2066\x07\x00\ufffe")


def test_a_text_that_begins_like_a_formula_stays_one_when_somebody_edits_it() -> None:
    remedies = [cell for cell in texts(workbook(written("=1+1"))) if cell.value == "=1+1"]
    assert remedies
    assert all(cell.quotePrefix for cell in remedies)


def test_a_very_long_text_is_cut_with_a_sentence_that_says_so() -> None:
    raw = workbook(written("ก" * 100_000))
    remedies = [row["Remedy"] for row in rows(raw, "Gaps")]
    assert all(each.endswith("more characters left out)") for each in remedies)


def test_a_name_can_put_no_code_at_the_top_of_a_page() -> None:
    header = book(workbook(written("A&PB"))).worksheets[0].oddHeader.left.text
    assert header == "A&&PB"


def test_a_city_that_renews_is_told_how_little_would_end_it() -> None:
    found = assessed("tharnthong").way_out
    assert found is not None
    falls = [fall.points for loss in found.losses for fall in loss.falls]
    assert [row["Points to lose"] for row in rows(workbook(assessed("tharnthong")), "Weakest point")] == falls


def test_the_way_out_has_its_steps_with_efforts_and_points_as_figures() -> None:
    found = revoked().way_out
    assert found is not None
    steps = [
        (place, rise.effort, rise.points) for place, way in enumerate(found.ways, 1) for rise in way.rises
    ]
    said = rows(workbook(revoked()), "Way out")
    told = [(row["Way"], row["Effort (person-months)"], row["Points to win"]) for row in said]
    assert [each for each in told if each[2] is not None] == steps


def test_the_sheets_are_in_the_order_of_a_reader() -> None:
    assert book(workbook(assessed("nathisamut"))).sheetnames == SHEETS
    assert all(len(name) <= 31 for name in book(workbook(renewing(), "both")).sheetnames)


@pytest.mark.parametrize(
    ("written", "read"), [("60", 60), ("1/2", 0.5), ("1/3", "1/3"), ("subcommittee", "subcommittee")]
)
def test_a_number_of_the_policy_is_a_number_where_decimals_are_enough_for_it(written: str, read: Any) -> None:
    assert figure(written) == read


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_program_opens_it_and_prints_it(tmp_path: Path) -> None:
    path = tmp_path / "city.xlsx"
    path.write_bytes(workbook(revoked(), "both"))
    line = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    subprocess.run(
        [*line, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert (tmp_path / "city.pdf").read_bytes().startswith(b"%PDF")
