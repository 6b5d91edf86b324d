"""What reading a filled form takes, beside a library that only opens the same file: one run, one table.

python3 bootstrap.py python benchmarks/filled_forms.py [--rounds 9]

Read: from the bytes of the file to the answers by field, safety checks included. Opened: python-docx, the
text of every paragraph and cell; openpyxl, the value of every cell. Exit 1: a form was read otherwise than it
was written.
"""

import argparse
import io
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import docx
import openpyxl

from benchmarks.run import machine
from forms.editions import shipped
from forms.filled import data_of
from forms.submissions import checked, form_document, submission
from forms.written_forms import written_form
from scoring.edition import Edition

EXAMPLES = Path(__file__).parent.parent / "examples"
FORMATS = ("docx", "xlsx")


def main() -> int:
    """The exit code, with the table printed."""
    parser = argparse.ArgumentParser(description="What reading a filled form takes.")
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    edition = shipped()
    print("| form | size | read, ms | opened, ms | ratio |", "| --- | ---: | ---: | ---: | ---: |", sep="\n")
    for name, raw in _forms(edition):
        read = _middle(rounds, lambda name=name, raw=raw: form_document(name, raw, edition))  # type: ignore[misc]
        opened = _middle(rounds, lambda name=name, raw=raw: _opened(name, raw))  # type: ignore[misc]
        print(f"| {name} | {len(raw) // 1000} KB | {read:.0f} | {opened:.0f} | {read / opened:.2f} |")
    print("", machine(), sep="\n")
    return 0


def _forms(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every example in every format, checked to say what it was made from."""
    for path in sorted(EXAMPLES.glob("*.yaml")):
        filed = submission(str(path), path.read_bytes(), edition)
        for format_ in FORMATS:
            name, raw = f"{path.stem}.{format_}", written_form(format_, edition, data_of(filed), "th")
            if checked(form_document(name, raw, edition), edition) != filed:
                sys.exit(f"{name} was not read as it was written")
            yield name, raw


def _opened(name: str, raw: bytes) -> int:
    """How much text a library finds that knows nothing of the form."""
    if name.endswith(".docx"):
        body: Any = docx.Document(io.BytesIO(raw)).element.body
        return sum(len(node.text or "") for node in body.iter() if node.tag.endswith("}t"))
    book: Any = openpyxl.load_workbook(io.BytesIO(raw))
    return sum(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row)


def _middle(rounds: int, call: Callable[[], object]) -> float:
    """Milliseconds of the middle one of so many calls."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


if __name__ == "__main__":
    sys.exit(main())
