"""Time and memory a city, stage by stage, and inference beside zen-engine: one run, one table.

    python3 bootstrap.py python benchmarks/run.py [--cities 300] [--quick] [--json FILE]

The table goes to standard output. Exit 1: an engine answered otherwise than the conditions say.
"""

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cities import cities
from benchmarks.process import processes
from benchmarks.stages import Row, engines, stages
from forms.editions import shipped


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code, with the table printed."""
    asked = _asked(arguments)
    edition, filed = shipped(), list(cities(asked.cities))
    rounds = 1 if asked.quick else 5
    print(f"{len(filed)} cities, {edition.id}, best of {rounds}", file=sys.stderr)
    inside, facts = stages(edition, filed, rounds)
    beside = engines(edition, facts, rounds)
    if beside is None:
        print("The engines do not agree with the conditions: nothing is measured.", file=sys.stderr)
        return 1
    rows = [*inside, *beside, *processes(2 if asked.quick else 9)]
    print("\n".join(table(rows, machine())))
    if asked.json:
        found = {"machine": machine(), "cities": len(filed), "rows": [row._asdict() for row in rows]}
        asked.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time and memory a city, and inference beside zen-engine.")
    parser.add_argument("--cities", type=int, default=300, help="how many (default: 300)")
    parser.add_argument("--quick", action="store_true", help="one round only: less steady figures")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    return parser.parse_args(arguments)


def machine() -> str:
    """What it ran on, in a line."""
    return f"{platform.python_implementation()} {platform.python_version()}, {platform.platform(terse=True)}, " + (
        f"{platform.machine()}, {_cores()} cores"
    )


def _cores() -> int:
    import os

    return os.cpu_count() or 1


def table(rows: Sequence[Row], where: str) -> list[str]:
    """The rows in Markdown."""
    head = ["| what | ms, median | 9 in 10 | beside zen-engine | memory |", "| --- | ---: | ---: | ---: | ---: |"]
    return [*head, *map(_line, rows), "", where]


def _line(row: Row) -> str:
    ratio = f"{row.ratio:.1f} ×" if row.ratio is not None else ""
    return f"| {row.what} | {row.median:.3g} | {row.most:.3g} | {ratio} | {row.memory} |"


if __name__ == "__main__":
    sys.exit(main())
