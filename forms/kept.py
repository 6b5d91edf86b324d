"""Fact sheets kept from earlier runs, in a folder that may be deleted at any time.

One is found again only by all that it was made from: the submission's bytes, what the edition measures, and
this program. Each file begins with its own checksum, so that one that is damaged is made anew and never used.
"""

import hashlib
import secrets
from contextlib import suppress
from pathlib import Path

import platformdirs
from pydantic import ValidationError

from forms import program
from scoring.factsheets import FactSheet

ENDINGS = {".yml": ".yaml"}


def default_folder() -> Path:
    """Where this system keeps what programs can make again."""
    return platformdirs.user_cache_path("smartcity-renewal", appauthor=False)


class Kept:
    """The sheets in one folder; where it cannot be read or written, nothing is found or kept there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str) -> FactSheet | None:
        """The sheet kept under a key; None when there is none, or what is there is not what was kept."""
        try:
            head, _, body = self._path(key).read_bytes().partition(b"\n")
        except OSError:
            return None
        if head != _checksum(key, body):
            return None
        with suppress(ValidationError):
            return FactSheet.model_validate_json(body)
        return None

    def keep(self, key: str, sheet: FactSheet) -> None:
        """Puts a sheet there whole; a crash may lose it, and then it is made again."""
        body = sheet.model_dump_json().encode()
        target = self._path(key)
        beside = target.with_name(f"{secrets.token_hex(8)}.tmp")
        with suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_bytes(_checksum(key, body) + b"\n" + body)
                beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / "factsheets" / key[:2] / key


def key(name: str, raw: bytes, basis: str) -> str:
    """What a sheet is kept under, as hex; the name's ending says how the bytes are read."""
    ending = Path(name).suffix.lower()
    parts = (program.fingerprint(), basis, ENDINGS.get(ending, ending), hashlib.sha256(raw).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _checksum(key: str, body: bytes) -> bytes:
    """Of the key too: a file under another's name is not trusted either."""
    return hashlib.sha256(key.encode() + b"\n" + body).hexdigest().encode()
