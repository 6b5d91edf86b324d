"""The answers in a Word form that has no controls there: by the words that the form prints around them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
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
    boxes,
    label_of,
    lines,
    sheet_line,
    unlead,
)
from forms.read_text import blank, value
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
        self._in_portfolio = False
        self._domain = ""

    def take(self, found: Sequence[Line]) -> None:
        """All lines; those of item 9 are not among them."""
        labels = _labels(found)
        for line in found:
            box = label_of(labels[line.cell[:2]]) if line.cell else None
            if box is not None and line.cell and line.cell[2] == 0:
                self._begin_sheet(box)
            elif line.outside.strip():
                self._line(line, box)
        self._settle_ticks()

    # One line

    def _line(self, line: Line, box: Box | None) -> None:
        self._move(line, box)
        known = self._known.has(line.outside, beside_controls=line.controls)
        text = spelled(line.outside)
        if (known and line.controls) or self._is_title(text):
            return
        if box is not None and box.counts and self._count(line, box.counts):
            return
        if self._printed(line, text, box, known) or known:
            return
        if self._boxes(line, line.outside, self._candidates(box)):
            return
        if blank(line.outside) or (not line.controls and self._known.of_a_criterion(line.outside)):
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

    def _is_title(self, text: Spelled) -> bool:
        letters = text.letters[text.start :]
        for part, blocks in _titles().items():
            if letters and any(letters.startswith(title) for title in blocks):
                self._open, self._in_portfolio = None, part == "portfolio"
                return True
        return False

    def _printed(self, line: Line, text: Spelled, box: Box | None, known: bool) -> bool:
        """Whether it is one of the form's lines, the one that says most of it; then its answers are taken."""
        matched = [(one, found) for one in self._lines(box) if (found := one.answers(text)) is not None]
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

    def _lines(self, box: Box | None) -> Iterator[PrintedLine]:
        if box is not None:
            yield from box.lines
        elif self._in_portfolio:
            yield from (printed for sheet in boxes() if sheet.each for printed in sheet.lines)
            yield sheet_line()
        if box is None:
            yield from lines()

    def _begin_sheet(self, box: Box) -> None:
        first = next(one for one in boxes() if one.each) if box.each else None
        if box is first:
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
            if said and key != ROW_NUMBER and not blank(said):
                self.unplaced.append(unplaced(said, line))
        elif not self._boxes(line, said, [entry]):
            self._put(entry, self._place(key), said, line)

    def _put(self, entry: Entry, place: Place, said: str, line: Line) -> None:
        found = value(entry, said)
        unchosen = (entry.choices or entry.kind == "flag") and found == said.strip()
        if found is None or self._known.has(said, beside_controls=bool(unchosen)):
            return
        if place in self._answered:
            self.unplaced.append(unplaced(said.strip(), line))
        else:
            self.answers[place] = Answer(found, "heading", where(place, ("line", line.number)))

    def _go_on(self, line: Line) -> bool:
        """Whether the line belongs to the answer that is open."""
        if self._open is None or self._open.place in self._answered or line.controls:
            return False
        entry, place, _ = self._open
        before = self.answers.get(place)
        if before is None:
            self._put(entry, place, unlead(line.outside), line)
            return place in self.answers
        if entry.kind != "text" or entry.many:
            return False
        self.answers[place] = before._replace(value=f"{before.value}\n{line.outside.strip()}")
        return True

    # Boxes to tick

    def _candidates(self, box: Box | None) -> list[Entry]:
        """The questions that boxes in a line may belong to."""
        keys = [field.key for printed in (box.lines if box else lines()) for field in printed.fields[:1]]
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
            for name, found in ((f"{counts.each}.{coded.entry}", self._domain), (key, said)):
                self._put(self._entries[name], self._place(name), found, line)
        return True


def _labels(found: Sequence[Line]) -> dict[tuple[int, int], list[str]]:
    """The paragraphs in the first column of each row of each table."""
    labels: dict[tuple[int, int], list[str]] = defaultdict(list)
    for line in found:
        if line.cell and line.cell[2] == 0 and line.outside.strip():
            labels[line.cell[:2]].append(line.outside)
    return labels


def _titles() -> Mapping[str, Sequence[str]]:
    """The letters of the titles of each part of the form."""
    return {
        part: [bare(block["title"]["th"]) for block in blocks if "title" in block]
        for part, blocks in official().items()
    }


def _numbers(places: Collection[Place]) -> Iterator[int]:
    return (step for place in places for step in place if isinstance(step, int))


def _table(key: str) -> str:
    """The table that a field is in; empty for a field outside of tables."""
    return key[: key.rindex("[]") + 2] if "[]" in key else ""
