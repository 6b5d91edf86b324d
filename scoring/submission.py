"""What a city files, as one validated document: the whole form and the marked additions to it."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from scoring.attachments import Attachment
from scoring.evidence import Evidence
from scoring.fields import Record, added, asked
from scoring.part1 import Part1
from scoring.part2 import Part2
from scoring.portfolio import PortfolioSheet
from scoring.quantities import Date, Flag, Month, Slug, Text, Whole, answered

CriterionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", max_length=80)]


class Name(Record):
    """A name in Thai and, where there is one, in English."""

    th: Text | None = added("ชื่อไทย", "name in Thai", "report")
    en: Text | None = added("ชื่ออังกฤษ", "name in English", "report")


class City(Record):
    """Which city this is, for files, tables and reviews."""

    id: Slug = Field(json_schema_extra={"x-title": {"th": "รหัสเมือง", "en": "city's id"}, "x-extension": True})
    name: Name = added("ชื่อเมือง", "city's name", "report", default=Name())
    province: Text | None = added("จังหวัด", "province", "report")


class Filing(Record):
    """The cover: which report, over which months, and when it was filed."""

    number: Whole | None = asked("ครั้งที่", "number")
    months: Whole | None = asked("ระยะ (เดือน)", "period (months)")
    start: Month | None = asked("ระหว่างเดือน", "first month")
    end: Month | None = asked("ถึงเดือน", "last month")
    filed_on: Date | None = added("วันที่ยื่น", "filed on", "report")


class Approval(Record):
    """The dates of approval; policy names the one that counts (Announcement 1/2562, clause 15)."""

    authority: Text | None = added("ผู้เห็นชอบ", "authority", "report")
    subcommittee: Date | None = added("วันที่คณะอนุกรรมการเห็นชอบ", "subcommittee's approval", "report")
    resolution: Date | None = added("วันที่คณะกรรมการมีมติ", "committee's resolution", "report")
    ceremony: Date | None = added("วันที่มอบตราสัญลักษณ์", "logo ceremony", "report")
    renewal: Date | None = added("วันที่ต่ออายุครั้งล่าสุด", "last renewal", "report")


class NotApplicable(Record):
    """A criterion the city holds not to apply to it, for a reason of the edition's list."""

    criterion: CriterionId | None = added("ข้อเกณฑ์", "criterion", "report")
    reason: Text | None = added("เหตุตามบัญชี", "reason from the list", "report")
    explanation: Text | None = added("คำอธิบาย", "explanation", "report")
    evidence: tuple[Evidence, ...] = added("หลักฐาน", "evidence", "report", default=())


class Submission(Record):
    """One filed report and plan.

    `draft` marks a city's own unfinished copy: what is still empty then counts as open and not as
    final. `answers` holds what an edition asks beyond the form (its `questions`). Source of the
    fields: depa's two-year report form, Parts 1 and 2 and Appendix B.
    """

    _blanks = model_validator(mode="before")(answered)  # what is left blank was not answered

    schema_: Literal["submission/1"] = Field(
        alias="schema", json_schema_extra={"x-title": {"th": "รุ่นแฟ้ม", "en": "schema"}}
    )
    draft: Flag = added("เป็นฉบับร่าง", "is a draft", "report", default=False)
    illustrative: Name | None = added("หมายเหตุว่าเป็นตัวอย่าง", "note that it is illustrative", "report")
    city: City = Field(json_schema_extra={"x-title": {"th": "เมือง", "en": "city"}, "x-extension": True})
    filing: Filing = asked("รายงาน", "report", "cover", default=Filing())
    approval: Approval = added("การเห็นชอบ", "approval", "report", default=Approval())
    part1: Part1 = asked("ส่วนที่ 1", "Part 1", "1", default=Part1())
    part2: Part2 = asked("ส่วนที่ 2", "Part 2", "2", default=Part2())
    portfolio: tuple[PortfolioSheet, ...] = asked("ภาคผนวก ข", "Appendix B", "B", default=())
    not_applicable: tuple[NotApplicable, ...] = added("ข้อที่ไม่ใช้กับเมือง", "not applicable", "report", default=())
    attachments: tuple[Attachment, ...] = added(
        "เอกสารแนบ", "attachments", "report", default=(), holds="computed"
    )
    answers: dict[str, Any] = added(
        "คำตอบเพิ่มเติมตามฉบับเกณฑ์", "answers to the edition's questions", "report", default_factory=dict
    )
