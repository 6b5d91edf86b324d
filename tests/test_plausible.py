"""Under how many weightings a city renews: counted one by one, and the same wherever it is counted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import isclose, sqrt

import numpy as np
import pytest
from filing import DAY, EXAMPLES, example, filed
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Part, Point, Small, city, rows, smalls
from test_caseload import Said, said
from test_weightings import under

from scoring import plausible as module
from scoring.assess import assess
from scoring.caseload import caseload
from scoring.edition import Edition
from scoring.factsheets import FactSheet, factsheet
from scoring.plausible import AROUND, CERTAIN, UNIFORM, Plan, Plausible, drawn, plausible, share
from scoring.submission import Submission

City = tuple[Submission, Said]


@pytest.fixture
def blocks_of_three(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Weightings in blocks of three, so that few samples make several blocks."""
    drawn.cache_clear()
    monkeypatch.setattr(module, "BLOCK", 3)
    yield
    drawn.cache_clear()


def sheets_of(edition: Edition, cities: Sequence[City]) -> list[FactSheet]:
    return [factsheet(one, edition, judged, DAY) for one, judged in cities]


def found(edition: Edition, cities: Sequence[City], plan: Plan) -> list[Plausible]:
    return plausible(edition, caseload(edition, sheets_of(edition, cities)), plan)


def counted(small: Small, cities: Sequence[City], plan: Plan, purpose: int) -> list[list[int]]:
    """For each city in how many assessments it renews: as things stand, at the worst, at the best."""
    counts = [[0, 0, 0] for _ in cities]
    for block in range(-(-plan.samples // module.BLOCK)):
        weightings = drawn(small.edition, plan, purpose, block)
        for number in range(weightings.sections.shape[1]):
            edition = under(small.edition, weightings, number)
            for row, (one, judged) in enumerate(cities):
                advice = assess(one, edition, judged, DAY, small.engine).recommendation
                for end, verdict in enumerate((advice.verdict, advice.low, advice.high)):
                    counts[row][end] += verdict == "renew"
    return counts


@pytest.mark.usefixtures("blocks_of_three")
@given(smalls(), st.data(), st.integers(0, 2**63 - 1), st.sampled_from([0.01, 0.25, 0.7]))
def test_a_share_counts_the_assessments_that_renew(
    small: Small, data: st.DataObject, seed: int, spread: float
) -> None:
    cities = [
        (city(data.draw(rows(small)), True, data.draw(st.booleans())), said(small, data)) for _ in range(2)
    ]
    plan = Plan(7, spread, seed)
    shares = found(small.edition, cities, plan)
    for purpose, kind in ((AROUND, "around"), (UNIFORM, "uniform")):
        told = [getattr(one, kind) for one in shares]
        ends = [[one.now.renews, one.worst.renews, one.best.renews] for one in told]
        assert ends == counted(small, cities, plan, purpose)


@pytest.mark.usefixtures("blocks_of_three")
@pytest.mark.parametrize("samples", [1, 2, 3, 4, 7])
def test_as_many_weightings_are_tried_as_were_asked_for(edition: Edition, samples: int) -> None:
    blocks = range(-(-samples // 3))
    sizes = [drawn(edition, Plan(samples), UNIFORM, block).sections.shape[1] for block in blocks]
    assert sum(sizes) == samples
    (one,) = found(edition, [(filed(example("tharnthong")), ())], Plan(samples))
    assert one.uniform.now == share(samples, samples)


def numbers(edition: Edition, sheets: Sequence[FactSheet], plan: Plan) -> list[Plausible]:
    return plausible(edition, caseload(edition, sheets), plan)


def test_a_city_s_figures_do_not_depend_on_the_other_cities_or_their_order(edition: Edition) -> None:
    strict = replace(
        edition,
        gates=tuple(replace(g, least=Fraction(96)) if g.least is not None else g for g in edition.gates),
    )
    sheets = [factsheet(filed(example(name)), strict) for name in EXAMPLES]
    plan = Plan(300, 0.25, 7)
    together = numbers(strict, sheets, plan)
    assert numbers(strict, sheets[::-1], plan)[::-1] == together
    assert [numbers(strict, [sheet], plan)[0] for sheet in sheets] == together
    assert len({one.around.now.renews for one in together}) > 1


def test_the_same_seed_draws_the_same_weightings_and_another_one_others(edition: Edition) -> None:
    first, again, other = (drawn.__wrapped__(edition, Plan(50, 0.25, seed), AROUND, 0) for seed in (1, 1, 2))
    assert np.array_equal(first.criteria, again.criteria)
    assert not np.array_equal(first.criteria, other.criteria)


def test_each_purpose_and_each_block_has_chance_of_its_own(edition: Edition) -> None:
    plan = Plan(3 * module.BLOCK)
    kinds = [drawn(edition, plan, purpose, block).sections for purpose in (AROUND, 2) for block in (0, 1)]
    assert not any(np.array_equal(one, other) for n, one in enumerate(kinds) for other in kinds[:n])


def test_a_section_of_one_criterion_always_scores_what_that_criterion_does() -> None:
    small = Small(
        (Fraction(1), Fraction(0)),
        (Part(1, Fraction(0), (Point(3, (1,)),)), Part(1, Fraction(0), (Point(1, (1,)),))),
    )
    (both,) = found(small.edition, [(city({"s0.c0": 1, "s1.c0": 1}), ())], Plan(100))
    assert both.around.now.renews == both.uniform.now.renews == 100
    (half,) = found(small.edition, [(city({"s0.c0": 1, "s1.c0": 0}), ())], Plan(1000))
    sections = drawn(small.edition, Plan(1000), UNIFORM, 0).sections
    assert half.uniform.now.renews == int((sections[0] / sections.sum(axis=0) >= 0.6).sum())


def test_no_city_is_no_figure(edition: Edition) -> None:
    assert numbers(edition, [], Plan(100)) == []


# The interval


@pytest.mark.parametrize(("renews", "tried"), [(1, 100), (37, 100), (5_000, 10_000), (9_999, 10_000)])
def test_the_interval_is_wilson_s(renews: int, tried: int) -> None:
    """As the textbook has it: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)."""
    p, n, z = renews / tried, tried, CERTAIN
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = (100 * (middle + side * half) / (1 + z * z / n) for side in (-1, 1))
    found = share(renews, tried)
    assert 0 <= low - found.low < 0.01
    assert 0 <= found.high - high < 0.01
    for end in (low / 100, high / 100):  # what it is the solution of
        assert isclose(abs(p - end), z * sqrt(end * (1 - end) / n), rel_tol=1e-9)


def test_the_interval_of_none_begins_at_nothing_and_that_of_all_ends_at_the_whole() -> None:
    none, every = share(0, 10_000), share(10_000, 10_000)
    assert (none.share, none.low, every.share, every.high) == (0, 0, 100, 100)
    assert none.high == pytest.approx(100 - every.low)
    assert 0.03 < none.high < 0.05


@given(st.integers(1, 10**6), st.data())
def test_a_share_lies_within_its_interval(tried: int, data: st.DataObject) -> None:
    found = share(data.draw(st.integers(0, tried)), tried)
    assert 0 <= found.low <= found.share <= found.high <= 100
