"""Thai digits where they are asked for: the last step over what is said, in Thai alone.

What is no prose keeps its Arabic digits: codes and versions, names of files and addresses, days as they are
stored, fingerprints, commands. The fields of a page in which a reader types keep them too, and the numbers of
a Word file's pages: for the switch that asks Word for Thai digits, LibreOffice prints Thai letters.
"""

import re
from collections.abc import Sequence
from typing import Any

from reports.paper import Paper

ARABIC, THAI = "arabic", "thai"
TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
PIECE = re.compile(r"&#?\w+;|[^\s&]+|&")
CODE = re.compile(r"[A-Za-z_@]|\b\d{12}\b|\d{4}-\d\d-\d\d|\d+\.\d+\.\d+")
POINT = re.compile(r"\W*\d+(\.\d+)?[a-z]?\W*")  # of the form: 1.1a
COMMAND = "renewal "
TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)([^>]*)>")
CLOSED = {"script", "style", "code", "kbd"}
COUNTERS = re.compile(r"counter\((pages?)\)")
AS_THEY_ARE = {"lang", "look", "state"}
SVG_TEXT = re.compile(r"(?<=>)[^<>]+(?=</text>)")


def spelled(text: str) -> str:
    """Thai prose with Thai digits; a piece of it between spaces that is a code stays as it is."""
    if text.startswith(COMMAND):
        return text
    return PIECE.sub(lambda found: _piece(found[0]), text)


def _piece(piece: str) -> str:
    coded = CODE.search(piece) and not POINT.fullmatch(piece)
    return piece if coded or piece.startswith("&") else piece.translate(TO_THAI)


def on_paper(papers: Sequence[Paper], digits: str) -> list[Paper]:
    """The papers, those in Thai with the digits asked for."""
    if digits == ARABIC:
        return list(papers)
    return [_with_thai(paper)._replace(digits=THAI) if paper.lang == "th" else paper for paper in papers]


def _with_thai(value: Any, name: str = "") -> Any:
    """The same block, row or text; a picture's own texts are those between its tags."""
    if isinstance(value, str):
        if name == "svg":
            return SVG_TEXT.sub(lambda text: spelled(text[0]), value)
        return value if name in AS_THEY_ARE else spelled(value)
    if isinstance(value, tuple):
        names = getattr(value, "_fields", (name,) * len(value))
        made = [_with_thai(each, own) for each, own in zip(value, names, strict=True)]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    return value


def on_page(page: bytes, digits: str) -> bytes:
    """A page of HTML with the digits asked for, in what it says in Thai and in what its script will say."""
    text = page.decode("utf-8")
    if digits == ARABIC or '<html lang="th"' not in text:
        return page
    text = text.replace("<html ", f'<html data-digits="{THAI}" ', 1)
    return "".join(_page(text)).encode("utf-8")


def _page(text: str) -> list[str]:
    """The page piece by piece; within an element that is closed to this, and to its end, nothing changes."""
    made: list[str] = []
    end, closed, depth = 0, "", 0
    for tag in TAG.finditer(text):
        said = text[end : tag.start()]
        made.append(_closed(said, closed) if closed else spelled(said))
        made.append(tag[0])
        end = tag.end()
        if closed:
            depth += (tag[2] == closed) * (-1 if tag[1] else 1)
            closed = closed if depth else ""
        elif not tag[1] and (tag[2] in CLOSED or ' lang="en"' in tag[3]):
            closed, depth = tag[2], 1
    return [*made, text[end:]]


def _closed(text: str, element: str) -> str:
    """Of a style sheet the numbers of printed pages."""
    return COUNTERS.sub(r"counter(\1,thai)", text) if element == "style" else text
