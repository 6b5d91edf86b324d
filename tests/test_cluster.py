"""A real Dask cluster of two worker processes: the same bytes as here, whoever dies, or clear words."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner, Result
from crew_tasks import (
    KILL,
    begun,
    failing,
    forgiving,
    kill_one_that_has_begun,
    poisoned,
    slowly,
    tasks_left,
    times,
    who,
)

import cli
from benchmarks import crews
from benchmarks.cities import cities
from forms import cluster as module
from forms.cluster import Cluster, Member, cluster
from forms.console import Console
from forms.crews import Alone, Lost
from forms.program import Program, program
from reports.words import sentence
from scoring.problems import Faults, Problem

distributed: Any = pytest.importorskip("distributed", reason="it is an extra, which the dev lock has")

HERE = Path(__file__).parent
OTHER = Program("0.0.1", "f" * 64, "3.99")


class Running(NamedTuple):
    """A cluster's address, and the process that holds its scheduler."""

    address: str
    process: "subprocess.Popen[str]"


@contextmanager
def running(workers: int) -> Iterator[Running]:
    paths = os.pathsep.join([str(HERE), str(HERE.parent)])
    with subprocess.Popen(
        [sys.executable, str(HERE / "small_cluster.py"), str(workers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
        text=True,
    ) as process:
        assert process.stdout is not None
        yield Running(process.stdout.readline().strip(), process)
        process.communicate()


@pytest.fixture(scope="module")
def two() -> Iterator[Running]:
    """A scheduler and two workers."""
    with running(2) as found:
        yield found


@pytest.fixture(scope="module")
def crew(two: Running) -> Iterator[Cluster]:
    with cluster(two.address) as crew:
        yield crew


@pytest.fixture
def watching(two: Running) -> Iterator[Any]:
    """Another client of the same scheduler."""
    try:
        client = distributed.Client(two.address, set_as_default=False)
    except (
        AssertionError
    ):  # a worker came or went as it was greeted, and distributed expects one message only
        client = distributed.Client(two.address, set_as_default=False)
    with client:
        yield client


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of sixty submissions, of which one is bad."""
    folder = tmp_path_factory.mktemp("sixty")
    for name, raw in cities(59):
        (folder / name).write_bytes(raw)
    (folder / "bad.yaml").write_text("schema: submission/1\ncity: {id: A B}\n", encoding="utf-8")
    return folder


def compared(folder: Path, *more: object) -> Result:
    """What a change of policy does to the cities, as JSON."""
    line = ["policy", "compare", folder, "--set", "weights.cdp=60", "--no-cache", "--format", "json", *more]
    result = CliRunner().invoke(cli.main, [*map(str, line), "--lang", "en"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture(scope="module")
def here(sixty: Path) -> Result:
    """The comparison as this process makes it alone; its exit code is for the bad submission."""
    found = compared(sixty, "--workers", 1)
    assert (found.exit_code, json.loads(found.stdout)["totals"]["cities"]) == (2, 59)
    return found


def same(one: Result, other: Result) -> bool:
    """Whether both said the same, on both streams, and ended alike."""
    sides = [(each.stdout_bytes, each.stderr, each.exit_code) for each in (one, other)]
    return sides[0] == sides[1]


# The same work


@pytest.mark.parametrize("count", [0, 1, 300])
def test_the_results_are_those_of_one_process_alone(crew: Cluster, count: int) -> None:
    assert sorted(crew.work(times, 3, range(count))) == list(Alone().work(times, 3, range(count)))


def test_a_comparison_has_the_same_bytes_and_the_bad_city_its_message(
    two: Running, sixty: Path, here: Result
) -> None:
    assert same(compared(sixty, "--engine-cluster", two.address), here)


def test_a_comparison_whose_worker_is_killed_half_way_has_the_same_bytes(
    two: Running, crew: Cluster, sixty: Path, here: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers = {pid for _, pid in crew.work(who, None, range(100)) if isinstance(pid, int)}
    killed: list[int] = []

    def count(_: Console, done: int, whole: int) -> None:
        if not killed:
            assert done < whole
            os.kill(workers.pop(), KILL)
            killed.append(done)

    monkeypatch.setattr(Console, "count", count)
    assert same(compared(sixty, "--engine-cluster", two.address), here)
    assert len(killed) == 1


def test_what_a_killed_worker_was_in_the_midst_of_is_done_by_another(crew: Cluster, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as aside:
        killing = aside.submit(kill_one_that_has_begun, tmp_path)
        assert sorted(crew.work(begun, tmp_path, range(60))) == [(one, one) for one in range(60)]
        assert killing.result() not in {pid for _, pid in crew.work(who, None, range(100))}


def test_an_item_that_ends_every_worker_is_lost_alone(crew: Cluster, watching: Any) -> None:
    watching.run_on_scheduler(forgiving, 0)
    try:
        found = dict(crew.work(poisoned, 17, range(40)))
    finally:
        watching.run_on_scheduler(forgiving, 1)
    lost = found.pop(17)
    assert isinstance(lost, Lost)
    assert lost.reason.startswith("KilledWorker tcp://127.0.0.1:")
    assert found == {one: one for one in range(40) if one != 17}


@pytest.mark.parametrize(("kind", "raised"), [("value", ValueError), ("faults", Faults)])
def test_what_the_function_raises_is_raised_here(crew: Cluster, kind: str, raised: type[Exception]) -> None:
    with pytest.raises(raised):
        list(crew.work(failing, kind, range(100)))


def test_leaving_early_takes_back_what_is_outstanding(crew: Cluster, watching: Any) -> None:
    next(crew.work(slowly, 0.002, range(1000)))
    for _ in range(500):
        if not watching.run_on_scheduler(tasks_left):
            break
        time.sleep(0.02)
    assert watching.run_on_scheduler(tasks_left) == 0
    assert len(list(crew.work(times, 2, range(10)))) == 10


def test_ctrl_c_is_a_sentence(two: Running, sixty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Console, "count", stopped)
    result = compared(sixty, "--engine-cluster", two.address)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr == "stopped as asked; no file is left half written\n"


def test_the_benchmark_of_the_crews_times_each_of_them(
    two: Running, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crews, "NOTHING", 100)
    assert crews.main(["--cities", "3", "--rounds", "1", "--engine-cluster", two.address]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.endswith(" ms |")] == []
    for crew in ("this process alone", "2 processes", "the cluster", "kept from an earlier run"):
        assert any(crew in line for line in lines), crew


# Clusters that cannot serve


def problem(of: Any) -> Problem:
    """The one problem for which a cluster is refused, told in both languages."""
    with pytest.raises(Faults) as raised:
        of()
    (found,) = raised.value.problems
    assert all(sentence(found, lang).startswith("--engine-cluster: ") for lang in ("th", "en"))
    return found


def connected(address: str) -> None:
    with cluster(address):
        raise AssertionError("it should not be served")


def test_workers_with_another_program_are_refused(
    two: Running, watching: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching.wait_for_workers(2, timeout=60)  # one that a test has killed may be on its way still
    monkeypatch.setattr(module, "program", lambda: OTHER)
    found = problem(lambda: connected(two.address))
    assert (found.code, found.values["worker"], found.values["count"]) == ("cluster_differs", two.address, 3)
    assert "0.0.1 (ffffffff), Python 3.99, distributed" in sentence(found, "th")


def test_a_worker_with_another_program_that_comes_later_is_refused(
    crew: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "program", lambda: OTHER)
    found = problem(lambda: list(crew.work(times, 2, range(10))))
    assert found.code == "cluster_differs"
    assert str(found.values["worker"]).startswith("tcp://127.0.0.1:")


class WithoutProgram:
    """A client of a cluster where nobody has installed this program."""

    class scheduler:  # noqa: N801 - as the client has it
        address = "tcp://there:8786"

    def wait_for_workers(self, *_: object, **__: object) -> None:
        pass

    def run_on_scheduler(self, _: object) -> Any:
        raise ModuleNotFoundError("No module named 'forms'")

    def run(self, _: object, on_error: str) -> dict[str, Any]:
        gone, fine = OSError("connection closed"), module.member()
        missing = ModuleNotFoundError("No module named 'forms'")
        return {"tcp://one:1": missing, "tcp://two:2": gone, "tcp://three:3": tuple(fine)}


def test_a_cluster_without_this_program_is_refused() -> None:
    found = problem(lambda: module._refuse_others(WithoutProgram()))
    assert (found.code, found.values["count"]) == ("cluster_differs", 2)
    assert found.values["found"] == "ModuleNotFoundError: No module named 'forms'"


def test_what_is_compared_is_program_python_and_library() -> None:
    assert module.member() == Member(program(), distributed.__version__)


@contextmanager
def silent() -> Iterator[str]:
    """The address of something that is no scheduler: it takes a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield "tcp://{}:{}".format(*server.getsockname())


@contextmanager
def closed() -> Iterator[str]:
    """An address where nobody is."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = "tcp://{}:{}".format(*server.getsockname())
    yield address


@pytest.mark.parametrize("nobody", [silent, closed])
def test_where_no_scheduler_answers_the_address_is_named(
    nobody: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CONNECTING", 0.5)
    with nobody() as address:
        found = problem(lambda: connected(address))
    assert (found.code, found.values["address"]) == ("cluster_unreached", address)


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "tcp://", "127.0.0.1:x", "tls://127.0.0.1:1", "smoke://signals:1", "tcp://[:1"],
)
def test_what_is_no_address_is_named(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECTING", 0.5)
    found = problem(lambda: connected(address))
    assert (found.code, found.values["address"]) == ("cluster_unreached", address)


def test_workers_that_do_not_come_are_not_waited_for_for_ever(
    two: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FEWEST", 99)
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    assert problem(lambda: connected(two.address)).code == "cluster_empty"


def test_a_cluster_that_is_lost_half_way_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECTING", 0.5)
    with running(1) as lost, cluster(lost.address) as crew:
        work = crew.work(slowly, 0.01, range(1000))
        next(work)
        lost.process.kill()
        assert problem(lambda: list(work)).code == "cluster_lost"


def test_where_the_library_is_missing_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "THERE", False)
    found = problem(lambda: connected("tcp://127.0.0.1:8786"))
    assert f"{sys.executable} -m pip install distributed" in sentence(found, "th")
