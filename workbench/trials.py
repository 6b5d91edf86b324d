"""All cities of the folder under the policy and under numbers that are tried: who flips, and how firmly."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from forms.submissions import checked, embedded, form_document
from scoring.as_of import day_of
from scoring.comparison import Compared
from scoring.edition import Edition
from scoring.factsheets import FactSheet, factsheet
from scoring.problems import Faults
from scoring.reviews import said_in
from scoring.sides import Looking, Side, Sides
from workbench.bench import Bench
from workbench.folder import Absent
from workbench.reading import reviews_of_city, with_surroundings

NEAR = 2  # points


class Tried(NamedTuple):
    """One city before and after."""

    file: str
    sheet: FactSheet
    before: Side
    after: Side

    @property
    def flips(self) -> bool:
        """Whether the verdict is another one."""
        return self.before.verdict != self.after.verdict

    @property
    def near(self) -> bool:
        """Whether few points would flip it."""
        return self.after.margin is not None and abs(self.after.margin) <= NEAR

    @property
    def newly_broken(self) -> list[str]:
        """Gates that only break after."""
        return [one for one in self.after.broken if one not in self.before.broken]

    @property
    def mended(self) -> list[str]:
        """Gates that only broke before."""
        return [one for one in self.before.broken if one not in self.after.broken]


class Trial(NamedTuple):
    """Every city, and how many could not be read."""

    cities: Sequence[Tried]
    left_out: int

    @property
    def flips(self) -> list[Tried]:
        """Cities with another verdict."""
        return [one for one in self.cities if one.flips]

    def renewed(self, side: str) -> int:
        """How many are renewed, `before` or `after`."""
        return sum(getattr(one, side).verdict == "renew" for one in self.cities)

    def settled(self, side: str) -> int:
        """How many verdicts no open judgement could change."""
        return sum(getattr(one, side).settled for one in self.cities)

    @property
    def near(self) -> int:
        """How many are few points from another verdict."""
        return sum(one.near for one in self.cities)


def trial(bench: Bench, before: Edition, after: Edition) -> Trial:
    """Both policies on all cities of the folder."""
    looking, compared = cities(bench)
    if not compared.files:
        return Trial([], compared.left_out)
    key = (before.policy_fingerprint, looking)
    now = bench.sides.get(key)  # others may ask, and clear it, at the same time
    if now is None:
        bench.sides.clear()
        bench.sides[key] = now = Sides(looking(before)).all()
    then = Sides(looking(after)).all()
    rows = zip(compared.files, compared.sheets(bench.edition), now, then, strict=True)
    return Trial([Tried(*row) for row in rows], compared.left_out)


def cities(bench: Bench) -> tuple[Looking, Compared]:
    """The facts of the cities, read again only when something in the folder changed."""
    listed = bench.folder.listed()
    state = (bench.folder.around(), tuple(listed))
    if bench.trials and bench.trials[0][0] == state:
        return bench.trials[0][1:]
    around, known, sheets, files = state[0], dict(bench.sheets), list[FactSheet](), list[str]()
    bench.sheets.clear()
    bench.sides.clear()
    for one in listed:
        key = (one, around)
        found = known[key] if key in known else _sheet(bench, one.name)
        bench.sheets[key] = found
        if found is not None:
            sheets.append(found)
            files.append(one.name)
    compared = Compared(lambda _: sheets, files, len(listed) - len(files))
    bench.trials[:] = [(state, Looking(compared.sheets), compared)]
    return bench.trials[0][1:]


def _sheet(bench: Bench, name: str) -> FactSheet | None:
    """None for what cannot be read."""
    try:
        raw = bench.folder.raw(name)
        filed = with_surroundings(
            bench, name, checked(form_document(name, raw, bench.edition), bench.edition), embedded(name, raw)
        )
        reviews = reviews_of_city(bench, filed.city.id)
        day = day_of(filed, reviews, datetime.date.today())
        return factsheet(filed, bench.edition, said_in(reviews), day)
    except (Faults, Absent, OSError):
        return None
