"""durable-rules in the tests: what needs it, and what the command says where it is not."""

import pytest

from reports.words import sentence
from scoring.inference import installed
from scoring.problems import Problem

needs_durable_rules = pytest.mark.skipif(
    not installed(), reason="durable-rules is not installed: nothing could build it here"
)


def note(lang: str) -> str:
    """What `renewal score` says where the columnar engine serves alone."""
    return sentence(Problem("", None, "", "columnar_alone", {}), lang)


def without_note(stderr: bytes, encoding: str = "utf-8") -> bytes:
    """What else a run has said where durable-rules is not installed; all that it has said where it is."""
    langs = () if installed() else ("th", "en")
    notes = [note(lang).encode(encoding, "backslashreplace") for lang in langs]
    return b"".join(line for line in stderr.splitlines(keepends=True) if line.rstrip() not in notes)
