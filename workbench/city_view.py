"""What the page of one city shows, beside the result itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from forms.gathered import Answer, FormDocument
from reports import FORMATS
from reports.html_lookup import View
from reports.speech import Pair
from scoring.documents import dotted
from scoring.judged import Outcome, outcome
from scoring.models import Assessment, Gap, PartDone, Rise, WayToRenewal
from scoring.places import place_label
from scoring.problems import Problem
from workbench.bench import Bench
from workbench.changes import Typed, data_with_rows
from workbench.downloads import LANGS, LETTER_FORMATS, LETTERS
from workbench.fields import Asked, Field, asked_by
from workbench.look import speech
from workbench.reading import City

FEW = 12  # places of a list that are named


@dataclass(frozen=True)
class CityPage:
    """One city as it was read (`city`), and as it is with what was `typed` (`after`).

    `address` is where its forms are sent; `base` the fingerprint of what they were made from, `made_from`
    of what the file `name` held then (empty: there was none). `wrong` are faults of what was typed.
    """

    bench: Bench
    city: City
    lang: str
    address: str
    base: str
    name: str
    made_from: str
    typed: Typed = field(default_factory=dict)
    after: City | None = None
    wrong: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def shown(self) -> City:
        """The city that the page is about: with what was typed, where that could be read."""
        return self.after or self.city

    @property
    def result(self) -> Assessment | None:
        """The result that is shown."""
        return self.shown.result

    @cached_property
    def view(self) -> View | None:
        """The look-ups that the templates of the reports print from."""
        return View(self.result, speech(self.lang)) if self.result else None

    @property
    def before_after(self) -> tuple[Outcome, Outcome] | None:
        """What was typed does this to the result; None where nothing was, or it cannot be read."""
        if self.after is None or self.after.result is None or self.city.result is None:
            return None
        return outcome(self.city.result), outcome(self.after.result)

    @property
    def unsaved(self) -> bool:
        """Whether something is on the page that is not in the folder."""
        return bool(self.typed) or not self.address.startswith("/city/")

    @property
    def parts(self) -> Sequence[PartDone]:
        """How far each part of the form is filled in."""
        return self.shown.parts

    def empty_places(self, part: PartDone) -> Pair:
        """The first questions of a part that have no answer, in one line."""
        return Pair(*("; ".join(place_label(one, lang) for one in part.empty[:FEW]) for lang in ("th", "en")))

    def more(self, part: PartDone) -> int:
        """How many more there are."""
        return max(0, len(part.empty) - FEW)

    @property
    def answers(self) -> list[tuple[str, Answer]]:
        """What was read in a file of Word or Excel: each place in words with its answer."""
        found = self.city.found
        if not isinstance(found, FormDocument):
            return []
        return [(place_label(dotted(place), self.lang), one) for place, one in found.answers.items()]

    # What was typed

    @cached_property
    def _asked(self) -> Mapping[str, Sequence[Asked]]:
        if self.result is None or self.shown.filed is None:
            return {}
        return asked_by(self.result.gaps, self.bench.form, data_with_rows(self.shown.filed))

    def asked(self, gap: Gap) -> Sequence[Asked]:
        """The fields that stand with a gap."""
        return self._asked.get(gap.id, ())

    def label(self, place: str) -> str:
        """A place in the words of the form."""
        return place_label(place, self.lang)

    def value(self, one: Field) -> tuple[str, ...]:
        """What a field shows: what was typed, be it wrong, else what is filed."""
        return self.typed.get(one.place, one.value)

    def is_open(self, asked: Asked) -> bool:
        """Whether something was typed there, so that it is shown again."""
        return any(one.place in self.typed for one in asked.fields)

    def problem(self, place: str) -> Problem | None:
        """What is wrong with what was typed there."""
        return next((one for one in self.wrong if one.field == place), None)

    @property
    def also_typed(self) -> Typed:
        """What was typed into fields that the page no longer shows."""
        shown = {one.place for every in self._asked.values() for each in every for one in each.fields}
        return {place: given for place, given in self.typed.items() if place not in shown}

    # The way out and what can be taken away

    @property
    def way(self) -> WayToRenewal | None:
        """The way of the least effort, where there is one that asks for anything."""
        out = self.result.way_out if self.result else None
        first = out.ways[0] if out and out.ways else None
        return first if first and (first.rises or first.mendings) else None

    def step(self, rise: Rise) -> tuple[Pair, Pair]:
        """The level that is left and the one that is reached."""
        assert self.view is not None
        return self.view.level(rise.from_level), self.view.level(rise.to_level)

    formats = FORMATS
    letters = tuple(LETTERS)
    letter_formats = LETTER_FORMATS
    langs = LANGS
