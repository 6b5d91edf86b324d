"""Remarks as comments in a Word form: at the field they are about, and nothing else in the file changes."""

import io
from typing import Any

import docx
from as_issued import as_issued
from docx.oxml.ns import qn
from filing import example, filed
from word_files import FORM, read, written

from forms.filled import data_of
from forms.word_notes import noted_word


def city() -> bytes:
    return written(data_of(filed(example("tharnthong"))))


def about(raw: bytes) -> dict[str, str]:
    """Each comment, and the text that it is about."""
    document = docx.Document(io.BytesIO(raw))
    inside: dict[str, str] = {}
    running: set[str] = set()
    for node in document.element.iter():
        number: Any = node.get(qn("w:id"))
        if node.tag == qn("w:commentRangeStart"):
            running.add(number)
            inside[number] = ""
        elif node.tag == qn("w:commentRangeEnd"):
            running.discard(number)
        elif node.tag == qn("w:t"):
            for one in running:
                inside[one] += node.text or ""
    said = {str(one.comment_id): one.text for one in document.comments}
    return {said[number]: text for number, text in inside.items()}


def test_a_remark_stands_at_the_field_it_is_about() -> None:
    found = read(city())
    places = ("part1", "progress", "percent"), ("part1", "results", 2, "name")
    marks = [where.mark for place in places if (where := found.where(place))]
    raw = noted_word(city(), zip(marks, ("ตรวจร้อยละ", "ตรวจชื่อ"), strict=True), FORM)
    results = filed(example("tharnthong")).part1.results
    assert about(raw) == {"ตรวจร้อยละ": "68", "ตรวจชื่อ": results[2].name}


def test_a_remark_on_the_form_as_issued_stands_at_the_paragraph() -> None:
    raw = as_issued({"part1": {"progress": {"percent": 145}}})
    where = read(raw).where(("part1", "progress", "percent"))
    assert where is not None
    (text,) = about(noted_word(raw, [(where.mark, "เกิน 100")], FORM)).values()
    assert "คิดเป็นสัดส่วนร้อยละ 145" in text


def test_a_remark_on_the_whole_stands_at_the_beginning() -> None:
    (text,) = about(noted_word(city(), [((), "ยังไม่มีส่วนที่ 2")], FORM)).values()
    assert text == "สำนักงานส่งเสริมเศรษฐกิจดิจิทัล"


def test_remarks_change_no_answer_and_are_no_answer() -> None:
    found = read(city())
    marks = [answer.where.mark for answer in found.answers.values()]
    raw = noted_word(city(), [(mark, "ข้อสังเกต") for mark in marks], FORM)
    again = read(raw)
    assert (again.data, again.unplaced) == (found.data, found.unplaced)
    assert raw == noted_word(city(), [(mark, "ข้อสังเกต") for mark in marks], FORM)


def test_remarks_of_a_second_round_are_added_to_those_of_the_first() -> None:
    once = noted_word(city(), [((), "รอบแรก")], FORM)
    assert set(about(noted_word(once, [((), "รอบสอง")], FORM))) == {"รอบแรก", "รอบสอง"}
