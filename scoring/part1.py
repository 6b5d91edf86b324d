"""Part 1 of the form: what was done in the reporting period (items 1 to 13)."""

from typing import Literal, get_args

from scoring.evidence import Evidence
from scoring.fields import Record, added, asked
from scoring.quantities import Flag, Money, Month, Number, Percent, Slug, Text, Whole, Year

Domain = Literal["environment", "energy", "economy", "governance", "living", "people", "mobility"]
Item9Row = Literal["cdp", "environment", "energy", "economy", "governance", "living", "people", "mobility"]

DOMAINS = {
    "environment": ("สิ่งแวดล้อม", "environment"),
    "energy": ("พลังงาน", "energy"),
    "economy": ("เศรษฐกิจ", "economy"),
    "governance": ("การบริหารภาครัฐ", "governance"),
    "living": ("ดำรงชีวิต", "living"),
    "people": ("พลเมือง", "people"),
    "mobility": ("ขนส่ง", "mobility"),
}


def in_form_order(ticked: tuple[Domain, ...]) -> tuple[Domain, ...]:
    """Boxes ticked, each once, as the form has them: it does not ask which came first."""
    return tuple(domain for domain in get_args(Domain) if domain in ticked)


class Coordinator(Record):
    """Item 3."""

    name: Text | None = asked("ชื่อผู้ประสานงาน", "coordinator")
    phone: Text | None = asked("โทรศัพท์", "phone")
    fax: Text | None = asked("โทรสาร", "fax")
    email: Text | None = asked("อีเมล", "e-mail")


class Plan(Record):
    """Item 5: the whole plan, in years and from month to month."""

    years: Whole | None = asked("ระยะเวลารวมตลอดแผนงาน (ปี)", "length of the whole plan (years)")
    start: Month | None = asked("เริ่มแผนงานเมื่อเดือน", "first month of the plan")
    end: Month | None = asked("ถึงเดือน", "last month of the plan")


class Spending(Record):
    """A budget and what of it was invested, in baht."""

    planned: Money | None = asked("แผนงบประมาณ (บาท)", "budget (baht)")
    invested: Money | None = asked("ลงทุนไปแล้ว (บาท)", "invested so far (baht)")


class YearSpending(Spending):
    """One year's line of item 6."""

    year: Year | None = asked("ปี พ.ศ.", "year")


class Budget(Record):
    """Item 6."""

    total: Spending = asked("งบประมาณรวมตลอดแผนงาน", "the whole plan", default=Spending())
    years: tuple[YearSpending, ...] = asked("งบประมาณรายปี", "by year", default=())


class Goal(Record):
    """One goal of the plan (item 7), with how it is measured."""

    id: Slug | None = added("รหัสเป้าหมาย", "goal's id", "zone.goals, infrastructure.plan")
    name: Text | None = added("เป้าหมาย", "goal", "zone.goals, zone.align_plan")
    serves_vision: Text | None = added("ตอบวิสัยทัศน์ส่วนใด", "part of the vision it serves", "zone.align_plan")
    indicator: Text | None = added("ตัวชี้วัด", "indicator", "zone.goals")
    unit: Text | None = added("หน่วยนับ", "unit", "zone.goals")
    baseline: Number | None = added("ค่าฐาน", "baseline", "zone.goals")
    target: Number | None = added("ค่าเป้าหมายเมื่อสิ้นแผน", "target at the end", "zone.goals")
    target_year: Year | None = added("ปีเป้าหมาย", "target year", "zone.goals")
    better: Literal["higher", "lower"] = added(
        "ทิศทางที่ดี",
        "whether higher or lower is better",
        "zone.realised",
        default="higher",
        choices={"higher": ("ยิ่งมากยิ่งดี", "higher is better"), "lower": ("ยิ่งน้อยยิ่งดี", "lower is better")},
    )
    target_now: Number | None = added("ค่าเป้าหมายของปีที่รายงาน", "target for this year", "zone.realised")
    actual: Number | None = added("ค่าที่ทำได้จริง", "value reached", "zone.realised")


class Goals(Record):
    """Item 7: the form's free text, and the goals one by one."""

    summary: Text | None = asked("เป้าหมาย/ผลงานหลักของแผนงาน", "goals and main outputs of the plan")
    items: tuple[Goal, ...] = added("เป้าหมายรายข้อ", "goals one by one", "zone.goals", default=())


class Progress(Record):
    """Item 8: the share of the whole plan that is done."""

    percent: Percent | None = asked("ความก้าวหน้า (ร้อยละของแผนงานทั้งหมด)", "progress (% of the whole plan)")
    status: Literal["on_plan", "behind_plan", "off_plan"] | None = asked(
        "เทียบกับแผน",
        "against the plan",
        choices={
            "on_plan": ("เป็นไปตามแผน", "on plan"),
            "behind_plan": ("ล่าช้ากว่าแผน", "behind plan"),
            "off_plan": ("ไม่เป็นไปตามแผน", "not according to plan"),
        },
    )


class Achievement(Record):
    """Column 4 of item 9: in words as the form asks, and as a number tied to a goal."""

    summary: Text | None = asked("ผลสัมฤทธิ์การดำเนินการ", "achievement")
    value: Number | None = added(
        "ผลสัมฤทธิ์เป็นตัวเลข", "achievement as a number", "services, zone.vision_outcome"
    )
    unit: Text | None = added("หน่วยนับของผลสัมฤทธิ์", "unit of the achievement", "services, zone.vision_outcome")
    goal: Slug | None = added("รหัสเป้าหมายที่ตอบ", "goal it serves", "zone.vision_outcome")


class Result(Record):
    """One row of item 9: a project or service, or the City Data Platform (row `cdp`).

    The three cells of column 3 are per cent; the form does not say whether they share out 100 or
    name the state of the whole, so both are taken.
    """

    id: Slug | None = added("รหัสโครงการ", "project's id", "infrastructure.in_use, services")
    row: Item9Row | None = asked(
        "แถวของตาราง", "row of the table", choices={"cdp": ("CDP", "CDP"), **DOMAINS}
    )
    name: Text | None = asked("โครงการ/ระบบบริการ (1)", "project or service (1)")
    indicator: Text | None = asked("เป้าหมาย/ตัวชี้วัด (2)", "target and indicator (2)")
    done: Percent | None = asked("ดำเนินการแล้วเสร็จ (ร้อยละ) (3)", "done (%) (3)")
    in_progress: Percent | None = asked("อยู่ระหว่างดำเนินการ (ร้อยละ) (3)", "in progress (%) (3)")
    cannot: Percent | None = asked("ไม่สามารถดำเนินการได้ (ร้อยละ) (3)", "cannot be done (%) (3)")
    planned_progress: Percent | None = added(
        "ความก้าวหน้าตามแผน ณ สิ้นงวด (ร้อยละ)", "progress planned by now (%)", "investment.services"
    )
    achievement: Achievement = asked("ผลสัมฤทธิ์ (4)", "achievement (4)", default=Achievement())
    problems: Text | None = asked("ปัญหาอุปสรรค (5)", "problems (5)")
    next_steps: Text | None = asked("แผนการดำเนินงานในระยะต่อไป (5)", "plan for the next period (5)")
    evidence: tuple[Evidence, ...] = added("หลักฐาน", "evidence", "services", default=())


class Impact(Record):
    """Items 11 and 12: what is expected when the plan ends."""

    economic: Text | None = asked("ผลกระทบเชิงเศรษฐศาสตร์", "economic impact", "1.11")
    social: Text | None = asked("ผลกระทบเชิงสังคม", "social impact", "1.12")


class Part1(Record):
    """Part 1 of the form, items 1 to 13."""

    city_name: Text | None = asked("ชื่อเมืองอัจฉริยะ", "smart city name", "1.1")
    organisation: Text | None = asked("ชื่อหน่วยงาน", "organisation", "1.2")
    coordinator: Coordinator = asked("ผู้ประสานงาน", "coordinator", "1.3", default=Coordinator())
    wishes_to_continue: Flag | None = asked(
        "ประสงค์จะพัฒนาเป็นเมืองอัจฉริยะต่อไปหรือไม่", "wishes to go on as a smart city", "1.4"
    )
    plan: Plan = asked("ระยะเวลาของแผนงาน", "the plan's time", "1.5", default=Plan())
    budget: Budget = asked("แผนงบประมาณ", "budget", "1.6", default=Budget())
    goals: Goals = asked("เป้าหมาย/ผลงานหลักของแผนงาน", "goals and main outputs", "1.7", default=Goals())
    progress: Progress = asked("ความก้าวหน้า", "progress", "1.8", default=Progress())
    results: tuple[Result, ...] = asked(
        "ผลการดำเนินงานและผลสัมฤทธิ์ 7 ด้าน", "results in 7 domains", "1.9", default=()
    )
    summary: Text | None = asked("สรุปผลการดำเนินงาน (โดยสังเขป)", "summary of results", "1.10")
    impact: Impact = asked("ผลกระทบที่คาดหวัง", "expected impact", default=Impact())
    comments: Text | None = asked("ข้อคิดเห็นเพิ่มเติม", "further comments", "1.13")
