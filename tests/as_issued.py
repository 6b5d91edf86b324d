"""depa's form as it was issued: a Word file without a single control, blank or as three officers fill it in.

The words are those of the form, slips of the pen included; where there are several ways to fill a thing in,
each of the officers has another. Run to make the files anew: `python tests/as_issued.py`.
"""

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import docx

FIRST_SECTION = "1. กำหนดเขตเมืองอัจฉริยะ วิสัยทัศน์ เป้าหมาย วัตถุประสงค์ ประเภท และลักษณะของการพัฒนาเมืองอัจฉริยะ"
PLANS = "แผนงาน: "
DOTS = "…………………………"
DOMAINS = {  # in the order of row 7
    "environment": "สิ่งแวดล้อมอัจฉริยะ (Smart Environment)",
    "energy": "พลังงานอัจฉริยะ (Smart Energy)",
    "economy": "เศรษฐกิจอัจฉริยะ (Smart Economy)",
    "governance": "การบริหารภาครัฐอัจฉริยะ (Smart Governance)",
    "people": "พลเมืองอัจฉริยะ (Smart People)",
    "living": "การดำรงชีวิตอัจฉริยะ (Smart Living)",
    "mobility": "การเดินทางและขนส่งอัจฉริยะ (Smart Mobility)",
}
RESULTS = (
    ("1.", "การจัดทำ City Data Platform (CDP)", "cdp"),
    ("2.", "ระบบบริการเมืองอัจฉริยะ", ""),
    ("2.1", "Smart Environment", "environment"),
    ("2.2", "Smart Economy", "economy"),
    ("2.3", "Smart Energy", "energy"),
    ("2.4", "Smart Governance", "governance"),
    ("2.5", "Smart Living", "living"),
    ("2.6", "Smart Mobility", "mobility"),
    ("2.7", "Smart People", "people"),
)
COUNTS = (
    ("4.1", "สิ่งแวดล้อมอัจฉริยะ (Smart Environment)", "environment"),
    ("4.2", "พลังงานอัจฉริยะ (Smart Energy)", "energy"),
    ("4.3", "เศรษฐกิจอัจฉริยะ (Smart Economy)", "economy"),
    ("4.4", "การบริหารภาครัฐอัจฉริยะ (Smart Governance)", "governance"),
    ("4.5", "ดำรงชีวิตอัจฉริยะ (Smart Living)", "living"),
    ("4.6", "พลเมืองอัจฉริยะ (Smart People)", "people"),
    ("4.7", "ขนส่งอัจฉริยะ (Smart Mobility)", "mobility"),
)
MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
LONG_MONTHS = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
APPENDIX_A = (
    "- พื้นที่มีองค์ประกอบของความเป็นเมือง Live/ Work / Play*",
    "Live: พื้นที่มีการอยู่อาศัยของประชาชน",
    "- พื้นที่มีขอบเขตซัดเจน ไม่ทับซ้อนกับพื้นที่เมืองอัจฉริยะอื่น",
    "- วิสัยทัศน์สอดคล้องกับแผนพัฒนาจังหวัดหรือทิศทางการพัฒนาของประเทศ",
    "- มีการประเมินจุดแข็ง จุดอ่อน โอกาสและความท้าทายของเมือง",
)
Data = Mapping[str, Any]


class Hand(NamedTuple):
    """How an officer writes: which digits and months, what ticks a box, whether dots are left standing."""

    thai_digits: bool
    long_months: bool
    boxes: tuple[str, str]
    dots: bool
    in_section_row: bool  # the first project of a domain beside the domain's name

    def text(self, value: object) -> str:
        """A value as it is typed; dots where there is none."""
        if value in (None, "", ()):
            return DOTS
        written = str(value)
        return f"{DOTS}{written}{DOTS}" if self.dots else written

    def number(self, value: object) -> str:
        """A number with commas; money may be in the data as a text."""
        if value in (None, ""):
            return DOTS
        written = value if isinstance(value, str) else f"{value:,}"
        return self.text(written.translate(THAI) if self.thai_digits else written)

    def month(self, value: str | None) -> str:
        """`2022-10` as ตุลาคม พ.ศ. 2565 or ต.ค. พ.ศ. 65."""
        if not value:
            return f"{DOTS} พ.ศ. {DOTS}"
        year, month = (int(part) for part in value.split("-")[:2])
        name = (LONG_MONTHS if self.long_months else MONTHS)[month - 1]
        return self.digits(f"{name} พ.ศ. {year + 543}")

    def day(self, value: str | None) -> str:
        """`2024-10-01` as 1 ตุลาคม 2567 or ๑/๑๐/๖๗."""
        if not value:
            return " / / "
        year, month, day = (int(part) for part in value.split("-"))
        if self.long_months:
            return self.digits(f"{day} {LONG_MONTHS[month - 1]} {year + 543}")
        return self.digits(f"{day}/{month}/{(year + 543) % 100}")

    def digits(self, text: str) -> str:
        return text.translate(THAI) if self.thai_digits else text

    def box(self, ticked: bool) -> str:
        return self.boxes[0 if ticked else 1]


BLANK = Hand(False, True, ("☑", "☐"), dots=False, in_section_row=False)
HANDS = {
    "tharnthong": Hand(True, True, ("☑", "☐"), dots=False, in_section_row=False),
    "nathisamut": Hand(False, True, ("[/]", "[ ]"), dots=True, in_section_row=True),
    "thung-saeng-duean": Hand(True, False, ("(✓)", "( )"), dots=False, in_section_row=False),
}


def as_issued(data: Data, hand: Hand = BLANK) -> bytes:
    """The form with a city's answers, as a Word file."""
    document: Any = docx.Document()
    for text in _cover(data.get("filing", {}), hand):
        document.add_paragraph(text)
    document.add_page_break()
    for text in _part1(data.get("part1", {}), hand):
        document.add_paragraph(text)
    _results(document, data.get("part1", {}).get("results", []), hand)
    for text in _end_of_part1(data.get("part1", {}), hand):
        document.add_paragraph(text)
    document.add_page_break()
    _part2(document, data.get("part2", {}), hand)
    document.add_paragraph("ภาคผนวก ก. หลักเกณฑ์การพิจารณาการพัฒนาเมืองอัจฉริยะ")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = FIRST_SECTION
    table.cell(0, 1).text = "\n".join(APPENDIX_A)
    _portfolio(document, data.get("portfolio", []), hand)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _cover(filing: Data, hand: Hand) -> Iterator[str]:
    yield "สำนักงานส่งเสริมเศรษฐกิจดิจิทัล"
    yield "รายงานการติดตามประเมินผลของเมืองอัจฉริยะในระยะ 2 ปี เพื่อการพิจารณาต่ออายุตราสัญลักษณ์เมืองอัจฉริยะ"
    yield (
        f"ครั้งที่ {hand.number(filing.get('number'))} ระยะ {hand.number(filing.get('months'))} เดือน "
        f"ระหว่างเดือน {hand.month(filing.get('start'))} ถึงเดือน {hand.month(filing.get('end'))}"
    )
    yield "สาระสำคัญของการติดตามและประเมินผล"
    yield "1. สรุปภาพรวมดำเนินการตามแผนพัฒนาเมืองอัจฉริยะระยะ 2 ปี"
    yield "2. แบบฟอร์มสรุปแผนการพัฒนาเมืองอัจฉริยะในระยะถัดไป"


def _part1(part1: Data, hand: Hand) -> Iterator[str]:
    who, plan, budget = (part1.get(key, {}) for key in ("coordinator", "plan", "budget"))
    yield "ส่วนที่ 1 สรุปผลการดำเนินการตามแผนพัฒนาเมืองอัจฉริยะระยะ 2 ปี"
    yield "โปรดอ้างอิงแผนการดำเนินงานตามข้อเสนอแผนเมืองอัจฉริยะ โดยผลการดำเนินงานจะถูกรายงานต่อคณะรัฐมนตรี"
    yield f"1. ชื่อเมืองอัจฉริยะ\t{hand.text(part1.get('city_name'))}"
    yield f"2. ชื่อหน่วยงาน\t{hand.text(part1.get('organisation'))}"
    yield f"3. ชื่อผู้ประสานงาน\t{hand.text(who.get('name'))}"
    yield (
        f"โทรศัพท์\t{hand.text(who.get('phone'))}\tโทรสาร\t{hand.text(who.get('fax'))}\t"
        f"อีเมลล์\t{hand.text(who.get('email'))}"
    )
    wish = part1.get("wishes_to_continue")
    yield (
        "4. เมืองของท่านมีความประสงค์จะพัฒนาเป็นเมืองอัจฉริยะต่อไป หรือไม่\t"
        f"{hand.box(wish is True)} ใช่ {hand.box(wish is False)} ไม่ใช่"
    )
    yield "กรณี ใช่ หมายถึง ต้องการต่ออายุเป็นเขตส่งเสริมเมืองอัจฉริยะ และตราสัญญาลักษณ์เมืองอัจฉริยะต่อไป"
    yield "กรณี ไม่ใช่ หมายถึง ไม่ต้องการต่ออายุเขตส่งเสริมฯ และ อายุตราสัญญาลักษณ์ฯ ไม่ต้องรายงานในส่วนที่ 2"
    yield f"5. ระยะเวลารวมตลอดแผนงาน\t{hand.number(plan.get('years'))}\tปี"
    yield f"เริ่มแผนงานเมื่อ เดือน {hand.month(plan.get('start'))} ถึง เดือน {hand.month(plan.get('end'))}"
    total = budget.get("total", {})
    yield f"6. แผนงบประมาณรวมตลอดแผนงาน\t{_money(total, hand)}"
    years = [*budget.get("years", []), {}, {}, {}][: max(3, len(budget.get("years", [])))]
    for number, row in enumerate(years, start=1):
        year = hand.digits(str(row["year"] + 543)) if row.get("year") else "25      "
        yield f"ปีที่ {number} ({year})\t{_money(row, hand)}"
    yield "7. เป้าหมาย/ผลงานหลักของแผนงาน"
    yield hand.text(part1.get("goals", {}).get("summary"))
    progress = part1.get("progress", {})
    yield (
        "8. ความก้าวหน้าการดำเนินงานพัฒนาเมือง คิดเป็นสัดส่วนร้อยละ "
        f"{hand.number(progress.get('percent'))} ของแผนงานทั้งหมด"
    )
    status = progress.get("status")
    words = {"on_plan": "เป็นไปตามแผน", "behind_plan": "ล่าช้ากว่าแผน", "off_plan": "ไม่เป็นไปตามแผน"}
    yield " ".join(f"{hand.box(status == code)} {said}" for code, said in words.items())


def _money(row: Data, hand: Hand) -> str:
    return f"{hand.number(row.get('planned'))}\tบาท\tลงทุนไปแล้ว\t{hand.number(row.get('invested'))}\tบาท"


def _end_of_part1(part1: Data, hand: Hand) -> Iterator[str]:
    impact = part1.get("impact", {})
    yield "10. สรุปผลการดำเนินงาน (โดยสังเขป)"
    yield from _paragraphs(part1.get("summary"), hand)
    yield "11. ผลกระทบเชิงเศรษฐศาสตร์ (ที่คาดหวังเมื่อสิ้นสุดแผนงาน)"
    yield from _paragraphs(impact.get("economic"), hand)
    yield "12. ผลกระทบเชิงสังคม (ที่คาดหวังเมื่อสิ้นสุดแผนงาน)"
    yield from _paragraphs(impact.get("social"), hand)
    yield "13. ข้อคิดเห็นเพิ่มเติม (ต้องการการช่วยเหลือในด้านใด จาก สำนักงานฯ)"
    yield from _paragraphs(part1.get("comments"), hand)


def _paragraphs(text: str | None, hand: Hand) -> list[str]:
    return text.split("\n") if text else [DOTS, DOTS]


def _results(document: Any, rows: Sequence[Data], hand: Hand) -> None:
    document.add_paragraph("9. ผลการดำเนินงาน และผลสัมฤทธิ์โครงการ/ระบบบริการเมืองอัจฉริยะ 7 ด้าน")
    table = document.add_table(2, 8)
    heads = ("ที่", "โครงการ/ระบบบริการ (1)", "เป้าหมาย/ตัวชี้วัด (2)")
    states = ("ดำเนินการแล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "ไม่สามารถดำเนินการได้")
    ends = ("ผลสัมฤทธิ์การดำเนินการ (4)", "ปัญหาอุปสรรค และแผนการดำเนินงานในระยะต่อไป (5)")
    for column, text in (*enumerate(heads), *enumerate(ends, start=6)):
        table.cell(0, column).merge(table.cell(1, column)).text = text
    table.cell(0, 3).merge(table.cell(0, 5)).text = "สถานภาพการดำเนินการ (3) หน่วย: ร้อยละ"
    for column, text in enumerate(states, start=3):
        table.cell(1, column).text = text
    for code, name, row in RESULTS:
        found = [one for one in rows if row and one.get("row") == row]
        cells = table.add_row().cells
        cells[0].text, cells[1].text = code, name
        if found and hand.in_section_row:
            cells[1].text = f"{name}\n{found[0].get('name', '')}"
            _fill(cells, found[0], hand)
            found = found[1:]
        for number, one in enumerate(found, start=1):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = hand.digits(f"{code}{number}"), one.get("name", "")
            _fill(cells, one, hand)


def _fill(cells: Any, one: Data, hand: Hand) -> None:
    cells[2].text = one.get("indicator", "")
    for at, key in enumerate(("done", "in_progress", "cannot"), start=3):
        cells[at].text = "" if one.get(key) is None else hand.digits(str(one[key])) + "%" * hand.dots
    cells[6].text = one.get("achievement", {}).get("summary", "")
    plans = f"{PLANS}{one['next_steps']}" if one.get("next_steps") else ""
    cells[7].text = "\n".join(filter(None, (one.get("problems"), plans)))


def _part2(document: Any, part2: Data, hand: Hand) -> None:
    document.add_paragraph("ส่วนที่ 2 แบบฟอร์มสรุปแผนการพัฒนาเมืองอัจฉริยะในระยะถัดไป")
    document.add_paragraph("สรุปแผนการพัฒนาเมืองอัจฉริยะในระยะถัดไป สำหรับพิจารณาการต่ออายุตราสัญลักษณ์เมืองอัจฉริยะ")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "ข้อมูล", "รายละเอียด"
    for label, lines in _rows_of_part2(part2, hand):
        cells = table.add_row().cells
        cells[0].text = label
        _write(cells[1], lines, hand)
    signature = part2.get("signature", {})
    document.add_paragraph(f"ลงชื่อ\t{hand.text(signature.get('name'))}")
    document.add_paragraph("ผู้รับผิดชอบแผนงาน")
    document.add_paragraph(f"วันที่ {hand.day(signature.get('date'))}")


def _write(cell: Any, lines: Sequence[str], hand: Hand) -> None:
    """Into a cell, as paragraphs or with broken lines."""
    if hand.dots:
        cell.text = "\n".join(lines)
        return
    cell.text, *others = [one for text in lines for one in text.split("\n")] or [""]
    for text in others:
        cell.add_paragraph(text)


def _rows_of_part2(part2: Data, hand: Hand) -> Iterator[tuple[str, list[str]]]:
    boundary, people = part2.get("boundary", {}), part2.get("population", {})
    kinds = {"livable_existing": "เมืองเดิมน่าอยู่", "new_modern": "เมืองใหม่ทันสมัย"}
    yield "ชื่อโครงการ\nเมืองอัจฉริยะ", [part2.get("project_name", "")]
    yield "ผู้ดำเนินโครงการ เมืองอัจฉริยะ", [part2.get("operator", "")]
    yield "ประเภท เมืองอัจฉริยะ", [kinds.get(part2.get("type", ""), "")]
    yield "วิสัยทัศน์ เมืองอัจฉริยะ", _paragraphs(part2.get("vision"), hand)
    yield (
        "ขอบเขตพื้นที่ ในการดำเนินการโครงการ",
        [
            f"เมือง {hand.text(boundary.get('city'))} มีขนาดพื้นที่ "
            f"{hand.number(boundary.get('area_km2'))} ตารางกิโลเมตร",
            "(ใส่รูปขอบเขตพื้นที่ของเมือง)",
            boundary.get("image", ""),
        ],
    )
    yield (
        "จำนวนประชากร จำนวนผู้ใช้งานในพื้นที่",
        [
            f"จำนวนประชากรทั้งสิ้น {hand.number(people.get('residents'))} คน",
            f"จำนวนผู้ใช้งานในพื้นที่ {hand.number(people.get('users'))} คน",
        ],
    )
    character = part2.get("characteristics", {})
    year = hand.digits(str(character["year"] + 543)) if character.get("year") else DOTS
    ticks = [f"{hand.box(code in character.get('domains', []))} {name}" for code, name in DOMAINS.items()]
    yield "ลักษณะของเมืองอัจฉริยะ", [f"การดำเนินการ / โครงการที่ดำเนินการ (พ.ศ. {year})", *ticks]
    yield "สรุปสาระสำคัญ", _paragraphs(part2.get("summary"), hand)
    yield "หลักเกณฑ์และเกณฑ์การพิจารณาฯ", [""]
    yield from _criteria(part2, hand)


def _criteria(part2: Data, hand: Hand) -> Iterator[tuple[str, list[str]]]:
    counts = {row.get("domain"): row.get("projects") for row in part2.get("services", {}).get("counts", [])}
    investment = part2.get("investment", {})
    yield (
        FIRST_SECTION,
        [f"• ตั้งอยู่ในพื้นที่ {hand.text(part2.get('zone', {}).get('location'))}"],
    )
    yield (
        "2. แนวทางการพัฒนาโครงสร้างพื้นฐานของเมืองอัจฉริยะ",
        [
            "มีการพัฒนาด้านโครงสร้างพื้นฐานประกอบด้วย",
            "o โครงสร้างพื้นฐานด้านกายภาพ ประกอบด้วย ไฟฟ้า น้ำประปา ถนน",
            "o โครงสร้างพื้นฐานด้านดิจิทัล ประกอบด้วย ระบบเครือข่ายอินเตอร์เน็ต Fiber optic, Smart Pole, CCTV",
            "o การลงทุนด้านโครงสร้างพื้นฐานทั้งภาครัฐและเอกชน",
            *_paragraphs(part2.get("infrastructure", {}).get("investment"), hand),
        ],
    )
    yield (
        "3. แนวทางการพัฒนาระบบจัดเก็บและบริหารข้อมูลของเมือง (City Data Platform)",
        [f"แนวทางการจัดทำ Data catalog ที่ชัดเจน เช่น {hand.text(part2.get('cdp', {}).get('approach'))}"],
    )
    yield (
        "4. รายละเอียดการพัฒนาพื้นที่เมืองอัจฉริยะ บริการระบบเมืองอัจฉริยะ กิจกรรม หรือโครงการ มีบริการระบบเมืองอัจฉริยะ "
        "อย่างน้อย 2 ด้าน โดยมีด้านบังคับ คือ สิ่งแวดล้อมอัจฉริยะ",
        [f"{code} {name}\nจำนวน {hand.number(counts.get(domain))} โครงการ" for code, name, domain in COUNTS],
    )
    yield (
        "5. แนวทางการลงทุน และการบริหารจัดการอย่างยั่งยืนของการพัฒนาเมืองอัจฉริยะ",
        [
            "มีแนวทางการลงทุน และบริหารจัดการอย่างยั่งยืนของการพัฒนาเมืองอัจฉริยะ โดยมีรายละเอียดดังนี้",
            "• มีการระบุงบประมาณ และแหล่งเงินทุน",
            f"รูปแบบการลงทุนและแหล่งงบประมาณ {hand.text(investment.get('model'))}",
            f"กลไกการบริหารจัดการ {hand.text(investment.get('mechanism'))}",
            f"การสร้างความตระหนักการมีส่วนร่วมต่อการพัฒนาเมือง {hand.text(investment.get('participation'))}",
        ],
    )
    yield "โครงสร้างการบริหารจัดการ", _paragraphs(part2.get("management", {}).get("summary"), hand)


def _portfolio(document: Any, sheets: Sequence[Data], hand: Hand) -> None:
    document.add_paragraph("ภาคผนวก ข. แบบฟอร์ม Smart City Solution Portfolio")
    document.add_paragraph(
        "กรุณาให้ข้อมูลเกี่ยวกับระบบบริการที่ดำเนินการแล้วเสร็จ เพื่อรวบรวมเป็นฐานข้อมูลและตัวอย่างความสำเร็จการจัดทำโครงการ"
        "ที่เกี่ยวข้องกับการพัฒนาเมืองอัจฉริยะต่อไป"
    )
    for sheet in sheets or [{}]:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "\n".join(
            (
                f"ชื่อระบบบริการ: {hand.text(sheet.get('name'))}",
                f"ผู้พัฒนา: {hand.text(sheet.get('developer'))}",
                "ที่มาและความสำคัญ (Introduction)",
                sheet.get("introduction", {}).get("problem") or DOTS,
                "เทคโนโลยีระบบบริการเมืองอัจฉริยะ (Solution)",
                sheet.get("solution", {}).get("functionality") or DOTS,
                "ข้อมูลติดต่อ (Contact)",
                sheet.get("contact") or "แนบข้อมูลติดต่อผู้พัฒนา หรือลิงก์เว็บไซต์ เพื่อติดต่อ",
            )
        )
        outputs = [one.get("title", "") for one in sheet.get("output", [])]
        table.cell(0, 1).text = "\n".join(("ผลลัพธ์ (Output)", *outputs, "รูปแบบการลงทุน (Investment)"))


def asked_in_the_form(data: Data) -> Data:
    """Of a city's answers those that the form as issued has room for."""
    part1, part2 = data.get("part1", {}), data.get("part2", {})
    inner = {
        "zone": ("location",),
        "infrastructure": ("investment",),
        "cdp": ("approach",),
        "services": ("counts",),
        "investment": ("model", "mechanism", "participation"),
        "management": ("summary",),
        "boundary": ("city", "area_km2", "image"),
        "population": ("residents", "users"),
        "signature": ("name", "date"),
    }
    rows = ("row", "name", "indicator", "done", "in_progress", "cannot", "problems", "next_steps")
    kept2 = {key: _only(part2[key], names) for key, names in inner.items() if key in part2}
    kept2 |= _only(part2, ("project_name", "operator", "type", "vision", "characteristics", "summary"))
    kept1 = {key: value for key, value in part1.items() if key not in ("goals", "results")}
    kept1["goals"] = _only(part1.get("goals", {}), ("summary",))
    if "services" in kept2:
        counts = kept2["services"].get("counts", [])
        kept2["services"] = {
            "counts": [row for _, _, code in COUNTS for row in counts if row["domain"] == code]
        }
    kept1["results"] = [
        {
            **_only(one, rows),
            **({"next_steps": PLANS + one["next_steps"]} if "next_steps" in one else {}),
            "achievement": _only(one.get("achievement", {}), ("summary",)),
        }
        for _, _, row in RESULTS
        for one in part1.get("results", [])
        if row and one.get("row") == row
    ]
    return {
        "filing": _only(data.get("filing", {}), ("number", "months", "start", "end")),
        "part1": kept1,
        "part2": kept2,
    }


def _only(data: Data, names: Sequence[str]) -> dict[str, Any]:
    return {name: data[name] for name in names if name in data}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    from filing import example, filed

    from forms.filled import data_of

    for city, its_hand in HANDS.items():
        answers = data_of(filed(example(city)))
        path = Path(__file__).parent / "data" / "forms" / f"{city}-as-issued.docx"
        path.write_bytes(as_issued(answers, its_hand))
