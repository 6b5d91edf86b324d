"""The terminal report's second half: the gaps, what waits for a reviewer, and short lists of the rest."""

from collections.abc import Sequence

from reports.display import number, score
from reports.lexicon import Lexicon
from reports.page import Page
from reports.particulars import (
    CLAIM,
    claimed,
    gap_places,
    gap_status,
    gap_title,
    gap_worth,
    judged,
    judged_as,
    matter,
    matters,
    met,
    of,
    pending,
    shortened,
    status,
    titled,
    with_status,
)
from scoring.models import Assessment, Finding, Gap, LedgerEntry

INSET, LABEL = 5, 19
CLAIMS_SHOWN = 2


def gaps(page: Page, a: Assessment, w: Lexicon) -> None:
    """What is missing, in the order of the assessment."""
    page.heading(f"{w('gaps')} ({number(len(a.gaps))})" if a.gaps else w("gaps_none"))
    for place, gap in enumerate(a.gaps, start=1):
        _gap(page, a, gap, place, w)


def _gap(page: Page, a: Assessment, gap: Gap, place: int, w: Lexicon) -> None:
    page.say(f"{gap_title(a, gap, w)} [{gap_status(a, gap, w)}]", f"{place:>3}. ", "bold")
    for worth in gap_worth(a, gap, w):
        page.say(worth, " " * INSET, "open")
    for line, missing in enumerate(gap.missing):
        page.entry("" if line else w("missing"), of(missing, w), LABEL, INSET)
    where = gap_places(gap, w)
    if where:
        page.entry(w("place"), where, LABEL, INSET)
    page.entry(w("remedy"), of(gap.remedy, w), LABEL, INSET)


def conditions(page: Page, a: Assessment, w: Lexicon) -> None:
    """What to attach to a renewal that may come, by name: how to meet each is said with the gaps."""
    found = a.recommendation
    if found.conditions and "renew" in {found.verdict, found.high}:
        page.heading(f"{w('conditions')} ({number(len(found.conditions))})")
        page.say(w("conditions_explained"), "  ")
        page.say(matters(a, [each.criterion for each in found.conditions], w), "  ")


def judgements(page: Page, a: Assessment, w: Lexicon) -> None:
    """First the open ones, with the question and the claim; then those that are made."""
    waiting, settled = pending(a), judged(a)
    if waiting:
        page.heading(f"{w('open')} ({number(len(waiting))})")
    for finding in waiting:
        _pending(page, a, finding, w)
    if settled:
        page.heading(f"{w('judged')} ({number(len(settled))})")
    for finding in settled:
        page.say(titled(finding, w), "  • ")
        _judgements(page, a, finding, w)


def _pending(page: Page, a: Assessment, finding: Finding, w: Lexicon) -> None:
    page.say(titled(finding, w), "  ? ", "bold")
    level = status(a, finding.level, w)
    page.say(w("provisional", level=level, points=score(finding.points)), " " * INSET)
    if finding.question:
        page.entry(w("question_short"), of(finding.question, w), LABEL, INSET)
    for line in finding.claim_lines[:CLAIMS_SHOWN]:
        page.entry(w("claim_short"), claimed(line, w, CLAIM // 2), LABEL, INSET)
    left = len(finding.claim_lines) - CLAIMS_SHOWN
    if left > 0:
        page.entry("", w("more_lines", count=number(left)), LABEL, INSET)
    _judgements(page, a, finding, w)


def _judgements(page: Page, a: Assessment, finding: Finding, w: Lexicon) -> None:
    for judgement in finding.judgements:
        page.say(judged_as(a, judgement, w), " " * INSET)
    if finding.judgement_note != "none":
        said = w("colon", name=w("judgement"), text=w(f"note_{finding.judgement_note}"))
        page.say(said, " " * INSET, "open" if finding.status == "pending" else "")


def lists(page: Page, a: Assessment, w: Lexicon) -> None:
    """Met, unanswered, not pursued, not applicable; the last with its ledger."""
    _titles(page, "met", met(a), w)
    for name in ("unanswered", "not_pursued", "not_applicable"):
        _titles(page, name, with_status(a, name), w)
    for entry in a.ledger:
        _refused(page, a, entry, w)


def _titles(page: Page, key: str, findings: Sequence[Finding], w: Lexicon) -> None:
    if findings:
        page.heading(f"{w(key)} ({number(len(findings))})")
        page.say("; ".join(titled(finding, w) for finding in findings), "  ")


def _refused(page: Page, a: Assessment, entry: LedgerEntry, w: Lexicon) -> None:
    verdict = w(f"will_{entry.verdict_if_refused}")
    refused = w("refused_total", total=score(entry.total_if_refused), verdict=verdict)
    page.say(matter(a, entry.criterion, w), "  • ")
    page.say(w("colon", name=w("ledger_reason"), text=of(entry.reason, w)), " " * INSET)
    page.say(
        w("colon", name=w("ledger_explanation"), text=shortened(entry.explanation, w, CLAIM)), " " * INSET
    )
    page.say(w("colon", name=w("ledger_refused"), text=refused), " " * INSET)
