"""Which judgement stands on a criterion: the settling one, else the one that all current reviewers share."""

import datetime
from collections.abc import Sequence
from typing import Literal, NamedTuple

from scoring.edition import Edition
from scoring.models import Judgement, Waiver
from scoring.problems import Faults, Problem
from scoring.validation import nearest

Judgements = Sequence[Judgement | Waiver]


class Standing(NamedTuple):
    """The level that stands (None: nobody's, or reviewers differ), and what to say of it."""

    level: str | None
    note: Literal["none", "stale", "differ", "judged"]


def standing(judgements: Sequence[Judgement], claim: str, as_of: datetime.date) -> Standing:
    """What stands on `as_of` for a claim with this fingerprint; a judgement of another claim is stale."""
    known = [judgement for judgement in judgements if judgement.date <= as_of]
    current = [judgement for judgement in known if judgement.claim in (None, claim)]
    if not current:
        return Standing(None, "stale" if known else "none")
    settling = [judgement for judgement in current if judgement.settles]
    levels = {judgement.level for judgement in (_latest(settling) if settling else _latest(current))}
    if len(levels) > 1:
        return Standing(None, "differ")
    return Standing(levels.pop(), "judged")


def _latest(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Each reviewer's last word; of two on one day, the one given later in the list."""
    last = {judgement.reviewer: judgement for judgement in sorted(judgements, key=lambda one: one.date)}
    return list(last.values())


def refuse_unknown(edition: Edition, judgements: Judgements) -> None:
    """Raises Faults for a judgement or waiver of something that the edition does not have."""
    gates = {gate.id: gate for gate in edition.gates if gate.words.waivable}
    for one in judgements:
        asked = (
            [(one.gate, gates)]
            if isinstance(one, Waiver)
            else [(one.criterion, edition.criterion), (one.level, edition.level)]
        )
        for name, known in asked:
            if name not in known:
                near = {"name": name, "nearest": nearest(name, list(known))}
                raise Faults([Problem(one.reviewer, None, "", "name_unknown", near)])
