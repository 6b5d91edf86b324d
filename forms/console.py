"""The terminal: results as bytes on standard output, sentences and progress on standard error."""

import errno
import io
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TextIO

from forms.files import unwritten
from scoring.problems import Faults

WIDTH, WIDEST = 80, 200  # of a page that goes to no terminal, wherever it is made; and of any page
CLOSED = {errno.EPIPE, errno.EINVAL}  # the reader is gone, as POSIX says it and as Windows does
CLEAR = "\r\x1b[2K"


def prepare() -> None:
    """Makes what a console cannot show, such as Thai in cp1252, come out escaped and not as an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def abandon() -> None:
    """Lets go of both streams, so that nothing more is said when Python ends."""
    for stream in (sys.stdout, sys.stderr):
        _discard(stream)


def _discard(stream: TextIO | None) -> None:
    with suppress(AttributeError, OSError, ValueError):  # there is none, or it is no file
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        os.close(nowhere)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


class Look(NamedTuple):
    """How a page of text looks: cells in a line, and whether it is coloured."""

    width: int
    colour: bool


class Console:
    """The streams of one run and the language it speaks; `failed` once a problem has been told."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.failed = False
        self._line = False  # whether progress stands on the terminal's last line

    @property
    def is_terminal(self) -> bool:
        """Whether somebody sees standard output."""
        return _is_terminal(sys.stdout)

    @property
    def width(self) -> int:
        """How wide a page for the terminal is."""
        return min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDEST)

    def look(self, output: Path | None) -> Look:
        """How a page for this file looks, or one for standard output."""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        colour = _is_terminal(sys.stdout) and not plain
        return Look(WIDTH, colour=False) if output else Look(self.width, colour)

    def put(self, content: bytes) -> None:
        """To standard output as it is; BrokenPipeError if nobody reads on, Faults if it cannot be written."""
        self._clear()
        if sys.stdout is None:  # whoever called has closed it
            return
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        except OSError as error:
            _discard(sys.stdout)
            if error.errno in CLOSED:
                raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from error
            raise Faults([unwritten(Path("stdout"), error)]) from error

    def say(self, line: str) -> None:
        """A line to standard error; where that cannot be written there is nobody to tell."""
        try:
            self._clear()
            if sys.stderr is not None:
                print(line, file=sys.stderr, flush=True)
        except OSError:
            _discard(sys.stderr)

    def in_turn(self, paths: Sequence[Path]) -> Iterator[Path]:
        """Each path; where there are several, its turn is told on standard error."""
        for place, path in enumerate(paths, 1):
            if len(paths) > 1:
                name = "".join(each if each.isprintable() else "\ufffd" for each in str(path))
                self._progress(f"[{place}/{len(paths)}] {name}")
            yield path
        self._clear()

    def count(self, done: int, whole: int) -> None:
        """How much of a long piece of work is done: shown on a terminal, where it is written over."""
        if _is_terminal(sys.stderr):
            self._progress(f"[{done}/{whole}]")

    def _progress(self, line: str) -> None:
        """One line that is written over on a terminal; elsewhere a line each."""
        if not _is_terminal(sys.stderr):
            self.say(line)
            return
        self._clear()
        sys.stderr.write(line[: self.width - 1])
        sys.stderr.flush()
        self._line = True

    def _clear(self) -> None:
        if self._line:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()
            self._line = False
