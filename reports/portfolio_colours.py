"""Conditional formats of the workbook: they follow what is in a cell, sorted or changed."""

from typing import Any

from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.styles import Font, PatternFill

from reports.portfolio_view import View

# Ground and ink: of the best level, those between, the worst; what is pending, unanswered, does not count.
LOOKS = {
    "kb": ("C6E7D3", "0B4A27"),
    "km": ("FDF3DD", "754C00"),
    "kw": ("F3C7C5", "7A1418"),
    "kp": ("D3E4F5", "173F63"),
    "ku": ("FBECEB", "A02226"),
    "kn": ("F3F5F8", "4D5B6B"),
}


def like(made: Any, area: str, text: str, look: str) -> None:
    """Cells that say just this, in this look."""
    ground, ink = LOOKS[look]
    quoted = '"' + text.replace('"', '""') + '"'
    rule = CellIsRule(  # type: ignore[no-untyped-call]
        operator="equal",
        formula=[quoted],
        font=Font(color=ink),
        fill=PatternFill("solid", start_color=ground, end_color=ground),
    )
    made.conditional_formatting.add(area, rule)


def by_status(made: Any, area: str, view: View) -> None:
    """Each status in its own colour, beside its word."""
    for name in view.statuses:
        like(made, area, view.text_of(view.status(name)), view.kind(name))


def by_sign(made: Any, area: str, view: View) -> None:
    """The same where a cell holds the sign alone."""
    for name, sign in view.signs.items():
        like(made, area, sign, view.kind(name))


def by_mark(made: Any, area: str, view: View) -> None:
    """Scores under the pass mark, where there is one, are told from those that reach it."""
    mark = view.found.pass_mark
    if mark is None:
        return
    for operator, look in (("lessThan", "kw"), ("greaterThanOrEqual", "kb")):
        ground, ink = LOOKS[look]
        fill = PatternFill("solid", start_color=ground, end_color=ground)
        rule = CellIsRule(  # type: ignore[no-untyped-call]
            operator=operator, formula=[str(mark)], font=Font(color=ink), fill=fill
        )
        made.conditional_formatting.add(area, rule)


def as_bars(made: Any, area: str) -> None:
    """Figures with a bar behind them."""
    rule = DataBarRule("num", 0, "max", color="8CB4D9")  # type: ignore[no-untyped-call]
    made.conditional_formatting.add(area, rule)
