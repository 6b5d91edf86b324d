"""What is timed from outside: a whole process, from the shell's command to the report."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.cities import EXAMPLES
from benchmarks.rows import Row, row

ROOT = EXAMPLES.parent
CITY = EXAMPLES / "tharnthong.yaml"
WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def processes(runs: int) -> Iterator[Row]:
    """A row for each command, timed in so many runs after one for its memory."""
    score = [*_renewal(), "score", str(CITY), "--lang", "th", "--format"]
    commands = {
        "an empty Python process": [sys.executable, "-c", ""],
        "`renewal score CITY`, the whole process": [*score, "text"],
        "**`renewal score CITY --format html`, the whole process**": [*score, "html"],
    }
    for what, command in commands.items():
        memory = _memory(command)  # not timed: it warms the disk's cache, and leaves Python's compiled files
        yield row(what, [_seconds(command) for _ in range(runs)], memory)


def _renewal() -> Sequence[str]:
    """The installed command; the module where this Python has none."""
    installed = Path(sys.executable).with_name("renewal.exe" if os.name == "nt" else "renewal")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "cli"]


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    _output(command)
    return time.perf_counter() - start


def _memory(command: Sequence[str]) -> float | None:
    """MB at most, of a process started by a small one: a child counts its parent's size as its own."""
    if sys.platform == "win32":
        return None
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kB here
    return int(_output([sys.executable, "-c", WATCH, *command])) / unit


def _output(command: Sequence[str]) -> bytes:
    shell = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(command, cwd=ROOT, env=shell, stdout=subprocess.PIPE, check=True).stdout
