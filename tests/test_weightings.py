"""Under every weighting drawn, a city scores and becomes what the exact path makes of it."""

from dataclasses import replace
from fractions import Fraction
from math import isclose

import numpy as np
import numpy.typing as npt
import pytest
from filing import DAY, EXAMPLES, example, filed
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Small, city, rows, smalls
from test_caseload import said

from benchmarks.lab_scales import caseload as some_cities
from scoring.assess import assess
from scoring.caseload import caseload
from scoring.edition import Edition
from scoring.factsheets import FactSheet, factsheet
from scoring.inference import Engine
from scoring.judgements import Judgements
from scoring.rescoring import Scored, Situations, scored, tried
from scoring.submission import Submission
from scoring.weightings import Weightings, around, uniform

ENDS = ("verdict", "low", "high")


def chance(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


def under(edition: Edition, weightings: Weightings, number: int) -> Edition:
    """The edition with the weights of one weighting, as fractions."""
    sections = zip(edition.sections, weightings.sections[:, number], strict=True)
    criteria = zip(edition.criteria, weightings.criteria[:, number], strict=True)
    return replace(
        edition,
        sections=tuple(replace(one, weight=Fraction(float(weight))) for one, weight in sections),
        criteria=tuple(replace(one, weight=Fraction(float(weight))) for one, weight in criteria),
    )


def alike(
    edition: Edition, engine: Engine | None, cities: list[tuple[Submission, Judgements]], drawn: Weightings
) -> None:
    load = caseload(edition, [factsheet(one, edition, judged, DAY) for one, judged in cities])
    found = [in_order(scored(edition, load, end, drawn)) for end in range(3)]
    for number in range(drawn.sections.shape[1]):
        exact = under(edition, drawn, number)
        for row, (one, judged) in enumerate(cities):
            result = assess(one, exact, judged, DAY, engine)
            for end, name in zip(found, ENDS, strict=True):
                verdict = "renew" if end.renews[row, number] else "revoke"
                assert verdict == getattr(result.recommendation, name)
            total = Fraction(result.scorecard.total_exact)
            assert isclose(found[0].totals[row, number], total, rel_tol=1e-12, abs_tol=1e-12)


def in_order(found: Scored) -> Scored:
    """With the rows as they were given."""
    places = found.places()
    return Scored(found.totals[places], found.renews[places], found.rows[places])


def test_the_examples_are_scored_alike_under_every_weighting(edition: Edition, engine: Engine) -> None:
    cities: list[tuple[Submission, Judgements]] = [(filed(example(name)), ()) for name in EXAMPLES]
    alike(edition, engine, cities, around(edition, 4, 0.5, chance()))
    alike(edition, engine, cities, uniform(edition, 4, chance()))


@given(smalls(), st.data())
def test_any_city_is_scored_alike_under_any_weighting(small: Small, data: st.DataObject) -> None:
    cities = [
        (city(data.draw(rows(small)), True, data.draw(st.booleans())), said(small, data)) for _ in range(3)
    ]
    parts = len(small.edition.sections), len(small.edition.criteria)
    weights = [st.lists(st.integers(0, 3), min_size=size, max_size=size) for size in parts]
    table = [np.array(data.draw(st.lists(one, min_size=3, max_size=3)), float).T for one in weights]
    alike(small.edition, small.engine, cities, Weightings(*table))


@pytest.mark.parametrize("spread", [0.1, 0.25, 0.5])
def test_weights_vary_about_their_own_share_by_the_spread(edition: Edition, spread: float) -> None:
    drawn = around(edition, 20_000, spread, chance())
    nominal = np.array([float(section.weight) for section in edition.sections])
    shares = drawn.sections / drawn.sections.sum(axis=0)
    own = nominal / nominal.sum()
    assert np.allclose(shares.mean(axis=1), own, rtol=0.02)
    assert np.sqrt(((shares.std(axis=1) / own) ** 2).mean()) == pytest.approx(spread, rel=0.02)


def test_an_even_draw_does_not_depend_on_the_policy(edition: Edition) -> None:
    heavier = replace(edition, sections=tuple(replace(one, weight=Fraction(7)) for one in edition.sections))
    one, other = (uniform(each, 50, chance(3)) for each in (edition, heavier))
    assert np.array_equal(one.sections, other.sections)
    assert (one.sections > 0).all()


def test_a_weight_of_nought_stays_nought_around_the_policy(edition: Edition) -> None:
    none = replace(edition.sections[0], weight=Fraction(0))
    drawn = around(replace(edition, sections=(none, *edition.sections[1:])), 100, 0.25, chance())
    assert (drawn.sections[0] == 0).all()
    assert (drawn.sections[1:] > 0).all()


def test_a_city_of_one_credit_throughout_lies_on_its_bar_under_every_weighting(edition: Edition) -> None:
    """Floating point cannot tell; the pass mark and the floors are reached exactly."""
    half = [replace(one, credit=Fraction(1, 3)) for one in edition.levels[:-1]]
    levels = (*half, replace(edition.levels[-1], credit=Fraction(1, 3)))
    bar = Fraction(100, 3)
    odd = replace(
        edition,
        levels=levels,
        sections=tuple(replace(one, floor=bar) for one in edition.sections),
        gates=tuple(replace(g, least=bar) if g.least is not None else g for g in edition.gates),
    )
    load = caseload(odd, [sheet(odd)])
    drawn = around(odd, 300, 0.25, chance())
    assert scored(odd, load, 0, drawn).renews.all() == load.gates.now.all()
    assert load.gates.now.all()


def sheet(edition: Edition) -> FactSheet:
    return factsheet(filed(example("tharnthong")), edition, (), DAY)


def test_a_city_is_scored_alike_whatever_others_are_scored_with_it(edition: Edition) -> None:
    """Cities of one kind are reckoned together, a few hundred at a time, and their floors eight a byte."""
    load, drawn = some_cities(edition, 900, chance()), around(edition, 13, 0.5, chance())
    on = Situations(load.counts, load.levels.now, load.gates.now)
    found = in_order(tried(edition, on, drawn))
    assert 0 < found.renews.mean() < 1
    assert not found.renews[~on.gates.all(axis=1)].any()
    order = chance(2).permutation(900)
    mixed = in_order(tried(edition, rows_of(on, order), drawn))
    assert np.array_equal(mixed.renews, found.renews[order])
    for row in range(0, 900, 50):
        alone = tried(edition, rows_of(on, np.array([row])), drawn)
        assert np.array_equal(alone.renews[0], found.renews[row])
        assert np.allclose(alone.totals[0], found.totals[row], rtol=1e-12)


def rows_of(on: Situations, rows: npt.NDArray[np.intp]) -> Situations:
    return Situations(on.counts[rows], on.levels[rows], on.gates[rows])


def test_no_city_and_no_weighting_are_scored_too(edition: Edition) -> None:
    for cities, weightings in ((0, 5), (5, 0)):
        drawn = around(edition, weightings, 0.5, chance())
        found = scored(edition, some_cities(edition, cities, chance()), 0, drawn)
        assert found.totals.shape == found.renews.shape == (cities, weightings)
