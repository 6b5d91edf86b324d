"""durable-rules 2.0.28 as it is: every surprise that `scoring.inference` works round, so that a change shows.

A test that fails here is news, not a fault: read what changed, then see what the engine may stop doing.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from signal import SIGVTALRM
from typing import Any

import pytest

core: Any = pytest.importorskip("durable_rules_engine", exc_type=ImportError)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks how a process died")

Make = Callable[[dict[str, Any]], int]
Pattern = dict[str, Any]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes rulesets from rules, and deletes them afterwards."""
    made: list[int] = []

    def make(rules: dict[str, Any]) -> int:
        made.append(core.create_ruleset("traps", json.dumps(rules)))
        return made[-1]

    yield make
    for ruleset in made:
        core.delete_ruleset(ruleset)


def one(*patterns: Pattern, **settings: int) -> dict[str, Any]:
    """A rule on these patterns."""
    return {"all": [{f"m{i}": pattern} for i, pattern in enumerate(patterns)], **settings}


def fact(identity: object, **properties: Any) -> dict[str, Any]:
    return {"id": str(identity), "sid": "0", **properties}


def asserted(ruleset: int, *facts: dict[str, Any]) -> tuple[int, int]:
    """The code and the state."""
    code, state = core.assert_facts(ruleset, json.dumps(facts))
    return code, state


def fired(ruleset: int, *facts: dict[str, Any]) -> list[str]:
    """The rules that fire on these facts, in the core's order."""
    _, state = asserted(ruleset, *facts)
    return drained(ruleset, state)


def drained(ruleset: int, state: int) -> list[str]:
    """All rules that fire; then the state is deleted, which one that no rule fired in does not survive."""
    first = core.start_action_for_state(ruleset, state)
    message = first and first[1]
    names: list[str] = []
    while message:
        names += json.loads(message)
        message = core.complete_and_start_action(ruleset, state)
    core.delete_state(ruleset, "0")
    return names


PRELUDE = f"""
import json, os, signal, sys
sys.path[:] = {sys.path!r}
import durable_rules_engine as core
def make(rules):
    return core.create_ruleset("traps", json.dumps(rules))
def still_running_after_half_a_second():
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.5)
"""


def ended(script: str, **environment: str) -> int:
    """How a process with this script ended: negative when a signal ended it."""
    run = subprocess.run(
        [sys.executable, "-c", PRELUDE + script], env=environment, capture_output=True, timeout=20
    )
    return run.returncode


# The core, and the loop of one's own


def test_the_release_is_the_one_all_of_this_was_measured_with() -> None:
    assert metadata.version("durable_rules") == "2.0.28"


def test_a_message_names_the_rule_and_the_facts_it_matched_by_alias(make: Make) -> None:
    ruleset = make({"rule": {"all": [{"who": {"$gte": {"v": 3}}}]}})
    _, state = asserted(ruleset, fact(1, v=3))
    _, message = core.start_action_for_state(ruleset, state)
    assert json.loads(message) == {"rule": {"who": fact(1, v=3)}}
    assert core.complete_and_start_action(ruleset, state) is None


def test_nothing_to_do_is_none(make: Make) -> None:
    ruleset = make({"rule": one({"v": 1})})
    _, state = asserted(ruleset, fact(1, v=2))
    assert core.start_action_for_state(ruleset, state) is None


def test_facts_asserted_between_two_calls_are_chained_on(make: Make) -> None:
    ruleset = make({"first": one({"v": 1}), "second": one({"c": "reached"})})
    _, state = asserted(ruleset, fact(1, v=1))
    assert "first" in json.loads(core.start_action_for_state(ruleset, state)[1])
    asserted(ruleset, fact(2, c="reached"))
    assert "second" in json.loads(core.complete_and_start_action(ruleset, state))


def test_code_one_says_only_that_some_fact_matched_nothing(make: Make) -> None:
    ruleset = make({"rule": one({"v": 1})})
    code, state = asserted(ruleset, fact(1, v=1), fact(2, v=2))
    assert (code, drained(ruleset, state)) == (1, ["rule"])


def test_cities_by_the_thousand_can_be_made_and_deleted_one_after_another(make: Make) -> None:
    ruleset = make({"rule": one({"v": 1})})
    assert all(fired(ruleset, fact(1, v=1)) == ["rule"] for _ in range(3000))


def test_a_ruleset_holds_1024_cities_and_no_more(make: Make) -> None:
    ruleset = make({"rule": one({"v": 1})})
    for city in range(1024):
        core.assert_fact(ruleset, json.dumps({"id": "1", "sid": f"city {city}", "v": 1}))
    with pytest.raises(MemoryError):
        core.assert_fact(ruleset, json.dumps({"id": "1", "sid": "one more", "v": 1}))


def test_rulesets_of_one_name_are_apart_and_a_deleted_one_is_gone(make: Make) -> None:
    low, high = make({"low": one({"$lte": {"v": 5}})}), make({"high": one({"$gte": {"v": 5}})})
    assert [fired(low, fact(1, v=5)), fired(high, fact(1, v=5))] == [["low"], ["high"]]
    gone = core.create_ruleset("traps", json.dumps({"rule": one({"v": 1})}))
    core.delete_ruleset(gone)
    with pytest.raises(core.error, match="111"):
        asserted(gone, fact(1, v=1))


def test_whole_numbers_are_exact_far_beyond_what_is_asked_of_them(make: Make) -> None:
    ruleset = make({"is": one({"v": 2**53 + 1}), "min": one({"$gte": {"v": 2**53 + 1}})})
    assert fired(ruleset, fact(1, v=2**53 + 1)) == ["is", "min"]
    assert fired(ruleset, fact(1, v=2**53)) == []


# Where it dies or never ends


@pytest.mark.parametrize("number", ["-5e-07", "1e+22"])
def test_a_number_with_an_exponent_and_no_point_kills_the_process(number: str) -> None:
    script = """
ruleset = make({"rule": {"all": [{"m": {"$gt": {"v": 0}}}]}})
core.assert_facts(ruleset, '[{"id":"1","sid":"0","v":%s}]')
core.start_action_for_state(ruleset, 1)
os._exit(0)
"""
    assert ended(script % number) < 0
    assert ended(script % number.replace("e", ".5e")) == 0


@pytest.mark.parametrize(("properties", "dies"), [(254, False), (255, True)])
def test_a_fact_with_255_properties_kills_the_process(properties: int, dies: bool) -> None:
    script = f"""
ruleset = make({{"rule": {{"all": [{{"m": {{"p1": 1}}}}]}}}})
fact = {{"id": "1", "sid": "0"}} | {{f"p{{i}}": 1 for i in range({properties} - 2)}}
core.assert_facts(ruleset, json.dumps([fact]))
core.start_action_for_state(ruleset, 1)
os._exit(0)
"""
    assert (ended(script) < 0) is dies


def test_a_city_deleted_before_any_rule_fired_can_kill_the_process() -> None:
    script = """
ruleset = make({"rule": {"all": [{"m": {"v": 1}}]}})
core.assert_fact(ruleset, '{"id":"1","sid":"0","v":%d}')
core.start_action_for_state(ruleset, 1)
core.delete_state(ruleset, "0")
os._exit(0)
"""
    if not sys.platform.startswith("linux"):
        pytest.skip("needs an allocator that can be told to hand out rubbish")
    assert ended(script % 2, MALLOC_PERTURB_="170") < 0
    assert ended(script % 1, MALLOC_PERTURB_="170") == 0


@pytest.mark.parametrize(("rules", "dies"), [(255, False), (256, True)])
def test_one_pattern_in_256_rules_kills_the_process(rules: int, dies: bool) -> None:
    script = f"""
ruleset = make({{f"r{{i}}": {{"all": [{{"m": {{"v": 1}}}}]}} for i in range({rules})}})
core.assert_fact(ruleset, '{{"id":"1","sid":"0","v":1}}')
core.start_action_for_state(ruleset, 1)
os._exit(0)
"""
    assert (ended(script) < 0) is dies


NAMES = """
ruleset = None
still_running_after_half_a_second()
ruleset = make({f"r{i}": {"all": [{"m": {"n": f"name {i}"}}]} for i in range(%d)})
core.assert_fact(ruleset, '{"id":"1","sid":"0","n":"name 1"}')
os._exit(0)
"""


@pytest.mark.parametrize(("names", "end"), [(511, 0), (512, -SIGVTALRM), (513, -SIGVTALRM)])
def test_with_512_names_to_tell_apart_in_one_property_it_never_ends(names: int, end: int) -> None:
    assert ended(NAMES % names) == end


def test_a_rule_on_an_absent_property_never_ends_in_the_host() -> None:
    script = """
from durable.lang import assert_fact, m, ruleset, when_all
fired = 0
with ruleset("traps"):
    @when_all(-m.v)
    def count(c):
        global fired
        fired += 1
        if fired == 500:
            os._exit(7)
assert_fact("traps", {"w": 3})
"""
    assert ended(script) == 7


def test_a_rule_on_an_absent_property_fires_on_the_citys_own_state(make: Make) -> None:
    ruleset = make({"rule": one({"$nex": {"v": 1}})})
    assert fired(ruleset, fact(1, w=3)) == ["rule", "rule"]


# Where it fails


def test_more_than_16_patterns_fail_when_the_facts_come(make: Make) -> None:
    sixteen, seventeen = (make({"rule": one(*({"n": i} for i in range(n)))}) for n in (16, 17))
    assert fired(sixteen, *(fact(i, n=i) for i in range(16))) == ["rule"]
    with pytest.raises(core.error, match="304"):
        asserted(seventeen, *(fact(i, n=i) for i in range(17)))


def test_a_fact_may_satisfy_64_patterns_and_no_more(make: Make) -> None:
    enough, many = (make({f"r{i}": one({"$gt": {"v": i}}) for i in range(n)}) for n in (64, 65))
    assert len(fired(enough, fact(1, v=999))) == 64
    with pytest.raises(core.error, match="303"):
        asserted(many, fact(1, v=999))


def test_there_is_room_for_4096_rules() -> None:
    rules = {f"r{i}": one({"$and": [{"shelf": i // 32}, {"place": i % 32}]}) for i in range(4097)}
    with pytest.raises(core.error, match="106"):
        core.create_ruleset("traps", json.dumps(rules))


# Where it is wrong without a word


def test_a_fact_cannot_satisfy_two_patterns_of_a_rule_unless_told_that_it_may(make: Make) -> None:
    ends = ({"$gte": {"v": 1}}, {"$lte": {"v": 9}})
    assert fired(make({"apart": one(*ends), "one": one(*ends, dist=0)}), fact(1, v=5)) == ["one"]


def test_an_id_seen_before_is_dropped_and_a_later_fact_hides_the_code(make: Make) -> None:
    ruleset = make({"one": one({"v": 1}), "two": one({"v": 2})})
    assert asserted(ruleset, fact("same", v=1), fact("same", v=2))[0] == 2
    core.delete_state(ruleset, "0")
    assert asserted(ruleset, fact("same", v=1), fact("same", v=2), fact("other", v=3))[0] == 1
    core.delete_state(ruleset, "0")
    assert fired(ruleset, fact("same", v=1), fact("same", v=2)) == ["one"]


def fnv(text: str) -> int:
    """The 32-bit FNV-1a hash that the core takes for the thing itself."""
    value = 2166136261
    for byte in text.encode():
        value = (value ^ byte) * 16777619 % 2**32
    return value


def test_ids_with_one_hash_are_one_id(make: Make) -> None:
    assert fnv("costarring") == fnv("liquid")
    ruleset = make({"one": one({"v": 1}), "two": one({"v": 2})})
    assert fired(ruleset, fact("costarring", v=1), fact("liquid", v=2)) == ["one"]


def test_the_ids_of_the_engines_facts_have_each_a_hash_of_its_own() -> None:
    ids = [*map(str, range(16_001)), "sid-0"]
    assert len(set(map(fnv, ids))) == len(ids)


def test_properties_with_one_hash_are_one_property(make: Make) -> None:
    assert fired(make({"rule": one({"$gt": {"costarring": 3}})}), fact(1, liquid=5)) == ["rule"]


def test_strings_with_one_hash_are_told_apart(make: Make) -> None:
    ruleset = make({"a": one({"n": "costarring"}), "b": one({"n": "liquid"})})
    assert [fired(ruleset, fact(1, n="liquid")), fired(ruleset, fact(1, n="costarring"))] == [["b"], ["a"]]


def test_strings_are_equal_only_whole_thai_included(make: Make) -> None:
    ruleset = make({"rule": one({"n": "เมืองอัจฉริยะ"})})
    found = [fired(ruleset, fact(1, n=text)) for text in ("เมืองอัจฉริยะ", "เมือง", "เมืองอัจฉริยะๆ")]
    assert found == [["rule"], [], []]


def test_a_string_is_greater_than_a_number(make: Make) -> None:
    assert fired(make({"rule": one({"$gt": {"v": 3}})}), fact(1, v="abc")) == ["rule"]


def test_for_all_of_an_empty_list_does_not_hold(make: Make) -> None:
    ruleset = make({"rule": one({"$iall": {"v": {"$gt": {"$i": 0}}}})})
    assert [fired(ruleset, fact(1, v=[])), fired(ruleset, fact(1, v=[1]))] == [[], ["rule"]]


def test_not_is_true_until_the_fact_comes(make: Make) -> None:
    ruleset = make({"rule": {"all": [{"m": {"n": "go"}}, {"x$not": {"n": "stop"}}]}})
    assert fired(ruleset, fact(1, n="stop"), fact(2, n="go")) == []
    _, state = asserted(ruleset, fact(1, n="go"))
    assert core.start_action_for_state(ruleset, state) is not None


def test_what_stands_after_a_fact_that_is_no_json_is_dropped(make: Make) -> None:
    ruleset = make({"one": one({"v": 1}), "two": one({"v": 2})})
    facts = '[{"id":"1","sid":"0","v":1},{"id":"2","sid":"0","v":True},{"id":"3","sid":"0","v":2}]'
    code, state = core.assert_facts(ruleset, facts)
    assert code == 0
    assert "one" in json.loads(core.start_action_for_state(ruleset, state)[1])
    assert core.complete_and_start_action(ruleset, state) is None
