"""Under how many plausible weightings each city renews: around the policy, and of all there are.

Weightings are drawn in blocks, each from a stream of chance of its own, so that neither the other cities nor
the order in which anything is done matters to a city's figures.
"""

from functools import lru_cache
from math import ceil, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.caseload import Caseload
from scoring.decimals import percent
from scoring.edition import Edition
from scoring.fields import Record
from scoring.models import Number
from scoring.rescoring import Situations, tried
from scoring.weightings import Weightings, around, uniform

BLOCK = 2_000  # weightings drawn and tried at once: what is made of them fits the processor's cache
KEPT = 16  # blocks: those of ten thousand samples around the policy and as many from all there are, 13 MB
CERTAIN = 1.959964  # standard deviations to either side that hold 95 per cent
AROUND, UNIFORM, RANKED = range(3)  # what a stream of chance is for: each purpose has its own
PLACES, SCALE = 2, 100

Counts = npt.NDArray[np.intp]


class Plan(NamedTuple):
    """What is tried: weightings of each kind, how far they spread around the policy, the seed of chance."""

    samples: int = 10_000
    spread: float = 0.25
    seed: int = 1


class Share(Record):
    """Of the weightings tried, under how many a city renews; in per cent, with the 95 % interval.

    The share is 0 or 100 only where it is none or all of them; `low` and `high` are rounded outwards.
    """

    renews: int
    share: Number
    low: Number
    high: Number


class Shares(Record):
    """As things stand, and with every open matter at its worst and at its best."""

    now: Share
    worst: Share
    best: Share


class Plausible(NamedTuple):
    """One city's shares of the weightings around the policy, and of those drawn evenly from all."""

    around: Shares
    uniform: Shares


def plausible(edition: Edition, load: Caseload, plan: Plan) -> list[Plausible]:
    """The shares of every city of the caseload."""
    on, places = _situations(load)
    kinds = [_shares(_renewals(edition, on, plan, kind)[places], plan) for kind in (AROUND, UNIFORM)]
    return [Plausible(*both) for both in zip(*kinds, strict=True)]


def _situations(load: Caseload) -> tuple[Situations, Counts]:
    """The situations that differ, and for each end and city the place of its own among them."""
    levels, gates = np.concatenate(load.levels), np.concatenate(load.gates)
    counts = np.concatenate([load.counts] * len(load.levels))
    rows = np.concatenate([counts, np.where(counts, levels, 0), gates], axis=1)
    _, first, places = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return Situations(counts[first], levels[first], gates[first]), places.reshape(len(load.levels), -1)


def _renewals(edition: Edition, on: Situations, plan: Plan, purpose: int) -> Counts:
    """Under how many of the weightings drawn for one purpose each situation renews."""
    renews = np.zeros(len(on.counts), np.intp)
    live = np.flatnonzero(on.gates.all(axis=1))  # elsewhere no weight makes up for a gate
    some = Situations(on.counts[live], on.levels[live], on.gates[live])
    for block in range(-(-plan.samples // BLOCK) if len(live) else 0):
        found = tried(edition, some, drawn(edition, plan, purpose, block))
        renews[live[found.rows]] += found.renews.sum(axis=1)
    return renews


@lru_cache(maxsize=KEPT)  # the cities of one run, a few at a time, are tried on the same weightings
def drawn(edition: Edition, plan: Plan, purpose: int, block: int) -> Weightings:
    """One block of the weightings for one purpose: the same whenever and wherever it is drawn."""
    seeds = np.random.SeedSequence([plan.seed, purpose, block])
    chance = np.random.Generator(np.random.Philox(seeds))
    count = min(BLOCK, plan.samples - block * BLOCK)
    if purpose == UNIFORM:
        return uniform(edition, count, chance)
    return around(edition, count, plan.spread, chance)


def _shares(renewals: Counts, plan: Plan) -> list[Shares]:
    """`renewals`: a row an end, a column a city."""
    ends = [[share(int(count), plan.samples) for count in row] for row in renewals]
    return [Shares(now=now, worst=worst, best=best) for now, worst, best in zip(*ends, strict=True)]


def share(renews: int, tried: int) -> Share:
    """The share of those that renew, with Wilson's interval: it holds near 0 and 100 per cent as well."""
    fraction, slack = renews / tried, CERTAIN**2 / tried
    middle = fraction + slack / 2
    half = CERTAIN * sqrt(fraction * (1 - fraction) / tried + slack / tried / 4)
    low, high = ((middle + side) / (1 + slack) for side in (-half, half))
    return Share(
        renews=renews,
        share=percent(renews, tried, PLACES),
        low=_outwards(low, -1) if renews else 0,  # in floating point it might come to a little less
        high=_outwards(high, 1) if renews < tried else 100,
    )


def _outwards(fraction: float, side: int) -> float:
    """In per cent, rounded down (-1) or up (1)."""
    return side * ceil(side * fraction * 100 * SCALE) / SCALE
