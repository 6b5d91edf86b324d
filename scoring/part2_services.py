"""Part 2, criterion 4: the services of the next period."""

from scoring.fields import Record, added, asked
from scoring.part1 import DOMAINS, Domain
from scoring.quantities import Money, Month, Slug, Text, Whole


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
