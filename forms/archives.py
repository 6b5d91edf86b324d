"""Word and Excel files from the street: looked over before anything in them is read.

Nothing that a file refers to is fetched: templates, linked pictures and data stay where they are. What is
refused is refused with a sentence that says how to save it anew.
"""

from pathlib import PurePath
from typing import Literal

from forms.archive_parts import Parts
from forms.office_kinds import refuse, refuse_others
from forms.word_xml import Node, NotXml, is_named, parsed

Kind = Literal["docx", "xlsx"]
LIMIT = 60_000_000  # of a file as it is; pictures are most of it
MOST_WITHIN = 10  # paragraphs around a paragraph; a text box in a text box is three
TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"
MAIN: dict[str, Kind] = {
    "wordprocessingml.document.main+xml": "docx",
    "wordprocessingml.template.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xlsx",
}
BINARY = "application/vnd.ms-excel.sheet.binary"
DOCUMENT = "/officeDocument"  # at the end of the kind of relationship that leads to the main part
LINKED = ("/image", "/oleObject", "/package", "/video", "/audio", "/media")  # and those to files shown in it
STRICT = b"http://purl.oclc.org/ooxml/"


class Archive:
    """A Word or Excel file that may be read."""

    def __init__(self, name: str, kind: Kind, parts: Parts, main: str) -> None:
        self.name, self.kind, self.parts, self._main = name, kind, parts, main

    def links(self) -> tuple[str, ...]:
        """Where pictures and files are that it shows and does not hold; nobody follows them."""
        found = (
            node.get("Target", "").strip()
            for part in self.parts.names()
            if part.endswith(".rels")
            for node in _xml(self.name, self.parts, part)
            if node.get("TargetMode") == "External" and node.get("Type", "").endswith(LINKED)
        )
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def main(self) -> bytes:
        """The part that the text is in, as XML without declarations; raises Faults for what no form has."""
        raw = self.parts.part(self._main)
        if STRICT in raw[:4000]:
            refuse(self.name, "archive_strict")
        if self.kind == "docx" and _entangled(_xml(self.name, self.parts, self._main)):
            refuse(self.name, "archive_damaged")
        return raw


def opened(name: str, raw: bytes) -> Archive:
    """The file, if it is a Word or Excel file that is safe to read; raises Faults."""
    if len(raw) > LIMIT:
        refuse(name, "archive_too_large", most=f"{LIMIT / 1e6:,g}")
    refuse_others(name, raw)
    parts = Parts(name, raw)
    kind = _kind(name, parts)
    if any(PurePath(one).name.lower() == "vbaproject.bin" for one in parts.names()):
        refuse(name, "archive_macros")
    parts.look_over_xml()
    return Archive(name, kind, parts, _main(name, parts))


def _kind(name: str, parts: Parts) -> Kind:
    """By what the file says its parts are, and not by its name."""
    if TYPES not in parts.names():
        refuse(name, _other(PurePath(name).suffix.lower(), parts.names()))
    types = [node.get("ContentType", "") for node in _xml(name, parts, TYPES)]
    if any(one.startswith(BINARY) for one in types):
        refuse(name, "file_other_office")
    if any("macroEnabled" in one for one in types):
        refuse(name, "archive_macros")
    for one in types:
        found = MAIN.get(one.rpartition("openxmlformats-officedocument.")[2])
        if found is not None:
            return found
    return refuse(name, "file_other_office")


def _other(suffix: str, names: list[str]) -> str:
    """What an archive is that is none of Word's or Excel's."""
    if "mimetype" in names or any(one.endswith(".iwa") for one in names):
        return "file_other_office"
    return "file_zip" if suffix == ".zip" else "file_no_office"


def _main(name: str, parts: Parts) -> str:
    there = parts.names()
    for node in _xml(name, parts, RELATIONS) if RELATIONS in there else ():
        target: str = node.get("Target", "").lstrip("/")
        if node.get("Type", "").endswith(DOCUMENT) and target in there:
            return target
    return refuse(name, "archive_damaged")


def _xml(name: str, parts: Parts, part: str) -> Node:
    try:
        return parsed(parts.part(part))
    except NotXml:
        return refuse(name, "archive_damaged")


def _entangled(root: Node) -> bool:
    """Whether paragraphs are in paragraphs deeper than people write, each read again for all around it."""
    waiting = [(root, 0)]
    while waiting:
        node, around = waiting.pop()
        within = around + is_named(node, "p")
        if within > MOST_WITHIN:
            return True
        waiting += [(child, within) for child in node]
    return False
