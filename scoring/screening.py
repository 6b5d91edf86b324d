"""What to read first: which cities, and which judgements, settle most verdicts for the least reading.

A city that is not settled has up to two settling sets (`scoring/settling.py`): the fewest open matters that
make it `renew` if they come out at their best, and the fewest that make it `revoke` if at their worst.
Whatever comes of a matter, a reviewer has to read the lines of the claim that it rests on; one with no lines
counts as one.

The exact rule. Of a city's two sets the one is taken that a reviewer can read in full, then the one with
fewer matters, then with fewer lines, then `revoke` (renewal is earned, so its absence is looked for first).

*By city*: those whose set can be read come first, then the fewest matters, the fewest lines, the name of the
file. A set that holds a matter which waits for the city's own answer cannot be read; such cities come last.

*By criterion*: a reviewer who reads one criterion in many cities reads faster. A step is a few criteria, read
in every city whose set has them. At each step those criteria are taken, of all that would settle at least
one city, that settle most cities for each line read; where two are alike, the one with fewer lines, then the
first by name. Cities of which nothing is left to read are settled by that step, and the next step is sought
among the others: it is greedy, and no proof that no other order is better.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.models import Assessment, Verdict

Matters = frozenset[str]


class Unsettled(NamedTuple):
    """A city that is not settled: `city` tells it from all others, `lines` are those of its open judgements.

    A matter that is not in `lines` waits for the city and not for a reviewer.
    """

    city: str
    settle_renew: tuple[str, ...]
    settle_revoke: tuple[str, ...]
    lines: Mapping[str, int]


class Reading(NamedTuple):
    """What settles one city: as `to` if every matter comes out that way; `readable` by a reviewer alone."""

    city: str
    to: Verdict | None
    matters: tuple[str, ...]
    lines: int
    readable: bool


class Step(NamedTuple):
    """Criteria to read in every city that needs them: so many judgements and lines, and whom it settles."""

    matters: tuple[str, ...]
    judgements: int
    lines: int
    settles: tuple[str, ...]


class Screening(NamedTuple):
    """The cities in the order to look at them, and the criteria in the order to read them."""

    cities: tuple[Reading, ...]
    steps: tuple[Step, ...]


def unsettled(city: str, result: Assessment) -> Unsettled:
    """What would settle a city; a judgement that is open is known by its claim, which a reviewer can read."""
    lines = {one.criterion: len(one.claim_lines) for one in result.findings if one.status == "pending"}
    advice = result.recommendation
    return Unsettled(city, advice.settle_renew, advice.settle_revoke, lines)


def screening(unsettled: Iterable[Unsettled]) -> Screening:
    """Both orders; the order in which the cities are given changes neither."""
    cities = sorted(unsettled, key=lambda one: one.city)
    readings = [reading(one) for one in cities]
    lines = {one.city: one.lines for one in cities}
    left = {one.city: frozenset(one.matters) for one in readings if one.readable}
    return Screening(tuple(sorted(readings, key=_order)), tuple(_steps(left, lines)))


def reading(city: Unsettled) -> Reading:
    """The least that settles a city."""
    ways: Sequence[tuple[Verdict, tuple[str, ...]]] = (
        ("revoke", city.settle_revoke),
        ("renew", city.settle_renew),
    )
    found = [_reading(city, to, matters) for to, matters in ways if matters]
    return min(found, key=_order, default=Reading(city.city, None, (), 0, readable=False))


def _reading(city: Unsettled, to: Verdict, matters: tuple[str, ...]) -> Reading:
    readable = all(matter in city.lines for matter in matters)
    return Reading(city.city, to, matters, sum(_lines(city.lines, one) for one in matters), readable)


def _lines(lines: Mapping[str, int], matter: str) -> int:
    return max(1, lines.get(matter, 1))


def _order(one: Reading) -> tuple[bool, int, int, str]:
    return not one.readable, len(one.matters), one.lines, one.city


def _steps(left: dict[str, Matters], lines: Mapping[str, Mapping[str, int]]) -> Iterable[Step]:
    while left:
        cost = Counter[str]()
        for city, matters in left.items():
            cost.update({one: _lines(lines[city], one) for one in matters})
        taken = _best(Counter(left.values()), cost)
        read = sum(len(matters & taken) for matters in left.values())
        settled = tuple(sorted(city for city, matters in left.items() if matters <= taken))
        yield Step(tuple(sorted(taken)), read, sum(cost[one] for one in taken), settled)
        left = {city: matters - taken for city, matters in left.items() if not matters <= taken}


def _best(sets: Mapping[Matters, int], cost: Mapping[str, int]) -> Matters:
    """Of the sets that are left the one that settles most cities for a line."""

    def order(one: Matters) -> tuple[Fraction, int, list[str]]:
        settles = sum(count for other, count in sets.items() if other <= one)
        price = sum(cost[matter] for matter in one)
        return Fraction(-settles, price), price, sorted(one)

    return min(sets, key=order)
