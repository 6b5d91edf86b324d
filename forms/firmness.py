"""The firmness of many cities, shared out among a crew."""

from collections.abc import Iterator, Sequence

from forms.crews import Crew, Lost
from forms.parcels import Parcel, opened, packed
from scoring.edition import Edition
from scoring.factsheets import FactSheet
from scoring.sensitivity import CityFirmness, Plan, firmness

TOGETHER = 10  # cities of one piece of work: weightings are drawn once for them

Some = tuple[FactSheet, ...]


def firmnesses(
    edition: Edition, sheets: Sequence[FactSheet], plan: Plan, crew: Crew
) -> Iterator[tuple[int, list[CityFirmness] | Lost]]:
    """How firm verdicts are, ten cities at a time as they are done, with the place of the first."""
    pieces = [tuple(sheets[start : start + TOGETHER]) for start in range(0, len(sheets), TOGETHER)]
    for number, found in crew.work(firmness_of, (packed(edition), plan), pieces):
        yield number * TOGETHER, found


def firmness_of(shared: tuple[Parcel, Plan], some: Some) -> list[CityFirmness]:
    """One piece of the work."""
    parcel, plan = shared
    return firmness(opened(parcel), some, plan)
