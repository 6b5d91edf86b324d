"""What is said of one city under two policies: which way it goes, by what, and how near it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import PurePath

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


class Cities:
    """The cities of a comparison, one at a time; texts are in both languages."""

    def __init__(self, found: Comparison) -> None:
        self.found = found
        self._speech = Speech("both", *OWN)
        self._names = Counter(one.name for one in found.cities)

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

    def part(self, place: int) -> Text:
        """A change in words: the number with what it was and is, or the kind of changes."""
        part = self.found.parts[place]
        change = self._changes.get(part.name)
        return told(change) if change else self.said(f"kind_{part.kind}")

    @cached_property
    def _changes(self) -> Mapping[str, NumberDiffers]:
        return {one.name: one for one in self.found.differences.numbers}

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


def _percent(share: Number) -> str:
    return number(round(share * 100)).replace("-", "−")
