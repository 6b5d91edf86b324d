"""One reviewer before one city: who it is, what is known of the city, and the file that is added to."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, Unpack

import click

from commands.assessing import assessed
from commands.common import BOUNDARIES, EDITION, POLICY, SET, day, filed, load_edition
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from pydantic import BaseModel

    from forms.audit import What
    from forms.console import Console
    from scoring.edition import Edition
    from scoring.models import Assessment
    from scoring.reviews import Review
    from scoring.submission import Submission

FOLDER = click.option(
    "--reviews",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder of reviewers' files, CITY/REVIEWER.yaml.",
)
REVIEWER = click.option("--reviewer", required=True, metavar="ID", help="The reviewer's id: a-z, 0-9 and -.")
NAME = click.option("--name", metavar="TEXT", help="The reviewer's name, with the first entry.")
CHAIR = click.option("--chair", is_flag=True, help="The reviewer is the chair; said with the first entry.")
REASON = click.option(
    "--reason", default="", metavar="TEXT", help="Why; it may be left out where the claim stands."
)
DATE = click.option("--date", "on", metavar="DATE", help="The day of the decision (default: today).")
DRY = click.option("--dry-run", is_flag=True, help="Tell what it would do, and keep nothing.")
WHO = (FOLDER, REVIEWER, NAME, CHAIR, REASON, DATE, DRY, EDITION, POLICY, SET, BOUNDARIES)


class Said(TypedDict):
    """What the options in WHO say."""

    reviews: Path
    reviewer: str
    name: str | None
    chair: bool
    reason: str
    on: str | None
    dry_run: bool
    edition_name: str
    policy_file: Path | None
    sets: tuple[str, ...]
    boundaries: Path | None


class Sitting(NamedTuple):
    """One reviewer before one city, on one day."""

    console: "Console"
    path: Path
    edition: "Edition"
    read: "Submission"
    reviews: Path
    begun: "Review"
    on: datetime.date
    dry: bool

    @property
    def file(self) -> Path:
        """The reviewer's file on the city."""
        from forms.reviews import path_of

        return path_of(self.reviews, self.read.city.id, self.begun.reviewer)

    def all(self, mine: "Review | None" = None) -> "list[Review]":
        """The reviews of the city; with `mine` in the place of the reviewer's own."""
        from forms.reviews import reviews_of

        found = reviews_of(self.reviews, self.read.city.id, self.edition) if self.reviews.exists() else ()
        others = [each for each in found if mine is None or each.reviewer != mine.reviewer]
        return [*others, *([mine] if mine else [])]

    def own(self) -> "Review":
        """What the reviewer's file holds, or how it begins."""
        own = [each for each in self.all() if each.reviewer == self.begun.reviewer]
        return own[0] if own else self.begun

    def assessed(self, reviews: "list[Review]", *, way_out: bool = False) -> "Assessment":
        """The city as these reviews leave it on the day."""
        return assessed(self.path, self.read, self.edition, self.on, reviews=reviews, way_out=way_out)

    def enter(self, what: "What", entry: "BaseModel", add: "Callable[[Review], Review]") -> None:
        """Adds to the reviewer's file, and a line to the log of the folder."""
        from forms.entries import entered

        entered(
            self.reviews, self.edition, self.begun, add, what, entry, datetime.datetime.now().astimezone()
        )

    def note(self, what: "What", file: Path, said: "Mapping[str, Any]") -> None:
        """A line in the log of the folder."""
        from forms.audit import writing

        city, reviewer = self.read.city.id, self.begun.reviewer
        with writing(self.reviews) as log:
            log.note(what, city, reviewer, file, said, datetime.datetime.now().astimezone())


def sitting_of(console: "Console", /, submission: Path, **said: Unpack[Said]) -> Sitting:
    """Raises Faults for an id that is none, and for a reviewer who is barred from this city."""
    from scoring.documents import Document
    from scoring.reviews import Review
    from scoring.validation import validated

    edition = load_edition(said["edition_name"], said["policy_file"], said["sets"])
    read = filed(console, submission, edition, said["boundaries"])
    data = {"schema": "review/1", "city": read.city.id, "reviewer": said["reviewer"], "chair": said["chair"]}
    named = {"name": said["name"]} if said["name"] else {}
    begun = validated(Review, data | named, Document("--reviewer", {}, {}))
    on = day(said["on"], "--date") or datetime.date.today()
    found = Sitting(console, submission, edition, read, said["reviews"], begun, on, said["dry_run"])
    if found.own().barred:
        raise Faults([Problem(str(found.file), None, "", "review_barred", {})])
    return found
