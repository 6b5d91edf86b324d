"""What all cities together say of a policy: counted city by city, and ranks sorted as fractions."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from filing import DAY, EXAMPLES, example, filed
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Small, city, rows, smalls
from test_caseload import said
from test_weightings import under

from scoring import rank_stability as module
from scoring.assess import assess
from scoring.caseload import caseload
from scoring.columnar_scores import exact
from scoring.edition import Edition
from scoring.factsheets import FactSheet, factsheet
from scoring.plausible import RANKED, Plan, drawn
from scoring.portfolio_sensitivity import PolicySensitivity, policy_sensitivity, together
from scoring.rank_stability import rank_stability, ranked
from scoring.sensitivity import firmness
from scoring.variants import assignment, varied

FEW = Plan(25, 0.25, 3)


def found(edition: Edition, sheets: Sequence[FactSheet], plan: Plan = FEW) -> PolicySensitivity:
    return policy_sensitivity(edition, sheets, firmness(edition, sheets, plan), plan, len(sheets))


def sheets_of(small: Small, data: st.DataObject, most: int = 4) -> list[FactSheet]:
    cities = range(data.draw(st.integers(0, most)))
    filed = [city(data.draw(rows(small)), data.draw(st.booleans()), data.draw(st.booleans())) for _ in cities]
    return [factsheet(one, small.edition, said(small, data), DAY) for one in filed]


@given(smalls(), st.data())
def test_gates_and_criteria_are_counted_over_the_cities(small: Small, data: st.DataObject) -> None:
    cities = [
        (city(data.draw(rows(small)), data.draw(st.booleans()), data.draw(st.booleans())), said(small, data))
        for _ in range(3)
    ]
    told = found(small.edition, [factsheet(one, small.edition, judged, DAY) for one, judged in cities])
    results = [assess(one, small.edition, judged, DAY, small.engine) for one, judged in cities]
    for place, gate in enumerate(told.gates):
        held = [result.gates[place] for result in results]
        alone = [[each.id for each in result.gates if not each.holds] == [gate.id] for result in results]
        assert (gate.broken, gate.alone) == (sum(not each.holds for each in held), sum(alone))
        assert gate.open == sum(each.low != each.high for each in held)
    for one in told.criteria:
        assert one.cities == sum(one.id in each.criteria for each in told.cities)


# Criteria that move together


@given(smalls(), st.data())
def test_criteria_move_together_where_no_two_cities_order_them_otherwise(
    small: Small, data: st.DataObject
) -> None:
    sheets = sheets_of(small, data)
    load = caseload(small.edition, sheets)
    groups = together(small.edition, load)
    names = [one.id for one in small.edition.criteria]
    levels = {name: list(load.levels.now[:, column]) for column, name in enumerate(names)}

    def alike(one: str, other: str) -> bool:
        pairs = list(combinations(range(len(sheets)), 2))
        signs = [[np.sign(levels[name][a] - levels[name][b]) for a, b in pairs] for name in (one, other)]
        return signs[0] == signs[1] and any(signs[0])

    expected = {frozenset(pair) for pair in combinations(names, 2) if alike(*pair)}
    assert {frozenset(pair) for group in groups for pair in combinations(group, 2)} == expected
    assert all(list(group) == sorted(group, key=names.index) for group in groups)


def test_criteria_that_count_in_other_cities_do_not_move_together(edition: Edition) -> None:
    sheets = [factsheet(filed(example(name)), edition) for name in EXAMPLES]
    load = caseload(edition, sheets)
    column = {one.id: place for place, one in enumerate(edition.criteria)}
    for group in together(edition, load):
        assert len({load.counts[:, column[name]].tobytes() for name in group}) == 1


# Ranks


def by_fractions(totals: Sequence[Fraction]) -> list[int]:
    return [1 + sum(other > one for other in totals) for one in totals]


@given(smalls(), st.data())
def test_ranks_are_those_of_the_totals_sorted_as_fractions(small: Small, data: st.DataObject) -> None:
    sheets = sheets_of(small, data)
    load = caseload(small.edition, sheets)
    told = rank_stability(small.edition, load, [sheet.city for sheet in sheets], FEW)
    weightings = drawn(small.edition, FEW, RANKED, 0)
    editions = [small.edition, *(under(small.edition, weightings, place) for place in range(FEW.samples))]
    own, *tried = [by_fractions([total(each, load, row) for row in range(len(sheets))]) for each in editions]
    assert told.weightings == FEW.samples
    assert [one.rank for one in told.cities] == own
    for row, one in enumerate(told.cities):
        places = sorted(ranks[row] for ranks in tried)
        assert (one.low, one.high) == (places[1], places[23])  # of 25: the first with 5 and with 95 per cent
    if not sheets:
        assert told.mean_move is told.first_stays is None
        return
    moves = [abs(ranks[row] - own[row]) for ranks in tried for row in range(len(sheets))]
    assert told.mean_move == pytest.approx(sum(moves) / len(moves), abs=0.0051)
    first = [any(ranks[row] == own[row] == 1 for row in range(len(sheets))) for ranks in tried]
    assert told.first_stays == pytest.approx(100 * sum(first) / len(first), abs=0.051)


def total(edition: Edition, load: object, row: int) -> Fraction:
    return exact(edition, load.counts[row], load.levels.now[row]).total  # type: ignore[attr-defined]


def test_what_rounding_parts_is_of_one_rank() -> None:
    full = np.array([[100.0], [100.00000000000003], [99.99999999999997], [60.0], [60.0000001]])
    assert ranked(full)[:, 0].tolist() == [1, 1, 1, 5, 4]


def test_where_cities_are_very_many_fewer_weightings_rank_them(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = [factsheet(filed(example(name)), edition) for name in EXAMPLES]
    load, names = caseload(edition, sheets), list(EXAMPLES)
    assert rank_stability(edition, load, names, Plan(5000)).weightings == module.MOST
    monkeypatch.setattr(module, "ROOM", 5 * 200)
    assert rank_stability(edition, load, names, Plan(5000)).weightings == 200
    monkeypatch.setattr(module, "ROOM", 5)
    assert rank_stability(edition, load, names, Plan(5000)).weightings == module.LEAST


# The result as a whole


def test_the_result_names_what_it_was_made_from(edition: Edition) -> None:
    strict = varied(edition, [assignment("pass_mark=95.5"), assignment("weights.cdp=30")])
    sheets = [factsheet(filed(example(name)), strict) for name in EXAMPLES]
    told = found(strict, sheets)
    assert (told.samples, told.spread, told.seed) == FEW
    assert (told.edition, told.policy_fingerprint) == (edition.id, strict.policy_fingerprint)
    assert told.policy_fingerprint != edition.policy_fingerprint
    assert [one.value for one in told.changes] == ["95.5", "30"]
    assert (told.asked, told.done) == (len(EXAMPLES), len(EXAMPLES))
    assert [one.city for one in told.ranks.cities] == [one.city for one in told.cities]


def test_every_weight_is_named_and_those_of_sections_add_up_to_the_whole(edition: Edition) -> None:
    told = found(edition, [factsheet(filed(example("tharnthong")), edition)])
    names = [one.name for one in told.weights]
    assert names == [
        *(f"weights.sections.{one.id}" for one in edition.sections),
        *(f"weights.stages.{name}" for name in edition.policy.weights.stages),
        *(f"weights.criteria.{one.id}" for one in edition.criteria),
    ]
    assert sum(one.share for one in told.weights if one.share is not None) == pytest.approx(100)
    assert all(one.label.th and one.label.en for one in told.weights)


def test_a_run_without_cities_has_a_result_all_the_same(edition: Edition) -> None:
    told = policy_sensitivity(edition, [], [], FEW, 3)
    assert (told.asked, told.done, told.cities, told.ranks.cities) == (3, 0, (), ())
    assert {(one.broken, one.alone, one.open) for one in told.gates} == {(0, 0, 0)}
    assert told.together == ()


def test_the_same_seed_gives_the_same_bytes(edition: Edition) -> None:
    sheets = [factsheet(filed(example(name)), edition) for name in EXAMPLES]
    first, again = (found(edition, sheets).model_dump_json() for _ in range(2))
    assert first == again
    assert found(edition, sheets, FEW._replace(seed=4)).model_dump_json() != first
