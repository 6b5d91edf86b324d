"""What changed between two assessments of one city, as a record: what every report on it is a view of."""

import datetime
from typing import Literal

from pydantic import Field

from scoring.fields import Record
from scoring.models import Bilingual, CityNamed, Missing, Number, Verdict

Kind = Literal["won", "lost", "changed", "new", "gone"]
State = Literal["done", "in_progress", "not_begun", "cannot", "missing"]


class Side(Record):
    """One of the two: when, with what, and what came out."""

    as_of: datetime.date
    period: tuple[datetime.date | None, datetime.date | None]
    edition: str
    policy_fingerprint: str
    rules_fingerprint: str
    submission_fingerprint: str
    verdict: Verdict
    settled: bool
    total: Number
    low: Number
    high: Number
    pass_mark: Number | None


class Effect(Record):
    """How much of the change in the total comes of what; these add up to it.

    `city`: what it filed and how it was judged. `numbers`: weights and credits. `edition`: all else that an
    edition says. `city_or_edition`: of the one or the other, which the two results alone cannot tell apart.
    """

    of: Literal["city", "numbers", "edition", "city_or_edition"]
    points: Number
    points_exact: str


class CriterionChanged(Record):
    """One criterion that stands otherwise: better, worse, new in the edition, or no longer in it.

    `changed` where it is worth the same, or only whether it counts is other. `was` and `now` are statuses as
    a finding has them, `level_was` and `level_now` the levels that counted, in words in `levels`; points are
    of the total.
    `missing` is what it lacks now.
    """

    criterion: str
    point: str
    title: Bilingual
    section: Bilingual
    kind: Kind
    was: str | None
    now: str | None
    level_was: str | None
    level_now: str | None
    points_was: Number
    points_now: Number
    missing: tuple[Missing, ...]
    remedy: Bilingual | None


class SectionChanged(Record):
    """One section's score, then and now."""

    title: Bilingual
    was: Number | None
    now: Number | None
    floor: Number | None


class GateChanged(Record):
    """One gate that stands otherwise."""

    gate: str
    title: Bilingual
    held: bool | None
    holds: bool | None


class Commitment(Record):
    """A project of the last plan, and what item 9 says of it now; per cent.

    `missing`: item 9 does not speak of it. `alike` tells that it was found by its name and not by its id.
    """

    name: str
    domain: Bilingual | None
    place: str
    end: datetime.date | None
    state: State
    alike: bool
    done: Number | None
    now: str | None
    found_at: str | None


class GoalChanged(Record):
    """A goal of the last report: what was reached then and now, and the target of the plan."""

    name: str
    unit: str | None
    was: Number | None
    now: Number | None
    target: Number | None
    better: bool | None


class Carried(Record):
    """A condition that was attached to the last renewal, and how its criterion stands now."""

    criterion: str
    text: Bilingual
    now: str | None
    met: bool


class WhatChanged(Record):
    """All of it; `city` as it is named now."""

    schema_: Literal["what-changed/1"] = Field(default="what-changed/1", alias="schema")
    city: CityNamed
    same_city: bool
    old: Side
    new: Side
    change: Number
    change_exact: str
    effects: tuple[Effect, ...]
    sections: tuple[SectionChanged, ...]
    gates: tuple[GateChanged, ...]
    criteria: tuple[CriterionChanged, ...]
    same: int
    commitments: tuple[Commitment, ...]
    goals: tuple[GoalChanged, ...]
    carried: tuple[Carried, ...]
    levels: dict[str, Bilingual]
    unbroken: tuple[str, ...]
    standing: Bilingual
