"""The lines that the official form prints around answers, by which an answer without a control is known."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from forms.form_words import Block, official, pieces
from forms.spelled import Spelled, bare, unnumbered

SHORT = 4  # letters; a line that begins with fewer could be any
LEADER = r"\.{2,}|…|_{2,}|\s"
LED_IN = re.compile(rf"(?:{LEADER}|[:)])+")  # what is left of the words before an answer, too
BLANK = re.compile(r"[\s.…_:/()\[\]–-]*")
LED_OUT = re.compile(rf"(?:{LEADER})+\Z")
ERA = "พ.ศ."  # printed before a year in one form and not in the next
BRACKETS = re.compile(r"[()]")
ROW_NUMBER = "#"


class Asked(NamedTuple):
    """A field within a line: its key, and the letters of the words before it, else a bracket there."""

    key: str
    words: str
    bracket: str

    def found(self, text: Spelled, start: int) -> tuple[int, int] | None:
        """Where the answer before it ends and its own begins, at or behind the letter `start`."""
        if self.words:
            at = text.letters.find(self.words, start)
            return (at, at + len(self.words)) if at >= 0 else None
        at = text.text.find(self.bracket, text.places[start - 1] + 1 if start else 0) if self.bracket else -1
        letter = bisect_left(text.places, at)
        return (letter, letter) if at >= 0 else None


class PrintedLine(NamedTuple):
    """A line with its fields, and the letters of the words behind the last; `each` if there is one a row."""

    fields: tuple[Asked, ...]
    behind: str
    each: str = ""

    def answers(self, text: Spelled) -> list[tuple[str, str]] | None:
        """The text in the place of each field, if the text begins as the line does; None if it does not.

        A line that was broken up may begin with any of its fields; words that are not found are passed over.
        """
        for number, asked in enumerate(self.fields):
            if len(asked.words) >= SHORT and text.letters.startswith(asked.words, text.start):
                return list(self._answers(text, self.fields[number:]))
        return None

    def _answers(self, text: Spelled, fields: Sequence[Asked]) -> Iterator[tuple[str, str]]:
        key, start = fields[0].key, text.start + len(fields[0].words)
        for asked in fields[1:]:
            found = asked.found(text, start)
            if found is not None:
                yield key, unlead(text.between(start, found[0]))
                key, start = asked.key, found[1]
        end = len(text.letters) - len(self.behind)
        ends = bool(self.behind) and end >= start and text.letters.endswith(self.behind)
        yield key, unlead(text.between(start, end if ends else None))


class Counts(NamedTuple):
    """A list of rows that the form names, with a number in each: its table, and the line of the number."""

    each: str
    line: PrintedLine


class Box(NamedTuple):
    """A row of the form's tables: the letters of its label, the lines in its cell, and what the cell is for.

    `whole` is the key of the answer that fills the cell, empty where there is none such; `each` is the key of
    the table of which the row is a part, as it is in a sheet of the portfolio.
    """

    label: str
    lines: tuple[PrintedLine, ...]
    whole: str
    each: str
    counts: Counts | None


def unlead(text: str) -> str:
    """An answer without the dots and blanks that the form leaves for it."""
    text = LED_OUT.sub("", text[found.end() :] if (found := LED_IN.match(text)) else text)
    return "" if BLANK.fullmatch(text) else text


@cache
def lines() -> Mapping[str, tuple[PrintedLine, ...]]:
    """The lines outside of the form's tables, by the part of the form that they are in."""
    return {part: tuple(_lines(blocks, "")) for part, blocks in official().items()}


@cache
def boxes() -> tuple[Box, ...]:
    """The rows of the form's tables, in their order."""
    blocks = (block for name in official() for block in official()[name])
    return tuple(_boxes(blocks))


def _boxes(blocks: Iterator[Block]) -> Iterator[Box]:
    for block in blocks:
        ((kind, body),) = block.items()
        if kind in ("rows", "sheets"):
            within = f"{body['each']}." if kind == "sheets" else ""
            for row in body["rows"]:
                if "cell" in row:
                    inner = tuple(_lines(row["cell"], within))
                    whole = next(
                        (one.fields[0].key for one in inner if within or not one.fields[0].words), ""
                    )
                    counts = next((_counts(one["counts"]) for one in row["cell"] if "counts" in one), None)
                    yield Box(unnumbered(row["label"]["th"]), inner, whole, body.get("each", ""), counts)


def _counts(body: Mapping[str, Any]) -> Counts | None:
    line = _line(body["unit"]["th"], f"{body['each']}.", "")
    return Counts(body["each"], line) if line else None


def _lines(blocks: Iterator[Block] | Sequence[Block], within: str) -> Iterator[PrintedLine]:
    for block in blocks:
        ((kind, body),) = block.items()
        if kind in ("line", "signature", "lines"):
            inner = f"{body['each']}." if kind == "lines" else within
            for text in filter(None, (body["th"], body.get("also"))):
                line = _line(text, inner, body["each"] if kind == "lines" else "")
                if line is not None:
                    yield line


def _line(text: str, within: str, each: str) -> PrintedLine | None:
    fields: list[Asked] = []
    words = ""
    for piece in pieces(text.replace(ERA, "")):
        if piece.key:
            key = piece.key if piece.key == ROW_NUMBER else within + piece.key
            bracket = BRACKETS.search(words)
            letters = bare(words) if fields else unnumbered(words)
            fields.append(Asked(key, letters, bracket.group() if bracket else ""))
            words = ""
        else:
            words += piece.text
    return PrintedLine(tuple(fields), bare(words), each) if fields else None


@cache
def sheet_line() -> PrintedLine:
    """The labels of a sheet of the portfolio as one line, however they are broken up into paragraphs."""
    return PrintedLine(tuple(Asked(box.whole, box.label, "") for box in boxes() if box.each), "")


def box_of(label: str) -> Box | None:
    """The row of a table that a label stands for."""
    letters = unnumbered(label)
    return next((box for box in boxes() if box.label == letters), None)
