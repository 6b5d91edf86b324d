"""How firm one city's verdict is: each figure against the verdict under changed weights, gates and levels."""

from dataclasses import replace
from fractions import Fraction

from filing import DAY, EXAMPLES, example, filed
from hypothesis import given
from hypothesis import strategies as st
from reweighted import corners, renews, weights_of
from small_editions import Part, Point, Small, city, rows, smalls
from test_caseload import said

from scoring.assess import assess
from scoring.caseload import Caseload, Ends, caseload
from scoring.columnar_scores import results
from scoring.edition import Edition, Gate
from scoring.factsheets import FactSheet, factsheet
from scoring.plausible import Plan
from scoring.sensitivity import CityFirmness, LeastChange, firmness
from scoring.variants import assignment, varied

FEW = Plan(20)
NARROW = Fraction(1, 10**8)  # more than a least change that is not exact is known to


def drawn(data: st.DataObject, small: Small) -> FactSheet:
    filed = city(data.draw(rows(small)), data.draw(st.booleans()), data.draw(st.booleans()))
    return factsheet(filed, small.edition, said(small, data), DAY)


def firm(edition: Edition, *sheets: FactSheet) -> list[CityFirmness]:
    return firmness(edition, sheets, FEW)


@given(smalls(), st.data())
def test_verdict_total_and_gates_are_those_of_the_assessment(small: Small, data: st.DataObject) -> None:
    one, judged = city(data.draw(rows(small)), data.draw(st.booleans())), said(small, data)
    (found,) = firm(small.edition, factsheet(one, small.edition, judged, DAY))
    result = assess(one, small.edition, judged, DAY, small.engine)
    assert found.verdict == result.recommendation.verdict
    assert found.settled == result.recommendation.settled
    assert found.total == result.scorecard.total
    assert found.gates == tuple(gate.id for gate in result.gates if not gate.holds)


@given(smalls(), st.data())
def test_a_gate_that_is_broken_alone_is_one_without_which_the_city_renews(
    small: Small, data: st.DataObject
) -> None:
    one = city(data.draw(rows(small)), data.draw(st.booleans()))
    (found,) = firm(small.edition, factsheet(one, small.edition, (), DAY))
    for gate in found.gates:
        without = replace(small.edition, gates=tuple(each for each in small.edition.gates if each.id != gate))
        verdict = assess(one, without, (), DAY, small.engine).recommendation.verdict
        assert (verdict == "renew") == found.alone


@given(smalls(), st.data())
def test_a_criterion_decides_where_its_best_or_worst_level_alone_flips_the_verdict(
    small: Small, data: st.DataObject
) -> None:
    sheet = drawn(data, small)
    (found,) = firm(small.edition, sheet)
    load = caseload(small.edition, [sheet])
    level = 0 if found.verdict == "revoke" else len(small.levels) - 1
    flipped = [
        one.id
        for column, one in enumerate(small.edition.criteria)
        if (found.verdict == "renew") != renewed(small.edition, at_level(load, column, level))
    ]
    assert list(found.criteria) == flipped


def at_level(load: Caseload, column: int, level: int) -> Caseload:
    """The cities with one criterion at another level; the gates that are no score are as they were."""
    levels = load.levels.now.copy()
    levels[:, column] = level
    return load._replace(levels=Ends(levels, levels, levels))


def renewed(edition: Edition, load: Caseload) -> bool:
    return bool(results(edition, load).renews.now[0])


# Radii


def larger(found: LeastChange) -> Fraction:
    """A change that is surely enough: the least one where it is exact, else a little more than is shown."""
    if found.exact is not None:
        return Fraction(found.exact) + NARROW
    return Fraction(str(found.percent)) / 100 + Fraction(2, 10**6)


@given(smalls(most_points=4), st.data())
def test_below_the_least_change_no_corner_of_the_weights_flips_the_verdict_and_beyond_it_one_does(
    small: Small, data: st.DataObject
) -> None:
    """A verdict that flips anywhere within a box of weights flips at one of its corners."""
    sheet = drawn(data, small)
    (found,) = firm(small.edition, sheet)
    load, every = caseload(small.edition, [sheet]), weights_of(small.edition)
    sections = {name: weight for name, weight in every.items() if name.startswith("weights.sections.")}
    for weights, least in ((sections, found.sections_radius), (every, found.weights_radius)):
        moving = {name: weight for name, weight in weights.items() if weight}
        below = Fraction(99_999, 100_000) if least is None else Fraction(str(least.percent)) / 100
        flips = [renews(small.edition, load, corner) for corner in corners(moving, below * (1 - NARROW))]
        assert set(flips) == {found.verdict == "renew"}
        if least is not None and larger(least) < 1:
            flips = [renews(small.edition, load, corner) for corner in corners(moving, larger(least))]
            assert (found.verdict == "revoke") in flips


def test_a_least_change_is_rounded_down_and_exact_beside_it() -> None:
    small = Small(
        (Fraction(1), Fraction(0)),
        (Part(1, Fraction(0), (Point(1, (1,)),)), Part(1, Fraction(0), (Point(1, (1,)),))),
        pass_mark=40,
    )
    (found,) = firm(small.edition, factsheet(city({"s0.c0": 1, "s1.c0": 0}), small.edition, (), DAY))
    assert found.sections_radius == LeastChange(percent=20, exact="1/5")
    assert found.weights_radius == LeastChange(percent=19.9999, exact=None)  # to a billionth, and down
    third = replace(small.edition, gates=tuple(_at(gate, Fraction(100, 3)) for gate in small.edition.gates))
    (found,) = firm(third, factsheet(city({"s0.c0": 1, "s1.c0": 0}), small.edition, (), DAY))
    assert found.sections_radius == LeastChange(percent=33.3333, exact="1/3")


def _at(gate: Gate, least: Fraction) -> Gate:
    return replace(gate, least=least) if gate.least is not None else gate


def test_where_a_gate_that_is_no_score_is_broken_nothing_is_said_of_weights(
    edition: Edition,
) -> None:
    (found,) = firm(edition, factsheet(filed(example("nathisamut")), edition))
    assert found.gates == ("progress",)
    assert (found.weights_matter, found.alone) == (False, True)
    assert found.sections_radius is found.weights_radius is None
    assert (found.ranges, found.criteria) == ((), ())
    assert found.around.best.renews == 0


def test_where_only_the_score_stops_a_city_weights_matter(edition: Edition) -> None:
    strict = varied(edition, [assignment("pass_mark=97")])
    (found,) = firm(strict, factsheet(filed(example("tharnthong")), strict))
    assert found.gates == ("total",)
    assert found.weights_matter
    assert found.weights_radius is not None
    assert found.ranges


def test_a_change_below_a_hundred_per_cent_that_flips_nothing_is_told_from_weights_that_do_not_matter(
    edition: Edition,
) -> None:
    (found,) = firm(edition, factsheet(filed(example("tharnthong")), edition))
    assert found.weights_matter
    assert found.sections_radius is None


def test_an_edition_without_gates_renews_nobody_and_no_weight_matters() -> None:
    small = Small((Fraction(1), Fraction(0)), (Part(1, Fraction(0), (Point(1, (1,)),)),))
    bare = replace(small.edition, gates=())
    (found,) = firm(bare, factsheet(city({"s0.c0": 1}), small.edition, (), DAY))
    assert (found.verdict, found.gates, found.alone, found.weights_matter) == ("revoke", (), False, False)
    assert found.around.best.renews == found.uniform.best.renews == 0


def test_cities_are_told_of_in_their_order_and_none_is_none(edition: Edition) -> None:
    sheets = [factsheet(filed(example(name)), edition) for name in EXAMPLES]
    assert [one.city for one in firm(edition, *sheets)] == [sheet.city for sheet in sheets]
    assert firm(edition, *sheets[::-1]) == firm(edition, *sheets)[::-1]
    assert firm(edition) == []
