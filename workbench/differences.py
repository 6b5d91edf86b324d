"""What two versions of one form answer differently."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from forms.filled import data_of
from scoring.submission import Submission


class Difference(NamedTuple):
    """One place with the answer of either version; empty where there is none."""

    place: str
    now: str
    mine: str


def differences(now: Submission, mine: Submission) -> list[Difference]:
    """Every place that is answered otherwise, in the order of the form."""
    one, other = dict(_leaves(data_of(now), "")), dict(_leaves(data_of(mine), ""))
    places = dict.fromkeys([*one, *other])
    found = (Difference(place, one.get(place, ""), other.get(place, "")) for place in places)
    return [each for each in found if each.now != each.mine]


def _leaves(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{place}.{name}".lstrip("."))
    elif isinstance(value, list):
        for row, inner in enumerate(value):
            yield from _leaves(inner, f"{place}[{row}]")
    else:
        yield place, str(value)
