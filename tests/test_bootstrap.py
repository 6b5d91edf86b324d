"""bootstrap.py without a network: what it asks of the machine, what it redoes, and the locks it trusts."""

import ast
import importlib.util
import os
import re
import string
import sys
import sysconfig
from pathlib import Path

import pytest

import bootstrap
from bootstrap import DEV, PROJECT, RUNTIME, CannotSetUp

LOCKS = (RUNTIME, DEV)
POSIX = pytest.mark.skipif(os.name == "nt", reason="compilers are found another way on Windows")
FETCH, BUILD = bootstrap.FROM_SOURCE, bootstrap.SOURCES  # what a tool is said to set up
COMPILER = bootstrap.compiler
Calls = list[list[str]]


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an environment may be made; nothing is there yet."""
    monkeypatch.setenv(bootstrap.VENV_VARIABLE, str(tmp_path / "venv"))
    return tmp_path / "venv"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose locks a test may change."""
    root = tmp_path / "checkout"
    root.mkdir()
    for name in (*LOCKS, PROJECT):
        (root / name).write_text((bootstrap.ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", root)
    return root


@pytest.fixture
def calls(venv: Path, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """The tools that were called; the files that they would have made are there, empty."""
    made: Calls = []

    def call(command: list[str], what: object) -> None:
        made.append([str(what), *command])
        for name in bootstrap.COMMANDS:
            path = bootstrap.program(venv, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()

    monkeypatch.setattr(bootstrap, "call", call)
    monkeypatch.setattr(bootstrap, "check_machine", lambda venv: None)
    monkeypatch.setattr(bootstrap, "compiler", lambda: "cc")
    monkeypatch.setattr(bootstrap, "headers", lambda: Path(__file__))
    return made


def steps(calls: Calls) -> list[str]:
    """What was set up, by name, and forgets it."""
    names = [Path(call[0]).name for call in calls]
    calls.clear()
    return names


def failing(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """From here on the tool fails that sets this up."""
    call = bootstrap.call

    def fails(command: list[str], what: object) -> None:
        call(command, what)
        if Path(str(what)).name == step:
            raise CannotSetUp("failed", "\n".join(f"line {number}" for number in range(40)), what=what)

    monkeypatch.setattr(bootstrap, "call", fails)


def locked(name: str) -> dict[str, str]:
    """Each requirement of a lock (`click==8.5.1`, with its marker) and what stands under it."""
    text = (bootstrap.ROOT / name).read_text(encoding="utf-8")
    parts = (part.partition(" \\\n") for part in bootstrap.requirements(text))
    return {requirement: hashes for requirement, _, hashes in parts}


def changed(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")


# The machine


@POSIX
def test_cc_names_the_compiler_even_when_it_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler = tmp_path / "mycc"
    compiler.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CC", "mycc -pipe")
    assert bootstrap.compiler() == "mycc -pipe"
    compiler.unlink()
    (tmp_path / "gcc").touch(mode=0o755)
    assert bootstrap.compiler() == ""


@POSIX
def test_a_compiler_of_another_name_than_python_was_built_with_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sysconfig, "get_config_var", lambda name: "aarch64-gnu-gcc -pthread")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CC", raising=False)
    (tmp_path / "clang").touch(mode=0o755)
    assert bootstrap.compiler() == "clang"
    assert bootstrap.build_environment()["CC"] == "clang"


@POSIX
def test_flags_of_the_owner_are_kept_beside_the_renamed_symbol(monkeypatch: pytest.MonkeyPatch) -> None:
    symbol = "-DPyEval_CallObject=PyObject_CallObject"
    monkeypatch.setenv("CPPFLAGS", "-DOWNERS=1")
    assert bootstrap.build_environment()["CPPFLAGS"] == f"-DOWNERS=1 {symbol}"
    monkeypatch.delenv("CPPFLAGS")
    assert bootstrap.build_environment()["CPPFLAGS"] == symbol


def test_missing_header_files_are_named_with_their_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "compiler", lambda: "cc")
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path))
    assert re.fullmatch(r"Python\.h \(python3\.\d+-dev\)", bootstrap.missing_tool())
    (tmp_path / "Python.h").touch()
    assert bootstrap.missing_tool() == ""
    monkeypatch.setattr(bootstrap, "compiler", lambda: "")
    assert bootstrap.missing_tool() == "C compiler"


def test_a_debian_python_without_venv_names_the_package(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else 1)
    with pytest.raises(CannotSetUp, match=r"`sudo apt-get install python3\.\d+-venv`"):
        bootstrap.check_machine(venv)


def test_a_directory_with_files_of_somebody_is_never_emptied(
    venv: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    venv.mkdir()
    (venv / "thesis.docx").touch()
    monkeypatch.setattr(bootstrap, "call", lambda command, what: pytest.fail("a tool was called"))
    assert bootstrap.main(["python"]) == 2
    assert bootstrap.VENV_VARIABLE in capsys.readouterr().err
    assert [path.name for path in venv.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize("found", [(3, 6), (3, 10)])
def test_an_old_python_is_told_which_one_is_needed(found: tuple[int, int]) -> None:
    thai, english = bootstrap.old_python(found).splitlines()
    assert "3.11" in thai
    assert f"3.11 or newer is needed and this is 3.{found[1]}" in english


@pytest.mark.parametrize("found", [(3, 11), (3, 14)])
def test_a_python_that_is_new_enough_is_told_nothing(found: tuple[int, int]) -> None:
    assert bootstrap.old_python(found) == ""


def test_python_3_6_can_read_the_file_far_enough_to_say_so() -> None:
    tree = ast.parse(Path(bootstrap.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))
    guard = next(number for number, node in enumerate(tree.body) if isinstance(node, ast.If))
    before = [node for node in tree.body[:guard] if isinstance(node, ast.FunctionDef)]
    annotations = [arg.annotation for node in before for arg in node.args.args]
    assert all(isinstance(annotation, ast.Name | ast.Constant) for annotation in annotations)


@pytest.mark.parametrize("code", bootstrap.WORDS)
def test_every_sentence_stands_in_thai_and_english_with_the_same_blanks(code: str) -> None:
    thai, english = bootstrap.WORDS[code].split("\n")
    assert re.search("[ก-๙]", thai)
    assert not re.search("[ก-๙]", english)
    blanks = [{name for _, name, _, _ in string.Formatter().parse(line) if name} for line in (thai, english)]
    assert blanks[0] == blanks[1]


def test_an_unknown_command_costs_no_set_up(calls: Calls, capsys: pytest.CaptureFixture[str]) -> None:
    assert (bootstrap.main(["renewl"]), bootstrap.main([]), bootstrap.main(["--help"])) == (2, 2, 0)
    assert "renewal, pytest, ruff, mypy, python" in capsys.readouterr().err
    assert calls == []


# What is redone, and when


def test_a_set_up_goes_from_wheels_to_the_source_package_to_the_project(
    venv: Path, checkout: Path, calls: Calls
) -> None:
    bootstrap.prepare(venv, "renewal")
    assert all("--require-hashes" in call for call in calls if "--requirement" in call)
    assert steps(calls) == ["venv", RUNTIME, FETCH, BUILD, "checkout"]
    bootstrap.prepare(venv, "renewal")
    assert steps(calls) == []


def test_the_developers_packages_are_added_to_a_users_environment(
    venv: Path, checkout: Path, calls: Calls
) -> None:
    bootstrap.prepare(venv, "renewal")
    calls.clear()
    bootstrap.prepare(venv, "pytest")
    assert steps(calls) == [DEV]
    bootstrap.prepare(venv, "renewal")
    assert steps(calls) == []


def test_a_changed_project_file_reinstalls_the_project_alone(
    venv: Path, checkout: Path, calls: Calls
) -> None:
    bootstrap.prepare(venv, "pytest")
    calls.clear()
    changed(checkout / PROJECT)
    bootstrap.prepare(venv, "pytest")
    assert steps(calls) == ["checkout"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_changed_lock_makes_the_environment_anew(
    venv: Path, checkout: Path, calls: Calls, lock: str
) -> None:
    bootstrap.prepare(venv, "pytest")
    calls.clear()
    changed(checkout / lock)
    bootstrap.prepare(venv, "pytest")
    assert steps(calls) == ["venv", DEV, FETCH, BUILD, "checkout"]


def test_the_developers_lock_is_no_matter_of_a_user(venv: Path, checkout: Path) -> None:
    before = bootstrap.made_from(venv, "renewal")
    changed(checkout / DEV)
    assert bootstrap.made_from(venv, "renewal") == before
    assert DEV in bootstrap.made_from(venv, "mypy")


@pytest.mark.parametrize("name", ["python", "renewal"])
def test_an_environment_that_lost_a_program_is_made_anew(
    venv: Path, checkout: Path, calls: Calls, name: str
) -> None:
    bootstrap.prepare(venv, "renewal")
    calls.clear()
    bootstrap.program(venv, name).unlink()
    bootstrap.prepare(venv, "renewal")
    assert steps(calls) == ["venv", RUNTIME, FETCH, BUILD, "checkout"]


def test_an_interrupted_set_up_is_begun_again(
    venv: Path, checkout: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(venv: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "install_project", interrupted)
        assert bootstrap.main(["renewal"]) == 130
    calls.clear()
    bootstrap.prepare(venv, "renewal")
    assert steps(calls) == ["venv", RUNTIME, FETCH, BUILD, "checkout"]


def test_a_second_set_up_waits_for_the_first(venv: Path) -> None:
    path = venv.with_name("venv.lock")
    with bootstrap.only_one(venv), path.open("w") as second:
        assert not bootstrap.taken(second)
    with path.open("w") as third:
        assert bootstrap.taken(third)


@pytest.mark.parametrize("step", ["venv", RUNTIME, FETCH, "checkout"])
def test_a_tool_that_fails_ends_the_set_up_and_is_quoted_by_its_last_lines(
    venv: Path,
    checkout: Path,
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    step: str,
) -> None:
    failing(monkeypatch, step)
    assert bootstrap.main(["renewal"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("line 38\nline 39\n")
    assert "line 20" not in err
    assert bootstrap.read_stamp(venv) == {}


# Without durable-rules


@POSIX
def test_without_a_compiler_one_sentence_in_each_language_helps_on_three_systems(
    venv: Path,
    checkout: Path,
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "compiler", COMPILER)
    monkeypatch.setenv("PATH", str(venv.parent))
    monkeypatch.delenv("CC", raising=False)

    bootstrap.prepare(venv, "renewal")

    assert steps(calls) == ["venv", RUNTIME, FETCH, "checkout"]
    out, err = capsys.readouterr()
    said = [line for line in err.splitlines() if not line.startswith("bootstrap: ")]
    assert (out, len(said)) == ("", 2)
    for line in said:
        assert "C compiler" in line
        assert "columnar" in line
        assert "`sudo apt-get install build-essential python3-dev`" in line
        assert "`xcode-select --install`" in line
        assert "Visual Studio Build Tools" in line
        assert "C++" in line


def test_a_build_that_fails_is_quoted_and_the_set_up_goes_on(
    venv: Path,
    checkout: Path,
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    failing(monkeypatch, BUILD)
    bootstrap.prepare(venv, "renewal")
    assert steps(calls) == ["venv", RUNTIME, FETCH, BUILD, "checkout"]
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("columnar") == 2
    assert err.count(str(venv / bootstrap.STAMP)) == 2
    assert "line 38\nline 39\n" in err
    assert "line 20" not in err


def test_nothing_is_fetched_while_building(venv: Path, checkout: Path, calls: Calls) -> None:
    bootstrap.prepare(venv, "renewal")
    fetch, build = (next(call for call in calls if Path(call[0]).name == name) for name in (FETCH, BUILD))
    assert {"download", str(venv / BUILD)} <= {*fetch}
    assert {"install", "--no-index", str(venv / BUILD)} <= {*build}


@pytest.mark.parametrize("broken", [False, True])
def test_what_could_not_be_built_is_left_alone_until_the_machine_has_other_tools(
    venv: Path,
    checkout: Path,
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    broken: bool,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "compiler", lambda: "old cc" if broken else "")
        failing(patch, BUILD)
        bootstrap.prepare(venv, "renewal")
        calls.clear()
        capsys.readouterr()

        bootstrap.prepare(venv, "renewal")
        assert steps(calls) == []
        changed(checkout / PROJECT)
        bootstrap.prepare(venv, "renewal")
        assert steps(calls) == ["checkout"]
        bootstrap.prepare(venv, "pytest")
        assert steps(calls) == [DEV]
        assert "columnar" not in capsys.readouterr().err

    bootstrap.prepare(venv, "renewal")
    assert steps(calls) == [BUILD]
    assert bootstrap.UNBUILT not in bootstrap.read_stamp(venv)
    monkeypatch.setattr(bootstrap, "compiler", lambda: "")
    bootstrap.prepare(venv, "renewal")
    assert steps(calls) == []


def test_a_tool_that_came_and_was_not_enough_is_told_once(
    venv: Path,
    checkout: Path,
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "compiler", lambda: "")
    monkeypatch.setattr(bootstrap, "headers", lambda: venv / "nowhere")
    bootstrap.prepare(venv, "renewal")
    assert "C compiler was not found" in capsys.readouterr().err
    monkeypatch.setattr(bootstrap, "compiler", lambda: "cc")
    bootstrap.prepare(venv, "renewal")
    assert "Python.h" in capsys.readouterr().err
    bootstrap.prepare(venv, "renewal")
    assert capsys.readouterr().err == ""
    assert BUILD not in steps(calls)


@POSIX
def test_the_command_takes_the_process_over_with_its_arguments(
    venv: Path, checkout: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    class TakenOver(Exception):
        """A real exec does not come back."""

    def execv(path: Path, arguments: list[str]) -> None:
        raise TakenOver(path, arguments)

    monkeypatch.setattr(os, "execv", execv)
    with pytest.raises(TakenOver) as taken:
        bootstrap.main(["renewal", "score", "เมือง.yaml"])
    renewal = venv / "bin" / "renewal"
    assert taken.value.args == (renewal, [str(renewal), "score", "เมือง.yaml"])


# The locks


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_path(lock: str) -> None:
    text = (bootstrap.ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--index|--find-links|\s/\w", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_is_pinned_and_hashed(lock: str) -> None:
    assert len(locked(lock)) > 10
    for requirement, hashes in locked(lock).items():
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", requirement), requirement
        assert re.match(r"    --hash=sha256:[0-9a-f]{64}\b", hashes), requirement


def test_the_developers_lock_holds_every_pin_of_the_users() -> None:
    assert locked(DEV).keys() > locked(RUNTIME).keys()


@pytest.mark.parametrize("lock", LOCKS)
def test_only_durable_rules_is_built_from_source(lock: str) -> None:
    wheels, sources = bootstrap.split(list(locked(lock)))
    assert sources == ["durable-rules==2.0.28"]
    assert {"setuptools", "hatchling"} <= {wheel.split("==")[0] for wheel in wheels}
