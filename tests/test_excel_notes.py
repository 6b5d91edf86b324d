"""Remarks as notes in a workbook: at the cell they are about, and nothing else in the file changes."""

import io
import zipfile
from typing import Any

import openpyxl
from excel_files import SHEETS, amended, cell_of, changed, read, written
from filing import example, filed

from forms.excel_notes import noted_excel
from forms.filled import data_of

CITY = written(data_of(filed(example("nathisamut"))))


def notes(raw: bytes) -> dict[str, str]:
    """The notes in a workbook that are not the form's own, by sheet and cell."""
    book: Any = openpyxl.load_workbook(io.BytesIO(raw))
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.comment)
    return {
        f"{cell.parent.title} {cell.coordinate}": cell.comment.text
        for cell in cells
        if "ข้อสังเกต" in cell.comment.text
    }


def test_a_remark_stands_at_the_cell_it_is_about() -> None:
    where = read(CITY).where(("part1", "results", 1, "done"))
    assert where is not None
    assert notes(noted_excel(CITY, [(where.mark, "ข้อสังเกต")])) == {
        f"{SHEETS['part1.results[]']} F6": "ข้อสังเกต"
    }


def test_remarks_change_no_answer() -> None:
    found = read(CITY)
    raw = noted_excel(CITY, [(answer.where.mark, "ข้อสังเกต") for answer in found.answers.values()])
    assert (read(raw).data, read(raw).unplaced) == (found.data, found.unplaced)
    assert raw == noted_excel(CITY, [(answer.where.mark, "ข้อสังเกต") for answer in found.answers.values()])


def test_a_remark_on_a_question_is_added_to_what_the_form_says_there() -> None:
    sheet = SHEETS["part2.cdp.catalog[]"]
    (text,) = notes(noted_excel(CITY, [((sheet, "A2"), "ข้อสังเกต")])).values()
    assert text.startswith("ผู้ตรวจดู")
    assert text.endswith("ข้อสังเกต")


def test_a_remark_on_the_whole_stands_on_the_first_sheet() -> None:
    assert notes(noted_excel(CITY, [((), "ข้อสังเกต")])) == {"คำแนะนำ A1": "ข้อสังเกต"}


def test_a_sheet_that_somebody_added_can_have_remarks_too() -> None:
    raw = changed(CITY, lambda book: book.create_sheet("อื่น ๆ"))
    assert notes(noted_excel(raw, [(("อื่น ๆ", "B7"), "ข้อสังเกต")])) == {"อื่น ๆ B7": "ข้อสังเกต"}


def test_a_picture_and_whatever_else_is_in_the_workbook_is_still_there() -> None:
    """A drawing with a picture, as Excel has it: parts that a library would leave out on saving."""
    sheet = next(name for name in zipfile.ZipFile(io.BytesIO(CITY)).namelist() if name.endswith("sheet1.xml"))
    drawn = amended(CITY, sheet, ("</worksheet>", '<drawing xmlns:r="urn:r" r:id="rId9"/></worksheet>'))
    file = io.BytesIO(drawn)
    parts = {"xl/media/image1.png": b"a picture", "xl/drawings/drawing1.xml": b"<wsDr/>", "xl/x.bin": b"?"}
    with zipfile.ZipFile(file, "a") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    saved = zipfile.ZipFile(io.BytesIO(noted_excel(file.getvalue(), [((), "ข้อสังเกต")])))
    assert {name: saved.read(name) for name in parts} == parts
    text = saved.read(sheet).decode()
    assert text.index("<drawing") < text.index("<legacyDrawing") < text.index("</worksheet>")


def test_shapes_that_excel_left_open_are_no_hindrance() -> None:
    vml = next(name for name in zipfile.ZipFile(io.BytesIO(CITY)).namelist() if name.endswith(".vml"))
    where = ((SHEETS["part2.cdp.catalog[]"], "B9"), "ข้อสังเกต")
    loose = CITY
    for name in [one for one in zipfile.ZipFile(io.BytesIO(CITY)).namelist() if one.endswith(".vml")]:
        loose = amended(loose, name, ("</xml>", "<br></xml>"))
    assert vml
    assert notes(noted_excel(loose, [where])) == {f"{where[0][0]} B9": "ข้อสังเกต"}


def test_a_remark_that_looks_like_an_escape_is_shown_as_it_is() -> None:
    raw = noted_excel(CITY, [((), "ข้อสังเกต _x0041_")])
    parts = zipfile.ZipFile(io.BytesIO(raw))
    assert any(b"_x005F_x0041_" in parts.read(name) for name in parts.namelist())


def test_limits_and_locks_are_kept() -> None:
    before, after = (
        openpyxl.load_workbook(io.BytesIO(raw)) for raw in (CITY, noted_excel(CITY, [((), "ข้อสังเกต")]))
    )
    for book in (before, after):
        cell = cell_of(book, "part1.results[]", "done")
        assert any(cell.coordinate in one.sqref for one in cell.parent.data_validations.dataValidation)
        assert cell.parent.protection.sheet
