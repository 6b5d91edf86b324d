"""The files that lie beside a submission: found by the name that an officer wrote, and by no way out.

They are looked for in a folder that is called like the submission, then in the folder that it is in. Names
are compared as people see them: capitals, and Thai letters put together in another order, make no other file.
"""

import hashlib
import os
import re
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from scoring.quantities import MOST_WHOLE

LARGEST = 1_000_000_000  # bytes of one file that are read, and files: a folder of films takes minutes
MOST = 1_000
BLOCK = 1_000_000
ELSEWHERE = re.compile(r"^/|^[A-Za-z]:|://")


class Seen(NamedTuple):
    """A file that is there: its bytes, and its SHA-256 unless it was too large or could not be read."""

    size: int
    sha256: str | None


def seen(blocks: Iterable[bytes]) -> Seen:
    """What there is to say of content that comes in blocks."""
    size, found = 0, hashlib.sha256()
    for block in blocks:
        size += len(block)
        found.update(block)
    return Seen(size, found.hexdigest())


def folded(name: str) -> str:
    """What two spellings of the name of one file have in common."""
    return unicodedata.normalize("NFKC", name.replace("\\", "/")).casefold()


def steps(name: str) -> list[str]:
    """A name taken apart at its folders; nothing for one that leads out of the folder it is in."""
    plain = name.replace("\\", "/")
    found = [step for step in plain.split("/") if step not in ("", ".")]
    return [] if ELSEWHERE.search(plain) or ".." in found else found


class Beside:
    """What lies beside one submission; every folder is listed once."""

    def __init__(self, submission: Path) -> None:
        self._folders = (submission.with_suffix(""), submission.parent)
        self._root = os.path.realpath(submission.parent)
        self._listed: dict[Path, Mapping[str, list[str]]] = {}
        self._read = 0

    def find(self, name: str) -> Seen | None:
        """What there is to say of the file of that name, if it is there; never an error."""
        path = self.path(name)
        return self._seen(path) if path else None

    def path(self, name: str) -> Path | None:
        """The file of that name, below the folder of the submission and nowhere else; never an error."""
        paths = (self._path(folder, steps(name)) for folder in self._folders)
        return next((path for path in paths if path and self._size(path) is not None), None)

    def _path(self, folder: Path, names: list[str]) -> Path | None:
        for name in names:
            there = self._names(folder).get(folded(name))
            if not there:
                return None
            folder /= name if name in there else there[0]
        return folder if names else None

    def _names(self, folder: Path) -> Mapping[str, list[str]]:
        """What is in a folder, by what the spellings of a name have in common."""
        if folder not in self._listed:
            found = defaultdict(list)
            for name in _listing(folder):
                found[folded(name)].append(name)
            self._listed[folder] = found
        return self._listed[folder]

    def _seen(self, path: Path) -> Seen | None:
        size = self._size(path)
        if size is None or size > LARGEST or self._read >= MOST:
            return None if size is None else Seen(size, None)
        self._read += 1
        try:
            with path.open("rb") as file:
                return seen(iter(partial(file.read, BLOCK), b""))
        except OSError:
            return Seen(size, None)

    def _size(self, path: Path) -> int | None:
        """In bytes; None for what is no file, a device or a pipe, and for what links lead to elsewhere."""
        try:
            about = path.stat()
        except (OSError, ValueError):
            return None
        real = os.path.realpath(path)
        within = real.startswith(self._root.rstrip(os.sep) + os.sep)
        return min(about.st_size, MOST_WHOLE) if within and stat.S_ISREG(about.st_mode) else None


def _listing(folder: Path) -> list[str]:
    try:
        return sorted(one.name for one in folder.iterdir())
    except (OSError, ValueError):
        return []
