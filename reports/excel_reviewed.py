"""The sheet of the result as the city claims it beside the one that reviewers left."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from reports.excel_table import Cell, Column, Saying, Table
from reports.judged import advised, judged
from reports.lexicon import Lexicon
from reports.particulars import of
from scoring.models import Assessment, Number, SelfAssessed


class Row(NamedTuple):
    """A score of 100 and its bounds, as claimed and as judged; of a section only the score is claimed."""

    name: str
    claimed: Number | None
    now: Number | None
    claimed_bounds: tuple[Cell, Cell] = (None, None)
    bounds: tuple[Cell, Cell] = (None, None)

    @property
    def change(self) -> Cell:
        """What judging added or took away, in points."""
        known = self.claimed is not None and self.now is not None
        return float(Fraction(str(self.now)) - Fraction(str(self.claimed))) if known else None


def reviewed(a: Assessment, say: Saying) -> Table | None:
    """None where no reviewer said anything."""
    claimed = a.self_assessed
    if claimed is None:
        return None
    columns = [
        Column(say.word("reviewed_of"), 44, "text", lambda one: one.name),
        Column(say.word("reviewed_claimed"), 18, "points", lambda one: one.claimed),
        Column(say.word("column_low"), 12, "points", lambda one: one.claimed_bounds[0]),
        Column(say.word("column_high"), 12, "points", lambda one: one.claimed_bounds[1]),
        Column(say.word("reviewed_now"), 18, "points", lambda one: one.now),
        Column(say.word("column_low"), 12, "points", lambda one: one.bounds[0]),
        Column(say.word("column_high"), 12, "points", lambda one: one.bounds[1]),
        Column(say.word("reviewed_change"), 14, "points", lambda one: one.change),
    ]
    note = say.lines(lambda w: [judged(a, w)])
    after = [say.lines(lambda w: _advice(a, claimed, w))]
    return Table("reviewed", say.word("reviewed"), note, columns, list(_rows(a, claimed, say)), after=after)


def _rows(a: Assessment, claimed: SelfAssessed, say: Saying) -> Iterator[Row]:
    card = a.scorecard
    yield Row(
        say.word("total"), claimed.total, card.total, (claimed.low, claimed.high), (card.low, card.high)
    )
    for was, now in zip(claimed.sections, card.sections, strict=True):
        yield Row(say(partial(of, now.title)), was.score, now.score, bounds=(now.low, now.high))


def _advice(a: Assessment, claimed: SelfAssessed, w: Lexicon) -> list[str]:
    """The recommendation in a line, as claimed and as judged."""
    both = (("reviewed_claimed", claimed), ("reviewed_now", a.recommendation))
    return [f"{w(key)}: {advised(one.verdict, settled=one.settled, w=w)}" for key, one in both]
