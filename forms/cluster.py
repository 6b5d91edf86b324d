"""Work done by the workers of a Dask cluster that is there already. The only module that knows `distributed`.

It keeps from the rest what the library says by itself, its exceptions, and its blame: of all that was on a
worker when it died. A batch that ended too many workers is therefore done again item by item, each while
nothing else of ours is on its way.
"""

import asyncio
import logging
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from forms.batches import Backlog, Batch, brief, done, results
from forms.crews import Item, Lost, Result, Shared
from forms.program import Program, program
from scoring.problems import Faults, Problem

try:
    import distributed
except ImportError:  # it comes with the extra `cluster`
    THERE = False
else:
    THERE = True

CONNECTING = 10  # seconds
FEWEST, PATIENCE = 1, 30  # workers, and seconds without them
WAITING = 2  # batches on their way for each thread: one that is being done and one that is there already
WARNING = r"distributed|dask|tornado|forms\.cluster"
TALKATIVE = ("distributed", "distributed.client", "distributed.gc", "tornado", "asyncio")


class Member(NamedTuple):
    """What must be the same in every process that takes part."""

    program: Program
    distributed: str

    def __str__(self) -> str:
        return f"{Program(*self.program)}, distributed {self.distributed}"


@contextmanager
def cluster(address: str) -> Iterator["Cluster"]:
    """The workers behind a scheduler's address, as `tcp://host:8786`; raises Faults if they cannot serve."""
    if not THERE:
        raise _fault("cluster_missing", python=sys.executable)
    with _quiet():
        client = _connected(address)
        try:
            _refuse_others(client)
            yield Cluster(client)
        finally:
            client.close()


def _connected(address: str) -> Any:
    try:
        asyncio.run(asyncio.wait_for(_refuse_no_scheduler(address), CONNECTING))
        return distributed.Client(address, timeout=CONNECTING, set_as_default=False)
    except Exception as error:  # OSError, or whatever an address that is none leads to
        reason = str(error) or type(error).__name__
        raise _fault("cluster_unreached", address=address, reason=reason) from error


async def _refuse_no_scheduler(address: str) -> None:
    """A client would wait without end for the first word of something that is no part of Dask."""
    how = distributed.Security().get_connection_args("client")
    async with distributed.rpc(address, connection_args=how) as there:
        found = (await there.identity())["type"]
    if found != "Scheduler":
        raise ValueError(f"Dask {found}")


def _refuse_others(client: Any) -> None:
    """Results are the same only where everything is: raises Faults, one for each other program found."""
    _wait_for_workers(client)
    try:
        found = {client.scheduler.address: client.run_on_scheduler(member)}
    except Exception as error:
        found = {client.scheduler.address: error}
    found |= client.run(member, on_error="return")
    others: dict[str, list[str]] = {}
    for address, one in found.items():
        if one != member() and not isinstance(one, OSError):  # which has just left
            others.setdefault(_described(one), []).append(address)
    if others:
        raise Faults(_differs(addresses, what) for what, addresses in others.items())


def _described(found: Any) -> str:
    """What runs there, or what hinders it from running this program."""
    return f"{type(found).__name__}: {found}" if isinstance(found, Exception) else str(Member(*found))


def _differs(addresses: Sequence[str], found: str) -> Problem:
    values = {"worker": addresses[0], "count": len(addresses), "found": found, "expected": str(member())}
    return Problem("", None, "--engine-cluster", "cluster_differs", values)


def _wait_for_workers(client: Any) -> None:
    try:
        client.wait_for_workers(FEWEST, timeout=PATIENCE)
    except TimeoutError:
        raise _fault("cluster_empty", seconds=PATIENCE) from None


def member() -> Member:
    """What runs in this process."""
    return Member(program(), distributed.__version__)


class Cluster:
    """A connection to a cluster, on which one piece of work after the other may be done.

    What the items share travels with every batch, so it should not weigh much more than they do.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def work(
        self, function: Callable[[Shared, Item], Result], shared: Shared, items: Sequence[Item]
    ) -> Iterator[tuple[int, Result | Lost]]:
        """The results as they come; an item is lost when it ended a worker among others and then by itself.

        Raises Faults when the cluster is lost. Leaving early cancels what is outstanding.
        """
        with _held():
            threads = sum(self._client.nthreads().values()) or 1
        job, backlog, away = brief(function, shared), Backlog(items, 0, threads, tries=1), dict[Any, Batch]()
        try:
            while self._send(job, backlog, away, WAITING * threads):
                back = [self._back(away.pop(one), found, backlog) for one, found in self._found(away)]
                self._send(job, backlog, away, WAITING * threads)  # before the results keep this process busy
                for found in back:
                    yield from found
        finally:
            with suppress(Exception):  # there is nobody left to cancel it
                self._client.cancel(list(away), force=True)

    def _send(self, job: bytes, backlog: Backlog, away: dict[Any, Batch], most: int) -> bool:
        """Whether anything is on its way, so many batches at most; a suspect goes while nothing else does."""
        while backlog and len(away) < most and not (backlog.suspect and away):
            batch = backlog.batch()
            with _held():
                away[self._client.submit(take_up, member(), job, batch.content, pure=False)] = batch
        return bool(away)

    def _found(self, away: Mapping[Any, Batch]) -> Iterator[tuple[Any, Any]]:
        """What those that are finished have come to: what they give back, or what hindered it."""
        with _held():
            finished = dict(enumerate(self._finished(away)))
            given = self._client.gather(finished, errors="skip")  # None for one that failed
            found = {one: given[place] or one.exception() for place, one in finished.items()}
        return iter(found.items())

    def _finished(self, away: Mapping[Any, Batch]) -> Sequence[Any]:
        while True:
            try:
                with self._client.as_current():
                    return list(distributed.wait(list(away), PATIENCE, "FIRST_COMPLETED").done)
            except TimeoutError:
                _wait_for_workers(self._client)

    def _back(self, batch: Batch, found: Any, backlog: Backlog) -> Iterator[tuple[int, Result | Lost]]:
        if isinstance(found, bytes):
            return results(batch, found)
        if isinstance(found, distributed.KilledWorker):
            lost = Lost(f"KilledWorker {found.last_worker.address}")
            return iter([(place, lost) for place in backlog.ended(batch)])
        if isinstance(found, Exception):
            raise _lost(found)
        raise Faults([_differs([found[0]], _described(found[1]))])


def take_up(wanted: Member, brief: bytes, content: bytes) -> Any:
    """In a worker: a batch done; else, where something else runs there, its address and what that is."""
    here = member()
    return done(brief, content) if here == wanted else (distributed.get_worker().address, here)


@contextmanager
def _held() -> Iterator[None]:
    """Whatever happens to the connection becomes Faults."""
    try:
        yield
    except Faults:
        raise
    except Exception as error:
        raise _lost(error) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """What goes wrong is told once, by us: the library tells it several times and with its traceback."""
    loggers = [logging.getLogger(name) for name in TALKATIVE]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=WARNING)
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)


def _lost(error: Exception) -> Faults:
    return _fault("cluster_lost", reason=f"{type(error).__name__}: {error}")


def _fault(code: str, **values: object) -> Faults:
    return Faults([Problem("", None, "--engine-cluster", code, values)])
