"""Worker processes: the same results as alone, whoever dies, and none is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import crew_tasks
import pytest
from crew_tasks import (
    Struck,
    begun,
    failing,
    kill_one_that_has_begun,
    killed_once,
    poisoned,
    slowly,
    times,
    who,
)

from forms import processes
from forms.crews import Alone, Lost, cores
from forms.processes import Processes
from scoring.problems import Faults

posix = pytest.mark.skipif(os.name == "nt", reason="as POSIX has it")


@pytest.fixture(scope="module")
def crew() -> Iterator[Processes]:
    """Two processes, started without asking whether it pays."""
    with Processes(2, starting=0) as crew:
        yield crew


@pytest.mark.parametrize("count", [0, 1, 7, 500])
def test_the_results_are_those_of_one_process_alone(crew: Processes, count: int) -> None:
    assert sorted(crew.work(times, 3, range(count))) == list(Alone().work(times, 3, range(count)))


def test_the_work_is_done_elsewhere_and_by_the_same_processes_again(crew: Processes) -> None:
    doing = {pid for _ in range(3) for _, pid in crew.work(who, None, range(200))}
    assert os.getpid() not in doing
    assert 1 <= len(doing) <= 2


def test_few_items_are_done_here() -> None:
    with Processes(2) as crew:
        assert {pid for _, pid in crew.work(who, None, range(1000))} == {os.getpid()}


def test_what_takes_long_is_begun_here_and_then_shared_out() -> None:
    with Processes(2, starting=0.1) as crew:
        assert [place for place, _ in sorted(crew.work(slowly, 0.01, range(100)))] == list(range(100))
        assert {pid for _, pid in crew.work(who, None, range(10))} - {os.getpid()}


def test_one_process_is_this_one() -> None:
    with Processes(1, starting=0.01) as crew:
        assert len(list(crew.work(slowly, 0.03, range(10)))) == 10
        assert {pid for _, pid in crew.work(who, None, range(10))} == {os.getpid()}


def test_a_worker_that_is_killed_half_way_is_replaced_and_nothing_is_missing(
    crew: Processes, tmp_path: Path
) -> None:
    struck = Struck(33, tmp_path / "killed")
    assert sorted(crew.work(killed_once, struck, range(100))) == [(one, one) for one in range(100)]
    assert struck.mark.exists()


def test_a_worker_that_is_killed_from_outside_is_replaced_too(crew: Processes, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as aside:
        killing = aside.submit(kill_one_that_has_begun, tmp_path)
        assert sorted(crew.work(begun, tmp_path, range(60))) == [(one, one) for one in range(60)]
        assert killing.result() not in {pid for _, pid in crew.work(who, None, range(100))}


def test_an_item_that_ends_every_worker_is_lost_alone(crew: Processes) -> None:
    found = dict(crew.work(poisoned, 17, range(100)))
    assert found.pop(17) == Lost("exit 3")
    assert found == {one: one for one in range(100) if one != 17}


def test_what_the_function_raises_is_raised_here_and_ends_no_worker_for_good(crew: Processes) -> None:
    with pytest.raises(ValueError, match="cannot do"):
        list(crew.work(failing, "value", range(100)))
    assert len(list(crew.work(times, 2, range(100)))) == 100


def test_results_of_work_that_was_given_up_are_not_taken_for_those_of_the_next(crew: Processes) -> None:
    next(crew.work(slowly, 0.001, range(1000)))
    assert dict(crew.work(times, 2, range(50))) == {one: 2 * one for one in range(50)}


@posix
def test_on_leaving_no_process_is_left() -> None:
    with Processes(2, starting=0) as crew:
        pids = {pid for _, pid in crew.work(who, None, range(100)) if isinstance(pid, int)}
        next(crew.work(slowly, 0.01, range(10_000)))
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_where_no_process_can_live_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "serve", crew_tasks.stillborn)
    with Processes(2, starting=0) as crew, pytest.raises(Faults) as raised:
        list(crew.work(times, 2, range(10)))
    assert [(one.code, one.values) for one in raised.value.problems] == [
        ("workers_unstarted", {"reason": "exit 7"})
    ]


def test_where_no_process_can_be_had_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left() -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(processes, "_Worker", none_left)
    with Processes(2, starting=0) as crew, pytest.raises(Faults) as raised:
        list(crew.work(times, 2, range(10)))
    assert raised.value.problems[0].values == {"reason": "Resource temporarily unavailable"}


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1


# Being stopped

AT_WORK = """
import sys
from crew_tasks import slowly
from forms.processes import Processes

if __name__ == "__main__":
    found = []
    try:
        with Processes(2, starting=0) as crew:
            for place, result in crew.work(slowly, 0.02, range(10_000)):
                found.append(place)
                if len(found) == 1:  # one that is interrupted half-way would join the next
                    print("begun", flush=True)
    except KeyboardInterrupt:
        print("kept", len(found), flush=True)
"""


@pytest.fixture
def at_work(tmp_path: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """A program with two workers that would go on for long, as the leader of a group of its own."""
    script = tmp_path / "at_work.py"
    script.write_text(AT_WORK, encoding="utf-8")
    here = Path(__file__).parent
    paths = os.pathsep.join([str(here), str(here.parent)])
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,
    ) as process:
        yield process
        if process.poll() is None:
            process.kill()


def nobody_left(group: int) -> bool:
    """Whether the group is empty before long; what waits to be buried by init counts as gone."""
    for _ in range(500):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@posix
def test_ctrl_c_stops_all_at_once_without_a_word_and_keeps_what_there_was(
    at_work: "subprocess.Popen[bytes]",
) -> None:
    assert at_work.stdout is not None
    assert at_work.stdout.readline() == b"begun\n"
    os.killpg(at_work.pid, signal.SIGINT)  # as a terminal does it: to each of them
    out, err = at_work.communicate(timeout=60)
    assert err == b""
    word, count = out.splitlines()[-1].split()
    assert word == b"kept"
    assert 1 <= int(count) < 10_000
    assert nobody_left(at_work.pid)


@posix
def test_workers_do_not_outlive_whoever_started_them(at_work: "subprocess.Popen[bytes]") -> None:
    assert at_work.stdout is not None
    at_work.stdout.readline()
    at_work.kill()
    at_work.communicate(timeout=60)
    assert nobody_left(at_work.pid)
