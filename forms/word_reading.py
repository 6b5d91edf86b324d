"""The answers in a Word form: by the tag of a control, by its alias, by the code of its row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from forms import word_controls, word_xml
from forms.filled import place_of
from forms.form_words import coded_rows, hints, items_by_key
from forms.gathered import Answer, FormDocument, Unplaced, gathered
from forms.layout import Entry, Part
from forms.word_controls import Control, Line
from forms.wording import code_of
from scoring.documents import Place, dotted
from scoring.places import place_label
from scoring.problems import Faults, Problem, Where

Rows = tuple[int, ...]


def read_word(name: str, main: bytes, form: Part) -> FormDocument:
    """The filled form whose main part is given; raises Faults for what contradicts itself."""
    controls, lines = word_controls.read(word_xml.parsed(main))
    entries = {key: item for key, item in items_by_key(form).items() if isinstance(item, Entry)}
    reading = _Reading(name, entries)
    for control in controls:
        reading.take(control)
    reading.take_ticks()
    reading.take_row_codes(lines)
    if reading.problems:
        raise Faults(reading.problems)
    return gathered(name, reading.answers, reading.unplaced)


def where(place: Place, number: int) -> Where:
    """A control's place in the words of the form."""
    th, en = (place_label(dotted(place), lang) for lang in ("th", "en"))
    return Where(th, en, ("control", number))


class _Reading:
    """Puts controls in their places, counting the rows of tables as they come."""

    def __init__(self, name: str, entries: Mapping[str, Entry]) -> None:
        self.answers: dict[Place, Answer] = {}
        self.problems: list[Problem] = []
        self.unplaced: list[Unplaced] = []
        self._name, self._entries = name, entries
        self._rows = _Rows()
        self._ticks: dict[tuple[str, Rows], list[tuple[str, Control]]] = defaultdict(list)
        self._seen: list[tuple[str, Rows, Control]] = []

    def take(self, control: Control) -> None:
        """One control, in its turn."""
        key, _, code = control.key.partition("=")
        entry = self._entries.get(key)
        if entry is None:
            self._leave(control)
            return
        rows = self._rows.of(control)
        self._seen.append((key, rows, control))
        if code:
            if control.ticked:
                self._ticks[key, rows].append((code, control))
        elif not control.empty and not set(control.texts) <= {*hints(entry), ""}:
            self._put(place_of(key, rows), _value(entry, control.texts), control)

    def _leave(self, control: Control) -> None:
        """What is in a control that the form does not have."""
        text = "\n".join(control.texts).strip()
        if text and not control.empty:
            self.unplaced.append(Unplaced(text, Where(control.key, control.key, ("control", control.number))))

    def _put(self, place: Place, value: object, control: Control, rule: str = "") -> None:
        self.answers[place] = Answer(value, rule or control.rule, where(place, control.number))

    def take_ticks(self) -> None:
        """The boxes that are ticked, of each question together; two of which one is due contradict."""
        for (key, rows), ticked in self._ticks.items():
            entry, place = self._entries[key], place_of(key, rows)
            codes = [code for code, _ in ticked]
            first = ticked[0][1]
            if entry.many:
                self._put(place, codes, first)
            elif len(codes) == 1:
                self._put(place, codes[0], first)
            else:
                said = {
                    "choices": ", ".join(entry.choices[code].th if entry.choices else code for code in codes)
                }
                found = where(place, first.number)
                self.problems.append(
                    Problem(self._name, None, dotted(place), "choices_disagree", said, found)
                )

    def take_row_codes(self, lines: Sequence[Line]) -> None:
        """Which row of the form is answered, where only the printed line over or before it says so."""
        for table, coded in coded_rows().items():
            named = [(line.at, row) for line in lines if (row := coded.row_in(line.outside)) is not None]
            answered = {
                place[: place_of(table, (0,)).__len__()] for place in self.answers if _in(place, table)
            }
            for key, rows, control in self._seen:
                if not key.startswith(f"{table}.") or place_of(table, rows[:1]) not in answered:
                    continue
                place = (*place_of(table, rows[:1]), coded.entry)
                before = [row for at, row in named if at < control.at]
                if place not in self.answers and before:
                    self._put(place, before[-1], control, "row")


def _in(place: Place, table: str) -> bool:
    row = place_of(table, (0,))
    return len(place) > len(row) and place[: len(row) - 1] == row[:-1]


def _value(entry: Entry, texts: Sequence[str]) -> object:
    """What a control holds, as it is written in a submission."""
    text = "\n".join(texts)
    if not entry.many:
        return code_of(entry, text)
    if entry.kind == "text":
        return [one for one in texts if one.strip()]
    return [code_of(entry, one.strip()) for one in text.replace("\n", ",").split(",") if one.strip()]


class _Rows:
    """Which row of each table a control is in.

    A table within a repeating item begins a row with each; where such items were lost, a row begins when a
    control comes that the row has had already.
    """

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._item: dict[str, int | None] = {}
        self._had: dict[str, set[str]] = {}

    def of(self, control: Control) -> Rows:
        """The number of the row in each of the tables that the control is in."""
        tables = _tables(control.key)
        for depth, table in enumerate(tables):
            item = control.items[depth] if len(control.items) == len(tables) else None
            innermost = depth == len(tables) - 1
            if self._begins(table, item, control.key if innermost else ""):
                self._begin(table, item)
            if innermost:
                self._had[table].add(control.key)
        return tuple(self._number[table] for table in tables)

    def _begins(self, table: str, item: int | None, key: str) -> bool:
        if table not in self._number or self._item[table] != item:
            return True
        return item is None and key in self._had[table]

    def _begin(self, table: str, item: int | None) -> None:
        self._number[table] = self._number.get(table, -1) + 1
        self._item[table], self._had[table] = item, set()
        for inner in [one for one in self._number if one.startswith(f"{table}.")]:
            del self._number[inner]


def _tables(key: str) -> list[str]:
    """The tables that a key is in, the outermost first: `a[].b[].c` is in `a[]` and `a[].b[]`."""
    steps = key.partition("=")[0].split("[]")
    return ["[]".join(steps[:depth]) + "[]" for depth in range(1, len(steps))]
