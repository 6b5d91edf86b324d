"""An entry added to a reviewer's file, and the line in the log that says so."""

import datetime
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel

from forms.audit import What, name_of, writing
from forms.logged import unlogged
from forms.reviews import added_to, path_of
from scoring.edition import Edition
from scoring.reviews import Review


def entered(
    folder: Path,
    edition: Edition,
    begun: Review,
    add: Callable[[Review], Review],
    what: What,
    entry: BaseModel,
    at: datetime.datetime,
) -> Path:
    """Adds to the reviewer's file on the city, or begins it, and notes it; raises Faults.

    Entries that stood there already and that no line of the log tells of are noted first, as found: whoever
    wrote them by hand, or a program that was stopped before it could.
    """
    path = path_of(folder, begun.city, begun.reviewer)
    with writing(folder) as log:
        review = added_to(path, edition, begun, add)
        found = unlogged(review, name_of(folder, path), log.lines)
        found.remove(entry)
        for each in found:
            log.note("found", begun.city, begun.reviewer, path, each.model_dump(mode="json"), at)
        log.note(what, begun.city, begun.reviewer, path, entry.model_dump(mode="json"), at)
    return path
