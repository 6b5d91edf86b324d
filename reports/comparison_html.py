"""A comparison of two policies as one page for people who write no programs."""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from markupsafe import Markup

from reports import changes
from reports.comparison_chart import Chart, chart
from reports.comparison_city import OWN
from reports.comparison_view import View, signed
from reports.display import number
from reports.edition_diff import DIFFERENT
from reports.html_page import margins, style, template
from reports.html_view import State, short
from reports.lexicon import lexicon
from reports.speech import NAME, Pair, Speech
from reports.terminal import clip, plain
from scoring.comparison import CityCompared, Comparison, PartNamed
from scoring.differences import Differs, SectionShare
from scoring.models import Bilingual

SIGNS = {"lose": "no", "gain": "yes", "near": "open"}
LABEL = 24  # characters of a city's name in the picture
YES_NO = {"true": "yes", "false": "no"}


def render(found: Comparison, lang: str) -> bytes:
    """The page in `th`, `en` or `both` (Thai first, English beneath)."""
    view = Page(found, Speech(lang, *OWN))
    page = template("comparison.html.j2", lang, *OWN).render(
        c=found,
        v=view,
        style=style("comparison.css"),
        page_style=view.page_style,
    )
    return page.encode("utf-8", "replace")


class Page(View):
    """The view of a comparison, with what only a page asks for."""

    signs: ClassVar = SIGNS
    few = 6  # cities named in the answer

    def __init__(self, found: Comparison, speech: Speech) -> None:
        super().__init__(found)
        self.speech = speech
        self.first = speech.langs[0]
        self.languages = "-".join(speech.langs)

    @property
    def title(self) -> str:
        """Browsers that print a header of their own print this."""
        return f"{self.speech.plain('compare_title')} – {self.running}"

    @property
    def running(self) -> str:
        """What stands on every printed page: the marks, and the two policies."""
        return " · ".join([*self._marks, self._policies])

    @property
    def _marks(self) -> list[str]:
        return list(dict.fromkeys(self.speech.plain(mark) for mark, _ in self.cautions))

    @property
    def _policies(self) -> str:
        sides = self.found.before, self.found.after
        return " → ".join(f"{side.id} {short(side.policy_fingerprint)}" for side in sides)

    @property
    def page_style(self) -> Markup:
        """What stands in the margins of every printed page."""
        title = self.speech.pair("compare_title")
        boxes = {
            "top-left": getattr(title, self.first),
            "top-right": " · ".join(self._marks),
            "bottom-left": self._policies,
        }
        return margins(boxes, self.speech)

    @property
    def contents(self) -> Iterator[tuple[str, str, int | None]]:
        """Section, words and count of the table of contents."""
        yield "changed", "changed_numbers", None
        yield "flips", "flips", len(self.flips)
        yield "picture", "picture", None
        yield "near", "near", len(self.near)
        yield "every", "every_city", len(self.found.cities)
        yield "method", "method", None

    @property
    def stay(self) -> int:
        """How many recommendations do not change."""
        return len(self.found.cities) - len(self.flips)

    def changing(self, way: str) -> list[CityCompared]:
        """Those that `lose` or `gain` the recommendation."""
        return [one for one in self.flips if self.way(one) == way]

    def anchor(self, one: CityCompared) -> str:
        """Where on the page a city that changes is told of."""
        return f"flip-{self._places[one.file]}"

    @cached_property
    def _places(self) -> dict[str, int]:
        """The place of each city in the list of those that change, by its file."""
        return {one.file: place for place, one in enumerate(self.flips, start=1)}

    @property
    def pictured(self) -> str:
        """The picture in words, for who cannot see it."""
        totals = self.found.totals
        counts = {"cities": totals.cities, "lose": totals.to_revoke, "gain": totals.to_renew}
        marks = {"was": self.found.before.pass_mark, "value": self.found.after.pass_mark}
        return self.speech.plain("picture_said", **{k: number(v) for k, v in (counts | marks).items()})

    def numbers_of(self, part: PartNamed) -> list[Bilingual]:
        """The changed numbers of a kind, by their names."""
        numbers = self.found.differences.numbers
        return [changes.named(one) for one in numbers if part.kind in ("whole", one.kind)]

    @staticmethod
    def moved(share: SectionShare) -> str:
        """By how many hundredths of the total a section's part has grown or shrunk."""
        return signed(100 * ((share.value or 0) - (share.was or 0)))

    @staticmethod
    def gained(one: CityCompared) -> str:
        """By how many points a city's score has moved, as both are shown."""
        return signed(round(one.after.total - one.before.total, 1))

    @property
    def chart(self) -> Chart:
        """The picture of all scores."""
        return chart(self)

    def state(self, one: CityCompared) -> State:
        """The sign and the word of a city's change, or of what is recommended now."""
        if one.flip:
            return State(SIGNS[self.way(one)], self.way(one))
        return State("yes" if one.after.verdict == "renew" else "none", f"will_{one.after.verdict}")

    def named(self, one: CityCompared) -> Markup:
        """A city's name, in its own words."""
        return self.speech.quote(one.name, NAME)

    def label(self, one: CityCompared) -> str:
        """A city's name as a picture has room for it, with its place in the list of those that change."""
        said = plain(one.name.of(self.first))
        kept, left = clip(said, LABEL)
        place = f"{self._places[one.file]}. " if one.flip else ""
        return f"{place}{kept}…" if left else f"{place}{kept}"

    @property
    def rules(self) -> list[tuple[str, tuple[Differs, ...]]]:
        """What differs beside numbers: the key of each kind, and what of it."""
        kinds = ((f"diff_{part}", getattr(self.found.differences, part)) for part in DIFFERENT)
        return [(key, found) for key, found in kinds if found]

    def part_of(self, one: Differs) -> Bilingual | Pair:
        """What of it differs: the whole, a level by its title, a field by its word or its name."""
        if not one.part:
            return self.said("diff_removed" if one.value is None else "diff_added")
        key = f"field_{one.part}"
        known = key in lexicon("th", *OWN)
        return one.part_title or (self.said(key) if known else Pair(one.part, one.part))

    def value(self, said: Bilingual | None) -> Bilingual | Pair:
        """A text of an edition; a flag as yes or no, a dash for what is not there."""
        if said is None:
            return Pair("–", "–")
        return self.said(YES_NO[said.en]) if said.en in YES_NO else said
