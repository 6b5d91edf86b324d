"""Invented assessments that look like real ones, for the tests of the reports.

`renewing()`, `revoked()`, `weak_draft()` and `illustrated()` agree with themselves (points add up to
the total, bounds hold it), but no engine and no rule stands behind them: they are for looking at.
"""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from sample_portrait import backing, portrait
from sample_ways import way_out

from scoring.models import (
    Assessment,
    Assumption,
    Bilingual,
    CityNamed,
    ClaimLine,
    Condition,
    EditionNamed,
    Finding,
    Gap,
    GateFinding,
    Judgement,
    LedgerEntry,
    MeasureSeen,
    Missing,
    Notice,
    Provenance,
    Reason,
    Recommendation,
    Scorecard,
    SectionScore,
    Verdict,
)

AS_OF = datetime.date(2026, 10, 1)
PASS, FLOOR = 60, 40
SECTIONS = {
    "zone": (20, "เขต วิสัยทัศน์ เป้าหมาย", "Zone, vision, goals"),
    "infrastructure": (15, "โครงสร้างพื้นฐาน", "Infrastructure"),
    "cdp": (20, "ข้อมูลเมือง (City Data Platform)", "City Data Platform"),
    "services": (25, "บริการเมืองอัจฉริยะ", "Smart services"),
    "investment": (10, "การลงทุนและการบริหารอย่างยั่งยืน", "Investment and sustainable management"),
    "management": (10, "โครงสร้างการบริหารจัดการ", "Management structure"),
}
STAGES = {
    "planning": ("วางแผน", "planning"),
    "implementation": ("ดำเนินการ", "implementation"),
    "outcome": ("ผลลัพธ์", "outcome"),
    "sustaining": ("ยั่งยืน", "sustaining"),
}
LEVELS = {"met": ("ครบ", "met"), "partial": ("บางส่วน", "partial"), "unmet": ("ยังไม่ครบ", "not met")}
CREDIT = {"met": Fraction(1), "partial": Fraction(1, 2), "unmet": Fraction(0)}
# One letter a criterion, in the order of the form: met, partial, unmet; unanswered (x); pending as
# met (J) or as partial (K); not pursued (n); not applicable (a).
LETTERS = {"m": "met", "p": "partial", "u": "unmet", "J": "met", "K": "partial"}
STATUS = {"J": "pending", "K": "pending", "x": "unanswered", "n": "not_pursued", "a": "not_applicable"}
RENEWING = {
    "zone": "mJmmJmpmmKmJ",
    "infrastructure": "Jpmmmmpu",
    "cdp": "mmpumKmx",
    "services": "mnpmnup",
    "investment": "JmmpaxK",
    "management": "mmJp",
}
REVOKED = {
    "zone": "mmmmJmmmmpmm",
    "infrastructure": "mmmmmpmm",
    "cdp": "mmmpmmmm",
    "services": "ummmmpm",
    "investment": "mmmmpmm",
    "management": "mmmm",
}
WEAK = {
    "zone": "mxxpxpuxxxxu",
    "infrastructure": "Kxxuxxpx",
    "cdp": "uxxuxxxx",
    "services": "pnnxnnu",
    "investment": "xxuuxxx",
    "management": "pxxu",
}


class Subject(NamedTuple):
    """What the sample of one criterion speaks of: its label, its unit, where it stands in the form."""

    th: str
    en: str
    unit_th: str
    unit_en: str
    place: str


SUBJECTS = {
    "zone": Subject("เป้าหมายที่มีตัวชี้วัดครบ", "goals with a full indicator", "ข้อ", "goals", "part1.goals.items"),
    "infrastructure": Subject(
        "โครงสร้างพื้นฐานที่ผูกกับบริการ", "items tied to a service", "รายการ", "items", "part2.infrastructure.items"
    ),
    "cdp": Subject("ชุดข้อมูลเปิดที่ระบุชื่อ", "named open datasets", "ชุด", "datasets", "part2.cdp.catalog"),
    "services": Subject("โครงการที่แล้วเสร็จ", "projects done", "โครงการ", "projects", "part1.results"),
    "investment": Subject(
        "การเผยแพร่ในงวดที่รายงาน",
        "publications in the period",
        "รายการ",
        "items",
        "part2.investment.publications",
    ),
    "management": Subject(
        "ภาคส่วนในคณะทำงาน", "sectors among the members", "ภาคส่วน", "sectors", "part2.management.bodies"
    ),
}
EVERY_GATE = Reason(gate="", th="ผ่านเงื่อนไขบังคับครบทุกข้อ", en="Every gate holds")
REMEDY = Bilingual(
    th="เพิ่มรายการที่ยังขาดในแบบรายงาน พร้อมแนบหลักฐานที่ลงวันที่ภายในงวด แล้วยื่นใหม่ภายในกำหนด",
    en="Add what is missing to the form with evidence dated within the period, and file again in time.",
)
CENTRE = (
    "{}: ศูนย์ปฏิบัติการเมืองอัจฉริยะ เชื่อมกล้อง CCTV 640 ตัว ผู้เชี่ยวชาญประจำ 6 คน งบประมาณ 48,500,000 บาท · "
    "{}: รายงานผลการดำเนินงานประจำปี 2568 หน้า 14–19 https://example.invalid/รายงาน-2568.pdf"
)
EVIDENCE = Bilingual(
    th="รายการที่มีชื่อ แหล่งที่มา และไฟล์หรือที่อยู่เว็บ", en="entries with a name, a source, and a file or web address"
)
QUESTION = Bilingual(
    th="หลักฐานแสดงว่าสิ่งที่เมืองกล่าวอ้างเกิดขึ้นจริงและสอดคล้องกับวิสัยทัศน์หรือไม่",
    en="Does the evidence show that what the city claims is so, and that it serves the vision?",
)


def both(th: str, en: str) -> Bilingual:
    return Bilingual(th=th, en=en)


def rounded(value: Fraction) -> float:
    """Half up to one decimal; exact values stand beside it."""
    return float((value * 10 + Fraction(1, 2)).__floor__()) / 10


@cache
def criteria() -> tuple[tuple[str, ...], ...]:
    """Section, name, point, stage, then title and wording in both languages, in the form's order."""
    lines = (Path(__file__).parent / "data" / "sample_criteria.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("|")) for line in lines)


class Share(NamedTuple):
    """One criterion's part in the score: its level's letter and its weight in its section and in all."""

    row: tuple[str, ...]
    letter: str
    weight: int
    effective: Fraction

    @property
    def id(self) -> str:
        return f"{self.row[0]}.{self.row[1]}"

    @property
    def open(self) -> bool:
        return self.letter in "JK"

    def credit(self, when: str, draft: bool) -> Fraction:
        """The credit now, at the worst (`low`) or at the best (`high`) of what is open."""
        if self.open or (draft and self.letter == "x"):
            settled = {"low": Fraction(0), "high": Fraction(1)}.get(when)
            if settled is not None:
                return settled
        return CREDIT[LETTERS.get(self.letter, "unmet")]


def shares(letters: Mapping[str, str]) -> tuple[Share, ...]:
    """Every criterion with its weights; what does not count has none."""
    taken = {section: iter(text) for section, text in letters.items()}
    drawn = [(row, next(taken[row[0]])) for row in criteria()]
    sums = {
        section: sum(_weight(row, letter) for row, letter in drawn if row[0] == section)
        for section in SECTIONS
    }
    return tuple(
        Share(
            row,
            letter,
            _weight(row, letter),
            Fraction(SECTIONS[row[0]][0] * _weight(row, letter), 100 * sums[row[0]]),
        )
        for row, letter in drawn
    )


def _weight(row: tuple[str, ...], letter: str) -> int:
    return 0 if letter in "na" else 2 if row[3] in {"outcome", "sustaining"} else 1


def finding(share: Share, draft: bool) -> Finding:
    """One criterion's result, with a measure, a claim and what is missing."""
    section, _, point, stage, title_th, title_en, th, en = share.row
    level = LETTERS.get(share.letter, "unmet")
    credit = share.credit("now", draft=False)
    points = credit * share.effective * 100
    lacks = () if level == "met" or not share.weight else (missing(section, 1 if level == "partial" else 0),)
    return Finding(
        criterion=share.id,
        section=section,
        point=point,
        title=both(title_th, title_en),
        wording=both(th, en),
        reference=both(f"ภาคผนวก ก ข้อ {point}", f"Appendix A, {point}"),
        stage=stage,
        status=STATUS.get(share.letter, level),
        level=level,
        claimed=level,
        counts=bool(share.weight),
        credit=float(credit),
        credit_exact=str(credit),
        low_exact=str(share.credit("low", draft)),
        high_exact=str(share.credit("high", draft)),
        full_exact=str(CREDIT["met"]),
        weight=share.weight,
        weight_exact=str(share.weight),
        effective_weight=float(round(share.effective, 6)),
        points=rounded(points),
        points_exact=str(points),
        points_lost=rounded(share.effective * 100 - points) if share.weight else 0,
        measures=(measure(section, {"met": 4, "partial": 1}.get(level, 0)),),
        next_level={"unmet": "partial", "partial": "met"}.get(level),
        missing=lacks,
        evidence=EVIDENCE,
        backing=backing(SUBJECTS[section].place) if level == "met" else (),
        remedy=REMEDY,
        question=QUESTION if share.open else None,
        fields=(SUBJECTS[section].place,),
        claim="c" * 64,
        claim_lines=claim_lines(section) if share.letter not in "xna" else (),
        judgements=judgements(share),
        judgement_note=note(share),
    )


def measure(section: str, value: int) -> MeasureSeen:
    subject = SUBJECTS[section]
    return MeasureSeen(
        id=f"{section}_counted",
        label=both(subject.th, subject.en),
        unit=both(subject.unit_th, subject.unit_en),
        value=value,
        shown=both(f"{value} {subject.unit_th}", f"{value} {subject.unit_en}"),
        places=tuple(f"{subject.place}[{row}]" for row in range(min(value, 3))),
        places_total=value,
    )


def missing(section: str, found: int, needed: int = 3) -> Missing:
    subject = SUBJECTS[section]
    return Missing(
        condition=f"{section}_counted_min",
        operator="min",
        found=found,
        needed=needed,
        th=f"{subject.th}: พบ {found} {subject.unit_th} ต้องมีอย่างน้อย {needed} {subject.unit_th}",
        en=f"{subject.en}: found {found}, at least {needed} {subject.unit_en} needed",
        places=(f"{subject.place}[0]",) if found else (subject.place,),
    )


def claim_lines(section: str) -> tuple[ClaimLine, ...]:
    place = SUBJECTS[section].place
    return (
        ClaimLine(
            place=f"{place}[0]",
            text=both(
                "ชื่อ: ระบบตรวจวัดคุณภาพอากาศและแจ้งเตือนฝุ่น PM2.5 ครอบคลุม 12 ชุมชน · สถานะ: แล้วเสร็จ",
                "name: ระบบตรวจวัดคุณภาพอากาศและแจ้งเตือนฝุ่น PM2.5 ครอบคลุม 12 ชุมชน · status: done",
            ),
        ),
        ClaimLine(
            place=f"{place}[1]",
            text=both(CENTRE.format("ชื่อ", "หลักฐาน"), CENTRE.format("name", "evidence")),
        ),
    )


def judgements(share: Share) -> tuple[Judgement, ...]:
    """Some criteria have been judged: one confirmed, one lowered, one on a claim that has changed since."""
    said = {
        "zone.vision_service": ("met", "ตรวจเอกสารและสัมภาษณ์ผู้ใช้บริการ 30 คน เห็นว่าตรงตามที่กล่าวอ้าง"),
        "zone.swot": ("partial", "ส่วนความท้าทายยังไม่มีข้อมูลสนับสนุน"),
        "zone.realised": ("met", "พิจารณาจากรายงานฉบับก่อน"),
    }.get(share.id)
    if said is None or share.letter in "xna":
        return ()
    when = datetime.date(2026, 9, 14)
    return (
        Judgement(
            criterion=share.id, level=said[0], reason=said[1], reviewer="somchai", date=when, claim="c" * 64
        ),
    )


def note(share: Share) -> Literal["none", "confirmed", "changed", "stale"]:
    if not judgements(share):
        return "none"
    if share.open:
        return "stale"
    return "confirmed" if share.letter == "m" else "changed"


def total(parts: tuple[Share, ...], when: str, draft: bool, section: str | None = None) -> Fraction:
    """Points out of 100, of everything or of one section."""
    chosen = [part for part in parts if section in {None, part.row[0]}]
    whole = sum((part.effective for part in chosen), Fraction(0))
    return sum((part.credit(when, draft) * part.effective for part in chosen), Fraction(0)) * 100 / whole


def scorecard(parts: tuple[Share, ...], draft: bool) -> Scorecard:
    now, low, high = (total(parts, when, draft) for when in ("now", "low", "high"))
    counted = [part for part in parts if part.weight]
    return Scorecard(
        total=rounded(now),
        total_exact=str(now),
        low=rounded(low),
        low_exact=str(low),
        high=rounded(high),
        high_exact=str(high),
        pass_mark=PASS,
        completeness=round(sum(part.letter != "x" for part in counted) / len(counted), 4),
        sections=tuple(section_score(parts, name, draft) for name in SECTIONS),
    )


def section_score(parts: tuple[Share, ...], section: str, draft: bool) -> SectionScore:
    now, low, high = (total(parts, when, draft, section) for when in ("now", "low", "high"))
    mine = [part for part in parts if part.row[0] == section]
    weight, th, en = SECTIONS[section]
    return SectionScore(
        id=section,
        title=both(th, en),
        score=rounded(now),
        score_exact=str(now),
        low=rounded(low),
        high=rounded(high),
        weight=weight,
        weight_exact=str(weight),
        effective_weight=weight / 100,
        floor=FLOOR,
        floor_exact=str(FLOOR),
        criteria=len(mine),
        counted=sum(bool(part.weight) for part in mine),
        points_lost=rounded((100 - now) * weight / 100),
    )


def gates(card: Scorecard, environment: bool, waived: bool) -> tuple[GateFinding, ...]:
    floors = [all((value or 0) >= FLOOR for value in ends) for ends in _floor_ends(card)]
    return (
        gate(
            "wishes_to_continue", "ประสงค์จะพัฒนาต่อไป", "Wishes to go on", "แบบรายงาน ข้อ 4", "the form, item 4"
        ),
        gate("next_plan", "ยื่นแผนระยะถัดไป", "The next plan is filed", "แบบรายงาน ส่วนที่ 2", "the form, Part 2"),
        gate(
            "environment",
            "มีบริการสิ่งแวดล้อมอัจฉริยะ",
            "Smart Environment has a service",
            "ภาคผนวก ก ข้อ 4",
            "Appendix A, 4",
            holds=(environment,) * 3,
            found=2 if environment else 0,
            needed=1,
            section="services",
        ),
        gate(
            "two_domains",
            "มีบริการอย่างน้อย 2 ด้าน",
            "At least two domains",
            "ภาคผนวก ก ข้อ 4",
            "Appendix A, 4",
            (True,) * 3,
            4,
            2,
        ),
        gate(
            "boundary",
            "ขอบเขตชัดเจน ไม่ทับซ้อน",
            "Clear boundary, no overlap",
            "ภาคผนวก ก ข้อ 1",
            "Appendix A, 1",
            waived="คณะอนุกรรมการฯ มติ 3/2569" if waived else None,
        ),
        gate(
            "progress",
            "ความก้าวหน้าของแผนทั้งหมด (ร้อยละ)",
            "Progress of the whole plan (%)",
            "ถ้อยแถลงสาธารณะ สิงหาคม 2568",
            "public statement, August 2025",
            (True,) * 3,
            62.5,
            50,
        ),
        gate(
            "total",
            "คะแนนรวมถึงเกณฑ์ผ่าน",
            "The total reaches the pass mark",
            "ข้อสมมติ",
            "assumed",
            tuple(value >= PASS for value in (card.total, card.low, card.high)),
            card.total,
            PASS,
            section="zone",
            score="total",
        ),
        gate(
            "floors",
            "ทุกหมวดไม่ต่ำกว่าขั้นต่ำ",
            "No section under its floor",
            "ข้อสมมติ",
            "assumed",
            tuple(floors),
            sum(floors),
            None,
            section="cdp",
            score="sections",
        ),
    )


def _floor_ends(card: Scorecard) -> tuple[list[int | float | None], ...]:
    return (
        [section.score for section in card.sections],
        [section.low for section in card.sections],
        [section.high for section in card.sections],
    )


def gate(
    id: str,
    th: str,
    en: str,
    source_th: str,
    source_en: str,
    holds: tuple[bool, ...] = (True, True, True),
    found: int | float | None = None,
    needed: int | float | bool | None = None,
    waived: str | None = None,
    section: str = "services",
    score: Literal["total", "sections"] | None = None,
) -> GateFinding:
    now, low, high = holds
    return GateFinding(
        id=id,
        title=both(th, en),
        source=both(source_th, source_en),
        holds=now,
        low=low,
        high=high,
        open=low != high,
        waived_by=waived,
        score=score,
        least_exact=str(PASS) if score == "total" else None,
        found=found,
        needed=needed,
        missing=() if now else (missing(section, 0, 1),),
        rests_on=("zone.work", "zone.realised") if low != high else (),
        remedy=REMEDY,
    )


def recommendation(found: tuple[GateFinding, ...], parts: tuple[Share, ...]) -> Recommendation:
    verdict, low, high = (
        _verdict(all(getattr(gate, end) for gate in found)) for end in ("holds", "low", "high")
    )
    open_matters = tuple(part.id for part in sorted(parts, key=lambda part: -part.effective) if part.open)
    settled = low == high
    return Recommendation(
        verdict=verdict,
        settled=settled,
        low=low,
        high=high,
        at_own_wish=False,
        reasons=tuple(_reason(gate) for gate in found if not gate.holds) or (EVERY_GATE,),
        conditions=tuple(
            Condition(
                criterion=part.id,
                th=f"ให้เมืองดำเนินการเรื่อง {part.row[4]} ให้ครบในงวดถัดไป",
                en=f"Complete in the next period: {part.row[5]}",
            )
            for part in parts
            if part.letter in "pu" and part.row[0] in {"cdp", "infrastructure"}
        ),
        open_matters=open_matters,
        settle_renew=() if settled else open_matters[:2],
        settle_revoke=() if settled else open_matters[:3],
    )


def _verdict(holds: bool) -> Verdict:
    return "renew" if holds else "revoke"


def _reason(gate: GateFinding) -> Reason:
    lack = gate.missing[0]
    return Reason(gate=gate.id, th=f"{gate.title.th}: {lack.th}", en=f"{gate.title.en}: {lack.en}")


def gaps(findings: tuple[Finding, ...], found: tuple[GateFinding, ...]) -> tuple[Gap, ...]:
    """Broken gates first, then what loses points, most first."""
    broken = [_gate_gap(gate) for gate in found if not gate.holds]
    losing = [finding for finding in findings if finding.counts and finding.points_lost]
    return (*broken, *(_gap(finding) for finding in sorted(losing, key=lambda each: -each.points_lost)))


def _gap(finding: Finding) -> Gap:
    step = finding.points_lost if finding.status == "partial" else finding.points_lost / 2
    return Gap(
        kind="criterion",
        id=finding.criterion,
        title=finding.title,
        status=finding.status,
        points=finding.points_lost,
        points_exact=str(Fraction(finding.points_lost)),
        points_next=rounded(Fraction(step)),
        effort=2 if finding.status == "unmet" else 0.5,
        gates=("environment", "total") if finding.criterion == "services.environment" else (),
        fields=finding.fields,
        missing=finding.missing,
        remedy=finding.remedy,
    )


def _gate_gap(gate: GateFinding) -> Gap:
    return Gap(
        kind="gate",
        id=gate.id,
        title=gate.title,
        status="unmet",
        points=0,
        points_exact="0",
        points_next=0,
        effort=1,
        gates=(gate.id,),
        fields=("part1.results",),
        missing=gate.missing,
        remedy=gate.remedy,
    )


def edition() -> EditionNamed:
    return EditionNamed(
        id="depa-2562",
        title=both("หลักเกณฑ์ตามประกาศ ที่ 1/2562", "Criteria of Announcement 1/2562"),
        legal=(
            both(
                "ประกาศคณะกรรมการขับเคลื่อนการพัฒนาเมืองอัจฉริยะ ที่ 1/2562 หมวด 4 ข้อ 15",
                "Steering Committee Announcement 1/2562, chapter 4, clause 15",
            ),
            both("คำสั่งคณะกรรมการขับเคลื่อนการพัฒนาเมืองอัจฉริยะ ที่ 1/2564", "Steering Committee Order 1/2564"),
        ),
        standing=both(
            "รายงานนี้เป็นข้อเสนอ คณะกรรมการเป็นผู้พิจารณา "
            "และให้คงสถานะการเป็นเมืองอัจฉริยะไว้ก่อนจนกว่าจะมีประกาศของคณะกรรมการ",
            "This report recommends; the committee decides, and the status stands until it announces.",
        ),
        formula=both(
            "คะแนนหมวด = ค่าเฉลี่ยถ่วงน้ำหนักของเครดิตของข้อที่นับ; คะแนนรวม = ค่าเฉลี่ยถ่วงน้ำหนักของคะแนนหมวด × 100",
            "section = weighted mean of the credits that count; total = weighted mean of the sections × 100",
        ),
        levels={name: both(*said) for name, said in LEVELS.items()},
        changes=(),
        stages={name: both(*said) for name, said in STAGES.items()},
        policy=policy(),
    )


def policy() -> tuple[Assumption, ...]:
    assumed = both(
        "ไม่มีตัวเลขที่เผยแพร่; ให้คะแนนครึ่งหนึ่งของทุกหมวดเป็นจุดเริ่มต้นของการหารือ",
        "no number is public; a starting point to argue with",
    )
    stated = both(
        "ถ้อยแถลงของรัฐมนตรี สิงหาคม 2568: ต่ออายุเฉพาะเมืองที่คืบหน้าตั้งแต่ร้อยละ 50",
        "minister's statement, August 2025: at least 50 % progress",
    )
    numbers = [
        (f"weights.sections.{name}", th, en, str(weight)) for name, (weight, th, en) in SECTIONS.items()
    ]
    numbers += [(f"credits.{level}", *LEVELS[level], str(credit)) for level, credit in CREDIT.items()]
    numbers += [
        ("parameters.pass_mark", "คะแนนผ่าน", "pass mark", "60"),
        ("parameters.section_floor", "ขั้นต่ำของหมวด", "section floor", "40"),
    ]
    rows = [
        Assumption(name=name, label=both(th, en), value=value, in_words=None, assumed=True, because=assumed)
        for name, th, en, value in numbers
    ]
    progress = Assumption(
        name="parameters.progress_min",
        label=both("ความก้าวหน้าขั้นต่ำ (ร้อยละ)", "least progress (%)"),
        value="50",
        in_words=None,
        assumed=False,
        because=stated,
    )
    return (*rows, progress)


def notices() -> tuple[Notice, ...]:
    return (
        Notice(
            id="late",
            severity="note",
            th="รายงานยื่นหลังครบ 2 ปีนับจากวันเห็นชอบ 7 เดือน สถานะยังคงอยู่",
            en="Filed 7 months after two years from approval; the status stands.",
            remedy=both("ไม่ต้องดำเนินการ", "Nothing to do."),
            places=("approval.subcommittee",),
            places_total=1,
        ),
        Notice(
            id="years_do_not_add_up",
            severity="error",
            th="งบประมาณรายปีรวมกันเกินงบประมาณรวมตลอดแผนงาน",
            en="The yearly budgets add up to more than the whole plan's.",
            remedy=both("ตรวจข้อ 6 แล้วแก้ตัวเลขให้ตรงกัน", "Check item 6 and make the figures agree."),
            places=("part1.budget.years[0]", "part1.budget.years[1]"),
            places_total=3,
        ),
        Notice(
            id="one_cell",
            severity="warning",
            th="ร้อยละในช่องสถานภาพของโครงการรวมกันไม่เท่ากับ 100",
            en="The three status cells of a project do not add up to 100.",
            remedy=both(
                "ระบุว่าตัวเลขหมายถึงโครงการทั้งหมดหรือส่วนที่ทำ",
                "Say whether the figures share out the whole project.",
            ),
            places=("part1.results[2].done",),
            places_total=1,
        ),
    )


def ledger(parts: tuple[Share, ...], card: Scorecard, verdict: Verdict) -> tuple[LedgerEntry, ...]:
    return tuple(
        LedgerEntry(
            criterion=part.id,
            reason=both(
                "โครงสร้างพื้นฐานเป็นของหน่วยงานอื่นและไม่อาจเปิดเผย",
                "the infrastructure is another agency's and may not be disclosed",
            ),
            explanation="การไฟฟ้าส่วนภูมิภาคเป็นเจ้าของโครงข่ายและสงวนสิทธิ์เผยแพร่",
            total_if_refused=round(card.total - 1.4, 1),
            verdict_if_refused=verdict,
        )
        for part in parts
        if part.letter == "a"
    )


def assessment(
    letters: Mapping[str, str],
    name: Bilingual,
    *,
    draft: bool = False,
    illustrative: Bilingual | None = None,
    environment: bool = True,
    waived: bool = False,
) -> Assessment:
    """The whole of it, from one letter a criterion."""
    parts = shares(letters)
    card = scorecard(parts, draft)
    found = gates(card, environment, waived)
    findings = tuple(finding(part, draft) for part in parts)
    advice = recommendation(found, parts)
    return Assessment(
        city=CityNamed(id="nakhon-rim-nam", name=name, province="ริมน้ำ", organisation=f"เทศบาล{name.th}"),
        portrait=portrait(),
        draft=draft,
        illustrative=illustrative,
        period=(datetime.date(2024, 10, 1), datetime.date(2026, 9, 30)),
        edition=edition(),
        recommendation=advice,
        scorecard=card,
        gates=found,
        gaps=gaps(findings, found),
        findings=findings,
        ledger=ledger(parts, card, advice.verdict),
        notices=notices(),
        way_out=way_out(findings, found, advice.verdict),
        provenance=Provenance(
            program="smartcity-renewal 0.1.0",
            engine="durable-rules",
            engine_version="2.0.28",
            edition_fingerprint="sha256:3f9a41c07be2" + "1" * 52,
            policy_fingerprint="sha256:77d0e6b81a34" + "2" * 52,
            rules_fingerprint="sha256:5c41d0a92e77" + "5" * 52,
            submission_fingerprint="sha256:b51c2e94f08d" + "3" * 52,
            judgements_fingerprint="sha256:e2a9905bd1c7" + "4" * 52,
            as_of=AS_OF,
        ),
    )


@cache
def renewing() -> Assessment:
    """Renew, with judgements still open that may yet turn it."""
    return assessment(RENEWING, both("เมืองนครริมน้ำ", "Nakhon Rim Nam"), waived=True)


@cache
def revoked() -> Assessment:
    """A high score, and no Smart Environment: revoke, settled."""
    return assessment(REVOKED, both("เมืองเขางาม", "Khao Ngam"), environment=False)


@cache
def weak_draft() -> Assessment:
    """A city's own half-filled draft: wide bounds."""
    return assessment(WEAK, both("เมืองท่าใหม่", "Tha Mai"), draft=True)


@cache
def illustrated() -> Assessment:
    """Made from public facts of a real city: says so on every page."""
    said = both(
        "ตัวอย่างจากข้อมูลสาธารณะ มิใช่รายงานที่เมืองยื่น ตัวเลขที่ไม่เปิดเผยเป็นตัวเลขสมมติ",
        "Illustrative: made from public facts, not a filed report; figures that are not public are invented.",
    )
    return assessment(RENEWING, both("เมืองตัวอย่าง", "Example City"), illustrative=said)


SAMPLES = {"renewing": renewing, "revoked": revoked, "weak_draft": weak_draft, "illustrated": illustrated}
