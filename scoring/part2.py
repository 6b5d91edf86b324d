"""Part 2 of the form: the plan for the next period, by its rows and the six parts of Appendix A."""

from typing import Literal

from pydantic import field_validator

from scoring.fields import Record, added, asked
from scoring.part1 import DOMAINS, Domain, in_form_order
from scoring.part2_boundary import Boundary
from scoring.part2_cdp import Cdp
from scoring.part2_infrastructure import Infrastructure
from scoring.part2_investment import Investment
from scoring.part2_management import Management
from scoring.part2_services import Services
from scoring.part2_zone import Zone
from scoring.quantities import Date, Text, Whole, Year


class Population(Record):
    """Row 6."""

    residents: Whole | None = asked("จำนวนประชากรทั้งสิ้น (คน)", "residents (persons)")
    users: Whole | None = asked("จำนวนผู้ใช้งานในพื้นที่ (คน)", "users in the area (persons)")
    year: Year | None = added("ข้อมูลปี", "year of the figure", "zone.live")
    source: Text | None = added("แหล่งข้อมูล", "source", "zone.live")
    planned_residents: Whole | None = added("ประชากรตามแผน (คน)", "residents planned", "zone.live")
    planned_year: Year | None = added("ปีที่คาดว่าจะเข้าอยู่", "year planned", "zone.live")


class Characteristics(Record):
    """Row 7: the ticks of the seven domains."""

    year: Year | None = asked("ปี พ.ศ. ที่ดำเนินการ", "year operated")
    domains: tuple[Domain, ...] = asked("ด้านที่ดำเนินการ", "domains ticked", default=(), choices=DOMAINS)

    _in_form_order = field_validator("domains")(in_form_order)


class Signature(Record):
    """Who answers for the plan."""

    name: Text | None = asked("ผู้รับผิดชอบแผนงาน", "responsible for the plan")
    position: Text | None = added("ตำแหน่ง", "position", "signature")
    date: Date | None = asked("วันที่", "date")


class Part2(Record):
    """Part 2 of the form; due only if item 4 is yes."""

    project_name: Text | None = asked("ชื่อโครงการเมืองอัจฉริยะ", "project name", "2.R1")
    operator: Text | None = asked("ผู้ดำเนินโครงการ", "operator", "2.R2")
    type: Literal["livable_existing", "new_modern"] | None = asked(
        "ประเภท",
        "type",
        "2.R3",
        choices={
            "livable_existing": ("เมืองเดิมน่าอยู่", "livable existing city"),
            "new_modern": ("เมืองใหม่ทันสมัย", "modern new city"),
        },
    )
    vision: Text | None = asked("วิสัยทัศน์", "vision", "2.R4")
    boundary: Boundary = asked("ขอบเขตพื้นที่", "boundary", "2.R5", default=Boundary())
    population: Population = asked("จำนวนประชากร", "population", "2.R6", default=Population())
    characteristics: Characteristics = asked(
        "ลักษณะของเมืองอัจฉริยะ", "characteristics", "2.R7", default=Characteristics()
    )
    summary: Text | None = asked("สรุปสาระสำคัญ", "essential summary", "2.R8")
    zone: Zone = asked("เขต วิสัยทัศน์ เป้าหมาย", "zone, vision, goals", "2.C1", default=Zone())
    infrastructure: Infrastructure = asked(
        "โครงสร้างพื้นฐาน", "infrastructure", "2.C2", default=Infrastructure()
    )
    cdp: Cdp = asked("ข้อมูลเมือง (CDP)", "City Data Platform", "2.C3", default=Cdp())
    services: Services = asked("บริการระบบเมืองอัจฉริยะ", "services", "2.C4", default=Services())
    investment: Investment = asked("การลงทุนและการบริหารอย่างยั่งยืน", "investment", "2.C5", default=Investment())
    management: Management = asked(
        "โครงสร้างการบริหารจัดการ", "management structure", "2.C6", default=Management()
    )
    signature: Signature = asked("ลงชื่อ", "signature", "2.sign", default=Signature())
