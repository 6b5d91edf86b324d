"""The program's fingerprint: another whenever something else might be found in the same submission."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from forms import program

FRESH: Callable[[], str] = program.fingerprint.__wrapped__  # not as it was found before


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of two modules."""
    for part in program.PARTS:
        (tmp_path / part).mkdir()
        (tmp_path / part / f"in_{part}.py").write_bytes(b"one = 1\ntwo = 2\n")
    monkeypatch.setattr(program, "FOLDER", tmp_path)
    return tmp_path


def test_it_stays_while_the_program_does(source: Path) -> None:
    assert FRESH() == FRESH()
    assert program.fingerprint() == program.fingerprint()


@pytest.mark.parametrize("part", program.PARTS)
def test_any_change_of_the_source_is_seen(source: Path, part: str) -> None:
    before = FRESH()
    (source / part / f"in_{part}.py").write_bytes(b"one = 1\ntwo = 3\n")
    assert FRESH() != before


def test_a_module_that_comes_goes_or_moves_is_seen(source: Path) -> None:
    seen = [FRESH()]
    (source / "scoring" / "more.py").write_bytes(b"")
    seen.append(FRESH())
    (source / "scoring" / "more.py").rename(source / "forms" / "more.py")
    seen.append(FRESH())
    (source / "forms" / "more.py").rename(source / "forms" / "other.py")
    seen.append(FRESH())
    assert len(set(seen)) == 4


def test_how_lines_end_is_no_change(source: Path) -> None:
    before = FRESH()
    for path in source.rglob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert FRESH() == before


@pytest.mark.parametrize("library", program.LIBRARIES)
def test_another_version_of_a_library_is_seen(
    source: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    before = FRESH()
    monkeypatch.setattr(program, "version", lambda name: "0.0.1" if name == library else version(name))
    assert FRESH() != before


def test_another_python_is_seen(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, here = FRESH(), program.program().python
    monkeypatch.setattr("sys.version_info", (3, 99, 0, "final", 0))
    assert (FRESH() != before, program.program().python != here) == (True, True)


def test_a_library_without_its_record_is_no_error(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "LIBRARIES", ("no-such-library",))
    assert len(FRESH()) == 64


def test_every_library_that_has_a_part_in_it_is_known_by_its_name() -> None:
    assert all(version(library) for library in program.LIBRARIES)
