"""Whether a text is the form's own: its wording, labels and hints, so that nobody's answer is in it."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from forms.form_words import Block, added_title, all_blocks, hints, official, pieces, serves, titles_of
from forms.layout import Entry, Part, Said
from forms.spelled import bare, unnumbered
from forms.wording import FLAGS
from scoring.edition import Edition

PIECE = 12  # letters of the form's wording in a row that nobody else writes
GRAM = 4
SLIP = 3  # letters in a row of Appendix A that are not as the edition has them


class KnownWords:
    """The words of the form under an edition, as letters."""

    def __init__(self, form: Part, edition: Edition) -> None:
        self._whole = {bare(text) for text in _printed()} | {unnumbered(text) for text in _printed()}
        labels = {bare(text) for text in _labels(form, edition)} | self._whole
        choices = {bare(text) for text in _choices(form)}
        self._labels, self._ticks = _any_of(labels), _any_of(labels | choices)
        self._found: dict[tuple[str, bool], bool] = {}
        self._text = "\n".join(sorted(self._whole, key=len))
        said = (*(one.words.wording for one in edition.criteria), *(one.title for one in edition.sections))
        wording = (text for one in said for text in (one.th, one.en))
        self._criteria = {gram for text in wording for gram in _grams(bare(text))}

    def has(self, text: str, *, beside_controls: bool = False) -> bool:
        """Whether all of it is the form's; beside controls stand the words of choices too."""
        found = self._found.get((text, beside_controls))
        if found is None:
            found = self._found[text, beside_controls] = self._has(text, beside_controls)
        return found

    def _has(self, text: str, beside_controls: bool) -> bool:
        letters = bare(text)
        if letters in self._whole or not letters:
            return True
        if len(letters) > PIECE and (letters in self._text or unnumbered(text) in self._text):
            return True
        return not (self._ticks if beside_controls else self._labels).sub("", letters)

    def of_a_criterion(self, text: str) -> bool:
        """Whether it is a line of Appendix A, as far as slips of the pen allow."""
        letters = unnumbered(text)
        known = [False] * len(letters)
        for at in range(len(letters) - GRAM + 1):
            if letters[at : at + GRAM] in self._criteria:
                known[at : at + GRAM] = [True] * GRAM
        return all(len(list(run)) <= SLIP for is_known, run in groupby(known) if not is_known)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _grams(letters: str) -> set[str]:
    return {letters[at : at + GRAM] for at in range(len(letters) - GRAM + 1)}


def _printed() -> Iterator[str]:
    """Everything that the official form says, line by line and piece by piece."""
    for kind, body in all_blocks(block for blocks in official().values() for block in blocks):
        if isinstance(body, dict):
            yield from _words(kind, body)


def _words(kind: str, body: Block) -> Iterator[str]:
    for said in _bilingual(kind, body):
        for text in filter(None, (said.get(name) for name in ("th", "en", "also", "over"))):
            yield f"{said['code']}. {text}" if "code" in said else text
            yield from (piece.text for piece in pieces(text))


def _bilingual(kind: str, body: Block) -> Iterator[Any]:
    if "th" in body or "over" in body:
        yield body
    yield from body.get("head", ())
    yield from body.get("columns", ())
    yield from ({"th": words} for words in body.get("words", ()))
    if "unit" in body:
        yield body["unit"]
    for row in body.get("rows", ()):
        yield from (row[name] for name in ("label", "band") if name in row)
        if "th" in row:
            yield row
            yield {**row, "th": f"{row['code']} {row['th']}", "code": row["code"]}


def _labels(form: Part, edition: Edition) -> Iterator[str]:
    """What stands before or over fields and tables."""
    titles = titles_of(edition)
    yield from (added_title(lang) for lang in ("th", "en"))
    for item, within in _items(form, None):
        yield from (item.said.title.th, item.said.title.en)
        yield from (serves(item.said, within, titles, lang) for lang in ("th", "en"))


def _items(part: Part, within: Said | None) -> Iterator[tuple[Entry | Part, Said | None]]:
    for item in part.items:
        yield item, within
        if isinstance(item, Part):
            yield from _items(item, item.said)


def _choices(form: Part) -> Iterator[str]:
    """The words of boxes to tick and of lists, and what stands in fields that are empty."""
    for words in FLAGS.values():
        yield from words.values()
    for entry in form.all_entries():
        yield from hints(entry)
        for title in entry.choices.values():
            yield from (title.th, title.en)
