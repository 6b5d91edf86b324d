"""The facts of many submissions: kept from an earlier run where they still hold, else worked out anew."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from forms.crews import Crew, Lost
from forms.kept import Kept, key
from forms.parcels import Parcel, opened, packed
from forms.reviews import reviews_of, reviews_stamp
from forms.submissions import content, submission
from forms.surroundings import bounded, stamp
from scoring.edition import Edition
from scoring.factsheets import FactSheet, basis, factsheet
from scoring.problems import Faults, Problem
from scoring.reviews import Review, last_day, said_in
from scoring.submission import Submission

MOST, LARGEST = 1000, 100_000_000  # submissions, and about as many bytes of them, held in memory at once

Outcome = FactSheet | tuple[Problem, ...]


class Filed(NamedTuple):
    """The content of a file, by its name; and the folders of all boundaries and of reviews, empty for none.

    A worker on another machine sees what a city names, and the folders, only where the disk is shared.
    """

    name: str
    raw: bytes
    boundaries: str
    reviews: str


class Wanted(NamedTuple):
    """A submission whose facts are to be worked out, and the key under which they will be kept."""

    place: int
    filed: Filed
    key: str


def factsheets(
    paths: Sequence[Path],
    edition: Edition,
    crew: Crew,
    kept: Kept | None,
    boundaries: Path | None = None,
    reviews: Path | None = None,
) -> Iterator[tuple[int, Outcome]]:
    """For each path, by its place and as soon as it is known, its facts or what is wrong with it."""
    wanted, size = list[Wanted](), 0
    for place, path in enumerate(paths):
        known = _known(place, path, edition, kept, boundaries, reviews)
        if not isinstance(known, Wanted):
            yield place, known
            continue
        wanted.append(known)
        size += len(known.filed.raw)
        if len(wanted) == MOST or size > LARGEST:
            yield from _made(wanted, edition, crew, kept)
            wanted, size = [], 0
    yield from _made(wanted, edition, crew, kept)


def _known(
    place: int,
    path: Path,
    edition: Edition,
    kept: Kept | None,
    boundaries: Path | None,
    reviews: Path | None,
) -> Outcome | Wanted:
    try:
        raw = content(path)
    except Faults as faults:
        return faults.problems
    around = (
        stamp(path.parent),
        stamp(boundaries) if boundaries else "",
        reviews_stamp(reviews) if reviews else "",
    )
    name = key(path.name, raw, "\n".join((basis(edition), *around))) if kept else ""
    filed = Filed(str(path), raw, str(boundaries or ""), str(reviews or ""))
    return (kept and kept.find(name)) or Wanted(place, filed, name)


def _made(
    wanted: Sequence[Wanted], edition: Edition, crew: Crew, kept: Kept | None
) -> Iterator[tuple[int, Outcome]]:
    for number, outcome in crew.work(sheet_of, packed(edition), [one.filed for one in wanted]):
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
        city = submission(filed.name, filed.raw, edition)
        others = Path(filed.boundaries) if filed.boundaries else None
        judged = reviews_of(Path(filed.reviews), city.city.id, edition) if filed.reviews else ()
        return factsheet(
            bounded(city, Path(filed.name), others), edition, said_in(judged), _day(city, judged)
        )
    except Faults as faults:
        return tuple(one._replace(file=one.file or filed.name) for one in faults.problems)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        return (Problem(filed.name, None, "", "program_failed", {"reason": reason}),)


def _day(city: Submission, reviews: Sequence[Review]) -> datetime.date | None:
    """The day filed, or that of the last judgement if that is later."""
    known = [one for one in (city.filing.filed_on, last_day(reviews)) if one]
    return max(known, default=None)
