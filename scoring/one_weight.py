"""The bars of a verdict as one weight grows from 0 and every other weight keeps its value.

What a section weighs, what its criteria weigh and what they are worth are then lines in that weight, x. So
above 0 every bar is a polynomial that must not be negative: a floor is a line; the total is one too, or a
curve of higher degree where x is the weight of a stage that several sections have criteria of.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import reduce
from typing import Literal, NamedTuple

from scoring.crossings import Coefficients, Polynomial, product, summed, whole
from scoring.standing import Part, Stand, Tally

Kind = Literal["section", "stage", "criterion"]
Line = tuple[Fraction, Fraction]  # its value at 0, and what each unit adds
NOTHING, ONE = Fraction(0), Fraction(1)


class Weight(NamedTuple):
    """A weight of the policy: of a section, of a stage, or a criterion's own."""

    kind: Kind
    id: str


def weights(stand: Stand) -> dict[Weight, Fraction]:
    """What every section, every stage and every criterion that counts weighs now."""
    points = (point for part in stand.parts for point in part.points)
    return {
        **{Weight("section", part.id): part.weight for part in stand.parts},
        **{Weight("stage", stage): weight for stage, weight in stand.stages.items()},
        **{Weight("criterion", point.id): point.own for point in points},
    }


class Growing(NamedTuple):
    """A section that one weight bears on, added up as that weight grows."""

    weight: Line
    floor: Fraction | None
    mass: Line
    worth: Line

    @property
    def at_zero(self) -> Tally:
        """The section without that weight."""
        return Tally(self.weight[0], self.floor, self.mass[0], self.worth[0])

    def above(self, bar: Fraction) -> Line:
        """How far the score lies above a bar, times the mass."""
        return (100 * self.worth[0] - bar * self.mass[0], 100 * self.worth[1] - bar * self.mass[1])


def growing(stand: Stand, now: Sequence[Tally], weight: Weight, present: Fraction) -> dict[int, Growing]:
    """The sections that a weight bears on, by their places; `now`: every section with the present weight."""
    if weight.kind == "section":
        return {
            place: Growing((NOTHING, ONE), one.floor, (one.mass, NOTHING), (one.worth, NOTHING))
            for place, (part, one) in enumerate(zip(stand.parts, now, strict=True))
            if part.id == weight.id
        }
    moved = ((place, list(_moved(stand, part, weight))) for place, part in enumerate(stand.parts))
    return {place: _growing(now[place], present, units) for place, units in moved if units}


def _moved(stand: Stand, part: Part, weight: Weight) -> Iterator[tuple[Fraction, Fraction]]:
    """The criteria that a weight bears on: what each unit of it adds to theirs, and their credits."""
    for one in part.points:
        if weight.kind == "stage" and one.stage == weight.id:
            yield one.own, one.credit
        elif weight.kind == "criterion" and one.id == weight.id:
            yield stand.stages[one.stage], one.credit


def _growing(now: Tally, present: Fraction, units: Iterable[tuple[Fraction, Fraction]]) -> Growing:
    mass, worth = NOTHING, NOTHING
    for unit, credit in units:
        mass, worth = mass + unit, worth + unit * credit
    still = now.mass - present * mass, now.worth - present * worth
    return Growing((now.weight, NOTHING), now.floor, (still[0], mass), (still[1], worth))


def floors(sections: Iterable[Growing]) -> list[Polynomial]:
    """For each floor that a weight bears on, what must not be negative."""
    return [whole(one.above(one.floor)) for one in sections if one.floor is not None]


def total(sections: Iterable[Growing], still: Sequence[Fraction], mark: Fraction) -> Polynomial:
    """What must not be negative for the total to reach its mark; `still`: the pulls that do not change."""
    live = [one for one in sections if any(one.weight) and any(one.mass)]
    if not live and not still:
        return whole([-mark])  # the total is 0
    rest: Quotient = [sum(still, NOTHING)], [ONE]
    return whole(reduce(_added, [_quotient(one, mark) for one in live], rest)[0])


Quotient = tuple[Coefficients, Coefficients]


def _quotient(one: Growing, mark: Fraction) -> Quotient:
    """A section's pull where the weight is above 0; no quotient where its score is then always the same."""
    above, mass = one.above(mark), one.mass
    if above[0] * mass[1] != above[1] * mass[0]:
        return product(one.weight, above), mass
    level = above[0] / mass[0] if mass[0] else above[1] / mass[1]
    return [level * term for term in one.weight], [ONE]


def _added(one: Quotient, other: Quotient) -> Quotient:
    (above, below), (more, under) = one, other
    return summed(product(above, under), product(more, below)), product(below, under)
