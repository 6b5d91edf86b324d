"""What is kept of each city for the report of all: so little that 300 cities are no load."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from scoring.models import Assessment, Bilingual, EditionNamed, Finding, Number, Verdict
from scoring.reviewers import Compared
from scoring.screening import Unsettled, unsettled

NOBODY = Compared(reviewers=(), unlike=())
Group = Literal["renew", "revoke", "unsettled"]


class Point(NamedTuple):
    """A criterion as all cities have it."""

    id: str
    section: str
    number: str
    title: Bilingual


class Mark(NamedTuple):
    """How one criterion stands in one city: its status, the points it has and those it loses."""

    status: str
    points: Number
    lost: Number


class CityRow(NamedTuple):
    """One city; `broken` are the ids of the gates that do not hold, `marks` stand as the criteria do."""

    file: str
    id: str
    name: Bilingual
    province: str | None
    draft: bool
    illustrative: bool
    verdict: Verdict
    settled: bool
    at_own_wish: bool
    total: Number
    low: Number
    high: Number
    completeness: Number
    broken: tuple[str, ...]
    gaps: int
    notices: int
    sections: tuple[Number | None, ...]
    marks: tuple[Mark, ...]
    unsettled: Unsettled
    submission: str

    @property
    def group(self) -> Group:
        """Where it is counted: each city once."""
        return self.verdict if self.settled else "unsettled"


class Portfolio(NamedTuple):
    """All cities of one run, with what is said of all of them once."""

    edition: EditionNamed
    program: str
    edition_fingerprint: str
    policy_fingerprint: str
    pass_mark: Number | None
    sections: dict[str, Bilingual]
    gates: dict[str, Bilingual]
    points: tuple[Point, ...]
    rows: tuple[CityRow, ...]
    left_out: int
    reviewing: Compared = NOBODY

    @property
    def fingerprint(self) -> str:
        """Of all submissions together, whatever their files are called and in whatever order they come."""
        every = "\n".join(sorted(row.submission for row in self.rows))
        return f"sha256:{hashlib.sha256(every.encode('ascii')).hexdigest()}"


def portfolio(results: Iterable[tuple[Path, Assessment]], given: int) -> Portfolio | None:
    """The report's content from assessments that are let go one by one; None where there is no city."""
    first: Assessment | None = None
    rows: list[CityRow] = []
    for path, result in results:
        first = first or result
        rows.append(city_row(path, result))
    return None if first is None else _portfolio(first, tuple(rows), given - len(rows))


def _portfolio(first: Assessment, rows: tuple[CityRow, ...], left_out: int) -> Portfolio:
    return Portfolio(
        edition=first.edition,
        program=first.provenance.program,
        edition_fingerprint=first.provenance.edition_fingerprint,
        policy_fingerprint=first.provenance.policy_fingerprint,
        pass_mark=first.scorecard.pass_mark,
        sections={one.id: one.title for one in first.scorecard.sections},
        gates={one.id: one.title for one in first.gates},
        points=tuple(Point(one.criterion, one.section, one.point, one.title) for one in first.findings),
        rows=rows,
        left_out=left_out,
    )


def city_row(path: Path, result: Assessment) -> CityRow:
    """What the report says of one city."""
    advice, card = result.recommendation, result.scorecard
    return CityRow(
        file=path.as_posix(),
        id=result.city.id,
        name=result.city.name,
        province=result.city.province,
        draft=result.draft,
        illustrative=result.illustrative is not None,
        verdict=advice.verdict,
        settled=advice.settled,
        at_own_wish=advice.at_own_wish,
        total=card.total,
        low=card.low,
        high=card.high,
        completeness=card.completeness,
        broken=tuple(gate.id for gate in result.gates if not gate.holds and not gate.waived_by),
        gaps=sum(gap.kind == "criterion" for gap in result.gaps),
        notices=len(result.notices),
        sections=tuple(one.score for one in card.sections),
        marks=tuple(_mark(one) for one in result.findings),
        unsettled=unsettled(path.as_posix(), result),
        submission=result.provenance.submission_fingerprint,
    )


def _mark(one: Finding) -> Mark:
    return Mark(one.status, one.points, one.points_lost if one.counts else 0)
