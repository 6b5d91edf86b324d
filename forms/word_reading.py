"""The answers in a Word form: by controls, by the code of a row, by the words that the form prints."""

from collections.abc import Iterator, Mapping, Sequence

from forms import word_controls, word_xml
from forms.form_words import items_by_key
from forms.gathered import FormDocument, gathered
from forms.known_words import KnownWords
from forms.layout import Entry, Part
from forms.word_bookmarks import restored
from forms.word_control_answers import ControlAnswers, keys_of
from forms.word_controls import Line
from forms.word_headings import HeadingAnswers
from forms.word_margins import margin_texts
from forms.word_results_reading import ResultAnswers
from forms.word_row_codes import row_answers
from scoring.edition import Edition
from scoring.problems import Faults, Problem


def read_word(
    name: str, main: bytes, form: Part, edition: Edition, margins: Mapping[str, bytes] | None = None
) -> FormDocument:
    """The filled form whose main part is given; raises Faults for what contradicts itself.

    `margins` are the parts of headers, footers and notes, by their names.
    """
    entries = {key: item for key, item in items_by_key(form).items() if isinstance(item, Entry)}
    known = KnownWords(form, edition)
    try:
        root, beside = word_xml.parsed(main), list(margin_texts(margins or {}, known))
    except word_xml.NotXml:
        raise Faults([Problem(name, None, "", "archive_damaged", {})]) from None
    restored(root, [key for entry in entries.values() for key in keys_of(entry)])
    controls, lines = word_controls.read(root)
    found = ControlAnswers(name, entries)
    for control in controls:
        found.take(control)
    found.take_ticks()
    answers = found.answers | dict(row_answers(found.answers, found.seen, lines))
    results = ResultAnswers(entries, known, answers)
    headings = HeadingAnswers(name, entries, known, answers)
    headings.take(results.take(list(_single(lines))))
    if found.problems or headings.problems:
        raise Faults([*found.problems, *headings.problems])
    left = [*found.unplaced, *results.unplaced, *headings.unplaced, *beside]
    return gathered(name, answers | results.answers | headings.answers, left)


def _single(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines as they are seen: one that was broken by hand is several."""
    for line in lines:
        for text in line.outside.split("\n"):
            yield line._replace(outside=text)
