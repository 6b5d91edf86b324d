"""The names of controls kept a second time, as bookmarks around them, and how they are given back.

LibreOffice up to 7.4 writes a control without its tag and, within a line, without its alias, and takes a
control of plain text apart; bookmarks it keeps. One that starts with `_` is not shown in Word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from forms import word_xml as x

Node = Any
NAME = re.compile(r"_r([0-9a-f]{12})_[0-9]+")
FURTHER = "+"  # at the end of a tag: more of the answer before it
RULE = "bookmark"  # what a control given its name back by a bookmark has for an alias


def marked(key: str, number: int, *inner: Node) -> list[Node]:
    """The nodes in a bookmark for a key; `number` is its own in the document."""
    start = x.w("bookmarkStart", id=number)
    start.set(_w("name"), f"_r{_digest(key)}_{number}")
    return [start, *inner, x.w("bookmarkEnd", id=number)]


def restored(root: Node, keys: Iterable[str]) -> None:
    """Names controls again by the bookmarks left of theirs; text that lost its control gets a new one.

    Where there is such a bookmark, what an alias says is not heeded: it may have come to stand elsewhere.
    """
    names = {_digest(key): key for key in keys}
    found = list(_bookmarks(root, names))
    if not found:
        return
    for properties in root.iter(_w("sdtPr")):
        if properties.find(_w("tag")) is None:
            _drop(properties, "alias")
    ends = {one.get(_w("id")): one for one in root.iter(_w("bookmarkEnd"))}
    for start, key in found:
        _name(start, ends.get(start.get(_w("id"))), key)


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:12]


def _w(name: str) -> str:
    return f"{{{x.W}}}{name}"


def _bookmarks(root: Node, names: Mapping[str, str]) -> Iterator[tuple[Node, str]]:
    """The bookmarks of answers whose control has no tag, each with its key."""
    for start in root.iter(_w("bookmarkStart")):
        match = NAME.fullmatch(start.get(_w("name"), ""))
        if match and match[1] in names and not _is_tagged(start):
            yield start, names[match[1]]


def _is_tagged(start: Node) -> bool:
    """Whether a control that still has its tag stands around the bookmark or right behind it."""
    around = [
        one for one in start.iterancestors(_w("sdt")) if _child(one, "sdtPr", "repeatingSection") is None
    ]
    after = start.getnext()
    near = [*around, *([after] if after is not None else [])]
    return any(_child(one, "sdtPr", "tag") is not None for one in near)


def _child(node: Node, *names: str) -> Node:
    """What is reached by these names; None where it is not."""
    for name in names:
        node = node.find(_w(name)) if node is not None else None
    return node


def _drop(properties: Node, name: str) -> None:
    for one in properties.findall(_w(name)):
        properties.remove(one)


def _name(start: Node, end: Node, key: str) -> None:
    """Gives the control at a bookmark its key, making one where there is none."""
    content = start.getparent()
    control = content.getparent() if x.is_named(content, "sdtContent") else start.getnext()
    if control is None or not x.is_named(control, "sdt"):
        control = _wrapped(start, end)
    properties = _child(control, "sdtPr")
    properties.append(x.val("tag", key))
    properties.append(x.val("alias", RULE))
    for paragraph in _paragraphs_between(start, end):
        _whole(paragraph, end, key + FURTHER)


def _wrapped(start: Node, end: Node) -> Node:
    """A new control around what stands in the paragraph behind a bookmark's start, up to its end."""
    content = x.w("sdtContent")
    control = x.w("sdt", x.w("sdtPr"), content)
    for one in list(start.itersiblings()):
        if one is end:
            break
        content.append(one)
    start.addnext(control)
    return control


def _paragraphs_between(start: Node, end: Node) -> list[Node]:
    """The paragraphs behind that of a bookmark's start, up to that of its end: the user pressed Enter."""
    first, last = (_paragraph(one) if one is not None else None for one in (start, end))
    if first is None or last is None or first is last:
        return []
    found: list[Node] = []
    for one in first.itersiblings(_w("p")):
        found.append(one)
        if one is last:
            return found
    return []


def _paragraph(node: Node) -> Node:
    return next(node.iterancestors(_w("p")), None)


def _whole(paragraph: Node, end: Node, key: str) -> None:
    """A control around all of a paragraph, or what of it stands before the bookmark's end."""
    start = x.w("bookmarkStart", id=0)
    properties = _child(paragraph, "pPr")
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    control = _wrapped(start, end)
    _child(control, "sdtPr").extend((x.val("tag", key), x.val("alias", RULE)))
    paragraph.remove(start)
