"""Work for a crew to be tried with: functions that stand at the top of a module, so that they can travel."""

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from scoring.problems import Faults, Problem

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows that one ends a process as hard


def times(factor: int, item: int) -> int:
    return factor * item


def who(_: object, item: object) -> int:
    """The process that does it."""
    return os.getpid()


def slowly(seconds: float, item: int) -> int:
    time.sleep(seconds)
    return item


def poisoned(poison: int, item: int) -> int:
    """Ends the process that takes up one of the items, every time."""
    if item == poison:
        os._exit(3)
    return item


class Struck(NamedTuple):
    """The item whose process is killed the first time, and the file by which it is known that it was."""

    item: int
    mark: Path


def killed_once(struck: Struck, item: int) -> int:
    if item == struck.item:
        try:
            struck.mark.touch(exist_ok=False)
        except FileExistsError:
            return item
        os.kill(os.getpid(), KILL)
    return item


def begun(folder: Path, item: int) -> int:
    """Leaves a mark for the process that has taken it up; the first of each waits until it may go on."""
    mark = folder / f"begun-{os.getpid()}"
    if not mark.exists():
        mark.touch()
        while not (folder / "go").exists():
            time.sleep(0.01)
    return item


def kill_one_that_has_begun(folder: Path) -> int:
    """Kills a process that waits in `begun`, and lets the others go on; which it was."""
    marks = list(folder.glob("begun-*"))
    while not marks:
        time.sleep(0.01)
        marks = list(folder.glob("begun-*"))
    pid = int(marks[0].name.partition("-")[2])
    os.kill(pid, KILL)
    (folder / "go").touch()
    return pid


class Odd(Exception):
    """One that cannot travel, whatever else has been imported: libraries teach others to."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")
        self.here = threading.Lock()


def failing(kind: str, item: int) -> Any:
    """Fails on the fourth item in one of several ways."""
    if item < 3:
        return item
    if kind == "faults":
        raise Faults([Problem("city.yaml", 3, "city.id", "slug_shape", {"text": "A B"})])
    if kind == "odd":
        raise Odd("this", "that")
    if kind == "result":
        return lambda: item
    raise ValueError(f"cannot do {item}")


def forgiving(deaths: int, dask_scheduler: Any) -> None:
    """On a scheduler: after how many deaths a batch is given up."""
    dask_scheduler.allowed_failures = deaths


def tasks_left(dask_scheduler: Any) -> int:
    """On a scheduler: how many batches it knows of."""
    return len(dask_scheduler.tasks)


def stillborn(*_: object) -> NoReturn:
    """A worker's whole life, where none can live."""
    os._exit(7)
