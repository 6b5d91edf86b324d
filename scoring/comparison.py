"""Every city under one policy and under another: who flips, which way and by what, and who is near it."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Literal, NamedTuple

import numpy as np
from pydantic import Field

from scoring.attribution import shapley, steps
from scoring.blends import Kind, Part
from scoring.caseload import Caseload, caseload
from scoring.columnar_scores import Reals, Results, exact, margins_of, results
from scoring.edition import Edition
from scoring.factsheets import FactSheet, basis
from scoring.fields import Record
from scoring.labels import label, numbers_changed
from scoring.models import Bilingual, Number, NumberChanged, Verdict
from scoring.presentation import figure
from scoring.ranks import ranks
from scoring.scorecard import rounded
from scoring.version import VERSION

SLACK = 1e-9  # points: what floating point may add to a distance
HALF = 1e-6  # tenths of a point: how near to a half a total is rounded exactly

Sheets = Callable[[Edition], Sequence[FactSheet]]


class Side(Record):
    """A city under one of the two: `broken` gates by id; `rank` by total, 1 the best, equal totals equal.

    `margin`: points by which the tightest gate on the score holds, or (below 0) by which the worst fails
    where only such gates fail; None where another gate fails, for then no score matters.
    """

    verdict: Verdict
    settled: bool
    total: Number
    rank: int
    broken: tuple[str, ...]
    margin: Number | None


class Cause(Record):
    """What one change did: its share of the flip (0 to 1; below 0 where it worked against it), and points."""

    part: int
    share: Number
    points: Number


class CityCompared(Record):
    """One city before and after; `near`: within the points asked for of flipping, as things stand after."""

    city: str
    name: Bilingual
    draft: bool
    illustrative: bool
    before: Side
    after: Side
    flip: Literal["", "to_renew", "to_revoke"]
    causes: tuple[Cause, ...]
    near: bool


class PartNamed(Record):
    """A change, or all of one kind together (`name` empty), to which effects are attributed."""

    kind: Kind
    name: str
    label: Bilingual | None


class EditionSide(Record):
    """One of the two editions."""

    id: str
    title: Bilingual
    standing: Bilingual
    fingerprint: str
    policy_fingerprint: str
    pass_mark: Number | None
    gates: dict[str, Bilingual]


class Totals(Record):
    """Cities in all, renewed before and after, flipped each way, and near flipping after."""

    cities: int
    renewed_before: int
    renewed_after: int
    to_renew: int
    to_revoke: int
    near: int


class Comparison(Record):
    """The result of `policy compare`, and the shape of its JSON."""

    schema_: Literal["comparison/1"] = Field(default="comparison/1", alias="schema")
    program: str
    before: EditionSide
    after: EditionSide
    changes: tuple[NumberChanged, ...]
    parts: tuple[PartNamed, ...]
    near_points: Number
    cities: tuple[CityCompared, ...]
    totals: Totals


class Seen(NamedTuple):
    """What one edition makes of the cities."""

    edition: Edition
    load: Caseload
    results: Results


class Looking:
    """Sees cities under many editions; what the rules find is kept while only numbers of scoring differ."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self._found: dict[Any, Caseload] = {}

    def __call__(self, edition: Edition) -> Seen:
        credits = [level.credit for level in edition.levels]
        ties = tuple(credits.index(credit) for credit in credits)
        key = (basis(edition), edition.rulebook, ties)
        if key not in self._found:
            self._found[key] = caseload(edition, self._sheets(edition))
        return Seen(edition, self._found[key], results(edition, self._found[key]))


def comparison(base: Edition, variant: Edition, sheets: Sheets, near: Number = 2) -> Comparison:
    """Both editions on the same cities; `sheets` gives their facts under an edition, always in one order."""
    parts, seen = steps(base, variant, Looking(sheets))
    before, after = seen[frozenset()], seen[frozenset(range(len(parts)))]
    flips = shapley(len(parts), {some: one.results.renews.now.astype(float) for some, one in seen.items()})
    points = shapley(len(parts), {some: one.results.totals.now for some, one in seen.items()})
    sides = zip(_sides(before), _sides(after), strict=True)
    cities = [
        _city(sheet, one, other, flips[:, row], points[:, row], near)
        for row, (sheet, (one, other)) in enumerate(zip(sheets(base), sides, strict=True))
    ]
    return Comparison(
        program=f"smartcity-renewal {VERSION}",
        before=_edition(base),
        after=_edition(variant),
        changes=numbers_changed(variant)[len(base.changes) :],
        parts=tuple(_part(variant, part) for part in parts),
        near_points=near,
        cities=tuple(cities),
        totals=_totals(cities),
    )


def _city(
    sheet: FactSheet, before: Side, after: Side, flips: Reals, points: Reals, near: Number
) -> CityCompared:
    flipped = before.verdict != after.verdict
    way = 1 if after.verdict == "renew" else -1
    shares = way * flips if flipped else 0 * flips
    causes = [
        Cause(part=part, share=round(float(shares[part]), 4), points=round(float(gain), 2))
        for part, gain in enumerate(points)
        if abs(gain) > SLACK or shares[part]
    ]
    return CityCompared(
        city=sheet.city,
        name=sheet.name,
        draft=sheet.draft,
        illustrative=sheet.illustrative,
        before=before,
        after=after,
        flip=f"to_{after.verdict}" if flipped else "",  # type: ignore[arg-type]
        causes=tuple(sorted(causes, key=lambda one: (-abs(one.share), -abs(one.points), one.part))),
        near=after.margin is not None and abs(after.margin) <= near,
    )


def _sides(seen: Seen) -> list[Side]:
    totals, gates, renews = seen.results.totals.now, seen.results.gates.now, seen.results.renews
    placed, margins = ranks(totals, lambda row: _exact(seen, row)), _margins(seen)
    return [
        Side(
            verdict="renew" if renews.now[row] else "revoke",
            settled=bool(renews.low[row] == renews.high[row]),
            total=shown(seen, row),
            rank=placed[row],
            broken=tuple(g.id for g, holds in zip(seen.edition.gates, gates[row], strict=True) if not holds),
            margin=None if not np.isfinite(margins[row]) else round(float(margins[row]), 2),
        )
        for row in range(len(totals))
    ]


def shown(seen: Seen, row: int) -> float:
    """A city's total as every report shows it: rounded as its exact value would be."""
    tenths = float(seen.results.totals.now[row]) * 10
    mark = float(seen.edition.pass_mark or 0) * 10
    if abs(tenths % 1 - 0.5) < HALF or abs(tenths - mark) < 1:
        return rounded(_exact(seen, row), seen.edition.pass_mark)
    return round(tenths) / 10


def _exact(seen: Seen, row: int) -> Fraction:
    return exact(seen.edition, seen.load.counts[row], seen.load.levels.now[row]).total


def _margins(seen: Seen) -> Reals:
    """See `Side.margin`; NaN for none."""
    edition, found = seen.edition, seen.results
    on_score = np.array([gate.words.score is not None for gate in edition.gates], np.bool_)
    scored = [gate for gate in edition.gates if gate.words.score]
    margins = [margins_of(edition, gate, found.totals.now, found.sections.now) for gate in scored]
    least = np.min(margins, axis=0) if margins else np.full(len(found.totals.now), np.nan)
    others = found.gates.now[:, ~on_score].all(axis=1)
    return np.where(others, least, np.nan)


def _part(edition: Edition, part: Part) -> PartNamed:
    return PartNamed(kind=part.kind, name=part.name, label=label(edition, part.name) if part.name else None)


def _edition(edition: Edition) -> EditionSide:
    mark = edition.pass_mark
    return EditionSide(
        id=edition.id,
        title=edition.file.title,
        standing=edition.file.standing,
        fingerprint=edition.fingerprint,
        policy_fingerprint=edition.policy_fingerprint,
        pass_mark=None if mark is None else figure(mark),
        gates={gate.id: gate.words.title for gate in edition.gates},
    )


def _totals(cities: Sequence[CityCompared]) -> Totals:
    return Totals(
        cities=len(cities),
        renewed_before=sum(one.before.verdict == "renew" for one in cities),
        renewed_after=sum(one.after.verdict == "renew" for one in cities),
        to_renew=sum(one.flip == "to_renew" for one in cities),
        to_revoke=sum(one.flip == "to_revoke" for one in cities),
        near=sum(one.near for one in cities),
    )
