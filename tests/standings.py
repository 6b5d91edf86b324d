"""Small standings drawn at random, and their verdict said again in the plainest words, to be held against."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from scoring.one_weight import Weight
from scoring.standing import Part, Point, Stand

EARLY, LATE = "early", "late"
ZERO, HALF, FULL = Fraction(0), Fraction(1, 2), Fraction(1)


def plain_scores(stand: Stand) -> list[Fraction | None]:
    """The score of every section, None where nothing in it has any weight."""
    found: list[Fraction | None] = []
    for part in stand.parts:
        weights = [stand.stages[point.stage] * point.own for point in part.points]
        got = [weight * point.credit for weight, point in zip(weights, part.points, strict=True)]
        found.append(100 * sum(got, ZERO) / sum(weights, ZERO) if any(weights) else None)
    return found


def plain_total(stand: Stand) -> Fraction:
    """The weighted mean of the sections that have a score."""
    scored = [
        (one.weight, s) for one, s in zip(stand.parts, plain_scores(stand), strict=True) if s is not None
    ]
    weight = sum(weight for weight, _ in scored)
    return sum((weight * score for weight, score in scored), ZERO) / weight if weight else ZERO


def plainly_renews(stand: Stand) -> bool:
    """The verdict by the formula as it is printed."""
    if not stand.others:
        return False
    for part, score in zip(stand.parts, plain_scores(stand), strict=True):
        if score is not None and part.floor is not None and score < part.floor:
            return False
    return stand.pass_mark is None or plain_total(stand) >= stand.pass_mark


def with_weight(stand: Stand, weight: Weight, value: Fraction) -> Stand:
    """The standing with one weight changed."""
    if weight.kind == "stage":
        return stand._replace(stages={**stand.stages, weight.id: value})
    return stand._replace(
        parts=tuple(
            part._replace(
                weight=value if weight == ("section", part.id) else part.weight,
                points=tuple(
                    point._replace(own=value) if weight == ("criterion", point.id) else point
                    for point in part.points
                ),
            )
            for part in stand.parts
        )
    )


def moved(stand: Stand, sections: Sequence[Fraction], points: Sequence[Fraction]) -> Stand:
    """The standing with its section weights and its criteria's weights multiplied by these, in order."""
    factors = iter(points)
    parts = (
        part._replace(
            weight=part.weight * factor,
            points=tuple(point._replace(own=point.own * next(factors)) for point in part.points),
        )
        for part, factor in zip(stand.parts, sections, strict=True)
    )
    return stand._replace(parts=tuple(parts))


def corners(stand: Stand, change: Fraction, over: str) -> Iterator[Stand]:
    """Every standing with each weight that may move at one of its two ends."""
    ends = (1 - change, 1 + change)
    count = sum(len(part.points) for part in stand.parts) if over == "all" else 0
    still = [FULL] * (sum(len(part.points) for part in stand.parts) - count)
    for chosen in product(ends, repeat=len(stand.parts) + count):
        yield moved(stand, chosen[: len(stand.parts)], [*chosen[len(stand.parts) :], *still])


# Drawn at random

weights = st.sampled_from([ZERO, HALF, *map(Fraction, (1, 1, 2, 3))])
credits = st.sampled_from([ZERO, Fraction(1, 3), HALF, FULL])
bars = st.one_of(
    st.none(), st.sampled_from([*map(Fraction, (0, 20, 40, 50, 60))]), st.fractions(0, 90, max_denominator=3)
)


@st.composite
def stands(draw: st.DrawFn, *, most_points: int = 5, others: bool = True) -> Stand:
    """A standing of one to three sections; now and then it lies exactly on one of its bars."""
    sizes = draw(st.lists(st.integers(0, 3), min_size=1, max_size=3).filter(lambda n: sum(n) <= most_points))
    parts = tuple(draw(_parts(f"s{place}", size)) for place, size in enumerate(sizes))
    stand = Stand(parts, {EARLY: draw(weights), LATE: draw(weights)}, draw(bars), others)
    if draw(st.integers(0, 3)) == 0:
        stand = stand._replace(pass_mark=plain_total(stand))
    if draw(st.integers(0, 5)) == 0:
        first, *rest = parts
        stand = stand._replace(parts=(first._replace(floor=plain_scores(stand)[0]), *rest))
    return stand


@st.composite
def _parts(draw: st.DrawFn, name: str, size: int) -> Part:
    stages = st.sampled_from([EARLY, LATE])
    points = tuple(Point(f"{name}.c{row}", draw(stages), draw(weights), draw(credits)) for row in range(size))
    return Part(name, draw(weights), draw(bars), points)


# By hand


def simple(
    *parts: tuple[int, Sequence[tuple[str, int, Fraction]]], mark: Fraction, late: Fraction = FULL
) -> Stand:
    """Sections without floors, each its weight and its criteria: stage, own weight, credit."""
    return Stand(
        tuple(
            Part(
                f"s{place}",
                Fraction(weight),
                None,
                tuple(
                    Point(f"s{place}.c{row}", stage, Fraction(own), credit)
                    for row, (stage, own, credit) in enumerate(points)
                ),
            )
            for place, (weight, points) in enumerate(parts)
        ),
        {EARLY: FULL, LATE: late},
        mark,
        True,
    )
