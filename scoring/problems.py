"""What is wrong with a file, as data: every fault is gathered before one is raised."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Where(NamedTuple):
    """A place in a form that people fill in, in the words of who looks for it there.

    `mark` is how the program finds the same place again, as the reader of that kind of file has it.
    """

    th: str
    en: str
    mark: tuple[str | int, ...] = ()

    def of(self, lang: str) -> str:
        """The words in `th` or `en`."""
        return self.th if lang == "th" else self.en


class Problem(NamedTuple):
    """One fault in one file, for the person who can mend it.

    `line` counts from 1 (None: the file as a whole); `field` is the dotted place in the
    document (`part1.progress.percent`, empty for the file as a whole); `code` names the
    sentence in `reports/words/problems.yaml` and `values` fill its blanks. `where` is the place in a
    Word or Excel form, which has no lines.
    """

    file: str
    line: int | None
    field: str
    code: str
    values: Mapping[str, object]
    where: Where | None = None


class Faults(Exception):
    """All the faults found in what the user gave, raised once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.field}: {p.code}" for p in self.problems))
