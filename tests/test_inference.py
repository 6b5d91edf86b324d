"""Inference is what the conditions mean, whatever they and the city look like: by whichever engine serves."""

import gc
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alone import needs_durable_rules
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import inference
from scoring.engines import engine_for
from scoring.inference import DurableRules, Engine, Inference, InferenceError, installed
from scoring.rulebook import (
    LIMIT,
    MOST_NEEDS,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Rule,
    Rulebook,
    holds,
    rulebook,
)

REAL: Any = sys.modules.get("durable_rules_engine")  # None where it is not installed

Conditions = dict[str, Condition]
Facts = dict[str, int]

MEASURES = [f"part2.measure_{i}" for i in range(45)]
few = st.sampled_from(MEASURES[:6])
leaves = st.builds(Comparison, few, st.sampled_from(["min", "max", "is"]), st.integers(-2, 2))
wide = st.builds(
    lambda names, operator, value: AllOf(tuple(Comparison(name, operator, value) for name in names)),
    st.lists(st.sampled_from(MEASURES), min_size=17, max_size=40, unique=True),
    st.sampled_from(["min", "max"]),
    st.integers(-2, 2),
)


def nested(depth: int) -> st.SearchStrategy[Condition]:
    """Conditions of at most that many storeys."""
    if not depth:
        return leaves
    parts = st.lists(nested(depth - 1), min_size=1, max_size=5).map(tuple)
    counted = parts.flatmap(lambda p: st.builds(AtLeast, st.integers(1, len(p)), st.just(p)))
    return st.one_of(leaves, st.builds(AllOf, parts), st.builds(AnyOf, parts), counted)


names = st.from_regex(r"(level|gate):[a-z]{1,3}(\.[a-z])?", fullmatch=True)
conditions = st.dictionaries(names, st.one_of(nested(4), nested(2), wide), max_size=6)
some_facts = st.dictionaries(few, st.integers(-3, 3))
full_facts = st.integers(-3, 3).map(lambda value: dict.fromkeys(MEASURES, value))
cities = st.builds(lambda full, some: full | some, st.one_of(full_facts, st.just({})), some_facts)

laws = settings(deadline=None, max_examples=40)


def inferred(written: Mapping[str, Condition], facts: Mapping[str, int]) -> Inference:
    return engine_for(rulebook(written)).infer(facts)


def held(written: Conditions, facts: Facts) -> set[str]:
    return {name for name, condition in written.items() if holds(condition, facts)}


@settings(deadline=None, max_examples=150)
@given(conditions, st.lists(cities, max_size=4))
def test_a_conclusion_is_drawn_exactly_when_its_condition_holds(
    written: Conditions, some: list[Facts]
) -> None:
    engine = engine_for(rulebook(written))
    for facts in some:
        assert engine.infer(facts).holds & written.keys() == held(written, facts)


@laws
@given(conditions, cities, st.randoms(use_true_random=False))
def test_the_order_of_conditions_rules_and_facts_changes_nothing(
    written: Conditions, facts: Facts, chance: random.Random
) -> None:
    def shuffled(mapping: Mapping[str, Any]) -> dict[str, Any]:
        return dict(chance.sample(list(mapping.items()), len(mapping)))

    book = rulebook(written)
    assert rulebook(shuffled(written)) == book
    mixed = Rulebook(tuple(chance.sample(book.rules, len(book.rules))))
    engine = engine_for(mixed)
    assert engine.infer(shuffled(facts)) == inferred(written, facts)


@laws
@given(conditions, cities, few, st.integers(-3, 3))
def test_one_measure_more_takes_no_conclusion_away(
    written: Conditions, facts: Facts, measure: str, value: int
) -> None:
    less = {name: found for name, found in facts.items() if name != measure}
    engine = engine_for(rulebook(written))
    assert engine.infer(less).holds <= engine.infer(less | {measure: value}).holds


@laws
@given(conditions, cities)
def test_a_trace_shows_each_rule_below_whatever_it_fired_on(written: Conditions, facts: Facts) -> None:
    rules = {rule.name: rule for rule in rulebook(written).rules}
    result = inferred(written, facts)
    reached: set[str] = set()
    for firing in result.trace:
        rule = rules[firing.rule]
        assert firing == (rule.name, tuple(map(str, rule.needs)), rule.concludes)
        assert all(n in reached if isinstance(n, str) else holds(n, facts) for n in rule.needs)
        reached.add(firing.concludes)
    assert reached == result.holds


@laws
@given(conditions)
def test_no_rule_needs_more_than_the_engine_can_join(written: Conditions) -> None:
    book = rulebook(written)
    assert all(1 <= len(rule.needs) <= MOST_NEEDS for rule in book.rules)
    assert {rule.concludes for rule in book.rules} >= written.keys()


def test_a_trace_reads_as_the_reason_for_its_last_conclusion() -> None:
    digital, social = (
        Comparison("digital", "min", 2),
        AnyOf((Comparison("open", "is", 1), Comparison("shared", "is", 1))),
    )
    trace = inferred({"gate:two": AllOf((digital, social))}, {"digital": 2, "shared": 1}).trace
    assert trace == (
        ("gate:two/2#2", ("shared = 1",), "gate:two/2"),
        ("gate:two", ("digital >= 2", "gate:two/2"), "gate:two"),
    )


def test_equal_parts_share_one_conclusion() -> None:
    either = AnyOf((Comparison("a", "min", 1), Comparison("b", "min", 1)))
    other_way = AnyOf((Comparison("b", "min", 1), Comparison("a", "min", 1)))
    leaf = Comparison("c", "max", 0)
    rules = rulebook({"gate:x": AllOf((leaf, either)), "gate:y": AllOf((other_way, leaf))}).rules
    assert {rule.concludes for rule in rules} == {"gate:x", "gate:x/2", "gate:y"}


def test_all_of_some_parts_is_never_taken_for_any_of_them() -> None:
    parts = (Comparison("a", "min", 1), Comparison("b", "min", 1))
    written: Conditions = {"both": AllOf(parts), "either": AnyOf(parts)}
    assert written["both"] != written["either"]
    assert inferred(written, {"a": 1}).holds == {"either"}
    inner: Conditions = {"both": AnyOf((AllOf(parts),)), "either": AllOf((AnyOf(parts), parts[0]))}
    assert inferred(inner, {"a": 1}).holds & inner.keys() == {"either"}


def test_both_ends_of_a_range_may_bind_one_measure() -> None:
    written: Conditions = {"in": AllOf((Comparison("share", "min", 2), Comparison("share", "max", 5)))}
    engine = engine_for(rulebook(written))
    assert [value for value in range(8) if engine.infer({"share": value}).holds] == [2, 3, 4, 5]


@pytest.mark.parametrize("count", range(1, 8))
def test_at_least_so_many_of_seven_domains(count: int) -> None:
    domains = tuple(Comparison(f"domain_{i}", "is", 1) for i in range(7))
    engine = engine_for(rulebook({"gate:domains": AtLeast(count, domains)}))
    for chosen in range(2**7):
        facts = {f"domain_{i}": chosen >> i & 1 for i in range(7)}
        assert ("gate:domains" in engine.infer(facts).holds) is (chosen.bit_count() >= count)


def wide_conditions() -> Conditions:
    """More of everything than an edition has: 700 measures, 230 conditions, `all` of up to 40 parts."""
    chance = random.Random(2562)
    measures = [f"wide.measure_{i}" for i in range(700)]
    written: Conditions = {}
    for i in range(230):
        width = 40 if i % 20 == 0 else chance.randrange(17, 40) if i % 5 == 0 else chance.randrange(1, 5)
        picked = chance.sample(measures, width)
        written[f"level:c{i}"] = AllOf(tuple(Comparison(name, "min", chance.randrange(3)) for name in picked))
    return written


def test_a_rulebook_far_wider_than_an_edition_works() -> None:
    written = wide_conditions()
    chance = random.Random(1)
    engine = engine_for(rulebook(written))
    for least in (0, 1, 2):
        facts = {f"wide.measure_{i}": chance.randrange(least, 4) for i in range(700)}
        assert engine.infer(facts).holds & written.keys() == held(written, facts)


def test_more_thresholds_on_one_measure_than_the_core_can_match_at_once() -> None:
    written: Conditions = {f"over:{i}": Comparison("population", "min", i) for i in range(400)}
    engine = engine_for(rulebook(written))
    assert [len(engine.infer({"population": value}).holds) for value in (-1, 0, 200, 999)] == [
        0,
        1,
        201,
        400,
    ]


def test_one_comparison_may_serve_more_rules_than_the_core_can_list() -> None:
    filed = Comparison("filed", "is", 1)
    written: Conditions = {f"level:c{i}": AllOf((filed, Comparison(f"m{i}", "min", 1))) for i in range(300)}
    engine = engine_for(rulebook(written))
    facts = {f"m{i}": 1 for i in range(300)}
    assert len(engine.infer(facts | {"filed": 1}).holds) == 300
    assert not engine.infer(facts | {"filed": 0}).holds


@pytest.mark.parametrize("end", [LIMIT, -LIMIT])
@pytest.mark.parametrize("operator", ["min", "max", "is"])
def test_thresholds_and_measures_are_exact_to_the_last_unit(end: int, operator: Any) -> None:
    inside = end - 1 if end > 0 else end + 1
    written: Conditions = {
        "end": Comparison("baht", operator, end),
        "inside": Comparison("baht", operator, inside),
    }
    engine = engine_for(rulebook(written))
    for value in (end, inside, 0):
        assert engine.infer({"baht": value}).holds == held(written, {"baht": value})


def test_a_thousandth_city_is_judged_as_by_a_fresh_engine() -> None:
    chance = random.Random(9)
    book = rulebook(written := {f"level:{i}": nested_by(chance, 3) for i in range(12)})
    engine = engine_for(book)
    for number in range(1000):
        facts = {name: chance.randrange(-3, 4) for name in MEASURES[:6] if chance.random() < 0.8}
        result = engine.infer(facts)
        assert result.holds & written.keys() == held(written, facts)
        if number % 50 == 0:
            assert engine_for(book).infer(facts) == result


def nested_by(chance: random.Random, depth: int) -> Condition:
    if not depth or chance.random() < 0.2:
        return Comparison(
            chance.choice(MEASURES[:6]), chance.choice(["min", "max", "is"]), chance.randrange(-2, 3)
        )
    parts = tuple(nested_by(chance, depth - 1) for _ in range(chance.randrange(1, 5)))
    kinds: list[Condition] = [AllOf(parts), AnyOf(parts), AtLeast(chance.randint(1, len(parts)), parts)]
    return chance.choice(kinds)


@needs_durable_rules
def test_a_city_leaves_nothing_behind_in_memory() -> None:
    resource = pytest.importorskip("resource")
    with DurableRules(rulebook(wide_conditions())) as engine:
        facts = {f"wide.measure_{i}": 2 for i in range(700)}
        engine.infer(facts)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for _ in range(50):  # each takes some 25 MB while it lasts
            engine.infer(facts)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * (1 if sys.platform == "darwin" else 1024) < 100_000_000


@needs_durable_rules
def test_engines_in_one_process_do_not_disturb_one_another() -> None:
    one = DurableRules(rulebook({"gate": Comparison("a", "min", 1)}))
    other = DurableRules(rulebook({"gate": Comparison("a", "max", 0), "more": Comparison("b", "min", 1)}))
    assert [one.infer({"a": 1}).holds, other.infer({"a": 0, "b": 1}).holds] == [{"gate"}, {"gate", "more"}]
    one.close()
    assert other.infer({"a": 0}).holds == {"gate"}
    other.close()


@needs_durable_rules
def test_a_closed_engine_says_so_and_never_answers_for_another() -> None:
    engine = DurableRules(rulebook({"gate": Comparison("a", "min", 1)}))
    engine.close()
    with (
        DurableRules(rulebook({"else": Comparison("a", "min", 1)})),
        pytest.raises(InferenceError, match="closed"),
    ):
        engine.infer({"a": 1})


@needs_durable_rules
def test_a_forgotten_engine_is_closed() -> None:
    engine = DurableRules(rulebook({"gate": Comparison("a", "min", 1)}))
    close = engine.close
    del engine
    gc.collect()
    assert not close.alive


def test_nothing_follows_from_no_rules_and_no_core_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inference, "core", SimpleNamespace())
    assert inferred({}, {"a": 1}) == (frozenset(), ())


@pytest.mark.parametrize("facts", [{}, {"other": 7}, {"a": 0}])
def test_nothing_follows_for_a_city_that_meets_nothing(facts: Facts) -> None:
    assert inferred({"gate": Comparison("a", "min", 1)}, facts) == (frozenset(), ())


@needs_durable_rules
def test_a_first_city_that_meets_nothing_does_not_crash_the_core() -> None:
    script = (
        "from scoring.inference import DurableRules\n"
        "from scoring.rulebook import Comparison, rulebook\n"
        "book = rulebook({'gate': Comparison('a', 'min', 1)})\n"
        "print([DurableRules(book).infer({}).holds for _ in range(5)] == [frozenset()] * 5)\n"
    )
    # glibc then fills fresh memory with rubbish, which the core is known to trust.
    environment = os.environ | {
        "MALLOC_PERTURB_": "170",
        "PYTHONPATH": str(Path(inference.__file__).parents[1]),
    }
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=20
    )
    assert (run.returncode, run.stdout) == (0, "True\n")


def test_a_measure_must_be_a_whole_number_within_bounds() -> None:
    engine = engine_for(rulebook({"gate": Comparison("a", "min", 1)}))
    for wrong in (1.0, "1", None):
        with pytest.raises(TypeError, match=r"a is .*, which is not a whole number"):
            engine.infer({"a": wrong})  # type: ignore[dict-item]
    for far in (LIMIT + 1, -LIMIT - 1):
        with pytest.raises(ValueError, match="further from nought"):
            engine.infer({"a": far})
    assert engine.infer({"a": True}).holds == {"gate"}
    assert not engine.infer({"a": False}).holds
    assert engine.infer({"a": 1, "nobody reads": LIMIT + 1}).holds == {"gate"}


class Faulty:
    """The core, with some calls replaced."""

    def __init__(self, **calls: Any) -> None:
        self.__dict__ |= calls

    def __getattr__(self, name: str) -> Any:
        return getattr(REAL, name)


def fail(*_: object) -> None:
    raise REAL.error("Could not assert facts, error code: 303")


@needs_durable_rules
@pytest.mark.parametrize(
    "call", ["assert_fact", "assert_facts", "complete_and_start_action", "create_ruleset"]
)
def test_a_failing_core_is_one_clear_error(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inference, "core", Faulty(**{call: fail}))
    with pytest.raises(InferenceError, match="303"):
        inferred({"gate": Comparison("a", "min", 1)}, {"a": 1})


@needs_durable_rules
def test_an_engine_works_on_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    with DurableRules(rulebook({"gate": Comparison("a", "min", 1)})) as engine:
        with monkeypatch.context() as patch:
            patch.setattr(inference, "core", Faulty(complete_and_start_action=fail))
            with pytest.raises(InferenceError):
                engine.infer({"a": 1})
        assert not engine.infer({"a": 0}).holds
        assert engine.infer({"a": 1}).holds == {"gate"}


@needs_durable_rules
def test_a_core_that_drops_a_fact_in_silence_yields_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inference, "core", Faulty(assert_facts=lambda *_: (0, 1)))
    with pytest.raises(InferenceError, match="what these rules say: gate"):
        inferred({"gate": Comparison("a", "min", 1)}, {"a": 1})


@needs_durable_rules
def test_more_rules_than_the_core_has_room_for_are_refused() -> None:
    with pytest.raises(InferenceError, match="4001 rules"):
        DurableRules(rulebook({f"c{i}": Comparison("a", "min", i) for i in range(4001)}))


@needs_durable_rules
def test_a_python_without_durable_rules_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed()
    monkeypatch.setattr(inference, "core", None)
    assert not installed()
    with pytest.raises(InferenceError, match="not installed"):
        DurableRules(rulebook({}))


@needs_durable_rules
def test_the_engine_names_itself_and_its_release() -> None:
    engine: Engine = DurableRules(rulebook({}))
    assert (engine.name, engine.version) == ("durable-rules", "2.0.28")


def test_all_or_any_of_nothing_and_impossible_counts_cannot_be_written() -> None:
    leaf = Comparison("a", "min", 1)
    for write in (
        lambda: AllOf(()),
        lambda: AnyOf(()),
        lambda: AtLeast(0, (leaf,)),
        lambda: AtLeast(2, (leaf,)),
    ):
        with pytest.raises(ValueError, match=r"part|count"):
            write()


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("gate/1", Comparison("a", "min", 1)),
        ("ด่าน", Comparison("a", "min", 1)),
        ("gate", Comparison("A", "min", 1)),
        ("gate", Comparison("a" * 81, "min", 1)),
        ("gate", Comparison("a", "over", 1)),  # type: ignore[arg-type]
        ("gate", Comparison("a", "min", LIMIT + 1)),
        ("gate", Comparison("a", "min", 1.5)),  # type: ignore[arg-type]
        ("gate", Comparison("a", "is", True)),
    ],
)
def test_a_name_or_threshold_that_no_edition_may_have_is_refused(name: str, condition: Condition) -> None:
    with pytest.raises(ValueError, match=r"cannot name|is not min|no whole number"):
        rulebook({name: condition})


@pytest.mark.parametrize(
    ("why", "rules"),
    [
        ("cycle", [Rule("a", ("y",), "x"), Rule("b", ("x",), "y")]),
        ("no rule concludes", [Rule("a", ("y",), "x")]),
        ("same name", [Rule("a", (Comparison("m", "min", i),), "x") for i in range(2)]),
        ("0 needs", [Rule("a", (), "x")]),
        ("17 needs", [Rule("a", tuple(Comparison("m", "min", i) for i in range(17)), "x")]),
    ],
)
def test_rules_that_cannot_be_run_are_refused(why: str, rules: list[Rule]) -> None:
    with pytest.raises(ValueError, match=why):
        DurableRules(Rulebook(tuple(rules)))
