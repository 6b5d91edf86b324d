"""Who does the work on many cities: this process alone, processes of this machine, or a cluster.

A piece of work is a function of what all pieces share and of one item, and of nothing else: it does not
matter where it is done, nor how often.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


class Lost(NamedTuple):
    """An item that ended every worker which took it up."""

    reason: str


class Crew(Protocol):
    """Does one function on many items; each result comes, when it is there, with its item's place.

    The function stands at the top level of a module, and what it is given and gives can be pickled: it may
    be done in another process. What it raises ends the work and is raised by it.
    """

    def work(
        self, function: Callable[[Shared, Item], Result], shared: Shared, items: Sequence[Item]
    ) -> Iterator[tuple[int, Result | Lost]]: ...


class Alone:
    """This process, one item after the other; an item that ends it ends the run."""

    def work(
        self, function: Callable[[Shared, Item], Result], shared: Shared, items: Sequence[Item]
    ) -> Iterator[tuple[int, Result | Lost]]:
        """Each result in turn."""
        for place, item in enumerate(items):
            yield place, function(shared, item)


def cores() -> int:
    """How many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
