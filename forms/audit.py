"""What was judged and signed, in a log that only grows: each line holds the hash of the one before.

The log is `audit.jsonl` in the folder of reviews. It does not keep anybody from writing into that folder; it
keeps what was changed there from going unseen.
"""

import datetime
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from forms.files import make_folder, unopened, write_whole
from forms.locks import locked
from scoring.fields import Record
from scoring.problems import Faults, Problem

LOG = "audit.jsonl"
LIMIT = 50_000_000  # bytes: some hundred thousand lines
FIRST = "sha256:" + "0" * 64  # before the first line

What = Literal["judgement", "waiver", "conflict", "found", "signed", "variant"]


class Line(Record):
    """One thing that was done: by whom, when, and the SHA-256 of the file that held it then."""

    number: int
    at: datetime.datetime
    what: What
    city: str
    reviewer: str
    file: str
    sha256: str
    said: dict[str, Any]
    before: str
    hash: str


class Log:
    """The log while nobody else writes it; what is noted is written at once."""

    def __init__(self, folder: Path, raw: bytes, lines: list[Line]) -> None:
        self.lines = lines
        self._folder = folder
        self._raw = raw

    def note(
        self,
        what: What,
        city: str,
        reviewer: str,
        file: Path,
        said: Mapping[str, Any],
        at: datetime.datetime,
    ) -> None:
        """Adds a line; raises Faults where the file it tells of cannot be read, or the log written."""
        data = {
            "number": len(self.lines) + 1,
            "at": at.isoformat(timespec="seconds"),
            "what": what,
            "city": city,
            "reviewer": reviewer,
            "file": name_of(self._folder, file),
            "sha256": digest(file),
            "said": dict(said),
            "before": self.lines[-1].hash if self.lines else FIRST,
        }
        data["hash"] = _hash(data)
        self._raw += _text(data).encode() + b"\n"
        write_whole(self._folder / LOG, self._raw)
        self.lines.append(Line.model_validate(data))


@contextmanager
def writing(folder: Path) -> Iterator[Log]:
    """The log of a folder, which nobody else adds to meanwhile; raises Faults where it cannot be read.

    A log whose last lines do not hold together is not written on: that is for a person to look at first.
    """
    make_folder(folder)
    path = folder / LOG
    with locked(path):
        raw = _raw(path)
        lines, problems = _lines(path, raw)
        if problems:
            raise Faults(problems)
        yield Log(folder, raw, lines)


def name_of(folder: Path, file: Path) -> str:
    """A file as the log of a folder calls it."""
    return Path(os.path.relpath(file, folder)).as_posix()


def log_of(folder: Path) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    """The lines of the log as far as they hold together, and what is wrong with the rest."""
    path = folder / LOG
    lines, problems = _lines(path, _raw(path))
    return tuple(lines), tuple(problems)


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; raises Faults."""
    try:
        return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    except OSError as error:
        raise Faults([unopened(path, error)]) from error


def _raw(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(LIMIT + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Faults([unopened(path, error)]) from error
    if len(raw) > LIMIT:
        raise Faults([Problem(str(path), None, "", "file_too_large", {"size": "50", "most": "50"})])
    return raw


def _lines(path: Path, raw: bytes) -> tuple[list[Line], list[Problem]]:
    """Read up to the first line that does not follow from the one before."""
    lines: list[Line] = []
    before = FIRST
    for number, text in enumerate(raw.splitlines(), start=1):
        line = _line(text)
        if line is None or (line.number, line.before) != (number, before):
            return lines, [Problem(str(path), number, "", "audit_broken", {"number": number})]
        lines.append(line)
        before = line.hash
    return lines, []


def _line(text: bytes) -> Line | None:
    """A line whose hash is that of what it says; None for anything else."""
    try:
        data = json.loads(text)
        given = data.pop("hash")
        return Line.model_validate({**data, "hash": given}) if _hash(data) == given else None
    except (ValueError, KeyError, AttributeError, RecursionError, ValidationError):
        return None


def _hash(data: Mapping[str, Any]) -> str:
    return f"sha256:{hashlib.sha256(_text(data).encode('utf-8', 'surrogatepass')).hexdigest()}"


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
