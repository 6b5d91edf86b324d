"""Word and Excel files from the street: looked over before anything in them is read.

Nothing is unpacked to a disk and nothing that a file refers to is fetched. What is refused is refused with a
sentence that says how to save it anew.
"""

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal, NoReturn

from forms.word_xml import Node, NotXml, parsed
from scoring.problems import Faults, Problem

Kind = Literal["docx", "xlsx"]
LIMIT = 60_000_000  # of a file as it is; pictures are most of it
MOST_UNPACKED = 400_000_000
MOST_XML = 60_000_000  # of one part: ten thousand projects are a tenth of that
MOST_PARTS = 5_000
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK"
OFFICE = {
    *(".docx", ".docm", ".doc", ".dotx", ".rtf", ".odt", ".pages"),
    *(".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".ods", ".numbers"),
    *(".pdf", ".htm", ".html", ".mht"),
}
SIGNS = {b"%PDF": "file_pdf", b"{\\rt": "file_other_office", b"<htm": "file_other_office"}
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TYPES = "[Content_Types].xml"
MAIN: dict[str, Kind] = {
    "wordprocessingml.document.main+xml": "docx",
    "wordprocessingml.template.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xlsx",
}
DOCUMENT = "/officeDocument"  # at the end of the kind of relationship that leads to the main part
STRICT = "http://purl.oclc.org/ooxml/"
DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Archive:
    """The parts of a Word or Excel file that may be read."""

    def __init__(self, name: str, kind: Kind, parts: zipfile.ZipFile, main: str) -> None:
        self.name, self.kind, self._parts, self._main = name, kind, parts, main

    @property
    def main(self) -> bytes:
        """The part that the text is in, as XML without declarations."""
        raw = self.part(self._main)
        if STRICT.encode() in raw[:4000]:
            _refuse(self.name, "archive_strict")
        return raw

    def names(self) -> list[str]:
        """What parts there are, folders left out."""
        return [one.filename for one in self._parts.infolist() if not one.is_dir()]

    def part(self, name: str) -> bytes:
        """The bytes of a part; raises Faults for one that is not as it says it is."""
        return _part(self.name, self._parts, name)


def is_meant(suffix: str, raw: bytes) -> bool:
    """Whether a file is one of an office program, by the end of its name or by how it begins."""
    return suffix in OFFICE or raw[:4] == OLE or raw[:2] == ZIP


def opened(name: str, raw: bytes) -> Archive:
    """The file, if it is a Word or Excel file that is safe to read; raises Faults."""
    if len(raw) > LIMIT:
        _refuse(name, "archive_too_large", size=f"{len(raw) / 1e6:,.1f}", most=f"{LIMIT / 1e6:,g}")
    if raw[:4] == OLE:
        _refuse(name, "file_password" if ENCRYPTED in raw else "file_old_office")
    if raw[:2] != ZIP:
        start = raw[:200].lstrip(b"\xef\xbb\xbf \r\n\t")[:4].lower()
        _refuse(name, next((code for sign, code in SIGNS.items() if start == sign.lower()), "file_no_office"))
    try:
        parts = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        _refuse(name, "archive_damaged")
    _look_over(name, parts)
    kind, main = _kind(name, parts), _main(name, parts)
    return Archive(name, kind, parts, main)


def _look_over(name: str, parts: zipfile.ZipFile) -> None:
    """Refuses what would not fit, what is locked, and what carries programs."""
    found = parts.infolist()
    names = [one.filename for one in found]
    if len(found) > MOST_PARTS or sum(one.file_size for one in found) > MOST_UNPACKED:
        _refuse(name, "archive_bomb")
    if any(one.flag_bits & 1 for one in found):
        _refuse(name, "file_password")
    if len(set(names)) < len(names):
        _refuse(name, "archive_damaged")
    if any(PurePath(one).name.lower() == "vbaproject.bin" for one in names):
        _refuse(name, "archive_macros")
    if TYPES not in names:
        _refuse(name, "file_other_office" if "mimetype" in names else "file_no_office")
    for one in names:
        if one.endswith((".xml", ".rels")):
            _part(name, parts, one)


def _part(name: str, parts: zipfile.ZipFile, part: str) -> bytes:
    """One part, unpacked no further than is allowed; an XML part must declare nothing."""
    is_xml = part.endswith((".xml", ".rels"))
    most = MOST_XML if is_xml else MOST_UNPACKED
    try:
        with parts.open(part) as file:
            raw = file.read(most + 1)
    except (KeyError, zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OSError, NotImplementedError):
        _refuse(name, "archive_damaged")
    except Exception as error:  # zlib, lzma and bz2 each have errors of their own
        raise Faults([Problem(name, None, "", "archive_damaged", {})]) from error
    if len(raw) > most:
        _refuse(name, "archive_bomb")
    if is_xml and DECLARES.search(raw.replace(b"\0", b"")):
        _refuse(name, "archive_entities")
    return raw


def _kind(name: str, parts: zipfile.ZipFile) -> Kind:
    """By what the file says its parts are, and not by its name."""
    types = [node.get("ContentType", "") for node in _xml(name, parts, TYPES)]
    if any("macroEnabled" in one for one in types):
        _refuse(name, "archive_macros")
    for one in types:
        found = MAIN.get(one.rpartition("openxmlformats-officedocument.")[2])
        if found is not None:
            return found
    return _refuse(name, "file_other_office")


def _main(name: str, parts: zipfile.ZipFile) -> str:
    for node in _xml(name, parts, "_rels/.rels"):
        target: str = node.get("Target", "").lstrip("/")
        if node.get("Type", "").endswith(DOCUMENT) and target in parts.NameToInfo:
            return target
    return _refuse(name, "archive_damaged")


def _xml(name: str, parts: zipfile.ZipFile, part: str) -> Node:
    try:
        return parsed(_part(name, parts, part))
    except NotXml:
        return _refuse(name, "archive_damaged")


def _refuse(name: str, code: str, **values: object) -> NoReturn:
    values.setdefault("suffix", PurePath(name).suffix.lower())
    raise Faults([Problem(name, None, "", code, values)])
