"""What a city reports, in figures and as it says it: domains, money, progress, projects, goals, next steps.

Nothing is judged here and no policy is read: these are the fields of the form (Part 1, items 5 to 9; Part 2,
row 9; the list of attachments), for the pictures and tables of the reports.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from scoring.models import (
    Bilingual,
    DomainShown,
    GoalShown,
    MoneyShown,
    NextShown,
    Number,
    Portrait,
    ProgressShown,
    ProjectShown,
    YearShown,
)
from scoring.part1 import DOMAINS, Part1, Plan, Result
from scoring.submission import Submission

WHOLE = 100  # per cent


def portrait(submission: Submission) -> Portrait:
    """The figures of one submission."""
    one, two = submission.part1, submission.part2
    return Portrait(
        domains=tuple(_domains(submission)),
        money=_money(one),
        progress=_progress(submission),
        projects=tuple(_projects(one)),
        goals=tuple(_goals(one)),
        next_projects=tuple(
            NextShown(
                place=f"part2.services.projects[{index}]",
                id=each.id,
                name=each.name,
                domain=each.domain,
                indicator=each.indicator,
                start=each.start,
                end=each.end,
                budget=each.budget,
            )
            for index, each in enumerate(two.services.projects)
            if each.name
        ),
        attachments=submission.attachments,
    )


def _domains(submission: Submission) -> Iterator[DomainShown]:
    """A project is where its row of item 9 says; one of the next phase that has no row there is planned."""
    rows = [row for row in submission.part1.results if row.name]
    begun = {row.id for row in rows if row.id}
    coming = [one for one in submission.part2.services.projects if one.name and one.id not in begun]
    ticked = submission.part2.characteristics.domains
    for name, (th, en) in DOMAINS.items():
        states = [_state(row) for row in rows if row.row == name]
        yield DomainShown(
            id=name,
            title=Bilingual(th=th, en=en),
            ticked=name in ticked,
            planned=states.count("planned") + sum(one.domain == name for one in coming),
            in_progress=states.count("in_progress"),
            done=states.count("done"),
        )


def _state(row: Result) -> str:
    if row.done == WHOLE:
        return "done"
    return "in_progress" if row.done or row.in_progress else "planned"


def _money(one: Part1) -> MoneyShown:
    total, years = one.budget.total, one.budget.years
    by_year = [
        YearShown(year=each.year, planned=each.planned, invested=each.invested) for each in years if each.year
    ]
    return MoneyShown(planned=total.planned, invested=total.invested, years=tuple(by_year))


def _progress(submission: Submission) -> ProgressShown:
    plan = submission.part1.plan
    return ProgressShown(
        percent=_number(submission.part1.progress.percent),
        elapsed=_elapsed(plan, submission.filing.end),
        start=plan.start,
        end=plan.end,
    )


def _elapsed(plan: Plan, until: datetime.date | None) -> Number | None:
    """How much of the plan's time is gone by at the end of the period, in per cent."""
    if plan.start is None or plan.end is None or until is None or plan.end < plan.start:
        return None
    last = _month_end(plan.end)
    gone = (min(_month_end(until), last) - plan.start).days
    return round(float(Fraction(max(gone, 0) * WHOLE, (last - plan.start).days)), 1)


def _month_end(month: datetime.date) -> datetime.date:
    following = month.replace(day=28) + datetime.timedelta(days=4)
    return following - datetime.timedelta(days=following.day)


def _projects(one: Part1) -> Iterator[ProjectShown]:
    for index, row in enumerate(one.results):
        if row.name:
            yield ProjectShown(
                place=f"part1.results[{index}]",
                id=row.id,
                name=row.name,
                row=row.row,
                done=_number(row.done),
                in_progress=_number(row.in_progress),
                cannot=_number(row.cannot),
                planned_progress=_number(row.planned_progress),
            )


def _goals(one: Part1) -> Iterator[GoalShown]:
    for index, goal in enumerate(one.goals.items):
        if goal.name:
            yield GoalShown(
                place=f"part1.goals.items[{index}]",
                id=goal.id,
                name=goal.name,
                unit=goal.unit,
                better=goal.better,
                baseline=_number(goal.baseline),
                actual=_number(goal.actual),
                target_now=_number(goal.target_now),
                target=_number(goal.target),
                target_year=goal.target_year,
            )


def _number(value: Decimal | int | None) -> Number | None:
    """As JSON holds it: a whole number where it is one."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
