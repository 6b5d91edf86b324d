"""What a comparison of two policies comes to in words, the same for the terminal, the page and the table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple

from reports.changes import told
from reports.display import number, score
from reports.speech import Pair, Speech, Text
from scoring.comparison import Cause, CityCompared, Comparison
from scoring.differences import EditionSide, NumberDiffers
from scoring.models import Number
from scoring.sides import Side

OWN = ("comparison", "text")  # the catalogues of words, before the one that all reports share
GATES = 3  # of those that do not hold, in a table of all cities
TENTH = 0.05  # points: a distance below is shown as less than a tenth


class Effect(NamedTuple):
    """What one change did to all cities: how many it alone flipped, how many with others, and to scores."""

    alone: int
    shared: int
    low: Number
    high: Number


class View:
    """A comparison with the look-ups that every report of it prints from; texts are in both languages."""

    def __init__(self, found: Comparison) -> None:
        self.found = found
        self._speech = Speech("both", *OWN)
        self._names = Counter(one.name for one in found.cities)

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

    def file(self, one: CityCompared) -> str:
        """The name of its file where another city is called the same; else empty."""
        return PurePath(one.file).name if self._names[one.name] > 1 else ""

    def marks(self, one: CityCompared) -> list[Pair]:
        """Whether it is a draft or an example, and whether its recommendation is not settled."""
        keys = {
            "mark_draft": one.draft,
            "short_illustrative": one.illustrative,
            "short_unsettled": not one.after.settled,
        }
        return [self.said(key) for key, holds in keys.items() if holds]

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
        shares = [cause.share for one in self.flips for cause in one.causes if cause.part == part]
        points = [_points(one, part) for one in self.found.cities]
        shared = sum(share > 0 for share in shares) - shares.count(1)
        return Effect(shares.count(1), shared, min(points, default=0), max(points, default=0))

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

    def part(self, place: int) -> Text:
        """A change in words: the number with what it was and is, or the kind of changes."""
        part = self.found.parts[place]
        change = self._changes.get(part.name)
        return told(change) if change else self.said(f"kind_{part.kind}")

    @cached_property
    def _changes(self) -> Mapping[str, NumberDiffers]:
        return {one.name: one for one in self.found.differences.numbers}

    @property
    def attributed(self) -> Pair:
        """How effects were told apart, in two sentences."""
        parts = self.found.parts
        if len(parts) == 1:
            return self.said("attributed_one" if parts[0].name else "attributed_whole")
        if self.singly:
            return self.said("attributed_singly")
        kinds = [self.part(place) for place in range(len(parts))]
        return self.said("attributed_by_kind", kinds=self.joined(kinds))

    # One city

    def direction(self, one: CityCompared) -> Pair:
        """That it loses or gains the recommendation; else what is recommended, before and after."""
        return self.said(self.way(one) if one.flip else f"will_{one.after.verdict}")

    @staticmethod
    def way(one: CityCompared) -> str:
        """`lose` or `gain`."""
        return "lose" if one.flip == "to_revoke" else "gain"

    def tipped(self, one: CityCompared) -> Pair:
        """The gates that no longer hold, or that all hold now, with the scores that decide it."""
        if one.flip == "to_revoke":
            gates = [name for name in one.after.broken if name not in one.before.broken]
            named = [self._gate(name, one.after, self.found.after) for name in gates or one.after.broken]
            return self.said("now_broken", gates=self.joined(named))
        named = [self._gate(name, one.after, self.found.after) for name in one.before.broken]
        return self.said("now_holds", gates=self.joined(named))

    def broken(self, one: CityCompared) -> Pair:
        """The gates that do not hold under the new policy: the first few, and how many more there are."""
        gates = [self.found.after.gates[name] for name in one.after.broken]
        said = self.joined(gates[:GATES])
        left = len(gates) - GATES
        return self.joined([said, self.said("more_of_them", count=number(left))], " ") if left > 0 else said

    def _gate(self, name: str, side: Side, edition: EditionSide) -> Text:
        """A gate by its title; one on the score with the score and the bar."""
        title = edition.gates.get(name) or self.found.before.gates[name]
        kind = edition.score_gates.get(name)
        if kind == "total":
            mark = number(edition.pass_mark)
            return self.said("gate_total", title=title, score=score(side.total), mark=mark)
        if kind == "sections" and side.under_floor:
            said = [self._section(section, side, edition) for section in side.under_floor]
            return self.joined([title, self.joined(said, ", ")], ": ")
        return title

    def _section(self, name: str, side: Side, edition: EditionSide) -> Pair:
        values = {"score": score(side.sections[name]), "floor": number(edition.floors[name])}
        return self.said("gate_section", section=edition.sections[name], **values)

    def causes(self, one: CityCompared) -> list[Pair]:
        """The changes that its recommendation changes by, the largest share first."""
        counted = [cause for cause in one.causes if cause.share]
        said = [self._cause(cause, len(counted)) for cause in counted]
        if len(counted) > 1 and not any(cause.alone for cause in counted):
            said.append(self.said("none_is_enough"))
        return said

    def _cause(self, cause: Cause, of: int) -> Pair:
        what, share = self.part(cause.part), _percent(cause.share)
        if of == 1:
            return self.said("because_only", what=what)
        kind = "against" if cause.share < 0 else "enough" if cause.alone else "share"
        return self.said(f"because_{kind}", what=what, share=share)

    def distance(self, one: CityCompared) -> Pair | None:
        """How far it is from a change under the new policy; None where no score would change it."""
        side, edition = one.after, self.found.after
        if side.margin is None:
            return None
        far = abs(side.margin)
        points: Text | str = self.said("under_a_tenth") if far < TENTH else score(far)
        way = "over" if side.verdict == "renew" else "short_of"
        if not side.margin_section:
            return self.said(f"{way}_mark", points=points)
        return self.said(f"{way}_floor", points=points, section=edition.sections[side.margin_section])

    def said(self, key: str, **values: object) -> Pair:
        """A sentence of the catalogues in both languages."""
        return self._speech.pair(key, **values)

    @staticmethod
    def joined(texts: Sequence[Text], between: str = "; ") -> Pair:
        """Texts in one line; a dash for none."""
        th, en = (between.join(getattr(each, lang) for each in texts) or "–" for lang in ("th", "en"))
        return Pair(th, en)


def _placed(one: CityCompared) -> tuple[int, str, str]:
    return one.after.rank, one.city, one.file


def _points(one: CityCompared, part: int) -> Number:
    return next((cause.points for cause in one.causes if cause.part == part), 0)


def signed(points: Number) -> str:
    """`+1.2`, `−0.4`."""
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{score(abs(points))}"


def _percent(share: Number) -> str:
    return number(round(share * 100)).replace("-", "−")
