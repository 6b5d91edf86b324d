"""What a sheet is made of, before any spreadsheet is: a table with its columns, in one language or in two."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

from reports.lexicon import Lexicon, languages, lexicon
from scoring.models import Number

OWN = "sheets"  # the catalogue that these reports look in first
FIGURES = "figures"  # and the one of the city's own figures
Kind = Literal["text", "points", "credit", "share", "number", "year", "month"]
Tone = Literal["good", "bad", "open", "quiet"]
Cell = str | Number | datetime.date | None


class Saying:
    """Says the same in every language asked for, Thai first; what is the same in both is said once."""

    def __init__(self, lang: str, between: str = "\n") -> None:
        self.lexicons = [lexicon(each, OWN, FIGURES) for each in languages(lang)]
        self._between = between

    def __call__(self, told: Callable[[Lexicon], str]) -> str:
        """What is told in words of one language, in each."""
        return self._between.join(dict.fromkeys(filter(None, (told(w) for w in self.lexicons))))

    def word(self, key: str, **values: object) -> str:
        """A sentence of the catalogues."""
        return self(lambda w: w(key, **values))

    def lines(self, told: Callable[[Lexicon], Sequence[str]]) -> str:
        """Several sentences, a line each."""
        return self(lambda w: self._between.join(told(w)))

    @property
    def first(self) -> Lexicon:
        """Where there is room for one language only."""
        return self.lexicons[0]


class Column(NamedTuple):
    """A column: its heading, its width in letters, how its cells are shown, and what stands in them."""

    head: str
    width: int
    kind: Kind
    cell: Callable[[Any], Cell]
    toned: bool = False  # whether its words have a colour as well


class Table(NamedTuple):
    """One sheet: a table under a title and a line that explains it.

    `empty` is said where it has no row, `after` beneath it; so many columns as are `frozen` name the row.
    """

    key: str
    title: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    empty: str = ""
    after: Sequence[str] = ()
    frozen: int = 0


class Fact(NamedTuple):
    """One line of a sheet that is no table: what it is, and its text or its figure with a remark on it."""

    name: str
    value: Cell
    said: str = ""
    kind: Kind = "text"
    tone: Tone | None = None
