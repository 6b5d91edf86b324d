"""The least-effort ways to renewal, held against trying every set of rises and filing the best for real."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from filing import DAY
from hypothesis import given, settings
from hypothesis import strategies as st
from remedy_editions import Asks, More, filed, mores, written
from remedy_search import Search, Tried
from small_editions import Part, Point, Small, list_of, loaded

from scoring.assess import assess
from scoring.models import Assessment, Judgement, Waiver, WayOut, WayToRenewal

FULL, HALF, NONE = Fraction(1), Fraction(1, 2), Fraction(0)
many = settings(max_examples=12 * settings().max_examples)


class City(NamedTuple):
    """A city of a small edition."""

    more: More
    rows: dict[str, int]
    sure: bool

    def assessed(self, *said: Judgement | Waiver) -> Assessment:
        """Its assessment with the way out."""
        filing = filed(self.rows, self.sure)
        return assess(filing, self.more.edition, said, DAY, self.more.engine, way_out=True)

    def way_out(self, *said: Judgement | Waiver) -> WayOut:
        """Its way out."""
        found = self.assessed(*said).way_out
        assert found is not None
        return found

    def come(self, out: WayOut) -> "City":
        """The city once what is awaited has come."""
        rows = dict(self.rows)
        for missing in (one for awaited in out.awaited for one in awaited.missing):
            for name in rows:
                if missing.condition in {list_of(name), f"twin_{list_of(name)}"}:
                    rows[name] = max(rows[name], int(missing.needed))
        return self._replace(rows=rows)

    @property
    def search(self) -> Search:
        """Every way it has."""
        return Search(self.more, self.rows, self.sure)


@st.composite
def cities(draw: st.DrawFn) -> City:
    """A city that may lack anything."""
    more = draw(mores())
    rows = {name: draw(st.integers(0, 3)) for name in more.small.points}
    return City(more, rows, draw(st.booleans()))


def tried(way: WayToRenewal) -> tuple[tuple[tuple[str, str], ...], frozenset[str], frozenset[str]]:
    """What tells a way from others."""
    levels = tuple(sorted((rise.criterion, rise.to_level) for rise in way.rises))
    return levels, frozenset(one.gate for one in way.mendings), frozenset(taken_up(way))


def taken_up(way: WayToRenewal) -> list[str]:
    return [one.criterion for one in way.taken_up]


def known(ways: Sequence[Tried]) -> dict[object, Tried]:
    return {(way.levels, way.mended, way.taken): way for way in ways}


# Against every set


@many
@given(cities())
def test_no_set_of_rises_takes_less_effort_and_the_proof_says_so(city: City) -> None:
    out = city.way_out()
    every = city.come(out).search.ways() if out.kind in {"ways", "none"} else []
    assert (out.kind == "none") == (out.kind != "renews" and not every)
    if out.kind == "ways":
        first = out.ways[0]
        assert first.effort_exact == first.bound_exact == str(min(way.effort for way in every))


@many
@given(cities())
def test_every_way_that_is_named_is_one_with_its_own_effort_and_score(city: City) -> None:
    out = city.way_out()
    if out.kind != "ways":
        return
    every = known(city.come(out).search.ways())
    for way in out.ways:
        found = every[tried(way)]
        assert (way.effort_exact, way.total_exact) == (str(found.effort), str(found.scores.total))


@many
@given(cities())
def test_a_city_that_files_the_best_way_is_renewed_with_no_less_than_that_score(city: City) -> None:
    out = city.way_out()
    if out.kind != "ways":
        return
    after = followed(city.come(out), out.ways[0]).assessed()
    assert after.recommendation.verdict == "renew"
    assert Fraction(after.scorecard.total_exact) >= Fraction(out.ways[0].total_exact)


def followed(city: City, way: WayToRenewal) -> City:
    """The city with the rows that the levels raised and the gates mended ask for."""
    search = city.search
    rows, sure = dict(city.rows), city.sure
    raised = {rise.criterion: rise.to_level for rise in way.rises}
    for name, level in raised.items():
        for other, count in search.asks(name, level).items():
            rows[other] = max(rows[other], count)
    levels = search.stands | dict.fromkeys(taken_up(way), city.more.small.levels[-1]) | raised
    for mending in way.mendings:
        for name, count in search.gates[mending.gate][0]:
            if not name:
                sure = True
            elif search.can_be_made((name, count), levels, frozenset(taken_up(way))):
                rows[name] = max(rows[name], count)
    return City(city.more, rows, sure)


# The next best, where nothing waits for anything


@st.composite
def plain_cities(draw: st.DrawFn) -> City:
    """A city of an edition in which criteria differ by section, weight and effort alone."""
    more = draw(mores())
    more = More(more.small, more.levels, more.own, more.mending, {}, {}, frozenset(), frozenset(), ())
    rows = {name: draw(st.integers(0, 2)) for name in more.small.points}
    return City(more, rows, draw(st.booleans()))


Counts = tuple[int, ...]


class Kinds:
    """What the ways of a city come to in units of each kind, in the order in which ties are broken."""

    def __init__(self, city: City) -> None:
        self.search, self.small = city.search, city.more.small
        self.gates = self.search.broken
        self.members: dict[object, list[str]] = {}
        for name, point in self.small.points.items():
            start = self.search.stands[name]
            kind = (name[:2], point.weight, start, city.more.own.get(name, 1))
            if start != self.small.levels[0]:
                self.members.setdefault(kind, []).append(name)

    def counts(self, levels: Sequence[tuple[str, str]], mended: frozenset[str]) -> Counts:
        """One for each gate, then how many of each kind take each step."""
        raised, order = dict(levels), self.small.levels
        found = [int(gate in mended) for gate in self.gates]
        for names in self.members.values():
            start = order.index(self.search.stands[names[0]])
            reached = [order.index(raised.get(name, order[-1])) for name in names]
            found += [sum(place <= step for place in reached) for step in reversed(range(start))]
        return tuple(found)

    def matters(self, counts: Counts) -> int:
        """How many gates and criteria."""
        total, place = sum(counts[: len(self.gates)]), len(self.gates)
        for names in self.members.values():
            total += counts[place]
            place += self.small.levels.index(self.search.stands[names[0]])
        return total


@many
@given(plain_cities())
def test_the_next_best_cost_least_and_differ_least_and_contain_none_before(city: City) -> None:
    out = city.way_out()
    if out.kind != "ways":
        return
    kinds = Kinds(city)
    every = {kinds.counts(way.levels, way.mended): way.effort for way in city.search.ways()}
    expected: list[Counts] = []
    while len(expected) < 3:
        left = [one for one in every if not any(contains(one, other) for other in expected)]
        if not left:
            break
        near = expected[0] if expected else None
        expected.append(
            min(left, key=lambda one: (every[one], apart(one, near), kinds.matters(one), negative(one)))
        )
    found = [kinds.counts(tried(way)[0], tried(way)[1]) for way in out.ways]
    assert found == expected


def contains(one: Counts, other: Counts) -> bool:
    return all(mine >= yours for mine, yours in zip(one, other, strict=True))


def apart(one: Counts, near: Counts | None) -> int:
    return sum(abs(mine - yours) for mine, yours in zip(one, near, strict=True)) if near else 0


def negative(one: Counts) -> Counts:
    return tuple(-count for count in one)


# One thing at a time


def small(*points: tuple[int, ...], mark: int = 60, rests: bool = False, judged: bool = False) -> Small:
    """An edition with a section for each tuple of weights; each criterion asks for one row, then for two."""
    parts = tuple(
        Part(1, NONE, tuple(Point(weight, (2, 1), judged) for weight in weights)) for weights in points
    )
    return Small((FULL, HALF, NONE), parts, mark, rests=rests)


def more(one: Small, **changed: object) -> More:
    """The edition with every effort at one, nothing needed, and no gate but a yes."""
    plain = More(one, (Fraction(1), Fraction(1)), {}, (Fraction(1),), {}, {}, frozenset(), frozenset(), ())
    return replace(plain, **changed)  # type: ignore[arg-type]


def empty(one: More, **rows: int) -> City:
    """A city with no rows but these, and a yes."""
    given_ = {name.replace("_", "."): count for name, count in rows.items()}
    return City(one, {name: given_.get(name, 0) for name in one.small.points}, True)


def raised(city: City, *said: Judgement | Waiver, way: int = 0) -> dict[str, str]:
    return {rise.criterion: rise.to_level for rise in city.way_out(*said).ways[way].rises}


def judged(criterion: str, level: str) -> Judgement:
    return Judgement(criterion=criterion, level=level, reason="as seen", reviewer="somchai", date=DAY)


def test_of_two_that_do_as_well_the_first_of_the_edition_is_raised_and_the_other_named_with_it() -> None:
    out = empty(more(small((1, 1), mark=25))).way_out()
    (rise,) = out.ways[0].rises
    assert (rise.criterion, rise.to_level, rise.instead) == ("s0.c0", "most", ("s0.c1",))
    assert len(out.ways) == 1  # exchanging like for like is no other way


def test_fewer_criteria_are_raised_where_the_effort_is_the_same() -> None:
    assert raised(empty(more(small((1, 1), mark=50)))) == {"s0.c0": "full"}


def test_an_effort_that_is_set_otherwise_leads_elsewhere() -> None:
    one = small((1,), (1,), mark=25)
    assert raised(empty(more(one))) == {"s0.c0": "most"}
    assert raised(empty(more(one, own={"s0.c0": 2}))) == {"s1.c0": "most"}


def test_the_next_best_way_is_another_kind_of_way() -> None:
    out = empty(more(small((1,), (2, 2), mark=25))).way_out()
    assert [tried(way)[0] for way in out.ways] == [
        (("s0.c0", "most"),),
        (("s1.c0", "full"),),
        (("s1.c0", "most"), ("s1.c1", "most")),
    ]


def test_what_must_come_first_is_raised_and_named_with_its_reason() -> None:
    needs = {("s1.c0", "most"): ("s0.c0", "most")}
    city = empty(more(small((0, 1), (9,), mark=25), needs=needs, own={"s0.c1": 3}))
    out = city.way_out()
    assert raised(city) == {"s0.c0": "most", "s1.c0": "most"}
    last = out.ways[0].rises[1]
    assert [(one.criterion, one.level, one.en) for one in last.before] == [("s0.c0", "most", "so it is")]
    assert out.ways[0].rises[0].before == ()


def test_a_level_that_brings_another_along_pays_for_both() -> None:
    city = empty(more(small((0, 1), (1,), mark=50), also={"s1.c0": ("s0.c0", 1)}, own={"s0.c1": 3}))
    assert raised(city) == {"s0.c0": "most", "s1.c0": "full"}
    assert city.way_out().ways[0].effort == 3


def test_a_gate_that_a_level_brings_needs_no_mending_of_its_own() -> None:
    asked = Asks((("s0.c0", 2),), 1)
    city = empty(more(small((1,), mark=100), gates=(asked,)))._replace(sure=True)
    (way,) = city.way_out().ways
    assert way.mendings == ()
    assert [(rise.criterion, rise.gates) for rise in way.rises] == [("s0.c0", ("g0",))]


def test_a_gate_that_no_level_brings_is_mended_by_itself() -> None:
    city = empty(more(small((1,), mark=0), mending=(Fraction(5),)))._replace(sure=False)
    (way,) = city.way_out().ways
    assert [(one.gate, one.effort) for one in way.mendings] == [("sure", 5)]
    assert (way.rises, way.effort_exact) == ((), "5")


def test_what_is_past_is_never_raised() -> None:
    city = empty(more(small((1,), (1,), mark=50), past=frozenset(["s0.c0"])))
    assert raised(city) == {"s1.c0": "full"}


def test_where_the_past_leaves_too_little_no_way_is_said_to_be_there() -> None:
    out = empty(more(small((1,), (1,), mark=60), past=frozenset(["s0.c0"]))).way_out()
    assert (out.kind, out.ways) == ("none", ())
    assert [(one.gate, one.found, one.needed) for one in out.out_of_reach] == [("total", 50.0, 60)]


def test_a_gate_that_only_time_can_mend_is_taken_as_achieved_and_said() -> None:
    asked = Asks((("s0.c0", 1), ("s1.c0", 1)), 2)
    city = empty(more(small((1,), (1,), mark=25), past=frozenset(["s0.c0"]), gates=(asked,)))
    out = city.way_out()
    (awaited,) = out.awaited
    assert (awaited.gate, [one.condition for one in awaited.missing]) == ("g0", ["twin_s0_c0"])
    assert awaited.lifts == ("s0.c0",)
    assert [one.en for one in awaited.because] == ["it is past"]
    assert raised(city) == {"s1.c0": "most"}  # the rest of the gate, and the points with it
    assert (out.ways[0].effort, out.ways[0].total) == (1, 50.0)


def test_a_criterion_that_need_not_be_pursued_is_taken_up_where_a_gate_asks_for_it_and_counts() -> None:
    asked = Asks((("s0.c1", 1), ("s0.c2", 1)), 1)
    optional = frozenset(["s0.c1", "s0.c2"])
    city = empty(more(small((1, 1, 1), mark=50), gates=(asked,), optional=optional), s0_c0=2)
    (way, *_) = city.way_out().ways
    (taken,) = way.taken_up
    assert (taken.criterion, taken.instead) == ("s0.c1", ("s0.c2",))
    assert [(rise.criterion, rise.to_level, rise.gates) for rise in way.rises] == [("s0.c1", "most", ("g0",))]
    assert (way.effort, way.total) == (1, 75.0)  # a whole and a half over two that count


def test_nothing_is_taken_up_for_its_points() -> None:
    city = empty(
        more(small((1, 1), mark=60), optional=frozenset(["s0.c1"]), past=frozenset(["s0.c0"])), s0_c0=1
    )
    assert city.way_out().kind == "none"


def test_a_level_that_a_reviewer_took_away_can_be_raised_again_with_a_new_judgement() -> None:
    one = more(small((1,), mark=50, rests=True, judged=True))
    city = empty(one, s0_c0=2)
    out = city.way_out(judged("s0.c0", "none"))
    (way,) = out.ways
    (rise,) = way.rises
    assert (rise.to_level, rise.judged, rise.missing, rise.gates) == ("most", True, (), ("rests",))


def test_a_gate_that_a_judgement_breaks_is_mended_by_the_judged_level_alone() -> None:
    one = more(small((0, 1), mark=0, rests=True, judged=True))
    out = empty(one, s0_c0=2, s0_c1=2).way_out(judged("s0.c0", "none"))
    assert [tried(way)[:2] for way in out.ways] == [((("s0.c0", "most"),), frozenset())]


def test_a_waived_gate_asks_for_nothing() -> None:
    waiver = Waiver(gate="rests", reason="agreed", reviewer="somchai", date=DAY, authority="committee")
    city = empty(more(small((1, 1), mark=25, rests=True)))
    assert raised(city) == {"s0.c0": "most"}
    assert empty(more(small((0, 1), mark=0, rests=True))).way_out(waiver).kind == "renews"


def test_an_edition_without_gates_has_no_way_to_renewal() -> None:
    files = written(more(small((1,))))
    files["rules"]["gates.yaml"], files["rules"]["prerequisites.yaml"] = {}, {}
    files["criteria"]["policy.yaml"]["efforts"]["gates"] = {}
    files["criteria"]["policy.yaml"]["parameters"] = {}
    del files["rules"]["measures.yaml"]["measures"]["sure"]
    edition = loaded(files)
    out = assess(filed({"s0.c0": 0}, True), edition, (), DAY, way_out=True).way_out
    assert out is not None
    assert (out.kind, out.ways, out.out_of_reach) == ("none", (), ())


primes = st.sampled_from([999_983, 1_000_003, 999_979, 7, 3])


@given(st.lists(st.tuples(primes, st.integers(0, 1)), min_size=2, max_size=5), st.integers(30, 95))
def test_weights_too_odd_for_a_solver_s_numbers_change_nothing(
    points: list[tuple[int, int]], mark: int
) -> None:
    one = small(tuple(weight for weight, _ in points), mark=mark)
    city = City(more(one), {f"s0.c{place}": rows for place, (_, rows) in enumerate(points)}, True)
    out = city.way_out()
    if out.kind == "ways":
        assert out.ways[0].effort_exact == str(min(way.effort for way in city.search.ways()))


@given(cities())
def test_the_same_city_has_the_same_way_out_and_none_unless_it_is_asked_for(city: City) -> None:
    assert city.way_out() == city.way_out()
    found = assess(filed(city.rows, city.sure), city.more.edition, (), DAY, city.more.engine)
    assert found.way_out is None
    assert found == city.assessed().model_copy(update={"way_out": None})


@given(cities())
def test_points_and_efforts_of_a_way_add_up(city: City) -> None:
    out = city.way_out()
    before = Fraction(city.come(out).assessed().scorecard.total_exact)
    for way in out.ways:
        parts = [*(one.effort for one in way.mendings), *(one.effort for one in way.rises)]
        assert sum((Fraction(str(one)) for one in parts), Fraction(0)) == Fraction(way.effort_exact)
        assert way.low <= way.total <= way.high
        if not way.taken_up:
            won = sum((Fraction(rise.points_exact) for rise in way.rises), Fraction(0))
            assert before + won == Fraction(way.total_exact)
