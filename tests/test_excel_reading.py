"""What people do to a workbook: it is read all the same, or they are told where and what to mend."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from excel_files import BOOK, SHEETS, cell_of, changed, read, written
from filing import example, filed

from forms.filled import data_of
from scoring.problems import Faults

CITY = data_of(filed(example("tharnthong")))


def one_answer(field: str, value: Any, table: str = "", **look: str) -> Any:
    """What is read where only this is filled in."""

    def change(book: Any) -> None:
        cell = cell_of(book, table, field)
        cell.value = value
        if look:
            cell.number_format = look["format"]

    return read(changed(written(None), change))


# Values


@pytest.mark.parametrize(
    ("field", "value", "read_as"),
    [
        ("part1.progress.percent", 45, 45),
        ("part1.progress.percent", "๔๕.๕ %", 45.5),
        ("part1.budget.total.planned", "1.25 ล้านบาท", 1_250_000),
        ("part1.budget.total.planned", "1,250,000", 1_250_000),
        ("part1.plan.start", "ต.ค. 65", "2022-10"),
        ("filing.filed_on", datetime.datetime(2024, 10, 1), "2024-10-01"),
        ("filing.filed_on", datetime.date(2567, 10, 1), "2024-10-01"),
        ("filing.filed_on", "๑/๑๐/๖๗", "2024-10-01"),
        ("part2.characteristics.year", 2567, 2024),
        ("part2.characteristics.year", 2567.0, 2024),
        ("part1.wishes_to_continue", True, True),
        ("part1.wishes_to_continue", "ใช่", True),
        ("part1.progress.status", "ล่าช้ากว่าแผน", "behind_plan"),
        ("part1.coordinator.phone", 21234567, "21234567"),
    ],
)
def test_an_answer_may_be_typed_in_many_ways(field: str, value: object, read_as: object) -> None:
    found = filed({**one_answer(field, value).data, "city": {"id": "a"}})
    data: Any = data_of(found)
    for step in field.split("."):
        data = data[step]
    assert data == read_as


def test_a_cell_shown_as_a_percentage_is_what_it_shows() -> None:
    found = filed({**one_answer("part1.progress.percent", 0.455, format="0.0%").data, "city": {"id": "a"}})
    assert found.part1.progress.percent == Decimal("45.5")


def test_a_tick_is_any_sign_but_a_no() -> None:
    def change(book: Any) -> None:
        for code, sign in (("energy", "x"), ("people", "/"), ("living", "ไม่")):
            cell_of(book, "", f"part2.characteristics.domains={code}").value = sign

    found = read(changed(written(None), change))
    assert found.data["part2"] == {"characteristics": {"domains": ["energy", "people"]}}


def test_a_formula_counts_for_what_it_was_when_the_file_was_saved() -> None:
    def change(book: Any) -> None:
        cell_of(book, "", "part1.progress.percent").value = "=40+5"
        cell_of(book, "", "part1.city_name").value = '=HYPERLINK("http://x","y")'

    found = read(changed(written(None), change))  # saved by a program that reckons nothing
    assert found.data == {"schema": "submission/1"}
    assert [one.text for one in found.unplaced] == ['=HYPERLINK("http://x","y")', "=40+5"]


def test_an_error_of_a_formula_is_listed_and_is_no_answer() -> None:
    def change(book: Any) -> None:
        cell = cell_of(book, "", "part1.progress.percent")
        cell.value, cell.data_type = "#REF!", "e"

    assert [one.text for one in read(changed(written(None), change)).unplaced] == ["#REF!"]


# Rows, columns and sheets


def test_rows_left_blank_moved_and_merged_are_read_in_their_order() -> None:
    def change(book: Any) -> None:
        sheet = book[SHEETS["part1.results[]"]]
        sheet.insert_rows(6, 2)
        cell_of(book, "part1.results[]", "name", 20).value = "ท้ายสุด"
        merged = cell_of(book, "part1.results[]", "indicator", 20)
        sheet.merge_cells(
            start_row=merged.row, end_row=merged.row + 1, start_column=merged.column, end_column=merged.column
        )
        merged.value = "ครั้งเดียว"

    found = read(changed(written(CITY), change))
    results: Any = found.data["part1"]
    names = [one["name"] for one in results["results"]]
    assert names == [one["name"] for one in CITY["part1"]["results"]] + ["ท้ายสุด"]
    assert results["results"][-1]["indicator"] == "ครั้งเดียว"


def test_evidence_follows_its_row_when_rows_are_sorted() -> None:
    def change(book: Any) -> None:
        sheet = book[SHEETS["part1.results[]"]]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=15)]
        for at, values in enumerate(reversed(rows), start=5):
            for column, value in enumerate(values, start=1):
                sheet.cell(at, column).value = value

    found = filed(dict(read(changed(written(CITY), change)).data))
    assert list(reversed(found.part1.results)) == list(filed(CITY).part1.results)


def test_evidence_that_belongs_to_no_row_is_a_problem_at_its_cell() -> None:
    def change(book: Any) -> None:
        book[BOOK.evidence].cell(5, 3).value = 99

    with pytest.raises(Faults) as caught:
        read(changed(written(CITY), change))
    (problem,) = caught.value.problems
    assert problem.code == "excel_parent_row"
    assert problem.values["found"] == "99"
    assert problem.where is not None
    assert problem.where.th == "แผ่นงาน หลักฐาน แถว 5 คอลัมน์ C"


def test_a_list_of_evidence_that_is_not_known_is_a_problem() -> None:
    def change(book: Any) -> None:
        book[BOOK.evidence].cell(5, 2).value = "รายการอื่น"

    with pytest.raises(Faults) as caught:
        read(changed(written(CITY), change))
    assert [one.code for one in caught.value.problems] == ["excel_list_unknown"]


def test_without_its_hidden_keys_a_workbook_is_read_by_its_headings() -> None:
    def change(book: Any) -> None:
        for sheet in book.worksheets:
            if sheet.title == BOOK.singles:
                sheet.delete_cols(1)
            elif sheet.title not in ("_", "คำแนะนำ"):
                sheet.delete_rows(1)

    found = read(changed(written(CITY), change))
    assert {one.rule for one in found.answers.values()} == {"heading"}
    assert filed(dict(found.data)) == filed(CITY)
    assert found.unplaced == ()


def test_columns_may_change_places() -> None:
    def change(book: Any) -> None:
        sheet = book[SHEETS["part2.cdp.catalog[]"]]
        for row in sheet.iter_rows(min_row=1, max_row=40):
            row[1].value, row[2].value = row[2].value, row[1].value

    assert filed(dict(read(changed(written(CITY), change)).data)) == filed(CITY)


def test_what_stands_where_nothing_is_asked_is_listed_with_its_place() -> None:
    def change(book: Any) -> None:
        book[SHEETS["part1.results[]"]].cell(5, 40).value = "โน้ตข้างตาราง"
        extra = book.create_sheet("บันทึก")
        extra["B2"] = "ข้อมูลลับ"
        extra.sheet_state = "hidden"

    found = read(changed(written(CITY), change))
    assert [(one.text, one.where.th) for one in found.unplaced] == [
        ("โน้ตข้างตาราง", "แผ่นงาน ผลการดำเนินงาน 7 ด้าน แถว 5 คอลัมน์ AN"),
        ("ข้อมูลลับ", "แผ่นงาน บันทึก แถว 2 คอลัมน์ B (แผ่นงานที่ซ่อนไว้)"),
    ]
    assert filed(dict(found.data)) == filed(CITY)


def test_a_fault_says_in_which_cell_it_is() -> None:
    def change(book: Any) -> None:
        cell_of(book, "part1.results[]", "done", 9).value = 145

    found = read(changed(written(CITY), change))
    place = found.where(("part1", "results", 9, "done"))
    assert place is not None
    assert place.en == "sheet ผลการดำเนินงาน 7 ด้าน, row 14, column F ดำเนินการแล้วเสร็จ (ร้อยละ) (3)"
