"""Sensitivity as one HTML page: it opens offline, prints on A4, and asks nobody for anything."""

from collections.abc import Iterable, Sequence

from reports.html_page import margins, style, template
from reports.html_view import Bar, State, short
from reports.lexicon import lexicon
from reports.particulars import listed
from reports.sensitivity_command import command
from reports.sensitivity_figures import FIGURES, inner, spread
from reports.sensitivity_view import OWN, Ends, Portfolio, Seen, effect, marked, nearest, outcome, strip
from reports.speech import NAME, Pair, Speech, Text
from scoring.models import Verdict
from scoring.plausible import Shares
from scoring.portfolio_sensitivity import PolicySensitivity, WeightNamed
from scoring.sensitivity import CityFirmness
from scoring.weight_ranges import Range


def render(found: PolicySensitivity, lang: str) -> bytes:
    """The page in `th`, `en` or `both` (Thai first, English beneath)."""
    view = View(found, Speech(lang, OWN))
    page = template("sensitivity.html.j2", lang, OWN).render(
        s=found,
        v=view,
        f={each.__name__: each for each in (*FIGURES, effect, marked, nearest, outcome, strip)},
        style=style("sensitivity.css"),
        page_style=margins({"top-left": view.title, "bottom-left": view.source}, view.speech),
    )
    return page.encode("utf-8", "replace")


class View(Portfolio):
    """One result, with the look-ups that the templates print from."""

    few = 30  # cities in full view; the rest are folded on the screen and open on paper
    most = 500  # cities on a page
    named = 6  # cities in a sentence
    weights_shown = 8  # of those that would flip a city by themselves

    def __init__(self, found: PolicySensitivity, speech: Speech) -> None:
        super().__init__(found)
        self.speech = speech
        self.first = speech.langs[0]
        self.languages = "-".join(speech.langs)
        self.spread = spread(found.spread)

    @property
    def title(self) -> str:
        return self.speech.plain("sensitivity_title")

    @property
    def source(self) -> str:
        """The edition and its policy, for the foot of a printed page."""
        return f"{self.found.edition} · {short(self.found.policy_fingerprint)}"

    @property
    def running(self) -> str:
        """What stands on every printed page where there are no margins to print in."""
        return f"{self.title} · {self.source}"

    @property
    def contents(self) -> list[tuple[str, str, int | None]]:
        """Section, words and count of the table of contents."""
        counted = {"cities": len(self.cities), "together": len(self.found.together)}
        parts = ("brief", "cities", "binding", "deciding", "together", "ranks", "unsaid", "method")
        return [(part, part, counted.get(part)) for part in parts]

    def fold(self, items: Sequence[Seen]) -> tuple[Sequence[Seen], Sequence[Seen], int]:
        """The first few, the rest as far as a page holds them, and how many are left out."""
        shown = self.few if len(items) > self.few + 5 else len(items)
        return items[:shown], items[shown : self.most], max(0, len(items) - self.most)

    def verdict(self, verdict: Verdict) -> State:
        return State("yes" if verdict == "renew" else "no", f"will_{verdict}")

    def bar(self, shares: Shares) -> Bar:
        return Bar(shares.now.share, shares.worst.share, shares.best.share, None)

    def allowed(self, city: CityFirmness, section: WeightNamed) -> Bar:
        """Where a section's share of all weights lies, and between what it may."""
        return Bar(section.share or 0, *self.bounds(city, section), None)

    def bounds_said(self, city: CityFirmness, section: WeightNamed) -> Ends:
        """... as figures, empty where there is no bound."""
        one = self.range(city, section.name)
        return ("", "") if one is None else inner(one.share_low, one.share_high, one.share or 0)

    def from_to(self, one: Range) -> Ends:
        """The bounds of a weight, in its own measure."""
        return inner(one.low, one.high, one.present, 2)

    def joined(self, texts: Iterable[Text]) -> Pair:
        """Several texts in one line."""
        every = list(texts)
        return Pair("; ".join(each.th for each in every), "; ".join(each.en for each in every))

    def cities_named(self, some: Sequence[Seen]) -> Pair:
        """The first few cities by name, and how many more there are."""
        th, en = (self._named(some, lang) for lang in ("th", "en"))
        return Pair(th, en)

    def _named(self, some: Sequence[Seen], lang: str) -> str:
        names = [self.city_name(one).th if lang == "th" else self.city_name(one).en for one in some]
        return listed(names, lexicon(lang), self.named)

    def city_name(self, one: Seen) -> Pair:
        """As a blank of a sentence."""
        name = one.city.name
        return Pair(self.speech.cut(name.th, NAME).th, self.speech.cut(name.en, NAME).en)

    def command(self) -> str:
        """What makes this result again, but for the names of the files."""
        return command(self.found, self.speech.plain("files"))
