"""Text as it is compared: its letters and digits alone, each with the place that it has in the text."""

import re
import unicodedata
from typing import NamedTuple

from scoring.thai_dates import INVISIBLE, thai_digits_to_arabic

LETTER = re.compile(r"[^\W_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
NUMBER = re.compile(r"(?:[•\-–*·\s]|o\s)*(?:[0-9๐-๙]+(?:[.][0-9๐-๙]+)*[.)]?\s*)?")
APART = "\u0e4d\u0e32"  # SARA AM in two, as some programs write it


class Spelled(NamedTuple):
    """A text, the letters and digits in it, and where each of them stands; `start` is behind its number."""

    text: str
    letters: str
    places: tuple[int, ...]
    start: int

    def between(self, first: int, last: int | None = None) -> str:
        """What stands behind the letter before `first` and before the letter `last`, or to the end."""
        begin = self.places[first - 1] + 1 if first else 0
        end = self.places[last] if last is not None and last < len(self.places) else len(self.text)
        return self.text[begin:end]


def _composed(text: str) -> str:
    return INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace(APART, "\u0e33")


def spelled(text: str) -> Spelled:
    """A text in its letters; the number of an item and the marks before it do not count as its beginning."""
    text = _composed(text)
    letters: list[str] = []
    places: list[int] = []
    for found in LETTER.finditer(text):
        for letter in thai_digits_to_arabic(found.group()).casefold():
            letters.append(letter)
            places.append(found.start())
    number = NUMBER.match(text)
    behind = number.end() if number else 0
    start = next((at for at, place in enumerate(places) if place >= behind), len(places))
    return Spelled(text, "".join(letters), tuple(places), start)


def bare(text: str) -> str:
    """The letters and digits alone, small: what two spellings of the same words have in common."""
    return thai_digits_to_arabic("".join(LETTER.findall(_composed(text)))).casefold()


def unnumbered(text: str) -> str:
    """The same without the number of an item before it."""
    number = NUMBER.match(text)
    return bare(text[number.end() :] if number else text)
