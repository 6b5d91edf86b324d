"""Work in batches, for those who do it elsewhere: what goes out, what comes back, what is tried again."""

import copyreg
import pickle
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from scoring.problems import Faults

MOST, LARGEST = 50, 4_000_000  # items in a batch, and about as many bytes: so that progress shows
SHARES = 4  # batches that each worker still has to come, so that all of them are busy to the end

copyreg.pickle(Faults, lambda faults: (Faults, (faults.problems,)))  # else it is made anew of its own text


class Batch(NamedTuple):
    """Items on their way, known by their places; `alone` for one that is tried again by itself."""

    places: tuple[int, ...]
    content: bytes
    alone: bool = False


class Done(NamedTuple):
    """What came of a batch: a result for each item, as far as the one on which the function failed."""

    results: tuple[Any, ...]
    error: Exception | None


class Backlog:
    """What is still to be done: first everything in batches, then, one by one, what ended its worker."""

    def __init__(self, items: Sequence[Any], start: int, workers: int, tries: int) -> None:
        self._items, self._next, self._workers, self._tries = items, start, workers, tries
        self._suspects: deque[int] = deque()
        self._ended: Counter[int] = Counter()

    def __len__(self) -> int:
        return self._left + len(self._suspects)

    @property
    def _left(self) -> int:
        return len(self._items) - self._next

    @property
    def suspect(self) -> bool:
        """Whether only such items are left as ended a worker, or were with one that did."""
        return not self._left

    def batch(self) -> Batch:
        """The next one; large at first, small at the end."""
        if self._left:
            return self._fresh(max(1, min(MOST, self._left // (SHARES * self._workers))))
        place = self._suspects.popleft()
        return Batch((place,), pickle.dumps([pickle.dumps(self._items[place])]), alone=True)

    def _fresh(self, most: int) -> Batch:
        start, pickled, size = self._next, list[bytes](), 0
        while self._left and len(pickled) < most and size < LARGEST:
            pickled.append(pickle.dumps(self._items[self._next]))
            size += len(pickled[-1])
            self._next += 1
        return Batch(tuple(range(start, self._next)), pickle.dumps(pickled))

    def ended(self, batch: Batch) -> Sequence[int]:
        """The items that are lost because a batch ended its worker; those that are not are tried again."""
        if batch.alone:
            self._ended.update(batch.places)
        lost = [place for place in batch.places if self._ended[place] == self._tries]
        self._suspects.extend(place for place in batch.places if place not in lost)
        return lost


def brief(function: Callable[..., Any], shared: Any) -> bytes:
    """What every worker must know of a piece of work before it takes up a batch."""
    return pickle.dumps((function, shared))


def done(brief: bytes, content: bytes) -> bytes:
    """In a worker: a batch done, to be sent back. What the function raises goes back too."""
    results: list[Any] = []
    try:
        function, shared = _briefed(brief)
        for item in pickle.loads(content):
            result = function(shared, pickle.loads(item))
            results.append(result)
    except Exception as error:
        return _returned(Done(tuple(results), error))
    return _returned(Done(tuple(results), None))


@lru_cache(maxsize=2)
def _briefed(brief: bytes) -> tuple[Callable[..., Any], Any]:
    """Once in a process, not once a batch."""
    function, shared = pickle.loads(brief)
    return function, shared


def _returned(found: Done) -> bytes:
    try:
        content = pickle.dumps(found)
        pickle.loads(pickle.dumps(found.error))
    except Exception as error:  # an exception that cannot travel goes as its text
        told = found.error or error
        return pickle.dumps(Done((), RuntimeError(f"{type(told).__name__}: {told}")))
    return content


def results(batch: Batch, content: bytes) -> Iterator[tuple[int, Any]]:
    """The results of a batch that has come back, by their places; what the function raised is raised here."""
    found: Done = pickle.loads(content)
    yield from zip(batch.places, found.results, strict=False)
    if found.error is not None:
        raise found.error
