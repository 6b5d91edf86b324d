"""What the reports on sensitivity look up before they print: cities in order, names, what is near."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import inf
from typing import Literal, NamedTuple

from reports import changes
from reports.sensitivity_figures import change
from scoring.models import Bilingual, Number
from scoring.portfolio_sensitivity import CriterionDeciding, GateBinding, PolicySensitivity, WeightNamed
from scoring.rank_stability import RankRange
from scoring.sensitivity import CityFirmness, LeastChange
from scoring.weight_ranges import Range

OWN = "sensitivity"  # the catalogue that is looked in first
Kind = Literal["gate", "never", "far", "near"]
Ends = tuple[str, str]


class Seen(NamedTuple):
    """One city with its place in what was asked for, its rank, and how little it takes to flip it.

    `kind`: `gate`: no weights matter; `never`: no change below 100 per cent flips it; `near`, `far`: the
    least one that does is below the spread of the weightings tried, or not.
    """

    place: int
    city: CityFirmness
    rank: RankRange
    kind: Kind

    @property
    def open(self) -> bool:
        """Whether what is still open matters to any share."""
        shares = (self.city.around, self.city.uniform)
        return any(each.worst.renews != each.best.renews for each in shares)


class Portfolio:
    """One result, with the look-ups that its reports share."""

    def __init__(self, found: PolicySensitivity) -> None:
        self.found = found
        self.weights = {one.name: one for one in found.weights}
        self.gates = {one.id: one for one in found.gates}
        self.criteria = {one.id: one for one in found.criteria}

    @cached_property
    def cities(self) -> list[Seen]:
        """Those that the least change flips first, those that no weights flip last."""
        ranked = zip(self.found.cities, self.found.ranks.cities, strict=True)
        seen = [Seen(place, city, rank, self._kind(city)) for place, (city, rank) in enumerate(ranked)]
        return sorted(seen, key=lambda one: (not one.city.weights_matter, _radius(one.city), one.place))

    def _kind(self, city: CityFirmness) -> Kind:
        if not city.weights_matter:
            return "gate"
        if city.weights_radius is None:
            return "never"
        return "near" if city.weights_radius.percent < 100 * self.found.spread else "far"

    def of_kind(self, *kinds: Kind) -> list[Seen]:
        """The cities of a kind, in order."""
        return [one for one in self.cities if one.kind in kinds]

    @property
    def renewed(self) -> int:
        return sum(city.verdict == "renew" for city in self.found.cities)

    @property
    def unsettled(self) -> int:
        return sum(not city.settled for city in self.found.cities)

    @property
    def mattering(self) -> int:
        """Cities to which weights matter."""
        return sum(city.weights_matter for city in self.found.cities)

    @property
    def twice(self) -> list[str]:
        """The ids of cities that have several files."""
        return [name for name, count in Counter(city.city for city in self.found.cities).items() if count > 1]

    @property
    def sections(self) -> list[WeightNamed]:
        """The weights of sections."""
        return [one for one in self.found.weights if one.share is not None]

    @property
    def binding(self) -> Sequence[GateBinding]:
        """The gates, most decisive first."""
        return sorted(self.found.gates, key=lambda one: (-one.alone, -one.broken))

    @property
    def deciding(self) -> list[CriterionDeciding]:
        """The criteria that decide any city, most decisive first."""
        return sorted((one for one in self.found.criteria if one.cities), key=lambda one: -one.cities)

    @property
    def idle(self) -> list[CriterionDeciding]:
        """Those that decide none."""
        return [one for one in self.found.criteria if not one.cities]

    def titles(self, ids: Iterable[str]) -> list[Bilingual]:
        """Gates and criteria in words."""
        return [(self.gates.get(id) or self.criteria[id]).title for id in ids]

    def others(self, city: CityFirmness) -> list[Bilingual]:
        """The broken gates that do not rest on the score, in words."""
        return self.titles(id for id in city.gates if not self.gates[id].on_score)

    def weight(self, one: Range) -> Bilingual:
        """A weight in words: `weight of the section “City Data Platform”`."""
        return changes.named(self.weights[one.name])

    def range(self, city: CityFirmness, name: str) -> Range | None:
        """The range of one weight; None where the verdict stands whatever it is."""
        return next((one for one in city.ranges if one.name == name), None)

    def bounds(self, city: CityFirmness, section: WeightNamed) -> tuple[Number, Number]:
        """Between what shares of all sections' weights, in per cent, a section may be; 0 and 100 if any."""
        one = self.range(city, section.name)
        low, high = (one.share_low, one.share_high) if one else (None, None)
        return 0 if low is None else low, 100 if high is None else high

    @cached_property
    def ranked(self) -> list[Seen]:
        """By rank."""
        return sorted(self.cities, key=lambda one: (one.rank.rank, one.place))


def _radius(city: CityFirmness) -> float:
    return inf if city.weights_radius is None else city.weights_radius.percent


def marked(city: CityFirmness) -> list[str]:
    """The keys of what must be said of a city that is no filed report."""
    marks = {"mark_draft": city.draft, "chip_example": city.illustrative}
    return [key for key, holds in marks.items() if holds]


def nearest(city: CityFirmness) -> list[Range]:
    """The weights that would flip it alone, those first that would have to move least for their size."""
    return sorted(city.ranges, key=_distance)


def _distance(one: Range) -> float:
    moves = [abs(bound - one.present) for bound in (one.low, one.high) if bound is not None]
    return min(moves) / one.present if one.present else inf


def outcome(prefix: str, found: LeastChange | None) -> str:
    """The key of the sentence for a least change: `firm_change`, `firm_edge`, `firm_never`."""
    return f"{prefix}_never" if found is None else f"{prefix}_change" if change(found) else f"{prefix}_edge"


def strip(ends: Ends) -> str:
    """The key of the words for a section's range."""
    low, high = ends
    return "strip_between" if low and high else "strip_from" if low else "strip_upto" if high else "strip_any"


def effect(gate: GateBinding) -> str:
    """The key of the word for what a gate does."""
    return "binds_alone" if gate.alone else "binds_with_others" if gate.broken else "binds_never"
