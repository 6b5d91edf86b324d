"""The answers in the content controls of a Word form."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from forms.filled import place_of
from forms.form_words import hints
from forms.gathered import Answer, Unplaced
from forms.layout import Entry
from forms.word_bookmarks import FURTHER
from forms.word_controls import Control
from forms.word_rows import Rows, TableRows
from forms.wording import meant, unlisted, words_of
from scoring.documents import Place, dotted
from scoring.places import place_label
from scoring.problems import Problem, Where


def keys_of(entry: Entry) -> list[str]:
    """The keys that controls for an entry have: its own, and one for each box to tick."""
    codes = ("true", "false") if entry.kind == "flag" else entry.choices
    return [entry.key, *(f"{entry.key}={code}" for code in codes)]


def where(place: Place, mark: tuple[str, int]) -> Where:
    """A place in the words of the form; `mark` is the number of a control or of a line in the file."""
    th, en = (place_label(dotted(place), lang) for lang in ("th", "en"))
    return Where(th, en, mark)


def disagreeing(name: str, place: Place, entry: Entry, codes: Sequence[str], found: Where) -> Problem:
    """Boxes ticked of which only one may be."""
    words = (" · ".join(words_of(entry, code, lang) for lang in ("th", "en")) for code in codes)
    said = {"choices": ", ".join(words)}
    return Problem(name, None, dotted(place), "choices_disagree", said, found)


class Seen(NamedTuple):
    """A control of the form, and the rows of tables that it is in."""

    key: str
    rows: Rows
    control: Control


class ControlAnswers:
    """Puts controls in their places, counting the rows of tables as they come."""

    def __init__(self, name: str, entries: Mapping[str, Entry]) -> None:
        self.answers: dict[Place, Answer] = {}
        self.problems: list[Problem] = []
        self.unplaced: list[Unplaced] = []
        self._name, self._entries = name, entries
        self._rows = TableRows()
        self._ticks: dict[tuple[str, Rows], list[tuple[str, Control]]] = defaultdict(list)
        self.seen: list[Seen] = []

    def take(self, control: Control) -> None:
        """One control, in its turn."""
        key, _, code = control.key.partition("=")
        further = key.endswith(FURTHER)
        key = key.removesuffix(FURTHER)
        entry = self._entries.get(key)
        if entry is None:
            self._leave(control)
            return
        if further:
            self._add(entry, control)
            return
        rows = self._rows.of(control)
        self.seen.append(Seen(key, rows, control))
        if code:
            if control.ticked:
                self._ticks[key, rows].append((code, control))
        elif not control.empty and not set(control.texts) <= {*hints(entry), ""}:
            self._put(place_of(key, rows), _value(entry, control.texts), control)

    def _add(self, entry: Entry, control: Control) -> None:
        """Another paragraph of an answer, to what stands before it."""
        place = place_of(entry.key, self._rows.latest(entry.key))
        text = "\n".join(control.texts)
        before = self.answers.get(place)
        if before is None:
            self._put(place, unlisted(text) if entry.many else text, control)
        else:
            whole = [*before.value, *unlisted(text)] if entry.many else f"{before.value}\n{text}"
            self.answers[place] = before._replace(value=whole)

    def _leave(self, control: Control) -> None:
        """What is in a control that the form does not have."""
        text = "\n".join(control.texts).strip()
        if text and not control.empty:
            self.unplaced.append(Unplaced(text, Where(control.key, control.key, ("control", control.number))))

    def _put(self, place: Place, value: object, control: Control) -> None:
        """An answer; where a control was copied the first one stands, and another answer in it is left."""
        found = Answer(value, control.rule, where(place, ("control", control.number)))
        if self.answers.setdefault(place, found).value != value:
            self.unplaced.append(Unplaced("\n".join(control.texts).strip(), found.where))

    def take_ticks(self) -> None:
        """The boxes that are ticked, of each question together."""
        for (key, rows), ticked in self._ticks.items():
            entry, place, first = self._entries[key], place_of(key, rows), ticked[0][1]
            codes = list(dict.fromkeys(code for code, _ in ticked))  # a box may have been copied
            if not entry.many and len(codes) > 1:
                found = where(place, ("control", first.number))
                self.problems.append(disagreeing(self._name, place, entry, codes, found))
            else:
                self._put(place, codes if entry.many else codes[0], first)


def _value(entry: Entry, texts: Sequence[str]) -> object:
    """What a control holds, as it is written in a submission."""
    text = "\n".join(texts)
    if not entry.many:
        return meant(entry, text)
    if entry.kind == "text":
        return unlisted(text)
    return [meant(entry, one.strip()) for one in text.replace("\n", ",").split(",") if one.strip()]
