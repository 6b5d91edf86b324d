"""How the cost of the policy lab grows with cities, with criteria and with weightings."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from benchmarks.lab_scales import caseload, many, widened
from scoring.columnar import Columnar, table
from scoring.columnar_scores import results
from scoring.edition import Edition
from scoring.rescoring import scored
from scoring.weightings import around

Grown = dict[str, list[tuple[int, float]]]  # by what grows: how many, and seconds
CITIES = (100, 1_000, 10_000, 100_000, 1_000_000)
TIMES = (1, 2, 4, 8)  # the edition's criteria
WEIGHTINGS = (10, 100, 1_000, 10_000)
TOGETHER = 1_000  # cities where something else grows


def growth(edition: Edition, facts: Sequence[Mapping[str, int]], *, quick: bool) -> Grown:
    """Seconds for inference, scores and verdicts of so many cities; the last for so many weightings."""
    chances = np.random.Generator(np.random.Philox(1))
    read = table(edition.measures, facts)
    cities = _some(CITIES, quick)
    wide = {times: widened(edition, times) for times in _some(TIMES, quick)}
    return {
        "inference, by cities": [(n, _inference(edition, many(read, n, chances))) for n in cities],
        "scores and verdicts, by cities": [(n, _scores(edition, n, chances)) for n in cities],
        "inference of 1,000 cities, by criteria": [
            (len(one.criteria), _inference(one, many(read, TOGETHER, chances))) for one in wide.values()
        ],
        "scores of 1,000 cities, by criteria": [
            (len(one.criteria), _scores(one, TOGETHER, chances)) for one in wide.values()
        ],
        "verdicts of 1,000 cities, by weightings": [
            (n, _weightings(edition, n, chances)) for n in _some(WEIGHTINGS, quick)
        ],
    }


def _some(sizes: Sequence[int], quick: bool) -> Sequence[int]:
    return sizes[:2] if quick else sizes


def _inference(edition: Edition, facts: Any) -> float:
    engine = Columnar(edition.rulebook)
    return _seconds(lambda: engine.holds(engine.passed(facts)))


def _scores(edition: Edition, cities: int, chances: np.random.Generator) -> float:
    load = caseload(edition, cities, chances)
    return _seconds(lambda: results(edition, load))


def _weightings(edition: Edition, count: int, chances: np.random.Generator) -> float:
    load = caseload(edition, TOGETHER, chances)
    drawn = around(edition, count, 0.25, chances)
    return _seconds(lambda: scored(edition, load, 0, drawn))


def _seconds(call: Callable[[], object]) -> float:
    """Of the faster of two calls."""
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)
