"""Part 2 of the form: the plan for the next period, by the six parts of Appendix A."""

from typing import Literal

from scoring.evidence import Evidence
from scoring.fields import Record, added, asked
from scoring.part1 import DOMAINS, Domain
from scoring.quantities import Date, Flag, Money, Month, Number, Percent, Slug, Text, Whole, Year


class Overlap(Record):
    """Another smart city whose area this one overlaps."""

    city: Text | None = added("เมืองอัจฉริยะที่ทับซ้อน", "smart city overlapped", "zone.boundary")
    area_km2: Number | None = added("พื้นที่ทับซ้อน (ตร.กม.)", "area overlapped (km²)", "zone.boundary")
    note: Text | None = added("คำอธิบาย", "note", "zone.boundary")


class Boundary(Record):
    """Row 5."""

    city: Text | None = asked("เมือง", "city")
    area_km2: Number | None = asked("ขนาดพื้นที่ (ตารางกิโลเมตร)", "area (km²)")
    image: Text | None = asked("รูปขอบเขตพื้นที่ (ชื่อไฟล์)", "picture of the boundary (file)")
    geometry: Text | None = added("ไฟล์ขอบเขตเชิงพื้นที่ (GeoJSON/KML)", "geometry (file)", "zone.boundary")
    description: Text | None = added("คำบรรยายขอบเขต", "boundary in words", "zone.boundary")
    overlaps: tuple[Overlap, ...] = added(
        "พื้นที่ทับซ้อนกับเมืองอัจฉริยะอื่น", "overlaps with other smart cities", "zone.boundary", default=()
    )


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


class Activity(Record):
    """One kind of work in the zone."""

    kind: Text | None = added("ประเภทกิจกรรมทางเศรษฐกิจ", "kind of economic activity", "zone.work")
    jobs: Whole | None = added("จำนวนการจ้างงาน (คน)", "jobs", "zone.work")
    businesses: Whole | None = added("จำนวนสถานประกอบการ (แห่ง)", "businesses", "zone.work")
    evidence: tuple[Evidence, ...] = added("หลักฐาน", "evidence", "zone.work", default=())


class Space(Record):
    """A place to rest and play."""

    name: Text | None = added("ชื่อพื้นที่พักผ่อน", "recreation space", "zone.play")
    place: Text | None = added("ที่ตั้ง", "place", "zone.play")
    area_m2: Number | None = added("ขนาดพื้นที่ (ตร.ม.)", "area (m²)", "zone.play")


class Recreation(Record):
    """Where people rest and play, in general and by name."""

    summary: Text | None = added("คำบรรยายพื้นที่พักผ่อนหย่อนใจ", "recreation in words", "zone.play")
    spaces: tuple[Space, ...] = added("พื้นที่พักผ่อนหย่อนใจ", "recreation spaces", "zone.play", default=())


class CitedPlan(Record):
    """A provincial or national plan that the vision serves."""

    level: Literal["provincial", "national"] | None = added(
        "ระดับแผน",
        "level",
        "zone.align_national",
        choices={"provincial": ("จังหวัด", "provincial"), "national": ("ประเทศ", "national")},
    )
    plan: Text | None = added("ชื่อแผน", "plan", "zone.align_national")
    part: Text | None = added("ยุทธศาสตร์/หมวดที่อ้างถึง", "strategy or section", "zone.align_national")
    how: Text | None = added("วิสัยทัศน์ตอบแผนอย่างไร", "how the vision serves it", "zone.align_national")
    evidence: tuple[Evidence, ...] = added("หลักฐาน", "evidence", "zone.align_national", default=())


class Swot(Record):
    """Strengths, weaknesses, opportunities and challenges, each as a list of points."""

    strengths: tuple[Text, ...] = added("จุดแข็ง", "strengths", "zone.swot", default=())
    weaknesses: tuple[Text, ...] = added("จุดอ่อน", "weaknesses", "zone.swot", default=())
    opportunities: tuple[Text, ...] = added("โอกาส", "opportunities", "zone.swot", default=())
    challenges: tuple[Text, ...] = added("ความท้าทาย", "challenges", "zone.swot", default=())


class PublicNeed(Record):
    """What need of the public a domain's services answer."""

    domain: Domain | None = added("ด้าน", "domain", "zone.vision_service", choices=DOMAINS)
    service: Text | None = added("บริการแก่ประชาชน", "service to the public", "zone.vision_service")
    need: Text | None = added("ความต้องการของประชาชนที่ตอบ", "public need it answers", "zone.vision_service")


class Engagement(Record):
    """A survey, hearing or user study."""

    kind: Literal["survey", "hearing", "user_study"] | None = added(
        "วิธีรับฟัง",
        "kind",
        "zone.needs",
        choices={
            "survey": ("สำรวจ", "survey"),
            "hearing": ("ประชาคม", "hearing"),
            "user_study": ("ศึกษาผู้ใช้", "user study"),
        },
    )
    name: Text | None = added("ชื่อกิจกรรม", "name", "zone.needs")
    date: Date | None = added("วันที่", "date", "zone.needs")
    people: Whole | None = added("จำนวนผู้เข้าร่วม (คน)", "people heard", "zone.needs")
    changed: Text | None = added("สิ่งที่ปรับเปลี่ยนจากความเห็น", "what was changed because of it", "zone.needs")
    evidence: tuple[Evidence, ...] = added("หลักฐาน", "evidence", "zone.needs", default=())


class Zone(Record):
    """Criterion 1: the zone and what it is for."""

    location: Text | None = asked("ตั้งอยู่ในพื้นที่", "located in")
    activities: tuple[Activity, ...] = added(
        "กิจกรรมทางเศรษฐกิจ", "economic activities", "zone.work", default=()
    )
    recreation: Recreation = added("พื้นที่พักผ่อนหย่อนใจ", "recreation", "zone.play", default=Recreation())
    plans: tuple[CitedPlan, ...] = added("แผนที่อ้างถึง", "plans cited", "zone.align_national", default=())
    swot: Swot = added("การวิเคราะห์ SWOT", "SWOT", "zone.swot", default=Swot())
    needs: tuple[PublicNeed, ...] = added(
        "ความต้องการที่บริการตอบ", "needs answered", "zone.vision_service", default=()
    )
    engagements: tuple[Engagement, ...] = added("การรับฟังประชาชน", "engagement", "zone.needs", default=())


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
    address: Text | None = added("ที่อยู่ข้อมูล", "address", "cdp.open_data")
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
    file: Text | None = added("ไฟล์", "file", "cdp.security, cdp.privacy")
    address: Text | None = added("ที่อยู่เว็บ", "web address", "cdp.security, cdp.privacy")


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


class DomainCount(Record):
    """The number of projects the form asks for in one domain."""

    domain: Domain | None = asked("ด้าน", "domain", choices=DOMAINS)
    projects: Whole | None = asked("จำนวน (โครงการ)", "number of projects")


class NextProject(Record):
    """A project planned for the next period."""

    id: Slug | None = added("รหัสโครงการ", "id", "services")
    domain: Domain | None = asked("ด้าน", "domain", choices=DOMAINS)
    name: Text | None = asked("โครงการ", "project")
    indicator: Text | None = added("ตัวชี้วัด", "indicator", "services")
    start: Month | None = added("เริ่มเดือน", "first month", "services")
    end: Month | None = added("ถึงเดือน", "last month", "services")
    budget: Money | None = added("งบประมาณ (บาท)", "budget (baht)", "services")


class Services(Record):
    """Criterion 4: the services of the next period."""

    counts: tuple[DomainCount, ...] = asked("จำนวนโครงการรายด้าน", "number of projects by domain", default=())
    projects: tuple[NextProject, ...] = asked("โครงการ", "projects", default=())


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
    address: Text | None = added("ที่อยู่เว็บ", "web address", "investment.publicise_infra")
    file: Text | None = added("ไฟล์", "file", "investment.publicise_infra")


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


class Order(Record):
    """The order that set up a body."""

    number: Text | None = added("คำสั่งที่", "number", "management.provincial, management.area")
    date: Date | None = added("ลงวันที่", "dated", "management.provincial, management.area")
    file: Text | None = added("ไฟล์", "file", "management.provincial, management.area")


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
