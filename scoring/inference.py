"""The only module that knows durable-rules, and what it keeps from the rest: names written as numbers,
JSON put together by hand, handles, error codes, and a core that drops facts in silence, runs for ever
or dies on inputs that look harmless (`tests/test_durable_rules_traps.py` holds each of them).

Its answer is checked against the rules before anybody sees it: it is the right one, or an error.
"""

import json
import operator
import weakref
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import metadata
from typing import NamedTuple, Protocol, Self

from scoring.rulebook import LIMIT, MOST_RULES, Comparison, Need, Rule, Rulebook, in_order, passes

try:
    import durable_rules_engine as core
except ImportError:  # CPython 3.13 and later need a build of their own; the columnar engine serves alone
    core = None

PATTERNS = 60  # on one fact: the core fails when 65 of them match, and dies of 256
SHELF = 32  # facts are told apart by shelf and place: with 512 names on one level the core never ends
MOST_FACTS = 500 * SHELF
TESTS = {"min": "$gte", "max": "$lte", "is": "$eq"}
CITY = "0"  # a ruleset holds one city at a time


class InferenceError(Exception):
    """The engine failed, or contradicted the rules: there is no answer, not even a part of one."""


class Firing(NamedTuple):
    """A rule that fired, and the comparisons and conclusions it fired on, in words."""

    rule: str
    needs: tuple[str, ...]
    concludes: str


class Inference(NamedTuple):
    """Every conclusion that holds; in `trace` each rule that fired stands below what it needed."""

    holds: frozenset[str]
    trace: tuple[Firing, ...]


class Engine(Protocol):
    """What an engine is: from equal rulebooks and facts all of them make equal inferences."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def infer(self, facts: Mapping[str, int]) -> Inference: ...


def installed() -> bool:
    """Whether durable-rules can be used on this Python at all."""
    return core is not None


class DurableRules:
    """Forward chaining over one rulebook, one city at a time.

    Not to be shared between threads: make one a worker. Any number live side by side in a process.
    `close` it, or use it in a `with`; one that is forgotten is closed when it is collected.
    """

    name = "durable-rules"

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules = in_order(rulebook.rules)
        self._firings = tuple(Firing(r.name, tuple(map(str, r.needs)), r.concludes) for r in self._rules)
        self._needs = tuple(frozenset(rule.needs) for rule in self._rules)
        self._leaves = sorted(
            {need for rule in self._rules for need in rule.needs if isinstance(need, Comparison)}
        )
        numbers = _Numbers()
        self._ruleset = _ruleset(self._rules, numbers)
        self._measures = {name: [*map(_fact, these)] for name, these in numbers.of_measures.items()}
        self._conclusions = {name: [*map(_fact, these)] for name, these in numbers.of_conclusions.items()}
        self.close = weakref.finalize(self, _delete, self._ruleset)

    @property
    def version(self) -> str:
        """The release of durable-rules that answers."""
        return _version()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def infer(self, facts: Mapping[str, int]) -> Inference:
        """What holds for a city with these measures; a measure that no rule speaks of is passed over.

        TypeError for a measure that is no whole number, ValueError for one beyond 2**53.
        """
        if not self.close.alive:
            raise InferenceError("this engine has been closed")
        measures = {name: whole(name, facts[name]) for name in self._measures if name in facts}
        fired = self._fired(measures)
        holds = frozenset(self._rules[number].concludes for number in fired)
        self._check(measures, fired, holds)
        return Inference(holds, tuple(self._firings[number] for number in sorted(fired)))

    def _fired(self, measures: Mapping[str, int]) -> set[int]:
        if self._ruleset is None:
            return set()
        try:
            return self._chained(self._ruleset, measures)
        except core.error as error:
            raise InferenceError(f"durable-rules failed: {error}") from error

    def _chained(self, ruleset: int, measures: Mapping[str, int]) -> set[int]:
        """The core's loop: the first rule to reach a conclusion asserts it, and further rules fire on it."""
        stated = ",".join(
            f'{fact},"v":{value}}}' for name, value in measures.items() for fact in self._measures[name]
        )
        waiting = dict(self._conclusions)
        fired: set[int] = set()
        try:
            _, state = core.assert_fact(ruleset, _fact(0) + "}")
            # A city that is deleted before a rule fired makes the core free memory it never set.
            core.start_action_for_state(ruleset, state)
            core.assert_facts(ruleset, f"[{stated}]")
            while (message := core.complete_and_start_action(ruleset, state)) is not None:
                number = int(message[2 : message.index('"', 2)])  # {"17":{"0":{...}}}
                fired.add(number)
                for fact in waiting.pop(self._rules[number].concludes, ()):
                    core.assert_fact(ruleset, fact + "}")
            return fired
        finally:
            with suppress(core.error):  # what failed may be the making of the city
                core.delete_state(ruleset, CITY)

    def _check(self, measures: Mapping[str, int], fired: set[int], holds: frozenset[str]) -> None:
        """Rules go in no circle, so only one set fits: all that follows, and nothing else."""
        true = holds.union([leaf for leaf in self._leaves if passes(leaf, measures)])
        follow = {number for number, needs in enumerate(self._needs) if needs <= true}
        if wrong := sorted(fired ^ follow):
            names = ", ".join(self._rules[number].name for number in wrong)
            raise InferenceError(f"durable-rules does not do what these rules say: {names}")


class _Numbers:
    """The numbers that stand for names in the core: one for every 60 patterns that test the name."""

    def __init__(self) -> None:
        self.of_measures: dict[str, list[int]] = {}
        self.of_conclusions: dict[str, list[int]] = {}
        self.patterns: Counter[int] = Counter()

    def tests(self, need: Need) -> list[object]:
        """What the core asks of a fact, its number first."""
        if isinstance(need, Comparison):
            number = self._number(self.of_measures.setdefault(need.measure, []))
            return [*_place(number), {TESTS[need.operator]: {"v": need.value}}]
        return _place(self._number(self.of_conclusions.setdefault(need, [])))

    def _number(self, numbers: list[int]) -> int:
        if not numbers or self.patterns[numbers[-1]] == PATTERNS:
            numbers.append(len(self.patterns) + 1)  # 0 is the fact that starts every city
        self.patterns[numbers[-1]] += 1
        return numbers[-1]


def _ruleset(rules: tuple[Rule, ...], numbers: _Numbers) -> int | None:
    if core is None:
        raise InferenceError("durable-rules is not installed for this Python")
    if not rules:
        return None
    patterns = {"start": [_place(0)]} | {str(i): [*map(numbers.tests, r.needs)] for i, r in enumerate(rules)}
    if len(rules) > MOST_RULES or len(numbers.patterns) > MOST_FACTS:
        raise InferenceError(
            f"{len(rules)} rules on {len(numbers.patterns)} facts are too many for durable-rules"
        )
    # Without "dist": 0 one fact could not satisfy two patterns of a rule, such as both ends of a range.
    definition = {
        name: {"all": [{str(i): {"$and": tests}} for i, tests in enumerate(each)], "dist": 0}
        for name, each in patterns.items()
    }
    try:
        return int(core.create_ruleset("rulebook", json.dumps(definition)))
    except core.error as error:
        raise InferenceError(f"durable-rules refused the rules: {error}") from error


def _delete(ruleset: int | None) -> None:
    if ruleset is not None:
        core.delete_ruleset(ruleset)


def _place(number: int) -> list[object]:
    return [{"shelf": number // SHELF}, {"place": number % SHELF}]


def _fact(number: int) -> str:
    """A fact's text but for its end, where a measure's value goes."""
    return f'{{"id":"{number}","sid":"{CITY}","shelf":{number // SHELF},"place":{number % SHELF}'


def whole(measure: str, value: int) -> int:
    """The value as a plain int; TypeError when it is no whole number, ValueError beyond 2**53."""
    try:
        number = int(operator.index(value))
    except TypeError:
        raise TypeError(f"{measure} is {value!r}, which is not a whole number") from None
    if abs(number) > LIMIT:
        raise ValueError(f"{measure} is {number}, further from nought than 2**53")
    return number


@cache
def _version() -> str:
    return metadata.version("durable_rules")
