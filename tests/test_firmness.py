"""The firmness of many cities shared out: the same however it is, and a lost piece costs one city."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from filing import EXAMPLES, example, filed

from forms.crews import Alone, Lost
from forms.firmness import TOGETHER, firmnesses
from scoring.edition import Edition
from scoring.factsheets import FactSheet, factsheet
from scoring.plausible import Plan
from scoring.sensitivity import CityFirmness
from scoring.variants import assignment, varied

FEW = Plan(50, 0.25, 5)
Found = dict[int, CityFirmness | Lost]


@pytest.fixture(scope="module")
def strict(edition: Edition) -> Edition:
    """An edition under which weights matter to some of the examples."""
    return varied(edition, [assignment("pass_mark=95.5"), assignment("progress_min=20")])


@pytest.fixture(scope="module")
def sheets(strict: Edition) -> list[FactSheet]:
    """The examples again and again: some pieces of work, the last not full."""
    some = [factsheet(filed(example(name)), strict) for name in EXAMPLES]
    return [some[place % len(some)] for place in range(2 * TOGETHER + 3)]


def told(edition: Edition, sheets: Sequence[FactSheet], crew: Any) -> Found:
    found: Found = {}
    for place, some in firmnesses(edition, sheets, FEW, crew):
        found |= {place: some} if isinstance(some, Lost) else dict(enumerate(some, place))
    return found


class Backwards:
    """Does the last piece first."""

    def work(
        self, function: Callable[..., Any], shared: Any, items: Sequence[Any]
    ) -> Iterator[tuple[int, Any]]:
        return ((place, function(shared, items[place])) for place in reversed(range(len(items))))


class Losing:
    """Loses every piece in which a city is, as a worker does that it ends."""

    def __init__(self, city: str) -> None:
        self._city = city

    def work(
        self, function: Callable[..., Any], shared: Any, items: Sequence[Any]
    ) -> Iterator[tuple[int, Any]]:
        for place, item in enumerate(items):
            lost = any(sheet.city == self._city for sheet in item)
            yield place, Lost("killed") if lost else function(shared, item)


def test_however_the_work_is_shared_out_a_city_s_figures_are_the_same(
    strict: Edition, sheets: list[FactSheet]
) -> None:
    alone = told(strict, sheets, Alone())
    assert sorted(alone) == list(range(len(sheets)))
    assert told(strict, sheets, Backwards()) == alone
    assert [told(strict, [sheet], Alone())[0] for sheet in sheets[: len(EXAMPLES)]] == [
        alone[place] for place in range(len(EXAMPLES))
    ]


def test_a_city_that_ends_every_worker_is_lost_and_no_other(strict: Edition, sheets: list[FactSheet]) -> None:
    bad = sheets[2].city
    found = told(strict, sheets, Losing(bad))
    assert sorted(found) == list(range(len(sheets)))
    lost = [place for place, one in found.items() if isinstance(one, Lost)]
    assert sorted(lost) == [place for place, sheet in enumerate(sheets) if sheet.city == bad]


def test_without_cities_there_is_no_work(strict: Edition) -> None:
    assert told(strict, [], Alone()) == {}
