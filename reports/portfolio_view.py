"""What the reports of all cities look up before they print: names for ids, orders, sentences with figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from markupsafe import Markup

from reports import portfolio_figures as figures
from reports.display import number
from reports.html_view import State
from reports.portfolio_row import CityRow, Group, Portfolio
from reports.speech import NAME, Pair, Speech, code
from scoring.models import Bilingual
from scoring.reviewers import Drift, Placed, Unlike
from scoring.screening import Reading, Screening, screening

OWN = ("portfolio", "reviews", "text")
SIGNS = {"renew": "yes", "revoke": "no", "unsettled": "open"}
KINDS = ("kp", "ku", "kn", "kn")  # of what is no level: pending, unanswered, and two that do not count
MARKS = ("illustrative", "draft")


class View:
    """One portfolio, and how it speaks."""

    named = 3  # matters in a sentence

    def __init__(self, found: Portfolio, speech: Speech) -> None:
        self.found = found
        self.speech = speech
        self.first = speech.langs[0]
        self.languages = "-".join(speech.langs)
        self.signs = figures.signs(found)
        self.statuses = figures.statuses(found)
        self.points = {point.id: point for point in found.points}

    @cached_property
    def rows(self) -> list[CityRow]:
        """The best score first."""
        return sorted(self.found.rows, key=lambda row: (-row.total, row.file))

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each city on the page, by its file."""
        return {row.file: place for place, row in enumerate(self.rows, start=1)}

    def row(self, one: Reading) -> CityRow:
        """The city that a reading is of."""
        return self.named_row(one.city)

    def named_row(self, file: str) -> CityRow:
        """The city of a file."""
        return self.rows[self.places[file] - 1]

    @cached_property
    def screening(self) -> Screening:
        return screening(row.unsettled for row in self.found.rows if not row.settled)

    @cached_property
    def counts(self) -> dict[Group, int]:
        return figures.counted(self.found.rows)

    @cached_property
    def gaps(self) -> list[figures.CommonGap]:
        return figures.common_gaps(self.found)

    @cached_property
    def losses(self) -> list[figures.SectionLoss]:
        return figures.section_losses(self.found)

    @cached_property
    def spread(self) -> list[figures.Step]:
        return figures.spread(self.found.rows)

    @property
    def marked(self) -> list[tuple[str, int]]:
        """What must be said first of a portfolio that is not all filed reports, and of how many cities."""
        found = [(mark, sum(getattr(row, mark) for row in self.found.rows)) for mark in MARKS]
        return [(mark, count) for mark, count in found if count]

    @cached_property
    def twice(self) -> list[str]:
        """Ids of cities that are in more than one file."""
        counts = Counter(row.id for row in self.found.rows)
        return sorted(id for id, count in counts.items() if count > 1)

    @property
    def passing(self) -> int:
        """How many reach the pass mark as things stand."""
        mark = self.found.pass_mark
        return sum(mark is not None and row.total >= mark for row in self.found.rows)

    @property
    def standing_renew(self) -> int:
        """How many of those not settled would be renewed as things stand."""
        return sum(row.verdict == "renew" for row in self.found.rows if not row.settled)

    @property
    def readable(self) -> list[Reading]:
        return [one for one in self.screening.cities if one.readable]

    @property
    def waiting(self) -> list[Reading]:
        """Cities that no reviewer can settle, for they have not answered all that their verdict rests on."""
        return [one for one in self.screening.cities if not one.readable]

    @property
    def reviewers(self) -> Sequence[Drift]:
        """Whoever judged in any of the cities."""
        return self.found.reviewing.reviewers

    @property
    def unlike(self) -> Sequence[Unlike]:
        """Criteria on which cities with like evidence were judged unlike."""
        return self.found.reviewing.unlike

    def drift(self, one: Drift) -> str:
        """Credit given more or less than others gave, and on how many criteria; a dash without others."""
        return "–" if one.drift is None else f"{one.drift:+.2f} ({number(one.shared)})"

    def reviewer(self, one: Drift) -> str:
        """Who it is, never too long."""
        return self.speech.cut(one.signed, NAME).th

    def alike(self, one: Unlike) -> Pair:
        """The criterion, and what all of the cities claim."""
        level = self.status(one.claimed)
        return self.speech.pair("status_alike", criterion=self.matter(one.criterion), level=level)

    def placed(self, one: Placed) -> Pair:
        """A city, and the level that it was judged to reach."""
        name, level = self.speech.cut(one.name.th, NAME), self.status(one.level)
        return Pair(f"{name.th}: {level.th}", f"{self.speech.cut(one.name.en, NAME).en}: {level.en}")

    @property
    def assumed(self) -> int:
        return sum(one.assumed for one in self.found.edition.policy)

    def state(self, row: CityRow) -> State:
        """The sign and the word of the verdict."""
        return State("yes" if row.verdict == "renew" else "no", f"will_{row.verdict}")

    def name(self, row: CityRow) -> Pair:
        """A city's name as a blank of a sentence, never too long."""
        return Pair(self.speech.cut(row.name.th, NAME).th, self.speech.cut(row.name.en, NAME).en)

    def file(self, row: CityRow) -> Markup | str:
        """The file of a city that is in more than one: its name does not tell them apart."""
        return code(self.speech.cut(PurePosixPath(row.file).name, NAME).th) if row.id in self.twice else ""

    def told_apart(self, row: CityRow) -> list[str]:
        """The same in plain words, for paper."""
        return [self.speech.cut(PurePosixPath(row.file).name, NAME).th] if row.id in self.twice else []

    def broken(self, row: CityRow) -> Pair:
        """The gates that do not hold."""
        return joined(self.found.gates[id] for id in row.broken)

    def broken_first(self, row: CityRow) -> Pair:
        """The first few of them, and how many more there are."""
        return self.few_of([self.found.gates[id] for id in row.broken])

    def marks(self, row: CityRow) -> list[str]:
        """The keys of a city's marks."""
        return [f"tag_{mark}" for mark in MARKS if getattr(row, mark)]

    def status(self, name: str) -> Bilingual | Pair:
        """A level or a status in words."""
        return self.found.edition.levels.get(name) or self.speech.pair(f"status_{name}")

    def kind(self, status: str) -> str:
        """How a status is coloured: by its place among the levels, or by its name."""
        if status in figures.APART:
            return KINDS[figures.APART.index(status)]
        levels = self.statuses[: -len(figures.APART)]
        return "kb" if status == levels[0] else "kw" if status == levels[-1] else "km"

    def text_of(self, said: Bilingual | Pair) -> str:
        """A text in the languages spoken, on one line."""
        return " / ".join(dict.fromkeys(getattr(said, lang) for lang in self.speech.langs))

    def matter(self, id: str) -> Pair:
        """A criterion by its number and title; a gate by its title."""
        if id in self.points:
            point = self.points[id]
            return Pair(f"{point.number} {point.title.th}", f"{point.number} {point.title.en}")
        title = self.found.gates.get(id.removeprefix("gate:"))
        return Pair(title.th, title.en) if title else Pair(id, id)

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """Criteria as the form has them."""
        return sorted(ids, key=list(self.points).index)

    def matters(self, ids: Sequence[str]) -> Pair:
        """The first few by name, and how many more there are."""
        return self.few_of([self.matter(id) for id in ids])

    def few_of(self, texts: Sequence[Bilingual | Pair]) -> Pair:
        """The first few, and how many more there are."""
        shown = joined(texts[: self.named])
        if len(texts) <= self.named:
            return shown
        more = self.speech.pair("more_matters", count=number(len(texts) - self.named))
        return Pair(f"{shown.th} {more.th}", f"{shown.en} {more.en}")


def joined(texts: Iterable[Bilingual | Pair]) -> Pair:
    """Several texts in one line; a dash where there is none."""
    every = list(texts)
    return Pair("; ".join(one.th for one in every) or "–", "; ".join(one.en for one in every) or "–")
