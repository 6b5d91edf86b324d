"""Part 2, criterion 1: the zone, who works and plays there, and what it is for."""

from typing import Literal

from scoring.evidence import Evidence
from scoring.fields import Record, added, asked
from scoring.part1 import DOMAINS, Domain
from scoring.quantities import Date, Number, Text, Whole


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
