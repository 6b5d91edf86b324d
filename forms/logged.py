"""Whether files are as the log last spoke of them: none changed, gone, or put there behind it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from forms.audit import Line, digest, name_of
from forms.reviews import review_files, review_in
from forms.signed import signed_files
from scoring.problems import Faults, Problem
from scoring.reviews import Review

Key = tuple[tuple[str, str], ...]
ENTRIES = {"judgement", "waiver", "conflict", "found"}  # lines that tell of an entry in a reviewer's file


def unlogged(review: Review, name: str, lines: Sequence[Line]) -> list[BaseModel]:
    """Entries of a reviewer's file that no line tells of: written by hand, or by a program then stopped."""
    told = Counter(_key(line.said) for line in _of(name, lines))
    return [entry for entry in _entries(review) if not _taken(told, _key(entry.model_dump(mode="json")))]


def not_as_logged(folder: Path, lines: Sequence[Line]) -> Iterator[Problem]:
    """What is other in the folder of reviews than the log has it; raises Faults."""
    known = {line.file: line for line in lines}
    reviews = {name_of(folder, path): path for path in review_files(folder)}
    for name, line in known.items():
        path = folder / name
        if not path.exists():
            yield Problem(str(path), None, "", "audit_gone", {"number": line.number})
        elif name in reviews:
            yield from _review(path, name, line, lines)
        elif digest(path) != line.sha256:
            yield Problem(str(path), None, "", "audit_changed", {"number": line.number})
    signed = {name_of(folder, path): path for path in signed_files(folder)}
    for name, path in sorted((reviews | signed).items()):
        if name not in known:
            yield Problem(str(path), None, "", "audit_unknown", {})


def _review(path: Path, name: str, last: Line, lines: Sequence[Line]) -> Iterator[Problem]:
    """Every entry that was logged is in the file yet, and no other; then nothing else is changed."""
    try:
        review = review_in(path)
    except Faults as faults:
        yield from faults.problems
        return
    there = Counter(_key(entry.model_dump(mode="json")) for entry in _entries(review))
    altered = [line for line in _of(name, lines) if not _taken(there, _key(line.said))]
    for line in altered:
        yield Problem(str(path), None, "", "audit_altered", {"number": line.number})
    more = unlogged(review, name, lines)
    if more:
        yield Problem(str(path), None, "", "audit_unlogged", {"count": len(more)})
    elif not altered and digest(path) != last.sha256:
        yield Problem(str(path), None, "", "audit_changed", {"number": last.number})


def _entries(review: Review) -> tuple[BaseModel, ...]:
    return (*review.judgements, *review.waivers, *review.conflicts)


def _taken(left: Counter[Key], key: Key) -> bool:
    """Whether there was one yet; then there is one less."""
    there = left[key] > 0
    left[key] -= there
    return there


def _of(name: str, lines: Sequence[Line]) -> Iterator[Line]:
    return (line for line in lines if line.file == name and line.what in ENTRIES)


def _key(said: Mapping[str, Any]) -> Key:
    """What an entry says, whatever a release of the program writes of what is not said."""
    return tuple(sorted((key, str(value)) for key, value in said.items() if value not in (None, False, "")))
