"""The boundary file that a submission names, looked for beside it, and what it says kept with the submission.

Computed once, at the edge: the engine then judges the same facts wherever and whenever it is run again.
"""

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from scoring.submission import Submission

if TYPE_CHECKING:
    from forms.boundary_overlaps import Neighbours


def surveyed(filed: Submission, folder: Path, neighbours: "Neighbours | None" = None) -> Submission:
    """The submission with its boundary measured, when the file that it names lies in its folder or beneath.

    Else it is as it was, what was measured earlier included. Without `neighbours` no overlap is looked for.
    Raises Faults for a boundary file that is there and cannot be used.
    """
    named = filed.part2.boundary.geometry
    path = beside(named, folder) if named else None
    if not named or path is None:
        return filed
    from forms.boundary_measuring import (
        measured,
    )  # a third of a second that cities without a file need not pay

    found = measured(path, named, filed.city.id, neighbours)
    boundary = filed.part2.boundary.model_copy(update={"measured": found})
    return filed.model_copy(update={"part2": filed.part2.model_copy(update={"boundary": boundary})})


def beside(named: str, folder: Path) -> Path | None:
    """The file of that name in the folder or beneath; None where there is none or it leads elsewhere."""
    inner = PurePosixPath(named.replace("\\", "/"))
    if inner.is_absolute() or PureWindowsPath(named).anchor or ".." in inner.parts:
        return None
    path = folder / inner
    try:
        return path if path.is_file() and path.resolve().is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):  # what stands in place of a name may be longer than a name can be
        return None
