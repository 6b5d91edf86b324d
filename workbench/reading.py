"""One submission read and judged: what was understood, what is wrong with it, and the result if any."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.attachments import Enclosed
from forms.completeness import completeness
from forms.filled import data_of
from forms.gathered import FormDocument, left_over
from forms.office_kinds import is_meant
from forms.submissions import checked, embedded, form_document
from forms.surroundings import look_again, stamp, surrounded
from scoring.documents import Document
from scoring.models import Assessment, PartDone
from scoring.problems import Faults, Problem
from scoring.submission import Submission
from workbench.bench import Bench

if TYPE_CHECKING:
    from scoring.reviews import Review


REMARK = re.compile(rb"^\s*#(?! yaml-language-server:)", re.MULTILINE)  # a person's own, in a YAML file


@dataclass(frozen=True)
class City:
    """A form as far as it could be read; `filed` and `result` are None where `problems` stand in the way."""

    name: str
    raw: bytes
    problems: tuple[Problem, ...] = ()
    left: tuple[Problem, ...] = ()
    found: Document | None = None
    filed: Submission | None = None
    parts: tuple[PartDone, ...] = ()
    result: Assessment | None = None
    enclosed: bool = False

    @property
    def answers(self) -> int:
        """How many answers were read in a file of Word or Excel."""
        return len(self.found.answers) if isinstance(self.found, FormDocument) else 0

    @property
    def more_than_answers(self) -> bool:
        """Whether the file holds what a form written anew from its answers would lose."""
        remarks = not is_meant(self.name, self.raw) and REMARK.search(self.raw)
        return self.enclosed or bool(self.left) or bool(remarks)


def read(bench: Bench, name: str, raw: bytes, *, way_out: bool = True) -> City:
    """The form in the bytes of a file that lies in the folder, or as if it did; never raises Faults."""
    try:
        found = form_document(name, raw, bench.edition)
        within = embedded(name, raw)
    except Faults as faults:
        return City(name, raw, faults.problems)
    left = tuple(left_over(found))
    try:
        filed = checked(found, bench.edition)
        result = assessed(bench, name, filed, within, way_out=way_out)
    except Faults as faults:
        return City(name, raw, faults.problems, left, found)
    parts = completeness(bench.form, data_of(filed))
    return City(name, raw, (), left, found, filed, parts, result, bool(within.files))


def assessed(
    bench: Bench,
    name: str,
    filed: Submission,
    within: Enclosed,
    *,
    way_out: bool = True,
    reviews: "Sequence[Review] | None" = None,
    day: datetime.date | None = None,
) -> Assessment:
    """The result with what lies beside it now; raises Faults.

    `reviews`: those of the folder unless others are given, to see what they would do.
    """
    from scoring.as_of import day_of
    from scoring.assess import assess
    from scoring.inference import InferenceError
    from scoring.programme import Unproved
    from scoring.reviews import said_in

    whole, edition = with_surroundings(bench, name, filed, within), bench.edition
    reviews = reviews_of_city(bench, filed.city.id) if reviews is None else reviews
    day = day or day_of(filed, reviews, datetime.date.today())
    try:
        with bench.one_at_a_time:
            return assess(whole, edition, said_in(reviews), as_of=day, engine=bench.engine, way_out=way_out)
    except (InferenceError, Unproved) as error:
        values = {"reason": f"{type(error).__name__}: {error}"}
        raise Faults([Problem(name, None, "", "program_failed", values)]) from error


def with_surroundings(bench: Bench, name: str, filed: Submission, within: Enclosed) -> Submission:
    """The submission with its boundary and its attachments as they lie beside it now; raises Faults."""
    _notice_boundaries(bench)
    return surrounded(filed, bench.edition, bench.folder.path_of(name), bench.boundaries, within)


def _notice_boundaries(bench: Bench) -> None:
    if bench.boundaries is None:
        return
    stamp.cache_clear()
    now = stamp(bench.boundaries)
    if bench.seen.get("boundaries") != now:
        look_again()
        bench.seen["boundaries"] = now


def reviews_of_city(bench: Bench, city: str) -> "Sequence[Review]":
    """What reviewers say of a city; raises Faults."""
    from forms.reviews import reviews_of

    folder = bench.folder.reviews
    return reviews_of(folder, city, bench.edition) if folder else ()
