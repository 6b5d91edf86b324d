"""The criteria that decide a verdict: each on its own, with nothing else changed, would flip it."""

from collections.abc import Iterator
from fractions import Fraction

from scoring.standing import Part, Point, Stand, Tally, reached, tallies


def decisive(stand: Stand, best: Fraction, worst: Fraction) -> tuple[str, ...]:
    """The criteria whose credit, at the best (of a revoked city) or the worst (of one that renews), flips it.

    The gates that are not on the score are taken to stay as they are.
    """
    if not stand.others:
        return ()
    now = tallies(stand)
    good = reached(now, stand.pass_mark)
    return tuple(
        point.id
        for place, part in enumerate(stand.parts)
        for point, one in _changed(stand, part, now[place], worst if good else best)
        if reached([*now[:place], one, *now[place + 1 :]], stand.pass_mark) != good
    )


def _changed(stand: Stand, part: Part, now: Tally, credit: Fraction) -> Iterator[tuple[Point, Tally]]:
    """The section with this credit for each of its criteria in turn."""
    for point in part.points:
        more = stand.weight(point) * (credit - point.credit)
        yield point, now._replace(worth=now.worth + more)
