"""Where in a workbook something stands: in words for people, and as a mark for the program."""

from openpyxl.utils import get_column_letter

from forms.excel_cells import Cell, Grid
from forms.excel_layout import words
from scoring.problems import Where


def where(grid: Grid, cell: Cell, heading: str = "") -> Where:
    """The place of a cell; `heading` is what is asked there, as the sheet has it."""
    th, en = (_said(grid, cell, heading.split("\n")[0].strip(), lang) for lang in ("th", "en"))
    return Where(th, en, (grid.title, cell.name))


def _said(grid: Grid, cell: Cell, heading: str, lang: str) -> str:
    letter = get_column_letter(cell.column)
    column = words()["column"].of(lang).format(letter=letter, heading=heading).strip()
    place = words()["where"].of(lang).format(sheet=grid.title, row=cell.row, column=column)
    return f"{place} {words()['hidden'].of(lang)}" if grid.hidden else place
