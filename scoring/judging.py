"""Entries of a review as they may be kept: refused with a reason where the rules leave nothing to judge."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from scoring.documents import Document
from scoring.edition import Edition
from scoring.judged import can_be_judged
from scoring.models import Assessment, Finding
from scoring.problems import Faults, Problem
from scoring.reviews import JudgementGiven
from scoring.validation import nearest, validated

Entry = TypeVar("Entry", bound=BaseModel)


class Verdict(NamedTuple):
    """What a reviewer says of one criterion; `settles` is the chair's word."""

    criterion: str
    level: str
    reason: str
    on: datetime.date
    settles: bool = False


def judgement_given(
    now: Assessment, edition: Edition, said: Verdict, confirmed: str, lang: str, *, trial: bool = False
) -> JudgementGiven:
    """The judgement of the claim as it stands; `confirmed` is the reason where the level claimed stands.

    Raises Faults for a name that is none, for what nobody is asked, and for a change without a reason: only
    a trial, which is not kept, may come before its reason.
    """
    refuse_unknown(said.criterion, list(edition.criterion))
    refuse_unknown(said.level, list(edition.level))
    finding = next(each for each in now.findings if each.criterion == said.criterion)
    if not can_be_judged(finding):
        raise Faults([Problem(said.criterion, None, "", "review_unasked", {})])
    lacking = unreasoned(now, finding, said, lang)
    if lacking and not trial:
        raise Faults([lacking])
    return entry(
        JudgementGiven,
        criterion=said.criterion,
        level=said.level,
        reason=said.reason.strip() or confirmed,
        date=said.on,
        claim=finding.claim,
        settles=said.settles,
    )


def unreasoned(now: Assessment, finding: Finding, said: Verdict, lang: str) -> Problem | None:
    """That a reason is lacking: only where the level claimed stands, and nothing is settled, it may be."""
    if said.reason.strip():
        return None
    if said.level == finding.claimed:
        return Problem(said.criterion, None, "", "review_settle_reason", {}) if said.settles else None
    levels = now.edition.levels
    values = {"level": levels[said.level].of(lang), "claimed": levels[finding.claimed].of(lang)}
    return Problem(said.criterion, None, "", "review_reason", values)


def entry(model: type[Entry], **said: object) -> Entry:
    """What is to be kept; raises Faults for a text that no file may hold."""
    return validated(model, said, Document("", {}, {}))


def refuse_unknown(name: str, known: Sequence[str]) -> None:
    """Raises Faults for a name that is none of those known, with the nearest that is."""
    if name not in known:
        values = {"name": name, "nearest": nearest(name, list(known))}
        raise Faults([Problem(name, None, "", "name_unknown", values)])
