"""An invented portrait, for the tests of the reports: seven domains, three years of money, a few projects."""

import datetime

from scoring.attachments import Attachment
from scoring.models import (
    Backing,
    Bilingual,
    DomainShown,
    GoalShown,
    MoneyShown,
    NextShown,
    Portrait,
    ProgressShown,
    ProjectShown,
    YearShown,
)
from scoring.part1 import DOMAINS

COUNTS = ((1, 2, 1), (0, 0, 0), (0, 1, 2), (2, 0, 0), (0, 0, 3), (1, 1, 0), (0, 0, 0))
HASH = "d" * 64


def backing(place: str) -> tuple[Backing, ...]:
    """One piece of evidence."""
    return (
        Backing(
            place=f"{place}.evidence[0]",
            title="รายงานตรวจรับงาน",
            file="evidence/report.pdf",
            page="3-7",
            address=None,
            date=datetime.date(2026, 8, 30),
            sha256=HASH,
        ),
    )


def portrait() -> Portrait:
    """What a city of the samples reports."""
    return Portrait(
        domains=tuple(
            DomainShown(
                id=name,
                title=Bilingual(th=th, en=en),
                ticked=any(counts),
                planned=counts[0],
                in_progress=counts[1],
                done=counts[2],
            )
            for (name, (th, en)), counts in zip(DOMAINS.items(), COUNTS, strict=True)
        ),
        money=MoneyShown(
            planned=186_400_000,
            invested=110_820_500,
            years=(
                YearShown(year=2024, planned=52_300_000, invested=51_180_000),
                YearShown(year=2025, planned=61_700_000, invested=59_640_500),
                YearShown(year=2026, planned=34_800_000, invested=None),
            ),
        ),
        progress=ProgressShown(
            percent=68, elapsed=40.0, start=datetime.date(2024, 10, 1), end=datetime.date(2029, 9, 1)
        ),
        projects=(
            _project(0, "ระบบข้อมูลเมือง", "cdp", 85, 80),
            _project(1, "ระบบเตือนภัยน้ำ", "environment", 100, 100),
            _project(2, "ตลาดออนไลน์ของชุมชน", "economy", 40, None),
        ),
        goals=(
            GoalShown(
                place="part1.goals.items[0]",
                id="flood",
                name="เตือนภัยทันเวลา",
                unit="ชั่วโมง",
                better="higher",
                baseline=2,
                actual=8,
                target_now=6,
                target=12,
                target_year=2029,
            ),
        ),
        next_projects=(
            NextShown(
                place="part2.services.projects[0]",
                id="bus",
                name="รถโดยสารไฟฟ้า",
                domain="mobility",
                indicator="ผู้โดยสาร 2,000 คนต่อวัน",
                start=datetime.date(2026, 10, 1),
                end=datetime.date(2028, 9, 1),
                budget=42_000_000,
            ),
        ),
        attachments=(
            Attachment(file="evidence/report.pdf", sha256=HASH, size=120_000),
            Attachment(file="evidence/lost.pdf", missing=True),
        ),
    )


def _project(index: int, name: str, row: str, done: int, planned: int | None) -> ProjectShown:
    return ProjectShown(
        place=f"part1.results[{index}]",
        id=None,
        name=name,
        row=row,
        done=done,
        in_progress=100 - done,
        cannot=0,
        planned_progress=planned,
    )
