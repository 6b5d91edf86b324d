"""What a comparison of two policies comes to in words, the same for the terminal, the page and the table."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from reports.comparison_city import Cities
from reports.display import number, score
from reports.speech import Pair
from scoring.comparison import CityCompared
from scoring.differences import NumberDiffers
from scoring.models import Number


class Effect(NamedTuple):
    """What one change did to all cities: how many it alone flipped, how many with others, and to scores."""

    alone: int
    shared: int
    low: Number
    high: Number


class View(Cities):
    """A comparison with the look-ups that every report of it prints from; texts are in both languages."""

    # Which cities

    @cached_property
    def flips(self) -> list[CityCompared]:
        """Those whose recommendation changes: first those that lose it, the best score first."""
        flipped = [one for one in self.found.cities if one.flip]
        return sorted(flipped, key=lambda one: (one.flip != "to_revoke", *_placed(one)))

    @cached_property
    def near(self) -> list[CityCompared]:
        """Those that are near a change and do not change, the nearest first."""
        close = [one for one in self.found.cities if one.near and not one.flip]
        return sorted(close, key=lambda one: (abs(one.after.margin or 0), *_placed(one)))

    @cached_property
    def others(self) -> list[CityCompared]:
        """The rest, the best score first."""
        rest = [one for one in self.found.cities if not one.near and not one.flip]
        return sorted(rest, key=_placed)

    @property
    def ordered(self) -> list[CityCompared]:
        """Every city as the reports list them."""
        return [*self.flips, *self.near, *self.others]

    @property
    def ranked(self) -> list[CityCompared]:
        """Every city, the best score under the new policy first."""
        return sorted(self.found.cities, key=_placed)

    # The answer

    @property
    def headline(self) -> Pair:
        """How many cities gain or lose the recommendation."""
        totals = self.found.totals
        lose, gain = totals.to_revoke, totals.to_renew
        key = "lose_and_gain" if lose and gain else "lose" if lose else "gain" if gain else "none"
        counts = {"lose": number(lose), "gain": number(gain)}
        given = {name: count for name, count in counts.items() if name in key}
        return self.said(f"answer_{key}", cities=number(totals.cities), **given)

    @property
    def answers(self) -> Iterator[Pair]:
        """What follows the headline."""
        totals, near = self.found.totals, len(self.near)
        yield from self._because
        counts = {"before": number(totals.renewed_before), "after": number(totals.renewed_after)}
        yield self.said("answer_renewed", **counts)
        points = number(self.found.near_points)
        if near:
            yield self.said("answer_near", count=number(near), points=points)
        else:
            yield self.said("near_none", points=points)
        unsettled = sum(not one.after.settled for one in self.flips)
        if unsettled:
            yield self.said("answer_unsettled", count=number(unsettled))

    @property
    def _because(self) -> Iterator[Pair]:
        """The changes of the policy that change a recommendation, those of most cities first."""
        parts = range(len(self.found.parts))
        for place in sorted(parts, key=lambda place: -sum(self.effects[place][:2])):
            if any(self.effects[place][:2]):
                effects = self.joined(self._flipped(self.effects[place]), ", ")
                yield self.said("answer_because", what=self.part(place), effects=effects)

    @property
    def cautions(self) -> Iterator[tuple[str, Pair]]:
        """What must be known before anything else: the key of a mark, and a sentence."""
        cities = self.found.cities
        count = {"cities": number(len(cities))}
        if self.found.totals.left_out:
            left_out = number(self.found.totals.left_out)
            yield "mark_left_out", self.said("left_out_explained", count=left_out)
        for key, mark, some in (
            ("some_illustrative", "mark_illustrative", sum(one.illustrative for one in cities)),
            ("some_drafts", "mark_draft", sum(one.draft for one in cities)),
        ):
            if some:
                yield mark, self.said(key, count=number(some), **count)

    @property
    def twice(self) -> list[str]:
        """The ids of cities that are in more than one file."""
        return [city for city, times in Counter(one.city for one in self.found.cities).items() if times > 1]

    # What was changed, and what each change did

    @cached_property
    def effects(self) -> list[Effect]:
        """By part, in their order."""
        return [self._effect(part) for part in range(len(self.found.parts))]

    def _effect(self, part: int) -> Effect:
        causes = [[cause for cause in one.causes if cause.share] for one in self.flips]
        alone = sum(len(some) == 1 and some[0].part == part for some in causes)
        helped = sum(cause.part == part and cause.share > 0 for some in causes for cause in some)
        points = [_points(one, part) for one in self.found.cities]
        return Effect(alone, helped - alone, min(points, default=0), max(points, default=0))

    def effect(self, part: int) -> list[Pair]:
        """What a change did, in words."""
        found = self.effects[part]
        said = self._flipped(found) or [self.said("effect_none")]
        if found.low == found.high == 0:
            return [*said, self.said("effect_no_points")]
        return [*said, self.said("effect_points", low=signed(found.low), high=signed(found.high))]

    def _flipped(self, found: Effect) -> list[Pair]:
        counts = (("alone", found.alone), ("shared", found.shared))
        return [self.said(f"effect_{key}", count=number(count)) for key, count in counts if count]

    def effect_of(self, change: NumberDiffers) -> list[Pair]:
        """What the change of a number did; nothing where effects are known of groups of changes only."""
        named = (place for place, part in enumerate(self.found.parts) if part.name == change.name)
        return next(map(self.effect, named), [])

    @property
    def singly(self) -> bool:
        """Whether effects are known of every number by itself."""
        return all(part.name for part in self.found.parts)

    @property
    def together(self) -> bool:
        """Whether effects are known of groups of changes only."""
        return not self.singly and not self.found.differences.none

    @property
    def attributed(self) -> Pair:
        """How effects were told apart, in two sentences."""
        parts = self.found.parts
        if self.found.differences.none:
            return self.said("nothing_differs")
        if self.singly:
            return self.said("attributed_singly" if len(parts) > 1 else "attributed_one")
        if parts[0].kind == "whole":
            return self.said("attributed_whole")
        kinds = self.joined([self.part(place) for place in range(len(parts))])
        return self.said("attributed_by_kind" if len(parts) > 1 else "attributed_one_kind", kinds=kinds)


def _placed(one: CityCompared) -> tuple[int, str, str]:
    return one.after.rank, one.city, one.file


def _points(one: CityCompared, part: int) -> Number:
    return next((cause.points for cause in one.causes if cause.part == part), 0)


def signed(points: Number) -> str:
    """`+1.2`, `−0.4`."""
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{score(abs(points))}"
