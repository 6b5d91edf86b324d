"""How soon the workbench is there, and how soon it answers a slider with all cities, as a browser sees it.

`python benchmarks/workbench.py --browser CHROMIUM [--cities 300] [--moves 40]`
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cities import cities

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-c", "import cli; cli.main()", "serve")
# From the move of the slider until what it does is on the page and laid out.
MOVE = """value => new Promise(done => {
  const slider = document.querySelector('[data-for="n-weights.sections.cdp"]');
  const shown = document.getElementById('live-heat'), begun = performance.now();
  new MutationObserver((_, watch) => {
    watch.disconnect(); shown.getBoundingClientRect(); done(performance.now() - begun);
  }).observe(shown, {childList: true, subtree: true, characterData: true});
  slider.value = value;
  slider.dispatchEvent(new Event('input', {bubbles: true}));
})"""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code, with a line for each thing that was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", required=True, help="the file of a Chromium")
    parser.add_argument("--cities", type=int, default=300)
    parser.add_argument("--moves", type=int, default=40)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        for name, content in cities(asked.cities):
            Path(made, name).write_bytes(content)
        _measured(Path(made), asked.browser, asked.moves)
    return 0


def _measured(folder: Path, browser: str, moves: int) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        page = running.chromium.launch(executable_path=browser).new_page()
        begun = time.perf_counter()
        command = [*COMMAND, str(folder), "--no-browser"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as serving:
            assert serving.stdout
            address = serving.stdout.readline().strip()
            page.goto(address)
            print(f"from the command to the first page: {time.perf_counter() - begun:.2f} s")
            _slid(page, address, moves)
            serving.terminate()


def _slid(page: "Page", address: str, moves: int) -> None:
    begun = time.perf_counter()
    page.goto(address.partition("/?")[0] + "/policy", timeout=120_000)
    print(f"the policy's page, every city read: {time.perf_counter() - begun:.2f} s")
    took = [page.evaluate(MOVE, 10 + move) for move in range(moves)]
    print(f"a move of a slider: {statistics.median(took):.0f} ms (slowest {max(took):.0f})")


if __name__ == "__main__":
    sys.exit(main())
