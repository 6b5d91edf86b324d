"""The smallest losses that would end a renewal, held against trying every fall."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from filing import DAY, Assess, complete
from hypothesis import given, settings
from hypothesis import strategies as st
from remedy_editions import MOST_ROWS, More, filed, mores
from small_editions import Part, Point, Small, city

from scoring.assess import assess
from scoring.gates import reaches
from scoring.models import Assessment, Judgement, LossOfRenewal, WayOut
from scoring.scorecard import scores

many = settings(max_examples=8 * settings().max_examples)
FULL, HALF, NONE = Fraction(1), Fraction(1, 2), Fraction(0)


class Renewing(NamedTuple):
    """A city of a small edition that has what its gates on rows ask for."""

    more: More
    rows: dict[str, int]

    @property
    def assessed(self) -> Assessment:
        return assess(filed(self.rows, True), self.more.edition, (), DAY, self.more.engine, way_out=True)

    @property
    def way_out(self) -> WayOut:
        found = self.assessed.way_out
        assert found is not None
        return found


@st.composite
def renewing(draw: st.DrawFn) -> Renewing:
    """A city with much in it."""
    more = draw(mores())
    rows = {name: draw(st.sampled_from([2, 3, MOST_ROWS, MOST_ROWS])) for name in more.small.points}
    return Renewing(more, rows)


class Fallen(NamedTuple):
    """Levels that break a gate, what they are worth, and the gates."""

    levels: tuple[tuple[str, str], ...]
    worth: Fraction
    gates: tuple[str, ...]


def losses(more: More, levels: Mapping[str, str]) -> Iterator[Fallen]:
    """Every set of falls that breaks a gate."""
    order, edition = more.small.levels, more.edition
    for chosen in product(*(order[order.index(level) :] for level in levels.values())):
        after = dict(zip(levels, chosen, strict=True))
        scored = scores(edition, {name: edition.level[level].credit for name, level in after.items()})
        broken = [one.id for one in edition.gates if one.words.score and not reaches(edition, one, scored)]
        first = next(iter(more.small.points))
        if more.small.rests and first in levels and after[first] == order[-1] != levels[first]:
            broken.append("rests")
        if broken:
            fallen = [(name, level) for name, level in after.items() if level != levels[name]]
            worth = sum((lost(more, name, levels[name], level) for name, level in fallen), Fraction(0))
            gates = tuple(one.id for one in edition.gates if one.id in broken)
            yield Fallen(tuple(fallen), worth, gates)


def lost(more: More, name: str, start: str, end: str) -> Fraction:
    """The effort of the steps from the one level down to the other."""
    order, efforts = more.small.levels, more.edition.efforts
    steps = order[order.index(start) : order.index(end)]
    return sum((efforts.levels[step] * efforts.criteria.get(name, 1) for step in steps), Fraction(0))


def counts(more: More, levels: Mapping[str, str], fallen: Sequence[tuple[str, str]]) -> list[tuple[int, ...]]:
    """How many of each group of like criteria fall by each step, and so with groups of one kind together.

    The criterion that a gate rests on is a group of its own.
    """
    order, ends = more.small.levels, dict(fallen)
    first = next(iter(more.small.points))
    groups: dict[object, list[str]] = {}
    for name, point in more.small.points.items():
        if name in levels and levels[name] != order[-1]:
            kind = (name[:2], point.weight, levels[name], more.own.get(name, 1))
            groups.setdefault((kind, more.small.rests and name == first), []).append(name)
    found: dict[object, list[int]] = {}
    for key, names in groups.items():
        steps = order[order.index(levels[names[0]]) + 1 :]
        found[key] = [
            sum(order.index(ends.get(name, order[0])) >= order.index(step) for name in names)
            for step in steps
        ]
    kinds: dict[object, list[int]] = {}
    for (kind, _), numbers in found.items():  # type: ignore[misc]
        kinds[kind] = [a + b for a, b in zip(kinds.get(kind, [0] * len(numbers)), numbers, strict=True)]
    flat, joined = (tuple(one for numbers in each.values() for one in numbers) for each in (found, kinds))
    return [flat, joined]


@many
@given(renewing())
def test_the_smallest_losses_are_the_smallest_and_contain_none_before(one: Renewing) -> None:
    assessed = one.assessed
    out = assessed.way_out
    assert out is not None
    if out.kind != "renews":
        return
    levels = {finding.criterion: finding.level for finding in assessed.findings if finding.counts}
    every: dict[tuple[int, ...], tuple[Fraction, int, tuple[int, ...]]] = {}
    for fall in losses(one.more, levels):
        flat, joined = counts(one.more, levels, fall.levels)
        every[flat] = (fall.worth, len(fall.levels), joined)
    expected: list[tuple[int, ...]] = []
    for _ in range(3):
        left = [
            flat for flat in every if not any(contains(every[flat][2], every[other][2]) for other in expected)
        ]
        if left:
            expected.append(min(left, key=lambda flat: (*every[flat][:2], [-count for count in flat])))
    found = [
        counts(one.more, levels, [(f.criterion, f.to_level) for f in loss.falls])[0] for loss in out.losses
    ]
    assert found == expected


def contains(one: Sequence[int], other: Sequence[int]) -> bool:
    return all(mine >= yours for mine, yours in zip(one, other, strict=True))


@many
@given(renewing())
def test_every_loss_has_its_own_worth_score_and_broken_gates(one: Renewing) -> None:
    assessed = one.assessed
    out = assessed.way_out
    assert out is not None
    levels = {finding.criterion: finding.level for finding in assessed.findings if finding.counts}
    known = {fall.levels: fall for fall in losses(one.more, levels)}
    for loss in out.losses:
        fall = known[tuple((each.criterion, each.to_level) for each in loss.falls)]
        assert (loss.worth_exact, loss.gates) == (str(fall.worth), fall.gates)
        assert Fraction(loss.total_exact) == Fraction(assessed.scorecard.total_exact) - points(loss)
        assert sum(Fraction(str(each.worth)) for each in loss.falls) == fall.worth
    if out.losses:
        assert out.losses[0].worth_exact == out.losses[0].bound_exact


def points(loss: LossOfRenewal) -> Fraction:
    return sum((Fraction(fall.points_exact) for fall in loss.falls), Fraction(0))


def test_where_nothing_can_be_lost_that_counts_nothing_is_named() -> None:
    small = Small((FULL, NONE), (Part(1, NONE, (Point(1, (1,)),)),), 0)
    found = assess(city({"s0.c0": 1}), small.edition, (), DAY, small.engine, way_out=True).way_out
    assert found is not None
    assert (found.kind, found.losses) == ("renews", ())


def test_a_gate_that_rests_on_a_judgement_is_the_smallest_loss_of_the_complete_city(of: Assess) -> None:
    found = with_way_out(of, complete())
    assert found.kind == "renews"
    assert [loss.gates for loss in found.losses][:1] == [("boundary",)]
    assert [fall.criterion for fall in found.losses[0].falls] == ["zone.boundary"]


def with_way_out(of: Assess, data: dict[str, object], *said: Judgement) -> WayOut:
    found = of(data, None, *said, way_out=True).way_out
    assert isinstance(found, WayOut)
    return found
