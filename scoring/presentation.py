"""The assessment put together: exact results in the words and figures that people read."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring.assumptions import assumptions
from scoring.backing import Backings
from scoring.boundary_shown import boundary_shown
from scoring.claims import Claims
from scoring.conditions import comparisons
from scoring.edition import Edition
from scoring.fields import Record
from scoring.findings import Case, Found, measures_of, next_level
from scoring.fingerprints import fingerprint
from scoring.gaps import gaps
from scoring.gates import GateHolds, Worlds
from scoring.inference import Engine
from scoring.labels import numbers_changed
from scoring.measures import Measured
from scoring.models import (
    Assessment,
    Bilingual,
    CityNamed,
    EditionNamed,
    Finding,
    GateFinding,
    Judgement,
    LedgerEntry,
    Notice,
    Number,
    Provenance,
    Recommendation,
    Scorecard,
    SectionScore,
    SelfAssessed,
    Waiver,
    WayOut,
)
from scoring.portrait import portrait
from scoring.rulebook import Comparison
from scoring.scorecard import Shares, figure, rounded, shares
from scoring.sentences import human, missing, seen
from scoring.submission import Name, Submission
from scoring.version import VERSION


def assessment(
    *,
    edition: Edition,
    submission: Submission,
    answers: Record,
    case: Case,
    findings: Mapping[str, Found],
    holds: Sequence[GateHolds],
    worlds: Worlds,
    advice: Recommendation,
    ledger: Sequence[LedgerEntry],
    notices: Sequence[Notice],
    judgements: Sequence[Judgement | Waiver],
    engine: Engine,
    way_out: WayOut | None = None,
    self_assessed: SelfAssessed | None = None,
) -> Assessment:
    """The one result document; every report is a view of it."""
    facts = case.facts
    part = shares(edition, [name for name, one in findings.items() if one.counts])
    filed = {**submission.__dict__, "answers": answers}
    claims, backings = Claims(filed), Backings(filed, submission)
    shown = tuple(_finding(edition, one, facts, part, claims, backings) for one in findings.values())
    gates = tuple(_gate(edition, gate, facts, worlds) for gate in holds)
    return Assessment(
        city=_city(submission),
        portrait=portrait(submission),
        draft=submission.draft,
        illustrative=_bilingual(submission.illustrative, ""),
        period=(submission.filing.start, submission.filing.end),
        edition=_edition(edition),
        recommendation=advice,
        scorecard=_scorecard(edition, findings, worlds, part),
        gates=gates,
        gaps=gaps(edition, findings, shown, holds, gates),
        findings=shown,
        ledger=tuple(ledger),
        notices=tuple(notices),
        boundary=boundary_shown(submission.part2.boundary, _all_counted(facts)),
        way_out=way_out,
        self_assessed=self_assessed,
        provenance=_provenance(edition, case, judgements, engine),
    )


def city_name(submission: Submission) -> Bilingual:
    """What the city is called: as it is registered, else as it calls itself in the form, else its id."""
    given = submission.part1.city_name or submission.part2.project_name or submission.city.id
    name = _bilingual(submission.city.name, given)
    assert name is not None
    return name


def _city(submission: Submission) -> CityNamed:
    return CityNamed(
        id=submission.city.id,
        name=city_name(submission),
        province=submission.city.province,
        organisation=submission.part1.organisation,
    )


def _bilingual(name: Name | None, fallback: str) -> Bilingual | None:
    """A name in both languages, each standing in for the other; None when there is none at all."""
    th, en = (name.th, name.en) if name is not None else (None, None)
    known = th or en or fallback
    return Bilingual(th=th or known, en=en or known) if known else None


def _finding(
    edition: Edition,
    one: Found,
    facts: Mapping[str, Measured],
    part: Shares,
    claims: Claims,
    backings: Backings,
) -> Finding:
    words, effective = one.criterion.words, part.criteria.get(one.criterion.id, Fraction(0))
    counted = _counted(one, facts)
    above = next_level(edition, one)
    points = 100 * effective * one.credit
    return Finding(
        criterion=one.criterion.id,
        section=one.criterion.section,
        point=words.point,
        title=words.title,
        wording=words.wording,
        reference=one.criterion.reference,
        stage=words.stage,
        status=one.status,
        level=one.level,
        claimed=one.claimed,
        counts=one.counts,
        credit=figure(one.credit),
        credit_exact=str(one.credit),
        low_exact=str(one.low),
        high_exact=str(one.high),
        full_exact=str(edition.best.credit),
        weight=figure(one.criterion.weight),
        weight_exact=str(one.criterion.weight),
        effective_weight=figure(effective, 4),
        points=rounded(points),
        points_exact=str(points),
        points_lost=rounded(100 * effective * (edition.best.credit - one.credit)),
        measures=tuple(
            seen(edition.measures[name], facts[name], edition) for name in measures_of(one.criterion)
        ),
        next_level=above,
        missing=missing(one.criterion.levels[above], facts, edition) if above else (),
        evidence=words.evidence,
        backing=backings.of(counted, words.fields),
        remedy=words.remedy,
        question=words.question,
        fields=words.fields,
        claim=one.claim,
        claim_lines=claims.lines(words.fields, counted) if words.question else (),
        judgements=one.judgements,
        judgement_note=_note(one),
    )


def _all_counted(facts: Mapping[str, Measured]) -> frozenset[str]:
    return frozenset(place for one in facts.values() for place in one.places)


def _counted(one: Found, facts: Mapping[str, Measured]) -> list[str]:
    """The places that the level reached was counted from."""
    level = one.criterion.levels.get(one.claimed)
    read = comparisons(level) if level is not None else ()
    return [place for part in read for place in facts[part.measure].places]


def _note(one: Found) -> Any:
    if one.judged.note == "judged":
        return "confirmed" if one.level == one.claimed else "changed"
    return one.judged.note


def _gate(edition: Edition, held: GateHolds, facts: Mapping[str, Measured], worlds: Worlds) -> GateFinding:
    gate = held.gate
    lacking = missing(gate.holds, facts, edition) if gate.holds is not None and not held.now else ()
    found, needed = _compared(edition, held, facts, worlds)
    return GateFinding(
        id=gate.id,
        title=gate.words.title,
        source=gate.words.source,
        holds=held.now,
        low=held.low,
        high=held.high,
        open=held.low != held.high,
        waived_by=held.waiver.reviewer if held.waiver else None,
        score=gate.words.score,
        least_exact=None if gate.least is None else str(gate.least),
        found=found,
        needed=needed,
        missing=lacking,
        rests_on=(gate.words.rests_on,) if gate.words.rests_on else (),
        remedy=gate.words.remedy,
    )


def _compared(
    edition: Edition, held: GateHolds, facts: Mapping[str, Measured], worlds: Worlds
) -> tuple[Number | None, Number | bool | None]:
    """What a gate found and what it needs, where that is one pair of figures."""
    gate = held.gate
    if gate.words.score == "total" and gate.least is not None:
        return rounded(worlds.now.total, gate.least), figure(gate.least)
    if not isinstance(gate.holds, Comparison):
        return None, None
    measure = edition.measures[gate.holds.measure]
    if measure.unit.names:  # a rank's number says nothing to a reader
        return None, None
    needed = human(gate.holds.value, measure)
    return human(facts[measure.id].value, measure), bool(needed) if measure.unit.kind == "flag" else needed


def _scorecard(edition: Edition, findings: Mapping[str, Found], worlds: Worlds, part: Shares) -> Scorecard:
    mark = edition.pass_mark
    applicable = [one for one in findings.values() if one.counts]
    answered = [one for one in applicable if one.status != "unanswered"]
    now, low, high = (world.total for world in worlds)
    return Scorecard(
        total=rounded(now, mark),
        total_exact=str(now),
        low=rounded(low, mark),
        low_exact=str(low),
        high=rounded(high, mark),
        high_exact=str(high),
        pass_mark=figure(mark) if mark is not None else None,
        completeness=figure(Fraction(len(answered), len(applicable) or 1), 4),
        sections=tuple(
            _section(edition, section.id, applicable, worlds, part) for section in edition.sections
        ),
    )


def _section(
    edition: Edition, name: str, applicable: Sequence[Found], worlds: Worlds, part: Shares
) -> SectionScore:
    section = edition.section[name]
    now, low, high = (world.sections[name] for world in worlds)
    counted = [one for one in applicable if one.criterion.section == name]
    lost = sum(
        (part.criteria[one.criterion.id] * (edition.best.credit - one.credit) for one in counted), Fraction(0)
    )
    return SectionScore(
        id=name,
        title=section.title,
        score=None if now is None else rounded(now, section.floor),
        score_exact=None if now is None else str(now),
        low=None if low is None else rounded(low, section.floor),
        high=None if high is None else rounded(high, section.floor),
        weight=figure(section.weight),
        weight_exact=str(section.weight),
        effective_weight=figure(part.sections[name], 4),
        floor=figure(section.floor),
        floor_exact=str(section.floor),
        criteria=sum(criterion.section == name for criterion in edition.criteria),
        counted=len(counted),
        points_lost=rounded(100 * lost),
    )


def _edition(edition: Edition) -> EditionNamed:
    file = edition.file
    return EditionNamed(
        id=edition.id,
        title=file.title,
        legal=file.legal,
        standing=file.standing,
        formula=file.formula,
        unbroken=file.unbroken,
        levels={level.id: level.title for level in edition.levels},
        stages=file.stages,
        changes=numbers_changed(edition),
        policy=assumptions(edition),
    )


def _provenance(
    edition: Edition,
    case: Case,
    judgements: Sequence[Judgement | Waiver],
    engine: Engine,
) -> Provenance:
    said = sorted(fingerprint(judgement.model_dump(mode="json")) for judgement in judgements)
    return Provenance(
        program=f"smartcity-renewal {VERSION}",
        engine=engine.name,
        engine_version=engine.version,
        edition_fingerprint=edition.fingerprint,
        policy_fingerprint=edition.policy_fingerprint,
        rules_fingerprint=edition.rules_fingerprint,
        submission_fingerprint=case.unordered.fingerprint(case.seen),
        judgements_fingerprint=fingerprint(said),
        as_of=case.as_of,
    )
