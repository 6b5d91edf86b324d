"""Who does the work, and where facts are kept, as the command line has it: the bytes are always the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import cli
import commands.cities
from benchmarks.cities import cities
from forms import cluster, processes
from forms.processes import Processes

CHECKOUT = Path(cli.__file__).parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty submissions, of which one is bad."""
    folder = tmp_path_factory.mktemp("twenty")
    for name, raw in cities(19):
        (folder / name).write_bytes(raw)
    (folder / "bad.yaml").write_text("schema: submission/1\ncity: {id: A B}\n", encoding="utf-8")
    return folder


def compared(folder: Path, *more: object, lang: str = "en") -> Result:
    """What a change of policy does to the cities, as JSON."""
    line = ["policy", "compare", folder, "--set", "weights.cdp=60", "--format", "json", *more]
    result = CliRunner().invoke(cli.main, [*map(str, line), "--lang", lang])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    return result


@pytest.fixture(scope="module")
def alone(folder: Path) -> Result:
    """The comparison as this process makes it alone, keeping nothing."""
    found = compared(folder, "--no-cache", "--workers", 1)
    assert json.loads(found.stdout)["totals"]["cities"] == 19
    assert (found.exit_code, found.stderr.count("\n")) == (2, 1)  # of the bad one
    return found


def said(result: Result) -> tuple[bytes, str, int]:
    """All that a run says, and how it ends."""
    return result.stdout_bytes, result.stderr, result.exit_code


# Who does it


def test_worker_processes_give_the_same_bytes(
    folder: Path, alone: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    crews: list[Processes] = []

    def at_once(count: int) -> Processes:
        crews.append(Processes(count, starting=0))
        return crews[-1]

    monkeypatch.setattr(processes, "Processes", at_once)
    assert said(compared(folder, "--no-cache", "--workers", 2)) == said(alone)
    assert len(crews) == 1


def test_by_default_there_are_as_many_processes_as_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forms.crews.cores", lambda: 7)
    counts: list[int] = []
    monkeypatch.setattr(processes, "Processes", counts.append)
    for asked in (None, 1, 3):
        commands.cities.crew(asked, None)
    assert counts == [7, 1, 3]


@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_a_number_of_workers_that_is_none_is_refused(folder: Path, count: str) -> None:
    result = compared(folder, "--workers", count)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--workers" in result.stderr


def test_one_crew_is_asked_for_and_not_two(folder: Path) -> None:
    result = compared(folder, "--workers", 2, "--engine-cluster", "tcp://127.0.0.1:1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "give one of them" in " ".join(result.stderr.split())


@pytest.mark.parametrize(("lang", "words"), [("en", "is not installed"), ("th", "ยังไม่ได้ติดตั้ง")])
def test_without_the_library_a_cluster_is_refused_with_what_to_install(
    folder: Path, lang: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "THERE", False)
    result = compared(folder, "--engine-cluster", "tcp://127.0.0.1:1", lang=lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "pip install distributed" in result.stderr


def test_the_program_is_whole_without_the_library(folder: Path) -> None:
    hidden = "import sys; sys.modules['distributed'] = None; import cli; cli.main()"
    line = [sys.executable, "-c", hidden, "policy", "compare", str(folder), "--set", "weights.cdp=60"]
    asked = subprocess.run(
        [*line, "--no-cache", "--lang", "en", "--engine-cluster", "tcp://127.0.0.1:1"],
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
    )
    assert (asked.returncode, asked.stdout) == (2, b"")
    assert asked.stderr.startswith(b"--engine-cluster: what talks to a Dask cluster is not installed")


def test_the_page_on_scale_speaks_of_every_option_for_it() -> None:
    page = (CHECKOUT / "docs" / "scale.md").read_text("utf-8")
    told = CliRunner().invoke(cli.main, ["policy", "compare", "--help"]).stdout
    options = ("--workers", "--engine-cluster", "--cache", "--no-cache")
    assert [option for option in options if option not in page or option not in told] == []


# What is kept


def test_what_is_kept_changes_no_byte(folder: Path, alone: Result, tmp_path: Path) -> None:
    first, second = (compared(folder, "--cache", tmp_path / "kept") for _ in range(2))
    assert said(first) == said(second) == said(alone)
    assert sum(path.is_file() for path in (tmp_path / "kept").rglob("*")) == 19


def test_without_a_cache_nothing_is_kept(
    folder: Path, alone: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forms.kept.default_folder", lambda: tmp_path / "kept")
    assert said(compared(folder, "--no-cache")) == said(alone)
    assert not (tmp_path / "kept").exists()
    assert said(compared(folder)) == said(alone)
    assert (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    ("lang", "notes"),
    [("en", ["cannot be kept"]), ("th", ["ไว้ใช้ครั้งหน้าที่นี่ไม่ได้"]), ("both", ["ไม่ได้", "cannot"])],
)
def test_where_nothing_can_be_kept_one_note_says_so(
    folder: Path, alone: Result, tmp_path: Path, lang: str, notes: list[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    good = next(folder.glob("tharnthong.yaml"))
    result = compared(good, "--cache", tmp_path / "file", "--to", "depa-2562", lang=lang)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["totals"]["cities"] == 1
    lines = result.stderr.splitlines()
    assert len(lines) == len(notes)
    assert all(
        note in line and str(tmp_path / "file") in line for note, line in zip(notes, lines, strict=True)
    )


def test_runs_at_the_same_time_and_with_other_hashes_have_the_same_bytes(
    folder: Path, alone: Result, tmp_path: Path
) -> None:
    line = [sys.executable, str(CHECKOUT / "cli.py"), "policy", "compare", str(folder), "--set"]
    line += ["weights.cdp=60", "--format", "json", "--lang", "en", "--cache", str(tmp_path / "kept")]
    runs = [
        subprocess.Popen(line, stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert [run.communicate()[0] for run in runs] == [alone.stdout_bytes] * 2
    assert compared(folder, "--cache", tmp_path / "kept").stdout_bytes == alone.stdout_bytes
