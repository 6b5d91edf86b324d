"""All cities as a workbook: a summary, the cities, cities by criteria, a sheet a section, gaps, what to read.

Numbers are numbers and texts are texts; the same cities make the same bytes.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from reports.html_view import short
from reports.portfolio_colours import as_bars, by_mark, by_sign, by_status
from reports.portfolio_columns import Cell, columns
from reports.portfolio_row import CityRow, Portfolio
from reports.portfolio_sheet import LEFT, MIDDLE, TITLE, UPRIGHT, WIDE, heighten, put, sheet, table
from reports.portfolio_view import OWN, View, joined
from reports.speech import Pair, Speech
from scoring.screening import Reading
from scoring.undated import undated

DRIFT = "+0.00;-0.00;0.00"
SIGN = 4.5  # the width of a column that holds a sign


def render(found: Portfolio, lang: str) -> bytes:
    """The workbook; its words in `th`, in `en`, or in `both` with a stroke between."""
    view = View(found, Speech(lang, *OWN))
    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    for write in (_summary, _cities, _map, _sections, _gaps, _steps, _readings, _reviewers):
        write(book, view)
    book.properties.creator = found.program
    file = io.BytesIO()
    book.save(file)
    return undated(file.getvalue())


def _summary(book: Any, view: View) -> None:
    """What the head of the page says: how many stand where, who decides, and with what it was scored."""
    made, found = sheet(book, _title(view, "portfolio_answer"), freeze=""), view.found
    put(made, 1, 1, view.speech.pair("portfolio_title"), view).font = TITLE
    for number, (name, value) in enumerate(_told(view), start=3):
        put(made, number, 1, name, view)
        put(made, number, 2, value, view).alignment = LEFT
    for number, change in enumerate(found.edition.changes, start=made.max_row + 1):
        put(made, number, 1, change.label, view)
        put(made, number, 2, Pair(f"{change.was} → {change.value}", f"{change.was} → {change.value}"), view)
    made.column_dimensions["A"].width, made.column_dimensions["B"].width = 2 * WIDE, 3 * WIDE
    heighten(made)


def _told(view: View) -> Iterator[tuple[Cell, Cell]]:
    said, found = view.speech.pair, view.found
    yield said("column_cities"), len(found.rows)
    for group, count in view.counts.items():
        yield said(f"group_{group}"), count
    for mark, count in view.marked:
        yield said(f"tag_{mark}"), count
    if found.left_out:
        yield said("mark_left_out"), found.left_out
    if found.pass_mark is not None:
        yield said("reaches_pass"), view.passing
    yield said("standing"), found.edition.standing
    yield said("edition"), found.edition.title
    yield said("policy"), said("assumed_of", assumed=view.assumed, count=len(found.edition.policy))
    yield said("edition_fingerprint"), short(found.edition_fingerprint)
    yield said("policy_fingerprint"), short(found.policy_fingerprint)
    yield said("all_fingerprint"), short(found.fingerprint)


def _cities(book: Any, view: View) -> None:
    made, listed = sheet(book, _title(view, "portfolio_cities"), freeze="C2"), list(columns(view))
    table(made, [head for head, _ in listed], ([cell(row) for _, cell in listed] for row in view.rows), view)
    last, scores = len(view.rows) + 1, len(listed) - len(view.found.sections)
    for place, (head, _) in enumerate(listed, start=1):
        if head in (
            view.speech.pair("score"),
            view.speech.pair("column_low"),
            view.speech.pair("column_high"),
        ):
            by_mark(made, _column(place, last), view)
        elif place > scores:
            as_bars(made, _column(place, last))


def _map(book: Any, view: View) -> None:
    """A sign a criterion, its title upright above it."""
    made = sheet(book, _title(view, "portfolio_heat"), freeze="B2")
    heads = [view.speech.pair("column_city"), *(view.matter(point.id) for point in view.found.points)]
    rows: Iterator[Sequence[Cell]] = (
        (row.name, *(view.signs[mark.status] for mark in row.marks)) for row in view.rows
    )
    table(made, heads, rows, view)
    made.row_dimensions[1].height = 220
    for place in range(2, len(heads) + 1):
        made.column_dimensions[get_column_letter(place)].width = SIGN
        made.cell(1, place).alignment = UPRIGHT
        for number in range(2, len(view.rows) + 2):
            made.cell(number, place).alignment = MIDDLE
    by_sign(made, f"B2:{get_column_letter(len(heads))}{len(view.rows) + 1}", view)
    for number, name in enumerate(view.statuses, start=len(view.rows) + 4):
        put(made, number, 1, view.status(name), view)
        put(made, number, 2, view.signs[name], view).alignment = MIDDLE


def _sections(book: Any, view: View) -> None:
    """A sheet a section: each city's criteria in it, with status, points and what is lost."""
    heads = ["column_city", "column_province", "criterion", "column_result", "column_points", "column_lost"]
    for id, title in view.found.sections.items():
        made = sheet(book, view.text_of(title), freeze="B2")
        rows = [list(_of_section(view, row, id)) for row in view.rows]
        table(made, map(view.speech.pair, heads), (line for lines in rows for line in lines), view)
        last = made.max_row
        by_status(made, f"D2:D{last}", view)
        as_bars(made, f"F2:F{last}")


def _of_section(view: View, row: CityRow, section: str) -> Iterator[Sequence[Cell]]:
    for point, mark in zip(view.found.points, row.marks, strict=True):
        if point.section == section:
            title, status = view.matter(point.id), view.status(mark.status)
            yield row.name, row.province, title, status, float(mark.points), float(mark.lost)


def _gaps(book: Any, view: View) -> None:
    made = sheet(book, _title(view, "portfolio_common"), freeze="B2")
    heads = ("criterion", "section", "column_losing", "column_counting", "column_lost_all")
    sections = view.found.sections
    rows = [
        (view.matter(one.point.id), sections[one.point.section], one.cities, one.counted, float(one.lost))
        for one in view.gaps
    ]
    table(made, map(view.speech.pair, heads), rows, view)
    as_bars(made, f"E2:E{len(rows) + 1}")


def _steps(book: Any, view: View) -> None:
    made, said = sheet(book, _title(view, "by_criterion")), view.speech.pair
    heads = (
        "column_order",
        "column_criteria",
        "column_judgements",
        "column_lines",
        "column_settles",
        "column_city",
    )
    rows = [
        (
            place,
            joined(view.matter(one) for one in view.in_order(step.matters)),
            step.judgements,
            step.lines,
            len(step.settles),
            joined(view.named_row(file).name for file in step.settles),
        )
        for place, step in enumerate(view.screening.steps, start=1)
    ]
    table(made, map(said, heads), rows, view)


def _readings(book: Any, view: View) -> None:
    made, said = sheet(book, _title(view, "by_city")), view.speech.pair
    heads = (
        "column_order",
        "column_city",
        "column_settled_as",
        "column_judgements",
        "column_lines",
        "column_read",
    )
    rows = [(place, *_reading(view, one)) for place, one in enumerate(view.screening.cities, start=1)]
    table(made, map(said, heads), rows, view)


def _reading(view: View, one: Reading) -> Sequence[Cell]:
    to = view.speech.pair(f"settled_as_{one.to}") if one.to else None
    lines: Cell = one.lines if one.readable else view.speech.pair("waiting_cities")
    return view.row(one).name, to, len(one.matters), lines, joined(map(view.matter, one.matters))


def _reviewers(book: Any, view: View) -> None:
    """Who judged, and how they compare; then cities with like evidence that were judged unlike."""
    if not view.reviewers:
        return
    made, said = sheet(book, _title(view, "portfolio_reviewers"), freeze="B2"), view.speech.pair
    heads = (
        "status_reviewer",
        "status_given",
        "status_above",
        "status_below",
        "status_drift",
        "column_shared",
    )
    rows = [
        (one.signed, one.judgements, one.above, one.below, one.drift, one.shared) for one in view.reviewers
    ]
    table(made, map(said, heads), rows, view)
    for (cell,) in made.iter_rows(min_row=2, min_col=5, max_col=5):
        cell.number_format = DRIFT
    if view.unlike:
        made = sheet(book, _title(view, "status_unlike"), freeze="B2")
        unlike = [(view.alike(one), joined(map(view.placed, one.cities))) for one in view.unlike]
        table(made, map(said, ("criterion", "column_judged")), unlike, view)


def _title(view: View, key: str) -> str:
    return view.text_of(view.speech.pair(key))


def _column(place: int, last: int) -> str:
    letter = get_column_letter(place)
    return f"{letter}2:{letter}{last}"
