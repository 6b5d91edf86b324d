"""Fact sheets: all that a result rests on that comes from the city, and no number of the policy.

A fact sheet is small and is worked out once; to score it again under other weights, credits, thresholds or
gates needs the city's report no more.
"""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from scoring.edition import Edition, Measure
from scoring.fields import Record
from scoring.findings import answers, blanks, claims_of, exempted, measures_of
from scoring.fingerprints import Unordered, fingerprint
from scoring.judgements import Judgements, refuse_unknown, standing
from scoring.measures import Measured, measured
from scoring.models import Bilingual, Judgement, Waiver
from scoring.presentation import city_name
from scoring.submission import Submission
from scoring.view import view


class FactSheet(Record):
    """One city's facts.

    `facts`: the measures it states, as whole numbers of the measure's steps; `blank`: criteria whose fields
    are all empty; `exempt`: criteria held not to apply; `judged`: the level that reviewers found, None where
    they differ; `waived`: gates that a reviewer lets pass.
    """

    city: str
    name: Bilingual
    draft: bool
    illustrative: bool
    facts: dict[str, int]
    blank: frozenset[str]
    exempt: frozenset[str]
    judged: dict[str, str | None]
    waived: frozenset[str]


def factsheet(
    submission: Submission,
    edition: Edition,
    judgements: Judgements = (),
    as_of: datetime.date | None = None,
) -> FactSheet:
    """The fact sheet of a submission under an edition, on the day `as_of` (default: the day it was filed).

    Raises as `scoring.assess.assess` does.
    """
    refuse_unknown(edition, judgements)
    day = as_of or submission.filing.filed_on or datetime.date.min
    seen = view(submission) | {"answers": view(edition.answers.model_validate(submission.answers), "answers")}
    facts = measured(edition.measures, seen)
    answered = answers(edition, seen)
    return FactSheet(
        city=submission.city.id,
        name=city_name(submission),
        draft=submission.draft,
        illustrative=submission.illustrative is not None,
        facts={name: one.value for name, one in facts.items() if one.value is not None},
        blank=blanks(edition, answered),
        exempt=frozenset(exempted(edition, submission)),
        judged=_judged(edition, answered, facts, judgements, day),
        waived=frozenset(one.gate for one in judgements if isinstance(one, Waiver) and one.date <= day),
    )


def _judged(
    edition: Edition,
    answered: Mapping[str, Any],
    facts: Mapping[str, Measured],
    judgements: Judgements,
    day: datetime.date,
) -> dict[str, str | None]:
    given = [one for one in judgements if isinstance(one, Judgement)]
    if not given:
        return {}
    claims = claims_of(edition, answered, Unordered(), facts)
    judged: dict[str, str | None] = {}
    for name in dict.fromkeys(one.criterion for one in given):
        stands = standing([one for one in given if one.criterion == name], claims[name], day)
        if stands.note in ("judged", "differ"):
            judged[name] = stands.level
    return judged


@lru_cache(maxsize=64)
def basis(edition: Edition) -> str:
    """The fingerprint of all in an edition that fact sheets depend on: equal where the sheets are equal."""
    return fingerprint(
        {
            "measures": {name: _measure(one) for name, one in edition.measures.items()},
            "fields": {
                one.id: [one.words.fields, one.words.not_applicable, measures_of(one)]
                for one in edition.criteria
            },
            "waivable": [gate.id for gate in edition.gates if gate.words.waivable],
            "levels": [level.id for level in edition.levels],
            "questions": {name: one.model_dump() for name, one in edition.file.questions.items()},
        }
    )


def _measure(measure: Measure) -> list[Any]:
    expressions = (measure.select, measure.of, *measure.steps)
    return [measure.reduce, measure.take, measure.scale, [one and one.text for one in expressions]]
