"""What a table for a spreadsheet says of each city, column by column: the same in CSV and in Excel."""

from collections.abc import Callable, Iterator

from reports.portfolio_row import CityRow
from reports.portfolio_view import View
from reports.speech import Pair
from scoring.models import Bilingual, Number

Cell = str | Number | Bilingual | Pair | None
Column = tuple[Bilingual | Pair, Callable[[CityRow], Cell]]


def columns(view: View) -> Iterator[Column]:
    """The heads with what stands beneath them."""
    said = view.speech.pair
    yield said("column_id"), lambda row: row.id
    yield said("column_city"), lambda row: row.name
    yield said("column_province"), lambda row: row.province
    yield said("column_file"), lambda row: row.file
    yield said("tag_draft"), lambda row: _yes(view, row.draft)
    yield said("tag_illustrative"), lambda row: _yes(view, row.illustrative)
    yield said("column_verdict"), lambda row: said(f"will_{row.verdict}")
    yield said("certainty"), lambda row: said("short_settled" if row.settled else "short_unsettled")
    yield said("own_wish_short"), lambda row: _yes(view, row.at_own_wish)
    yield said("score"), lambda row: row.total
    yield said("column_low"), lambda row: row.low
    yield said("column_high"), lambda row: row.high
    yield said("column_gates"), lambda row: view.broken(row) if row.broken else None
    yield said("column_gaps"), lambda row: row.gaps
    yield said("column_complete_share"), lambda row: round(100 * row.completeness, 1)
    yield said("notices"), lambda row: row.notices
    for place, title in enumerate(view.found.sections.values()):
        yield title, lambda row, place=place: row.sections[place]  # type: ignore[misc]


def points(view: View) -> Iterator[Column]:
    """A column for each criterion: its status in words."""
    for place, point in enumerate(view.found.points):
        title = Pair(f"{point.number} {point.title.th}", f"{point.number} {point.title.en}")
        yield title, lambda row, place=place: view.status(row.marks[place].status)  # type: ignore[misc]


def _yes(view: View, holds: bool) -> Pair:
    return view.speech.pair("yes" if holds else "no")
