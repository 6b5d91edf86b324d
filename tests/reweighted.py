"""An edition with one weight, or all of them, set otherwise, and the verdict that it comes to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product

from scoring.caseload import Caseload
from scoring.columnar_scores import results
from scoring.edition import Edition

Weights = Mapping[str, Fraction]


def weights_of(edition: Edition) -> dict[str, Fraction]:
    """Every weight of sections and of criteria, by its full name."""
    return {
        **{f"weights.sections.{one.id}": one.weight for one in edition.sections},
        **{f"weights.criteria.{one.id}": one.weight for one in edition.criteria},
    }


def reweighted(edition: Edition, weights: Weights) -> Edition:
    """The edition with these weights; a stage's multiplies those of its criteria."""
    stages = {name: Fraction(share.value) for name, share in edition.policy.weights.stages.items()}

    def own(id: str, stage: str, present: Fraction) -> Fraction:
        given = weights.get(f"weights.criteria.{id}")
        now = present / stages[stage] if given is None else given
        return now * weights.get(f"weights.stages.{stage}", stages[stage])

    return replace(
        edition,
        sections=tuple(
            replace(one, weight=weights.get(f"weights.sections.{one.id}", one.weight))
            for one in edition.sections
        ),
        criteria=tuple(
            replace(one, weight=own(one.id, one.words.stage, one.weight)) for one in edition.criteria
        ),
    )


def renews(edition: Edition, load: Caseload, weights: Weights) -> bool:
    """Whether the first city of a caseload renews under these weights."""
    return bool(results(reweighted(edition, weights), load).renews.now[0])


def corners(weights: Weights, change: Fraction) -> Iterator[Weights]:
    """Every choice in which each of the weights has moved as far as it may, up or down."""
    for sides in product((1 - change, 1 + change), repeat=len(weights)):
        yield {name: weight * side for (name, weight), side in zip(weights.items(), sides, strict=True)}
