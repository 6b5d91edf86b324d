"""Where a city stands, seen from the weights: all that its verdict rests on when nothing else may change."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.edition import Criterion, Edition


class Point(NamedTuple):
    """A criterion that counts: its own weight, which that of its stage multiplies, and its credit, 0 to 1."""

    id: str
    stage: str
    own: Fraction
    credit: Fraction


class Part(NamedTuple):
    """A section; its floor in points of 100, None where no gate asks for one. `points` may be empty."""

    id: str
    weight: Fraction
    floor: Fraction | None
    points: tuple[Point, ...]


class Stand(NamedTuple):
    """A city's sections, the stages' weights, what the total must reach, and whether all other gates hold."""

    parts: tuple[Part, ...]
    stages: Mapping[str, Fraction]
    pass_mark: Fraction | None
    others: bool

    def weight(self, point: Point) -> Fraction:
        """What a criterion weighs within its section."""
        return self.stages[point.stage] * point.own


class Tally(NamedTuple):
    """A section added up: its criteria's weights (`mass`), and those times their credits (`worth`)."""

    weight: Fraction
    floor: Fraction | None
    mass: Fraction
    worth: Fraction

    @property
    def score(self) -> Fraction | None:
        """Out of 100; None where nothing that counts has any weight."""
        return 100 * self.worth / self.mass if self.mass else None

    @property
    def under(self) -> bool:
        """Whether it counts and lies under its floor."""
        return self.floor is not None and self.mass > 0 and 100 * self.worth < self.floor * self.mass

    def pull(self, mark: Fraction | None) -> Fraction | None:
        """Its weight times how far its score lies above a mark; None where it has no part in the total."""
        if mark is None or not self.weight or not self.mass:
            return None
        return self.weight * (100 * self.worth - mark * self.mass) / self.mass


def stand(edition: Edition, credits: Mapping[str, Fraction], others: bool) -> Stand:
    """Where a city stands with these credits; criteria that do not count are left out of `credits`.

    `others`: whether every gate holds that is not on the score. An edition without gates renews nobody.
    """
    kinds = [gate.words.score for gate in edition.gates]
    marks = [gate.least or Fraction(0) for gate in edition.gates if gate.words.score == "total"]
    stages = {name: Fraction(share.value) for name, share in edition.policy.weights.stages.items()}
    points = [
        (one.section, Point(one.id, one.words.stage, _own(edition, one, stages), credits[one.id]))
        for one in edition.criteria
        if one.id in credits
    ]
    parts = tuple(
        Part(
            section.id,
            section.weight,
            section.floor if "sections" in kinds else None,
            tuple(point for inside, point in points if inside == section.id),
        )
        for section in edition.sections
    )
    return Stand(parts, stages, max(marks, default=None), others and bool(kinds))


def _own(edition: Edition, one: Criterion, stages: Mapping[str, Fraction]) -> Fraction:
    """The criterion's weight without its stage's; the policy's word where the stage weighs nothing."""
    stage = stages[one.words.stage]
    if stage:
        return one.weight / stage
    share = edition.policy.weights.criteria.get(one.id)
    return Fraction(1) if share is None else Fraction(share.value)


def tallies(stand: Stand) -> tuple[Tally, ...]:
    """Every section added up, in order."""
    return tuple(_tally(stand, part) for part in stand.parts)


def _tally(stand: Stand, part: Part) -> Tally:
    weights = [stand.weight(point) for point in part.points]
    worth = (weight * point.credit for weight, point in zip(weights, part.points, strict=True))
    return Tally(part.weight, part.floor, sum(weights, Fraction(0)), sum(worth, Fraction(0)))


def renews(stand: Stand) -> bool:
    """Whether the recommendation is to renew: every gate holds."""
    return stand.others and reached(tallies(stand), stand.pass_mark)


def reached(sections: Sequence[Tally], pass_mark: Fraction | None) -> bool:
    """Whether every section that counts reaches its floor, and the total the pass mark."""
    return not any(one.under for one in sections) and passed(
        [one.pull(pass_mark) for one in sections], pass_mark
    )


def passed(pulls: Iterable[Fraction | None], pass_mark: Fraction | None) -> bool:
    """Whether the total reaches the pass mark: the pulls of the sections do not add up to less than nothing.

    Where no section has a part in it, the total is 0.
    """
    if pass_mark is None:
        return True
    live = [one for one in pulls if one is not None]
    return (sum(live) if live else -pass_mark) >= 0
