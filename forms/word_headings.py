"""The answers in a Word form that has no controls there: by the words that the form prints around them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from forms.filled import place_of
from forms.form_words import coded_rows, official, word_place
from forms.gathered import Answer, Unplaced
from forms.known_words import KnownWords
from forms.layout import Entry
from forms.printed_lines import (
    ROW_NUMBER,
    Box,
    Counts,
    PrintedLine,
    box_of,
    boxes,
    lines,
    sheet_line,
    unlead,
)
from forms.read_text import blank, could_be, value
from forms.spelled import Spelled, bare, spelled
from forms.ticked_words import boxed, choice
from forms.word_control_answers import disagreeing, where
from forms.word_controls import Line
from scoring.documents import Place
from scoring.problems import Problem, Where


def unplaced(text: str, line: Line) -> Unplaced:
    """Text that answers nothing known, where it stands."""
    th, en = (word_place(lang, line.page, line.number, line.cell) for lang in ("th", "en"))
    return Unplaced(text, Where(th, en, ("line", line.number)))


class _Open(NamedTuple):
    """The answer that the next paragraphs may belong to, and the row of the table it began in."""

    entry: Entry
    place: Place
    row: tuple[int, int] | None


class HeadingAnswers:
    """Goes through the lines of a document in their order; what is answered already stays as it is."""

    def __init__(
        self, name: str, entries: Mapping[str, Entry], known: KnownWords, answered: Collection[Place]
    ) -> None:
        self.answers: dict[Place, Answer] = {}
        self.problems: list[Problem] = []
        self.unplaced: list[Unplaced] = []
        self._name, self._entries, self._known = name, entries, known
        self._answered = frozenset(answered)
        self._open: _Open | None = None
        self._cell: tuple[int, int, int] | None = None
        self._ticks: dict[Place, tuple[Entry, list[str], Line]] = {}
        self._row: dict[str, int] = defaultdict(lambda: max((_numbers(answered)), default=-1))
        self._part = ""
        self._domain = ""
        self._sheet: tuple[int, int] | None = None

    def take(self, found: Sequence[Line]) -> None:
        """All lines; those of item 9 are not among them."""
        labels = _labels(found)
        self._part = next(iter(official())) if any(map(_title, found)) else ""
        for line in found:
            box = self._box(labels[line.cell[:2]]) if line.cell else None
            if box is not None and line.cell and line.cell[2] == 0:
                self._begin_sheet(box, line)
            elif line.outside.strip():
                self._line(line, box)
        self._settle_ticks()

    def _box(self, label: Sequence[str]) -> Box | None:
        """The row of a table of the form with this label, in one language or, further down, in two."""
        found = box_of("".join(label))
        if found is None and label and all(map(self._known.has, label)):
            found = box_of(label[0])
        return found

    # One line

    def _line(self, line: Line, box: Box | None) -> None:
        self._move(line, box)
        known = self._known.has(line.outside, beside_controls=line.controls)
        text = spelled(line.outside)
        if (known and line.controls) or self._is_title(line, text):
            return
        if box is not None and box.counts and self._count(line, box.counts):
            return
        if self._printed(line, text, box, known):
            return
        if self._boxes(line, line.outside, self._candidates(box)) or known:
            return
        if blank(line.outside) or (self._part == "criteria" and self._known.of_a_criterion(line.outside)):
            return
        if not self._go_on(line):
            self.unplaced.append(unplaced(line.outside.strip(), line))

    def _move(self, line: Line, box: Box | None) -> None:
        """Into another cell: what was open is, if it is still blank and this is the cell beside it."""
        if line.cell == self._cell:
            return
        row, self._cell = line.cell[:2] if line.cell else None, line.cell
        whole = self._entries.get(box.whole) if box and box.whole else None
        if whole is not None:
            self._open = _Open(whole, self._place(whole.key), row)
        elif self._open and (row is None or self._open.row != row or self._open.place in self.answers):
            self._open = None

    def _is_title(self, line: Line, text: Spelled) -> bool:
        found = _title(line)
        if found is None:
            return False
        self._open, self._part = None, found.part
        self._leave(unlead(text.between(found.length)), line)
        return True

    def _leave(self, text: str, line: Line) -> None:
        if text and not blank(text):
            self.unplaced.append(unplaced(text.strip(), line))

    def _printed(self, line: Line, text: Spelled, box: Box | None, known: bool) -> bool:
        """Whether it is one of the form's lines, the one that says most of it; then its answers are taken."""
        answers = ((one, one.answers(text)) for one in self._lines(box))
        matched = [(one, found) for one, found in answers if found and not self._is_answered(one, found)]
        if not matched:
            return False
        printed, found = min(matched, key=lambda pair: sum(len(said) for _, said in pair[1]))
        if known and any(said for key, said in found if key != ROW_NUMBER):
            return True  # words of the form that begin as another line of it
        if printed is sheet_line() and found[0][0] == printed.fields[0].key:
            self._row[_table(printed.fields[0].key)] += 1
        if printed.each and any(said for key, said in found if key != ROW_NUMBER):
            self._row[printed.each] += 1
        for key, said in found:
            self._answer(key, said, line)
        return True

    def _is_answered(self, printed: PrintedLine, found: Sequence[tuple[str, str]]) -> bool:
        """Whether all that it would say is said already: then it only begins as a line of the form does."""
        if printed.each or printed is sheet_line():
            return False
        places = [self._place(key) for key, said in found if said]
        return bool(places) and all(place in self.answers for place in places)

    def _lines(self, box: Box | None) -> Iterator[PrintedLine]:
        if box is not None:
            yield from box.lines
        elif self._part == "portfolio":
            yield from (printed for sheet in boxes() if sheet.each for printed in sheet.lines)
            yield sheet_line()
        if box is None:
            yield from self._lines_here()

    def _lines_here(self) -> Iterator[PrintedLine]:
        """The lines of the part of the form that this is; of all, in a form that lost its titles."""
        for part, printed in lines().items():
            if not self._part or part == self._part:
                yield from printed

    def _begin_sheet(self, box: Box, line: Line) -> None:
        first = next(one for one in boxes() if one.each)
        if box is first and line.cell and line.cell[:2] != self._sheet:
            self._sheet = line.cell[:2]
            self._row[box.each] += 1

    # Answers

    def _place(self, key: str) -> Place:
        table = _table(key)
        return place_of(key, (max(self._row[table], 0),) if table else ())

    def _answer(self, key: str, said: str, line: Line) -> None:
        entry = self._entries.get(key)
        row = line.cell[:2] if line.cell else None
        self._open = _Open(entry, self._place(key), row) if entry else None
        if entry is None:
            if key != ROW_NUMBER:
                self._leave(said, line)
        elif not self._boxes(line, said, [entry]):
            self._put(entry, self._place(key), said, line)

    def _put(self, entry: Entry, place: Place, said: str, line: Line) -> None:
        found = value(entry, said)
        unchosen = (entry.choices or entry.kind == "flag") and found == said.strip()
        if found is None or self._known.has(said, beside_controls=bool(unchosen)):
            return
        if place in self._answered or place in self.answers:
            self._leave(said, line)
        else:
            self.answers[place] = Answer(found, "heading", where(place, ("line", line.number)))

    def _go_on(self, line: Line) -> bool:
        """Whether the line belongs to the answer that is open."""
        if self._open is None or self._open.place in self._answered or line.controls:
            return False
        entry, place, _ = self._open
        before = self.answers.get(place)
        if before is None:
            if could_be(entry, line.outside):
                self._put(entry, place, unlead(line.outside), line)
            return place in self.answers
        if entry.kind != "text" or entry.many:
            return False
        self.answers[place] = before._replace(value=f"{before.value}\n{line.outside.strip()}")
        return True

    # Boxes to tick

    def _candidates(self, box: Box | None) -> list[Entry]:
        """The questions that boxes in a line may belong to."""
        printed = box.lines if box else tuple(self._lines_here())
        keys = [one.fields[0].key for one in printed]
        bare_keys = [key for key in keys if key in self._entries]
        open_ = [self._open.entry] if self._open else []
        return [*open_, *(self._entries[key] for key in bare_keys)]

    def _boxes(self, line: Line, text: str, entries: Sequence[Entry]) -> bool:
        found = boxed(text)
        for entry in entries if found else ():
            if not (entry.choices or entry.kind == "flag"):
                continue
            codes = [choice(entry, one.words) for one in found]
            if all(codes):
                place = self._place(entry.key)
                ticked = [code for code, one in zip(codes, found, strict=True) if code and one.ticked]
                self._ticks.setdefault(place, (entry, [], line))[1].extend(ticked)
                if not all(self._known.has(one.words, beside_controls=True) for one in found):
                    self._leave(text, line)
                return True
        return False

    def _settle_ticks(self) -> None:
        for place, (entry, codes, line) in self._ticks.items():
            found = where(place, ("line", line.number))
            if len(codes) > 1 and not entry.many:
                self.problems.append(disagreeing(self._name, place, entry, codes, found))
            elif codes and place in self._answered:
                self.unplaced.append(unplaced(", ".join(codes), line))
            elif codes:
                self.answers[place] = Answer(codes if entry.many else codes[0], "tick", found)

    # Numbers of projects

    def _count(self, line: Line, counts: Counts) -> bool:
        """Whether the line says how many projects there are in a domain, or names the domain."""
        coded = coded_rows()[counts.each]
        row = coded.row_in(line.outside)
        self._domain = row or self._domain
        text = spelled(line.outside)
        at = text.letters.find(counts.line.fields[0].words)
        if at < 0 or not self._domain:
            return row is not None and self._known.has(line.outside)
        ((key, said),) = counts.line.answers(text._replace(start=at)) or [("", "")]
        if not blank(said):
            self._row[counts.each] += 1
            place = self._place(f"{counts.each}.{coded.entry}")
            self.answers[place] = Answer(self._domain, "heading", where(place, ("line", line.number)))
            self._put(self._entries[key], self._place(key), said, line)
        return True


def _labels(found: Sequence[Line]) -> dict[tuple[int, int], list[str]]:
    """The paragraphs in the first column of each row of each table."""
    labels: dict[tuple[int, int], list[str]] = defaultdict(list)
    for line in found:
        if line.cell and line.cell[2] == 0 and line.outside.strip():
            labels[line.cell[:2]].append(line.outside)
    return labels


class _Title(NamedTuple):
    """A part of the form that begins, and how many letters its title has."""

    part: str
    length: int


def _title(line: Line) -> _Title | None:
    letters = bare(line.outside)
    return next((one for title, one in _titles().items() if letters.startswith(title)), None)


@cache
def _titles() -> Mapping[str, _Title]:
    """The parts of the form by the letters of their titles, in both languages."""
    return {
        (title := bare(block["title"][lang])): _Title(part, len(title))
        for part, blocks in official().items()
        for block in blocks
        if "title" in block
        for lang in ("th", "en")
    }


def _numbers(places: Collection[Place]) -> Iterator[int]:
    return (step for place in places for step in place if isinstance(step, int))


def _table(key: str) -> str:
    """The table that a field is in; empty for a field outside of tables."""
    return key[: key.rindex("[]") + 2] if "[]" in key else ""
