"""The form as a workbook: what is written into it is read out of it, and it helps who fills it in."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from excel_files import BOOK, SHEETS, cell_of, read, written
from filing import EXAMPLES, example, filed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_filings import right_but_odd
from word_files import FORM, OFFICE, saved_by_office

from forms.excel_layout import workbook
from forms.filled import data_of
from scoring.problems import Faults

SAVED = Path(__file__).parent / "data" / "forms"


def book(data: Any = None, lang: str = "th") -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(data, lang)))


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_a_blank_form_says_nothing(lang: str) -> None:
    found = read(written(None, lang))
    assert (found.data, found.answers, found.unplaced) == ({"schema": "submission/1"}, {}, ())


@pytest.mark.parametrize("lang", ["th", "en", "both"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_the_same_by_way_of_excel(name: str, lang: str) -> None:
    found = read(written(data_of(filed(example(name))), lang))
    assert filed(dict(found.data)) == filed(example(name))
    assert found.unplaced == ()
    assert {answer.rule for answer in found.answers.values()} == {"cell"}


@given(right_but_odd)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_submission_is_the_same_by_way_of_excel(data: dict[str, object]) -> None:
    kept = data_of(filed(data))
    found = read(written(kept))
    assert data_of(filed(dict(found.data))) == kept
    assert found.unplaced == ()


def test_the_same_answers_make_the_same_file() -> None:
    data = data_of(filed(example("tharnthong")))
    assert written(data) == written(data)


@pytest.mark.parametrize("path", sorted(SAVED.glob("*-libreoffice.xlsx")), ids=lambda path: path.stem)
def test_a_workbook_that_libreoffice_has_saved_says_the_same(path: Path) -> None:
    found = read(path.read_bytes())
    assert filed(dict(found.data)) == filed(example(path.stem.removesuffix("-libreoffice")))
    assert found.unplaced == ()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@given(st.lists(right_but_odd, min_size=4, max_size=4))
@settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_submission_is_the_same_after_libreoffice_has_saved_it(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, object]]
) -> None:
    kept = {f"{number}": data_of(filed(data)) for number, data in enumerate(drawn)}
    files = {name: written(data) for name, data in kept.items()}
    for name, raw in saved_by_office(files, tmp_path_factory.mktemp("office"), "xlsx").items():
        found = read(raw)
        assert data_of(filed(dict(found.data))) == kept[name]
        assert found.unplaced == ()


# Text stays text


@pytest.mark.parametrize(
    "text",
    [
        "🙂" * 16_383,
        "=1+1",
        '=HYPERLINK("http://x")',
        "+66",
        "-",
        "@a",
        "'a",
        "_x0041_",
        "a\nb",
        "ก" * 32_767,
    ],
)
def test_text_is_never_a_formula_and_nothing_of_it_is_lost(text: str) -> None:
    raw = written({"part1": {"summary": text}})
    cell = cell_of(openpyxl.load_workbook(io.BytesIO(raw)), "", "part1.summary")
    assert cell.data_type == "s"
    assert read(raw).data["part1"] == {"summary": text}


@pytest.mark.parametrize("text", ["ก" * 32_768, "🙂" * 16_384])
def test_a_text_longer_than_a_cell_is_a_problem_at_its_field(text: str) -> None:
    with pytest.raises(Faults) as caught:
        written({"part1": {"summary": text}})
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("excel_text_too_long", "part1.summary")


# It helps who fills it in


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_sheets_have_names_that_excel_takes(lang: str) -> None:
    found = workbook(FORM, lang)
    titles = [found.singles, found.evidence, *(sheet.title for sheet in found.sheets)]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\'") for title in titles)


def test_answers_are_open_and_questions_are_locked() -> None:
    found = book()
    for sheet in found.worksheets:
        assert sheet.protection.sheet or sheet.title == "_"
    name = cell_of(found, "part1.results[]", "name")
    assert not name.protection.locked
    assert found[SHEETS["part1.results[]"]].cell(3, name.column).protection.locked


def test_every_list_has_at_least_thirty_rows_more_than_are_filled_in() -> None:
    data = data_of(filed(example("tharnthong")))
    found, rows = book(data), len(data["part1"]["results"])
    assert not cell_of(found, "part1.results[]", "name", rows + 29).protection.locked
    assert cell_of(found, "part1.results[]", "name", rows + 29).value is None


def test_a_share_over_a_hundred_is_refused_with_a_sentence_in_thai() -> None:
    found = book()
    cell = cell_of(found, "part1.results[]", "done")
    (limit,) = (one for one in cell.parent.data_validations.dataValidation if cell.coordinate in one.sqref)
    assert (limit.type, limit.formula1, limit.formula2) == ("decimal", "0", "100")
    assert "0 ถึง 100" in limit.error


def test_what_is_typed_as_a_text_stays_as_it_is_typed() -> None:
    found = book()
    for table, field in (("", "part1.coordinator.phone"), ("part2.services.projects[]", "start")):
        assert cell_of(found, table, field).number_format == "@"


@pytest.mark.parametrize(("lang", "locale"), [("th", "107041E"), ("en", "409")])
def test_a_day_is_shown_in_the_era_of_the_language(lang: str, locale: str) -> None:
    found = book({"filing": {"filed_on": "2024-10-01"}}, lang)[workbook(FORM, lang).singles]
    (cell,) = (cell for row in found for cell in row if cell.is_date and cell.value)
    assert cell.number_format == f"[$-{locale}]d mmmm yyyy"


@pytest.mark.parametrize("day", ["1900-01-01", "1900-02-28", "1900-03-01", "2200-12-31"])
def test_a_day_that_excel_miscounts_is_written_in_words(day: str) -> None:
    data = {"filing": {"filed_on": day}}
    cell = cell_of(book(data), "", "filing.filed_on")
    assert isinstance(cell.value, str) == (day < "1900-03-01")
    assert data_of(filed({**read(written(data)).data, "city": {"id": "a"}}))["filing"] == data["filing"]


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_what_is_no_plain_number_or_day_is_asked_about_and_only_other_choices_are_refused(lang: str) -> None:
    limits = [one for sheet in book(None, lang) for one in sheet.data_validations.dataValidation]
    assert {(one.type == "list", one.errorStyle) for one in limits} == {(True, None), (False, "warning")}
    for one in limits:  # as much as Excel shows
        assert 0 < len(one.error) <= 225
        assert 0 < len(one.errorTitle) <= 32


def test_a_day_of_the_buddhist_era_typed_as_one_of_the_common_era_is_asked_about() -> None:
    cell = cell_of(book(), "", "filing.filed_on")
    (limit,) = (one for one in cell.parent.data_validations.dataValidation if cell.coordinate in one.sqref)
    first, last = (openpyxl.utils.datetime.from_excel(int(one)) for one in (limit.formula1, limit.formula2))
    assert (f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}") == ("1900-03-01", "2200-12-31")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_beside_the_number_of_a_row_stands_what_the_row_is_called(tmp_path: Path) -> None:
    data = data_of(filed(example("tharnthong")))
    (raw,) = saved_by_office({"a": written(data)}, tmp_path, "xlsx").values()
    saved: Any = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
    evidence, members = saved[BOOK.evidence], saved[SHEETS["part2.management.bodies[].members[]"]]
    assert evidence["D5"].value == data["part1"]["results"][0]["name"]
    assert members["C5"].value == data["part2"]["management"]["bodies"][0]["name"]
    assert not evidence["D90"].value


def test_choices_are_chosen_from_a_list() -> None:
    found = book()
    cell = cell_of(found, "part1.results[]", "row")
    (limit,) = (one for one in cell.parent.data_validations.dataValidation if cell.coordinate in one.sqref)
    title, cells = limit.formula1.split("!")
    assert [one.value for (one,) in found[title][cells.replace("$", "")]][:2] == ["CDP", "สิ่งแวดล้อม"]


def test_a_question_says_in_each_language_what_a_reviewer_looks_for() -> None:
    sheet = book(None, "both")[SHEETS["part2.zone.engagements[]"]]
    assert {"ผู้ตรวจดู", "A reviewer looks for"} <= set(sheet["A2"].comment.text.split("\n"))


def test_a_question_says_what_a_reviewer_looks_for() -> None:
    found = book()
    sheet = found[SHEETS["part2.cdp.catalog[]"]]
    assert "ผู้ตรวจดู" in sheet["A2"].comment.text


def test_the_guide_counts_what_is_still_empty() -> None:
    found = book()
    formulas = [cell.value for row in found.worksheets[0] for cell in row if str(cell.value).startswith("=")]
    assert sum("COUNTBLANK" in one for one in formulas) == 1
    lists = [sheet for sheet in found.worksheets if str(sheet["A1"].value).startswith("renewal:")]
    assert len(formulas) == 1 + len(lists) >= 25  # the sheet of single answers, and each list


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_what_the_guide_counts_is_right(tmp_path: Path) -> None:
    data = data_of(filed(example("tharnthong")))
    (raw,) = saved_by_office({"a": written(data)}, tmp_path, "xlsx").values()
    guide: Any = openpyxl.load_workbook(io.BytesIO(raw), data_only=True).worksheets[0]
    counted: dict[str, Any] = {
        row[0].value: (row[1].value, row[2].value) for row in guide.iter_rows(min_row=11)
    }
    assert counted[SHEETS["part1.results[]"]] == (None, len(data["part1"]["results"]))
    assert counted[SHEETS["part2.boundary.overlaps[]"]] == (None, 0)
    assert counted[BOOK.singles][0] > 0
