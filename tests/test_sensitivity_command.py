"""`renewal policy sensitivity` over the examples: what it prints, where, how it ends, and when stopped."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from filing import EXAMPLES, FOLDER
from test_cli import CHECKOUT, NATHISAMUT, THARNTHONG, city, done, posix, run, said

from commands.sensitivity import Work
from forms.console import Console
from forms.crews import Lost
from forms.editions import shipped
from forms.firmness import TOGETHER
from forms.submissions import read
from scoring.factsheets import FactSheet, factsheet
from scoring.plausible import Plan

FEW = ("--samples", "100", "--no-cache")
SLOW = 200  # cities that take some seconds
FORMATS = ("text", "html", "csv", "json")


@pytest.fixture(autouse=True)
def no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """English unless a test says otherwise, a page of 80, no colours asked for."""
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def sensitivity(*args: object) -> Result:
    return done("policy", "sensitivity", *args, *FEW)


def told(*args: object) -> dict[str, Any]:
    return dict(json.loads(sensitivity(*args, "--format", "json").stdout))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_a_folder_is_told_of_in_every_format_and_language(format_: str, lang: str) -> None:
    assert sensitivity(FOLDER, "--format", format_, "--lang", lang).stdout_bytes


def test_every_city_of_the_folder_is_in_the_result() -> None:
    result = told(FOLDER)
    assert len(result["cities"]) == result["done"] == result["asked"] == len(EXAMPLES)
    assert (result["samples"], result["spread"], result["seed"]) == (100, 0.25, 1)


def test_numbers_can_be_set_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "variant.yaml"
    file.write_text("pass_mark: 97\n", encoding="utf-8")
    result = told(THARNTHONG, "--policy", file, "--set", "weights.cdp=30", "--spread", "12.5", "--seed", "9")
    assert {one["name"]: one["value"] for one in result["changes"]} == {
        "parameters.pass_mark": "97",
        "weights.sections.cdp": "30",
    }
    assert result["cities"][0]["verdict"] == "revoke"
    assert (result["spread"], result["seed"]) == (0.125, 9)


def test_the_same_call_gives_the_same_bytes_whatever_the_order_of_the_files() -> None:
    first, again = (sensitivity(THARNTHONG, NATHISAMUT, "--format", "json").stdout_bytes for _ in range(2))
    assert first == again
    turned = told(NATHISAMUT, THARNTHONG)["cities"]
    assert turned[::-1] == json.loads(first)["cities"]


def test_a_file_that_is_named_twice_is_one_city() -> None:
    assert told(THARNTHONG, THARNTHONG, FOLDER)["asked"] == len(EXAMPLES)


def test_a_result_for_a_file_is_that_for_standard_output(tmp_path: Path) -> None:
    for format_ in FORMATS:
        path = tmp_path / f"result.{format_}"
        assert sensitivity(FOLDER, "--format", format_, "-o", path).stdout == ""
        assert path.read_bytes() == sensitivity(FOLDER, "--format", format_).stdout_bytes


def test_one_city_is_enough() -> None:
    result = sensitivity(THARNTHONG)
    assert "There is only one city, so there are no ranks to compare." in result.stdout


# Bad input


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--samples", "99"),
        ("--samples", "10000001"),
        ("--spread", "0"),
        ("--spread", "71"),
        ("--spread", "nan"),
        ("--seed", "-1"),
        ("--format", "md"),
    ],
)
def test_an_option_out_of_range_is_a_usage_error(option: str, value: str) -> None:
    result = run("policy", "sensitivity", THARNTHONG, option, value)
    assert result.exit_code == 2
    assert option in result.stderr
    assert result.stdout == ""


def test_an_unknown_number_is_told_of_with_the_nearest() -> None:
    result = run("policy", "sensitivity", THARNTHONG, "--set", "weights.cdb=30", *FEW)
    assert result.exit_code == 2
    assert "weights.cdp" in said(result)


def test_a_city_that_cannot_be_read_is_told_of_and_the_others_done(tmp_path: Path) -> None:
    shutil.copy(THARNTHONG, tmp_path / "a.yaml")
    city(tmp_path, "b.yaml", "schema: submission/1\ncity: {id: B AD}\n")
    result = run("policy", "sensitivity", tmp_path, "--format", "json", *FEW)
    assert result.exit_code == 2
    assert "b.yaml:2" in said(result)
    found = json.loads(result.stdout)
    assert (found["asked"], found["done"]) == (2, 1)
    page = run("policy", "sensitivity", tmp_path, *FEW)
    assert "This covers 1 of the 2 reports given" in " ".join(page.stdout.split())


def test_where_no_city_can_be_read_there_is_no_result(tmp_path: Path) -> None:
    output = tmp_path / "kept.txt"
    output.write_text("as it was", encoding="utf-8")
    result = run("policy", "sensitivity", tmp_path / "nowhere.yaml", "-o", output, *FEW)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nowhere.yaml" in said(result)
    assert output.read_text("utf-8") == "as it was"


def test_the_result_does_not_replace_what_it_is_made_from(tmp_path: Path) -> None:
    filed = tmp_path / "a.yaml"
    shutil.copy(THARNTHONG, filed)
    variant = tmp_path / "variant.yaml"
    variant.write_text("pass_mark: 70\n", encoding="utf-8")
    for output in (filed, variant):
        before = output.read_bytes()
        result = run("policy", "sensitivity", filed, "--policy", variant, "-o", output, *FEW)
        assert result.exit_code == 2
        assert output.read_bytes() == before


# Stopped, or a worker lost


class Stopped:
    """A crew that is stopped with Ctrl-C after so many pieces of work."""

    def __init__(self, after: int) -> None:
        self._after = after

    def work(
        self, function: Callable[..., Any], shared: Any, items: Sequence[Any]
    ) -> Iterator[tuple[int, Any]]:
        for place, item in enumerate(items):
            if place == self._after:
                raise KeyboardInterrupt
            yield place, function(shared, item)


class Broken:
    """A crew that loses whatever holds one city."""

    def __init__(self, bad: str) -> None:
        self._bad = bad

    def work(
        self, function: Callable[..., Any], shared: Any, items: Sequence[Any]
    ) -> Iterator[tuple[int, Any]]:
        for place, item in enumerate(items):
            lost = any(sheet.city == self._bad for sheet in item)
            yield place, Lost("out of memory") if lost else function(shared, item)


@pytest.fixture(scope="module")
def sheets() -> list[FactSheet]:
    """Some pieces of work."""
    edition = shipped()
    some = [factsheet(read(FOLDER / f"{name}.yaml", edition), edition) for name in EXAMPLES]
    return [some[place % len(some)] for place in range(2 * TOGETHER + 3)]


def worked(sheets: list[FactSheet], crew: Any, output: Path, lang: str = "en") -> tuple[Work, Console]:
    console = Console(lang)
    work = Work(console, shipped(), sheets, Plan(100))
    work.run(crew)
    work.tell_of(len(sheets), "json", output)
    return work, console


def test_what_is_done_when_it_is_stopped_is_kept(
    sheets: list[FactSheet], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work, console = worked(sheets, Stopped(1), tmp_path / "stopped.json")
    assert work.stopped
    assert console.failed
    found = json.loads((tmp_path / "stopped.json").read_bytes())
    assert (found["done"], found["asked"], len(found["cities"])) == (TOGETHER, len(sheets), TOGETHER)
    assert f"{TOGETHER} of {len(sheets)} cities are done" in capsys.readouterr().err
    whole, _ = worked(sheets, Stopped(len(sheets)), tmp_path / "whole.json")
    assert not whole.stopped
    assert json.loads((tmp_path / "whole.json").read_bytes())["cities"][:TOGETHER] == found["cities"]


def test_where_nothing_is_done_when_it_is_stopped_there_is_no_result(
    sheets: list[FactSheet], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "stopped.json"
    work, _ = worked(sheets, Stopped(0), output, "th")
    assert work.stopped
    assert not output.exists()
    assert f"ทำไปแล้ว 0 จาก {len(sheets)} เมือง" in capsys.readouterr().err


def test_a_city_that_ends_every_worker_is_named_and_the_others_are_told_of(
    sheets: list[FactSheet], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = sheets[1].city
    work, console = worked(sheets, Broken(bad), tmp_path / "result.json")
    assert (work.stopped, console.failed) == (False, True)
    lost = [sheet for sheet in sheets if sheet.city == bad]
    errors = capsys.readouterr().err
    assert errors.count(f"{bad}: ") == len(lost)
    assert "out of memory" in errors
    found = json.loads((tmp_path / "result.json").read_bytes())
    assert found["done"] == len(sheets) - len(lost)
    assert bad not in {one["city"] for one in found["cities"]}


@posix
def test_ctrl_c_half_way_tells_of_the_cities_that_are_done(tmp_path: Path) -> None:
    """The real command, stopped once it shows that the first cities are done."""
    folder, cache = tmp_path / "cities", tmp_path / "cache"
    folder.mkdir()
    for number in range(SLOW):
        shutil.copy(THARNTHONG, folder / f"{number:03}.yaml")
    done("policy", "sensitivity", THARNTHONG, "--samples", "100", "--cache", cache)  # the rest has its facts
    asked = ["policy", "sensitivity", str(folder), "--cache", str(cache)]
    asked += ["--samples", "50000", "--format", "json", "--lang", "en"]
    terminal, screen = os.openpty()
    process = subprocess.Popen(
        [sys.executable, str(CHECKOUT / "cli.py"), *asked], stdout=subprocess.PIPE, stderr=screen
    )
    os.close(screen)
    shown = until(terminal, f"[{SLOW}/{SLOW}]".encode())  # all are read
    shown += until(terminal, f"[{TOGETHER}/{SLOW}]".encode())
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    shown += until(terminal, None)
    os.close(terminal)
    assert process.returncode == 130
    found = json.loads(output)
    assert TOGETHER <= found["done"] < found["asked"] == SLOW
    assert f"{found['done']} of {SLOW} cities are done".encode() in shown
    assert b"Traceback" not in shown


def until(terminal: int, words: bytes | None) -> bytes:
    """What the screen shows until it shows some words, or until nobody writes to it any more."""
    shown, end = b"", time.monotonic() + 120
    while words is None or words not in shown:
        assert time.monotonic() < end, shown
        if select.select([terminal], [], [], 1)[0]:
            try:
                more = os.read(terminal, 4096)
            except OSError:  # as Linux says that the other side is closed
                more = b""
            if not more:
                break
            shown += more
        elif words is None:
            break
    return shown
