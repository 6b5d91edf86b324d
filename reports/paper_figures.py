"""The city's own figures on paper: seven domains, money by year, progress, goals, what comes next, files."""

from collections.abc import Iterator, Sequence

from reports import figures
from reports.display import BUDDHIST_ERA, month, number
from reports.html_view import percent, short
from reports.lexicon import Lexicon
from reports.paper import Block, Column, Heading, Para, Picture, Scale, Scales, Table
from reports.particulars import NAME, of, shortened
from scoring.attachments import Attachment
from scoring.models import Assessment, GoalShown, NextShown, Number, Portrait, ProgressShown, ProjectShown

MOST = 60  # rows of a table: a form may hold thousands
Row = tuple[tuple[str, ...], ...]


def own_figures(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """As the city reports them."""
    shown = a.portrait
    yield Heading(2, w("figures"))
    yield Para(w("figures_explained"), "quiet")
    yield Heading(3, w("domains"))
    yield Picture(figures.radar(shown.domains, w), figures.domains_said(shown.domains, w))
    yield _domains(shown, w)
    yield Heading(3, w("progress"))
    yield from _progress(shown.progress, w)
    yield from _listed(_project_columns(w), [_project(each, shown, w) for each in shown.projects], w)
    yield from _listed(_goal_columns(w), [_goal(each, w) for each in shown.goals], w)
    yield Heading(3, w("money"))
    yield from _money(shown, w)
    if shown.next_projects:
        yield Heading(3, w("next_phase"))
        yield from _listed(_next_columns(w), [_next(each, shown, w) for each in shown.next_projects], w)
    if shown.attachments:
        yield Heading(3, w("attachments"))
        yield Para(w("attachments_explained"), "quiet")
        yield from _listed(_attachment_columns(w), [_attachment(each, w) for each in shown.attachments], w)


def _listed(columns: tuple[Column, ...], rows: Sequence[Row], w: Lexicon) -> Iterator[Block]:
    if rows:
        yield Table(columns, tuple(rows[:MOST]))
    if len(rows) > MOST:
        yield Para(w("more_rows", count=number(len(rows) - MOST)), "quiet")


def _domains(shown: Portrait, w: Lexicon) -> Table:
    keys = ("domain_planned", "domain_in_progress", "domain_done")
    columns = (
        Column(w("domain"), 40),
        Column(w("domain_ticked"), 18),
        *(Column(w(key), 14, figure=True) for key in keys),
    )
    rows = (
        (
            of(one.title, w),
            w("yes") if one.ticked else "–",
            number(one.planned),
            number(one.in_progress),
            number(one.done),
        )
        for one in shown.domains
    )
    return Table(columns, tuple(tuple((cell,) for cell in row) for row in rows))


def _progress(found: ProgressShown, w: Lexicon) -> Iterator[Block]:
    if found.percent is None:
        yield Para(w("progress_unknown"))
    else:
        said = w("progress_said", percent=number(found.percent))
        gone = figures.elapsed(found, w)
        scale = Scale(said, found.percent, found.percent, found.percent, found.elapsed, "", gone, "none")
        yield Scales((scale,), (w("progress_legend"),) if gone else ())


def _project_columns(w: Lexicon) -> tuple[Column, ...]:
    keys = ("project_done", "project_doing", "project_cannot", "project_planned")
    return (
        Column(w("project"), 44),
        Column(w("domain"), 16),
        *(Column(w(key), 10, figure=True) for key in keys),
    )


def _project(one: ProjectShown, shown: Portrait, w: Lexicon) -> Row:
    told = map(number, (one.done, one.in_progress, one.cannot, one.planned_progress))
    row = row_title(shown, one.row, w) or "–"
    return tuple((cell,) for cell in (shortened(one.name, w, NAME), row, *told))


def row_title(shown: Portrait, row: str | None, w: Lexicon) -> str:
    """The form's row that a project stands in: a domain, or the city's data; empty where none is named."""
    titles = {each.id: of(each.title, w) for each in shown.domains}
    return titles.get(row, w("project_cdp")) if row else ""


def _next_columns(w: Lexicon) -> tuple[Column, ...]:
    return (
        Column(w("next_project"), 30),
        Column(w("domain"), 14),
        Column(w("next_indicator"), 26),
        Column(w("next_months"), 15),
        Column(w("next_budget"), 15, figure=True),
    )


def _next(one: NextShown, shown: Portrait, w: Lexicon) -> Row:
    months = f"{month(one.start, w.lang)} – {month(one.end, w.lang)}" if one.start or one.end else "–"
    indicator = shortened(one.indicator, w, NAME) if one.indicator else "–"
    row = row_title(shown, one.domain, w) or "–"
    cells = (shortened(one.name, w, NAME), row, indicator, months, number(one.budget))
    return tuple((cell,) for cell in cells)


def _goal_columns(w: Lexicon) -> tuple[Column, ...]:
    keys = ("goal_baseline", "goal_actual", "goal_now", "goal_target")
    return (Column(w("goal"), 44), *(Column(w(key), 14, figure=True) for key in keys))


def _goal(one: GoalShown, w: Lexicon) -> Row:
    unit = shortened(one.unit, w, NAME) if one.unit else ""
    lower = w("goal_lower", unit=unit) if one.better == "lower" else unit
    return (
        tuple(filter(None, (shortened(one.name, w, NAME), lower))),
        (number(one.baseline),),
        (number(one.actual),),
        (number(one.target_now),),
        (_by(one, w),),
    )


def _by(one: GoalShown, w: Lexicon) -> str:
    if one.target is None or one.target_year is None:
        return number(one.target)
    return w("goal_target_year", target=number(one.target), year=one.target_year + BUDDHIST_ERA)


def _money(shown: Portrait, w: Lexicon) -> Iterator[Block]:
    whole, years = shown.money, shown.money.years
    if whole.planned is None and whole.invested is None and not years:
        yield Para(w("money_none"))
        return
    columns = (
        Column(w("money_year"), 25),
        *(Column(w(key), 25, figure=True) for key in ("money_planned", "money_invested", "money_share")),
    )
    rows = [(str(one.year + BUDDHIST_ERA), one.planned, one.invested) for one in years]
    told = [*rows, (w("money_whole"), whole.planned, whole.invested)]
    if any(one.planned or one.invested for one in years):
        yield Picture(figures.money(years, w), figures.money_said(years, w))
    yield from _listed(columns, [_year(*each) for each in told], w)


def _year(title: str, planned: Number | None, invested: Number | None) -> Row:
    share = percent(invested / planned) if planned and invested is not None else "–"
    return ((title,), (number(planned),), (number(invested),), (share,))


def _attachment_columns(w: Lexicon) -> tuple[Column, ...]:
    return (Column(w("attachment"), 50), Column(w("attachment_state"), 22), Column("SHA-256", 28))


def _attachment(one: Attachment, w: Lexicon) -> Row:
    name = shortened(one.file or one.within or "–", w, NAME)
    return ((name,), (w(figures.attachment_state(one)),), (short(one.sha256) if one.sha256 else "–",))
