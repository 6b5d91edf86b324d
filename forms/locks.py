"""One at a time at a file, also on a shared disk: a lock beside it that no two programs can have."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from forms.files import unwritten
from scoring.problems import Faults, Problem

WAIT, STALE, STEP = 10.0, 60.0, 0.02  # seconds


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """The only one who adds to the file, also on a shared disk; a lock left behind is no lock for ever."""
    lock = path.with_name(f".{path.name}.lock")
    ends = time.monotonic() + WAIT
    while not _taken(lock):
        if time.monotonic() > ends:
            raise Faults([Problem(str(path), None, "", "review_locked", {"lock": lock.name})])
        _drop_stale(lock)
        time.sleep(STEP)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _taken(lock: Path) -> bool:
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    except PermissionError as error:
        if lock.exists() and error.errno == errno.EACCES:  # some disks say so of a file that is being removed
            return False
        raise Faults([unwritten(lock, error)]) from error
    except OSError as error:
        raise Faults([unwritten(lock, error)]) from error
    return True


def _drop_stale(lock: Path) -> None:
    with suppress(OSError):
        if time.time() - lock.stat().st_mtime > STALE:
            lock.unlink()
