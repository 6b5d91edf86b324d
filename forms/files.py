"""Files in and out: which are meant, and writing one whole or not at all."""

import errno
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from scoring.problems import Faults, Problem

SUFFIXES = {".yaml", ".yml", ".json", ".docx", ".xlsx"}
UNOPENED = {
    errno.ENOENT: "file_not_found",
    errno.ENOTDIR: "file_not_found",
    errno.EISDIR: "file_is_folder",
    errno.EACCES: "file_denied",
    errno.EPERM: "file_denied",
}
UNWRITTEN = {
    errno.ENOENT: "folder_not_found",
    errno.ENOTDIR: "folder_not_found",
    errno.EEXIST: "folder_is_file",
    errno.EISDIR: "file_is_folder",
    errno.EACCES: "write_denied",
    errno.EPERM: "write_denied",
    errno.EROFS: "write_denied",
    errno.ENOSPC: "disk_full",
}


def unopened(path: Path, error: OSError) -> Problem:
    """Why a file or folder could not be read, in a sentence that says what to do."""
    return _problem(path, error, UNOPENED, "file_unopened")


def unwritten(path: Path, error: OSError) -> Problem:
    """Why a file or folder could not be written, in a sentence that says what to do."""
    return _problem(path, error, UNWRITTEN, "file_unwritten")


def _problem(path: Path, error: OSError, codes: Mapping[int, str], otherwise: str) -> Problem:
    reason = {"reason": error.strerror or type(error).__name__}
    return Problem(str(path), None, "", codes.get(error.errno or 0, otherwise), reason)


def is_folder(path: Path) -> bool:
    """Whether there is a folder, as far as one may see; never an error, however odd the name."""
    try:
        return path.is_dir()
    except OSError:
        return False


def submissions_in(given: Path) -> list[Path]:
    """The file itself, or the submissions in a folder, in order; raises Faults for a folder with none."""
    if not is_folder(given):
        return [given]
    try:
        found = sorted(one for one in given.iterdir() if _is_submission(one))
    except OSError as error:
        raise Faults([unopened(given, error)]) from error
    if not found:
        raise Faults([Problem(str(given), None, "", "folder_empty", {})])
    return found


def _is_submission(path: Path) -> bool:
    """By its name; one that begins with a dot or with `~$` is some program's own copy."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$")) and not is_folder(path)


def make_folder(path: Path) -> None:
    """The folder and those above it, unless they are there; raises Faults."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Faults([unwritten(path, error)]) from error


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step, so that a reader sees the old file or the new; raises Faults.

    A link is followed, and a pipe or a device is written to as it is.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as error:
        raise Faults([unwritten(path, error)]) from error


def _replace(target: Path, content: bytes) -> None:
    there = target.exists()
    if there and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # replacing it would not ask
    beside = target.with_name(f".{secrets.token_hex(8)}.tmp")  # in the same folder: a step is within a disk
    try:
        with beside.open("xb") as file:  # who may read a new file is for the umask to say
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if there:
            shutil.copymode(target, beside)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
