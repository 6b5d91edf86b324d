"""What the reports made of text say of the whole in the same words: advice, score, gates, sections."""

import datetime

from reports.display import month, number, score
from reports.html_view import percent
from reports.lexicon import Lexicon
from reports.particulars import ALL, NAME, listed, matters, shortened
from scoring.models import Assessment, GateFinding, Number, SectionScore

POINTS_SHOWN = 6


def period(start: datetime.date | None, end: datetime.date | None, w: Lexicon) -> str:
    """The months reported on; empty when the city gave none."""
    if start is None and end is None:
        return ""
    return w("period", start=month(start, w.lang), end=month(end, w.lang))


def advice(a: Assessment, w: Lexicon) -> str:
    """The recommendation in words, and that it is the city's own wish when it is."""
    said = w(f"verdict_{a.recommendation.verdict}")
    return f"{said} {w('own_wish')}" if a.recommendation.at_own_wish else said


def certainty(a: Assessment, w: Lexicon, most: int = ALL) -> list[str]:
    """Whether what is open can change the recommendation, and what would settle it."""
    found = a.recommendation
    count = number(len(found.open_matters))
    if found.settled:
        return [w("settled_open", count=count) if found.open_matters else w("settled_closed")]
    ways = (("settle_renew", found.settle_renew), ("settle_revoke", found.settle_revoke))
    ends = {"low": w(f"will_{found.low}"), "high": w(f"will_{found.high}")}
    settling = [w("colon", name=w(key), text=matters(a, ids, w, most)) for key, ids in ways if ids]
    return [w("unsettled", count=count, **ends), *settling]


def against_pass_mark(a: Assessment, w: Lexicon) -> list[str]:
    """The pass mark and whether it is reached; nothing where the policy has none."""
    card = a.scorecard
    if card.pass_mark is None:
        return []
    reached = card.total >= card.pass_mark  # a total under the mark is never shown rounded up to it
    said = w("reaches_pass" if reached else "under_pass")
    return [f"{w('pass_mark', mark=number(card.pass_mark))} ({said})"]


def total(a: Assessment, w: Lexicon) -> list[str]:
    """The total, the pass mark, and the bounds when anything is open."""
    card = a.scorecard
    wide = card.low != card.high
    between = [w("bounds", low=score(card.low), high=score(card.high))] if wide else []
    return [w("score_of", score=score(card.total)), *against_pass_mark(a, w), *between]


def completeness(a: Assessment, w: Lexicon) -> str:
    """The share that is answered, and how many are not."""
    unanswered = sum(finding.status == "unanswered" for finding in a.findings)
    return w("completeness_said", share=percent(a.scorecard.completeness), count=number(unanswered))


def section_bounds(section: SectionScore) -> str:
    """`66.0–78.2`; empty when nothing in the section is open."""
    return "" if section.low == section.high else f"{score(section.low)}–{score(section.high)}"


def section_note(section: SectionScore, w: Lexicon) -> str:
    """That the section lies under its floor, may come to, or has nothing that counts; else empty."""
    if section.score is None:
        return w("nothing_counts")
    if section.score < section.floor:
        return w("under_floor")
    below = section.low is not None and section.low < section.floor
    return w("may_be_under_floor") if below else ""


def floors(a: Assessment) -> str:
    """The floors in force, mostly one."""
    return ", ".join(number(each) for each in sorted({section.floor for section in a.scorecard.sections}))


def gate_state(gate: GateFinding) -> str:
    """`waived`, `gate_open`, `holds` or `broken`: the key of its word."""
    if gate.waived_by:
        return "waived"
    return "gate_open" if gate.open else "holds" if gate.holds else "broken"


def gate_notes(a: Assessment, gate: GateFinding, w: Lexicon) -> list[str]:
    """Who waived it; how it stands while it is open, and what it rests on."""
    now = [w("holds_now" if gate.holds else "broken_now")] if gate.open and not gate.waived_by else []
    return [*now, *gate_rests_on(a, gate, w)]


def gate_rests_on(a: Assessment, gate: GateFinding, w: Lexicon) -> list[str]:
    """Who waived it, or what it rests on while it is open."""
    if gate.waived_by:
        return [w("waived_by", who=shortened(gate.waived_by, w, NAME))]
    if not gate.open:
        return []
    named = {finding.criterion: finding.point for finding in a.findings}
    points = list(dict.fromkeys(named.get(each, each) for each in gate.rests_on))
    return [w("rests_on", matters=listed(points, w, POINTS_SHOWN))] if points else []


def bar(value: Number | bool | None, w: Lexicon) -> str:
    """What a gate found or needs: a number, yes or no, an en dash when there is none."""
    return w("yes" if value else "no") if isinstance(value, bool) else number(value)


def gate_found(gate: GateFinding, w: Lexicon) -> str:
    """What a gate found, as yes or no where that is what is needed."""
    flag = isinstance(gate.needed, bool) and gate.found is not None
    return bar(bool(gate.found) if flag else gate.found, w)


def assumed(a: Assessment) -> int:
    """How many of the policy's numbers no source stands behind."""
    return sum(each.assumed for each in a.edition.policy)


def command(a: Assessment, w: Lexicon) -> str:
    """The command that makes this result again, but for the names of the city's files."""
    reviewed = a.self_assessed or any(finding.judgements for finding in a.findings)
    reviews = f" --reviews {w('reviews')}" if reviewed else ""
    numbers = "".join(f" --set {one.name}={one.value.replace(', ', ',')}" for one in a.edition.changes)
    return f"renewal score {w('file')}{reviews}{numbers} --as-of {a.provenance.as_of.isoformat()}"
