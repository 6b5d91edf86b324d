"""An entry added to a reviewer's file, and the line in the log that says so."""

import datetime
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel

from forms.audit import What, noted
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
    """Adds to the reviewer's file on the city, or begins it, and notes it; raises Faults."""
    path = path_of(folder, begun.city, begun.reviewer)
    added_to(path, edition, begun, add)
    noted(folder, what, begun.city, begun.reviewer, path, entry.model_dump(mode="json"), at)
    return path
