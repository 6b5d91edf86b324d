"""The report of all cities to print: where they stand, what they lack, then each of them."""

from collections.abc import Iterator, Sequence

from reports.digits import ARABIC, on_paper
from reports.display import number, score
from reports.html_view import percent, short
from reports.lexicon import Lexicon, languages, lexicon
from reports.paper import Block, Column, Heading, Items, Note, Paper, Para, Table
from reports.particulars import NAME, of, shortened
from reports.pdf import printed
from reports.portfolio_paper import common, heat, method, reviewers, spread
from reports.portfolio_row import CityRow, Portfolio
from reports.portfolio_view import OWN, View
from reports.speech import Pair, Speech
from scoring.models import Bilingual
from scoring.screening import Reading
from scoring.undated import DAY

Row = tuple[tuple[str, ...], ...]


def render(found: Portfolio, lang: str, digits: str = ARABIC) -> bytes:
    """The report in `th`, in `en`, or in `both`: the one after the other."""
    papers = [_paper(View(found, Speech(each, *OWN)), lexicon(each, *OWN)) for each in languages(lang)]
    return printed(on_paper(papers, digits), DAY, found.edition.unbroken)


def _paper(view: View, w: Lexicon) -> Paper:
    return Paper(
        lang=w.lang,
        title=w("portfolio_title"),
        over=(w("portfolio_title"), ""),
        under=f"{view.found.edition.id} · {short(view.found.fingerprint)}",
        page=w("page"),
        blocks=tuple(_blocks(view, w)),
    )


def _blocks(view: View, w: Lexicon) -> Iterator[Block]:
    found = view.found
    yield Para(w("portfolio_kind"), "quiet")
    yield Heading(1, w("portfolio_title"))
    yield Para(f"{w('cities_of_all', count=number(len(found.rows)))} · {of(found.edition.title, w)}", "quiet")
    for mark, count in view.marked:
        said = w(f"some_{mark}", count=number(count), cities=number(len(found.rows)))
        yield Note(w(f"mark_{mark}"), (said,))
    if found.left_out:
        yield Note(w("mark_left_out"), (w("left_out", count=number(found.left_out)),))
    yield Heading(2, w("portfolio_answer"))
    yield Items(tuple(f"{w(f'group_{group}')}: {number(count)}" for group, count in view.counts.items()))
    yield Items(tuple(_answers(view, w)))
    yield Para(w("colon", name=w("standing"), text=of(found.edition.standing, w)))
    yield from spread(view, w)
    yield from common(view, w)
    yield Heading(2, w("portfolio_cities"))
    yield Para(w("cities_explained_all"), "quiet")
    yield _cities(view, w)
    yield heat(view, w)
    yield from _first(view, w)
    if view.reviewers:
        yield from reviewers(view, w)
    yield from method(view, w)


def _answers(view: View, w: Lexicon) -> Iterator[str]:
    """What follows from where they stand."""
    unsettled, mark = view.counts["unsettled"], view.found.pass_mark
    if unsettled:
        renew = view.standing_renew
        yield w("unsettled_now", renew=number(renew), revoke=number(unsettled - renew))
    if view.readable:
        judgements = sum(step.judgements for step in view.screening.steps)
        yield w("answer_first", cities=number(len(view.readable)), judgements=number(judgements))
    if view.waiting:
        yield w("answer_waiting", cities=number(len(view.waiting)))
    if mark is not None:
        yield w("answer_pass", count=number(view.passing), mark=number(mark))
    if view.gaps:
        worst = view.gaps[0]
        title = of(worst.point.title, w)
        yield w("answer_gap", title=title, cities=number(worst.cities), lost=score(worst.lost))


def _one(said: Bilingual | Pair, w: Lexicon) -> str:
    return shortened(getattr(said, w.lang), w, NAME)


def _cities(view: View, w: Lexicon) -> Table:
    columns = (
        Column(w("column_city"), 29),
        Column(w("column_verdict"), 16),
        Column(w("score"), 7, figure=True),
        Column(w("bounds_column"), 12, figure=True),
        Column(w("column_gates"), 27),
        Column(w("column_complete"), 9, figure=True),
    )
    return Table(columns, tuple(_city(view, row, w) for row in view.rows))


def _city(view: View, row: CityRow, w: Lexicon) -> Row:
    marks = " · ".join((*view.told_apart(row), *(w(mark) for mark in view.marks(row))))
    settled = w("short_settled" if row.settled else "short_unsettled")
    bounds = score(row.total) if row.low == row.high else f"{score(row.low)}–{score(row.high)}"
    return (
        (_one(row.name, w), *filter(None, [marks])),
        (w(f"will_{row.verdict}"), settled),
        (score(row.total),),
        (bounds,),
        (_one(view.broken_first(row), w),),
        (f"{percent(row.completeness)}%",),
    )


def _first(view: View, w: Lexicon) -> Iterator[Block]:
    yield Heading(2, w("portfolio_first"))
    if not view.screening.cities:
        yield Para(w("all_settled"))
        return
    yield Para(w("first_explained"), "quiet")
    listed = (
        ("by_city", "by_city_explained", view.readable),
        ("waiting_cities", "waiting_explained", view.waiting),
    )
    for title, explained, readings in listed:
        if readings:
            yield Heading(3, w(title))
            yield Para(w(explained), "quiet")
            yield _readings(view, readings, w)


def _readings(view: View, readings: Sequence[Reading], w: Lexicon) -> Table:
    columns = (
        Column(w("column_city"), 30),
        Column(w("column_settled_as"), 20),
        Column(w("column_judgements"), 10, figure=True),
        Column(w("column_read"), 40),
    )
    return Table(columns, tuple(_reading(view, one, w) for one in readings))


def _reading(view: View, one: Reading, w: Lexicon) -> Row:
    return (
        (_one(view.row(one).name, w),),
        (w(f"settled_as_{one.to}") if one.to else "–",),
        (number(len(one.matters)),),
        tuple(_one(view.matter(each), w) for each in one.matters),
    )
