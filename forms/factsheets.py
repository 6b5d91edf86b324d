"""The facts of many submissions: kept from an earlier run where they still hold, else worked out anew."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from forms.crews import Crew, Lost
from forms.kept import Kept, key
from forms.parcels import Parcel, opened, packed
from forms.submissions import content, submission
from scoring.edition import Edition
from scoring.factsheets import FactSheet, basis, factsheet
from scoring.problems import Faults, Problem

WINDOW = 1000  # submissions held in memory at once

Outcome = FactSheet | tuple[Problem, ...]


class Filed(NamedTuple):
    """The content of a file, by its name."""

    name: str
    raw: bytes


def factsheets(
    paths: Sequence[Path], edition: Edition, crew: Crew, kept: Kept | None
) -> Iterator[tuple[int, Outcome]]:
    """For each path, by its place and as soon as it is known, its facts or what is wrong with it."""
    for start in range(0, len(paths), WINDOW):
        for place, outcome in _window(paths[start : start + WINDOW], edition, crew, kept):
            yield start + place, outcome


def _window(
    paths: Sequence[Path], edition: Edition, crew: Crew, kept: Kept | None
) -> Iterator[tuple[int, Outcome]]:
    wanted: list[tuple[int, Filed, str]] = []
    for place, path in enumerate(paths):
        try:
            raw = content(path)
        except Faults as faults:
            yield place, faults.problems
            continue
        name = key(path.name, raw, basis(edition))
        found = kept.find(name) if kept else None
        if found is not None:
            yield place, found
        else:
            wanted.append((place, Filed(str(path), raw), name))
    yield from _made(wanted, edition, crew, kept)


def _made(
    wanted: Sequence[tuple[int, Filed, str]], edition: Edition, crew: Crew, kept: Kept | None
) -> Iterator[tuple[int, Outcome]]:
    for number, outcome in crew.work(sheet_of, packed(edition), [filed for _, filed, _ in wanted]):
        place, filed, name = wanted[number]
        if isinstance(outcome, Lost):
            yield place, (Problem(filed.name, None, "", "worker_lost", {"reason": outcome.reason}),)
            continue
        if kept and isinstance(outcome, FactSheet):
            kept.keep(name, outcome)
        yield place, outcome


def sheet_of(parcel: Parcel, filed: Filed) -> Outcome:
    """The facts of one submission, or what is wrong with it: a bad one is no concern of the others."""
    edition = opened(parcel)
    try:
        return factsheet(submission(filed.name, filed.raw, edition), edition)
    except Faults as faults:
        return tuple(one._replace(file=one.file or filed.name) for one in faults.problems)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        return (Problem(filed.name, None, "", "program_failed", {"reason": reason}),)
