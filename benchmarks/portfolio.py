"""The report of all cities, from files to a page: seconds, memory, size, and what a browser takes to open it.

python3 bootstrap.py python benchmarks/portfolio.py [--cities 300] [--lang th] [--browser CHROMIUM]

Each format is a process of its own, from the command to the file. In the browser: until the page is loaded,
until it shows what was typed into the search, and until a head has sorted it.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.cities import cities

FORMATS = ("html", "xlsx", "csv", "pdf")
PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
# What Linux and macOS know of a child that has ended: its resident size at its highest.
PEAK = """import resource, runpy, sys
sys.argv = ["renewal", *sys.argv[1:]]
try:
    runpy.run_module("cli", run_name="__main__")
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code, with a line for each thing that was measured."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "cities")
        folder.mkdir()
        for name, raw in cities(asked.cities):
            (folder / name).write_bytes(raw)
        for format_ in FORMATS:
            print(_written(folder, Path(made, f"all.{format_}"), format_, asked.lang))
        for line in _opened(Path(made, "all.html"), asked.browser) if asked.browser else ():
            print(line)
    return 0


def _written(folder: Path, out: Path, format_: str, lang: str) -> str:
    command = [sys.executable, "-c", PEAK, "score", folder, "--format", format_, "-o", out, "--lang", lang]
    start = time.perf_counter()
    ended = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    peak = int(ended.stdout.split()[-1]) / 1024
    return f"{format_}: {seconds:.1f} s, {peak:.0f} MB of memory, {out.stat().st_size / 1e6:.2f} MB"


def _opened(page: Path, browser: str) -> Iterator[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        tab = running.chromium.launch(executable_path=browser).new_page()
        start = time.perf_counter()
        tab.goto(page.as_uri())
        yield f"to open: {time.perf_counter() - start:.2f} s"
        acts: dict[str, Callable[[], None]] = {
            "to search": lambda: tab.fill("#find", "a"),
            "to show all again": lambda: tab.fill("#find", ""),
            "to sort": lambda: tab.click("#listed thead button >> nth=3"),
        }
        for what, act in acts.items():
            start = time.perf_counter()
            act()
            tab.evaluate(PAINTED)
            yield f"{what}: {time.perf_counter() - start:.2f} s"


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cities", type=int, default=300)
    parser.add_argument("--lang", choices=("th", "en", "both"), default="th")
    parser.add_argument("--browser", help="a Chromium, to open the page in")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
