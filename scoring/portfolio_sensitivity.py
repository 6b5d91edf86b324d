"""What all cities together say of a policy: gates that never bind, criteria that never matter, firm ranks."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from scoring.caseload import Caseload, caseload
from scoring.columnar_scores import Reals, results
from scoring.edition import Edition
from scoring.factsheets import FactSheet
from scoring.fields import Record
from scoring.models import Bilingual, Number
from scoring.sensitivity import RANKED, CityFirmness, Plan, chance
from scoring.version import VERSION
from scoring.weightings import around, scored

MOST_RANKED = 1000  # weightings under which cities are ranked
EDGES = (0.05, 0.95)  # of the ranks that are shown


class GateBinding(Record):
    """A gate: in how many cities it is broken, and in how many it alone keeps the city from renewal."""

    id: str
    title: Bilingual
    broken: int
    alone: int


class CriterionDeciding(Record):
    """A criterion: in how many cities its credit alone, at the best or at the worst, flips the verdict."""

    id: str
    title: Bilingual
    cities: int


class RankRange(Record):
    """A city's rank under the policy, and the ranks that hold the middle 90 % of the weightings tried."""

    city: str
    rank: int
    low: int
    high: int


class RankStability(Record):
    """How ranks hold: over how many weightings, the mean move in places, and the range of each city."""

    weightings: int
    mean_move: Number
    first_stays: Number
    cities: tuple[RankRange, ...]


class PolicySensitivity(Record):
    """The result of `policy sensitivity`, the shape of its JSON; `done` of `asked` where it was stopped."""

    schema_: Literal["sensitivity/1"] = Field(default="sensitivity/1", alias="schema")
    program: str
    edition: str
    title: Bilingual
    standing: Bilingual
    edition_fingerprint: str
    policy_fingerprint: str
    samples: int
    spread: Number
    seed: int
    asked: int
    done: int
    cities: tuple[CityFirmness, ...]
    gates: tuple[GateBinding, ...]
    criteria: tuple[CriterionDeciding, ...]
    together: tuple[tuple[str, ...], ...]
    ranks: RankStability


def policy_sensitivity(
    edition: Edition, sheets: Sequence[FactSheet], cities: Sequence[CityFirmness], plan: Plan, asked: int
) -> PolicySensitivity:
    """All that was found together: `cities` are those of `sheets`, which may be fewer than were asked for."""
    load = caseload(edition, sheets)
    return PolicySensitivity(
        program=f"smartcity-renewal {VERSION}",
        edition=edition.id,
        title=edition.file.title,
        standing=edition.file.standing,
        edition_fingerprint=edition.fingerprint,
        policy_fingerprint=edition.policy_fingerprint,
        samples=plan.samples,
        spread=plan.spread,
        seed=plan.seed,
        asked=asked,
        done=len(cities),
        cities=tuple(cities),
        gates=tuple(_gate(gate.id, gate.words.title, cities) for gate in edition.gates),
        criteria=tuple(_criterion(one.id, one.words.title, cities) for one in edition.criteria),
        together=tuple(together(edition, load)),
        ranks=_ranks(edition, load, cities, plan),
    )


def _gate(name: str, title: Bilingual, cities: Sequence[CityFirmness]) -> GateBinding:
    broken = [one for one in cities if name in one.gates]
    return GateBinding(id=name, title=title, broken=len(broken), alone=sum(one.alone for one in broken))


def _criterion(name: str, title: Bilingual, cities: Sequence[CityFirmness]) -> CriterionDeciding:
    return CriterionDeciding(id=name, title=title, cities=sum(name in one.criteria for one in cities))


def together(edition: Edition, load: Caseload) -> list[tuple[str, ...]]:
    """Criteria that came out alike in every city, though not the same in every city: one tells as much."""
    alike: dict[bytes, list[str]] = {}
    columns = np.where(load.counts, load.levels.now, len(edition.levels)).T
    for one, column in zip(edition.criteria, columns, strict=True):
        if len(np.unique(column)) > 1:
            alike.setdefault(column.tobytes(), []).append(one.id)
    return [tuple(names) for names in alike.values() if len(names) > 1]


def _ranks(edition: Edition, load: Caseload, cities: Sequence[CityFirmness], plan: Plan) -> RankStability:
    count = min(plan.samples, MOST_RANKED)
    drawn = around(edition, count, plan.spread, chance(plan, RANKED))
    tried = ranked(scored(edition, load, 0, drawn).totals)
    own = ranked(results(edition, load).totals.now[:, None])
    low, high = np.quantile(tried, EDGES, axis=1, method="inverted_cdf") if len(cities) else (own, own)
    first = tried[own[:, 0] == 1] == 1
    return RankStability(
        weightings=count,
        mean_move=round(float(np.abs(tried - own).mean()), 2) if len(cities) else 0,
        first_stays=round(100 * float(first.mean()), 1) if len(cities) else 0,
        cities=tuple(
            RankRange(city=one.city, rank=int(own[row, 0]), low=int(low[row]), high=int(high[row]))
            for row, one in enumerate(cities)
        ),
    )


def ranked(totals: Reals) -> npt.NDArray[np.intp]:
    """The rank of each row in every column: 1 the highest, equals equal (to a billionth of a point)."""
    falling = -np.round(totals, 9)
    ordered = np.sort(falling, axis=0)
    ranks = [np.searchsorted(ordered[:, column], falling[:, column]) for column in range(totals.shape[1])]
    return np.stack(ranks, axis=1) + 1
