"""What is timed inside one process: each stage of scoring a city, and its inference by several engines."""

import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from benchmarks import zen_decision
from benchmarks.rows import Row, row
from forms.submissions import submission
from reports.html import render
from scoring.assess import assess
from scoring.documents import document
from scoring.edition import Edition
from scoring.edition_checks import named_conditions
from scoring.inference import DurableRules, Inference
from scoring.measures import measured
from scoring.rulebook import holds
from scoring.view import view

Facts = Mapping[str, int]
Calls = Mapping[str, Callable[[], object]]
Names = frozenset[str]


class EnginesDiffer(Exception):
    """An engine did not answer what the conditions say."""


class Known:
    """An engine that has its answer already, so that what comes after inference can be timed alone."""

    name, version = "known", "0"

    def __init__(self, inference: Inference) -> None:
        self._inference = inference

    def infer(self, facts: Facts) -> Inference:
        """What it was given."""
        return self._inference


class City:
    """One filed report, with the calls that score it; each has what it needs of those before it."""

    def __init__(self, edition: Edition, engine: DurableRules, name: str, raw: bytes) -> None:
        filed = submission(name, raw, edition)
        seen = view(filed) | {"answers": view(edition.answers.model_validate(filed.answers), "answers")}
        values = {measure: found.value for measure, found in measured(edition.measures, seen).items()}
        self.facts = {measure: value for measure, value in values.items() if value is not None}
        inference, result = engine.infer(self.facts), assess(filed, edition, engine=engine)
        self.calls: Calls = {
            "document": lambda: document(name, raw),
            "submission": lambda: submission(name, raw, edition),
            "measures": lambda: measured(edition.measures, view(filed)),
            "inference": lambda: engine.infer(self.facts),
            "assess": lambda: assess(filed, edition, engine=Known(inference)),
            "report": lambda: render(result, "th"),
            "all": lambda: render(assess(submission(name, raw, edition), edition, engine=engine), "th"),
        }


def stages(cities: Sequence[City], rounds: int, watched: int) -> Iterator[Row]:
    """A row for each stage; what one call holds of an earlier stage is taken off it.

    Memory is that of the first `watched` cities: to watch it makes everything several times slower.
    """
    times = [{name: best(call, rounds) for name, call in city.calls.items()} for city in cities]
    peaks = [{name: peak(call) for name, call in city.calls.items()} for city in cities[:watched]]

    def stage(what: str, call: str, less: str | None = None) -> Row:
        taken = [one[call] - (one[less] if less else 0) for one in times]
        return row(what, taken, max(one[call] for one in peaks))

    yield stage("read the YAML", "document")
    yield stage("validate", "submission", less="document")
    yield stage("measures", "measures")
    yield stage("inference", "inference")
    yield stage("scorecard: findings, scores, gates, recommendation, words", "assess", less="measures")
    yield stage("report in HTML", "report")
    yield stage("**all of it, in one process**", "all")


def best(call: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest of some calls: what other programs take away is not this one's."""
    return min(_seconds(call) for _ in range(rounds))


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def peak(call: Callable[[], object]) -> float:
    """MB that Python had to find for one call at most; what compiled libraries take is not seen."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def engines(edition: Edition, engine: DurableRules, facts: Sequence[Facts], rounds: int) -> list[Row]:
    """A row for each engine on the same conditions and cities; EnginesDiffer unless all answers are right."""
    conditions = named_conditions(edition)
    asked: dict[str, Callable[[Facts], Names]] = {
        f"inference: durable-rules {engine.version}": lambda one: engine.infer(one).holds & conditions.keys(),
        f"inference: zen-engine {zen_decision.version()}, a decision": zen_decision.decision(conditions),
        "inference: zen-engine, a bare expression": zen_decision.expression(conditions),
    }
    for one in facts:
        truth = frozenset(name for name, made in conditions.items() if holds(made, one))
        for what, answers in asked.items():
            if answers(one) != truth:
                raise EnginesDiffer(f"{what}, of {dict(one)}")
    # One city by every engine and then the next: what slows the machine for a while slows them all.
    taken = [[best(partial(answers, one), rounds) for answers in asked.values()] for one in facts]
    rows = [row(what, times) for what, times in zip(asked, zip(*taken, strict=True), strict=True)]
    return [one._replace(ratio=one.median / rows[1].median) for one in rows]
