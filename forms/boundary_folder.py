"""Boundary files on a disk: one, and a folder of all cities'."""

from pathlib import Path

from forms.boundaries import READERS, Outline, boundary
from forms.boundary_drawn import LIMIT
from forms.boundary_overlaps import Neighbours
from forms.files import unopened
from scoring.problems import Faults, Problem


def read(path: Path) -> Outline:
    """The boundary in a file; raises Faults."""
    try:
        with path.open("rb") as file:
            raw = file.read(LIMIT + 1)  # one more than is taken, so that it is refused and not cut short
    except OSError as error:
        raise Faults([unopened(path, error)]) from error
    return boundary(str(path), raw)


def neighbours(folder: Path) -> Neighbours:
    """The boundaries in a folder, a file a city, by the files' names without their endings; raises Faults.

    One that cannot be read is not passed over: it could be the one that is overlapped.
    """
    found, problems = dict[str, Outline](), list[Problem]()
    for path in _files(folder):
        try:
            if path.stem in found:
                raise Faults([Problem(str(path), None, "", "boundary_twice", {"name": path.stem})])
            found[path.stem] = read(path)
        except Faults as faults:
            problems += faults.problems
    if problems:
        raise Faults(problems)
    return Neighbours(found)


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if _is_boundary(path))
    except OSError as error:
        raise Faults([unopened(folder, error)]) from error
    if not found:
        raise Faults([Problem(str(folder), None, "", "boundary_folder_empty", {})])
    return found


def _is_boundary(path: Path) -> bool:
    return path.suffix.lower() in READERS and not path.name.startswith(".") and path.is_file()
