"""What lies around a submission: its attachments, its boundary file, and the boundaries of other cities."""

import hashlib
import secrets
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from forms.attachments import NOTHING, Enclosed, attached
from forms.beside import Beside
from forms.boundary_survey import surveyed
from forms.layout import layout
from scoring.edition import Edition
from scoring.submission import Submission

if TYPE_CHECKING:
    from forms.boundary_overlaps import Neighbours

BOUNDARIES = {".geojson", ".json", ".kml", ".kmz", ".zip"}  # the kinds of `forms/boundaries.py`
MOST_FILES = 20_000  # in and beneath a folder, that are looked at for boundaries


def surrounded(
    filed: Submission,
    edition: Edition,
    path: Path,
    boundaries: Path | None = None,
    embedded: Enclosed = NOTHING,
) -> Submission:
    """The submission with what its folder, and a folder of boundaries, say of it; raises Faults."""
    return attached(bounded(filed, path, boundaries), layout(edition), path, embedded)


def with_attachments(filed: Submission, edition: Edition, path: Path, embedded: Enclosed) -> Submission:
    """The submission with the attachments that are there; of those that are not, only what it says itself."""
    known = {one.file for one in filed.attachments}
    found = attached(filed, layout(edition), path, embedded).attachments
    kept = tuple(one for one in found if not one.missing or one.file in known)
    return filed.model_copy(update={"attachments": kept})


def bounded(filed: Submission, path: Path, boundaries: Path | None) -> Submission:
    """The submission with its boundary measured, as far as its folder has the file; raises Faults."""
    others = _neighbours(boundaries) if boundaries is not None else None
    return surveyed(filed, Beside(path), others)


@lru_cache(maxsize=64)
def stamp(folder: Path) -> str:
    """What changes when a boundary file in a folder, or beneath, does; never the same for too many files."""
    found = []
    try:
        for number, path in enumerate(folder.rglob("*")):
            if number > MOST_FILES:
                return secrets.token_hex(8)
            if path.suffix.lower() in BOUNDARIES:
                found.append(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}")
    except OSError:
        return secrets.token_hex(8)
    return hashlib.sha256("\n".join(sorted(found)).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def _neighbours(folder: Path) -> "Neighbours":
    """Read once a run, however many cities are held against it."""
    from forms.boundary_folder import neighbours

    return neighbours(folder)


def look_again() -> None:
    """Forgets what the folders of boundaries held: a run that goes on must see what others save."""
    stamp.cache_clear()
    _neighbours.cache_clear()
