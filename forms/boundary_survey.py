"""The boundary file that a submission names, looked for beside it, and what it says kept with the submission.

Computed once, at the edge: the engine then judges the same facts wherever and whenever it is run again.
"""

from typing import TYPE_CHECKING

from forms.beside import Beside
from scoring.submission import Submission

if TYPE_CHECKING:
    from forms.boundary_overlaps import Neighbours


def surveyed(filed: Submission, beside: Beside, neighbours: "Neighbours | None" = None) -> Submission:
    """The submission with its boundary measured, when the file that it names lies beside it or beneath.

    Else it is as it was, what was measured earlier included. Without `neighbours` no overlap is looked for.
    Raises Faults for a boundary file that is there and cannot be used.
    """
    named = filed.part2.boundary.geometry
    path = beside.path(named) if named else None
    if not named or path is None:
        return filed
    # A third of a second, which cities without a file need not pay.
    from forms.boundary_measuring import measured

    found = measured(path, named, filed.city.id, neighbours)
    boundary = filed.part2.boundary.model_copy(update={"measured": found})
    return filed.model_copy(update={"part2": filed.part2.model_copy(update={"boundary": boundary})})
