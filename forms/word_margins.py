"""Text of a Word file beside the form, in headers, footers and notes: it answers nothing known."""

import re
from collections.abc import Iterator, Mapping

from forms import word_controls, word_xml
from forms.form_words import margin_place
from forms.gathered import Unplaced
from forms.known_words import KnownWords
from scoring.problems import Where

PART = re.compile(r"word/(header|footer|footnotes|endnotes)[0-9]*\.xml")


def margin_texts(parts: Mapping[str, bytes], known: KnownWords) -> Iterator[Unplaced]:
    """The paragraphs with words in them, but for those of the form; numbers of pages are none.

    Raises NotXml for a part that cannot be read.
    """
    for name in sorted(parts):
        part = PART.fullmatch(name)
        if part is None:
            continue
        where = Where(margin_place("th", part[1]), margin_place("en", part[1]))
        _, lines = word_controls.read(word_xml.parsed(parts[name]))
        for text in dict.fromkeys(line.outside.strip() for line in lines):
            if any(letter.isalpha() for letter in text) and not known.has(text):
                yield Unplaced(text, where)
