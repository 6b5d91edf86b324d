"""The figures of many cities: who stands where, how scores are spread, and what is missing most often."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reports.portfolio_row import CityRow, Group, Point, Portfolio
from scoring.models import Bilingual, Number

BIN = 5  # points of a step in the picture of scores
GROUPS: tuple[Group, ...] = ("renew", "unsettled", "revoke")
APART = ("pending", "unanswered", "not_pursued", "not_applicable")


class Step(NamedTuple):
    """The cities with a score of at least `low` and less than `high` (or 100), by how they stand."""

    low: int
    high: int
    counts: dict[Group, int]

    @property
    def cities(self) -> int:
        return sum(self.counts.values())


class CommonGap(NamedTuple):
    """A criterion that loses points: in how many cities, of how many where it counts, and points in all."""

    point: Point
    cities: int
    counted: int
    lost: Number


class SectionLoss(NamedTuple):
    """A section over all cities: its mean score, its lowest, and the points lost in it."""

    id: str
    title: Bilingual
    mean: Number | None
    low: Number | None
    lost: Number


def counted(rows: Sequence[CityRow]) -> dict[Group, int]:
    """How many cities are settled either way, and how many are not; each once."""
    found = Counter(row.group for row in rows)
    return {group: found[group] for group in GROUPS}


def spread(rows: Sequence[CityRow]) -> list[Step]:
    """The scores in steps of equal width, from 0 to 100."""
    found = Counter((min(int(row.total // BIN), 100 // BIN - 1), row.group) for row in rows)
    return [
        Step(place * BIN, (place + 1) * BIN, {group: found[place, group] for group in GROUPS})
        for place in range(100 // BIN)
    ]


def common_gaps(found: Portfolio) -> list[CommonGap]:
    """What loses points somewhere, the most points in all cities first."""
    gaps = [_gap(found, place, point) for place, point in enumerate(found.points)]
    return sorted((one for one in gaps if one.cities), key=lambda one: (-one.lost, -one.cities))


def _gap(found: Portfolio, place: int, point: Point) -> CommonGap:
    marks = [row.marks[place] for row in found.rows]
    left_out = sum(mark.status in APART[2:] for mark in marks)
    losing = [mark.lost for mark in marks if mark.lost]
    return CommonGap(point, len(losing), len(marks) - left_out, round(sum(losing), 1))


def section_losses(found: Portfolio) -> list[SectionLoss]:
    """Each section, the one in which most points are lost first."""
    losses: dict[str, Number] = dict.fromkeys(found.sections, 0)
    for row in found.rows:
        for point, mark in zip(found.points, row.marks, strict=True):
            losses[point.section] += mark.lost
    listed = [
        _section(found, place, id, title, losses[id])
        for place, (id, title) in enumerate(found.sections.items())
    ]
    return sorted(listed, key=lambda one: -one.lost)


def _section(found: Portfolio, place: int, id: str, title: Bilingual, lost: Number) -> SectionLoss:
    scores = [score for row in found.rows if (score := row.sections[place]) is not None]
    mean = round(sum(scores) / len(scores), 1) if scores else None
    return SectionLoss(id, title, mean, min(scores, default=None), round(lost, 1))


def statuses(found: Portfolio) -> list[str]:
    """Every status there may be: the levels, the best first, then those apart from the levels."""
    levels = [name for name in found.edition.levels if name not in APART]
    return [*levels, *APART]


def signs(found: Portfolio) -> dict[str, str]:
    """A sign for each status that tells it without colour, in letters that every font has."""
    levels = [name for name in found.edition.levels if name not in APART]
    between = levels[1:-1]
    middle = ["½"] if len(between) == 1 else [str(number) for number in range(2, len(between) + 2)]
    return dict(zip([*levels[:1], *between, *levels[1:][-1:]], ["+", *middle, "×"], strict=True)) | dict(
        zip(APART, ("?", "–", "·", "/"), strict=True)
    )
