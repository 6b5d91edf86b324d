"""The policy lab beside its peers and its limit: one run, ratios in Markdown, and growth as a picture.

python3 bootstrap.py python benchmarks/lab.py [--quick] [--json FILE] [--plot FILE]

Exit 1, and no table: an engine answered otherwise than the others.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks import clips_rules, zen_decision
from benchmarks.cities import cities
from benchmarks.growth import growth
from benchmarks.growth_plot import plot
from benchmarks.lab_scales import caseload, many
from benchmarks.run import machine
from forms.editions import shipped
from forms.submissions import submission
from forms.threads import VARIABLES
from scoring.columnar import Columnar, table
from scoring.edition import Edition
from scoring.edition_checks import named_conditions
from scoring.factsheets import FactSheet, factsheet
from scoring.inference import DurableRules
from scoring.plausible import Plan
from scoring.rescoring import scored
from scoring.sensitivity import firmness
from scoring.weightings import around

Call = Callable[[], object]
PRODUCT = """
import ast, sys, time, numpy
left, right, rounds = map(ast.literal_eval, sys.argv[1:])
one, other = numpy.random.rand(*left), numpy.random.rand(*right)
taken = []
for _ in range(rounds):
    start = time.perf_counter()
    one @ other
    taken.append(time.perf_counter() - start)
print(min(taken))
"""


class Size(NamedTuple):
    """How much is measured: real cities, cities and weightings made by chance, rounds of each."""

    real: int
    cities: int
    weightings: int
    rounds: int


FULL, QUICK = Size(300, 10_000, 1_000, 7), Size(5, 200, 50, 1)


class Line(NamedTuple):
    """One thing measured beside another: microseconds of each for one city (or cell), and how many times."""

    what: str
    micros: float
    beside: str
    times: float


class Differ(Exception):
    """What was measured answers wrongly."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code, with the tables printed."""
    asked = _asked(arguments)
    size, edition = QUICK if asked.quick else FULL, shipped()
    chances = np.random.Generator(np.random.Philox(2562))
    filed = [factsheet(submission(name, raw, edition), edition) for name, raw in cities(size.real)]
    gc.freeze()
    try:
        lines = [
            *_inference(edition, filed, size, chances),
            *_rescoring(edition, size, chances),
            _sensitivity(edition, filed, size),
        ]
    except Differ as differ:
        print(f"not what the rules say: {differ}", file=sys.stderr)
        return 1
    print(_table(lines), "", f"{edition.id}; {machine()}", sep="\n")
    if asked.json or asked.plot:
        grown = growth(edition, [sheet.facts for sheet in filed], quick=asked.quick)
        found = {"where": machine(), "lines": [line._asdict() for line in lines], "growth": grown}
        _write(asked.json, json.dumps(found, indent=1))
        _write(asked.plot, plot(grown))
    return 0


def _write(path: Path | None, text: str) -> None:
    if path is not None:
        path.write_text(text + "\n", encoding="utf-8")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The policy lab beside its peers and its limit.")
    parser.add_argument("--quick", action="store_true", help="few cities, one round: whether it runs at all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, growth too")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw growth here, as SVG")
    return parser.parse_args(arguments)


def _inference(
    edition: Edition, filed: Sequence[FactSheet], size: Size, chances: np.random.Generator
) -> list[Line]:
    """Columnar inference beside the three engines that take one city at a time."""
    facts, conditions = [sheet.facts for sheet in filed], named_conditions(edition)
    columnar, durable = Columnar(edition.rulebook), DurableRules(edition.rulebook)
    zen, clips = zen_decision.decision(conditions), clips_rules.rules(edition.rulebook)
    read = table(edition.measures, facts)
    whole = many(read, size.cities, chances)
    _same(edition, facts, columnar, durable, clips)
    one, other = f"one of {size.cities:,} as arrays", f"one of {size.real}, put into arrays first"
    calls: dict[str, tuple[Call, int]] = {
        f"columnar: {one}": (lambda: columnar.holds(columnar.passed(whole)), size.cities),
        f"columnar: {other}": (lambda: anew(edition, columnar, facts), size.real),
        f"zen-engine {zen_decision.version()}, a decision": (
            lambda: [zen(each) for each in facts],
            size.real,
        ),
        f"durable-rules {durable.version}": (lambda: [durable.infer(each) for each in facts], size.real),
        f"clipspy {clips_rules.version()}": (lambda: [clips(each) for each in facts], size.real),
    }
    taken = best({name: call for name, (call, _) in calls.items()}, size.rounds)
    micros = {name: 1e6 * taken[name] / count for name, (_, count) in calls.items()}
    mine = micros[f"columnar: {one}"]
    return [Line(f"inference, {name}", each, "columnar", each / mine) for name, each in micros.items()]


def anew(edition: Edition, columnar: Columnar, facts: Sequence[dict[str, int]]) -> object:
    """Inference from facts as every other engine is given them."""
    return columnar.holds(columnar.passed(table(edition.measures, facts)))


def _same(
    edition: Edition,
    facts: Sequence[dict[str, int]],
    columnar: Columnar,
    durable: DurableRules,
    clips: Callable[[dict[str, int]], frozenset[str]],
) -> None:
    """Raises Differ unless all conclude the same of every city; zen-engine is held to it elsewhere."""
    columns = columnar.holds(columnar.passed(table(edition.measures, facts)))
    for row, one in enumerate(facts):
        truth = durable.infer(one).holds
        if truth != clips(one) or truth != {name for name, column in columns.items() if column[row]}:
            raise Differ(f"city {row}")


def _rescoring(edition: Edition, size: Size, chances: np.random.Generator) -> list[Line]:
    """Totals and verdicts under many weightings beside the bare product of matrices of that size."""
    load = caseload(edition, size.cities, chances)
    drawn = around(edition, size.weightings, 0.25, chances)
    left = chances.random((size.cities, len(edition.criteria)))
    right = chances.random((len(edition.criteria), size.weightings))
    taken = best(
        {"product": lambda: left @ right, "mine": lambda: scored(edition, load, 0, drawn)}, 5 * size.rounds
    )
    cells = size.cities * size.weightings
    bare = {
        "the bare product, one thread as here": taken["product"],
        "the bare product, all threads": _product_elsewhere(left.shape, right.shape, 5 * size.rounds),
    }
    what = f"re-scoring {size.cities:,} cities under {size.weightings:,} weightings, a cell"
    return [
        Line(what, 1e6 * taken["mine"] / cells, beside, taken["mine"] / other)
        for beside, other in bare.items()
    ]


def _product_elsewhere(left: tuple[int, ...], right: tuple[int, ...], rounds: int) -> float:
    """Seconds of the product in a process of its own, with as many threads as NumPy takes by itself."""
    free = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    line = [sys.executable, "-c", PRODUCT, str(left), str(right), str(rounds)]
    return float(subprocess.run(line, env=free, stdout=subprocess.PIPE, check=True).stdout)


def _sensitivity(edition: Edition, filed: Sequence[FactSheet], size: Size) -> Line:
    """All of `policy sensitivity` for real cities, for each verdict tried."""
    plan = Plan(samples=10 * size.weightings)
    some = filed[: max(2, size.real // 10)]
    taken = best({"mine": lambda: firmness(edition, some, plan)}, 1)["mine"]
    verdicts = len(some) * plan.samples * 2 * 3  # two kinds of weightings, three ends
    return Line("sensitivity, a million verdicts", 1e12 * taken / verdicts, "", 0)


def best(calls: dict[str, Call], rounds: int) -> dict[str, float]:
    """Seconds of the fastest of some calls of each, in turn: what slows the machine slows them all."""
    taken = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            taken[name] = min(taken[name], time.perf_counter() - start)
    return taken


def _table(lines: Sequence[Line]) -> str:
    head = "| what | µs | beside | times |", "| --- | ---: | --- | ---: |"
    return "\n".join((*head, *map(_line, lines)))


def _line(line: Line) -> str:
    times = f"{line.times:,.1f} ×" if line.times else ""
    return f"| {line.what} | {line.micros:,.3f} | {line.beside} | {times} |"


if __name__ == "__main__":
    sys.exit(main())
