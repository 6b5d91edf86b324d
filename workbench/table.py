"""One city on the reviewers' table: its submission, its result as the reviews leave it, and the reviews."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.submissions import embedded
from scoring.judged import Stated, stated
from scoring.models import Assessment
from scoring.reviews import Review
from scoring.submission import Submission
from workbench.bench import Bench
from workbench.folder import Absent
from workbench.reading import City, assessed, read, reviews_of_city, with_surroundings


@dataclass(frozen=True)
class Table:
    """`filed` is with what lies beside it; `result` is of today, as a judgement given now would be."""

    bench: Bench
    city: City
    filed: Submission
    result: Assessment
    reviews: Sequence[Review]

    @property
    def folder(self) -> Path:
        """Where reviews are kept, be it there yet or not."""
        return self.bench.folder.path / "reviews"

    @property
    def path(self) -> Path:
        """The submission's file."""
        return self.bench.folder.path_of(self.city.name)

    @property
    def stated(self) -> Sequence[Stated]:
        """Every judgement and how it stands."""
        return stated(self.result, self.reviews)

    def own(self, begun: Review) -> Review:
        """What the reviewer's file holds, or how it begins."""
        return next((one for one in self.reviews if one.reviewer == begun.reviewer), begun)

    def with_(self, mine: Review) -> Sequence[Review]:
        """The reviews with this one in the place of the reviewer's own."""
        return [*(one for one in self.reviews if one.reviewer != mine.reviewer), mine]

    def tried(self, reviews: Sequence[Review], *, way_out: bool = False) -> Assessment:
        """The result as these reviews leave it; raises Faults."""
        return assessed(
            self.bench,
            self.city.name,
            self.filed,
            embedded(self.city.name, self.city.raw),
            way_out=way_out,
            reviews=reviews,
            day=datetime.date.today(),
        )


def table(bench: Bench, name: str) -> Table:
    """Raises Absent for what is no city or cannot be judged, and Faults for reviews that are wrong."""
    city = read(bench, name, bench.folder.raw(name), way_out=False)
    if city.filed is None:
        raise Absent(name)
    reviews = reviews_of_city(bench, city.filed.city.id)
    within = embedded(name, city.raw)
    today = datetime.date.today()
    filed = with_surroundings(bench, name, city.filed, within)
    result = assessed(bench, name, filed, within, way_out=False, reviews=reviews, day=today)
    return Table(bench, city, filed, result, reviews)
