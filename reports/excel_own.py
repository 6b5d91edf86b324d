"""Draws the sheet of the city's own figures: small tables beneath each other, a chart beside two of them."""

from typing import Any

from reports.excel_cells import heighten, lines, put
from reports.excel_charts import ROWS, Area, bars, radar
from reports.excel_figures import domains, goals, money, progress
from reports.excel_look import print_set_up, widen
from reports.excel_sheet import rows, title
from reports.excel_table import Saying, Table
from scoring.models import Assessment, Portrait

WIDTHS = (44, 16, 16, 16, 16, 16, 20, 20)
BESIDE = "G"  # the column that the charts begin in
LARGE, MILLIONS = 10_000_000, "#,##0,,"  # which Excel shows in millions
FEW = 12  # goals that a page still holds
Sheet = Any


def own(sheet: Sheet, a: Assessment, say: Saying) -> None:
    """Progress, domains, money by year and goals, as the city reports them."""
    shown, lang = a.portrait, say.first.lang
    widen(sheet, WIDTHS)
    title(sheet, 1, say.word("figures"), "title", lang)
    _note(sheet, 2, say.word("figures_explained"), lang)
    row = _progress(sheet, 4, shown, say)
    row = _domains(sheet, row, shown, say)
    row = _money(sheet, row, shown, say)
    if shown.goals:
        _part(sheet, row, goals(shown, say), lang, 4)
    short = len(shown.goals) <= FEW
    print_set_up(sheet, sum(WIDTHS), pages=len(say.lexicons) if short else 0)


def _note(sheet: Sheet, row: int, text: str, lang: str) -> None:
    put(sheet.cell(row, 1), text, "note", lang=lang)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
    heighten(sheet, row, lines(text, sum(WIDTHS)))


def _progress(sheet: Sheet, row: int, shown: Portrait, say: Saying) -> int:
    """The row after it."""
    lang = say.first.lang
    title(sheet, row, say.word("progress"), "part", lang)
    for fact in progress(shown, say):
        row += 1
        put(sheet.cell(row, 1), fact.name, "name", lang=lang)
        put(sheet.cell(row, 2), fact.value, "text", fact.kind, lang)
        heighten(sheet, row, lines(fact.name, WIDTHS[0]))
    return row + 2


def _domains(sheet: Sheet, row: int, shown: Portrait, say: Saying) -> int:
    area, row = _part(sheet, row, domains(shown, say), say.first.lang, 3)
    if not any(one.planned or one.in_progress or one.done for one in shown.domains):
        return row
    radar(sheet, area, _line(say.word("domains")), f"{BESIDE}{area.top}")
    return max(row, area.top + ROWS)


def _money(sheet: Sheet, row: int, shown: Portrait, say: Saying) -> int:
    found = shown.money
    if found.planned is None and found.invested is None and not found.years:
        title(sheet, row, say.word("money"), "part", say.first.lang)
        _note(sheet, row + 1, say.word("money_none"), say.first.lang)
        return row + 3
    area, row = _part(sheet, row, money(shown, say), say.first.lang, 2)
    most = max((each or 0 for one in found.years for each in (one.planned, one.invested)), default=0)
    if not most:
        return row
    years = area._replace(last=area.last - 1)  # the whole plan is no year
    key, format_ = ("money_millions", MILLIONS) if most >= LARGE else ("money", "#,##0")
    bars(sheet, years, _line(say.word(key)), f"{BESIDE}{area.top}", format_)
    return max(row, area.top + ROWS)


def _line(said: str) -> str:
    return said.replace("\n", " · ")


def _part(sheet: Sheet, row: int, table: Table, lang: str, figures: int) -> tuple[Area, int]:
    """The area of its figures, which stand from the second column on, and the row after it."""
    title(sheet, row, table.title, "part", lang)
    last = rows(sheet, row + 1, table, {}, lang)
    return Area(row + 1, last, 2, 1 + figures), last + 2
