"""How firm a verdict is: the least relative change of the weights that flips it.

Weights move in a box: each on its own to anything between w(1 - r) and w(1 + r), r below 1, so that no weight
above 0 vanishes. Every gate on the score is a bar that a mean must reach: a section its floor, the total the
pass mark. A city that renews flips when it loses any bar, so at the least of their radii. A revoked one flips
when it reaches all bars at once, so at the largest radius of those that it misses. One choice of weights does
reach them at once: no two sections share a weight, so every section can stand at its highest score together,
and higher section scores lower no section's score and, whatever the section weights, not the total.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from scoring.standing import Part, Stand, Tally, passed, reached, tallies
from scoring.weight_box import Section, can_exceed, highest, sections

Over = Literal["sections", "all"]
WIDTH = Fraction(1, 10**9)
NONE, WHOLE = Fraction(0), Fraction(1)


class Radius(NamedTuple):
    """The least relative change that flips a verdict lies from `low` to `high`, alike when it is exact.

    `attained`: the least change itself flips it (a revoked city then reaches its bars exactly); else only
    every larger one does (a city that renews leaves a bar). Where the ends differ, the verdict stands at
    `low` whatever the weights, and some weights flip it at `high`.
    """

    low: Fraction
    high: Fraction
    attained: bool


def radius(stand: Stand, over: Over, width: Fraction = WIDTH) -> Radius | None:
    """The least change of the sections' weights, or of all weights at once; None: none below 1 flips it.

    Exact, but where the total under all weights decides, which is known to `width` (above 0).
    """
    if not stand.others:
        return None  # no weight mends a gate that is not on the score
    now = tallies(stand)
    missed = not reached(now, stand.pass_mark)
    mark = _mark(now, stand.pass_mark, missed)
    changes = list(_of_floors(stand, over, now, missed))
    if mark is not None and over == "sections":
        changes.append(_of_means(now, mark))
    change = max(changes, default=NONE) if missed else min(changes, default=WHOLE)
    if mark is not None and over == "all":
        return _searched(_towards(stand, mark, missed), missed, change, width)
    return _exact(change, missed)


def _mark(now: Sequence[Tally], mark: Fraction | None, missed: bool) -> Fraction | None:
    """The pass mark if it is missed, or when no bar is; else the total is not what flips the verdict."""
    return mark if passed([one.pull(mark) for one in now], mark) != missed else None


def _exact(change: Fraction, missed: bool) -> Radius | None:
    return Radius(change, change, attained=missed) if change < 1 else None


def _of_floors(stand: Stand, over: Over, now: Sequence[Tally], missed: bool) -> Iterator[Fraction]:
    """Of the floors that are missed, or of all when none is; only criteria's weights move them."""
    for part, one in zip(stand.parts, now, strict=True):
        if part.floor is not None and one.under == missed:
            yield _linear(_above(stand, part, part.floor)) if over == "all" else WHOLE


def _above(stand: Stand, part: Part, bar: Fraction) -> list[tuple[Fraction, Fraction]]:
    """The weights of a section's criteria, and how far above a bar their credits lie."""
    return [(stand.weight(one), 100 * one.credit - bar) for one in part.points]


def _of_means(now: Sequence[Tally], mark: Fraction) -> Fraction:
    scored = ((one.weight, one.score) for one in now)
    return _linear([(weight, score - mark) for weight, score in scored if score is not None])


def _linear(terms: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """In closed form, of weights and how far above a bar lies what they weigh; 1 where no change flips it.

    The mean lies on that side of the bar which the sum of their products has. In the box that sum moves by
    up to r times the sum of the products' sizes.
    """
    size = sum(weight * abs(above) for weight, above in terms)
    return abs(sum((weight * above for weight, above in terms), NONE)) / size if size else WHOLE


def _towards(stand: Stand, mark: Fraction, missed: bool) -> tuple[Section, ...]:
    """All sections, with how far each credit lies on the side to which the total would have to go."""
    side = 1 if missed else -1
    return sections(
        (part.weight, [(weight, side * above) for weight, above in _above(stand, part, mark)])
        for part in stand.parts
    )


def _searched(inside: Sequence[Section], missed: bool, floors: Fraction, width: Fraction) -> Radius | None:
    """The total under all weights together with the change that the floors ask for.

    By halving, since a larger box holds every smaller one: above that change for a revoked city, which must
    reach them all; below it for one that renews, which may lose any.
    """
    least = 0 if missed else 1  # at the mark it is reached; only below it is it lost
    low, high = (floors, WHOLE) if missed else (NONE, floors)
    if low == 1:
        return None  # a floor is out of reach
    if not (can_exceed(inside) if high == 1 else highest(inside, high) >= least):
        return _exact(high, missed)
    if highest(inside, low) >= 0:
        return _exact(low, missed)
    while high - low > width or high == 1:
        middle = (low + high) / 2
        low, high = (low, middle) if highest(inside, middle) >= least else (middle, high)
    return Radius(low, high, attained=missed)
