"""The stages of scoring a city, each timed by itself, and its inference by several engines."""

import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from forms.submissions import submission
from reports.html import render
from scoring.assess import assess
from scoring.documents import document
from scoring.edition import Edition
from scoring.edition_checks import named_conditions
from scoring.inference import DurableRules, Inference
from scoring.measures import measured
from scoring.rulebook import holds
from scoring.submission import Submission
from scoring.validation import validated
from scoring.view import view

Filed = Sequence[tuple[str, bytes]]
Facts = Mapping[str, int]
STAGES = ("read", "validate", "measures", "inference", "scorecard", "report")
MEMORY_CITIES = 20  # watching memory makes all of it several times slower


class Row(NamedTuple):
    """One line of the table: milliseconds a city (or a run), the ratio to zen-engine, and memory at most."""

    what: str
    median: float
    most: float
    ratio: float | None = None
    memory: str = ""


def row(what: str, seconds: Sequence[float], memory: str = "") -> Row:
    """The median and the value that nine in ten do not exceed."""
    ordered = sorted(seconds)
    return Row(what, 1000 * statistics.median(ordered), 1000 * ordered[int(0.9 * (len(ordered) - 1))], None, memory)


class Known:
    """An engine that has its answer already, so that what comes after inference is timed alone."""

    name, version = "known", "0"

    def __init__(self, inference: Inference) -> None:
        self._inference = inference

    def infer(self, facts: Facts) -> Inference:
        return self._inference
