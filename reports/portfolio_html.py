"""All cities of a run as one HTML page: it opens offline, prints on A4, and asks nobody for anything.

Its one script sorts and filters tables that are whole without it; the page allows no other.
"""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import accumulate

from markupsafe import Markup

from reports.digits import ARABIC, on_page
from reports.display import number
from reports.html_page import margins, style, template
from reports.html_view import Bar, short
from reports.portfolio_figures import Step
from reports.portfolio_row import CityRow, Portfolio
from reports.portfolio_view import OWN, SIGNS, View
from reports.speech import Speech
from reports.templating import HERE

TALL = 130  # of the highest column of the picture, in pixels


def render(found: Portfolio, lang: str, digits: str = ARABIC) -> bytes:
    """The page in `th`, `en` or `both` (Thai first, English beneath)."""
    view = Page(found, Speech(lang, *OWN))
    page = template("portfolio.html.j2", lang, *OWN).render(
        p=found,
        v=view,
        style=style("portfolio.css"),
        page_style=view.page_style,
        script=_script(),
        script_hash=_hash(_script()),
    )
    return on_page(page.encode("utf-8", "replace"), digits)


@cache
def _script() -> Markup:
    return Markup((HERE / "templates" / "portfolio" / "page.js").read_text(encoding="utf-8"))


def _hash(script: str) -> str:
    """What the page's policy knows its script by."""
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


class Page(View):
    """The view, with what only a page asks for."""

    few = 12  # entries of a list; the rest are folded on the screen and open on paper
    groups = SIGNS

    @property
    def title(self) -> str:
        """Browsers that print a header of their own print this."""
        return f"{self.speech.plain('portfolio_title')} – {self.source}"

    @property
    def source(self) -> str:
        return f"{self.found.edition.id} · {short(self.found.policy_fingerprint)}"

    @property
    def running(self) -> str:
        """What stands on every printed page where there are no margins to print in."""
        return self.title

    @property
    def page_style(self) -> Markup:
        """What stands in the margins of every printed page."""
        said = [self.speech.plain(f"tag_{mark}") for mark, _ in self.marked]
        title = getattr(self.speech.pair("portfolio_title"), self.first)
        return margins(
            {"top-left": title, "top-right": " · ".join(said), "bottom-left": self.source}, self.speech
        )

    @property
    def contents(self) -> list[tuple[str, str, int | None]]:
        """Section, words and count of the table of contents."""
        counts = {"cities": len(self.rows), "common": len(self.gaps), "first": self.counts["unsettled"]}
        reviewers = ("reviewers",) if self.reviewers else ()
        parts = ("cities", "heat", "spread", "common", "first", *reviewers, "method")
        return [(part, f"portfolio_{part}", counts.get(part)) for part in parts]

    @cached_property
    def cells(self) -> dict[str, Markup]:
        """A cell of the heat map for each status: made once, printed thousands of times."""
        return {name: self._cell(name) for name in self.statuses}

    def _cell(self, status: str) -> Markup:
        """The sign for the eye, the word for the ear."""
        text = self.text_of(self.status(status))
        return Markup("<td class={}>{}<b>{}</b></td>").format(self.kind(status), self.signs[status], text)

    def bar(self, row: CityRow) -> Bar:
        return Bar(row.total, row.low, row.high, self.found.pass_mark)

    def find(self, row: CityRow) -> str:
        """What a search looks in: the city's names, its province and its file."""
        name = self.name(row)
        texts = (name.th, name.en, self.speech.cut(row.province or "").th, row.id)
        return " ".join(texts).casefold()

    def title_of(self, gate: str) -> str:
        """A gate's title in the first language, for a list to choose from."""
        return self.found.gates[gate].of(self.first)

    @property
    def spread_said(self) -> str:
        """The picture in words, for who cannot see it."""
        counts = {group: number(count) for group, count in self.counts.items()}
        return self.speech.plain("spread_said", cities=number(len(self.rows)), **counts)

    @property
    def broken_somewhere(self) -> list[str]:
        """The gates that some city breaks, to choose one."""
        return [id for id in self.found.gates if any(id in row.broken for row in self.rows)]

    def columns(self) -> list[tuple[Step, list[tuple[str, float, float]]]]:
        """The picture of scores: for each step its parts, one upon the other, as top and height."""
        most = max(step.cities for step in self.spread) or 1
        return [(step, list(_stacked(step, TALL / most))) for step in self.spread]

    @property
    def settled_after(self) -> list[int]:
        """How many cities are settled once a step of reading is done."""
        return list(accumulate(len(step.settles) for step in self.screening.steps))


def _stacked(step: Step, scale: float) -> Iterator[tuple[str, float, float]]:
    base = 0.0
    for group, count in step.counts.items():
        if count:
            base += count * scale
            yield group, round(TALL - base, 1), round(count * scale, 1)
