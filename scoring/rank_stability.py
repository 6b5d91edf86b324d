"""How firmly cities hold their ranks by score when weights vary around the policy."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from scoring.caseload import Caseload
from scoring.columnar_scores import Reals, exact, results
from scoring.edition import Edition
from scoring.fields import Record
from scoring.models import Number
from scoring.plausible import RANKED, Plan, drawn
from scoring.ranks import SLACK, ranks
from scoring.rescoring import scored
from scoring.weightings import Weightings

MOST, LEAST, ROOM = 1000, 100, 50_000_000  # weightings; and ranks held at once, so fewer for very many cities
STEP = 100  # weightings under which all cities are ranked at once
EDGES = (0.05, 0.95)  # of the ranks that are told

Ranks = npt.NDArray[np.int32]


class RankRange(Record):
    """A city's rank by score under the policy, and those that hold the middle 90 % of the weightings."""

    city: str
    rank: int
    low: int
    high: int


class RankStability(Record):
    """How ranks hold over so many weightings around the policy, whatever is recommended.

    `mean_move`: how many places a city is away from its own rank, on average. `first_stays`: per cent of the
    weightings under which a city that is first under the policy is first. None where there is no city.
    """

    weightings: int
    mean_move: Number | None
    first_stays: Number | None
    cities: tuple[RankRange, ...]


def rank_stability(edition: Edition, load: Caseload, names: Sequence[str], plan: Plan) -> RankStability:
    """The ranks of the cities of a caseload; `names` are their ids."""
    count = min(plan.samples, MOST, max(LEAST, ROOM // max(1, len(names))))
    if not names:
        return RankStability(weightings=count, mean_move=None, first_stays=None, cities=())
    own = _own(edition, load)
    tried = _tried(edition, load, plan._replace(samples=count))
    edges = np.quantile(tried, EDGES, axis=1, method="inverted_cdf").astype(int).T
    first = (tried[own == 1] == 1).any(axis=0)
    return RankStability(
        weightings=count,
        mean_move=round(float(np.abs(tried - own[:, None]).mean()), 2),
        first_stays=round(100 * float(first.mean()), 1),
        cities=tuple(
            RankRange(city=name, rank=int(rank), low=int(low), high=int(high))
            for name, rank, (low, high) in zip(names, own, edges, strict=True)
        ),
    )


def _own(edition: Edition, load: Caseload) -> Ranks:
    totals, levels = results(edition, load).totals.now, load.levels.now
    return np.array(ranks(totals, lambda row: exact(edition, load.counts[row], levels[row]).total), np.int32)


def _tried(edition: Edition, load: Caseload, plan: Plan) -> Ranks:
    """A row a city, a column a weighting."""
    found = (scored(edition, load, 0, some) for some in _steps(drawn(edition, plan, RANKED, 0)))
    return np.concatenate([ranked(each.totals)[each.places()] for each in found], axis=1)


def _steps(weightings: Weightings) -> Iterator[Weightings]:
    for start in range(0, weightings.sections.shape[1], STEP):
        some = slice(start, start + STEP)
        yield Weightings(weightings.sections[:, some], weightings.criteria[:, some])


def ranked(totals: Reals) -> Ranks:
    """The rank of each row in every column: 1 the highest, alike those within the slack of a neighbour."""
    order = np.argsort(-totals, axis=0, kind="stable")
    falls = -np.diff(np.take_along_axis(totals, order, axis=0), axis=0)
    places = np.arange(2, len(totals) + 1)[:, None]
    begins = np.ones(totals.shape, np.int32)
    begins[1:] = np.maximum.accumulate(np.where(falls > SLACK, places, 1), axis=0)
    found = np.empty_like(begins)
    np.put_along_axis(found, order, begins, axis=0)
    return found
