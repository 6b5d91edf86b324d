"""How firm each city's verdict is against another choice of weights, and what decides it.

How far all weights must move to flip it, under what share of plausible weightings it renews, between what
values one weight alone may move, and which gates and criteria it rests on. Each city is answered without the
others, so that cities can be shared out among workers.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.caseload import Caseload, caseload
from scoring.columnar_scores import Results, exact, results
from scoring.decimals import down
from scoring.decisive import decisive
from scoring.edition import Edition
from scoring.factsheets import FactSheet
from scoring.fields import Record
from scoring.models import Bilingual, Number, Verdict
from scoring.plausible import Plan, Plausible, Shares, plausible
from scoring.robustness import Over, radius
from scoring.scorecard import rounded
from scoring.standing import Stand, stand
from scoring.weight_ranges import Range, ranges

PLACES = 4


class LeastChange(Record):
    """By how many per cent of itself some weight must move at least for the verdict to flip, rounded down.

    Whatever moves less leaves it. `exact` is the fraction itself; None where it is known to a billionth only.
    """

    percent: Number
    exact: str | None


class CityFirmness(Record):
    """How firm one city's verdict is, as things stand.

    `gates`: those that are broken; `alone`: whether there is but one. `weights_matter`: whether all that are
    broken are on the score; if not, no weights make the city renew, and nothing is said of any. The radii are
    of the sections' weights and of all weights at once; None where no change below 100 per cent flips the
    verdict. `ranges`: of each weight that would flip it alone. `criteria`: those of which the best or the
    worst credit, alone, would flip it.
    """

    city: str
    name: Bilingual
    draft: bool
    illustrative: bool
    verdict: Verdict
    settled: bool
    total: Number
    gates: tuple[str, ...]
    alone: bool
    weights_matter: bool
    sections_radius: LeastChange | None
    weights_radius: LeastChange | None
    around: Shares
    uniform: Shares
    ranges: tuple[Range, ...]
    criteria: tuple[str, ...]


def firmness(edition: Edition, sheets: Sequence[FactSheet], plan: Plan) -> list[CityFirmness]:
    """How firm the verdict of each of these cities is; the same whatever other cities there are."""
    load = caseload(edition, sheets)
    found, tried = results(edition, load), plausible(edition, load, plan)
    return [
        _city(edition, sheet, _position(edition, load, found, row), tried[row])
        for row, sheet in enumerate(sheets)
    ]


class _Position(NamedTuple):
    """One city of a caseload: its results, and where it stands seen from the weights."""

    renews: bool
    settled: bool
    broken: tuple[str, ...]
    total: Fraction
    stand: Stand


def _position(edition: Edition, load: Caseload, found: Results, row: int) -> _Position:
    held = list(zip(edition.gates, found.gates.now[row], strict=True))
    others = all(holds for gate, holds in held if gate.words.score is None)
    counted, levels = load.counts[row], load.levels.now[row]
    cells = zip(edition.criteria, counted, levels, strict=True)
    credits = {one.id: edition.levels[level].credit for one, counts, level in cells if counts}
    return _Position(
        renews=bool(found.renews.now[row]),
        settled=bool(found.renews.low[row] == found.renews.high[row]),
        broken=tuple(gate.id for gate, holds in held if not holds),
        total=exact(edition, counted, levels).total,
        stand=stand(edition, credits, others),
    )


def _city(edition: Edition, sheet: FactSheet, one: _Position, tried: Plausible) -> CityFirmness:
    matter = one.stand.others
    return CityFirmness(
        city=sheet.city,
        name=sheet.name,
        draft=sheet.draft,
        illustrative=sheet.illustrative,
        verdict="renew" if one.renews else "revoke",
        settled=one.settled,
        total=rounded(one.total, edition.pass_mark),
        gates=one.broken,
        alone=len(one.broken) == 1,
        weights_matter=matter,
        sections_radius=_least(one.stand, "sections"),
        weights_radius=_least(one.stand, "all"),
        around=tried.around,
        uniform=tried.uniform,
        ranges=ranges(one.stand) if matter else (),
        criteria=decisive(one.stand, edition.best.credit, edition.worst.credit),
    )


def _least(stand: Stand, over: Over) -> LeastChange | None:
    found = radius(stand, over)
    if found is None:
        return None
    known = str(found.low) if found.low == found.high else None
    return LeastChange(percent=down(100 * found.low, PLACES), exact=known)
