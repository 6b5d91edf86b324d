"""The files in a zip that a boundary came in: read in memory, no further than is allowed, never to a disk."""

import io
import zipfile
from pathlib import PurePosixPath

from forms.archive_parts import ENTRY
from forms.boundary_drawn import LIMIT, unfit

MOST_FILES = 200


class Zipped:
    """What is in a zip, by names without their folders; what a Mac adds for itself is left out."""

    def __init__(self, name: str, raw: bytes) -> None:
        self._name, self._left = name, LIMIT
        if raw.count(ENTRY) > 4 * MOST_FILES:  # before each is made a record
            unfit(name, "boundary_zip_large", most=f"{LIMIT / 1e6:,g}")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            unfit(name, "boundary_zip_damaged")
        found = self._zip.infolist()
        if len(found) > MOST_FILES:
            unfit(name, "boundary_zip_large", most=f"{LIMIT / 1e6:,g}")
        self.names = [one.filename for one in found if _is_meant(one)]

    def ending(self, suffix: str) -> list[str]:
        """The names that end so, in any case of letters."""
        return [name for name in self.names if name.lower().endswith(suffix)]

    def read(self, name: str) -> bytes:
        """The bytes of a file; all that is read of one zip may not be larger than a file may be."""
        try:
            with self._zip.open(name) as file:
                raw = file.read(self._left + 1)
        except (
            Exception
        ):  # locked, cut short, packed in a way unknown: zlib, lzma, bz2 have errors of their own
            unfit(self._name, "boundary_zip_damaged")
        self._left -= len(raw)
        if self._left < 0:
            unfit(self._name, "boundary_zip_large", most=f"{LIMIT / 1e6:,g}")
        return raw


def _is_meant(one: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(one.filename)
    return not one.is_dir() and not path.name.startswith(".") and "__MACOSX" not in path.parts
