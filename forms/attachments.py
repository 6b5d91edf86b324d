"""The files that a report names, and those within it, looked for and fingerprinted.

Only what lies beside a submission, or in a folder of its name, is opened; nothing is fetched from elsewhere.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from forms.boundary_survey import beside
from forms.filled import answers_in, data_of
from forms.layout import Part
from scoring.attachments import Attachment
from scoring.submission import Submission

BLOCK = 1 << 20
LARGEST = 2_000_000_000  # bytes of one file that is fingerprinted
EMBEDDED = ("word/media/", "word/embeddings/", "xl/media/", "xl/embeddings/")


def attached(
    filed: Submission, form: Part, path: Path, embedded: Mapping[str, bytes] | None = None
) -> Submission:
    """The submission with an entry for each file it names and each within it; what was seen earlier stays.

    Doing it again changes nothing unless a file has.
    """
    known = {_name(one.file or ""): one for one in filed.attachments}
    within = {name: raw for name, raw in (embedded or {}).items() if name.startswith(EMBEDDED)}
    found = dict(known)
    for named in _named(filed, form):
        found[_name(named)] = _looked_for(named, path, within, known.get(_name(named)))
    for name, raw in within.items():
        found.setdefault(_name(name), _entry(name, hashlib.sha256(raw).hexdigest(), len(raw), path.name))
    return filed.model_copy(update={"attachments": tuple(found.values())})


def _named(filed: Submission, form: Part) -> Iterator[str]:
    """The names of files in the fields that hold such, in the order of the form."""
    for entry, _, value in answers_in(data_of(filed), form):
        if entry.said.holds == "file":
            yield value


def _name(named: str) -> str:
    """What two spellings of a name have in common."""
    return unicodedata.normalize("NFC", named.replace("\\", "/"))


def _looked_for(named: str, path: Path, within: Mapping[str, bytes], before: Attachment | None) -> Attachment:
    here = _beside(named, path)
    if here is not None:
        found = _entry(named, _digest(here), here.stat().st_size, None)
    else:
        inner = next((name for name in within if PurePosixPath(name).name == PurePosixPath(named).name), None)
        if inner is None:
            return before or Attachment(file=named, missing=True)
        found = _entry(named, hashlib.sha256(within[inner]).hexdigest(), len(within[inner]), path.name)
    changed = bool(before and before.sha256 and (before.changed or before.sha256 != found.sha256))
    return found.model_copy(update={"changed": changed})


def _entry(name: str, digest: str, size: int, within: str | None) -> Attachment:
    return Attachment(file=name, sha256=digest, size=size, within=within)


def _beside(named: str, path: Path) -> Path | None:
    """The file in the submission's folder or in one of the submission's own name, however it is composed."""
    for folder in (path.parent, path.with_suffix("")):
        for form in ("NFC", "NFD"):
            found = beside(unicodedata.normalize(form, named), folder)
            if found is not None and found.stat().st_size <= LARGEST:
                return found
    return None


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()
