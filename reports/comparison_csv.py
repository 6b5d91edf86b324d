"""A comparison of two policies as a table for a spreadsheet: one row a city, in the order of the page.

What a city calls itself can start no formula.
"""

from collections.abc import Callable, Iterator, Sequence

from reports.comparison_city import OWN
from reports.comparison_view import View
from reports.csv_text import table
from reports.lexicon import Lexicon, languages, lexicon
from reports.particulars import of
from reports.speech import Pair, Text
from scoring.comparison import Cause, CityCompared, Comparison
from scoring.differences import EditionSide
from scoring.models import Number
from scoring.sides import Side

Cell = str | Number | Text | None
Column = tuple[Text, Callable[[CityCompared], Cell]]


def render(found: Comparison, lang: str) -> bytes:
    """The table; its words in `th`, in `en`, or in `both` with a stroke between."""
    view, words = View(found), [lexicon(each, *OWN) for each in languages(lang)]
    columns = list(_columns(view))
    heads = [_cell(head, words) for head, _ in columns]
    return table([heads, *([_cell(cell(one), words) for _, cell in columns] for one in view.ordered)])


def _cell(cell: Cell, words: Sequence[Lexicon]) -> str | Number | None:
    """Numbers and names as they are; a text in each of the languages."""
    if cell is None or isinstance(cell, int | float | str):
        return cell
    return " / ".join(dict.fromkeys(of(cell, w) for w in words))


def _columns(view: View) -> Iterator[Column]:
    yield view.said("column_id"), lambda one: one.city
    yield view.said("column_city"), lambda one: one.name
    yield view.said("column_file"), lambda one: one.file
    yield view.said("mark_draft"), lambda one: _yes(view, one.draft)
    yield view.said("mark_illustrative"), lambda one: _yes(view, one.illustrative)
    yield view.said("column_change"), lambda one: view.direction(one) if one.flip else view.said("stays")
    yield view.said("column_near"), lambda one: _yes(view, one.near)
    yield view.said("column_points_off"), lambda one: one.after.margin
    for when, of_city, edition in (
        ("was", lambda one: one.before, view.found.before),
        ("is", lambda one: one.after, view.found.after),
    ):
        yield from _side(view, view.said(when), of_city, edition)
    for place in range(len(view.found.parts)):
        yield from _part(view, place)


def _side(
    view: View, when: Pair, of_city: Callable[[CityCompared], Side], edition: EditionSide
) -> Iterator[Column]:
    """What a city comes to under one of the two."""

    def head(what: Text) -> Pair:
        return view.said("column_when", what=what, when=when)

    def broken(one: CityCompared) -> Pair:
        return view.joined([edition.gates[name] for name in of_city(one).broken])

    yield head(view.said("column_direction")), lambda one: view.said(f"will_{of_city(one).verdict}")
    yield head(view.said("certainty")), lambda one: _settled(view, of_city(one))
    yield head(view.said("score")), lambda one: of_city(one).total
    yield head(view.said("column_rank")), lambda one: of_city(one).rank
    yield head(view.said("column_broken")), broken
    for id, title in edition.sections.items():
        yield head(title), lambda one, id=id: of_city(one).sections[id]  # type: ignore[misc]


def _part(view: View, place: int) -> Iterator[Column]:
    """What one change did to a city: its share of a change of the recommendation, and points."""

    def of_city(one: CityCompared) -> Cause | None:
        return next((cause for cause in one.causes if cause.part == place), None)

    def share(one: CityCompared) -> Number:
        cause = of_city(one)
        return round(cause.share * 100, 2) if cause else 0

    def points(one: CityCompared) -> Number:
        cause = of_city(one)
        return cause.points if cause else 0

    yield view.said("column_part_share", what=view.part(place)), share
    yield view.said("column_part_points", what=view.part(place)), points


def _yes(view: View, holds: bool) -> Pair:
    return view.said("yes" if holds else "no")


def _settled(view: View, side: Side) -> Pair:
    return view.said("short_settled" if side.settled else "short_unsettled")
