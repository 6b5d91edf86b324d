"""Which row of the form is answered, where only a line that the form prints says so."""

from collections.abc import Iterator, Mapping, Sequence

from forms.filled import place_of
from forms.form_words import CodedRows, coded_rows
from forms.gathered import Answer
from forms.word_control_answers import Seen, where
from forms.word_controls import Line
from scoring.documents import Place


def row_answers(
    answers: Mapping[Place, Answer], seen: Sequence[Seen], lines: Sequence[Line]
) -> Iterator[tuple[Place, Answer]]:
    """For each answered row of such a table that does not say which it is, what the line over it says."""
    for table, coded in coded_rows().items():
        depth = len(place_of(table, (0,)))
        rows = {place[:depth] for place in answers if _is_in(place, place_of(table, (0,)))}
        first: dict[Place, Seen] = {}
        for one in seen:
            if one.key.startswith(f"{table}."):
                first.setdefault(place_of(table, one.rows[:1]), one)
        for row in sorted(rows & first.keys(), key=str):
            place, code = (*row, coded.entry), _code_over(first[row], coded, lines)
            if place not in answers and code is not None:
                yield place, Answer(code, "row", where(place, ("control", first[row].control.number)))


def _is_in(place: Place, row: Place) -> bool:
    return len(place) > len(row) and place[: len(row) - 1] == row[:-1]


def _code_over(one: Seen, coded: CodedRows, lines: Sequence[Line]) -> str | None:
    """The row named by the nearest line before a control in the same table."""
    cell, code = one.control.cell, None
    for line in lines:
        if line.at > one.control.at:
            break
        if cell and line.cell and line.cell[0] == cell[0]:
            code = coded.row_in(line.outside) or code
    return code
