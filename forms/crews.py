"""Who does the work on many cities: this process alone, processes of this machine, or a cluster.

A piece of work is a function of what all pieces share and of one item, and of nothing else: it does not
matter where it is done, nor how often.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


class Lost(NamedTuple):
    """An item that ended every worker which took it up."""

    reason: str


class Crew(Protocol):
    """Does one function on many items; each result comes, when it is there, with its item's place."""

    def work(
        self, function: Callable[[Shared, Item], Result], shared: Shared, items: Sequence[Item]
    ) -> Iterator[tuple[int, Result | Lost]]: ...


class Alone:
    """This process, one item after the other."""

    def work(
        self, function: Callable[[Shared, Item], Result], shared: Shared, items: Sequence[Item]
    ) -> Iterator[tuple[int, Result | Lost]]:
        """Each result in turn; what the function raises is raised here."""
        for place, item in enumerate(items):
            yield place, function(shared, item)
