"""One weight at a time: the interval in which a verdict stands while every other weight keeps its value.

Between two neighbouring roots of the bars nothing changes, so the verdict is read off at each root and once
between each two. At 0 a section may lose all its weight and leave the mean: that point is judged on its own.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from scoring.crossings import Polynomial, Root, crossing, milestones, sign
from scoring.one_weight import NOTHING, ONE, Weight, floors, growing, total, weights
from scoring.standing import Stand, Tally, passed, tallies

WIDTH = Fraction(1, 10**9)


class End(NamedTuple):
    """An end of an interval: exact where `low` and `high` are alike, else strictly between them.

    `kept`: whether the verdict still stands at the end itself.
    """

    low: Fraction
    high: Fraction
    kept: bool


class Interval(NamedTuple):
    """The weights around the present one with which the verdict stands; `upper` is None: without end."""

    lower: End
    upper: End | None


ANY = Interval(End(NOTHING, NOTHING, kept=True), None)


def intervals(stand: Stand, width: Fraction = WIDTH) -> dict[Weight, Interval]:
    """For each weight the values around the present one, from 0 up, with which the verdict stands.

    An end that is irrational is known to `width`, which is above 0.
    """
    now = tallies(stand)
    facts = _Facts(now, [one.under for one in now], [one.pull(stand.pass_mark) for one in now])
    return {
        weight: _interval(stand, facts, weight, present, width) if stand.others else ANY
        for weight, present in weights(stand).items()
    }


class _Facts(NamedTuple):
    """The sections as they are: added up, whether each is under its floor, and its pull on the total."""

    now: Sequence[Tally]
    under: Sequence[bool]
    pull: Sequence[Fraction | None]


def as_shares(interval: Interval, others: Fraction) -> tuple[End, End]:
    """An interval of one weight as shares of the sum of it and the `others`."""
    lower, upper = interval
    return _share(lower, others), End(ONE, ONE, kept=not others) if upper is None else _share(upper, others)


def _share(end: End, others: Fraction) -> End:
    if not others:  # alone it is all there is, however small; only at 0 is it nothing
        alone = NOTHING if end.kept and not end.high else ONE
        return End(alone, alone, kept=True)
    return End(end.low / (end.low + others), end.high / (end.high + others), end.kept)


def _interval(stand: Stand, facts: _Facts, weight: Weight, present: Fraction, width: Fraction) -> Interval:
    grow, mark = growing(stand, facts.now, weight, present), stand.pass_mark
    still = [place for place in range(len(facts.now)) if place not in grow]
    if any(facts.under[place] for place in still):
        return ANY  # revoked, whatever this weight
    pulls = [pull for place in still if (pull := facts.pull[place]) is not None]
    lines, curve = floors(grow.values()), () if mark is None else total(grow.values(), pulls, mark)
    zero = [one.at_zero for one in grow.values()]
    at_zero = not any(one.under for one in zero) and passed([*pulls, *(one.pull(mark) for one in zero)], mark)
    crossed = (found for line in lines if (found := crossing(line)) is not None)
    points = milestones(curve, [NOTHING, present, *crossed], width)
    verdicts = [at_zero, *_verdicts(lines, curve, points)]
    return _around(points, verdicts, 2 * points.index(Root(present, present)))


def _verdicts(lines: Sequence[Polynomial], curve: Polynomial, points: Sequence[Root]) -> Iterator[bool]:
    """Whether all bars are reached after each point and, but for the first (which is 0), at it."""
    for point, following in pairwise(points):
        between = (point.high + following.low) / 2
        yield all(sign(bar, between) >= 0 for bar in (*lines, curve))
        at = following.low
        on_curve = following.low < following.high  # only the curve has roots that are irrational
        yield all(sign(line, at) >= 0 for line in lines) and (on_curve or sign(curve, at) >= 0)
    yield all(sign(bar, points[-1].high + 1) >= 0 for bar in (*lines, curve))


def _around(points: Sequence[Root], verdicts: Sequence[bool], place: int) -> Interval:
    """The stretch of equal verdicts around a place; even places are points, odd ones what follows them."""
    first = last = place
    while first and verdicts[first - 1] == verdicts[place]:
        first -= 1
    while last + 1 < len(verdicts) and verdicts[last + 1] == verdicts[place]:
        last += 1
    lower = End(*points[first // 2], kept=first % 2 == 0)
    over = (last + 1) // 2
    return Interval(lower, End(*points[over], kept=last % 2 == 0) if over < len(points) else None)
