"""Work done by processes of this machine, started in the same way on Linux, macOS and Windows."""

import gc
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self

from forms.batches import Backlog, Batch, brief, done, results
from forms.crews import Item, Lost, Result, Shared
from scoring.problems import Faults, Problem

MOST = 60  # Windows waits for no more at once
STARTING = 1.5  # seconds until a process has started, imported what it needs and opened what is shared
LOOK = 0.1  # seconds of work after which it is plain how long an item takes
TRIES = 2  # by itself, of an item whose batch ended a worker
STILLBORN = 3  # processes that end in turn before they have begun: then none will
SPAWN = get_context("spawn")


class Processes:
    """So many worker processes, kept from one piece of work to the next and stopped on leaving.

    Work begins in this process, and stays here where to start others would take longer than it saves;
    `starting` is what that is thought to take, in seconds.
    """

    def __init__(self, count: int, starting: float = STARTING) -> None:
        self._count, self._starting = min(count, MOST), starting
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop(self._workers)

    def work(
        self, function: Callable[[Shared, Item], Result], shared: Shared, items: Sequence[Item]
    ) -> Iterator[tuple[int, Result | Lost]]:
        """The results as they come; an item is lost when it ended a worker among others and then by itself.

        Raises Faults where no process can be started.
        """
        spent, here = 0.0, 0
        while here < len(items) and not self._pays(spent, here, len(items)):
            start = time.perf_counter()
            result = function(shared, items[here])
            spent += time.perf_counter() - start
            yield here, result
            here += 1
        if here < len(items):
            yield from self._shared_out(brief(function, shared), Backlog(items, here, self._count, TRIES))

    def _pays(self, spent: float, here: int, whole: int) -> bool:
        """Whether others would save more time on what is left than it takes to start them."""
        if self._workers or not self._starting:
            return True
        rest = spent / here * (whole - here) if spent > LOOK else 0
        return rest - rest / self._count > self._starting

    def _shared_out(self, brief: bytes, backlog: Backlog) -> Iterator[tuple[int, Result | Lost]]:
        try:
            self._hand_out(brief, backlog)
            while backlog or any(worker.batch for worker in self._workers):
                waited = [worker for worker in self._workers if not worker.idle]
                back = [self._back(worker, backlog) for worker in _ready(waited)]
                self._hand_out(brief, backlog)  # before whoever takes the results keeps this process busy
                for found in back:
                    yield from found
        finally:
            self._stop([worker for worker in self._workers if worker.batch])

    def _hand_out(self, brief: bytes, backlog: Backlog) -> None:
        for worker in self._workers:
            if worker.idle and backlog:
                worker.send(brief, backlog.batch())
        while len(self._workers) < self._count and self._beginning < len(backlog):
            self._start()

    @property
    def _beginning(self) -> int:
        return sum(not worker.begun for worker in self._workers)

    def _start(self) -> None:
        try:
            with _uninterrupted():
                self._workers.append(_Worker())
        except OSError as error:
            raise _unstarted(error.strerror or type(error).__name__) from error

    def _back(self, worker: "_Worker", backlog: Backlog) -> Iterator[tuple[int, Result | Lost]]:
        """What comes of a worker's word: that it has begun, its batch's results, or that it has ended."""
        content, batch = worker.word(), worker.batch
        if content is None:
            return self._bereft(worker, backlog)
        worker.batch, worker.begun, self._stillborn = None, True, 0
        return results(batch, content) if batch else iter(())

    def _bereft(self, worker: "_Worker", backlog: Backlog) -> Iterator[tuple[int, Lost]]:
        reason = worker.how_it_ended()
        self._stop([worker])
        self._stillborn += not worker.begun
        if self._stillborn == STILLBORN:
            raise _unstarted(reason)
        return iter([(place, Lost(reason)) for place in backlog.ended(worker.batch or NOTHING)])

    def _stop(self, workers: "Sequence[_Worker]") -> None:
        """At once, whatever they are at."""
        for worker in workers:
            worker.process.kill()
        for worker in list(workers):
            worker.process.join()
            worker.connection.close()
            self._workers.remove(worker)


class _Worker:
    """One process, and the batch it has; it has `begun` once it says so."""

    def __init__(self) -> None:
        self.batch: Batch | None = None
        self.begun = False
        self._brief = b""
        self.connection, other = SPAWN.Pipe()
        self.process = SPAWN.Process(target=serve, args=(other, gc.get_threshold()[0]), daemon=True)
        self.process.start()
        other.close()

    @property
    def idle(self) -> bool:
        return self.begun and self.batch is None

    def send(self, brief: bytes, batch: Batch) -> None:
        """Hands it a batch, and before that what the work is, unless it knows."""
        self.batch = batch
        with suppress(OSError):  # it has ended, and its silence will tell
            self.connection.send_bytes(brief if brief != self._brief else b"")
            self.connection.send_bytes(batch.content)
        self._brief = brief

    def word(self) -> bytes | None:
        """What it sends; None when it has ended."""
        try:
            return self.connection.recv_bytes()
        except (EOFError, OSError):
            return None

    def how_it_ended(self) -> str:
        """The signal or the exit code, as programs have them."""
        self.process.join(timeout=1)
        code = self.process.exitcode or 0
        with suppress(ValueError):
            return signal.Signals(-code).name
        return f"exit {code}"


NOTHING = Batch((), b"")


def serve(connection: Connection, threshold: int) -> None:
    """A worker's whole life: it does what it is sent, until nobody is left to send."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it will stop it
    gc.set_threshold(threshold)
    known = b""
    with suppress(EOFError, OSError):
        connection.send_bytes(b"")
        while True:
            known = connection.recv_bytes() or known
            connection.send_bytes(done(known, connection.recv_bytes()))


def _ready(workers: "Sequence[_Worker]") -> "list[_Worker]":
    """Those that have something to say, at least one."""
    speaking = wait([worker.connection for worker in workers])
    return [worker for worker in workers if worker.connection in speaking]


def _unstarted(reason: str) -> Faults:
    return Faults([Problem("", None, "--workers", "workers_unstarted", {"reason": reason})])


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until this is over, and never reaches a process that is started meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):  # as on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
