"""One finding a criterion: the level the rules find, what a reviewer made of it, and what it is worth."""

import datetime
from collections.abc import Mapping, Sequence, Set
from fractions import Fraction
from typing import Any, NamedTuple

from scoring.conditions import comparisons
from scoring.drafts import could_hold
from scoring.edition import Criterion, Edition, judged_name, level_name, not_pursued_name
from scoring.fingerprints import Unordered, fingerprint
from scoring.judgements import Standing, standing
from scoring.measures import Measured
from scoring.models import Judgement
from scoring.submission import NotApplicable, Submission
from scoring.view import at, is_empty

LEFT_OUT = {"not_pursued", "not_applicable"}


class Found(NamedTuple):
    """What was found on a criterion, before weights: status, levels, and credit now, at worst, at best."""

    criterion: Criterion
    status: str
    level: str
    claimed: str
    credit: Fraction
    low: Fraction
    high: Fraction
    claim: str
    judgements: tuple[Judgement, ...]
    judged: Standing

    @property
    def counts(self) -> bool:
        """Whether it is in the denominator."""
        return self.status not in LEFT_OUT

    @property
    def open(self) -> bool:
        """Whether it may still be settled for better or worse."""
        return self.counts and self.low is not self.high and self.low != self.high


class Case(NamedTuple):
    """All that is known of one city: the view of its submission, what holds, and what reviewers said."""

    seen: Mapping[str, Any]
    unordered: Unordered
    facts: Mapping[str, Measured]
    holds: Set[str]
    draft: bool
    judgements: Sequence[Judgement]
    exempt: Mapping[str, NotApplicable]
    as_of: datetime.date


def found(edition: Edition, case: Case) -> tuple[Found, ...]:
    """A finding for every criterion, in the order of the edition."""
    answered = answers(edition, case.seen)
    blank, claims = blanks(edition, answered), claims_of(edition, answered, case.unordered, case.facts)
    return tuple(
        _found(edition, criterion, case, empty=criterion.id in blank, claim=claims[criterion.id])
        for criterion in edition.criteria
    )


def answers(edition: Edition, seen: Mapping[str, Any]) -> dict[str, Any]:
    """What the city says at each field that some criterion rests on."""
    names = dict.fromkeys(field for criterion in edition.criteria for field in criterion.words.fields)
    return {field: at(seen, field) for field in names}


def blanks(edition: Edition, answered: Mapping[str, Any]) -> frozenset[str]:
    """The criteria all of whose fields are empty."""
    empty = {field for field, answer in answered.items() if is_empty(answer)}
    return frozenset(one.id for one in edition.criteria if empty.issuperset(one.words.fields))


def claims_of(
    edition: Edition, answered: Mapping[str, Any], unordered: Unordered, facts: Mapping[str, Measured]
) -> dict[str, str]:
    """By criterion what a judgement is of: its own fields, and all that its rules measured elsewhere."""
    marks = {field: unordered.fingerprint(answer) for field, answer in answered.items()}
    return {
        one.id: fingerprint(
            [
                {field: marks[field] for field in one.words.fields},
                {name: facts[name].value for name in measures_of(one)},
            ]
        )
        for one in edition.criteria
    }


def exempted(edition: Edition, submission: Submission) -> dict[str, NotApplicable]:
    """The claims that a criterion does not apply which the edition allows, one a criterion."""
    reasons = {criterion.id: criterion.words.not_applicable for criterion in edition.criteria}
    claims = ((claim.criterion or "", claim) for claim in submission.not_applicable)
    return {name: claim for name, claim in claims if claim.reason in reasons.get(name, ())}


def _found(edition: Edition, criterion: Criterion, case: Case, *, empty: bool, claim: str) -> Found:
    own = tuple(judgement for judgement in case.judgements if judgement.criterion == criterion.id)
    judged = standing(own, claim, case.as_of)
    claimed = _claimed(edition, criterion, case.holds)
    status, level = _status(edition, criterion, case, claimed, empty, judged)
    credit = edition.level[level].credit
    low, high = _ends(edition, criterion, case, status, judged, credit)
    return Found(criterion, status, level, claimed, credit, low, high, claim, own, judged)


def _ends(
    edition: Edition, criterion: Criterion, case: Case, status: str, judged: Standing, credit: Fraction
) -> tuple[Fraction, Fraction]:
    """The credit at the worst and at the best of what is open: a judgement, or what a draft leaves blank."""
    if status == "pending":
        return edition.worst.credit, edition.best.credit
    if not case.draft or judged.level is not None:
        return credit, credit
    if status == "unanswered":
        return credit, edition.best.credit
    reach = (
        name for name, level in criterion.levels.items() if could_hold(level, case.facts, edition.measures)
    )
    return credit, max(credit, edition.level[next(reach, edition.worst.id)].credit)


def _claimed(edition: Edition, criterion: Criterion, holds: Set[str]) -> str:
    reached = (level for level in criterion.levels if level_name(criterion.id, level) in holds)
    return next(reached, edition.worst.id)


def _status(
    edition: Edition, criterion: Criterion, case: Case, claimed: str, empty: bool, judged: Standing
) -> tuple[str, str]:
    worst = edition.worst.id
    if criterion.id in case.exempt:
        return "not_applicable", worst
    if not_pursued_name(criterion.id) in case.holds:
        return "not_pursued", worst
    if judged.level is not None:
        return judged.level, judged.level
    if judged.note == "differ":
        return "pending", claimed
    if claimed == worst:
        return ("unanswered" if empty else worst), worst
    return ("pending" if _needs_judgement(criterion, case.holds) else claimed), claimed


def _needs_judgement(criterion: Criterion, holds: Set[str]) -> bool:
    if criterion.words.question is None:
        return False
    return criterion.judged_when is None or judged_name(criterion.id) in holds


def next_level(edition: Edition, one: Found) -> str | None:
    """The level above the one that counts; None at the best."""
    place = [level.id for level in edition.levels].index(one.level)
    better = [level.id for level in edition.levels[:place] if level.id in one.criterion.levels]
    return better[-1] if better else None


def measures_of(criterion: Criterion) -> tuple[str, ...]:
    """The measures that a criterion's levels read, each once, in the order written."""
    conditions = [*criterion.levels.values(), criterion.judged_when, criterion.not_pursued]
    read = (
        part.measure for condition in conditions if condition is not None for part in comparisons(condition)
    )
    return tuple(dict.fromkeys(read))
