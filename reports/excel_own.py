"""Draws the sheet of the city's own figures: small tables beneath each other, a chart beside two of them."""

from typing import Any

from reports.excel_cells import heighten, lines, put
from reports.excel_charts import ROWS, Area, bars, radar
from reports.excel_figures import domains, goals, money, progress
from reports.excel_look import print_set_up, widen
from reports.excel_sheet import rows, title
from reports.excel_table import Saying, Table
from scoring.models import Assessment

WIDTHS = (44, 16, 16, 16, 16, 16, 20, 20)
BESIDE = "G"  # the column that the charts begin in
FEW = 12  # goals that a page still holds
Sheet = Any


def own(sheet: Sheet, a: Assessment, say: Saying) -> None:
    """Progress, domains, money by year and goals, as the city reports them."""
    shown, lang = a.portrait, say.first.lang
    widen(sheet, WIDTHS)
    title(sheet, 1, say.word("figures"), "title", lang)
    note = say.word("figures_explained")
    put(sheet.cell(2, 1), note, "note", lang=lang)
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(WIDTHS))
    heighten(sheet, 2, lines(note, sum(WIDTHS)))
    row = _progress(sheet, 4, a, say)
    area, row = _part(sheet, row, domains(shown, say), lang, 3)
    if any(one.planned or one.in_progress or one.done for one in shown.domains):
        radar(sheet, area, _line(say.word("domains")), f"{BESIDE}{area.top}")
        row = max(row, area.top + ROWS)
    area, row = _part(sheet, row, money(shown, say), lang, 2)
    if any(one.planned or one.invested for one in shown.money.years):
        years = area._replace(last=area.last - 1)  # the whole plan is no year
        bars(sheet, years, _line(say.word("money")), f"{BESIDE}{area.top}")
        row = max(row, area.top + ROWS)
    if shown.goals:
        _part(sheet, row, goals(shown, say), lang, 4)
    short = len(shown.goals) <= FEW
    print_set_up(sheet, sum(WIDTHS), pages=len(say.lexicons) if short else 0)


def _line(said: str) -> str:
    return said.replace("\n", " · ")


def _progress(sheet: Sheet, row: int, a: Assessment, say: Saying) -> int:
    """The row after it."""
    lang = say.first.lang
    title(sheet, row, say.word("progress"), "part", lang)
    for fact in progress(a.portrait, say):
        row += 1
        put(sheet.cell(row, 1), fact.name, "name", lang=lang)
        put(sheet.cell(row, 2), fact.value, "text", fact.kind, lang)
        heighten(sheet, row, lines(fact.name, WIDTHS[0]))
    return row + 2


def _part(sheet: Sheet, row: int, table: Table, lang: str, figures: int) -> tuple[Area, int]:
    """The area of its figures, which stand from the second column on, and the row after it."""
    title(sheet, row, table.title, "part", lang)
    last = rows(sheet, row + 1, table, {}, lang)
    return Area(row + 1, last, 2, 1 + figures), last + 2
