"""Part 2, criterion 3: the City Data Platform."""

from typing import Literal

from scoring.fields import Record, added, asked
from scoring.quantities import Date, Flag, Money, Text


class Dataset(Record):
    """One dataset of the data catalog."""

    name: Text | None = asked("ชื่อชุดข้อมูล", "dataset")
    subject: Literal["vision", "services", "organisation"] | None = added(
        "เรื่อง",
        "subject",
        "cdp.catalog_vision",
        choices={
            "vision": ("วิสัยทัศน์และเป้าหมาย", "vision and goals"),
            "services": ("บริการเมืองอัจฉริยะ", "services"),
            "organisation": ("องค์กร การลงทุน การบริหาร", "organisation"),
        },
    )
    source: Text | None = asked("แหล่งที่มา", "source")
    owner: Text | None = added("หน่วยงานเจ้าของข้อมูล", "owner", "cdp.catalog_vision")
    updated: Date | None = added("ปรับปรุงล่าสุด", "last update", "cdp.catalog_vision")
    open: Flag | None = added("เป็นข้อมูลเปิด", "open data", "cdp.open_data")
    address: Text | None = added("ที่อยู่ข้อมูล", "address", "cdp.open_data", holds="address")
    format: Text | None = added("รูปแบบไฟล์", "format", "cdp.open_data")
    licence: Text | None = added("เงื่อนไขการใช้", "licence", "cdp.open_data")


class Exchange(Record):
    """One exchange of data with another body."""

    name: Text | None = added("ข้อมูลที่แลกเปลี่ยน", "data exchanged", "cdp.exchange")
    status: Literal["planned", "running"] | None = added(
        "สถานะ",
        "status",
        "cdp.exchange",
        choices={"planned": ("วางแผน", "planned"), "running": ("ทำจริงแล้ว", "running")},
    )
    counterpart: Text | None = added("คู่แลกเปลี่ยน", "counterpart", "cdp.exchange")
    method: Literal["api", "linkage", "file"] | None = added(
        "วิธี",
        "method",
        "cdp.exchange",
        choices={"api": ("API", "API"), "linkage": ("เชื่อมโยงระบบ", "linkage"), "file": ("ส่งแฟ้ม", "file")},
    )
    last_run: Date | None = added("แลกเปลี่ยนล่าสุดเมื่อ", "last run", "cdp.exchange")


class DataDocument(Record):
    """A policy, measure or manual on the city's data."""

    subject: Literal["data_security", "cyber_security", "data_governance", "personal_data"] | None = added(
        "เรื่อง",
        "subject",
        "cdp.security, cdp.privacy",
        choices={
            "data_security": ("ความมั่นคงปลอดภัยของข้อมูล", "data security"),
            "cyber_security": ("ความมั่นคงปลอดภัยไซเบอร์", "cyber security"),
            "data_governance": ("ธรรมาภิบาลข้อมูล", "data governance"),
            "personal_data": ("ข้อมูลส่วนบุคคล", "personal data"),
        },
    )
    title: Text | None = added("ชื่อเอกสาร", "title", "cdp.security, cdp.privacy")
    date: Date | None = added("ลงวันที่", "dated", "cdp.security, cdp.privacy")
    responsible: Text | None = added("ผู้รับผิดชอบ", "responsible", "cdp.security")
    file: Text | None = added("ไฟล์", "file", "cdp.security, cdp.privacy", holds="file")
    address: Text | None = added("ที่อยู่เว็บ", "web address", "cdp.security, cdp.privacy", holds="address")


class CdpInvestment(Record):
    """How the City Data Platform is paid for."""

    model: Literal["state", "joint", "private", "other"] | None = added(
        "รูปแบบการลงทุน",
        "model",
        "cdp.workflow",
        choices={
            "state": ("รัฐ", "state"),
            "joint": ("รัฐร่วมเอกชน", "joint"),
            "private": ("เอกชน", "private"),
            "other": ("อื่น ๆ", "other"),
        },
    )
    cost: Money | None = added("ค่าใช้จ่าย (บาท)", "cost (baht)", "cdp.workflow")
    source: Text | None = added("แหล่งเงิน", "source", "cdp.workflow")


class Cdp(Record):
    """Criterion 3: the City Data Platform."""

    approach: Text | None = asked("แนวทางการจัดทำ Data catalog", "approach to the data catalog")
    agency: Text | None = added(
        "หน่วยงานรับผิดชอบข้อมูลเมือง", "agency responsible for city data", "investment.data"
    )
    strategy: Text | None = added(
        "ยุทธศาสตร์ที่งานข้อมูลเดินตาม", "strategy the data work follows", "investment.data"
    )
    catalog: tuple[Dataset, ...] = asked("ชุดข้อมูล", "datasets", default=())
    exchanges: tuple[Exchange, ...] = added("การแลกเปลี่ยนข้อมูล", "exchanges", "cdp.exchange", default=())
    documents: tuple[DataDocument, ...] = added(
        "เอกสารธรรมาภิบาลข้อมูล", "documents", "cdp.security", default=()
    )
    protection_officer: Text | None = added(
        "เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล", "data protection officer", "cdp.privacy"
    )
    investment: CdpInvestment = added(
        "รูปแบบการลงทุนจัดทำ CDP", "CDP investment", "cdp.workflow", default=CdpInvestment()
    )
