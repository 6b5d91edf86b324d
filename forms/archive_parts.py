"""The parts of a Word or Excel file, unpacked one at a time and no further than a form can need.

Nothing is unpacked to a disk, and an archive within an archive stays shut: it is a part like any other. What
a part says of its size is not believed.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from forms.office_kinds import refuse

MOST_PARTS = 5_000
MOST_UNPACKED = 400_000_000
MOST_XML = 60_000_000  # of one part: ten thousand projects are a tenth of that
MOST_TAGS, MOST_TAGS_IN_ALL = 1_000_000, 4_000_000  # the largest report filled so far has 70,000
BLOCK = 1_000_000
ENTRY = b"PK\x01\x02"  # with which each part is announced at the end of an archive
XML = (".xml", ".rels")
DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii"}  # all that the standard allows; in others a DTD could hide
MARK = re.compile(rb"\s*(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?")  # of the order of bytes, before the text
OUTSIDE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|\\|^[A-Za-z]:")


class Parts:
    """What is in an archive; raises Faults for one that is damaged, locked or larger than any form."""

    def __init__(self, name: str, raw: bytes) -> None:
        self._name = name
        if raw.count(ENTRY) > 4 * MOST_PARTS:  # before each is made a record; files within bring their own
            refuse(name, "archive_bomb")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            refuse(name, "archive_damaged")
        self._found = self._zip.infolist()
        self._look_over()

    def _look_over(self) -> None:
        if len(self._found) > MOST_PARTS or sum(one.file_size for one in self._found) > MOST_UNPACKED:
            refuse(self._name, "archive_bomb")
        if any(one.flag_bits & 1 for one in self._found):
            refuse(self._name, "file_password")
        names = [one.filename for one in self._found]
        if len({one.casefold() for one in names}) < len(names) or any(map(OUTSIDE.search, names)):
            refuse(self._name, "archive_damaged")

    def names(self) -> list[str]:
        """What parts there are, folders left out, in the order of the archive."""
        return [one.filename for one in self._found if not one.is_dir()]

    def look_over_xml(self) -> None:
        """Refuses what a parser must not see, before one sees it."""
        tags = 0
        for name in self.names():
            if name.endswith(XML):
                tags += self.part(name).replace(b"\0", b"").count(b"<")
        if tags > MOST_TAGS_IN_ALL:
            refuse(self._name, "archive_bomb")

    def part(self, name: str) -> bytes:
        """The bytes of a part; one of XML declares nothing and holds no more than a parser can take."""
        most = MOST_XML if name.endswith(XML) else MOST_UNPACKED
        raw = b"".join(self.blocks(name, most))
        if name.endswith(XML):
            self._refuse_xml(raw.replace(b"\0", b""))
        return raw

    def _refuse_xml(self, text: bytes) -> None:
        """`text` is the part without the zeros of UTF-16, in which tags are what they are in UTF-8."""
        if not _is_text(text):
            refuse(self._name, "archive_damaged")
        if DECLARES.search(text):
            refuse(self._name, "archive_entities")
        if text.count(b"<") > MOST_TAGS:
            refuse(self._name, "archive_bomb")

    def blocks(self, name: str, most: int = MOST_UNPACKED) -> Iterator[bytes]:
        """The bytes of a part, a block at a time; raises Faults once there are more than `most`."""
        size = 0
        try:
            with self._zip.open(name) as file:
                while block := file.read(BLOCK):
                    size += len(block)
                    if size > most:
                        break
                    yield block
        except Exception:  # zipfile, zlib, lzma and bz2 each have errors of their own
            refuse(self._name, "archive_damaged")
        if size > most:
            refuse(self._name, "archive_bomb")


def _is_text(text: bytes) -> bool:
    """Whether it begins as XML does, in an encoding of the standard if it says in which."""
    mark = MARK.match(text)
    start = text[mark.end() :] if mark else text
    declared = ENCODING.search(start.partition(b"?>")[0]) if start.startswith(b"<?xml") else None
    return start.startswith(b"<") and (declared is None or declared[1].lower() in ENCODINGS)
