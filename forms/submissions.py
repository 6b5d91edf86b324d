"""A filed document as a validated submission."""

from pathlib import Path

from scoring.documents import LIMIT, document
from scoring.edition import Edition
from scoring.problems import Faults, Problem
from scoring.submission import Submission
from scoring.validation import validated


def read(path: Path, edition: Edition) -> Submission:
    """The submission in a YAML or JSON file, checked against the form and the edition; raises Faults."""
    try:
        with path.open("rb") as file:
            raw = file.read(LIMIT + 1)  # one more than is taken, so that it is refused and not cut short
    except OSError as error:
        raise Faults([unopened(path, error)]) from error
    return submission(str(path), raw, edition)


def unopened(path: Path, error: OSError) -> Problem:
    """Why a file could not be opened, in a sentence that says what to do."""
    kinds = {
        FileNotFoundError: "file_not_found",
        IsADirectoryError: "file_is_folder",
        PermissionError: "file_denied",
    }
    return Problem(
        str(path), None, "", kinds.get(type(error), "file_unopened"), {"reason": error.strerror or ""}
    )


def submission(name: str, raw: bytes, edition: Edition) -> Submission:
    """The submission in the bytes of a file of that name; raises Faults with every fault found."""
    found = document(name, raw)
    filed = validated(Submission, found.data, found)
    answers = found.data.get("answers") or {}
    validated(edition.answers, answers, found, lambda place: ("answers", *place))
    return filed
