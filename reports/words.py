"""The words of the interface: every sentence in Thai and English, from the catalogues in `reports/words/`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reports.terminal import plain
from scoring.documents import document
from scoring.problems import Problem

LONGEST = 400  # of what a sentence quotes; a list of names may be that long
CATALOGUES = Path(__file__).parent / "words"


class Words:
    """One language's words; `words("gaps_title", count=3)` fills the blanks of a sentence."""

    def __init__(self, lang: str, catalogue: Mapping[str, Mapping[str, str]]) -> None:
        self.lang = lang
        self._catalogue = catalogue

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence named `key`; KeyError when the catalogue lacks it."""
        return self._catalogue[key][self.lang].format_map(values)

    def __contains__(self, key: str) -> bool:
        return key in self._catalogue


@cache
def words(lang: str, name: str = "interface") -> Words:
    """The words of one catalogue (`interface`, `problems`) in `th` or `en`."""
    path = CATALOGUES / f"{name}.yaml"
    data: Any = document(path.name, path.read_bytes()).data
    return Words(lang, data)


def sentence(problem: Problem, lang: str) -> str:
    """One line for one problem: the file, the line, the field, what is wrong and what to do.

    In a form that people fill in the place is in their words: the sheet and the cell, or the item.
    What it quotes from a file, and the file's name, can do nothing to the terminal it is shown on.
    """
    place = ":".join(str(part) for part in (problem.file, problem.line) if part)
    field = problem.where.of(lang) if problem.where else problem.field
    return plain(": ".join(part for part in (place, _quoted(field), told(problem, lang)) if part))


def told(problem: Problem, lang: str) -> str:
    """What is wrong and what to do, without where; on one line, with nothing in it that acts."""
    values = {name: _quoted(value) for name, value in problem.values.items()}
    return plain(words(lang, "problems")(problem.code, **values))


def _quoted(value: object) -> str:
    """As much of it as a sentence holds: a name in a file may be a megabyte long."""
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
