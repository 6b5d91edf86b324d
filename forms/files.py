"""Writing a file whole or not at all."""

import os
import tempfile
from pathlib import Path

from scoring.problems import Faults, Problem


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step, so that a reader sees the old file or the new; raises Faults."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Faults(
            [Problem(str(path), None, "", "file_unwritten", {"reason": error.strerror or ""})]
        ) from error
