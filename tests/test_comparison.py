"""Two policies over the same cities: what each city comes to under both, and by what change it flips.

Every number is held against `assess`, city by city and order by order.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import pytest
from filing import DAY, EXAMPLES, example, filed
from hypothesis import assume, given
from hypothesis import strategies as st
from small_editions import Files, Part, Point, Small, city, files, list_of, loaded, rows, smalls
from test_caseload import said

from benchmarks.cities import cities
from forms.submissions import submission
from reports.asked import asked
from scoring.assess import assess
from scoring.blends import blends
from scoring.comparison import Compared, Comparison, comparison
from scoring.edition import Edition
from scoring.edition_diff import differences
from scoring.factsheets import factsheet
from scoring.inference import DurableRules
from scoring.judgements import Judgements
from scoring.models import Assessment
from scoring.problems import Faults
from scoring.scorecard import rounded
from scoring.sides import Side
from scoring.submission import Submission
from scoring.variants import Change, varied

Filed = Sequence[tuple[Submission, Judgements]]
ROUNDED = 0.0051  # what rounding to two decimals may take away


def compared(base: Edition, variant: Edition, filed: Filed, near: float = 2) -> Comparison:
    def sheets(edition: Edition) -> list[Any]:
        return [factsheet(one, edition, judged, DAY) for one, judged in filed]

    names = [f"{place}.yaml" for place in range(len(filed))]
    told = differences(base, variant, asked)
    return comparison(base, variant, told, Compared(sheets, names), near)


def changed(edition: Edition, values: Mapping[str, Any]) -> Edition:
    return varied(edition, [Change(name, value, "test") for name, value in values.items()])


def exact(assessment: Assessment) -> Fraction:
    return Fraction(assessment.scorecard.total_exact)


def assessed(edition: Edition, filed: Filed) -> list[Assessment]:
    with DurableRules(edition.rulebook) as engine:
        return [assess(one, edition, judged, DAY, engine) for one, judged in filed]


# What a city comes to


def margin_of(edition: Edition, assessment: Assessment) -> tuple[Fraction, str, str] | None:
    """By how many points the tightest gate on the score holds or fails, and which: read off an assessment."""
    scored = {gate.id: gate.words.score for gate in edition.gates if gate.words.score}
    if any(not gate.holds for gate in assessment.gates if gate.id not in scored):
        return None
    found = []
    for name, kind in scored.items():
        if kind == "total":
            found.append((exact(assessment) - (edition.pass_mark or 0), name, ""))
            continue
        over = [
            (Fraction(section.score_exact) - edition.section[section.id].floor, name, section.id)
            for section in assessment.scorecard.sections
            if section.score_exact is not None
        ]
        found += [min(over, key=lambda one: one[0])] if over else []
    return min(found, key=lambda one: one[0]) if found else None


def same(edition: Edition, side: Side, assessment: Assessment, others: Sequence[Assessment]) -> None:
    advice, card = assessment.recommendation, assessment.scorecard
    assert (side.verdict, side.settled) == (advice.verdict, advice.settled)
    assert side.total == card.total
    assert side.sections == {section.id: section.score for section in card.sections}
    assert side.rank == 1 + sum(exact(other) > exact(assessment) for other in others)
    assert side.broken == tuple(gate.id for gate in assessment.gates if not gate.holds)
    margin = margin_of(edition, assessment)
    if margin is None:
        assert (side.margin, side.margin_gate, side.margin_section) == (None, "", "")
    else:
        assert side.margin == pytest.approx(float(margin[0]), abs=ROUNDED)
        assert side.margin_gate in {margin[1], *side.broken} or margin[0] == side.margin


def brute(base: Edition, variant: Edition, filed: Filed, near: float = 2) -> Comparison:
    """The comparison, held against both assessments of every city."""
    found = compared(base, variant, filed, near)
    before, after = assessed(base, filed), assessed(variant, filed)
    for row, one in enumerate(found.cities):
        same(base, one.before, before[row], before)
        same(variant, one.after, after[row], after)
        verdicts = before[row].recommendation.verdict, after[row].recommendation.verdict
        assert one.flip == ("" if verdicts[0] == verdicts[1] else f"to_{verdicts[1]}")
        margin = margin_of(variant, after[row])
        assert one.near == (margin is not None and abs(margin[0]) <= near)
        assert sum(cause.share for cause in one.causes) == pytest.approx(int(bool(one.flip)), abs=0.001)
        gained = float(exact(after[row]) - exact(before[row]))
        assert sum(cause.points for cause in one.causes) == pytest.approx(gained, abs=0.03)
    assert found.totals.renewed_before == sum(one.recommendation.verdict == "renew" for one in before)
    assert found.totals.renewed_after == sum(one.recommendation.verdict == "renew" for one in after)
    flips = [one.flip for one in found.cities]
    assert (found.totals.to_renew, found.totals.to_revoke) == (
        flips.count("to_renew"),
        flips.count("to_revoke"),
    )
    return found


@st.composite
def settings_of(draw: st.DrawFn, small: Small, most: int) -> dict[str, Any]:
    """Some numbers of a small edition set otherwise; not every draw makes a sound edition."""
    sections = [f"s{place}" for place in range(len(small.parts))]
    can: dict[str, st.SearchStrategy[Any]] = {
        "pass_mark": st.integers(5, 95),
        **{f"weights.sections.{name}": st.integers(0, 6) for name in sections},
        **{f"floors.{name}": st.integers(0, 60) for name in sections},
        **{f"weights.criteria.{name}": st.integers(0, 6) for name in small.points},
        **{f"credits.{name}": st.sampled_from(["1/4", "2/5", "3/4"]) for name in small.levels[1:-1]},
        **{f"levels.{name}.{small.levels[0]}.min": st.integers(1, 5) for name in small.points},
    }
    names = draw(st.lists(st.sampled_from(sorted(can)), min_size=1, max_size=most, unique=True))
    return {name: draw(can[name]) for name in names}


@st.composite
def small_cities(draw: st.DrawFn, small: Small, data: st.DataObject) -> Filed:
    goes, drafts = st.sampled_from([True, None]), st.booleans()
    return [(city(draw(rows(small)), draw(goes), draw(drafts)), said(small, data)) for _ in range(4)]


@given(smalls(), st.data())
def test_every_number_is_what_the_assessment_under_either_edition_says(
    small: Small, data: st.DataObject
) -> None:
    try:
        variant = changed(small.edition, data.draw(settings_of(small, 7)))
    except Faults:
        assume(False)
    brute(
        small.edition, variant, data.draw(small_cities(small, data)), data.draw(st.sampled_from([0, 2, 10]))
    )


def test_the_examples_and_their_variations_are_compared_as_they_are_assessed(edition: Edition) -> None:
    made = [(submission(name, raw, edition), ()) for name, raw in cities(12)]
    brute(edition, changed(edition, {"weights.cdp": 30, "pass_mark": 40, "service_status": 3}), made)
    brute(edition, changed(edition, {"required_sectors": "private", "gates.progress.min": 60}), made[:6])


# By what change


def verdicts(base: Edition, values: Mapping[str, Any], filed: Filed) -> dict[frozenset[str], list[bool]]:
    """Whether each city renews with every set of the numbers; raises Faults where one makes no edition."""
    sets = [some for size in range(len(values) + 1) for some in combinations(values, size)]
    editions = {frozenset(some): changed(base, {name: values[name] for name in some}) for some in sets}
    return {
        some: [one.recommendation.verdict == "renew" for one in assessed(edition, filed)]
        for some, edition in editions.items()
    }


def shares_in_every_order(renews: Mapping[frozenset[str], bool], names: Sequence[str]) -> list[Fraction]:
    """What each number does to the verdict, one at a time in every order."""
    orders = list(permutations(names))
    gained = dict.fromkeys(names, Fraction(0))
    for order in orders:
        for place, name in enumerate(order):
            before = frozenset(order[:place])
            gained[name] += Fraction(renews[before | {name}] - renews[before], len(orders))
    return list(gained.values())


@given(smalls(), st.data())
def test_a_flip_is_shared_out_as_making_the_changes_in_every_order_shares_it(
    small: Small, data: st.DataObject
) -> None:
    values = data.draw(settings_of(small, 3))
    filed = data.draw(small_cities(small, data))
    try:
        variant = changed(small.edition, values)
        renews = verdicts(small.edition, values, filed)
    except Faults:
        assume(False)
    assume(len(variant.changes) == len(values))
    found = compared(small.edition, variant, filed)
    assert [one.name for one in found.parts] == [change.name for change in variant.changes]
    for row, one in enumerate(found.cities):
        shares = shares_in_every_order({some: each[row] for some, each in renews.items()}, list(values))
        way = {"": 0, "to_renew": 1, "to_revoke": -1}[one.flip]
        given = {cause.part: float(cause.share) for cause in one.causes}
        expected = [pytest.approx(float(way * share), abs=0.0001) for share in shares]
        assert [given.get(part, 0.0) for part in range(len(values))] == expected
        after = one.after.verdict == "renew"
        for cause in one.causes:
            by_itself = renews[frozenset({list(values)[cause.part]})][row]
            assert cause.alone == (bool(one.flip) and by_itself == after)


TWO = Small(
    (Fraction(1), Fraction(1, 2), Fraction(0)), (Part(1, Fraction(0), (Point(1, (2, 1)), Point(1, (2, 1)))),)
)
MIDDLING = [(city({"s0.c0": 2, "s0.c1": 1}), ())]  # one criterion in full, the other in part: 75 points


def causes(found: Comparison) -> dict[str, float]:
    return {found.parts[one.part].name: float(one.share) for one in found.cities[0].causes}


def test_two_changes_that_flip_a_city_only_together_have_half_each() -> None:
    found = brute(TWO.edition, changed(TWO.edition, {"pass_mark": 72, "credits.most": "2/5"}), MIDDLING)
    assert found.cities[0].flip == "to_revoke"
    assert causes(found) == {"parameters.pass_mark": 0.5, "credits.most": 0.5}

    assert not any(cause.alone for cause in found.cities[0].causes)


def test_two_changes_either_of_which_flips_a_city_have_half_each() -> None:
    found = brute(TWO.edition, changed(TWO.edition, {"pass_mark": 80, "floors.s0": 90}), MIDDLING)
    assert causes(found) == {"parameters.pass_mark": 0.5, "floors.s0": 0.5}
    assert all(cause.alone for cause in found.cities[0].causes)


def test_one_change_is_the_whole_cause() -> None:
    found = brute(TWO.edition, changed(TWO.edition, {"pass_mark": 80}), MIDDLING)
    assert causes(found) == {"parameters.pass_mark": 1.0}


def test_a_change_that_does_nothing_to_a_city_is_no_cause() -> None:
    found = brute(TWO.edition, changed(TWO.edition, {"pass_mark": 80, "floors.s0": 10}), MIDDLING)
    assert causes(found) == {"parameters.pass_mark": 1.0}


def test_a_change_that_works_against_the_flip_is_said_to() -> None:
    values = {"pass_mark": 78, "credits.most": "3/5", "levels.s0.c0.full.min": 3}
    found = brute(TWO.edition, changed(TWO.edition, values), MIDDLING)
    assert found.cities[0].flip == "to_revoke"
    assert list(causes(found).values()) == [0.6667, 0.6667, -0.3333]
    assert list(causes(found))[-1] == "credits.most"


def test_a_change_of_the_score_that_flips_nobody_has_points_and_no_share() -> None:
    found = brute(TWO.edition, changed(TWO.edition, {"credits.most": "2/5"}), MIDDLING)
    (cause,) = found.cities[0].causes
    assert (cause.share, cause.points, found.cities[0].flip) == (0, -5, "")


def test_a_number_set_to_what_it_is_is_no_change() -> None:
    found = brute(
        TWO.edition, changed(TWO.edition, {"pass_mark": 60, "credits.most": Decimal("0.50")}), MIDDLING
    )
    assert found.differences.none
    assert found.cities[0].causes == ()


# Near


@pytest.mark.parametrize(
    ("mark", "near", "expected"),
    [
        *[("73", 2, True), ("77", 2, True), ("72.9", 2, False), ("77.1", 2, False)],
        *[("75", 0, True), ("76", 0.5, False), ("72.999", 2, False)],
    ],
)
def test_a_city_is_near_when_its_score_lies_within_the_points_asked_for(
    mark: str, near: float, expected: bool
) -> None:
    found = brute(TWO.edition, changed(TWO.edition, {"pass_mark": Decimal(mark)}), MIDDLING, near)
    assert found.cities[0].near is expected


def test_a_city_that_another_gate_stops_is_near_nothing() -> None:
    small = Small(TWO.credits, TWO.parts, go=True)
    stopped = [(city({"s0.c0": 2, "s0.c1": 1}, go=None), ())]
    found = brute(small.edition, changed(small.edition, {"pass_mark": 75}), stopped)
    assert (found.cities[0].near, found.cities[0].after.margin) == (False, None)


def test_a_score_that_only_rounding_would_lift_over_the_mark_is_shown_under_it(edition: Edition) -> None:
    one = filed(example("tharnthong"))
    total = exact(assess(one, edition, (), DAY))
    mark = Decimal(int(total * 1000) + 1) / 1000
    found = brute(edition, changed(edition, {"pass_mark": mark}), [(one, ())])
    assert found.cities[0].after.total == rounded(total, Fraction(mark))
    assert found.cities[0].after.total < mark
    assert found.cities[0].near


# By kind, and all together


def test_more_than_five_numbers_are_shared_out_by_kind(edition: Edition) -> None:
    values: dict[str, Any] = {"weights.cdp": 30, "weights.zone": 10, "weights.outcome": 3}
    values |= {"credits.partial": "2/3", "pass_mark": 40, "floors.cdp": 20}
    found = brute(edition, changed(edition, values), [(filed(example(name)), ()) for name in EXAMPLES])
    assert [(part.kind, part.name) for part in found.parts] == [
        ("weights", ""),
        ("credits", ""),
        ("gate", ""),
    ]


def test_where_one_change_alone_makes_no_edition_they_are_shared_out_by_kind() -> None:
    thirds = (Fraction(1), Fraction(2, 3), Fraction(1, 3), Fraction(0))
    points = (Point(1, (3, 2, 1)), Point(1, (3, 2, 1)))
    small = Small(thirds, (Part(1, Fraction(0), points),))
    values = {"credits.most": "1/4", "credits.some": "1/5", "pass_mark": 55}
    variant = changed(small.edition, values)
    with pytest.raises(Faults):
        changed(small.edition, {"credits.most": "1/4"})
    found = brute(small.edition, variant, [(city({"s0.c0": 3, "s0.c1": 2}), ())])
    assert [part.kind for part in found.parts] == ["credits", "gate"]
    assert not any(part.name for part in found.parts)


def another(small: Small, edit: Any) -> Edition:
    written = files(small)
    edit(written)
    return loaded(written)


def reworded(written: Files) -> None:
    asks = written["rules"]["levels.yaml"]["s0.c1"]
    asks["full"] = {"all": [asks["full"], {"measure": list_of("s0.c0"), "min": 3}]}
    written["criteria"]["policy.yaml"]["parameters"]["pass_mark"]["value"] = 62


def test_another_edition_is_taken_apart_by_kind_and_its_levels_are_one() -> None:
    both = [(city({"s0.c0": 2, "s0.c1": 2}), ()), (city({"s0.c0": 3, "s0.c1": 2}), ())]
    small = Small(TWO.credits, TWO.parts, pass_mark=75)
    found = brute(small.edition, another(small, reworded), both)
    assert [part.kind for part in found.parts] == ["gate", "text"]
    assert [one.after.total for one in found.cities] == [75, 100]


def test_numbers_in_the_levels_of_another_edition_are_thresholds_and_no_text() -> None:
    def edit(written: Files) -> None:
        written["rules"]["levels.yaml"]["s0.c1"]["full"]["min"] = 3

    found = brute(TWO.edition, another(TWO, edit), [(city({"s0.c0": 2, "s0.c1": 2}), ())])
    assert [part.kind for part in found.parts] == ["threshold"]


def test_the_reasons_of_numbers_are_no_difference_to_a_city() -> None:
    def edit(written: Files) -> None:
        policy = written["criteria"]["policy.yaml"]
        policy["weights"]["sections"]["s0"]["assumed"] = {"th": "เหตุใหม่", "en": "a new reason"}
        policy["credits"]["most"]["value"] = "2/5"

    found = brute(TWO.edition, another(TWO, edit), MIDDLING)
    assert [part.kind for part in found.parts] == ["credits"]


def test_a_parameter_that_only_the_other_edition_has_is_a_difference_of_what_asks_for_it() -> None:
    def edit(written: Files) -> None:
        parameter = {"label": {"th": "แถว", "en": "rows"}, "unit": "row", "value": 3}
        parameter["assumed"] = {"th": "ลอง", "en": "on trial"}
        written["criteria"]["policy.yaml"]["parameters"]["rows"] = parameter
        written["rules"]["levels.yaml"]["s0.c1"]["full"]["min"] = "policy.rows"

    found = brute(TWO.edition, another(TWO, edit), [(city({"s0.c0": 2, "s0.c1": 2}), ())])
    assert [part.kind for part in found.parts] == ["threshold"]
    assert found.cities[0].after.total == 75


def test_where_even_kinds_make_no_edition_all_changes_are_one() -> None:
    def edit(written: Files) -> None:
        wider = files(Small(TWO.credits, (Part(1, Fraction(0), (*TWO.parts[0].points, Point(3, (2, 1)))),)))
        written["criteria"], written["rules"] = wider["criteria"], wider["rules"]

    found = brute(TWO.edition, another(TWO, edit), [(city({"s0.c0": 2, "s0.c1": 2}), ())])
    assert [part.kind for part in found.parts] == ["whole"]
    assert [(one.share, one.points) for one in found.cities[0].causes] == [(1, -60)]


def test_a_city_that_an_edition_in_between_cannot_read_makes_them_coarser() -> None:
    base, variant = TWO.edition, another(TWO, reworded)
    made = [edition for found in blends(base, variant) for edition in [found.edition({0})]]

    def sheets(edition: Edition) -> list[Any]:
        if edition is not base and edition is not variant:
            raise Faults([])
        return [factsheet(one, edition, judged, DAY) for one, judged in MIDDLING]

    assert made[0] is not variant
    told = differences(base, variant, asked)
    assert [part.kind for part in comparison(base, variant, told, Compared(sheets, ["a.yaml"])).parts] == [
        "whole"
    ]


def test_numbers_set_in_two_variants_of_one_edition_are_not_taken_for_steps_from_one_to_the_other() -> None:
    one, other = (changed(TWO.edition, {name: 80}) for name in ("pass_mark", "floors.s0"))
    found = brute(one, other, MIDDLING)
    assert [(part.kind, part.name) for part in found.parts] == [("gate", "")]
    further = changed(one, {"credits.most": "2/5"})
    assert [part.name for part in brute(one, further, MIDDLING).parts] == ["credits.most"]


def test_a_question_that_only_one_edition_asks_the_reviewer_leaves_the_other_settled() -> None:
    judged = Small(TWO.credits, (Part(1, Fraction(0), (Point(1, (2, 1), judged=True), Point(1, (2, 1)))),))
    found = brute(TWO.edition, judged.edition, MIDDLING)
    assert [found.cities[0].before.settled, found.cities[0].after.settled] == [True, False]


def test_the_order_of_criteria_in_the_files_does_not_matter() -> None:
    def edit(written: Files) -> None:
        criteria = written["criteria"]["s0.yaml"]["criteria"]
        criteria["s0.c0"]["point"], criteria["s0.c1"]["point"] = "1.2", "1.1"

    other = another(TWO, edit)
    assert [one.id for one in other.criteria] == ["s0.c1", "s0.c0"]
    uneven = Small(TWO.credits, (Part(1, Fraction(0), (Point(3, (2, 1)), Point(1, (2, 1)))),))
    brute(uneven.edition, another(uneven, edit), MIDDLING)


def test_no_city_is_a_comparison_of_none() -> None:
    found = brute(TWO.edition, changed(TWO.edition, {"pass_mark": 80}), [])
    assert (found.totals.cities, found.cities) == (0, ())
