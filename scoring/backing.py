"""The evidence that a city filed for what was counted of one criterion."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from scoring.evidence import Evidence
from scoring.models import Backing
from scoring.places import filed_at
from scoring.submission import Submission

MOST = 12  # of one criterion: a reader opens the form for more


class Backings:
    """What backs the records of one submission."""

    def __init__(self, filed: Mapping[str, Any], submission: Submission) -> None:
        self._filed = filed
        self._hashes = {one.file: one.sha256 for one in submission.attachments if not one.within}

    def of(self, counted: Sequence[str], fields: Sequence[str]) -> tuple[Backing, ...]:
        """The evidence in the records that were counted, or else in all of these fields; each piece once.

        No more than `MOST` pieces.
        """
        places = [place for place in dict.fromkeys(counted) if "[" in place]
        among = places or [place for field in fields for place in self._records(field)]
        return tuple(islice(dict.fromkeys(one for place in among for one in self._at(place)), MOST))

    def _records(self, field: str) -> Iterator[str]:
        value = filed_at(self._filed, field)
        if isinstance(value, tuple):
            yield from (f"{field}[{index}]" for index in range(len(value)))
        else:
            yield field

    def _at(self, place: str) -> Iterator[Backing]:
        record = filed_at(self._filed, place)
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
