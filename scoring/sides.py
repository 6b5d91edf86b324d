"""What one edition makes of many cities: verdict, score, rank, and by how much each holds or fails."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from scoring.caseload import Caseload, caseload
from scoring.columnar_scores import NEAR, Reals, Results, exact, margins_of, results
from scoring.edition import Edition
from scoring.factsheets import FactSheet, basis
from scoring.fields import Record
from scoring.gates import under_floor
from scoring.models import Number, Verdict
from scoring.ranks import ranks
from scoring.scorecard import Scores, rounded

HALF = 1e-6  # tenths of a point: how near to a half a score is rounded exactly

Sheets = Callable[[Edition], Sequence[FactSheet]]


class Side(Record):
    """A city under one edition: `broken` gates by id; `rank` by total, 1 the best, equal totals equal.

    `sections`: the score of each (None: nothing counts), and `under_floor` those under their floor. `margin`:
    points by which the tightest gate on the score holds, or (below 0) by which the worst fails where only
    such gates fail; None where another gate fails, for then no score matters. `margin_gate` is that gate,
    and `margin_section` the section that decides it, if one does.
    """

    verdict: Verdict
    settled: bool
    total: Number
    rank: int
    sections: dict[str, Number | None]
    broken: tuple[str, ...]
    under_floor: tuple[str, ...]
    margin: Number | None
    margin_gate: str
    margin_section: str


class Seen(NamedTuple):
    """What one edition makes of the cities."""

    edition: Edition
    load: Caseload
    results: Results


class Looking:
    """Sees cities under many editions; what the rules find is kept while only numbers of scoring differ."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self._found: dict[Any, Caseload] = {}

    def __call__(self, edition: Edition) -> Seen:
        key = _found_by(edition)
        if key not in self._found:
            self._found[key] = caseload(edition, self._sheets(edition))
        return Seen(edition, self._found[key], results(edition, self._found[key]))


def _found_by(edition: Edition) -> Any:
    """All in an edition that a caseload depends on."""
    credits = [level.credit for level in edition.levels]
    ties = tuple(credits.index(credit) for credit in credits)
    criteria = tuple((one.id, one.words.question is None) for one in edition.criteria)
    gates = tuple((gate.id, gate.words.score, gate.words.rests_on) for gate in edition.gates)
    return basis(edition), edition.rulebook, ties, criteria, gates


class Sides:
    """The cities of one edition, a row each."""

    def __init__(self, seen: Seen) -> None:
        self._edition, self._load, self._results = seen
        self._exactly: dict[int, Scores] = {}
        self._places = ranks(self._results.totals.now, lambda row: self._exact(row).total)
        scored = [gate for gate in self._edition.gates if gate.words.score]
        totals, sections = self._results.totals.now, self._results.sections.now
        self._each = {gate: margins_of(self._edition, gate, totals, sections) for gate in scored}
        self._over = sections - [float(section.floor) for section in self._edition.sections]

    @cached_property
    def margins(self) -> Reals:
        """See `Side.margin`; NaN for none."""
        gates = self._results.gates.now
        on_score = np.array([gate.words.score is not None for gate in self._edition.gates], np.bool_)
        others = np.asarray(gates[:, ~on_score].all(axis=1))
        least = np.min(list(self._each.values()), axis=0) if self._each else np.full(len(gates), np.nan)
        return np.where(others & np.isfinite(least), least, np.nan)

    def all(self) -> list[Side]:
        """Every city, in order."""
        return [self._side(row) for row in range(len(self._places))]

    def _side(self, row: int) -> Side:
        renews, margin = self._results.renews, float(self.margins[row])
        gates = zip(self._edition.gates, self._results.gates.now[row], strict=True)
        broken = [gate for gate, holds in gates if not holds]
        gate, section = self._tightest(row) if np.isfinite(margin) else ("", "")
        low = any(gate.words.score == "sections" for gate in broken)
        return Side(
            verdict="renew" if renews.now[row] else "revoke",
            settled=bool(renews.low[row] == renews.high[row]),
            total=self._total(row),
            rank=self._places[row],
            sections=self._sections(row),
            broken=tuple(gate.id for gate in broken),
            under_floor=self._under_floor(row) if low else (),
            margin=round(margin, 2) + 0.0 if np.isfinite(margin) else None,  # and not -0.0
            margin_gate=gate,
            margin_section=section,
        )

    def _under_floor(self, row: int) -> tuple[str, ...]:
        """The sections under their floor; one that floating point cannot tell from it is settled exactly."""
        over = self._over[row]
        if (np.abs(over) <= NEAR).any():
            return tuple(under_floor(self._edition, self._exact(row)))
        return tuple(one.id for one, far in zip(self._edition.sections, over, strict=True) if far < 0)

    def _tightest(self, row: int) -> tuple[str, str]:
        """The gate on the score that holds by least or fails by most, and the section in it that does."""
        gate = min(self._each, key=lambda one: float(self._each[one][row]))
        if gate.words.score == "total":
            return gate.id, ""
        return gate.id, self._edition.sections[int(np.nanargmin(self._over[row]))].id

    def _total(self, row: int) -> Number:
        """The total as every report shows it: rounded as its exact value would be."""
        total, mark = float(self._results.totals.now[row]), self._edition.pass_mark
        return _shown(total, mark, lambda: self._exact(row).total)

    def _sections(self, row: int) -> dict[str, Number | None]:
        found = map(float, self._results.sections.now[row])
        scores = zip(self._edition.sections, found, strict=True)
        return {
            one.id: _shown(score, one.floor, lambda id=one.id: self._exact(row).sections[id])  # type: ignore[misc]
            if np.isfinite(score)
            else None
            for one, score in scores
        }

    def _exact(self, row: int) -> Scores:
        if row not in self._exactly:  # one row is asked for its total and for several sections
            self._exactly[row] = exact(self._edition, self._load.counts[row], self._load.levels.now[row])
        return self._exactly[row]


def _shown(score: float, bar: Fraction | None, exactly: Callable[[], Fraction | None]) -> Number:
    tenths = score * 10
    if abs(tenths % 1 - 0.5) < HALF or (bar is not None and abs(tenths - float(bar) * 10) < 1):
        return rounded(exactly() or Fraction(0), bar)
    return round(tenths) / 10
