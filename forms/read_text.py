"""What an answer says that was written where the form left room, as a submission has it."""

import re

from forms.layout import Entry
from forms.printed_lines import BLANK, ERA, LEADER
from forms.ticked_words import choice
from forms.wording import CENTURY, meant

LONGEST = 60  # letters of a date or an amount, with a word or two around it
INNER = re.compile(rf"(?:{LEADER})+")


def blank(text: str) -> bool:
    """Whether there is nothing in it but what the form leaves for an answer: dots, strokes and brackets."""
    return BLANK.fullmatch(text) is not None


def could_be(entry: Entry, text: str) -> bool:
    """Whether a paragraph of its own could be the answer that is still out: words, a choice, or a number."""
    if entry.choices or entry.kind == "flag":
        return choice(entry, text) is not None
    return entry.kind == "text" or (len(text) < LONGEST and any(one.isdigit() for one in text))


def value(entry: Entry, text: str) -> object:
    """The answer; None for one that was left blank."""
    text = text.strip()
    if blank(text):
        return None
    if entry.choices or entry.kind == "flag":
        return choice(entry, text) or text
    if entry.kind == "text":
        return [one.strip() for one in re.split(r"[,\n]", text) if one.strip()] if entry.many else text
    text = INNER.sub(" ", text).strip(" ()")
    unsaid = text.replace(ERA, "").strip()
    if blank(unsaid) or (entry.kind == "year" and unsaid == CENTURY):
        return None
    return meant(entry, text)
