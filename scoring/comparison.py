"""Every city under one policy and under another: who flips, which way and by what, and who is near it."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from pydantic import Field

from scoring.attribution import shapley, steps
from scoring.blends import Kind, Part
from scoring.columnar import Truths
from scoring.columnar_scores import Reals
from scoring.differences import Differences, EditionSide
from scoring.edition import Edition
from scoring.edition_diff import side
from scoring.factsheets import FactSheet
from scoring.fields import Record
from scoring.labels import label
from scoring.models import Bilingual, Number
from scoring.sides import Looking, Sheets, Side, Sides
from scoring.version import VERSION

SLACK = 1e-9  # points: what floating point may add to a distance or a share


class Cause(Record):
    """What one change did: its share of the flip (0 to 1; below 0 where it worked against it), and points.

    `alone`: whether the city would have flipped had only this change been made.
    """

    part: int
    share: Number
    points: Number
    alone: bool


class CityCompared(Record):
    """One city before and after; `near`: within the points asked for of flipping, as things stand after."""

    city: str
    file: str
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


class Totals(Record):
    """Cities in all, renewed before and after, flipped each way, and near flipping after.

    `left_out`: submissions that could not be read under both, and are in no other number.
    """

    cities: int
    left_out: int
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
    differences: Differences
    parts: tuple[PartNamed, ...]
    near_points: Number
    cities: tuple[CityCompared, ...]
    totals: Totals


# Of one city, by part: its share of the change of verdict, its points, and whether it alone makes it renew.
Effects = tuple[Reals, Reals, Truths]


class Compared(NamedTuple):
    """The cities that are compared: their facts under an edition, always in one order, and their files.

    `left_out`: how many submissions could not be read.
    """

    sheets: Sheets
    files: Sequence[str]
    left_out: int = 0


def comparison(
    base: Edition, variant: Edition, differences: Differences, compared: Compared, near: Number = 2
) -> Comparison:
    """Both editions on the same cities; `differences` are those between the two, in words."""
    parts, seen = steps(base, variant, Looking(compared.sheets))
    before, after = seen[frozenset()], seen[frozenset(range(len(parts)))]
    flips = shapley(len(parts), {some: one.results.renews.now.astype(float) for some, one in seen.items()})
    points = shapley(len(parts), {some: one.results.totals.now for some, one in seen.items()})
    alone = np.array([one.results.renews.now for some, one in seen.items() if len(some) == 1]).T
    sides = Sides(before), Sides(after)
    close = np.abs(sides[1].margins) <= near + SLACK
    effects = zip(flips.T, points.T, alone, strict=True)
    each = (compared.files, compared.sheets(base), *(side.all() for side in sides), close, effects)
    cities = [_city(*row) for row in zip(*each, strict=True)]
    return Comparison(
        program=f"smartcity-renewal {VERSION}",
        before=side(base),
        after=side(variant),
        differences=differences,
        parts=tuple(_part(variant, part) for part in parts),
        near_points=near,
        cities=tuple(cities),
        totals=_totals(cities, compared.left_out),
    )


def _city(
    file: str, sheet: FactSheet, before: Side, after: Side, near: np.bool_, effects: Effects
) -> CityCompared:
    flipped = before.verdict != after.verdict
    causes = _causes((1 if after.verdict == "renew" else -1) if flipped else 0, effects)
    return CityCompared(
        city=sheet.city,
        file=file,
        name=sheet.name,
        draft=sheet.draft,
        illustrative=sheet.illustrative,
        before=before,
        after=after,
        flip=f"to_{after.verdict}" if flipped else "",  # type: ignore[arg-type]
        causes=tuple(sorted(causes, key=lambda one: (-abs(one.share), -abs(one.points), one.part))),
        near=bool(near),
    )


def _causes(way: int, effects: Effects) -> list[Cause]:
    """The changes that did something to a city, which flipped to renew (1), to revoke (-1) or not (0)."""
    return [
        Cause(
            part=part,
            share=round(way * float(share), 4) + 0.0,  # and not -0.0
            points=round(float(gain), 2) + 0.0,
            alone=bool(way) and bool(renews) == (way > 0),
        )
        for part, (share, gain, renews) in enumerate(zip(*effects, strict=True))
        if abs(gain) > SLACK or abs(way * share) > SLACK
    ]


def _part(edition: Edition, part: Part) -> PartNamed:
    return PartNamed(kind=part.kind, name=part.name, label=label(edition, part.name) if part.name else None)


def _totals(cities: Sequence[CityCompared], left_out: int) -> Totals:
    return Totals(
        cities=len(cities),
        left_out=left_out,
        renewed_before=sum(one.before.verdict == "renew" for one in cities),
        renewed_after=sum(one.after.verdict == "renew" for one in cities),
        to_renew=sum(one.flip == "to_renew" for one in cities),
        to_revoke=sum(one.flip == "to_revoke" for one in cities),
        near=sum(one.near for one in cities),
    )
