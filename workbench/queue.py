"""The queue of the reviewers: every city that can be read, in the order to read them."""

import datetime
from typing import NamedTuple

from scoring.reviewers import Reviewed, ReviewStatus, review_status
from workbench.bench import Bench
from workbench.folder import Absent
from workbench.table import table


class Queue(NamedTuple):
    """How the reviewing stands, and the files that cannot be judged yet."""

    status: ReviewStatus
    unread: tuple[str, ...]


def queue(bench: Bench) -> Queue:
    """Raises Faults for reviews that are wrong: an order that leaves some out would mislead."""
    around, found, unread = bench.folder.around() + str(datetime.date.today()), [], []
    for listed in bench.folder.listed():
        key = (listed, around)
        if key not in bench.tables:
            for old in [each for each in list(bench.tables) if each[0].name == listed.name]:
                bench.tables.pop(old, None)
            bench.tables[key] = _reviewed(bench, listed.name)
        one = bench.tables[key]
        if one is None:
            unread.append(listed.name)
        else:
            found.append(one)
    return Queue(review_status(bench.edition, found), tuple(unread))


def _reviewed(bench: Bench, name: str) -> Reviewed | None:
    """None for what cannot be read."""
    try:
        found = table(bench, name)
    except (Absent, OSError):
        return None
    return Reviewed(name, found.result, found.reviews)
