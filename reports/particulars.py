"""What the reports made of text say of one criterion in the same words: status, gap, places, claim."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol

from reports.display import day, number, score
from reports.lexicon import Lexicon
from reports.terminal import clip, plain
from scoring.models import Assessment, ClaimLine, Finding, Gap, Judgement, Notice, Number
from scoring.places import place_label
from scoring.scorecard import rounded

SEVERITY = ("error", "warning", "note")
APART = ("pending", "unanswered", "not_pursued", "not_applicable")
PLACES_SHOWN = 3
CLAIM, TEXT, NAME = 400, 2_000, 120  # in characters as people count them
STEP = " › "
ALL = 1_000


class Said(Protocol):
    """Anything with a sentence in Thai and in English."""

    @property
    def th(self) -> str: ...
    @property
    def en(self) -> str: ...


def of(said: Said, w: Lexicon) -> str:
    """The sentence in the language of the words, cut where it fills a page."""
    return shortened(said.th if w.lang == "th" else said.en, w, TEXT)


def shortened(text: str, w: Lexicon, clusters: int) -> str:
    """A long text cut, saying how much was left out."""
    kept, left = clip(plain(text), clusters)
    return f"{kept}… {w('text_cut', count=number(left))}" if left else kept


def name(said: Said, w: Lexicon) -> str:
    """A city's name; a text in its place is cut short."""
    return shortened(said.th if w.lang == "th" else said.en, w, NAME)


def marks(a: Assessment, w: Lexicon) -> list[str]:
    """What every page must say of an assessment that is not of a filed report, or not by the edition."""
    set_ = {
        "mark_illustrative": a.illustrative is not None,
        "mark_draft": a.draft,
        "mark_changed": bool(a.edition.changes),
    }
    return [w(key) for key, holds in set_.items() if holds]


def titled(finding: Finding, w: Lexicon) -> str:
    """`3.4 ข้อมูลเปิด`."""
    return f"{finding.point} {of(finding.title, w)}"


def matter(a: Assessment, id: str, w: Lexicon) -> str:
    """A criterion by its point and title, a gate (open matters say `gate:` first) by its title."""
    for finding in a.findings:
        if finding.criterion == id:
            return titled(finding, w)
    gate = id.removeprefix("gate:")
    return next((of(each.title, w) for each in a.gates if each.id == gate), id)


def matters(a: Assessment, ids: Iterable[str], w: Lexicon, most: int = ALL) -> str:
    """Criteria or gates by their titles."""
    return listed([matter(a, each, w) for each in ids], w, most)


def listed(texts: Sequence[str], w: Lexicon, most: int) -> str:
    """The first few of them, and how many more there are."""
    said = "; ".join(texts[:most])
    return f"{said} {w('more_matters', count=number(len(texts) - most))}" if len(texts) > most else said


def status(a: Assessment, name: str, w: Lexicon) -> str:
    """A status or level in words."""
    if name in APART:
        return w(f"status_{name}")
    return of(a.edition.levels[name], w) if name in a.edition.levels else name


def stage(a: Assessment, finding: Finding, w: Lexicon) -> str:
    """The stage of the criterion in words."""
    return of(a.edition.stages[finding.stage], w) if finding.stage in a.edition.stages else finding.stage


def gap_status(a: Assessment, gap: Gap, w: Lexicon) -> str:
    """How the gap's criterion or gate stands."""
    if gap.kind == "gate":
        return w("gate_open" if gap.status == "open" else "broken")
    return status(a, gap.status, w)


def gap_title(a: Assessment, gap: Gap, w: Lexicon) -> str:
    """The criterion with its point, or the gate."""
    return matter(a, gap.id, w) if gap.kind == "criterion" else of(gap.title, w)


def gap_worth(a: Assessment, gap: Gap, w: Lexicon) -> list[str]:
    """The points to win, and the gates it would help to mend."""
    if gap.kind == "gate":
        return [w("gap_gate")]
    won = w("points_to_win", points=score(gap.points))
    if gap.points_next not in {0, gap.points}:
        won = f"{won} ({w('points_next', points=score(gap.points_next))})"
    return [won, *([w("colon", name=w("mends_gates"), text=matters(a, gap.gates, w))] if gap.gates else [])]


def won_together(a: Assessment) -> Number:
    """The points that mending every gap would win."""
    return rounded(sum((Fraction(gap.points_exact) for gap in a.gaps), Fraction(0)))


def gap_places(gap: Gap, w: Lexicon) -> str:
    """Where the missing was looked for, else where the criterion is answered."""
    looked = dict.fromkeys(place for each in gap.missing for place in each.places)
    return places(tuple(looked) or gap.fields, w)


def places(found: Sequence[str], w: Lexicon, in_all: int = 0) -> str:
    """Places in the words of the form, the first few of them; rows of one list under one heading."""
    shown = found[:PLACES_SHOWN]
    rows: dict[str, list[str]] = {}
    for place in shown:
        stem, arrow, last = place_label(place, w.lang).rpartition(STEP)
        rows.setdefault(stem + arrow, []).append(last)
    said = "; ".join(stem + ", ".join(dict.fromkeys(last)) for stem, last in rows.items())
    more = max(in_all, len(found)) - len(shown)
    return f"{said} {w('more_places', count=number(more))}" if said and more > 0 else said


def claimed(line: ClaimLine, w: Lexicon, clusters: int = CLAIM) -> str:
    """What the city says, and where it says it."""
    return f"{shortened(line.text.of(w.lang), w, clusters)} [{places((line.place,), w)}]"


def judged_as(a: Assessment, judgement: Judgement, w: Lexicon) -> str:
    """Who judged what, when and why."""
    return w(
        "judged_as",
        level=status(a, judgement.level, w),
        reviewer=shortened(judgement.reviewer, w, NAME),
        day=day(judgement.date, w.lang),
        reason=shortened(judgement.reason, w, CLAIM),
    )


def notices(a: Assessment) -> list[Notice]:
    """Errors first."""
    return sorted(a.notices, key=lambda notice: SEVERITY.index(notice.severity))


def pending(a: Assessment) -> list[Finding]:
    """What waits for a reviewer, most decisive first where the engine says so."""
    order = {id: place for place, id in enumerate(a.recommendation.open_matters)}
    return sorted(with_status(a, "pending"), key=lambda finding: order.get(finding.criterion, len(order)))


def with_status(a: Assessment, status: str) -> list[Finding]:
    """The criteria of one status, in the form's order."""
    return [finding for finding in a.findings if finding.status == status]


def judged(a: Assessment) -> list[Finding]:
    """What a reviewer has settled."""
    return [finding for finding in a.findings if finding.judgements and finding.status != "pending"]


def met(a: Assessment) -> list[Finding]:
    """What loses nothing and waits for nobody."""
    gaps = {gap.id for gap in a.gaps}
    return [each for each in a.findings if each.status not in APART and each.criterion not in gaps]
