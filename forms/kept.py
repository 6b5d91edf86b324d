"""Fact sheets kept from earlier runs, in a folder that may be deleted at any time.

One is found again only by all that it was made from: the submission's bytes, what the edition measures, and
this program. Each file begins with its own checksum, so that one that is damaged is made anew and never used.
"""

import hashlib
import secrets
import stat
from contextlib import suppress
from pathlib import Path

import platformdirs
from pydantic import ValidationError

from forms import program
from scoring.factsheets import FactSheet
from scoring.problems import Problem

ENDINGS = {".yml": ".yaml"}
LIMIT = 10_000_000  # bytes; a sheet has some thousands


def default_folder() -> Path:
    """Where this system keeps what programs can make again."""
    return platformdirs.user_cache_path("smartcity-renewal", appauthor=False)


class Kept:
    """The sheets in one folder; where it cannot be read or written, nothing is found or kept there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reason = ""

    @property
    def note(self) -> Problem | None:
        """What to tell of sheets that could not be kept: it is nobody's fault, and no result misses them."""
        if not self._reason:
            return None
        return Problem(str(self._folder), None, "", "cache_unkept", {"reason": self._reason})

    def find(self, key: str) -> FactSheet | None:
        """The sheet kept under a key; None when there is none, or what is there is not what was kept."""
        try:
            content = _content(self._path(key))
        except OSError:
            return None
        head, _, body = content.partition(b"\n")
        if head != _checksum(key, body):
            return None
        with suppress(ValidationError):
            return FactSheet.model_validate_json(body)
        return None

    def keep(self, key: str, sheet: FactSheet) -> None:
        """Puts a sheet there whole; one that cannot be put there is made again in the next run."""
        body = sheet.model_dump_json().encode()
        try:
            self._put(self._path(key), _checksum(key, body) + b"\n" + body)
        except OSError as error:
            self._reason = error.strerror or type(error).__name__

    def _put(self, target: Path, content: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f"{secrets.token_hex(8)}.tmp")
        try:
            with beside.open("xb") as file:
                file.write(content)
            beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise

    def _path(self, key: str) -> Path:
        return self._folder / "factsheets" / key[:2] / key


def _content(path: Path) -> bytes:
    """No more than a sheet may have; OSError for what `Kept` did not put there, such as a link or a pipe."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        return file.read(LIMIT)


def key(name: str, raw: bytes, basis: str) -> str:
    """What a sheet is kept under, as hex; the name's ending says how the bytes are read."""
    ending = Path(name).suffix.lower()
    parts = (program.fingerprint(), basis, ENDINGS.get(ending, ending), hashlib.sha256(raw).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _checksum(key: str, body: bytes) -> bytes:
    """Of the key too: a file under another's name is not trusted either."""
    return hashlib.sha256(key.encode() + b"\n" + body).hexdigest().encode()
