"""Scores, bounds, gates and verdicts of many cities under one policy, as arrays.

The formula is that of `scoring.scorecard`, in floating point; what lies within `NEAR` of a bar is settled
there, in exact arithmetic, so that no verdict ever rests on a rounding.
"""

from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.caseload import Caseload, Ends, Levels
from scoring.columnar import Truths
from scoring.edition import Edition, Gate
from scoring.gates import reaches
from scoring.scorecard import Scores, scores

NEAR = 1e-9  # points out of 100: far above what rounding adds to a weighted mean, far below any real distance
RANGE = 10**9
Reals = npt.NDArray[np.float64]


class Results(NamedTuple):
    """Totals and section scores out of 100 (NaN: nothing counts), gates, and whether a city is renewed."""

    totals: Ends[Reals]
    sections: Ends[Reals]
    gates: Ends[Truths]
    renews: Ends[Truths]


class _World(NamedTuple):
    totals: Reals
    sections: Reals
    gates: Truths


def results(edition: Edition, load: Caseload) -> Results:
    """The results of all cities of the caseload: a row a city, a column a section or a gate."""
    worlds = [_world(edition, load.counts, *end) for end in zip(load.levels, load.gates, strict=True)]
    return Results(
        totals=Ends(*(one.totals for one in worlds)),
        sections=Ends(*(one.sections for one in worlds)),
        gates=Ends(*(one.gates for one in worlds)),
        renews=Ends(*(renewed(one.gates) for one in worlds)),
    )


def renewed(gates: Truths) -> Truths:
    """A city is renewed when there are gates and every one holds."""
    every = np.asarray(gates.all(axis=1), np.bool_)
    return every if gates.shape[1] else ~every


def _world(edition: Edition, counts: Truths, levels: Levels, gates: Truths) -> _World:
    scored = _scored if in_range(edition) else _scored_exactly
    world = _World(*scored(edition, counts, levels), gates.copy())
    for column, gate in enumerate(edition.gates):
        if gate.words.score:
            world.gates[:, column] &= _reached(edition, gate, world, counts, levels)
    return world


def _scored(edition: Edition, counts: Truths, levels: Levels) -> tuple[Reals, Reals]:
    credits = reals([level.credit for level in edition.levels])[levels]
    weights = reals([one.weight for one in edition.criteria]) * counts
    inside = membership(edition)
    sums = weights @ inside
    live = sums > 0
    with np.errstate(invalid="ignore"):
        sections = np.where(live, 100 * ((weights * credits) @ inside) / sums, np.nan)
    shares = reals([section.weight for section in edition.sections]) * live
    whole = shares.sum(axis=1)
    weighted = (shares * np.where(live, sections, 0)).sum(axis=1)
    return np.divide(weighted, whole, out=np.zeros(len(counts)), where=whole > 0), sections


def _scored_exactly(edition: Edition, counts: Truths, levels: Levels) -> tuple[Reals, Reals]:
    found = [exact(edition, *city) for city in zip(counts, levels, strict=True)]
    sections = [
        [np.nan if score is None else float(score) for score in one.sections.values()] for one in found
    ]
    shape = len(found), len(edition.sections)
    return reals([one.total for one in found]), np.array(sections).reshape(shape)


def in_range(edition: Edition) -> bool:
    """Whether floating point holds the weights side by side; a policy may set them far apart."""
    given = [*(one.weight for one in edition.sections), *(one.weight for one in edition.criteria)]
    return all(Fraction(1, RANGE) < weight < RANGE for weight in given if weight)


def _reached(edition: Edition, gate: Gate, world: _World, counts: Truths, levels: Levels) -> Truths:
    """Whether a gate on the score holds, exactly."""
    margins = margins_of(edition, gate, world.totals, world.sections)
    holds: Truths = margins >= 0
    for city in np.flatnonzero(np.abs(margins) <= NEAR):
        holds[city] = reaches(edition, gate, exact(edition, counts[city], levels[city]))
    return holds


def margins_of(edition: Edition, gate: Gate, totals: Reals, sections: Reals) -> Reals:
    """By how many points the total lies over its mark, or the section that is lowest over its floor does."""
    if gate.words.score == "total":
        return totals - float(gate.least or 0)
    over = sections - reals([section.floor for section in edition.sections])
    least: Reals = np.where(np.isnan(over), np.inf, over).min(axis=1)
    return least


def exact(edition: Edition, counts: npt.NDArray[np.bool_], levels: Levels) -> Scores:
    """The exact scores of one city with these levels, as numbered in the edition."""
    credits = {
        one.id: edition.levels[level].credit
        for one, counted, level in zip(edition.criteria, counts, levels, strict=True)
        if counted
    }
    return scores(edition, credits)


def membership(edition: Edition) -> Reals:
    """Criteria by sections: 1 where the criterion is of the section."""
    places = {section.id: place for place, section in enumerate(edition.sections)}
    inside = np.zeros((len(edition.criteria), len(places)))
    for row, one in enumerate(edition.criteria):
        inside[row, places[one.section]] = 1
    return inside


def reals(values: list[Fraction]) -> Reals:
    """The nearest floating-point numbers."""
    return np.array([float(value) for value in values])
