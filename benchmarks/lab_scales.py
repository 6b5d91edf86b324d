"""What the policy lab is measured on: any number of cities, and editions of any number of criteria."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scoring.caseload import Caseload, Ends
from scoring.columnar import Table
from scoring.edition import Edition
from scoring.edition_checks import named_conditions
from scoring.rulebook import rulebook

MEETS = (0.5, 0.3, 0.2)  # how often a criterion is met, partial, unmet
PURSUED = 0.7  # how often a domain is pursued that need not be


def many(facts: Table, cities: int, chance: np.random.Generator) -> Table:
    """So many cities, each with the facts of one of those given."""
    taken = chance.integers(0, facts.cities, cities)
    return Table(facts.rows, facts.values[:, taken].copy(), facts.known[:, taken].copy())


def caseload(edition: Edition, cities: int, chance: np.random.Generator) -> Caseload:
    """Cities whose criteria come out by chance; seven in ten hold every gate that is not on the score."""
    criteria, gates = len(edition.criteria), len(edition.gates)
    optional = np.array([one.words.optional for one in edition.criteria])
    counts = ~optional | (chance.random((cities, criteria)) < PURSUED)
    levels = chance.choice(len(edition.levels), (cities, criteria), p=_odds(edition)).astype(np.int16)
    holds = np.repeat(chance.random((cities, 1)) < PURSUED, gates, axis=1)
    none = np.zeros((cities, criteria), np.bool_)
    return Caseload(counts, Ends(levels, levels, levels), Ends(holds, holds, holds), none, none, none[:, 0])


def _odds(edition: Edition) -> Sequence[float]:
    return MEETS if len(edition.levels) == len(MEETS) else [1 / len(edition.levels)] * len(edition.levels)


def widened(edition: Edition, times: int) -> Edition:
    """The edition with every criterion so many times over, each time under a name of its own."""
    criteria = tuple(
        replace(one, id=f"{one.id}{'_' * again}") for one in edition.criteria for again in range(times)
    )
    wider = replace(edition, criteria=criteria)
    return replace(wider, rulebook=rulebook(named_conditions(wider)))
