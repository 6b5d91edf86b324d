"""One city, twice: criteria won and lost, commitments against what was delivered, whence the change comes."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from scoring.effects import effects, points
from scoring.models import (
    Assessment,
    Bilingual,
    Finding,
    GoalShown,
    NextShown,
    Number,
    Portrait,
    ProjectShown,
)
from scoring.what_changed import (
    Carried,
    Commitment,
    CriterionChanged,
    GateChanged,
    GoalChanged,
    Kind,
    SectionChanged,
    Side,
    State,
    WhatChanged,
)

WHOLE = 100  # per cent


def what_changed(old: Assessment, new: Assessment, between: Assessment | None = None) -> WhatChanged:
    """What changed from the one to the other.

    `between` is the old submission under the edition of the new result, where it is at hand. Pure, and of
    any two assessments: of two cities it says so (`same_city`).
    """
    change = Fraction(new.scorecard.total_exact) - Fraction(old.scorecard.total_exact)
    criteria = tuple(_criteria(old, new))
    return WhatChanged(
        city=new.city,
        same_city=old.city.id == new.city.id,
        old=_side(old),
        new=_side(new),
        change=points(change),
        change_exact=str(change),
        effects=effects(old, new, between),
        sections=tuple(_sections(old, new)),
        gates=tuple(_gates(old, new)),
        criteria=criteria,
        same=len(new.findings) - sum(one.kind != "gone" for one in criteria),
        commitments=tuple(_commitment(one, old.portrait, new.portrait) for one in old.portrait.next_projects),
        goals=tuple(_goals(old.portrait, new.portrait)),
        carried=tuple(_carried(old, new)),
        unbroken=new.edition.unbroken,
        levels=old.edition.levels | new.edition.levels,
        standing=new.edition.standing,
    )


def _side(one: Assessment) -> Side:
    made, card, advice = one.provenance, one.scorecard, one.recommendation
    return Side(
        as_of=made.as_of,
        period=one.period,
        edition=one.edition.id,
        policy_fingerprint=made.policy_fingerprint,
        rules_fingerprint=made.rules_fingerprint,
        submission_fingerprint=made.submission_fingerprint,
        verdict=advice.verdict,
        settled=advice.settled,
        total=card.total,
        low=card.low,
        high=card.high,
        pass_mark=card.pass_mark,
    )


def _criteria(old: Assessment, new: Assessment) -> Iterator[CriterionChanged]:
    """In the order of the form, those of the old edition that are gone at the end."""
    before = {one.criterion: one for one in old.findings}
    for now in new.findings:
        was = before.pop(now.criterion, None)
        if was is None or (was.status, was.level) != (now.status, now.level):
            yield _criterion(old, new, was, now)
    for gone in before.values():
        yield _criterion(old, new, gone, None)


def _criterion(
    old: Assessment, new: Assessment, was: Finding | None, now: Finding | None
) -> CriterionChanged:
    shown = now or was
    assert shown is not None
    sections = {one.id: one.title for one in (*old.scorecard.sections, *new.scorecard.sections)}
    return CriterionChanged(
        criterion=shown.criterion,
        point=shown.point,
        title=shown.title,
        section=sections[shown.section],
        kind=_kind(was, now),
        was=was.status if was else None,
        now=now.status if now else None,
        level_was=was.level if was else None,
        level_now=now.level if now else None,
        points_was=was.points if was else 0,
        points_now=now.points if now else 0,
        missing=now.missing if now else (),
        remedy=now.remedy if now else None,
    )


def _kind(was: Finding | None, now: Finding | None) -> Kind:
    if was is None:
        return "new"
    if now is None:
        return "gone"
    if was.counts != now.counts:
        return "changed"
    before, after = Fraction(was.credit_exact), Fraction(now.credit_exact)
    return "won" if after > before else "lost" if after < before else "changed"


def _sections(old: Assessment, new: Assessment) -> Iterator[SectionChanged]:
    before = {one.id: one for one in old.scorecard.sections}
    for now in new.scorecard.sections:
        was = before.pop(now.id, None)
        score = was.score if was else None
        yield SectionChanged(title=now.title, was=score, now=now.score, floor=now.floor)
    for gone in before.values():
        yield SectionChanged(title=gone.title, was=gone.score, now=None, floor=None)


def _gates(old: Assessment, new: Assessment) -> Iterator[GateChanged]:
    before = {one.id: one for one in old.gates}
    for now in new.gates:
        was = before.pop(now.id, None)
        if was is None or was.holds != now.holds:
            held = was.holds if was else None
            yield GateChanged(gate=now.id, title=now.title, held=held, holds=now.holds)
    for gone in before.values():
        yield GateChanged(gate=gone.id, title=gone.title, held=gone.holds, holds=None)


def _commitment(plan: NextShown, old: Portrait, new: Portrait) -> Commitment:
    """A row of item 9 with its id, else with its name."""
    by_id = next((one for one in new.projects if plan.id and one.id == plan.id), None)
    found = by_id or next((one for one in new.projects if _same(one.name, plan.name)), None)
    titles = {one.id: one.title for one in old.domains}
    return Commitment(
        name=plan.name,
        domain=titles.get(plan.domain or ""),
        place=plan.place,
        end=plan.end,
        state=_state(found),
        alike=found is not None and by_id is None,
        done=found.done if found else None,
        now=found.name if found else None,
        found_at=found.place if found else None,
    )


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _state(found: ProjectShown | None) -> State:
    if found is None:
        return "missing"
    if found.done == WHOLE:
        return "done"
    if found.cannot == WHOLE:
        return "cannot"
    return "in_progress" if found.done or found.in_progress else "not_begun"


def _goals(old: Portrait, new: Portrait) -> Iterator[GoalChanged]:
    for was in old.goals:
        now = _goal(was, new.goals)
        yield GoalChanged(
            name=was.name,
            unit=was.unit,
            was=was.actual,
            now=now.actual if now else None,
            target=was.target,
            better=_better(was, now),
        )


def _goal(was: GoalShown, goals: Sequence[GoalShown]) -> GoalShown | None:
    by_id = next((one for one in goals if was.id and one.id == was.id), None)
    return by_id or next((one for one in goals if _same(one.name, was.name)), None)


def _better(was: GoalShown, now: GoalShown | None) -> bool | None:
    """None where it cannot be told, and where nothing moved."""
    if now is None or was.actual is None or now.actual is None or was.actual == now.actual:
        return None
    moved: Number = now.actual - was.actual
    return moved > 0 if was.better == "higher" else moved < 0


def _carried(old: Assessment, new: Assessment) -> Iterator[Carried]:
    after = {one.criterion: one for one in new.findings}
    for condition in old.recommendation.conditions:
        now = after.get(condition.criterion)
        yield Carried(
            criterion=condition.criterion,
            text=Bilingual(th=condition.th, en=condition.en),
            now=now.status if now else None,
            met=now is not None and now.counts and now.points_lost == 0,
        )
