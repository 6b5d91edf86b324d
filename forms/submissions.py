"""A filed document, whatever program it was written with, as a validated submission."""

from pathlib import Path

from forms import archives
from forms.archives import opened
from forms.attachments import NOTHING, Enclosed, enclosed
from forms.files import unopened
from forms.layout import layout
from forms.office_kinds import is_meant, is_package
from forms.surroundings import surrounded
from scoring import documents
from scoring.documents import Document, document
from scoring.edition import Edition
from scoring.problems import Faults
from scoring.submission import Submission
from scoring.validation import validated

BEGINS = 4  # bytes by which a file of Word or Excel is known


def read(path: Path, edition: Edition) -> Submission:
    """The submission in a file with what lies around it, checked against the form; raises Faults."""
    raw = content(path)
    return surrounded(submission(str(path), raw, edition), edition, path, embedded=embedded(str(path), raw))


def content(path: Path) -> bytes:
    """The bytes of a file that may be a submission; raises Faults."""
    try:
        with path.open("rb") as file:
            start = file.read(BEGINS)
            most = archives.LIMIT if is_package(start) else documents.LIMIT
            return start + file.read(most + 1 - len(start))  # one more than is taken, so that it is refused
    except OSError as error:
        raise Faults([unopened(path, error)]) from error


def submission(name: str, raw: bytes, edition: Edition) -> Submission:
    """The submission in the bytes of a file of that name; raises Faults with every fault found."""
    return checked(form_document(name, raw, edition), edition)


def form_document(name: str, raw: bytes, edition: Edition) -> Document:
    """What is answered in a file, before any answer is checked; raises Faults for what cannot be read."""
    if not is_meant(name, raw):
        return document(name, raw)
    found = opened(name, raw)
    if found.kind == "docx":
        from forms.word_margins import PART
        from forms.word_reading import read_word

        parts = found.parts
        margins = {part: parts.part(part) for part in parts.names() if PART.fullmatch(part)}
        return read_word(name, found.main, layout(edition), edition, margins)
    from forms.excel_reading import read_excel

    return read_excel(name, raw, layout(edition), edition)


def embedded(name: str, raw: bytes) -> Enclosed:
    """The pictures and files within a Word or Excel file; raises Faults for one that is not safe to open."""
    return enclosed(name, opened(name, raw)) if is_meant(name, raw) else NOTHING


def checked(found: Document, edition: Edition) -> Submission:
    """The answers as a submission; raises Faults for each that is not as the form has it."""
    filed = validated(Submission, found.data, found)
    validated(edition.answers, filed.answers, found, lambda place: ("answers", *place))
    return filed
