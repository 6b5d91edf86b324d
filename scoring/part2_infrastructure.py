"""Part 2, criterion 2: physical and digital infrastructure, and what it is worth."""

from typing import Literal

from scoring.evidence import Evidence
from scoring.fields import Record, added, asked
from scoring.quantities import Money, Percent, Slug, Text, Whole


class Structure(Record):
    """One item of physical or digital infrastructure."""

    id: Slug | None = added("รหัสรายการ", "id", "infrastructure")
    kind: Literal["physical", "digital"] | None = asked(
        "กลุ่ม",
        "class",
        choices={"physical": ("กายภาพ", "physical"), "digital": ("ดิจิทัล", "digital")},
    )
    type: Text | None = asked("ชนิด", "type")
    name: Text | None = asked("รายการ", "item")
    status: Literal["planned", "in_progress", "done"] | None = added(
        "สถานะ",
        "status",
        "infrastructure.under_way",
        choices={
            "planned": ("วางแผน", "planned"),
            "in_progress": ("อยู่ระหว่างดำเนินการ", "in progress"),
            "done": ("แล้วเสร็จ", "done"),
        },
    )
    coverage: Percent | None = added(
        "ครอบคลุมพื้นที่ (ร้อยละ)", "share of the zone covered (%)", "infrastructure.coverage"
    )
    devices: Whole | None = added("อุปกรณ์ที่เชื่อมต่อ (ชิ้น)", "connected devices", "infrastructure.coverage")
    serves: tuple[Slug, ...] = added(
        "รองรับ (รหัสบริการ เป้าหมาย หรือ cdp)",
        "serves (ids of services or goals, or cdp)",
        "infrastructure",
        default=(),
    )
    evidence: tuple[Evidence, ...] = added("หลักฐาน", "evidence", "infrastructure.in_use", default=())


class Valuation(Record):
    """The value of one kind of investment and who answers for it."""

    kind: Literal["physical", "digital", "cdp"] | None = added(
        "ประเภท",
        "kind",
        "infrastructure.valuation",
        choices={"physical": ("กายภาพ", "physical"), "digital": ("ดิจิทัล", "digital"), "cdp": ("CDP", "CDP")},
    )
    value: Money | None = added("มูลค่าการลงทุน (บาท)", "value (baht)", "infrastructure.valuation")
    agency: Text | None = added("หน่วยงานรับผิดชอบ", "responsible agency", "infrastructure.valuation")


class Infrastructure(Record):
    """Criterion 2."""

    items: tuple[Structure, ...] = asked(
        "โครงสร้างพื้นฐานกายภาพและดิจิทัล", "physical and digital items", default=()
    )
    investment: Text | None = asked("การลงทุนภาครัฐและเอกชน", "state and private investment")
    valuations: tuple[Valuation, ...] = added(
        "มูลค่าการลงทุน", "valuation", "infrastructure.valuation", default=()
    )
