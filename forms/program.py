"""What program this is: what another one worked out, or this with other libraries, is not to be trusted."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from scoring.version import VERSION

FOLDER = Path(__file__).parent.parent
PARTS = ("forms", "scoring")
LIBRARIES = ("jmespath", "numpy", "pydantic", "pydantic-core", "pyyaml")


class Program(NamedTuple):
    """What must be the same wherever parts of one piece of work are done; `python` as in 3.12."""

    version: str
    fingerprint: str
    python: str

    def __str__(self) -> str:
        return f"{self.version} ({self.fingerprint[:8]}), Python {self.python}"


def program() -> Program:
    """The one that runs here."""
    return Program(VERSION, fingerprint(), "{}.{}".format(*sys.version_info))


@cache
def fingerprint() -> str:
    """SHA-256, in hex, over the source of all that reads submissions and finds facts in them.

    Over the versions of Python and of the libraries too that have a part in it.
    """
    digest = hashlib.sha256("{}.{}\0".format(*sys.version_info).encode())
    for library in LIBRARIES:
        digest.update(f"{library}\0{_version(library)}\0".encode())
    for part in PARTS:
        for path in sorted((FOLDER / part).glob("*.py")):
            digest.update(f"{part}/{path.name}\0".encode() + hashlib.sha256(_source(path)).digest())
    return digest.hexdigest()


def _source(path: Path) -> bytes:
    """The text; whether its lines end as Windows has them makes no other program of it."""
    return path.read_bytes().replace(b"\r\n", b"\n")


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
