"""A filed document as a validated submission."""

from pathlib import Path

from forms.files import unopened
from scoring.documents import LIMIT, document
from scoring.edition import Edition
from scoring.problems import Faults
from scoring.submission import Submission
from scoring.validation import validated


def read(path: Path, edition: Edition) -> Submission:
    """The submission in a YAML or JSON file, checked against the form and the edition; raises Faults."""
    return submission(str(path), content(path), edition)


def content(path: Path) -> bytes:
    """The bytes of a file that may be a submission; raises Faults."""
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)  # one more than is taken, so that it is refused and not cut short
    except OSError as error:
        raise Faults([unopened(path, error)]) from error


def submission(name: str, raw: bytes, edition: Edition) -> Submission:
    """The submission in the bytes of a file of that name; raises Faults with every fault found."""
    found = document(name, raw)
    filed = validated(Submission, found.data, found)
    validated(edition.answers, filed.answers, found, lambda place: ("answers", *place))
    return filed
