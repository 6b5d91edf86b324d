"""Part 2, the row without a number: who drives the smart city."""

from typing import Literal

from scoring.fields import Record, added, asked
from scoring.quantities import Date, Text


class Order(Record):
    """The order that set up a body."""

    number: Text | None = added("คำสั่งที่", "number", "management.provincial, management.area")
    date: Date | None = added("ลงวันที่", "dated", "management.provincial, management.area")
    file: Text | None = added("ไฟล์", "file", "management.provincial, management.area", holds="file")


class Member(Record):
    """A member of a body, a person or a unit."""

    name: Text | None = added("ชื่อบุคคลหรือหน่วยงาน", "person or unit", "management")
    sector: Literal["state", "local", "private", "people", "academia"] | None = added(
        "ภาคส่วน",
        "sector",
        "management.sectors",
        choices={
            "state": ("รัฐ", "state"),
            "local": ("ท้องถิ่น", "local government"),
            "private": ("เอกชน", "private"),
            "people": ("ประชาชน", "people"),
            "academia": ("สถาบันการศึกษา", "academia"),
        },
    )
    duty: Text | None = added("หน้าที่", "duty", "management.duties")


class Body(Record):
    """A body that drives the smart city."""

    level: Literal["provincial", "area"] | None = added(
        "ระดับ",
        "level",
        "management",
        choices={"provincial": ("จังหวัด", "provincial"), "area": ("พื้นที่", "area")},
    )
    name: Text | None = added("ชื่อคณะกรรมการ/คณะทำงาน", "body", "management")
    order: Order = added("คำสั่งแต่งตั้ง", "appointing order", "management", default=Order())
    members: tuple[Member, ...] = added("องค์ประกอบ", "members", "management", default=())


class Management(Record):
    """The row without a number: the management structure (Appendix A, 6)."""

    summary: Text | None = asked("โครงสร้างการบริหารจัดการ", "management structure")
    bodies: tuple[Body, ...] = added("คณะกรรมการ/คณะทำงาน", "bodies", "management", default=())
