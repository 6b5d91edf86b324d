"""The firmness of many cities, shared out among a crew."""

from collections.abc import Generator, Sequence

from forms.crews import Crew, Lost
from forms.parcels import Parcel, opened, packed
from scoring.edition import Edition
from scoring.factsheets import FactSheet
from scoring.plausible import Plan
from scoring.sensitivity import CityFirmness, firmness

TOGETHER = 20  # cities of one piece of work: few, to show how far it is and to lose little when stopped

Some = tuple[FactSheet, ...]
Found = tuple[int, list[CityFirmness] | Lost]


def firmnesses(
    edition: Edition, sheets: Sequence[FactSheet], plan: Plan, crew: Crew
) -> Generator[Found, None, None]:
    """How firm verdicts are, some cities at a time as they are done, with the place of the first.

    Where a piece of work is lost its cities are tried one by one, so that only the one at fault is.
    """
    shared = packed(edition), plan
    starts = range(0, len(sheets), TOGETHER)
    pieces = [tuple(sheets[start : start + TOGETHER]) for start in starts]
    lost: list[int] = []
    for number, found in crew.work(firmness_of, shared, pieces):
        if isinstance(found, Lost):
            lost += range(starts[number], starts[number] + len(pieces[number]))
        else:
            yield starts[number], found
    for number, found in crew.work(firmness_of, shared, [(sheets[place],) for place in lost]):
        yield lost[number], found


def firmness_of(shared: tuple[Parcel, Plan], some: Some) -> list[CityFirmness]:
    """One piece of the work."""
    parcel, plan = shared
    return firmness(opened(parcel), some, plan)
