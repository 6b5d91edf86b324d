"""How firm each city's verdict is against another choice of weights, and what decides it.

Three questions: how far all weights must move to flip it, under what share of plausible weightings it renews,
and between what values one weight alone may move. Each is answered for one city without the others, so that
cities can be shared out among workers.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

import numpy as np

from scoring.caseload import Caseload, caseload
from scoring.columnar import Truths
from scoring.columnar_scores import Results, exact, results
from scoring.decisive import decisive
from scoring.edition import Edition
from scoring.factsheets import FactSheet
from scoring.fields import Record
from scoring.intervals import End, Interval, as_shares, intervals
from scoring.models import Bilingual, Number, Verdict
from scoring.one_weight import Weight, weights
from scoring.robustness import Over, radius
from scoring.scorecard import rounded
from scoring.standing import Stand, stand
from scoring.weightings import Weightings, around, scored, uniform

CERTAIN = 1.959964  # standard deviations to either side that hold 95 per cent
AROUND, UNIFORM, RANKED = range(3)  # what a stream of chance is for: each purpose has its own
NAMES = {"section": "weights.sections", "stage": "weights.stages", "criterion": "weights.criteria"}
PLACES = 4


class Plan(NamedTuple):
    """What is tried: weightings of each kind, how far they spread around the policy, the seed of chance."""

    samples: int = 10_000
    spread: float = 0.25
    seed: int = 1


class Share(Record):
    """Per cent of the weightings under which a city renews; from `low` to `high` the 95 % interval."""

    share: Number
    low: Number
    high: Number


class Shares(Record):
    """As things stand, and with every open matter at its worst and at its best."""

    now: Share
    worst: Share
    best: Share


class Range(Record):
    """The values of one weight, all others as they are, between which the verdict stands.

    None: without end, so 0 below and no bound above. Of a section also as per cent of all sections' weights.
    """

    name: str
    present: Number
    low: Number | None
    high: Number | None
    share_low: Number | None
    share_high: Number | None


class CityFirmness(Record):
    """How firm one city's verdict is.

    `sections_radius`, `weights_radius`: per cent by which the sections' weights, or all weights at once, must
    move at least to flip it; None where no such change does. `gates`: those that are broken; `alone`: whether
    there is but one. `criteria`: those whose credit alone, at the best or at the worst, would flip it.
    """

    city: str
    name: Bilingual
    draft: bool
    illustrative: bool
    verdict: Verdict
    settled: bool
    total: Number
    sections_radius: Number | None
    weights_radius: Number | None
    around: Shares
    uniform: Shares
    ranges: tuple[Range, ...]
    gates: tuple[str, ...]
    alone: bool
    criteria: tuple[str, ...]


def firmness(edition: Edition, sheets: Sequence[FactSheet], plan: Plan) -> list[CityFirmness]:
    """How firm the verdict of each of these cities is; the same whatever other cities there are."""
    load = caseload(edition, sheets)
    found = results(edition, load)
    drawn = (
        around(edition, plan.samples, plan.spread, chance(plan, AROUND)),
        uniform(edition, plan.samples, chance(plan, UNIFORM)),
    )
    near, even = (_shares(edition, load, weightings) for weightings in drawn)
    return [
        _city(edition, sheet, _Standing(edition, load, found, row), near[row], even[row])
        for row, sheet in enumerate(sheets)
    ]


def chance(plan: Plan, purpose: int) -> np.random.Generator:
    """The stream of chance for one purpose: the same numbers on every machine."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([plan.seed, purpose])))


def _shares(edition: Edition, load: Caseload, drawn: Weightings) -> list[Shares]:
    ends = [scored(edition, load, end, drawn).renews for end in range(3)]
    rows = zip(*ends, strict=True)
    return [Shares(now=share(now), worst=share(worst), best=share(best)) for now, worst, best in rows]


def share(renews: Truths) -> Share:
    """The share of those that renew, with Wilson's interval: it holds near 0 and 100 per cent as well."""
    size, count = len(renews), int(renews.sum())
    part, slack = count / size, CERTAIN**2 / size
    middle = part + slack / 2
    half = CERTAIN * sqrt(part * (1 - part) / size + slack / size / 4)
    low, high = ((middle + side) / (1 + slack) for side in (-half, half))
    ends = low if count else 0, high if count < size else 1  # which rounding would miss
    return Share(share=_percent(part), low=_percent(ends[0]), high=_percent(ends[1]))


def _percent(part: float) -> float:
    return round(100 * part, 2)


class _Standing:
    """One city of a caseload: its results, and where it stands seen from the weights."""

    def __init__(self, edition: Edition, load: Caseload, found: Results, row: int) -> None:
        self.renews = bool(found.renews.now[row])
        self.settled = bool(found.renews.low[row] == found.renews.high[row])
        holds = dict(zip(edition.gates, found.gates.now[row], strict=True))
        self.broken = tuple(gate.id for gate, held in holds.items() if not held)
        others = all(held for gate, held in holds.items() if gate.words.score is None)
        counted, levels = load.counts[row], load.levels.now[row]
        self.total = exact(edition, counted, levels).total
        cells = zip(edition.criteria, counted, levels, strict=True)
        credits = {one.id: edition.levels[level].credit for one, counts, level in cells if counts}
        self.stand = stand(edition, credits, others)


def _city(edition: Edition, sheet: FactSheet, one: _Standing, near: Shares, even: Shares) -> CityFirmness:
    return CityFirmness(
        city=sheet.city,
        name=sheet.name,
        draft=sheet.draft,
        illustrative=sheet.illustrative,
        verdict="renew" if one.renews else "revoke",
        settled=one.settled,
        total=rounded(one.total, edition.pass_mark),
        sections_radius=_radius(one.stand, "sections"),
        weights_radius=_radius(one.stand, "all"),
        around=near,
        uniform=even,
        ranges=tuple(ranges(one.stand)),
        gates=one.broken,
        alone=len(one.broken) == 1,
        criteria=decisive(one.stand, edition.best.credit, edition.worst.credit),
    )


def _radius(stand: Stand, over: Over) -> float | None:
    found = radius(stand, over)
    return None if found is None else round(float(100 * found.low), PLACES)


def ranges(stand: Stand) -> list[Range]:
    """For every weight of the policy the range in which the verdict stands."""
    present = weights(stand)
    found = intervals(stand)
    whole = sum((part.weight for part in stand.parts), Fraction(0))
    return [_range(weight, present[weight], interval, whole) for weight, interval in found.items()]


def _range(weight: Weight, present: Fraction, interval: Interval, whole: Fraction) -> Range:
    low, high = _ends(interval.lower, interval.upper)
    share_low, share_high = None, None
    if weight.kind == "section":
        lower, upper = as_shares(interval, whole - present)
        share_low = None if low is None else round(float(100 * lower.low), 2)
        share_high = None if high is None else round(float(100 * upper.high), 2)
    return Range(
        name=f"{NAMES[weight.kind]}.{weight.id}",
        present=round(float(present), PLACES),
        low=low,
        high=high,
        share_low=share_low,
        share_high=share_high,
    )


def _ends(lower: End, upper: End | None) -> tuple[float | None, float | None]:
    """The ends as numbers; None for one that is no end: 0 itself, if the verdict stands there too."""
    low = None if lower.kept and not lower.high else round(float(lower.high), PLACES)
    return low, None if upper is None else round(float(upper.low), PLACES)
