"""What is in a workbook twice, or belongs to a row that is not clear, is told and not lost in silence."""

from collections.abc import Callable
from typing import Any

import pytest
from excel_files import BOOK, SHEETS, cell_of, changed, read, written
from filing import example, filed

from forms.filled import data_of
from forms.gathered import FormDocument
from scoring.problems import Faults, Problem

CITY = data_of(filed(example("tharnthong")))
RESULTS = SHEETS["part1.results[]"]


def after(change: Callable[[Any], None], data: Any = CITY) -> FormDocument:
    return read(changed(written(data), change))


def problems(change: Callable[[Any], None], data: Any = CITY) -> list[Problem]:
    with pytest.raises(Faults) as caught:
        after(change, data)
    return list(caught.value.problems)


# Sheets, columns and lines that were copied


def test_a_copy_of_a_sheet_that_says_the_same_does_no_harm() -> None:
    found = after(lambda book: book.copy_worksheet(book[RESULTS]))
    assert filed(dict(found.data)) == filed(CITY)
    assert found.unplaced == ()


@pytest.mark.parametrize("table", ["part1.results[]", ""])
def test_a_copy_of_a_sheet_with_other_answers_is_a_problem(table: str) -> None:
    def change(book: Any) -> None:
        copy = book.copy_worksheet(book[SHEETS[table] if table else BOOK.singles])
        field = "name" if table else "part1.city_name"
        copy[cell_of(book, table, field).coordinate].value = "อีกชื่อหนึ่ง"

    (problem,) = problems(change)
    assert problem.code == "excel_sheet_twice"
    assert problem.values["first"] == (RESULTS if table else BOOK.singles)
    assert problem.where is not None
    assert str(problem.where.mark[0]).endswith("Copy")


def test_the_copy_that_is_filled_in_is_the_one_that_counts() -> None:
    def change(book: Any) -> None:
        copy = book.copy_worksheet(book[RESULTS])
        copy[cell_of(book, "part1.results[]", "name").coordinate].value = "โครงการ"
        copy["Z30"].value = "โน้ต"

    found = after(change, None)
    assert found.data["part1"] == {"results": [{"name": "โครงการ"}]}
    assert [one.text for one in found.unplaced] == ["โน้ต"]


def test_somebodys_own_table_with_like_headings_is_not_taken_for_a_list() -> None:
    def change(book: Any) -> None:
        sheet = book.create_sheet("บันทึกของฉัน")
        for row in (["ด้าน", "โครงการ", "งบประมาณ (บาท)"], ["พลังงาน", "ร่างโครงการ", 5]):
            sheet.append(row)

    found = after(change)
    assert filed(dict(found.data)) == filed(CITY)
    assert "ร่างโครงการ" in [one.text for one in found.unplaced]


def test_a_column_that_was_copied_with_other_answers_is_a_problem_at_its_cell() -> None:
    def change(book: Any) -> None:
        name = cell_of(book, "part1.results[]", "name")
        sheet = name.parent
        for row in range(1, 5):
            sheet.cell(row, 60).value = sheet.cell(row, name.column).value
        sheet.cell(name.row, 60).value = "อีกชื่อหนึ่ง"

    (problem,) = problems(change)
    assert problem.code == "excel_twice"
    assert problem.values["found"] == "อีกชื่อหนึ่ง"
    assert problem.where is not None
    assert problem.where.mark == (RESULTS, "BH5")


def test_a_question_that_is_answered_on_two_lines_is_a_problem() -> None:
    def change(book: Any) -> None:
        sheet = book[BOOK.singles]
        sheet["A300"], sheet["D300"] = "part1.city_name", "อีกชื่อหนึ่ง"

    assert [one.code for one in problems(change)] == ["excel_twice"]


# Rows that belong to rows


def evidence(row: object) -> Callable[[Any], None]:
    """The first line of evidence said to be of that row."""

    def change(book: Any) -> None:
        book[BOOK.evidence].cell(5, 3).value = row

    return change


@pytest.mark.parametrize("row", [1, "๑", "แถวที่ 1", 1.0])
def test_the_number_of_a_row_may_be_written_in_many_ways(row: object) -> None:
    assert filed(dict(after(evidence(row)).data)) == filed(CITY)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (None, "excel_parent_row"),
        (99, "excel_parent_row"),
        ("1 และ 2", "excel_parent_row"),
        (1.5, "excel_parent_row"),
        (40, "excel_parent_blank"),
    ],
)
def test_evidence_of_a_row_that_is_not_there_or_is_blank_is_a_problem(row: object, code: str) -> None:
    assert [one.code for one in problems(evidence(row))] == [code]


def test_evidence_of_a_number_that_two_rows_have_is_a_problem() -> None:
    def change(book: Any) -> None:
        book[RESULTS].cell(6, 1).value = 1

    assert {one.code for one in problems(change)} >= {"excel_parent_twice"}


def test_a_row_in_which_nothing_is_said_but_its_evidence_is_kept() -> None:
    data = {"part1": {"results": [{"name": "ก"}, {"evidence": [{"title": "ข"}]}]}}
    assert read(written(data)).data["part1"] == data["part1"]


# Answers that look like the form


def test_an_answer_that_is_the_title_of_its_question_is_an_answer() -> None:
    data = {
        "part2": {"management": {"summary": "โครงสร้างการบริหารจัดการ"}},
        "part1": {"results": [{"next_steps": "แผนการดำเนินงานในระยะต่อไป (5)"}]},
    }
    found = read(written(data)).data
    assert {key: found[key] for key in data} == data


@pytest.mark.parametrize(("sign", "ticked"), [("✓", True), ("/", True), ("พลังงาน", True), ("ไม่มี", False)])
def test_a_box_is_ticked_by_the_signs_that_officers_use(sign: str, ticked: bool) -> None:
    def change(book: Any) -> None:
        cell_of(book, "", "part2.characteristics.domains=energy").value = sign

    expected = {"characteristics": {"domains": ["energy"]}} if ticked else None
    assert after(change, None).data.get("part2") == expected


def test_a_sign_that_may_mean_either_is_a_problem() -> None:
    def change(book: Any) -> None:
        cell_of(book, "", "part2.characteristics.domains=energy").value = "อาจจะ"

    (problem,) = problems(change, None)
    assert (problem.code, problem.values) == ("excel_tick_unclear", {"found": "อาจจะ"})


def test_a_percentage_where_a_number_is_asked_for_is_not_a_hundredth_of_it() -> None:
    def change(book: Any) -> None:
        cell = cell_of(book, "part1.goals.items[]", "target")
        cell.value, cell.number_format = 0.45, "0%"

    assert after(change, None).data["part1"] == {"goals": {"items": [{"target": "45%"}]}}
