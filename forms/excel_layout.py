"""Which sheets and columns the form has as a workbook: read off the form, for writer and reader alike."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from forms.layout import Entry, Part
from scoring.documents import document
from scoring.models import Bilingual

TITLE = 31  # characters in the name of a sheet
UNNAMED = re.compile(r"[\[\]:*?/\\']")
EVIDENCE = {"title", "file", "page", "address", "date"}
TEXTS = 8  # columns or rows for many texts; more where more are filled in
TICK = "✓"
LISTS = ("sheets", "signs")  # in the file of words, what is no word by itself
MARK = "renewal:"  # begins what the hidden cell of a sheet says to the program
KEPT = "↳"  # behind the number of a row that is blank, but to which rows of other sheets belong
PARENT, LIST = "@row", "@list"  # keys of the columns that say to what a row belongs
NAME = "@name"  # of the column that shows what that row is called; nobody fills it in
SINGLES, SHARED = f"{MARK}singles", f"{MARK}evidence"


class Column(NamedTuple):
    """One column of answers, or one line of the single ones: the entry, and which of many answers it is.

    `mark` is the number of a text, from 0, or the code of a choice to tick; empty for the one answer.
    """

    entry: Entry
    mark: str

    @property
    def key(self) -> str:
        """By which the hidden cell knows it."""
        return f"{self.entry.key}={self.mark}" if self.mark else self.entry.key

    def heading(self, lang: str) -> str:
        """What it asks, in `th` or `en`."""
        title = self.entry.said.title.of(lang)
        if self.mark.isdigit():
            return words()["each"].of(lang).format(title=title, number=int(self.mark) + 1)
        return f"{title}: {self.entry.choices[self.mark].of(lang)}" if self.mark else title


class Sheet(NamedTuple):
    """One list on a sheet of its own: its table, and the sheet of the rows that its rows are part of."""

    title: str
    table: Part
    parent: str

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of answers, for as many texts as there is room for."""
        return tuple(column for entry in self.table.entries() for column in columns_of(entry, TEXTS))


class Counted(NamedTuple):
    """A sheet, and the formula for how many of its rows are filled in, or else of its cells still empty."""

    title: str
    formula: str
    rows: bool


class Workbook(NamedTuple):
    """The sheets of the form in one language; `shared` are the lists of evidence, which share one sheet."""

    singles: str
    evidence: str
    sheets: tuple[Sheet, ...]
    shared: tuple[Sheet, ...]

    def sheet_of(self, key: str) -> Sheet | None:
        """The list of that table."""
        return next((one for one in (*self.sheets, *self.shared) if one.table.key == key), None)


@cache
def words() -> dict[str, Bilingual]:
    """What the workbook says around the answers, by name."""
    return {name: Bilingual(**one) for name, one in _said().items() if name not in LISTS}


def _said() -> Any:
    path = Path(__file__).parent / "excel_words.yaml"
    return document(path.name, path.read_bytes()).data


@cache
def signs(name: str) -> frozenset[str]:
    """The signs and words, in small letters, by which a box is `ticked` or `unticked`."""
    return frozenset(_said()["signs"][name])


@cache
def _short() -> dict[str, Bilingual]:
    """What some sheets are called, by the key of their table."""
    return {key: Bilingual(**one) for key, one in _said()["sheets"].items()}


def columns_of(entry: Entry, texts: int) -> Iterator[Column]:
    """A column for the answer; for many, one for each choice or for each of so many texts."""
    if entry.many:
        marks = tuple(entry.choices) if entry.kind == "choice" else tuple(map(str, range(texts)))
        yield from (Column(entry, mark) for mark in marks)
    else:
        yield Column(entry, "")


def workbook(form: Part, lang: str) -> Workbook:
    """The sheets of the form, titled in `th` or `en`."""
    titles: set[str] = set()
    sheets: list[Sheet] = []
    shared: list[Sheet] = []
    singles, evidence = (_titled(words()[name].of(lang), titles) for name in ("answers", "evidence"))
    for table, parent in _tables(form, None):
        above = next((one.title for one in sheets if parent and one.table.key == parent.key), "")
        if parent is not None and {entry.name for entry in table.entries()} == EVIDENCE:
            shared.append(Sheet(_label(table, parent, lang), table, above))
        else:
            title = _titled(_short().get(table.key, table.said.title).of(lang), titles)
            sheets.append(Sheet(title, table, above))
    return Workbook(singles, evidence, tuple(sheets), tuple(shared))


def _label(table: Part, parent: Part, lang: str) -> str:
    """What a list of evidence is called on the shared sheet: by what it is evidence of."""
    alone = sum({entry.name for entry in one.entries()} == EVIDENCE for one in parent.tables()) == 1
    title = _short().get(parent.key, parent.said.title).of(lang)
    return title if alone else f"{title}: {table.said.title.of(lang)}"


def _tables(part: Part, parent: Part | None) -> Iterator[tuple[Part, Part | None]]:
    for table in part.tables():
        yield table, parent
        yield from _tables(table, table)


def _titled(wanted: str, taken: set[str]) -> str:
    """A title that Excel takes, unlike the others whatever the case of its letters."""
    plain = " ".join(UNNAMED.sub("-", wanted).split())
    plain = plain[:1].upper() + plain[1:]
    title, number = plain[:TITLE].strip(), 2
    while title.casefold() in taken:
        title, number = f"{plain[: TITLE - 3].strip()} {number}", number + 1
    taken.add(title.casefold())
    return title
