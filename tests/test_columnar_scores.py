"""Scores, bounds, gates and verdicts of many cities are those of the exact path, city by city."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import isclose, isnan
from random import Random

import pytest
from filing import DAY, EXAMPLES, complete, example, filed
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Small, city, rows, smalls
from test_caseload import said

from benchmarks.cities import cities
from forms.submissions import submission
from scoring.assess import assess
from scoring.caseload import caseload
from scoring.columnar_scores import results
from scoring.edition import Edition
from scoring.factsheets import factsheet
from scoring.inference import Engine
from scoring.judgements import Judgements
from scoring.submission import Submission

Cities = Sequence[tuple[Submission, Judgements]]


def close(found: float, exact: str | None) -> bool:
    return isnan(found) if exact is None else isclose(found, Fraction(exact), rel_tol=1e-12, abs_tol=1e-12)


def scored_alike(edition: Edition, engine: Engine | None, cities: Cities) -> None:
    load = caseload(edition, [factsheet(one, edition, judged, DAY) for one, judged in cities])
    found = results(edition, load)
    for row, (one, judged) in enumerate(cities):
        result = assess(one, edition, judged, DAY, engine)
        card, advice = result.scorecard, result.recommendation
        totals = [end[row] for end in found.totals]
        assert all(map(close, totals, (card.total_exact, card.low_exact, card.high_exact)))
        sections = [section.score_exact for section in card.sections]
        assert all(map(close, found.sections.now[row], sections))
        for column, gate in enumerate(result.gates):
            ends = [bool(end[row, column]) for end in found.gates]
            assert ends == [gate.holds, gate.low, gate.high], gate.id
        verdicts = ["renew" if end[row] else "revoke" for end in found.renews]
        assert verdicts == [advice.verdict, advice.low, advice.high]


def test_the_examples_and_their_variations_are_scored_alike(edition: Edition, engine: Engine) -> None:
    filed_too = [(filed(example(name)), ()) for name in EXAMPLES]
    made = [(submission(name, raw, edition), ()) for name, raw in cities(25)]
    scored_alike(edition, engine, [*filed_too, *made, (filed(complete()), ())])


@given(smalls(), st.data())
def test_any_city_under_any_edition_is_scored_alike(small: Small, data: st.DataObject) -> None:
    drawn = [
        (
            city(data.draw(rows(small)), data.draw(st.sampled_from([True, None])), data.draw(st.booleans())),
            said(small, data),
        )
        for _ in range(3)
    ]
    scored_alike(small.edition, small.engine, drawn)


def with_mark(edition: Edition, mark: Fraction) -> Edition:
    gates = [replace(gate, least=mark) if gate.words.score == "total" else gate for gate in edition.gates]
    return replace(edition, gates=tuple(gates))


@pytest.mark.parametrize("step", [Fraction(0), Fraction(1, 10**15), Fraction(-1, 10**15)])
def test_a_total_on_its_mark_is_settled_exactly(edition: Edition, engine: Engine, step: Fraction) -> None:
    one = filed(example("tharnthong"))
    total = Fraction(assess(one, edition, (), DAY, engine).scorecard.total_exact)
    moved = with_mark(edition, total + step)
    load = caseload(moved, [factsheet(one, moved, (), DAY)])
    column = [gate.words.score for gate in moved.gates].index("total")
    assert results(moved, load).gates.now[0, column] == (step <= 0)


def test_weights_that_floating_point_cannot_hold_are_scored_exactly(edition: Edition, engine: Engine) -> None:
    odd = Random(3)
    sections = [replace(one, weight=Fraction(10) ** odd.randint(-400, 400)) for one in edition.sections]
    criteria = [replace(one, weight=Fraction(10) ** odd.randint(-400, 400)) for one in edition.criteria]
    strange = replace(edition, sections=tuple(sections), criteria=tuple(criteria))
    scored_alike(strange, engine, [(filed(example(name)), ()) for name in EXAMPLES])
