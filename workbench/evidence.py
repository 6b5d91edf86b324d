"""A file of evidence for a browser: a picture is shown, anything else is kept and never opened as a page."""

from pathlib import Path

from forms.beside import Beside
from scoring.models import Finding
from workbench.folder import Absent

LARGEST = 200_000_000  # bytes of one file that is sent
PICTURES = (  # told by how they begin, whatever they are called; a picture that can hold a script is none
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
WEBP = (b"RIFF", b"WEBP")


def file_of(submission: Path, finding: Finding, number: int) -> Path:
    """The file that a piece of evidence names; raises Absent where it is not beside the submission."""
    name = finding.backing[number].file if number < len(finding.backing) else None
    path = Beside(submission).path(name) if name else None
    if path is None or path.stat().st_size > LARGEST:
        raise Absent(name)
    return path


def picture_type(path: Path) -> str | None:
    """What a picture is; None for anything else."""
    with path.open("rb") as file:
        head = file.read(12)
    if (head[:4], head[8:]) == WEBP:
        return "image/webp"
    return next((type_ for begin, type_ in PICTURES if head.startswith(begin)), None)
