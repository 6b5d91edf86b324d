"""Editions on their way to another process: what is written travels, and is made an edition there, once."""

from threading import Lock
from typing import Any, NamedTuple

from scoring.edition import Changed, Edition
from scoring.edition_faults import EditionFaults
from scoring.editions import Marks, built
from scoring.problems import Problem
from scoring.written import Written

MOST = 64
_one_by_one = Lock()  # a worker of a cluster may do several batches at once
_opened: dict[Marks, Edition] = {}


class Parcel(NamedTuple):
    """An edition as plain records, with the marks by which it is known."""

    written: Written
    marks: Marks
    changes: tuple[Changed, ...]


def packed(edition: Edition) -> Parcel:
    """The edition, to be opened elsewhere; here it need not be made again."""
    marks = Marks(edition.fingerprint, edition.policy_fingerprint, edition.rules_fingerprint)
    with _one_by_one:
        _keep(marks, edition)
    return Parcel(edition.written, marks, edition.changes)


def opened(parcel: Parcel) -> Edition:
    """The edition in a parcel, the same one each time within a process."""
    with _one_by_one:
        if parcel.marks not in _opened:
            made = built(_Unfaulted(), parcel.written, parcel.marks, changes=parcel.changes)
            _keep(parcel.marks, made)
        return _opened[parcel.marks]


def _keep(marks: Marks, edition: Edition) -> None:
    while len(_opened) >= MOST:
        _opened.pop(next(iter(_opened)))
    _opened[marks] = edition


class _Unfaulted(EditionFaults):
    """Faults of an edition that was made once already, and so has none."""

    def at(self, where: str, code: str, **values: Any) -> None:
        self.problems.append(Problem("", None, where, code, values))
