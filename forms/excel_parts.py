"""The parts of a workbook file that answers can be in, as XML: sheets, shared texts, and formats of numbers.

Read here and not by openpyxl, which changes texts such as `_x0041_`, forgets which cells are merged, cannot
give a formula together with its value, and stops at looks that it does not know. Names are those of ECMA-376,
part 1, section 18; parts are read one element at a time, since a sheet may have a million of them.
"""

import io
import posixpath
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from forms.archive_parts import Parts

Node = Any  # an lxml element
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how Excel writes what XML cannot hold
MAIN, STRINGS, STYLES = "/officeDocument", "/sharedStrings", "/styles"  # how kinds of relationships end


class SheetPart(NamedTuple):
    """A sheet: its title, whether it is hidden, and the name of its part."""

    title: str
    hidden: bool
    part: str


class BookParts:
    """The parts of a workbook; raises whatever lxml does where one is not as it should be."""

    def __init__(self, name: str, raw: bytes) -> None:
        self._archive = Parts(name, raw)
        main = next(target for kind, _, target in self._relations("") if kind.endswith(MAIN))
        relations = list(self._relations(main))
        targets = {number: target for _, number, target in relations}
        self.sheets: list[SheetPart] = []
        self.since_1904 = False
        for node in self.elements(main, "sheet", "workbookPr"):
            if etree.QName(node).localname == "sheet":
                self.sheets.append(_sheet(node, targets))
            else:
                self.since_1904 = node.get("date1904") in ("1", "true")
        self.strings = [text_in(one) for one in self._of_kind(relations, STRINGS, "si")]
        self.formats = _formats(self._of_kind(relations, STYLES, "numFmt", "cellXfs"))

    def elements(self, part: str, *names: str) -> Iterator[Node]:
        """The elements of these names in a part, each whole and forgotten when the next is asked for."""
        tags = [f"{{*}}{name}" for name in names]
        raw = io.BytesIO(self._archive.part(part))
        for _, node in etree.iterparse(raw, tag=tags, resolve_entities=False, no_network=True):
            yield node
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]

    def _of_kind(self, relations: list[tuple[str, str, str]], kind: str, *names: str) -> Iterator[Node]:
        for found, _, target in relations:
            if found.endswith(kind):
                yield from self.elements(target, *names)

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """What a part, or the file as a whole, leads to: the kind, its number, and the name of the part."""
        folder, name = posixpath.split(part)
        for node in self.elements(posixpath.join(folder, "_rels", f"{name}.rels"), "Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/")
            yield node.get("Type", ""), node.get("Id", ""), target


def _sheet(node: Node, targets: dict[str, str]) -> SheetPart:
    number = next(value for name, value in node.attrib.items() if etree.QName(name).text.endswith("}id"))
    return SheetPart(node.get("name"), node.get("state", "visible") != "visible", targets[number])


def text_in(node: Node) -> str:
    """A text whatever the looks of its pieces; how Thai or Japanese is pronounced is no part of it."""
    pieces = (one.text or "" for one in node.iter("{*}t") if etree.QName(one.getparent()).localname != "rPh")
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """The text that Excel shows for what it wrote."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _formats(nodes: Iterator[Node]) -> list[str]:
    """The format of numbers in each look of cells: as it is written, or its number where that is all."""
    codes: dict[str, str] = {}
    formats: list[str] = []
    for node in nodes:
        if etree.QName(node).localname == "numFmt":
            codes[node.get("numFmtId", "")] = node.get("formatCode", "")
        else:
            numbers = (one.get("numFmtId", "0") for one in node.iter("{*}xf"))
            formats = [codes.get(number, number) for number in numbers]
    return formats
