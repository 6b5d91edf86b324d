"""All cities as a table for a spreadsheet: one row a city, the best score first, and a column a criterion.

In UTF-8 with the mark by which Excel knows it. What a city calls itself can start no formula.
"""

import csv
import io

from reports.csv_text import FORMULA
from reports.portfolio_columns import Cell, columns, points
from reports.portfolio_row import Portfolio
from reports.portfolio_view import OWN, View
from reports.speech import Speech
from reports.terminal import plain


def render(found: Portfolio, lang: str) -> bytes:
    """The table; its words in `th`, in `en`, or in `both` with a stroke between."""
    view = View(found, Speech(lang, *OWN))
    every = [*columns(view), *points(view)]
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(guarded(head, view) for head, _ in every)
    table.writerows([guarded(cell(row), view) for _, cell in every] for row in view.rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def guarded(cell: Cell, view: View) -> str | int | float | None:
    """Numbers as they are; a text that would be taken for a formula with an apostrophe before it."""
    said = written(cell, view)
    return f"'{said}" if isinstance(said, str) and FORMULA.match(said) else said


def written(cell: Cell, view: View) -> str | int | float | None:
    """A number, or a text in the languages of the report on one line, without what a program would act on."""
    if cell is None or isinstance(cell, int | float):
        return cell
    texts = [cell] if isinstance(cell, str) else [getattr(cell, lang) for lang in view.speech.langs]
    return plain(" / ".join(dict.fromkeys(texts)))
