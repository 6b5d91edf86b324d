"""The pipeline: one submission, one edition, the judgements on it, one day; one assessment."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scoring.edition import Edition
from scoring.engines import engine_for
from scoring.findings import Case, Found, exempted, found
from scoring.fingerprints import Unordered
from scoring.gates import GateHolds, Worlds, at_own_wish, gates
from scoring.inference import Engine
from scoring.judgements import Judgements, refuse_unknown
from scoring.measures import measured
from scoring.models import (
    Assessment,
    Judgement,
    LedgerEntry,
    Recommendation,
    SectionClaimed,
    SelfAssessed,
    Waiver,
    WayOut,
)
from scoring.notices import notices
from scoring.presentation import assessment
from scoring.recommendation import recommendation, verdict
from scoring.scorecard import Scores, rounded, scores
from scoring.submission import Submission
from scoring.view import view


def assess(
    submission: Submission,
    edition: Edition,
    judgements: Judgements = (),
    as_of: datetime.date | None = None,
    engine: Engine | None = None,
    *,
    way_out: bool = False,
) -> Assessment:
    """The assessment of `submission` under `edition` on the day `as_of` (default: the day it was filed).

    Pure: the same arguments give the same assessment. `engine` may be kept and given again for
    many cities. `way_out` asks for the least-effort way to renewal besides. Raises Faults for a judgement
    of what the edition does not have, pydantic's ValidationError when `submission.answers` do not fit the
    edition, and Unproved when the way out is not certain.

    >>> import datetime
    >>> from forms.editions import shipped
    >>> from scoring.submission import Submission
    >>> city = Submission.model_validate({"schema": "submission/1", "city": {"id": "nowhere"}})
    >>> result = assess(city, shipped("depa-2562"), as_of=datetime.date(2026, 1, 1))
    >>> result.recommendation.verdict, result.scorecard.total, len(result.findings)
    ('revoke', 0.0, 46)
    """
    refuse_unknown(edition, judgements)
    day = as_of or submission.filing.filed_on or datetime.date.min
    engine = engine or engine_for(edition.rulebook)
    answers = edition.answers.model_validate(submission.answers)
    seen = view(submission) | {"answers": view(answers, "answers")}
    facts = measured(edition.measures, seen)
    holds = engine.infer({name: one.value for name, one in facts.items() if one.value is not None}).holds
    given = [one for one in judgements if isinstance(one, Judgement)]
    waivers = [one for one in judgements if isinstance(one, Waiver)]
    exempt = exempted(edition, submission)
    case = Case(seen, Unordered(), facts, holds, submission.draft, given, exempt, day)
    result = _result(edition, case, waivers)
    advice = recommendation(
        edition, result.findings, result.gates, result.worlds, facts, at_own_wish(edition, case)
    )
    ledger = tuple(_refused(edition, case, waivers, name) for name in exempt)
    return assessment(
        edition=edition,
        submission=submission,
        answers=answers,
        case=case,
        findings=result.findings,
        holds=result.gates,
        worlds=result.worlds,
        advice=advice,
        ledger=ledger,
        notices=notices(edition, seen, holds),
        judgements=judgements,
        engine=engine,
        way_out=_way_out(edition, case, result, advice) if way_out else None,
        self_assessed=_self_assessed(assess(submission, edition, (), day, engine)) if judgements else None,
    )


def _self_assessed(claimed: Assessment) -> SelfAssessed:
    """The result without judgements, as it stands beside the one with them."""
    card, advice = claimed.scorecard, claimed.recommendation
    return SelfAssessed(
        verdict=advice.verdict,
        settled=advice.settled,
        total=card.total,
        total_exact=card.total_exact,
        low=card.low,
        high=card.high,
        sections=tuple(SectionClaimed(id=one.id, score=one.score) for one in card.sections),
    )


def _way_out(edition: Edition, case: Case, result: "Result", advice: Recommendation) -> WayOut:
    from scoring.way_out import way_out  # with its solver: a quarter of a second that others need not pay

    return way_out(edition, case, result.findings, result.gates, advice)


class Result(NamedTuple):
    """Findings, gates and the three worlds of one case."""

    findings: Mapping[str, Found]
    gates: Sequence[GateHolds]
    worlds: Worlds


def _result(edition: Edition, case: Case, waivers: Sequence[Waiver]) -> Result:
    findings = {one.criterion.id: one for one in found(edition, case)}
    worlds = Worlds(*(_world(edition, findings, end) for end in ("credit", "low", "high")))
    return Result(findings, gates(edition, case, findings, worlds, waivers), worlds)


def _world(edition: Edition, findings: Mapping[str, Found], end: str) -> Scores:
    return scores(edition, {name: getattr(one, end) for name, one in findings.items() if one.counts})


def _refused(edition: Edition, case: Case, waivers: Sequence[Waiver], name: str) -> LedgerEntry:
    claim = case.exempt[name]
    without = {other: entry for other, entry in case.exempt.items() if other != name}
    refused = _result(edition, case._replace(exempt=without), waivers)
    return LedgerEntry(
        criterion=name,
        reason=edition.file.not_applicable_reasons[claim.reason or ""],
        explanation=claim.explanation or "",
        total_if_refused=rounded(refused.worlds.now.total, edition.pass_mark),
        verdict_if_refused=verdict([gate.now for gate in refused.gates]),
    )
