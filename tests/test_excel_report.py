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
from scoring.models import Assessment, Portrait

LANGS = ("th", "en", "both")
HOSTILE = ("=1+1", "+66 2", "-1", "@SUM(A1)", "#N/A", "\u202eกลับ", "\t=cmd", "_x0041_", "&P&[Page]", "\x07ก")
FIGURES, LISTS = "Figures", ["Projects", "Next phase", "Attachments"]
SHEETS = [
    *("Summary", "Gaps", "All findings", "Open", "Way out", "Notices"),
    *(FIGURES, "Projects", "Next phase", "Policy", "Method"),
]
NO_LISTS = {FIGURES, "ตัวเลขของเมือง", f"ตัวเลขของเมือง · {FIGURES}"}
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
    return found.model_copy(
        update={"city": city, "gaps": gaps, "findings": lines, "portrait": spoken(found.portrait, text)}
    )


def spoken(shown: Portrait, text: str) -> Portrait:
    """The figures with the text for every name in them."""
    update: dict[str, Any] = {
        "projects": tuple(one.model_copy(update={"name": text, "id": text}) for one in shown.projects),
        "goals": tuple(one.model_copy(update={"name": text, "unit": text}) for one in shown.goals),
        "next_projects": tuple(
            one.model_copy(update={"name": text, "indicator": text}) for one in shown.next_projects
        ),
        "attachments": tuple(one.model_copy(update={"file": text}) for one in shown.attachments),
    }
    return shown.model_copy(update=update)


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
    for sheet in (each for each in tables if each.title not in NO_LISTS):
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
        assert cell.data_type in {"s", "inlineStr", "n", "d"}
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


# The city's own figures


def part(raw: bytes, head: str) -> list[dict[str, Any]]:
    """The table whose first column has this heading, on the sheet of the city's own figures."""
    lines = list(book(raw)[FIGURES].iter_rows(values_only=True))
    start = next(place for place, row in enumerate(lines) if row[0] == head)
    end = next((place for place, row in enumerate(lines) if place > start and not row[0]), len(lines))
    return [dict(zip(lines[start], row, strict=True)) for row in lines[start + 1 : end]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_figures_of_the_city_are_figures_and_those_it_reports(name: str) -> None:
    shown, raw = assessed(name).portrait, workbook(assessed(name))
    said = facts(raw, FIGURES)
    assert said["Progress of the whole plan (%)"] == shown.progress.percent
    assert said["Plan's time gone by (%)"] == shown.progress.elapsed
    counts = [(row["Domain"], row["Planned"], row["In progress"], row["Done"]) for row in part(raw, "Domain")]
    assert counts == [(one.title.en, one.planned, one.in_progress, one.done) for one in shown.domains]
    if "The city states no budget." in said:
        assert not shown.money.years
        assert shown.money.planned is shown.money.invested is None
    else:
        *years, whole = part(raw, "Year (B.E.)")
        told = [(row["Year (B.E.)"], row["Planned"], row["Invested"]) for row in years]
        assert told == [(one.year + 543, one.planned, one.invested) for one in shown.money.years]
        assert (whole["Planned"], whole["Invested"]) == (shown.money.planned, shown.money.invested)
    if shown.goals:
        reached = [(row["Goal (item 7)"], row["Reached"]) for row in part(raw, "Goal (item 7)")]
        assert reached == [(one.name, one.actual) for one in shown.goals]


def test_each_project_stands_beside_the_time_that_is_gone_by() -> None:
    shown = assessed("nathisamut").portrait
    found = rows(workbook(assessed("nathisamut")), "Projects")
    assert [(row["Project (item 9)"], row["Done (%)"]) for row in found] == [
        (one.name, one.done) for one in shown.projects
    ]
    assert {row["Plan's time gone by (%)"] for row in found} == {shown.progress.elapsed}


@pytest.mark.parametrize("lang", LANGS)
def test_a_month_is_a_date_that_is_shown_in_the_buddhist_era(lang: str) -> None:
    shown = assessed("nathisamut").portrait
    cells = [cell for cell in texts(workbook(assessed("nathisamut"), lang)) if cell.data_type == "d"]
    starts = {one.start for one in shown.next_projects} | {shown.progress.start}
    assert starts - {None} <= {cell.value.date() for cell in cells}
    assert all(cell.number_format.startswith("[$-107") for cell in cells)  # the calendar's number in Excel


def test_an_attachment_has_its_whole_sha_256() -> None:
    found = rows(workbook(renewing()), "Attachments")
    assert [row["SHA-256"] for row in found] == [one.sha256 for one in renewing().portrait.attachments]
    assert [row["State"] for row in found] == ["seen", "not found"]


def test_charts_are_drawn_from_the_cells_of_the_tables_beside_them() -> None:
    raw = workbook(assessed("nathisamut"))
    sheet = book(raw)[FIGURES]
    domains, money = (chart.series for chart in sheet._charts)
    heads = [
        [sheet[one.tx.strRef.f.partition("!")[2].replace("$", "")].value for one in each]
        for each in (domains, money)
    ]
    assert heads == [["Planned", "In progress", "Done"], ["Planned", "Invested"]]
    drawn = [cell.value for (cell,) in sheet[money[0].val.numRef.f.partition("!")[2].replace("$", "")]]
    assert drawn == [one.planned for one in assessed("nathisamut").portrait.money.years]


def test_a_city_that_reports_nothing_has_no_charts_and_no_empty_lists() -> None:
    shown = weak_draft().portrait
    nothing = shown.model_copy(
        update={
            "domains": tuple(
                one.model_copy(update={"planned": 0, "in_progress": 0, "done": 0}) for one in shown.domains
            ),
            "money": shown.money.model_copy(update={"planned": None, "invested": None, "years": ()}),
            **dict.fromkeys(("projects", "goals", "next_projects", "attachments"), ()),
        }
    )
    made = book(workbook(weak_draft().model_copy(update={"portrait": nothing})))
    assert made[FIGURES]._charts == []
    assert not set(made.sheetnames) & set(LISTS)


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
