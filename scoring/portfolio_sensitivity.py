"""What all cities together say of a policy: gates that never bind, criteria that never matter, firm ranks."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

import numpy as np
from pydantic import Field

from scoring.caseload import Caseload, caseload
from scoring.columnar_scores import results
from scoring.edition import Edition
from scoring.factsheets import FactSheet
from scoring.fields import Record
from scoring.labels import label, numbers_changed
from scoring.models import Bilingual, Number, NumberChanged
from scoring.plausible import Plan
from scoring.rank_stability import RankStability, rank_stability
from scoring.sensitivity import CityFirmness
from scoring.settings import settings
from scoring.version import VERSION

WEIGHTS, OF_SECTIONS = "weights.", "weights.sections."
PLACES, SHARE_PLACES = 4, 2


class WeightNamed(Record):
    """A weight of the policy by its full name; of a section also as per cent of all sections' weights."""

    name: str
    label: Bilingual
    value: Number
    share: Number | None


class GateBinding(Record):
    """A gate: how many cities it stops, alone or with others, and in how many that may change yet.

    `broken`: as things stand; `alone`: it is the only one that is, so that without it the city would renew;
    `open`: what is still open decides whether it holds.
    """

    id: str
    title: Bilingual
    on_score: bool
    broken: int
    alone: int
    open: int


class CriterionDeciding(Record):
    """A criterion: in how many cities its credit alone, at the best or at the worst, flips the verdict."""

    id: str
    title: Bilingual
    section: str
    cities: int


class PolicySensitivity(Record):
    """The result of `policy sensitivity`, the shape of its JSON.

    `asked`: the submissions given; `done`: the cities told of, fewer where some could not be read or the run
    was stopped. `together`: criteria that are better in the same cities and worse in the same, always.
    """

    schema_: Literal["sensitivity/1"] = Field(default="sensitivity/1", alias="schema")
    program: str
    edition: str
    title: Bilingual
    standing: Bilingual
    edition_fingerprint: str
    policy_fingerprint: str
    changes: tuple[NumberChanged, ...]
    samples: int
    spread: Number
    seed: int
    asked: int
    done: int
    weights: tuple[WeightNamed, ...]
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
        changes=numbers_changed(edition),
        samples=plan.samples,
        spread=plan.spread,
        seed=plan.seed,
        asked=asked,
        done=len(cities),
        weights=tuple(_weights(edition)),
        cities=tuple(cities),
        gates=tuple(_gates(edition, load, cities)),
        criteria=tuple(_criteria(edition, cities)),
        together=tuple(together(edition, load)),
        ranks=rank_stability(edition, load, [one.city for one in cities], plan),
    )


def _weights(edition: Edition) -> Iterator[WeightNamed]:
    whole = sum((section.weight for section in edition.sections), Fraction(0))
    for name, setting in settings(edition).by_name.items():
        if name.startswith(WEIGHTS):
            value = Fraction(setting.value)
            share = round(float(100 * value / whole), SHARE_PLACES) if name.startswith(OF_SECTIONS) else None
            yield WeightNamed(
                name=name, label=label(edition, name), value=round(float(value), PLACES), share=share
            )


def _gates(edition: Edition, load: Caseload, cities: Sequence[CityFirmness]) -> Iterator[GateBinding]:
    gates = results(edition, load).gates
    unsettled = (gates.low != gates.high).sum(axis=0)
    for gate, open_ in zip(edition.gates, unsettled, strict=True):
        broken = [one for one in cities if gate.id in one.gates]
        yield GateBinding(
            id=gate.id,
            title=gate.words.title,
            on_score=gate.words.score is not None,
            broken=len(broken),
            alone=sum(one.alone for one in broken),
            open=int(open_),
        )


def _criteria(edition: Edition, cities: Sequence[CityFirmness]) -> Iterator[CriterionDeciding]:
    for one in edition.criteria:
        count = sum(one.id in city.criteria for city in cities)
        yield CriterionDeciding(id=one.id, title=one.words.title, section=one.section, cities=count)


def together(edition: Edition, load: Caseload) -> list[tuple[str, ...]]:
    """Criteria of which one tells as much as all: in every two cities they differ alike, and in some do.

    They count in the same cities; what a level is called does not matter, only which city has the better.
    """
    alike: dict[tuple[bytes, bytes], list[str]] = {}
    for one, counts, levels in zip(edition.criteria, load.counts.T, load.levels.now.T, strict=True):
        found, order = np.unique(levels[counts], return_inverse=True)
        if len(found) > 1:
            alike.setdefault((counts.tobytes(), order.tobytes()), []).append(one.id)
    return [tuple(names) for names in alike.values() if len(names) > 1]
