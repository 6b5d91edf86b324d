"""Part 2, criterion 5: money, people and publicity that keep the smart city going."""

from typing import Literal

from scoring.evidence import Evidence
from scoring.fields import Record, added, asked
from scoring.quantities import Date, Money, Text, Whole, Year


class Source(Record):
    """A source of money, or a co-investor."""

    name: Text | None = asked("แหล่งเงินทุน/ผู้ร่วมลงทุน", "source or co-investor")
    kind: Literal["state", "private", "joint"] | None = added(
        "รัฐ เอกชน หรือร่วมทุน",
        "kind",
        "investment.strategy",
        choices={"state": ("รัฐ", "state"), "private": ("เอกชน", "private"), "joint": ("ร่วมทุน", "joint")},
    )
    amount: Money | None = asked("จำนวนเงิน (บาท)", "amount (baht)")
    phase: Literal["development", "upkeep"] | None = added(
        "ใช้เพื่อ",
        "for development or upkeep",
        "infrastructure.upkeep",
        choices={"development": ("พัฒนา", "development"), "upkeep": ("ดูแลบำรุงรักษา", "upkeep")},
    )
    until: Year | None = added("ถึงปี พ.ศ.", "until the year", "infrastructure.upkeep")
    evidence: tuple[Evidence, ...] = added("หลักฐาน", "evidence", "infrastructure.upkeep", default=())


class Training(Record):
    """A training or a team that drives the smart city."""

    name: Text | None = added("หลักสูตร/ทีมงาน", "training or team", "investment.personnel")
    date: Date | None = added("วันที่", "date", "investment.personnel")
    people: Whole | None = added("จำนวนคน", "people", "investment.personnel")
    hours: Whole | None = added("จำนวนชั่วโมง", "hours", "investment.personnel")
    certificates: Whole | None = added("จำนวนประกาศนียบัตร", "certificates", "investment.personnel")
    evidence: tuple[Evidence, ...] = added("หลักฐาน", "evidence", "investment.personnel", default=())


class Publication(Record):
    """One publication of a success."""

    subject: Literal["infrastructure", "data", "services"] | None = added(
        "เรื่อง",
        "subject",
        "investment.publicise_infra",
        choices={
            "infrastructure": ("โครงสร้างพื้นฐาน", "infrastructure"),
            "data": ("ข้อมูลเมือง", "city data"),
            "services": ("บริการเมือง", "city services"),
        },
    )
    title: Text | None = added("ชื่อเรื่อง", "title", "investment.publicise_infra")
    date: Date | None = added("วันที่เผยแพร่", "date", "investment.publicise_infra")
    address: Text | None = added("ที่อยู่เว็บ", "web address", "investment.publicise_infra", holds="address")
    file: Text | None = added("ไฟล์", "file", "investment.publicise_infra", holds="file")


class Investment(Record):
    """Criterion 5: investment and sustainable management."""

    model: Text | None = asked("รูปแบบการลงทุน (Business Model)", "investment model")
    sources: tuple[Source, ...] = asked("งบประมาณและแหล่งเงินทุน", "budget and sources", default=())
    mechanism: Text | None = asked("กลไกการบริหารจัดการ", "management mechanism")
    participation: Text | None = asked("การสร้างความตระหนักและการมีส่วนร่วม", "awareness and participation")
    trainings: tuple[Training, ...] = added("การพัฒนาบุคลากร", "personnel", "investment.personnel", default=())
    publications: tuple[Publication, ...] = added(
        "การเผยแพร่ความสำเร็จ", "publications", "investment", default=()
    )
