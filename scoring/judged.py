"""What a judgement does, told before it is made; and how each judgement of a city stands."""

import datetime
from collections.abc import Sequence
from typing import Literal

from scoring.fields import Record
from scoring.models import Assessment, Bilingual, Finding, Number, Verdict
from scoring.reviews import JudgementGiven, Review

State = Literal["stands", "differs", "settled", "overruled", "superseded", "stale", "barred"]


class Outcome(Record):
    """The result at one time: the total with its bounds, the verdict and whether anything could change it."""

    total: Number
    low: Number
    high: Number
    verdict: Verdict
    settled: bool


class Effect(Record):
    """What one entry does: the result without it and with it.

    Points and levels are of the criterion, none of a gate; `waited` and `waits` tell whether it is open, the
    second time because reviewers differ.
    """

    title: Bilingual
    before: Outcome
    after: Outcome
    points_before: Number | None
    points_after: Number | None
    level_before: str | None
    level_after: str | None
    waited: bool
    waits: bool
    raised: bool


class Stated(Record):
    """One judgement and how it stands; `signed` names the reviewer, `claimed` is what the rules found."""

    city: str
    reviewer: str
    signed: str
    criterion: str
    point: str
    title: Bilingual
    level: str
    claimed: str
    reason: str
    date: datetime.date
    state: State
    raised: bool


def outcome(one: Assessment) -> Outcome:
    """The result of an assessment in five figures."""
    card, advice = one.scorecard, one.recommendation
    return Outcome(
        total=card.total, low=card.low, high=card.high, verdict=advice.verdict, settled=advice.settled
    )


def effect(before: Assessment, after: Assessment, criterion: str) -> Effect:
    """What the judgement of a criterion changes."""
    was, now = (_finding(each, criterion) for each in (before, after))
    return Effect(
        title=now.title,
        before=outcome(before),
        after=outcome(after),
        points_before=was.points,
        points_after=now.points,
        level_before=was.level,
        level_after=now.level,
        waited=was.status == "pending",
        waits=now.status == "pending",
        raised=_above(after, now.level, now.claimed),
    )


def gate_effect(before: Assessment, after: Assessment, gate: str) -> Effect:
    """What the waiver of a gate changes."""
    title = next(each.title for each in after.gates if each.id == gate)
    return Effect(
        title=title,
        before=outcome(before),
        after=outcome(after),
        points_before=None,
        points_after=None,
        level_before=None,
        level_after=None,
        waited=False,
        waits=False,
        raised=False,
    )


def can_be_judged(finding: Finding) -> bool:
    """Whether the rules leave it to a person: else it would lie outside of the bounds that were told."""
    return finding.status == "pending" or (bool(finding.judgements) and finding.judgement_note != "none")


def stated(one: Assessment, reviews: Sequence[Review]) -> tuple[Stated, ...]:
    """Every judgement in the reviews of the city, in the order of the form, then of the reviewers."""
    found = [
        _stated(one, review, place, given)
        for review in sorted(reviews, key=lambda each: each.reviewer)
        for place, given in enumerate(review.judgements)
    ]
    order = {each.criterion: place for place, each in enumerate(one.findings)}
    return tuple(sorted(found, key=lambda each: order[each.criterion]))


def _stated(one: Assessment, review: Review, place: int, given: JudgementGiven) -> Stated:
    finding = _finding(one, given.criterion)
    return Stated(
        city=one.city.id,
        reviewer=review.reviewer,
        signed=review.signed,
        criterion=given.criterion,
        point=finding.point,
        title=finding.title,
        level=given.level,
        claimed=finding.claimed,
        reason=given.reason,
        date=given.date,
        state=_state(finding, review, place, given),
        raised=_above(one, given.level, finding.claimed),
    )


def _state(finding: Finding, review: Review, place: int, given: JudgementGiven) -> State:
    if review.barred:
        return "barred"
    if given.claim != finding.claim:
        return "stale"
    later = review.judgements[place + 1 :]
    if any(each.criterion == given.criterion and each.claim == given.claim for each in later):
        return "superseded"
    if finding.judgement_note == "differ":
        return "differs"
    if given.settles:
        return "settled"
    return "stands" if given.level == finding.level else "overruled"


def _above(one: Assessment, level: str, claimed: str) -> bool:
    """Whether a level is better than what the form shows: the levels of an edition stand best first."""
    order = list(one.edition.levels)
    return order.index(level) < order.index(claimed)


def _finding(one: Assessment, criterion: str) -> Finding:
    return next(each for each in one.findings if each.criterion == criterion)
