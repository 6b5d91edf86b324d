"""The result as the city claims it beside the one that reviewers left, where any of them said something."""

from collections.abc import Iterator

from reports.display import score
from reports.judged import advised, judged
from reports.lexicon import Lexicon
from reports.paper import Block, Column, Heading, Para, Table
from reports.particulars import of
from scoring.models import Assessment, Number, SelfAssessed

Row = tuple[tuple[str, ...], ...]


def reviewed(a: Assessment, w: Lexicon) -> Iterator[Block]:
    """Recommendation, total and sections, side by side."""
    claimed = a.self_assessed
    if claimed is None:
        return
    yield Heading(2, w("reviewed"))
    yield Para(judged(a, w), "quiet")
    columns = (
        Column(w("reviewed_of"), 40),
        Column(w("reviewed_claimed"), 30),
        Column(w("reviewed_now"), 30),
    )
    yield Table(columns, tuple(_rows(a, claimed, w)))


def _rows(a: Assessment, claimed: SelfAssessed, w: Lexicon) -> Iterator[Row]:
    card, advice = a.scorecard, a.recommendation
    verdicts = (advised(each.verdict, settled=each.settled, w=w) for each in (claimed, advice))
    yield _row(w("recommendation"), *verdicts)
    yield _row(
        w("score"),
        _bounded(claimed.total, claimed.low, claimed.high, w),
        _bounded(card.total, card.low, card.high, w),
    )
    for was, now in zip(claimed.sections, card.sections, strict=True):
        yield _row(of(now.title, w), score(was.score), score(now.score))


def _row(*texts: str) -> Row:
    return tuple((text,) for text in texts)


def _bounded(total: Number, low: Number, high: Number, w: Lexicon) -> str:
    return (
        score(total)
        if low == high
        else w("reviewed_bounds", total=score(total), low=score(low), high=score(high))
    )
