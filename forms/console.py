"""The terminal: results as bytes on standard output, sentences and progress on standard error."""

import errno
import io
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from forms.files import unwritten
from scoring.problems import Faults

WIDTH, WIDEST = 80, 200  # of a page that goes to no terminal, and of any page
CLOSED = {errno.EPIPE, errno.EINVAL}  # the reader is gone, as POSIX says it and as Windows does
CLEAR = "\r\x1b[2K"


class Console:
    """One run's streams, in the language it speaks; `failed` once a problem was told."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.failed = False
        self._line = False  # whether a line of progress stands on the terminal
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # Thai on a console that knows none

    @property
    def width(self) -> int:
        """The width of a page for standard output."""
        return min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDEST)

    @property
    def colour(self) -> bool:
        """Whether standard output shows colours, and nobody has asked it not to."""
        return (
            _is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        )

    def put(self, content: bytes) -> None:
        """To standard output, as it is; BrokenPipeError when nobody reads it, Faults when it cannot be written."""
        self._clear()
        if sys.stdout is None:  # closed by whoever called
            return
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        except OSError as error:
            _discard(sys.stdout)
            if error.errno in CLOSED:
                raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from error
            raise Faults([unwritten(Path("-"), error)]) from error

    def say(self, text: str) -> None:
        """A line to standard error."""
        self._clear()
        print(text, file=sys.stderr)

    def told(self, paths: Sequence[Path]) -> Iterator[Path]:
        """Each path when its turn has come, told on standard error when there are several."""
        for place, path in enumerate(paths, 1):
            if len(paths) > 1:
                self._progress(f"[{place}/{len(paths)}] {path.name}")
            yield path
        self._clear()

    def _progress(self, text: str) -> None:
        ...
