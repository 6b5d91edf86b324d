"""The city's own figures as pictures (SVG) and in words: the radar of domains, money by year.

The pictures carry their colours, for paper, under class names by which a page may colour them otherwise.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reports.display import BUDDHIST_ERA, month, number
from reports.lexicon import Lexicon
from reports.templating import environment
from scoring.attachments import Attachment
from scoring.models import DomainShown, ProgressShown, YearShown

if TYPE_CHECKING:
    from jinja2 import Template

RADIUS, WIDTH, HEIGHT = 120, 620, 310
BESIDE = 12  # from the end of an axis to its name
STATES = ("done", "in_progress", "planned")  # each is drawn over the ones after it
MOST_YEARS, LINE, BAR = 12, 46, 380
MOST_RINGS = 5


class Axis(NamedTuple):
    """One domain: the end of its axis, its name with where that stands, and its counts."""

    x: float
    y: float
    name: str
    name_x: float
    name_y: float
    anchor: str
    counts: str


class Bar(NamedTuple):
    """One year: how wide its bars are, and their figures."""

    year: str
    planned: float
    invested: float
    planned_said: str
    invested_said: str


def radar(domains: Sequence[DomainShown], w: Lexicon) -> str:
    """Three shapes in one another: done, with what is in progress, with what is planned."""
    top = max([sum(_counts(one)) for one in domains] + [1])
    step = math.ceil(top / MOST_RINGS)
    top = step * math.ceil(top / step)
    angles = [2 * math.pi * place / len(domains) for place in range(len(domains))]
    shapes = {}
    for place, state in enumerate(STATES):
        sums = [sum(_counts(one)[: place + 1]) for one in domains]
        shapes[state] = _path([_at(angle, each / top) for angle, each in zip(angles, sums, strict=True)])
    rings = [
        (each, _path([_at(angle, each / top) for angle in angles])) for each in range(step, top + 1, step)
    ]
    return template("radar").render(
        axes=[_axis(one, angle, w) for one, angle in zip(domains, angles, strict=True)],
        rings=[(each, path, round(-RADIUS * each / top, 1)) for each, path in rings],
        shapes=shapes,
        words={state: w(f"domain_{state}") for state in STATES},
        said=domains_said(domains, w),
        width=WIDTH,
        height=HEIGHT,
    )


def _counts(one: DomainShown) -> tuple[int, int, int]:
    return one.done, one.in_progress, one.planned


def _at(angle: float, share: float) -> tuple[float, float]:
    return round(RADIUS * share * math.sin(angle), 1), round(-RADIUS * share * math.cos(angle), 1)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def _axis(one: DomainShown, angle: float, w: Lexicon) -> Axis:
    x, y = _at(angle, 1)
    name_x, name_y = _at(angle, 1 + BESIDE / RADIUS)
    anchor = "middle" if abs(x) < RADIUS / 4 else "start" if x > 0 else "end"
    counts = " · ".join(str(each) for each in reversed(_counts(one)))
    return Axis(x, y, one.title.of(w.lang), name_x, name_y, anchor, counts)


def domains_said(domains: Sequence[DomainShown], w: Lexicon) -> str:
    """The radar in words, as a whole."""
    planned, doing, done = (sum(getattr(one, name) for one in domains) for name in reversed(STATES))
    return w("domains_said", planned=number(planned), in_progress=number(doing), done=number(done))


def money(years: Sequence[YearShown], w: Lexicon) -> str:
    """Two bars a year: planned and invested."""
    shown = years[:MOST_YEARS]
    top = max(max(one.planned or 0, one.invested or 0) for one in shown) or 1
    bars = [
        Bar(
            str(one.year + BUDDHIST_ERA),
            round(BAR * (one.planned or 0) / top, 1),
            round(BAR * (one.invested or 0) / top, 1),
            number(one.planned),
            number(one.invested),
        )
        for one in shown
    ]
    return template("money").render(
        bars=bars,
        line=LINE,
        width=WIDTH,
        height=LINE * len(bars) + 30,
        said=money_said(years, w),
        words=(w("money_planned"), w("money_invested")),
    )


def money_said(years: Sequence[YearShown], w: Lexicon) -> str:
    """The same in words, as a whole."""
    first, last = (pick(one.year for one in years) + BUDDHIST_ERA for pick in (min, max))
    planned, invested = (
        number(sum(getattr(one, name) or 0 for one in years)) for name in ("planned", "invested")
    )
    return w("money_said", first=first, last=last, planned=planned, invested=invested)


def elapsed(found: ProgressShown, w: Lexicon) -> str:
    """How much of the plan's time is gone by, and from when to when; empty where the plan has no dates."""
    if found.elapsed is None:
        return ""
    dates = {"start": month(found.start, w.lang), "end": month(found.end, w.lang)}
    return w("progress_elapsed", elapsed=number(found.elapsed), **dates)


def attachment_state(one: Attachment) -> str:
    """The key of the word for how an attachment stands."""
    if one.missing:
        return "attachment_missing"
    if one.changed:
        return "attachment_changed"
    return "attachment_seen" if one.sha256 else "attachment_closed"


@cache
def template(name: str) -> "Template":
    """A picture, to be drawn with what is known of it."""
    return environment("figures").get_template(f"{name}.svg.j2")
