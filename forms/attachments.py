"""The files of a submission, each with its SHA-256: those named in it, those embedded in it, those kept."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

from forms.archives import Archive
from forms.beside import Beside, Seen, folded, seen
from forms.filled import answers_in, data_of
from forms.layout import Part
from scoring.attachments import Attachment
from scoring.documents import CONTROL
from scoring.submission import Submission
from scoring.thai_dates import EDGES

FILE = "file"  # what a field holds that names one
HELD = {"media", "embeddings"}  # the folders of pictures and of files within a Word or Excel file
LONGEST = 300  # letters of what a part or a link is called


class Enclosed(NamedTuple):
    """What a Word or Excel file of that name holds beside its text: files, and links to files elsewhere."""

    name: str = ""
    files: Mapping[str, Seen] = {}
    links: tuple[str, ...] = ()


NOTHING = Enclosed()


def enclosed(name: str, archive: Archive) -> Enclosed:
    """The pictures and files in an archive, read through block by block; raises Faults if it is damaged."""
    files = {part: seen(archive.parts.blocks(part)) for part in held_parts(archive)}
    return Enclosed(_shown(PurePath(name).name), files, archive.links())


def held_parts(archive: Archive) -> list[str]:
    """The parts of an archive that are pictures or files."""
    return [part for part in archive.parts.names() if HELD.intersection(part.split("/")[-2:-1])]


def attached(filed: Submission, form: Part, path: Path, held: Enclosed = NOTHING) -> Submission:
    """The submission in a file with what there is to say of its attachments; doing so again changes nothing.

    What was filed of one that cannot be seen now is kept as it is, unless it was only said to be missing.
    """
    kept = {one.file: one for one in reversed(filed.attachments)}
    found: dict[str | None, Attachment] = {}
    for now in _seen(dict.fromkeys(named(filed, form)), held, Beside(path)):
        found.setdefault(now.file, _settled(kept.get(now.file), now))
    others = (one for one in filed.attachments if one.file not in found or kept[one.file] is not one)
    return filed.model_copy(
        update={"attachments": (*found.values(), *(one for one in others if one.sha256 or not one.missing))}
    )


def named(filed: Submission, form: Part) -> Iterator[str]:
    """The files that are named in the form, in its order."""
    for entry, _, value in answers_in(data_of(filed), form):
        if entry.said.holds == FILE:
            yield value


def parts_called(parts: Iterable[str]) -> dict[str, str]:
    """The parts of a file by what a report may call them: by all of the name, and by its end."""
    every = list(parts)
    return {folded(part).rpartition("/")[2]: part for part in reversed(every)} | {
        folded(part): part for part in every
    }


def _seen(names: Iterable[str], held: Enclosed, beside: Beside) -> Iterator[Attachment]:
    """Each file, called as it is named, or else as it is called in what holds it."""
    called = parts_called(held.files)
    taken = set[str]()
    for name in names:
        part, found = called.get(folded(name)), beside.find(name)
        if found is not None:
            yield _entry(name, found)
        elif part is not None:
            taken.add(part)
            yield _entry(name, held.files[part], held.name)
        else:
            yield Attachment(file=name, missing=True)
    others = (part for part in held.files if part not in taken)
    yield from (_entry(_shown(part), held.files[part], held.name) for part in others)
    yield from (Attachment(file=_shown(link), within=held.name, missing=True) for link in held.links)


def _entry(name: str, found: Seen, within: str | None = None) -> Attachment:
    return Attachment(file=name, sha256=found.sha256, size=found.size, within=within)


def _settled(filed: Attachment | None, now: Attachment) -> Attachment:
    """What is seen of a file, and whether it is another than was filed, if one was."""
    if filed is None or filed.sha256 is None:
        return now
    if now.sha256 is None:
        return filed
    return now.model_copy(update={"changed": filed.changed or now.sha256 != filed.sha256.lower()})


def _shown(name: str) -> str:
    """What a file, a part or a link is called, as a submission can hold it."""
    return unicodedata.normalize("NFC", CONTROL.sub("\ufffd", name))[:LONGEST].strip(EDGES) or "\ufffd"
