"""A file of evidence for a browser: a picture is shown, anything else is kept and never opened as a page."""

import io
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple

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


class Piece(NamedTuple):
    """A file that is there, beside the submission or a part of it: how it begins, and all when asked."""

    name: str
    head: bytes
    content: Callable[[], Path | BinaryIO]

    @property
    def picture(self) -> str | None:
        """What a picture is; None for anything else."""
        if (self.head[:4], self.head[8:]) == WEBP:
            return "image/webp"
        return next((type_ for begin, type_ in PICTURES if self.head.startswith(begin)), None)


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
            with path.open("rb") as file:
                return Piece(path.name, file.read(HEAD), lambda: path)
        part = self._parts.get(folded(name)) if name else None
        if part is None:
            raise Absent(name)
        return self._within(part)

    def part(self, number: int) -> Piece:
        """One of those within; raises Absent."""
        if number >= len(self.within):
            raise Absent(str(number))
        return self._within(self.within[number])

    def _within(self, part: str) -> Piece:
        def blocks() -> Iterator[bytes]:
            return self._archive.parts.blocks(part, LARGEST) if self._archive else iter(())

        return Piece(part, next(blocks(), b"")[:HEAD], lambda: io.BytesIO(b"".join(blocks())))
