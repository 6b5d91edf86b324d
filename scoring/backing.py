"""The evidence that a city filed for what was counted of one criterion."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scoring.evidence import Evidence
from scoring.models import Backing
from scoring.places import STEP
from scoring.submission import Submission

MOST = 12  # of one criterion: a reader opens the form for more


class Backings:
    """What backs the records of one submission."""

    def __init__(self, filed: Mapping[str, Any], submission: Submission) -> None:
        self._filed = filed
        self._hashes = {one.file: one.sha256 for one in submission.attachments if not one.within}

    def of(self, places: Iterable[str]) -> tuple[Backing, ...]:
        """The evidence in the records at these places, each piece once and no more than `MOST`."""
        found = dict.fromkeys(one for place in dict.fromkeys(places) for one in self._at(place))
        return tuple(found)[:MOST]

    def _at(self, place: str) -> Iterator[Backing]:
        record = self._record(place)
        for index, one in enumerate(getattr(record, "evidence", ())):
            if isinstance(one, Evidence) and (one.title or one.file or one.address):
                yield Backing(
                    place=f"{place}.evidence[{index}]",
                    title=one.title,
                    file=one.file,
                    page=one.page,
                    address=one.address,
                    date=one.date,
                    sha256=self._hashes.get(one.file),
                )

    def _record(self, place: str) -> Any:
        (first, _), *steps = STEP.findall(place)
        value: Any = self._filed.get(first)
        for name, index in steps:
            value = value[int(index)] if index else getattr(value, name, None)
        return value
