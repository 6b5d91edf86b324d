"""Time and memory a city, and inference beside zen-engine: one run, one table in Markdown.

python3 bootstrap.py python benchmarks/run.py [--cities 300] [--quick] [--json FILE]

Exit 1, and no table: an engine answered otherwise than the conditions say.
"""

import argparse
import gc
import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cities import cities
from benchmarks.processes import processes
from benchmarks.rows import table
from benchmarks.stages import City, EnginesDiffer, engines, stages
from cli import MANY_RECORDS
from forms.editions import shipped
from scoring.inference import DurableRules


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code, with the table printed."""
    asked = _asked(arguments)
    rounds, watched, runs = (1, 1, 1) if asked.quick else (3, 20, 15)
    edition = shipped()
    with DurableRules(edition.rulebook) as engine:
        filed = [City(edition, engine, name, raw) for name, raw in cities(asked.cities)]
        gc.freeze()  # no real run holds hundreds of results for the collector to look through
        gc.set_threshold(MANY_RECORDS)  # as the command does
        try:
            beside = engines(edition, engine, [city.facts for city in filed], 5 * rounds)
        except EnginesDiffer as differ:
            print(f"not what the conditions say: {differ}", file=sys.stderr)
            return 1
        rows = [*stages(filed, rounds, watched), *beside, *processes(runs)]
    where = f"{len(filed)} cities, {edition.id}; {machine()}"
    print(table(rows), "", where, sep="\n")
    if asked.json:
        found = {"where": where, "rows": [row._asdict() for row in rows]}
        asked.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time and memory a city, and inference beside zen-engine.")
    parser.add_argument("--cities", type=int, default=300, help="how many (default: 300)")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: the figures are less steady")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    return parser.parse_args(arguments)


def machine() -> str:
    """The Python and the machine that figures are from."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main())
