"""What one city gives to the table of many."""

from reports.html_view import short
from scoring.fields import Record
from scoring.models import Assessment, Bilingual, Number, NumberChanged, Verdict


class TopGap(Record):
    """The criterion with the most points to win."""

    title: Bilingual
    points: Number


class SummaryRow(Record):
    """One city's line; `broken` are the gates that do not hold as things stand."""

    id: str
    name: Bilingual
    draft: bool
    illustrative: bool
    verdict: Verdict
    settled: bool
    at_own_wish: bool
    total: Number
    low: Number
    high: Number
    broken: tuple[Bilingual, ...]
    top_gap: TopGap | None
    notices: int
    edition: str
    policy: str
    standing: Bilingual
    changes: tuple[NumberChanged, ...]


def summary_row(assessment: Assessment) -> SummaryRow:
    """What the table says of one city."""
    advice, card = assessment.recommendation, assessment.scorecard
    losing = next((gap for gap in assessment.gaps if gap.kind == "criterion"), None)
    return SummaryRow(
        id=assessment.city.id,
        name=assessment.city.name,
        draft=assessment.draft,
        illustrative=assessment.illustrative is not None,
        verdict=advice.verdict,
        settled=advice.settled,
        at_own_wish=advice.at_own_wish,
        total=card.total,
        low=card.low,
        high=card.high,
        broken=tuple(gate.title for gate in assessment.gates if not gate.holds and not gate.waived_by),
        top_gap=TopGap(title=losing.title, points=losing.points) if losing else None,
        notices=len(assessment.notices),
        edition=assessment.edition.id,
        policy=short(assessment.provenance.policy_fingerprint),
        standing=assessment.edition.standing,
        changes=assessment.edition.changes,
    )
