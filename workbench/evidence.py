"""A file of evidence for a browser: a picture is shown, anything else is kept and never opened as a page."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from forms.archives import Archive, opened
from forms.attachments import held_parts, parts_called
from forms.beside import Beside, folded
from forms.office_kinds import is_meant
from workbench.folder import Absent

LARGEST = 200_000_000  # bytes of one file that is sent
HEAD = 12  # bytes by which a picture is known
PICTURES = (  # whatever they are called; a picture that can hold a script is none
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
WEBP = (b"RIFF", b"WEBP")


@dataclass(frozen=True)
class Piece:
    """A file that is there: beside the submission, or a part of it."""

    name: str
    path: Path | None = None
    archive: Archive | None = None

    @cached_property
    def picture(self) -> str | None:
        """What a picture is; None for anything else."""
        head = self._head()
        if (head[:4], head[8:]) == WEBP:
            return "image/webp"
        return next((type_ for begin, type_ in PICTURES if head.startswith(begin)), None)

    def _head(self) -> bytes:
        if self.path is not None:
            with self.path.open("rb") as file:
                return file.read(HEAD)
        assert self.archive is not None
        return next(self.archive.parts.blocks(self.name), b"")[:HEAD]

    def content(self) -> Path | BinaryIO:
        """What is sent; raises Faults for a part that is damaged."""
        if self.path is not None:
            return self.path
        assert self.archive is not None
        return io.BytesIO(b"".join(self.archive.parts.blocks(self.name, LARGEST)))


class Evidence:
    """The files of one submission: those beside it, and those within it where it is of Word or Excel."""

    def __init__(self, submission: Path, raw: bytes) -> None:
        self._beside = Beside(submission)
        self._name, self._raw = submission.name, raw

    @cached_property
    def _archive(self) -> Archive | None:
        return opened(self._name, self._raw) if is_meant(self._name, self._raw) else None

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        return parts_called(self.within)

    @cached_property
    def within(self) -> list[str]:
        """The pictures and files in the submission itself; raises Faults for one that cannot be opened."""
        return held_parts(self._archive) if self._archive else []

    def named(self, name: str | None) -> Piece:
        """The file that a piece of evidence names; raises Absent where there is none."""
        path = self._beside.path(name) if name else None
        if path is not None and path.stat().st_size <= LARGEST:
            return Piece(path.name, path=path)
        part = self._parts.get(folded(name)) if name else None
        if part is None:
            raise Absent(name)
        return Piece(part, archive=self._archive)

    def part(self, number: int) -> Piece:
        """One of those within; raises Absent."""
        if number >= len(self.within):
            raise Absent(str(number))
        return Piece(self.within[number], archive=self._archive)
