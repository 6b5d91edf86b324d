"""depa's form as it was issued, filled in by hand: every answer is read right or listed, none is lost."""

import copy
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from as_issued import BLANK, HANDS, as_issued, asked_in_the_form
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from filing import example, filed
from word_files import read

from forms.editions import shipped
from forms.filled import data_of
from forms.gathered import FormDocument
from forms.submissions import form_document
from scoring.problems import Faults

FORMS = Path(__file__).parent / "data" / "forms"
SHEET = (("name",), ("developer",), ("contact",), ("introduction", "problem"), ("solution", "functionality"))


def issued(name: str) -> bytes:
    return (FORMS / f"{name}-as-issued.docx").read_bytes()


def said(found: FormDocument) -> str:
    """Everything that was understood, and everything that was not."""
    return repr([[one.value for one in found.answers.values()], [one.text for one in found.unplaced]])


def test_the_blank_form_says_nothing() -> None:
    found = read(as_issued({}))
    assert (found.data, found.unplaced) == ({"schema": "submission/1"}, ())


@pytest.mark.parametrize("name", HANDS)
def test_the_forms_of_three_cities_say_what_their_officers_wrote(name: str) -> None:
    found = read(issued(name))
    read_back = data_of(filed({**found.data, "city": {"id": "a"}}))
    asked = asked_in_the_form(data_of(filed(example(name))))
    assert {part: read_back[part] for part in asked} == asked
    assert {answer.rule for answer in found.answers.values()} == {"heading", "tick"}


@pytest.mark.parametrize("name", ["tharnthong", "nathisamut"])
def test_a_sheet_of_the_portfolio_is_read_and_what_has_no_field_there_is_listed(name: str) -> None:
    found = read(issued(name))
    sheets = data_of(filed(example(name)))["portfolio"]
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets):
        for steps in SHEET:
            answer = found.answers.get(("portfolio", number, *steps))
            assert (answer and answer.value) == at(sheet, steps)
    outputs = [one["title"] for sheet in sheets for one in sheet.get("output", ()) if "title" in one]
    assert [one.text for one in found.unplaced] == outputs


def at(data: Any, steps: tuple[str, ...]) -> Any:
    for step in steps:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


# Nothing is lost


def paragraphs(document: Any) -> Iterator[Any]:
    return iter(list(document.element.body.iter(qn("w:p"))))


def with_words(raw: bytes, *, within: bool) -> tuple[bytes, list[str]]:
    """The form with words of its own in every paragraph or behind it, and those words."""
    document = docx.Document(io.BytesIO(raw))
    words = []
    for number, paragraph in enumerate(paragraphs(document)):
        words.append(f"แทรก{number}zq")
        new = docx.Document().add_paragraph(f" {words[-1]}")._p
        if within:
            paragraph.append(copy.deepcopy(new.r_lst[0]))
        else:
            paragraph.addnext(new)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue(), words


@pytest.mark.parametrize("within", [True, False])
@pytest.mark.parametrize("name", [*HANDS, ""])
def test_whatever_is_written_wherever_is_an_answer_or_is_listed(name: str, within: bool) -> None:
    raw, words = with_words(issued(name) if name else as_issued({}), within=within)
    text = said(read(raw))
    assert [one for one in words if one not in text] == []


def test_what_is_listed_says_where_it_stands() -> None:
    document = docx.Document(io.BytesIO(as_issued({})))
    document.tables[1].cell(13, 1).add_paragraph("ขอเล่าเพิ่ม")
    document.paragraphs[4].insert_paragraph_before("บันทึกถึงกรรมการ")
    file = io.BytesIO()
    document.save(file)
    found = read(file.getvalue())
    assert [(one.text, one.where.th, one.where.en) for one in found.unplaced] == [
        ("บันทึกถึงกรรมการ", "หน้า 1 ย่อหน้าที่ 5", "page 1 paragraph 5"),
        ("ขอเล่าเพิ่ม", "หน้า 3 ตารางที่ 2 แถวที่ 14 ช่องที่ 2", "page 3 table 2, row 14, column 2"),
    ]


# How people write


def filled(*changes: tuple[str, str]) -> FormDocument:
    """The blank form with paragraphs that begin so written otherwise."""
    document = docx.Document(io.BytesIO(as_issued({})))
    for start, text in changes:
        paragraph = next(one for one in document.paragraphs if one.text.startswith(start))
        paragraph.text = text
    file = io.BytesIO()
    document.save(file)
    return read(file.getvalue())


@pytest.mark.parametrize(
    "line",
    [
        "4. เมืองของท่านมีความประสงค์จะพัฒนาเป็นเมืองอัจฉริยะต่อไป หรือไม่ [X] ใช่ [] ไม่ใช่",
        "๔. เมืองของท่านมีความประสงค์จะพัฒนาเป็นเมืองอัจฉริยะต่อไป หรือไม่ ( / ) ใช่ (  ) ไม่ใช่",
        "4. เมืองของท่านมีความประสงค์จะพัฒนาเป็นเมืองอัจฉริยะต่อไปหรือไม่ ■ ใช่ □ ไม่ใช่",
        "4. เมืองของท่านมีความประสงค์จะพัฒนาเป็นเมืองอัจฉริยะต่อไป หรือไม่ ใช่",
    ],
)
def test_a_box_may_be_ticked_in_many_ways(line: str) -> None:
    found = filled(("4. ", line))
    assert filed({**found.data, "city": {"id": "a"}}).part1.wishes_to_continue is True
    assert found.unplaced == ()


def test_a_city_that_ticked_both_boxes_is_asked_which() -> None:
    line = "4. เมืองของท่านมีความประสงค์จะพัฒนาเป็นเมืองอัจฉริยะต่อไป หรือไม่ [x] ใช่ [x] ไม่ใช่"
    with pytest.raises(Faults) as caught:
        filled(("4. ", line))
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("choices_disagree", "part1.wishes_to_continue")


def test_money_may_be_in_millions_and_a_year_short() -> None:
    found = filled(
        ("6. ", "6. แผนงบประมาณรวมตลอดแผนงาน ๑๒.๕ ล้านบาท ลงทุนไปแล้ว 8,400,000 บาท"),
        ("ปีที่ 1", "ปีที่ 1 (พ.ศ. ๖๖) ๕ ล้าน บาท ลงทุนไปแล้ว ………… บาท"),
        ("วันที่", "วันที่ ๑/๑๐/๖๗"),
    )
    city = filed({**found.data, "city": {"id": "a"}})
    budget = city.part1.budget
    assert (budget.total.planned, budget.total.invested) == (12_500_000, 8_400_000)
    assert [(one.year, one.planned, one.invested) for one in budget.years] == [(2023, 5_000_000, None)]
    assert city.part2 is not None
    assert str(city.part2.signature.date) == "2024-10-01"


def test_an_answer_of_several_paragraphs_is_one_however_they_begin() -> None:
    lines = ("เปิดศูนย์แล้ว", "วันที่ 1 มกราคม 2567 เริ่มใช้งาน", "โทรศัพท์แจ้งเหตุใช้ได้ทุกตำบล")
    document = docx.Document(io.BytesIO(as_issued({"part1": {"coordinator": {"phone": "02"}}}, BLANK)))
    after = next(one for one in document.paragraphs if one.text.startswith("11."))
    for line in lines:
        after.insert_paragraph_before(line)
    file = io.BytesIO()
    document.save(file)
    assert read(file.getvalue()).data["part1"] == {
        "coordinator": {"phone": "02"},
        "summary": "\n".join(lines),
    }


# Beside the text


def test_headers_and_footers_are_listed_and_the_numbers_of_pages_are_not() -> None:
    document = docx.Document(io.BytesIO(as_issued({})))
    section: Any = document.sections[0]
    section.header.paragraphs[0].text = "ฉบับร่าง ยังไม่ผ่านผู้บริหาร"
    section.footer.paragraphs[0].text = "3"
    file = io.BytesIO()
    document.save(file)
    found = form_document("city.docx", file.getvalue(), shipped())
    assert isinstance(found, FormDocument)
    assert [(one.text, one.where.th) for one in found.unplaced] == [("ฉบับร่าง ยังไม่ผ่านผู้บริหาร", "หัวกระดาษ")]


BOX = """<w:p xmlns:w="{w}"><w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps"><w:drawing>
<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback>
<w:pict><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""


def test_a_text_box_which_word_writes_twice_is_read_once() -> None:
    document = docx.Document(io.BytesIO(as_issued({})))
    line = next(one for one in document.paragraphs if one.text.startswith("11."))
    names = {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }
    line._p.addprevious(parse_xml(BOX.format(text="สรุปในกล่อง", **names)))
    file = io.BytesIO()
    document.save(file)
    assert read(file.getvalue()).data["part1"] == {"summary": "สรุปในกล่อง"}


@pytest.mark.parametrize(("state", "answer"), [("1", True), ("0", None)])
def test_a_box_of_an_older_form_field_is_read(state: str, answer: bool | None) -> None:
    document = docx.Document(io.BytesIO(as_issued({})))
    line = next(one for one in document.paragraphs if one.text.startswith("4."))
    line.text = "4. เมืองของท่านมีความประสงค์จะพัฒนาเป็นเมืองอัจฉริยะต่อไป หรือไม่ "
    for checked, word in ((state, " ใช่ "), ("0", " ไม่ใช่")):
        line._p.append(
            parse_xml(
                f'<w:r xmlns:w="{line._p.nsmap["w"]}"><w:fldChar w:fldCharType="begin"><w:ffData>'
                f'<w:checkBox><w:checked w:val="{checked}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
            )
        )
        line.add_run(word)
    file = io.BytesIO()
    document.save(file)
    part1: Any = read(file.getvalue()).data.get("part1", {})
    assert part1.get("wishes_to_continue") == ("true" if answer else None)
