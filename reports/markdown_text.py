"""Text in Markdown: the words mean nothing but themselves, whoever wrote them.

No text of a city can end a table, begin a heading, make a link, name a person or become HTML.
"""

import re

from reports.terminal import plain

ACTIVE = re.compile(r"[\\`*_{}\[\]<>|~$&#]|:(?=//)|(?<=www)\.", re.IGNORECASE)
AT_START = re.compile(r"^(?:[-+=]|\d+(?=[.)](?:\s|$)))")


def inline(text: str) -> str:
    """The text on one line, after something else: in a heading, in a cell, beside a label."""
    inert = ACTIVE.sub(r"\\\g<0>", plain(text))
    return inert.replace("@", r"\@<!-- -->")  # else an address becomes a link and a name a mention


def markdown(text: str) -> str:
    """The text on a line of its own, where a sign or a number could begin a list."""
    return AT_START.sub(_at_start, inline(text))


def _at_start(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def bold(text: str) -> str:
    """The text in bold, where there is any: stars with nothing between them are a line across the page."""
    said = inline(text)
    return f"**{said}**" if said else ""
