"""The fewest open matters that settle a verdict, held against trying every set of them."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from filing import DAY
from hypothesis import given, settings
from hypothesis import strategies as st
from small_editions import Part, Point, Small, best_rows, city, rows, smalls

from scoring.assess import assess
from scoring.models import Assessment, Judgement

FULL, HALF, NONE = Fraction(1), Fraction(1, 2), Fraction(0)
more = settings(max_examples=3 * settings().max_examples)  # half of what is drawn is settled already


class Open(NamedTuple):
    """A small edition and a city in it, of which judgements (or in a draft, answers) are still open."""

    small: Small
    rows: dict[str, int]
    go: bool | None
    draft: bool

    def assessed(self, best: Iterable[str] = (), worst: Iterable[str] = ()) -> Assessment:
        """The assessment with these matters settled at their best and at their worst; the rest stays open."""
        best, worst = list(best), list(worst)
        rows = self.rows | (best_rows(self.small, [n for n in best if n in self.rows]) if self.draft else {})
        go = True if "gate:go" in best else self.go
        said = [(best, self.small.levels[0]), (worst, self.small.levels[-1])]
        judgements = [
            judged(name, level) for names, level in said for name in names if name in self.to_be_judged
        ]
        filed = city(rows, go, self.draft)
        return assess(filed, self.small.edition, judgements, DAY, self.small.engine)

    @property
    def to_be_judged(self) -> set[str]:
        """The criteria that ask for judgement."""
        return {name for name, point in self.small.points.items() if point.judged}

    def settled_by(self, matters: Sequence[str], others: Sequence[str], verdict: str) -> bool:
        """Whether settling these one way gives the verdict even when the others go the other way."""
        ends = (matters, others) if verdict == "renew" else (others, matters)
        return self.assessed(*ends).recommendation.verdict == verdict


def judged(criterion: str, level: str) -> Judgement:
    return Judgement(criterion=criterion, level=level, reason="as seen", reviewer="somchai", date=DAY)


@st.composite
def pending(draw: st.DrawFn) -> Open:
    """Everything is claimed and nothing judged."""
    small = draw(smalls(judged=True))
    return Open(small, draw(rows(small, least=4)), True, False)


@st.composite
def partly(draw: st.DrawFn) -> Open:
    """Some of it judged by nobody, some not to be judged, in a report that is filed."""
    small = draw(smalls())
    return Open(small, draw(rows(small)), draw(st.booleans()), False)


@st.composite
def drafts(draw: st.DrawFn) -> Open:
    """A draft: what is blank is open too."""
    small = draw(smalls())
    return Open(small, draw(rows(small)), draw(st.sampled_from([True, None])), True)


def smallest(case: Open, matters: Sequence[str], verdict: str) -> int | None:
    """How few of the matters settle the verdict, found by trying every set of them."""
    for size in range(len(matters) + 1):
        for chosen in combinations(matters, size):
            others = [name for name in matters if name not in chosen]
            if case.settled_by(chosen, others, verdict):
                return size
    return None


def sets(case: Open) -> Iterator[tuple[str, tuple[str, ...], Assessment]]:
    """The two settling sets of an assessment."""
    found = case.assessed()
    yield "renew", found.recommendation.settle_renew, found
    yield "revoke", found.recommendation.settle_revoke, found


@more
@given(st.one_of(pending(), partly(), drafts()))
def test_no_fewer_matters_settle_it_than_those_that_are_named(case: Open) -> None:
    for verdict, named, found in sets(case):
        matters = found.recommendation.open_matters
        if found.recommendation.settled:
            assert named == ()
        else:
            assert len(named) == smallest(case, matters, verdict)
            assert case.settled_by(named, [name for name in matters if name not in named], verdict)


@given(st.one_of(pending(), partly()), st.data())
def test_when_the_named_matters_are_settled_the_rest_may_go_any_way(case: Open, data: st.DataObject) -> None:
    for verdict, named, found in sets(case):
        if not named:
            continue
        end = case.small.levels[0 if verdict == "renew" else -1]
        said = [judged(name, end) for name in named]
        for name in found.recommendation.open_matters:
            level = data.draw(st.sampled_from([None, *case.small.levels]))
            if name not in named and level is not None:
                said.append(judged(name, level))
        filed = city(case.rows, case.go, case.draft)
        after = assess(filed, case.small.edition, said, DAY, case.small.engine).recommendation
        assert (after.verdict, after.settled) == (verdict, True)


@given(st.one_of(pending(), partly(), drafts()))
def test_the_most_decisive_matters_are_named_first(case: Open) -> None:
    found = case.assessed()
    swing = {name: weight(found, name) for name in found.recommendation.open_matters}
    order = found.recommendation.open_matters
    assert list(order) == sorted(order, key=lambda name: (-swing[name], name))
    for _, named, _ in sets(case):
        free = [name for name in named if name not in must(case)]
        assert [name for name in named if name in must(case)] == list(named[: len(named) - len(free)])
        assert free == sorted(free, key=lambda name: (-swing[name], name))


def must(case: Open) -> set[str]:
    """What no set can do without: the gate that asks for a yes, the criterion that a gate rests on."""
    return {"gate:go", "gate:rests"} | ({"s0.c0"} if case.small.rests else set())


def weight(found: Assessment, matter: str) -> float:
    """What a criterion is worth of the total; a gate comes before every criterion."""
    weights = {one.criterion: float(one.effective_weight) for one in found.findings}
    return weights.get(matter, 2.0)


def small_city(weights: Sequence[int], pass_mark: int, floor: int = 0) -> Open:
    """One section of judged criteria with these weights, all of them claimed in full."""
    points = tuple(Point(weight, (2, 1), judged=True) for weight in weights)
    small = Small((FULL, HALF, NONE), (Part(1, Fraction(floor), points),), pass_mark)
    return Open(small, dict.fromkeys(small.points, 2), True, False)


def test_one_heavy_judgement_settles_what_two_light_ones_do_not() -> None:
    found = small_city((1, 3, 1), 60).assessed().recommendation
    assert (found.verdict, found.low, found.high, found.settled) == ("renew", "revoke", "renew", False)
    assert found.settle_renew == found.settle_revoke == ("s0.c1",)


def test_a_floor_needs_judgements_in_its_own_section() -> None:
    heavy = Part(9, NONE, (Point(1, (2, 1), judged=True),))
    light = Part(1, Fraction(50), (Point(1, (2, 1), judged=True), Point(1, (2, 1), judged=True)))
    small = Small((FULL, HALF, NONE), (heavy, light), 60)
    found = Open(small, dict.fromkeys(small.points, 2), True, False).assessed().recommendation
    assert found.settle_renew == ("s0.c0", "s1.c0")
    assert found.settle_revoke == ("s0.c0",)


def test_a_score_that_lands_on_its_bar_reaches_it() -> None:
    found = small_city((1, 1), 50).assessed().recommendation
    assert found.settle_renew == ("s0.c0",)
    assert found.settle_revoke == ("s0.c0", "s0.c1")


def test_nothing_is_named_where_no_judgement_could_change_the_verdict() -> None:
    hopeless = small_city((1, 1), 60)._replace(rows={"s0.c0": 2, "s0.c1": 0}).assessed().recommendation
    assert (hopeless.verdict, hopeless.settled) == ("revoke", True)
    assert hopeless.settle_renew == hopeless.settle_revoke == ()
    safe = small_city((1, 1), 0).assessed().recommendation
    assert (safe.verdict, safe.settled, safe.settle_revoke) == ("renew", True, ())


def test_a_gate_that_rests_on_a_judgement_is_settled_by_it_alone() -> None:
    points = (Point(0, (2, 1), judged=True), Point(1, (2, 1)))
    small = Small((FULL, HALF, NONE), (Part(1, NONE, points),), 60, rests=True)
    found = Open(small, {"s0.c0": 2, "s0.c1": 2}, True, False).assessed().recommendation
    assert found.settle_renew == found.settle_revoke == ("s0.c0",)
