"""Laws that hold of every city: tried under the shipped edition, and under small editions drawn at random."""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from evidence import EVIDENCE
from filing import DAY, EXAMPLES, Assess, Changes, Data, changed, complete, empty, example, filed, leaves
from hypothesis import given, settings
from hypothesis import strategies as st
from small_editions import Small, city, files, loaded, rows, smalls

from forms.submissions import submission
from scoring.assess import assess
from scoring.documents import document
from scoring.edition import Edition
from scoring.engines import engine_for
from scoring.inference import Engine
from scoring.models import Assessment, Judgement

few = settings(max_examples=max(5, settings().max_examples // 3))
some_criteria = st.sets(st.sampled_from(sorted(EVIDENCE)))
cities = st.sampled_from([*EXAMPLES, "complete"])
CITIES = {**{name: example(name) for name in EXAMPLES}, "complete": complete()}
RECORDS = Path(__file__).parent / "data" / "whole_records.yaml"
WHOLE_RECORDS: dict[str, Any] = document(RECORDS.name, RECORDS.read_bytes()).data
VERDICTS = ("revoke", "renew")
LEVELS = ("unmet", "partial", "met")


def taken(names: set[str]) -> Changes:
    """The evidence of these criteria taken away."""
    return {place: value for name in names for place, value in EVIDENCE[name].items()}


def total(result: Assessment) -> Fraction:
    return Fraction(result.scorecard.total_exact)


def no_worse(before: Assessment, after: Assessment) -> None:
    """No criterion, no gate, no score and no verdict of the second is below that of the first."""
    for one, other in zip(before.findings, after.findings, strict=True):
        assert Fraction(one.credit_exact) <= Fraction(other.credit_exact), one.criterion
    for gate, same in zip(before.gates, after.gates, strict=True):
        assert gate.holds <= same.holds, gate.id
    assert total(before) <= total(after)
    assert VERDICTS.index(before.recommendation.verdict) <= VERDICTS.index(after.recommendation.verdict)


# A better answer never lowers a score


@given(some_criteria, some_criteria)
def test_an_answer_given_back_lowers_nothing(of: Assess, lacking: set[str], given_back: set[str]) -> None:
    before = of(example("tharnthong"), taken(lacking))
    after = of(example("tharnthong"), taken(lacking - given_back))
    no_worse(before, after)


def with_more(data: Data, names: set[str]) -> Data:
    """The city with these records added to the ends of their lists."""
    result = deepcopy(data)
    for place, record in (one for name in sorted(names) for one in WHOLE_RECORDS[name].items()):
        holder: Any = result
        *steps, last = place.split(".")
        for step in steps:
            if holder.get(step) is None:
                holder[step] = {}
            holder = holder[step]
        holder[last] = [*(holder.get(last) or []), deepcopy(record)]
    return result


@given(some_criteria, st.sets(st.sampled_from(sorted(WHOLE_RECORDS)), min_size=1))
def test_a_whole_record_more_lowers_nothing(of: Assess, lacking: set[str], more: set[str]) -> None:
    before = changed(example("tharnthong"), taken(lacking))
    no_worse(of(before), of(with_more(before, more)))


@given(smalls(), st.data())
def test_a_row_more_lowers_nothing_in_any_edition(small: Small, data: st.DataObject) -> None:
    fewer = data.draw(rows(small))
    more = {name: count + data.draw(st.integers(0, 2)) for name, count in fewer.items()}
    no_worse(*(assess(city(one), small.edition, (), DAY, small.engine) for one in (fewer, more)))


@given(st.data())
def test_a_better_judgement_lowers_nothing(of: Assess, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["tharnthong", "nathisamut"]))
    matters = of(example(name)).recommendation.open_matters
    worse = {matter: data.draw(st.integers(0, 2)) for matter in matters}
    better = {matter: data.draw(st.integers(level, 2)) for matter, level in worse.items()}
    no_worse(*(of(example(name), None, *judged(levels)) for levels in (worse, better)))


def judged(levels: Mapping[str, int]) -> list[Judgement]:
    return [
        Judgement(criterion=name, level=LEVELS[level], reason="as seen", reviewer="malee", date=DAY)
        for name, level in levels.items()
    ]


# Bounds


def within(result: Assessment, after: Assessment) -> None:
    """The second lies within the bounds of the first, and its own bounds do too."""
    card, now = result.scorecard, after.scorecard
    assert Fraction(card.low_exact) <= Fraction(now.low_exact) <= total(after)
    assert total(after) <= Fraction(now.high_exact) <= Fraction(card.high_exact)
    advice, then = result.recommendation, after.recommendation
    ends = [VERDICTS.index(one) for one in (advice.low, then.low, then.verdict, then.high, advice.high)]
    assert ends == sorted(ends)
    assert not advice.settled or (then.settled and then.verdict == advice.verdict)


@given(st.data())
def test_bounds_hold_every_way_in_which_reviewers_may_judge(of: Assess, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["tharnthong", "nathisamut"]))
    behind = data.draw(some_criteria) if name == "tharnthong" else set()
    before = of(example(name), taken(behind))
    levels = st.dictionaries(st.sampled_from(before.recommendation.open_matters), st.integers(0, 2))
    within(before, of(example(name), taken(behind), *judged(data.draw(levels))))


@given(smalls(), st.data())
def test_bounds_hold_every_way_in_which_reviewers_may_judge_in_any_edition(
    small: Small, data: st.DataObject
) -> None:
    counted = data.draw(rows(small))
    before = assess(city(counted), small.edition, (), DAY, small.engine)
    matters = before.recommendation.open_matters
    said = [
        Judgement(criterion=name, level=level, reason="as seen", reviewer="malee", date=DAY)
        for name in matters
        if (level := data.draw(st.sampled_from([None, *small.levels]))) is not None
    ]
    within(before, assess(city(counted), small.edition, said, DAY, small.engine))


ANSWERS = [
    place
    for place, _ in leaves(complete())
    if place.startswith(("part1.", "part2.", "portfolio")) and not place.startswith("part2.characteristics")
]


@given(st.sets(st.sampled_from(ANSWERS), min_size=1))
def test_the_bounds_of_a_draft_hold_the_report_that_it_is_a_draft_of(of: Assess, blank: set[str]) -> None:
    blanks = {place: None for place in blank if not place.endswith("]")}  # a blank row of a list is no text
    whole, draft = of(complete()), of(complete(), {**blanks, "draft": True})
    assert Fraction(draft.scorecard.low_exact) <= total(whole) <= Fraction(draft.scorecard.high_exact)
    assert draft.recommendation.high == whole.recommendation.high


@given(smalls(), st.data())
def test_the_bounds_of_a_draft_hold_every_report_that_it_may_become(
    small: Small, data: st.DataObject
) -> None:
    counted = data.draw(rows(small))
    more = {name: count + data.draw(st.integers(0, 4)) for name, count in counted.items()}
    before = assess(city(counted, draft=True), small.edition, (), DAY, small.engine)
    within(before, assess(city(more), small.edition, (), DAY, small.engine))


@given(st.randoms(use_true_random=False))
def test_what_is_named_to_settle_renewal_settles_it_whatever_the_rest(of: Assess, random: Random) -> None:
    before = of(example("tharnthong")).recommendation
    for named, level, verdict in ((before.settle_renew, 2, "renew"), (before.settle_revoke, 0, "revoke")):
        rest = {name: random.randrange(3) for name in before.open_matters if name not in named}
        after = of(example("tharnthong"), None, *judged(rest | dict.fromkeys(named, level))).recommendation
        assert (after.verdict, after.settled) == (verdict, True)


# What means nothing changes nothing


def shuffled(data: Any, random: Random, *, keys: bool = False, lists: bool = False) -> Any:
    """The data with its keys or its lists in another order, at every depth."""
    if isinstance(data, dict):
        items = [(key, shuffled(value, random, keys=keys, lists=lists)) for key, value in data.items()]
        if keys:
            random.shuffle(items)
        return dict(items)
    if isinstance(data, list):
        values = [shuffled(value, random, keys=keys, lists=lists) for value in data]
        if lists:
            random.shuffle(values)
        return values
    return data


@given(cities, st.randoms(use_true_random=False))
def test_the_order_of_keys_changes_no_byte(of: Assess, name: str, random: Random) -> None:
    before, after = of(CITIES[name]), of(shuffled(CITIES[name], random, keys=True))
    assert after.model_dump_json(by_alias=True) == before.model_dump_json(by_alias=True)


@given(cities, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_only_where_things_stand(of: Assess, name: str, random: Random) -> None:
    before, after = of(CITIES[name]), of(shuffled(CITIES[name], random, lists=True))
    assert placeless(after.model_dump(mode="json")) == placeless(before.model_dump(mode="json"))


AS_FILED = {"places", "claim_lines", "backing", "years", "projects", "goals", "next_projects", "attachments"}


def placeless(data: Any) -> Any:
    """The assessment without its places, and without what is told in the order in which it was filed."""
    if isinstance(data, dict):
        return {key: placeless(value) for key, value in data.items() if key not in AS_FILED}
    return [placeless(value) for value in data] if isinstance(data, list) else data


@few
@given(smalls(), st.randoms(use_true_random=False), st.data())
def test_the_order_of_keys_in_an_edition_changes_nothing_of_a_result(
    small: Small, random: Random, data: st.DataObject
) -> None:
    written = files(small)
    gates = written["rules"].pop("gates.yaml")  # listed in the order written
    mixed = shuffled(written, random, keys=True)
    mixed["rules"]["gates.yaml"] = gates
    edition, filed_ = loaded(mixed), city(data.draw(rows(small)))
    before = assess(filed_, small.edition, (), DAY, small.engine)
    after = assess(filed_, edition, (), DAY, engine_for(edition.rulebook))
    assert policy_sorted(after) == policy_sorted(before)


def policy_sorted(result: Assessment) -> Any:
    data = json.loads(result.model_dump_json())
    data["edition"]["policy"].sort(key=lambda one: one["name"])
    return data


@given(cities, st.fractions("1/9", 9), st.fractions("1/9", 9))
def test_weights_scaled_alike_change_nothing_but_the_weights_shown(
    of: Assess, edition: Edition, engine: Engine, name: str, sections: Fraction, criteria: Fraction
) -> None:
    scaled = replace(
        edition,
        sections=tuple(replace(one, weight=one.weight * sections) for one in edition.sections),
        criteria=tuple(replace(one, weight=one.weight * criteria) for one in edition.criteria),
    )
    before, after = of(CITIES[name]), assess(filed(CITIES[name]), scaled, (), DAY, engine)
    assert weightless(after.model_dump(mode="json")) == weightless(before.model_dump(mode="json"))


def weightless(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: weightless(value) for key, value in data.items() if not key.startswith("weight")}
    return [weightless(value) for value in data] if isinstance(data, list) else data


@given(cities, some_criteria)
def test_a_submission_read_back_is_the_same_submission(
    edition: Edition, name: str, lacking: set[str]
) -> None:
    data = changed(CITIES[name], taken(lacking)) if name == "tharnthong" else CITIES[name]
    city = filed(data)
    raw = city.model_dump_json(by_alias=True).encode()
    again = submission("city.json", raw, edition)
    assert again == city
    assert again.model_dump_json(by_alias=True).encode() == raw


# It all adds up


@given(cities, some_criteria)
def test_points_won_and_points_lost_make_a_hundred(of: Assess, name: str, lacking: set[str]) -> None:
    result = of(CITIES[name], taken(lacking) if name == "tharnthong" else {})
    lost = sum(Fraction(gap.points_exact) for gap in result.gaps)
    assert sum(Fraction(one.points_exact) for one in result.findings) == total(result) == 100 - lost
    for one in result.findings:
        assert one.counts or (one.points, one.points_lost, one.effective_weight) == (0, 0, 0)


@given(smalls(), st.data())
def test_a_score_is_shown_at_its_bar_only_when_the_gate_holds(small: Small, data: st.DataObject) -> None:
    result = assess(city(data.draw(rows(small))), small.edition, (), DAY, small.engine)
    card = result.scorecard
    for gate in result.gates:
        if gate.id == "total":
            assert gate.found == card.total
            assert gate.holds == (total(result) >= small.pass_mark) == (card.total >= small.pass_mark)
        if gate.id == "floors":
            floors = [part.floor for part in small.parts]
            scored = zip(card.sections, floors, strict=True)
            assert gate.holds == all(
                Fraction(one.score_exact) >= floor for one, floor in scored if one.score_exact is not None
            )


# The good verdict is earned


@given(smalls(), st.sampled_from([True, False, None]))
def test_no_edition_renews_a_city_that_shows_nothing(small: Small, go: bool | None) -> None:
    result = assess(city({}, go), small.edition, (), DAY, small.engine)
    assert result.recommendation.verdict == "revoke"


@given(some_criteria, st.sampled_from(["part1", "part2"]))
def test_half_a_report_is_never_renewed(of: Assess, lacking: set[str], missing: str) -> None:
    half = changed(example("tharnthong"), taken(lacking)) | {missing: None}
    assert of(half).recommendation.verdict == "revoke"
    assert of(half | {"draft": True}).recommendation.verdict == "revoke"
    assert of(empty()).recommendation.verdict == "revoke"
