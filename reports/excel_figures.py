"""The city's own figures as tables: domains, money, goals; its projects, next phase and files as lists."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from reports.display import BUDDHIST_ERA
from reports.excel_table import Cell, Column, Fact, Saying, Table
from reports.figures import attachment_state
from reports.paper_figures import row_title
from reports.particulars import NAME, of, shortened
from scoring.models import Assessment, GoalShown, Number, Portrait


class Year(NamedTuple):
    """A line of the money: a year, or the whole plan."""

    title: Cell
    planned: Number | None
    invested: Number | None


def progress(shown: Portrait, say: Saying) -> Iterator[Fact]:
    """How far the whole plan is, beside the time that is gone by."""
    found = shown.progress
    yield Fact(say.word("plan_percent"), found.percent, kind="number")
    yield Fact(say.word("plan_elapsed"), found.elapsed, kind="number")
    yield Fact(say.word("plan_start"), found.start, kind="month")
    yield Fact(say.word("plan_end"), found.end, kind="month")


def domains(shown: Portrait, say: Saying) -> Table:
    """The seven domains, with how many projects are how far."""
    columns = [
        Column(say.word("domain"), 44, "text", lambda one: say(lambda w: of(one.title, w))),
        *_figures(say, domain_planned="planned", domain_in_progress="in_progress", domain_done="done"),
        Column(say.word("domain_ticked"), 16, "text", lambda one: say.word("yes") if one.ticked else None),
    ]
    return Table("domains", say.word("domains"), "", columns, shown.domains)


def money(shown: Portrait, say: Saying) -> Table:
    """Each year's budget and what of it was invested, the whole plan last."""
    found = shown.money
    years = [Year(one.year + BUDDHIST_ERA, one.planned, one.invested) for one in found.years]
    columns = [
        Column(say.word("money_year"), 44, "year", lambda one: one.title),
        *_figures(say, money_planned="planned", money_invested="invested"),
        Column(say.word("money_share"), 16, "share", _share),
    ]
    rows = [*years, Year(say.word("money_whole"), found.planned, found.invested)]
    return Table("money", say.word("money"), "", columns, rows)


def _share(one: Year) -> Cell:
    return one.invested / one.planned if one.planned and one.invested is not None else None


def goals(shown: Portrait, say: Saying) -> Table:
    """Each goal, where it stands and where it is to be."""
    values = {
        "goal_baseline": "baseline",
        "goal_actual": "actual",
        "goal_now": "target_now",
        "goal_target": "target",
    }
    columns = [
        Column(say.word("goal"), 44, "text", lambda one: _cut(one.name, say)),
        *_figures(say, **values),
        Column(say.word("column_target_year"), 16, "year", _target_year),
        Column(say.word("column_unit"), 20, "text", lambda one: _cut(one.unit, say)),
        Column(say.word("column_better"), 20, "text", lambda one: say.word(f"better_{one.better}")),
    ]
    return Table("goals", say.word("goals"), "", columns, shown.goals)


def _target_year(one: GoalShown) -> Cell:
    return one.target_year + BUDDHIST_ERA if one.target_year else None


def _figures(say: Saying, **named: str) -> Iterator[Column]:
    for key, name in named.items():
        yield Column(say.word(key), 16, "number", _getting(name))


def _getting(name: str) -> Callable[[Any], Cell]:
    return lambda one: getattr(one, name)


def _cut(text: str | None, say: Saying) -> str:
    return shortened(text, say.first, NAME) if text else ""


def lists(a: Assessment, say: Saying) -> Iterator[Table]:
    """The lists that the city filed, each a sheet that can be filtered."""
    for made in (projects(a, say), coming(a, say), attachments(a, say)):
        if made.rows:
            yield made


def projects(a: Assessment, say: Saying) -> Table:
    """Each project of item 9 beside the time that is gone by."""
    shown = a.portrait
    values = {
        "project_done": "done",
        "project_doing": "in_progress",
        "project_cannot": "cannot",
        "project_planned": "planned_progress",
    }
    columns = [
        Column(say.word("project"), 54, "text", lambda one: _cut(one.name, say)),
        Column(say.word("domain"), 24, "text", lambda one: say(lambda w: row_title(shown, one.row, w))),
        *_figures(say, **values),
        Column(say.word("column_elapsed"), 18, "number", lambda one: shown.progress.elapsed),
        Column(say.word("column_id"), 18, "text", lambda one: _cut(one.id, say)),
    ]
    note = say.word("figures_explained")
    return Table("projects", say.word("progress"), note, columns, shown.projects, frozen=1)


def coming(a: Assessment, say: Saying) -> Table:
    """Each project of the next phase."""
    shown = a.portrait
    columns = [
        Column(say.word("next_project"), 50, "text", lambda one: _cut(one.name, say)),
        Column(say.word("domain"), 20, "text", lambda one: say(lambda w: row_title(shown, one.domain, w))),
        Column(say.word("next_indicator"), 46, "text", lambda one: _cut(one.indicator, say)),
        Column(say.word("column_start"), 14, "month", lambda one: one.start),
        Column(say.word("column_end"), 14, "month", lambda one: one.end),
        Column(say.word("next_budget"), 18, "number", lambda one: one.budget),
        Column(say.word("column_id"), 18, "text", lambda one: _cut(one.id, say)),
    ]
    note = say.word("figures_explained")
    return Table("next", say.word("next_phase"), note, columns, shown.next_projects, frozen=1)


def attachments(a: Assessment, say: Saying) -> Table:
    """Each file, whether it was seen, and its SHA-256 in full."""
    columns = [
        Column(say.word("attachment"), 48, "text", lambda one: _cut(one.file, say)),
        Column(say.word("column_within"), 24, "text", lambda one: _cut(one.within, say)),
        Column(say.word("attachment_state"), 24, "text", lambda one: say.word(attachment_state(one))),
        Column(say.word("column_size"), 14, "number", lambda one: one.size),
        Column("SHA-256", 70, "text", lambda one: _cut(one.sha256, say)),
    ]
    note = say.word("attachments_explained")
    return Table("attachments", say.word("attachments"), note, columns, a.portrait.attachments, frozen=1)
