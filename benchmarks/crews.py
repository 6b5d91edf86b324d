"""The facts of many cities by each crew: how long it takes, and what a batch costs beyond the work in it.

python3 bootstrap.py python benchmarks/crews.py [--cities 300 3000] [--rounds 3] [--engine-cluster ADDRESS]

Unless one is named, the cluster is one of two worker processes of this machine: it says what a cluster costs
and not what it gains.
"""

import argparse
import gc
import operator
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

from distributed import LocalCluster

from benchmarks.cities import cities
from cli import MANY_RECORDS
from forms.batches import Backlog
from forms.cluster import cluster
from forms.crews import Alone, Crew
from forms.editions import shipped
from forms.factsheets import factsheets
from forms.kept import Kept
from forms.processes import Processes
from scoring.factsheets import FactSheet

NOTHING = 3000  # items of work that is next to none: an addition
Timed = tuple[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code, with a line for each thing that was timed."""
    asked = _asked(arguments)
    gc.set_threshold(MANY_RECORDS)  # as the command does
    named = nullcontext(asked.engine_cluster) if asked.engine_cluster else _local()
    with tempfile.TemporaryDirectory() as made, named as address, cluster(address) as connected:
        paths = [_written(Path(made), name, raw) for name, raw in cities(max(asked.cities))]
        for count in asked.cities:
            _print(_of_cities(paths[:count], Path(made) / f"kept-{count}", connected, asked.rounds))
        _print(_of_nothing(connected, asked.rounds))
    return 0


def _of_cities(paths: Sequence[Path], folder: Path, connected: Crew, rounds: int) -> Iterator[Timed]:
    head = f"{len(paths)} cities"
    yield f"{head}, this process alone", _seconds(lambda: _facts(paths, Alone()), rounds)
    yield f"{head}, 2 processes and their start", _seconds(lambda: _facts(paths, None), rounds)
    with Processes(2, starting=0) as two:
        _facts(paths[:50], two)
        yield f"{head}, 2 processes that are there", _seconds(lambda: _facts(paths, two), rounds)
    yield f"{head}, the cluster", _seconds(lambda: _facts(paths, connected), rounds)
    _facts(paths, Alone(), Kept(folder))
    yield f"{head}, kept from an earlier run", _seconds(lambda: _facts(paths, Alone(), Kept(folder)), rounds)


def _of_nothing(connected: Crew, rounds: int) -> Iterator[Timed]:
    batches = _batches()
    with Processes(2, starting=0) as two:
        _nothing(two, 100)
        for name, crew in (("2 processes", two), ("the cluster", connected)):
            yield f"one batch there and back, {name}", _seconds(partial(_nothing, crew, 1), rounds)
            many = _seconds(partial(_nothing, crew, NOTHING), rounds)
            yield f"each of {batches} batches of nothing, {name}", many / batches


def _batches() -> int:
    """Into how many two workers would have it divided."""
    backlog, count = Backlog(range(NOTHING), 0, workers=2, tries=1), 0
    while backlog:
        backlog.batch()
        count += 1
    return count


def _nothing(crew: Crew, items: int) -> None:
    list(crew.work(operator.add, 0, range(items)))


def _facts(paths: Sequence[Path], crew: Crew | None, kept: Kept | None = None) -> None:
    """The facts of them all, by a crew or by two processes that are started for it."""
    if crew is None:
        with Processes(2, starting=0) as crew:
            return _facts(paths, crew, kept)
    found = [one for _, one in factsheets(paths, shipped(), crew, kept) if isinstance(one, FactSheet)]
    if len(found) != len(paths):
        raise AssertionError("a city was not read")
    return None


def _seconds(call: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


@contextmanager
def _local() -> Iterator[str]:
    """The address of a cluster of two workers of one thread each, on this machine's loopback."""
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as found:
        yield found.scheduler_address


def _written(folder: Path, name: str, raw: bytes) -> Path:
    (folder / name).write_bytes(raw)
    return folder / name


def _print(rows: Iterator[Timed]) -> None:
    for what, seconds in rows:
        print(f"| {what} | {1000 * seconds:,.1f} ms |", flush=True)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The facts of many cities by each crew.")
    parser.add_argument("--cities", type=int, nargs="+", default=[300, 3000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine-cluster", metavar="ADDRESS", help="a cluster that is there already")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
