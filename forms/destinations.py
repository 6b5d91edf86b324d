"""Where results go: a file of its own for each of many submissions, and never over a submission."""

from collections.abc import Iterable, Sequence
from itertools import chain, count
from pathlib import Path

from scoring.problems import Faults, Problem


def destinations(paths: Sequence[Path], folder: Path, suffix: str) -> dict[Path, Path]:
    """A file in `folder` for each path, with its name; where two have one name, with its folder's as well."""
    taken: set[str] = set()
    return {path: folder / f"{_name(path, taken)}.{suffix}" for path in dict.fromkeys(paths)}


def _name(path: Path, taken: set[str]) -> str:
    longer = f"{path.absolute().parent.name}-{path.stem}"
    names = chain((path.stem, longer), (f"{path.stem}-{number}" for number in count(2)))
    name = next(name for name in names if name.casefold() not in taken)  # some disks tell no A from a
    taken.add(name.casefold())
    return name


def refuse_inputs(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raises Faults for each output that is an input: a report does not replace what it reports on."""
    read = {_identity(path) for path in inputs} - {None}
    over = [path for path in outputs if _identity(path) in read]
    if over:
        raise Faults(Problem(str(path), None, "", "output_is_input", {}) for path in over)


def _identity(path: Path) -> tuple[int, int] | None:
    """What a file is, whatever it is called; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
