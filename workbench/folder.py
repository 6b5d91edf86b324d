"""The folder that is worked on: plain files, which others save into while we look."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from forms.files import submissions_in, unopened, write_whole
from forms.locks import locked
from forms.submissions import content
from scoring.problems import Faults, Problem

MOST_FILES = 5_000  # that are looked at for what has changed around the submissions


class Listed(NamedTuple):
    """One submission in the folder; `mark` changes when the file does."""

    name: str
    mark: tuple[int, int]


class Absent(Exception):
    """There is no such file, page or report."""


class Changed(Exception):
    """The file is not as it was when the page was made; `now` is what it holds."""

    def __init__(self, now: bytes) -> None:
        super().__init__()
        self.now = now


def fingerprint(raw: bytes) -> str:
    """What tells one content of a file from any other."""
    return hashlib.sha256(raw).hexdigest()


UNREAD = {  # what the workbench writes and no result is made from
    Path("variants"),
    Path("reviews", "_signed"),
    Path("reviews", "audit.jsonl"),
    Path("reviews", ".audit.jsonl.lock"),
}


class Folder:
    """A folder of submissions, with `reviews/` and `boundaries/` in it where there are any."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def reviews(self) -> Path | None:
        """The folder of reviewers' files, if there is one."""
        return _folder(self.path / "reviews")

    @property
    def boundaries(self) -> Path | None:
        """The folder of the boundaries of all cities, if there is one."""
        return _folder(self.path / "boundaries")

    def listed(self) -> list[Listed]:
        """The submissions in it, in order; none for a folder that is empty."""
        try:
            paths = submissions_in(self.path)
        except Faults as faults:
            if any(one.code != "folder_empty" for one in faults.problems):
                raise
            return []
        return [Listed(path.name, mark) for path in paths if (mark := self._mark(path))]

    def names(self) -> set[str]:
        """What the submissions in it are called."""
        return {one.name for one in self.listed()}

    def path_of(self, name: str) -> Path:
        """Where a submission stands, that is or may come to be in the folder itself and not elsewhere.

        Raises Absent for a name that leads anywhere else.
        """
        if Path(name).name != name or name.startswith(".") or "\\" in name or "\0" in name:
            raise Absent(name)
        return self.path / name

    def raw(self, name: str) -> bytes:
        """What a submission holds now; raises Faults, and Absent for what is none of the folder's."""
        if name not in self.names():
            raise Absent(name)
        return content(self.path_of(name))

    def save(self, name: str, raw: bytes, made_from: str) -> None:
        """Writes a submission whole, unless it is not what the page was made from.

        `made_from` is the fingerprint of what the file held, empty for one that was not there. Raises Changed
        with what the file holds now, and Faults where it cannot be read or written.
        """
        path = self.path_of(name)
        with locked(path):
            if path.exists() or path.is_symlink():
                now = content(path)
                if fingerprint(now) not in (made_from, fingerprint(raw)):
                    raise Changed(now)
            write_whole(path, raw)

    def around(self) -> str:
        """What changes when anything beside or beneath the submissions does, as far as one looks."""
        found = hashlib.sha256()
        for number, entry in enumerate(_entries(self.path)):
            if number >= MOST_FILES:
                break
            found.update(entry.encode("utf-8", "surrogatepass"))
        return found.hexdigest()

    def _mark(self, path: Path) -> tuple[int, int] | None:
        """None for what is no file, and for a link that leads out of the folder."""
        try:
            about = path.lstat()
            if stat.S_ISLNK(about.st_mode):
                about = path.stat()
                root = os.path.realpath(self.path).rstrip(os.sep) + os.sep
                if not os.path.realpath(path).startswith(root):
                    return None
        except OSError:
            return None
        return (about.st_size, about.st_mtime_ns) if stat.S_ISREG(about.st_mode) else None


def _folder(path: Path) -> Path | None:
    return path if path.is_dir() else None


def _entries(root: Path) -> Iterator[str]:
    """Each file with what changes when it does; of the submissions themselves only that they are there."""
    try:
        for folder, inner, files in os.walk(root):
            inner[:] = sorted(name for name in inner if Path(folder, name).relative_to(root) not in UNREAD)
            beneath = Path(folder) != root
            for path in (Path(folder, name) for name in sorted(files)):
                if path.relative_to(root) in UNREAD:
                    continue
                about = path.lstat()
                yield f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n" if beneath else f"{path}\n"
    except OSError as error:
        raise Faults([unopened(root, error)]) from error


def refuse_none(path: Path) -> Folder:
    """The folder of that name; raises Faults where there is none."""
    if not path.is_dir():
        raise Faults([Problem(str(path), None, "", "serve_no_folder", {})])
    return Folder(path)
