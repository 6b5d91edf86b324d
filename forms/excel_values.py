"""What a cell of the workbook says in answer to a field, as a submission has it."""

import datetime
from decimal import Decimal

from forms.excel_cells import Cell
from forms.excel_layout import Column, signs
from forms.layout import Entry
from forms.spelled import bare
from forms.wording import meant
from scoring.thai_dates import BUDDHIST_FROM


def is_ticked(cell: Cell, column: Column) -> bool | None:
    """Whether a choice is ticked, by a sign or in words; None where that is not clear."""
    text = cell.text.casefold()
    choice = column.entry.choices[column.mark]
    own = {bare(one) for one in (column.mark, choice.th, choice.en)}
    if text in signs("ticked") or bare(text) in own - {""}:
        return True
    return False if text in signs("unticked") else None


def value_in(cell: Cell, column: Column) -> object:
    """The answer in a cell."""
    entry, value = column.entry, cell.value
    if isinstance(value, bool):
        return value if entry.kind == "flag" else str(value).upper()
    if isinstance(value, datetime.datetime):
        return _day(entry, value)
    if isinstance(value, int | Decimal):
        return _number(entry, value, percent=cell.percent)
    return meant(entry, str(value))


def _day(entry: Entry, value: datetime.datetime) -> str:
    """A day as it is written, of the era that its year is of; the hour is no part of the answer."""
    era = value.year > BUDDHIST_FROM
    if entry.kind == "year":
        return str(value.year)
    if entry.kind == "month":
        return f"{value.month}/{value.year}" if era else f"{value:%Y-%m}"
    return f"{value.day}/{value.month}/{value.year}" if era else f"{value:%Y-%m-%d}"


def _number(entry: Entry, value: int | Decimal, *, percent: bool) -> object:
    """A number, or the text that it is where no number is asked for; of 0.45 shown as 45 % that is 45."""
    number = Decimal(value) * 100 if percent else Decimal(value)
    exact = int(number) if number == number.to_integral_value() else number.normalize()
    if percent and entry.kind != "share":
        return f"{exact:f}%" if isinstance(exact, Decimal) else f"{exact}%"
    if entry.kind in ("count", "money", "share", "quantity", "year"):
        return exact
    return meant(entry, f"{exact:f}" if isinstance(exact, Decimal) else str(exact))
