"""What stands behind the table of cities on paper: the map, the spread of scores, the commonest gaps."""

from collections.abc import Iterator

from reports.display import number, score
from reports.lexicon import Lexicon
from reports.paper import Block, Column, Entry, Facts, Heading, Line, Map, Mark, Para, Part, Picture, Table
from reports.particulars import NAME, of, shortened
from reports.portfolio_spread import legend, picture, said
from reports.portfolio_view import View
from scoring.reviewers import Unlike

SHORT = 44  # of a city's name beside 46 columns


def heat(view: View, w: Lexicon) -> Map:
    """Cities by criteria: a sign and a colour for each status."""
    places = {name: place for place, name in enumerate(view.statuses)}
    return Map(
        title=w("portfolio_heat"),
        explained=w("heat_printed"),
        head=w("column_city"),
        marks=tuple(
            Mark(view.signs[name], view.kind(name), view.text_of(view.status(name))) for name in view.statuses
        ),
        parts=tuple(part for part in _parts(view, w) if part.numbers),
        lines=tuple(
            Line(
                " · ".join((shortened(row.name.of(w.lang), w, SHORT), *view.told_apart(row))),
                tuple(places[mark.status] for mark in row.marks),
            )
            for row in view.rows
        ),
        listed=w("points_listed"),
    )


def _parts(view: View, w: Lexicon) -> Iterator[Part]:
    for id, title in view.found.sections.items():
        points = [point for point in view.found.points if point.section == id]
        numbers, titles = ([point.number for point in points], [of(point.title, w) for point in points])
        yield Part(of(title, w), tuple(numbers), tuple(titles))


def spread(view: View, w: Lexicon) -> Iterator[Block]:
    """The scores against the pass mark, as a picture and in figures."""
    yield Heading(2, w("portfolio_spread"))
    yield Para(w("spread_explained"), "quiet")
    yield Picture(picture(view.found, view.spread, w), said(view.spread, w))
    yield Para(legend(view.found, w), "quiet")
    columns = (
        Column(w("score"), 28),
        *(Column(w(f"group_{group}"), 18, figure=True) for group in view.counts),
        Column(w("column_cities"), 18, figure=True),
    )
    yield Table(
        columns,
        tuple(
            (
                (w("from_to", low=step.low, high=step.high),),
                *((number(step.counts[group]),) for group in view.counts),
                (number(step.cities),),
            )
            for step in reversed(view.spread)
            if step.cities
        ),
    )


def common(view: View, w: Lexicon) -> Iterator[Block]:
    """What loses most points in all cities, by criterion and by section."""
    yield Heading(2, w("portfolio_common"))
    if not view.gaps:
        yield Para(w("gaps_none"))
        return
    worst = view.losses[0]
    yield Para(w("common_explained"), "quiet")
    yield Para(w("worst_section", title=of(worst.title, w), lost=score(worst.lost)), "quiet")
    yield _gaps(view, w)
    yield Heading(3, w("section_losses"))
    yield _losses(view, w)


def _gaps(view: View, w: Lexicon) -> Table:
    columns = (
        Column(w("criterion"), 44),
        Column(w("column_losing"), 14, figure=True),
        Column(w("column_counting"), 14, figure=True),
        Column(w("column_lost_all"), 14, figure=True),
        Column(w("column_lost_each"), 14, figure=True),
    )
    return Table(
        columns,
        tuple(
            (
                (f"{gap.point.number} {of(gap.point.title, w)}",),
                (number(gap.cities),),
                (number(gap.counted),),
                (score(gap.lost),),
                (score(round(gap.lost / gap.cities, 1)),),
            )
            for gap in view.gaps
        ),
    )


def _losses(view: View, w: Lexicon) -> Table:
    keys = ("column_mean", "column_lowest", "column_lost_all")
    columns = (Column(w("section"), 46), *(Column(w(key), 18, figure=True) for key in keys))
    return Table(
        columns,
        tuple(
            ((of(one.title, w),), (score(one.mean),), (score(one.low),), (score(one.lost),))
            for one in view.losses
        ),
    )


def reviewers(view: View, w: Lexicon) -> Iterator[Block]:
    """How milder or sterner each reviewer is, and where like evidence was judged unlike."""
    yield Heading(2, w("portfolio_reviewers"))
    yield Para(w("status_drift_means"), "quiet")
    figures = ("status_given", "status_above", "status_below", "status_drift")
    columns = (Column(w("status_reviewer"), 40), *(Column(w(key), 15, figure=True) for key in figures))
    counts = [(one, (one.judgements, one.above, one.below)) for one in view.reviewers]
    yield Table(
        columns,
        tuple(
            ((shortened(one.signed, w, NAME),), *((number(each),) for each in given), (view.drift(one),))
            for one, given in counts
        ),
    )
    yield Heading(3, w("status_unlike"))
    yield Para(w("status_unlike_means" if view.unlike else "unlike_none"), "quiet" if view.unlike else "")
    if view.unlike:
        columns = (Column(w("criterion"), 50), Column(w("column_judged"), 50))
        yield Table(columns, tuple(_alike(view, one, w) for one in view.unlike))


def _alike(view: View, one: Unlike, w: Lexicon) -> tuple[tuple[str, ...], ...]:
    placed = tuple(getattr(view.placed(each), w.lang) for each in one.cities)
    return (getattr(view.alike(one), w.lang),), placed


def method(view: View, w: Lexicon) -> Iterator[Block]:
    """By which edition and which numbers all of them were scored."""
    found = view.found
    yield Heading(2, w("portfolio_method"))
    assumed = w("assumed_of", assumed=number(view.assumed), count=number(len(found.edition.policy)))
    yield Facts(
        (
            Entry(w("formula"), (of(found.edition.formula, w),)),
            Entry(w("method_order"), (w("method_order_said"),)),
            Entry(w("edition"), (f"{of(found.edition.title, w)} ({found.edition.id})",)),
            Entry(w("legal"), tuple(of(law, w) for law in found.edition.legal)),
            Entry(w("policy"), (assumed,)),
            Entry(w("edition_fingerprint"), (found.edition_fingerprint,)),
            Entry(w("policy_fingerprint"), (found.policy_fingerprint,)),
            Entry(w("all_fingerprint"), (found.fingerprint,)),
            Entry(w("program"), (shortened(found.program, w, NAME),)),
        )
    )
