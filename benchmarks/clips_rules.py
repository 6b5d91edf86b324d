"""An edition's rulebook as CLIPS rules, through clipspy: a peer that chains forward as durable-rules does.

The only module that imports clips. It keeps from the rest: facts and rules written as text, and names that
CLIPS cannot have, for which numbers stand.
"""

from collections.abc import Callable, Iterable, Mapping
from importlib import metadata

import clips

from scoring.rulebook import Comparison, Need, Rulebook

Facts = Mapping[str, int]
Answers = frozenset[str]
TESTS = {"min": ">=", "max": "<=", "is": "="}


def version() -> str:
    """The release of clipspy that answers."""
    return metadata.version("clipspy")


def rules(rulebook: Rulebook) -> Callable[[Facts], Answers]:
    """The conclusions that hold of a city, by rules built once and facts asserted for each city."""
    needed = {need for rule in rulebook.rules for need in rule.needs}
    measures = _numbers(need.measure for need in needed if isinstance(need, Comparison))
    conclusions = _numbers(rule.concludes for rule in rulebook.rules)
    names = list(conclusions)
    environment = clips.Environment()
    environment.build("(deftemplate measure (slot id (type INTEGER)) (slot value (type INTEGER)))")
    environment.build("(deftemplate holds (slot id (type INTEGER)))")
    for number, rule in enumerate(rulebook.rules):
        needs = [_pattern(need, place, measures, conclusions) for place, need in enumerate(rule.needs)]
        then = f"(assert (holds (id {conclusions[rule.concludes]})))"
        environment.build(f"(defrule r{number} {' '.join(needs)} => {then})")
    measure, holds = (environment.find_template(name) for name in ("measure", "holds"))

    def answers(facts: Facts) -> Answers:
        environment.reset()
        for name, number in measures.items():
            if name in facts:
                measure.assert_fact(id=number, value=facts[name])
        environment.run()
        return frozenset(names[fact["id"]] for fact in holds.facts())

    return answers


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}


def _pattern(need: Need, place: int, measures: Mapping[str, int], conclusions: Mapping[str, int]) -> str:
    if isinstance(need, str):
        return f"(holds (id {conclusions[need]}))"
    test = f"?v{place}&:({TESTS[need.operator]} ?v{place} {need.value})"
    return f"(measure (id {measures[need.measure]}) (value {test}))"
