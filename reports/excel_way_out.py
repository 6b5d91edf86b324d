"""The way out as a list of steps, or the losses that would end a renewal; what they are is said above it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from reports import ways
from reports.display import score
from reports.excel_table import Cell, Column, Saying, Table
from reports.lexicon import Lexicon
from reports.particulars import matter, matters
from scoring.models import Assessment, Fall, LossOfRenewal, Mending, Rise, WayOut, WayToRenewal

Told = Callable[[Lexicon], str]


class Step(NamedTuple):
    """One row: the way or loss it is part of, and a thing to achieve, to mend or to raise, or that falls."""

    way: int | None
    what: str
    step: str
    asked: str
    place: str
    before: str
    effort: Cell
    points: Cell
    instead: str


def way_out(a: Assessment, say: Saying) -> Table | None:
    """The sheet; None where the way out was not asked for."""
    out = a.way_out
    if out is None:
        return None
    note, *after = [say(told) for told in _explained(a, out)]
    rows = steps(a, out, say)
    key = "loss" if out.kind == "renews" else "way_out"
    return Table(key, say.word(ways.title(out)), note, _columns(out, say), rows, "", after, frozen=2)


def _columns(out: WayOut, say: Saying) -> list[Column]:
    """What must be done has a place in the form; what falls has none."""
    falls = out.kind == "renews"
    worth = f"column_effort_{out.unit}"
    won = say.word("column_points_lost" if falls else "column_points_won")
    to_do = [
        Column(say.word("way_asked"), 50, "text", lambda one: one.asked),
        Column(say.word("where"), 34, "text", lambda one: one.place),
        Column(say.word("way_before"), 30, "text", lambda one: one.before),
    ]
    return [
        Column(say.word("column_loss" if falls else "column_way"), 8, "number", lambda one: one.way),
        Column(say.word("way_what"), 40, "text", lambda one: one.what),
        Column(say.word("column_fall" if falls else "column_rise"), 30, "text", lambda one: one.step),
        *([] if falls else to_do),
        Column(say.word(worth), 12, "number", lambda one: one.effort),
        Column(won, 12, "points", lambda one: one.points),
        Column(say.word("way_instead"), 40, "text", lambda one: one.instead),
    ]


def _explained(a: Assessment, out: WayOut) -> Sequence[Told]:
    """What it comes to; then what it rests on, and the proof."""
    if out.kind == "own_wish":
        return [lambda w: w("way_out_own_wish")]
    if out.kind == "renews":
        return _losses_explained(a, out)
    if not out.ways:
        none = "way_none" if out.out_of_reach else "way_none_asked"
        return [lambda w: "; ".join([w(none), *(ways.out_of_reach(a, one, w) for one in out.out_of_reach)])]
    first, brief = out.ways[0], partial(ways.brief, a, out)
    assuming: list[Told] = [lambda w: w("way_assuming")] if out.awaited else []
    if not first.rises and not first.mendings:
        return [brief, *assuming, lambda w: f"{w('way_nothing')} {ways.way_total(first, w)}"]
    totals = [partial(_way, out, way, place) for place, way in enumerate(out.ways, 1)]
    return [brief, *assuming, *_grounds(out, "way_explained"), *totals]


def _losses_explained(a: Assessment, out: WayOut) -> Sequence[Told]:
    if not out.losses:
        return [lambda w: w("loss_none")]
    totals = [partial(_loss, a, out, loss, place) for place, loss in enumerate(out.losses, 1)]
    return [totals[0], *_grounds(out, "loss_explained"), *totals[1:]]


def _grounds(out: WayOut, key: str) -> Sequence[Told]:
    return [lambda w: w(key), lambda w: "".join(ways.efforts_named(out, w)), lambda w: ways.proof(out, w)]


def _way(out: WayOut, way: WayToRenewal, place: int, w: Lexicon) -> str:
    name, effort = w("way_other", place=place), ways.effort(out, way.effort, w)
    return f"{name}: {effort} · {ways.way_summary(way, w)} · {ways.way_total(way, w)}"


def _loss(a: Assessment, out: WayOut, loss: LossOfRenewal, place: int, w: Lexicon) -> str:
    name, worth = w("loss_other", place=place), ways.effort(out, loss.worth, w)
    return f"{name}: {worth} · {w('loss_total', total=score(loss.total))} · {ways.loss_gates(a, loss, w)}"


def steps(a: Assessment, out: WayOut, say: Saying) -> Sequence[Step]:
    """What must be achieved first, then every way with its steps; or every loss with its falls."""
    rows = [
        Step(
            None,
            say(lambda w, one=one: matter(a, one.gate, w)),  # type: ignore[misc]
            say.word("way_awaited"),
            say.lines(lambda w, one=one: ways.awaited(a, one, w)),  # type: ignore[misc]
            *("", "", None, None, ""),
        )
        for one in out.awaited
    ]
    for place, way in enumerate(out.ways, 1):
        rows += [_taken_up(a, place, way, say)] if way.taken_up else []
        rows += [_mending(a, place, one, say) for one in way.mendings]
        rows += [_rise(a, place, one, say) for one in way.rises]
    for place, loss in enumerate(out.losses, 1):
        rows += [_fall(a, place, one, say) for one in loss.falls]
    return rows


def _taken_up(a: Assessment, place: int, way: WayToRenewal, say: Saying) -> Step:
    what = say(lambda w: matters(a, (one.criterion for one in way.taken_up), w))
    said = say.lines(lambda w: [each for one in way.taken_up for each in ways.taken_up(a, one, w)])
    return Step(place, what, "", said, "", "", None, None, "")


def _mending(a: Assessment, place: int, one: Mending, say: Saying) -> Step:
    what, asked = say(lambda w: matter(a, one.gate, w)), say.lines(lambda w: ways.asked(one, w))
    where = say(lambda w: ways.where(one, w))
    return Step(place, what, say.word("gate_gap"), asked, where, "", one.effort, None, "")


def _rise(a: Assessment, place: int, one: Rise, say: Saying) -> Step:
    def step(w: Lexicon) -> str:
        return f"{ways.step(a, one, w)} · {w('way_judged')}" if one.judged else ways.step(a, one, w)

    return Step(
        place,
        say(lambda w: matter(a, one.criterion, w)),
        say(step),
        say.lines(lambda w: ways.asked(one, w)),
        say(lambda w: ways.where(one, w)),
        say.lines(lambda w: ways.before(a, one, w)),
        one.effort,
        one.points,
        say(lambda w: matters(a, one.instead, w)),
    )


def _fall(a: Assessment, place: int, one: Fall, say: Saying) -> Step:
    what, step = say(lambda w: matter(a, one.criterion, w)), say(lambda w: ways.step(a, one, w))
    instead = say(lambda w: matters(a, one.instead, w))
    return Step(place, what, step, "", "", "", one.worth, one.points, instead)
