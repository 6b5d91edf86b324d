"""How far the reviewing is, and how reviewers compare: over all cities at once.

*Drift* of a reviewer: the mean, over every criterion of a city that another reviewer judged too, of the
credit given less the mean credit that the others gave; more than nought is milder than the others. Only last
words count, of claims that still stand, by reviewers who are not barred there.

*Like judged unlike*: cities for which, on one criterion, the rules found the same level, the same conditions
lack for the next one, and evidence was filed for all or for none of them, and whose judged levels differ. It
is a question to the reviewers and no finding: what they saw in the evidence may well differ.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.edition import Edition
from scoring.fields import Record
from scoring.judged import Stated, stated
from scoring.models import Assessment, Bilingual, Finding, Number
from scoring.reviews import Review
from scoring.screening import screening, unsettled

LAST = {"stands", "differs", "settled", "overruled"}  # states of a reviewer's last word


class Reviewed(NamedTuple):
    """One city under review: its file, its result with the judgements so far, and the reviews."""

    file: str
    result: Assessment
    reviews: Sequence[Review]


class Progress(Record):
    """One city: how many criteria wait, differ among reviewers, and are judged; and stale judgements."""

    file: str
    city: str
    name: Bilingual
    waiting: int
    differing: int
    stale: int
    judged: int
    settled: bool


class Drift(Record):
    """One reviewer: judgements that count, those above and below the claim, and the drift with its base."""

    reviewer: str
    signed: str
    judgements: int
    above: int
    below: int
    shared: int
    drift: Number | None
    drift_exact: str | None


class Placed(Record):
    """A city and the level that it was judged to reach."""

    city: str
    name: Bilingual
    level: str


class Unlike(Record):
    """One criterion on which cities with like evidence were judged unlike."""

    criterion: str
    point: str
    title: Bilingual
    claimed: str
    cities: tuple[Placed, ...]


class Compared(Record):
    """How reviewers compare, over all cities."""

    reviewers: tuple[Drift, ...]
    unlike: tuple[Unlike, ...]


class ReviewStatus(Compared):
    """All of it; cities in the order to read them, those that are settled last."""

    cities: tuple[Progress, ...]


class Matter(NamedTuple):
    """One criterion of a city that was judged; equal `evidence` where the rules see the same."""

    evidence: tuple[object, ...]
    criterion: str
    point: str
    title: Bilingual
    claimed: str
    placed: Placed


class Heard(NamedTuple):
    """What is kept of one city to compare its reviewers with, when its result is let go."""

    file: str
    stated: tuple[Stated, ...]
    judged: tuple[Matter, ...]


def review_status(edition: Edition, cities: Sequence[Reviewed]) -> ReviewStatus:
    """The order in which cities and reviews are given changes nothing."""
    listed = sorted(cities, key=lambda one: one.file)
    given = [(one, heard(one)) for one in listed]
    found = compared(edition, [said for _, said in given])
    return ReviewStatus(
        cities=tuple(_in_order([_progress(one, said.stated) for one, said in given], listed)),
        reviewers=found.reviewers,
        unlike=found.unlike,
    )


def heard(one: Reviewed) -> Heard:
    """What its reviewers said of a city, and what counts of it."""
    return Heard(one.file, stated(one.result, one.reviews), tuple(_judged(one.result)))


def compared(edition: Edition, cities: Sequence[Heard]) -> Compared:
    """The order in which cities and reviews are given changes nothing."""
    listed = sorted(cities, key=lambda one: one.file)
    return Compared(
        reviewers=tuple(_drifts(edition, [each for one in listed for each in one.stated])),
        unlike=tuple(_unlike([each for one in listed for each in one.judged])),
    )


def _progress(one: Reviewed, said: Sequence[Stated]) -> Progress:
    notes = [finding.judgement_note for finding in one.result.findings]
    return Progress(
        file=one.file,
        city=one.result.city.id,
        name=one.result.city.name,
        waiting=sum(finding.status == "pending" for finding in one.result.findings),
        differing=notes.count("differ"),
        stale=sum(each.state == "stale" for each in said),
        judged=notes.count("confirmed") + notes.count("changed"),
        settled=one.result.recommendation.settled,
    )


def _in_order(found: Sequence[Progress], cities: Sequence[Reviewed]) -> Iterator[Progress]:
    """As the screening order has it (`scoring/screening.py`); then what is settled."""
    open_ = [unsettled(one.file, one.result) for one in cities if not one.result.recommendation.settled]
    order = {one.city: place for place, one in enumerate(screening(open_).cities)}
    yield from sorted(found, key=lambda each: (order.get(each.file, len(order)), each.file))


def _drifts(edition: Edition, said: Sequence[Stated]) -> Iterator[Drift]:
    counted = [each for each in said if each.state in LAST]
    by_matter: Mapping[tuple[str, str], list[Stated]] = defaultdict(list)
    for each in counted:
        by_matter[each.city, each.criterion].append(each)
    order = [level.id for level in edition.levels]
    for reviewer in sorted({each.reviewer for each in counted}):
        own = [each for each in counted if each.reviewer == reviewer]
        apart = [
            edition.level[each.level].credit - _mean(edition, others)
            for each in own
            if (others := [one for one in by_matter[each.city, each.criterion] if one.reviewer != reviewer])
        ]
        drift = sum(apart, Fraction(0)) / len(apart) if apart else None
        yield Drift(
            reviewer=reviewer,
            signed=max((each.signed for each in own), key=len),
            judgements=len(own),
            above=sum(each.raised for each in own),
            below=sum(order.index(each.level) > order.index(each.claimed) for each in own),
            shared=len(apart),
            drift=None if drift is None else round(float(drift), 2),
            drift_exact=None if drift is None else str(drift),
        )


def _mean(edition: Edition, said: Sequence[Stated]) -> Fraction:
    return sum((edition.level[each.level].credit for each in said), Fraction(0)) / len(said)


def _judged(result: Assessment) -> Iterator[Matter]:
    for one in result.findings:
        if one.judgement_note in {"confirmed", "changed"}:
            placed = Placed(city=result.city.id, name=result.city.name, level=one.level)
            yield Matter(_evidence(one), one.criterion, one.point, one.title, one.claimed, placed)


def _unlike(judged: Sequence[Matter]) -> Iterator[Unlike]:
    alike: dict[tuple[object, ...], list[Matter]] = defaultdict(list)
    for each in judged:
        alike[each.evidence].append(each)
    for found in alike.values():
        first = found[0]
        if len({one.placed.level for one in found}) > 1:
            yield Unlike(
                criterion=first.criterion,
                point=first.point,
                title=first.title,
                claimed=first.claimed,
                cities=tuple(one.placed for one in found),
            )


def _evidence(finding: Finding) -> tuple[object, ...]:
    """What makes two findings alike: equal where the rules see the same."""
    lacking = tuple(each.condition for each in finding.missing)
    return finding.criterion, finding.claimed, lacking, bool(finding.backing)
