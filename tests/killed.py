"""What a program leaves of a folder when it is killed: what stands there at each instant of its work.

What a process still holds is lost with it; so whatever another process would find is what a kill would leave.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

OPENING = {"open", "replace", "rename", "mkdir", "unlink", "remove", "fsync", "chmod", "utime"}  # of modules
WRITING = {"write", "flush", "truncate", "close", "__exit__"}  # of an open file


@contextmanager
def instants(folder: Path, kept: Path) -> Iterator[list[Path]]:
    """Copies of the folder in `kept`, no two alike: before each step that could touch it, and at the end."""
    beneath, found, last = f"{folder}{os.sep}", list[Path](), list[object]()

    def keep() -> None:
        now = _content(folder)
        if not last or last[-1] != now:
            last.append(now)
            found.append(kept / str(len(found)))
            shutil.copytree(folder, found[-1])

    def profile(_: FrameType, event: str, called: object) -> None:
        if event != "c_call":
            return
        name, of = getattr(called, "__name__", ""), getattr(called, "__self__", None)
        file = getattr(of, "name", None)
        own = isinstance(file, str | os.PathLike) and os.fspath(file).startswith(beneath)
        if name in OPENING or (name in WRITING and own):
            keep()

    sys.setprofile(profile)
    try:
        yield found
    finally:
        sys.setprofile(None)
    keep()


def _content(folder: Path) -> dict[str, bytes | None]:
    paths = sorted(folder.rglob("*"))
    return {str(path): path.read_bytes() if path.is_file() else None for path in paths}
