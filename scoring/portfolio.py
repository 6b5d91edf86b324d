"""Appendix B of the form: the Smart City Solution Portfolio, one sheet for each finished service."""

from pydantic import field_validator

from scoring.evidence import Evidence
from scoring.fields import Record, added, asked
from scoring.part1 import DOMAINS, Domain, in_form_order
from scoring.quantities import Number, Percent, Slug, Text


class Introduction(Record):
    """From the problem to the approach."""

    problem: Text | None = asked("ที่มาของปัญหา", "problem")
    approach: Text | None = asked("แนวทางการแก้ปัญหา", "approach")
    keywords: tuple[Text, ...] = asked("คำสำคัญ", "keywords", default=())
    domains: tuple[Domain, ...] = asked("ด้านอัจฉริยะ", "domains", default=(), choices=DOMAINS)
    media: tuple[Evidence, ...] = asked("รูปภาพหรือลิงก์วีดิทัศน์", "pictures or video", default=())

    _in_form_order = field_validator("domains")(in_form_order)


class Solution(Record):
    """How the service works."""

    functionality: Text | None = asked("การทำงานของระบบ", "functionality")
    diagram: Text | None = asked("แผนภาพเทคโนโลยี (ไฟล์)", "technology diagram (file)", holds="file")


class Outcome(Record):
    """The effect on one national smart city indicator."""

    domain: Domain | None = asked("ด้าน", "domain", choices=DOMAINS)
    indicator: Text | None = asked("ตัวชี้วัด", "indicator")
    value: Number | None = asked("ค่า", "value")
    unit: Text | None = asked("หน่วยนับ", "unit")


class Case(Record):
    """A use in a real city."""

    city: Text | None = asked("เมือง", "city")
    agency: Text | None = asked("หน่วยงานผู้รับผิดชอบ", "responsible agency")


class Shares(Record):
    """Who paid, in per cent."""

    state: Percent | None = asked("ภาครัฐ (ร้อยละ)", "state (%)")
    private: Percent | None = asked("ภาคเอกชน (ร้อยละ)", "private (%)")
    other: Percent | None = asked("อื่น ๆ (ร้อยละ)", "other (%)")


class PortfolioSheet(Record):
    """One finished service; `service` is the id of its row in item 9."""

    service: Slug | None = added("รหัสโครงการในข้อ 9", "id of the row in item 9", "services")
    name: Text | None = asked("ชื่อระบบบริการ", "service name")
    developer: Text | None = asked("ผู้พัฒนา", "developer")
    introduction: Introduction = asked("ที่มาและความสำคัญ", "introduction", default=Introduction())
    solution: Solution = asked("เทคโนโลยีระบบบริการ", "solution", default=Solution())
    contact: Text | None = asked("ข้อมูลติดต่อ", "contact")
    output: tuple[Evidence, ...] = asked("ผลลัพธ์", "output", default=())
    outcome: tuple[Outcome, ...] = asked("ตัวชี้วัดตามเป้าหมายประเทศ", "outcome", default=())
    cases: tuple[Case, ...] = asked("รูปแบบการใช้งาน", "cases", default=())
    investment: Shares = asked("รูปแบบการลงทุน", "investment", default=Shares())
