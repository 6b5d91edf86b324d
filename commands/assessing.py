"""Files assessed, one by one: what score, check, explain and remedies have in common."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from commands.common import failure, filed, say, tell
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console
    from scoring.edition import Edition
    from scoring.inference import Engine
    from scoring.models import Assessment
    from scoring.reviews import Review
    from scoring.submission import Submission


def scored(
    console: "Console",
    paths: Sequence[Path],
    edition: "Edition",
    day: datetime.date | None,
    *,
    boundaries: Path | None = None,
    judged: "Judged",
    way_out: bool = False,
) -> Iterator[tuple[Path, "Assessment"]]:
    """The assessment of each file that can be read; the others get their message."""
    from scoring.engines import engine_for

    engine = engine_for(edition.rulebook)
    for path in console.in_turn(paths):
        try:
            read = filed(console, path, edition, boundaries)
            said = judged.of(read.city.id)
            result = assessed(path, read, edition, day, engine, reviews=said, way_out=way_out)
        except Faults as faults:
            tell(console, faults)
        else:
            yield path, result


class Judged:
    """What reviewers say of each city; raises Faults at once for a folder in which anything is wrong."""

    def __init__(self, folder: Path | None, edition: "Edition") -> None:
        from forms.reviews import reviews_in

        self._reviews = reviews_in(folder, edition) if folder else {}

    def of(self, city: str) -> "Sequence[Review]":
        """The reviews of one city; none where there are none."""
        return self._reviews.get(city, ())


def say_if_alone(console: "Console") -> None:
    """Says so where one engine serves without the other."""
    from scoring.inference import installed

    if not installed():
        say(console, [Problem("", None, "", "columnar_alone", {})])


def assessed(
    path: Path,
    read: "Submission",
    edition: "Edition",
    day: datetime.date | None,
    engine: "Engine | None" = None,
    *,
    reviews: "Sequence[Review]" = (),
    way_out: bool = False,
) -> "Assessment":
    """As of the day asked for, else as `day_of` has it; raises Faults when a rule cannot be kept."""
    from scoring.as_of import day_of
    from scoring.assess import assess
    from scoring.inference import InferenceError
    from scoring.programme import Unproved
    from scoring.reviews import said_in

    day = day or day_of(read, reviews, datetime.date.today())
    try:
        return assess(read, edition, said_in(reviews), as_of=day, engine=engine, way_out=way_out)
    except Faults as faults:
        raise Faults(one._replace(file=one.file or str(path)) for one in faults.problems) from faults
    except (InferenceError, Unproved) as error:
        raise Faults([failure(str(path), error)]) from error
