"""What a cell of the workbook says in answer to a field, as a submission has it."""

import datetime
from decimal import Decimal

from forms.excel_cells import Cell
from forms.excel_layout import Column
from forms.layout import Entry
from forms.wording import meant
from scoring.thai_dates import BUDDHIST_FROM

UNTICKED = {"0", "false", "no", "ไม่", "ไม่ใช่", "-", "☐"}
WHOLE = 10**15  # up to which a number of a spreadsheet is exact


def is_ticked(cell: Cell) -> bool:
    """Whether a choice is ticked, by whatever sign."""
    return cell.text.casefold() not in UNTICKED


def value_in(cell: Cell, column: Column) -> object:
    """The answer in a cell."""
    entry, value = column.entry, cell.value
    if isinstance(value, bool):
        return value if entry.kind == "flag" else str(value)
    if isinstance(value, datetime.datetime | datetime.date):
        return _day(entry, value)
    if isinstance(value, str):
        return meant(entry, value)
    return _number(entry, value, cell.percent)


def _day(entry: Entry, value: datetime.date) -> str:
    """A day as it is written, of the era that its year is of."""
    era = value.year > BUDDHIST_FROM
    if entry.kind == "year":
        return str(value.year)
    if entry.kind == "month":
        return f"{value.month}/{value.year}" if era else f"{value:%Y-%m}"
    if isinstance(value, datetime.datetime) and value.time() != datetime.time.min:
        return value.isoformat(" ")
    return f"{value.day}/{value.month}/{value.year}" if era else f"{value:%Y-%m-%d}"


def _number(entry: Entry, value: float, percent: bool) -> object:
    number = Decimal(repr(value))
    if percent and entry.kind == "share":
        number *= 100
    exact = int(number) if number == number.to_integral_value() and abs(number) < WHOLE else None
    if entry.kind in ("text", "slug", "choice", "date", "month"):
        return meant(entry, str(exact if exact is not None else number))
    return exact if exact is not None else number.normalize()
