"""Every noun of an assessment: frozen, closed, and the shape of the published JSON (design: assessment/1)."""

import datetime
from typing import Literal

from pydantic import Field

from scoring.attachments import Attachment
from scoring.fields import Record

Number = int | float
Verdict = Literal["renew", "revoke"]
Status = Literal["answered", "unanswered", "pending", "not_pursued", "not_applicable"]


class Bilingual(Record):
    """One text in Thai and in English, both there."""

    th: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, lang: str) -> str:
        """The text in `th` or `en`."""
        return self.th if lang == "th" else self.en


class Judgement(Record):
    """A reviewer's decision on one criterion; `claim` is the fingerprint of what was judged."""

    criterion: str
    level: str
    reason: str = Field(min_length=1)
    reviewer: str
    date: datetime.date
    claim: str | None = None
    settles: bool = False


class Waiver(Record):
    """A reviewer's decision that a gate which allows it need not hold."""

    gate: str
    reason: str = Field(min_length=1)
    reviewer: str
    date: datetime.date
    authority: str


class MeasureSeen(Record):
    """One measure of this submission; value in the unit people read (per cent, baht), None if unknown."""

    id: str
    label: Bilingual
    unit: Bilingual
    value: Number | None
    shown: Bilingual
    places: tuple[str, ...]
    places_total: int


class Missing(Record):
    """One comparison that does not hold and stands between the finding and its next level."""

    condition: str
    operator: Literal["min", "max", "is"]
    found: Number | None
    needed: Number | bool
    th: str
    en: str
    places: tuple[str, ...]


class ClaimLine(Record):
    """One line of what the city says on a criterion, and where it says it."""

    place: str
    text: Bilingual


class Backing(Record):
    """A piece of evidence that was filed, its place in the form, and the file's SHA-256 if it was seen."""

    place: str
    title: str | None
    file: str | None
    page: str | None
    address: str | None
    date: datetime.date | None
    sha256: str | None


class Finding(Record):
    """One criterion's result.

    `status` is the name of the level, or `unanswered`, `pending`, `not_pursued`, `not_applicable`;
    `level` is the level that counts (as judged, else as claimed) and `claimed` the one the rules found.
    Points are shares of 100 of the total. `evidence` is what is asked for, `backing` what was filed in the
    records that were counted. `claim_lines` are there where a person may have to judge.
    `low_exact` and `high_exact` are the credit with what is open settled at its worst and at its best,
    `full_exact` that of the best level.
    """

    criterion: str
    section: str
    point: str
    title: Bilingual
    wording: Bilingual
    reference: Bilingual
    stage: str
    status: str
    level: str
    claimed: str
    counts: bool
    credit: Number
    credit_exact: str
    low_exact: str
    high_exact: str
    full_exact: str
    weight: Number
    weight_exact: str
    effective_weight: Number
    points: Number
    points_exact: str
    points_lost: Number
    measures: tuple[MeasureSeen, ...]
    next_level: str | None
    missing: tuple[Missing, ...]
    evidence: Bilingual
    backing: tuple[Backing, ...]
    remedy: Bilingual
    question: Bilingual | None
    fields: tuple[str, ...]
    claim: str
    claim_lines: tuple[ClaimLine, ...]
    judgements: tuple[Judgement, ...]
    judgement_note: Literal["none", "confirmed", "changed", "stale", "differ"]


class GateFinding(Record):
    """One gate: whether it holds now, at the worst and at the best of what is open.

    `score`: it looks at the total, which must reach `least_exact`, or at the sections, each of which must
    reach its floor; None where it looks at the form itself.
    """

    id: str
    title: Bilingual
    source: Bilingual
    holds: bool
    low: bool
    high: bool
    open: bool
    waived_by: str | None
    score: Literal["total", "sections"] | None
    least_exact: str | None
    found: Number | None
    needed: Number | bool | None
    missing: tuple[Missing, ...]
    rests_on: tuple[str, ...]
    remedy: Bilingual


class SectionScore(Record):
    """One section; scores are 0 to 100, None when nothing in it counts."""

    id: str
    title: Bilingual
    score: Number | None
    score_exact: str | None
    low: Number | None
    high: Number | None
    weight: Number
    weight_exact: str
    effective_weight: Number
    floor: Number
    floor_exact: str
    criteria: int
    counted: int
    points_lost: Number


class Scorecard(Record):
    """The total out of 100 with its bounds, and the share of applicable criteria that are answered."""

    total: Number
    total_exact: str
    low: Number
    low_exact: str
    high: Number
    high_exact: str
    pass_mark: Number | None
    completeness: Number
    sections: tuple[SectionScore, ...]


class Reason(Record):
    """One reason of the recommendation, with the gate it comes from."""

    gate: str
    th: str
    en: str


class Condition(Record):
    """A condition to attach to a renewal: a criterion marked so that is less than met."""

    criterion: str
    th: str
    en: str


class Recommendation(Record):
    """`renew` or `revoke`; settled when worst and best agree.

    `settle_renew`: the fewest open matters that, settled at their best, make it `renew` whatever the
    others bring; `settle_revoke`: the fewest that, settled at their worst, make it `revoke`. Empty
    when there is no such set or it is settled already. Most decisive first.
    """

    verdict: Verdict
    settled: bool
    low: Verdict
    high: Verdict
    at_own_wish: bool
    reasons: tuple[Reason, ...]
    conditions: tuple[Condition, ...]
    open_matters: tuple[str, ...]
    settle_renew: tuple[str, ...]
    settle_revoke: tuple[str, ...]


class Gap(Record):
    """A finding that loses points or a gate that does not hold; `points` is what mending it alone wins.

    `effort` is that of raising it to the best level, or of making the gate hold, as policy assumes it; None
    where no effort on paper would.
    """

    kind: Literal["criterion", "gate"]
    id: str
    title: Bilingual
    status: str
    points: Number
    points_exact: str
    points_next: Number
    effort: Number | None
    gates: tuple[str, ...]
    fields: tuple[str, ...]
    missing: tuple[Missing, ...]
    remedy: Bilingual


class LedgerEntry(Record):
    """A criterion held not to apply, and the result if that were refused."""

    criterion: str
    reason: Bilingual
    explanation: str
    total_if_refused: Number
    verdict_if_refused: Verdict


class Before(Record):
    """A level of another criterion that must come first, and why."""

    criterion: str
    level: str
    th: str
    en: str


class Rise(Record):
    """One criterion raised: what its new level asks for, where to answer, its effort and its points.

    `judged`: a reviewer must find it so. `gates`: the broken gates that it helps to mend. `before`: what must
    come first. `instead`: criteria that are like it and would do as well.
    """

    criterion: str
    from_level: str
    to_level: str
    judged: bool
    effort: Number
    points: Number
    points_exact: str
    gates: tuple[str, ...]
    missing: tuple[Missing, ...]
    fields: tuple[str, ...]
    before: tuple[Before, ...]
    instead: tuple[str, ...]


class Mending(Record):
    """One gate on the submission made to hold by itself."""

    gate: str
    effort: Number
    missing: tuple[Missing, ...]
    fields: tuple[str, ...]


class TakenUp(Record):
    """A criterion not pursued so far that a gate asks for; `instead`: those that are like it."""

    criterion: str
    instead: tuple[str, ...]


class WayToRenewal(Record):
    """A set of rises and mendings that makes every gate hold, and the score it leads to as things stand.

    What is `taken_up` counts from then on. `bound_exact` is what no other set comes under: of the first way
    it equals `effort_exact`. Low and high are the total with every open matter, those that these rises open
    among them, at its worst and at its best.
    """

    mendings: tuple[Mending, ...]
    rises: tuple[Rise, ...]
    taken_up: tuple[TakenUp, ...]
    effort: Number
    effort_exact: str
    bound_exact: str
    total: Number
    total_exact: str
    low: Number
    high: Number


class Fall(Record):
    """One criterion fallen: what winning it back would take, and the points it loses."""

    criterion: str
    from_level: str
    to_level: str
    worth: Number
    points: Number
    points_exact: str
    instead: tuple[str, ...]


class LossOfRenewal(Record):
    """A set of falls that breaks a gate; `worth` is the effort of winning them back."""

    falls: tuple[Fall, ...]
    gates: tuple[str, ...]
    worth: Number
    worth_exact: str
    bound_exact: str
    total: Number
    total_exact: str


class Awaited(Record):
    """A gate that no effort on paper mends: what must be achieved, why, and the criteria that it lifts."""

    gate: str
    missing: tuple[Missing, ...]
    because: tuple[Bilingual, ...]
    lifts: tuple[str, ...]


class OutOfReach(Record):
    """A gate that does not hold even with all raised that can be; the best found, and what it needs."""

    gate: str
    found: Number | None
    needed: Number | None
    sections: tuple[str, ...]


class WayOut(Record):
    """What it takes to renew, or how little would end a renewal; exact, with its proof.

    `kind`: the city `renews` (then `losses`, the least first), there is a way (`ways`, the least effort
    first), no effort is enough (`none`, then `out_of_reach`), or the city does not wish to go on
    (`own_wish`). What is `awaited` is taken as achieved. Efforts are in `unit`; `assumed`: no source stands
    behind them.
    """

    kind: Literal["renews", "ways", "none", "own_wish"]
    unit: Literal["person_months", "steps"]
    assumed: bool
    awaited: tuple[Awaited, ...]
    ways: tuple[WayToRenewal, ...]
    losses: tuple[LossOfRenewal, ...]
    out_of_reach: tuple[OutOfReach, ...]
    solver: str | None


class Notice(Record):
    """What a careful clerk would point out; it changes no score."""

    id: str
    severity: Literal["error", "warning", "note"]
    th: str
    en: str
    remedy: Bilingual
    places: tuple[str, ...]
    places_total: int


class PartDone(Record):
    """How far one part of the form is filled in: questions of the official form, and additions to it.

    `empty` are the places of the official questions that have no answer.
    """

    id: str
    title: Bilingual
    asked: int
    answered: int
    added: int
    added_answered: int
    empty: tuple[str, ...]


class OverlapShown(Record):
    """Another city that is overlapped, as computed: km2, per cent of this city and of the smaller one.

    It is `counted` against the city, or `declared` by it and counted so, or a `sliver` too small to count.
    """

    city: str
    standing: Literal["counted", "declared", "sliver"]
    area_km2: Number
    percent: Number
    percent_of_smaller: Number


class BoundaryShown(Record):
    """What the program measured in the boundary file, beside the area that is stated.

    `difference` is in per cent of what is stated. `compared` is with how many other cities' boundaries, None
    where there were none at hand. `outline` is the shape as `forms/boundary_drawing.py` writes it.
    """

    file: str
    stated_km2: Number | None
    area_km2: Number
    difference: Number | None
    remarks: tuple[Bilingual, ...]
    compared: int | None
    overlaps: tuple[OverlapShown, ...]
    overlaps_total: int
    outline: str


class DomainShown(Record):
    """One of the seven domains: whether it is ticked, and its projects by how far they are."""

    id: str
    title: Bilingual
    ticked: bool
    planned: int
    in_progress: int
    done: int


class YearShown(Record):
    """One year's budget and what of it was invested, in baht."""

    year: int
    planned: Number | None
    invested: Number | None


class MoneyShown(Record):
    """The budget of the whole plan and what of it was invested, in baht, and both by year (item 6)."""

    planned: Number | None
    invested: Number | None
    years: tuple[YearShown, ...]


class ProgressShown(Record):
    """Item 8 in per cent of the whole plan, beside the share of the plan's time that is gone by (item 5)."""

    percent: Number | None
    elapsed: Number | None
    start: datetime.date | None
    end: datetime.date | None


class ProjectShown(Record):
    """One row of item 9; all figures are per cent."""

    place: str
    id: str | None
    name: str
    row: str | None
    done: Number | None
    in_progress: Number | None
    cannot: Number | None
    planned_progress: Number | None


class GoalShown(Record):
    """One goal of item 7: where it stands against its target of this year and of the plan's end."""

    place: str
    id: str | None
    name: str
    unit: str | None
    better: Literal["higher", "lower"]
    baseline: Number | None
    actual: Number | None
    target_now: Number | None
    target: Number | None
    target_year: int | None


class NextShown(Record):
    """One project of the next phase (Part 2, row 9): what the city commits itself to."""

    place: str
    id: str | None
    name: str
    domain: str | None
    indicator: str | None
    start: datetime.date | None
    end: datetime.date | None
    budget: Number | None


class Portrait(Record):
    """What the city reports, in figures, as it says it; nothing here is judged."""

    domains: tuple[DomainShown, ...]
    money: MoneyShown
    progress: ProgressShown
    projects: tuple[ProjectShown, ...]
    goals: tuple[GoalShown, ...]
    next_projects: tuple[NextShown, ...]
    attachments: tuple[Attachment, ...]


class CityNamed(Record):
    """The city the assessment is of."""

    id: str
    name: Bilingual
    province: str | None
    organisation: str | None


class Assumption(Record):
    """One number of the policy, with where it comes from; `in_words` where the value is a code."""

    name: str
    label: Bilingual
    value: str
    in_words: Bilingual | None
    assumed: bool
    because: Bilingual


class NumberChanged(Record):
    """A number that was set otherwise than the edition has it, by its full name and in words.

    `was` and `value` are as they are written (`1/2`), `was_shown` and `shown` as people read them (`50 %`).
    """

    name: str
    label: Bilingual
    was: str
    was_shown: Bilingual
    value: str
    shown: Bilingual


class EditionNamed(Record):
    """The edition and policy scored with, what was changed in it, and what every report must say.

    Words of `unbroken` are not to be parted at the end of a line.
    """

    id: str
    title: Bilingual
    legal: tuple[Bilingual, ...]
    standing: Bilingual
    formula: Bilingual
    unbroken: tuple[str, ...] = ()
    levels: dict[str, Bilingual]
    stages: dict[str, Bilingual]
    changes: tuple[NumberChanged, ...]
    policy: tuple[Assumption, ...]


class Provenance(Record):
    """What this result was made from; the same inputs give the same bytes.

    `rules_fingerprint` is of the edition without its policy: what levels, gates and measures are.
    """

    program: str
    engine: str
    engine_version: str
    edition_fingerprint: str
    policy_fingerprint: str
    rules_fingerprint: str
    submission_fingerprint: str
    judgements_fingerprint: str
    as_of: datetime.date


class SectionClaimed(Record):
    """One section's score as the city claims it."""

    id: str
    score: Number | None


class SelfAssessed(Record):
    """The result as the city claims it: what it would be without any judgement or waiver."""

    verdict: Verdict
    settled: bool
    total: Number
    total_exact: str
    low: Number
    high: Number
    sections: tuple[SectionClaimed, ...]


class Assessment(Record):
    """The one result document. Every report is a view of it."""

    schema_: Literal["assessment/1"] = Field(default="assessment/1", alias="schema")
    city: CityNamed
    portrait: Portrait
    draft: bool
    illustrative: Bilingual | None
    period: tuple[datetime.date | None, datetime.date | None]
    edition: EditionNamed
    recommendation: Recommendation
    scorecard: Scorecard
    gates: tuple[GateFinding, ...]
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerEntry, ...]
    notices: tuple[Notice, ...]
    boundary: BoundaryShown | None = None
    way_out: WayOut | None = None
    self_assessed: SelfAssessed | None = None
    provenance: Provenance
