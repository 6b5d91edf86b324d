"""What is written is whole, goes where it was sent, and replaces nothing that was not named."""

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from forms.destinations import destinations, refuse_inputs
from forms.editions import cases, export
from forms.editions import edition as load
from forms.files import make_folder, submissions_in, unopened, unwritten, write_whole
from forms.submissions import read
from reports.words import sentence
from scoring.edition import Edition
from scoring.problems import Faults

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
posix = pytest.mark.skipif(os.name == "nt", reason="as POSIX has it")
not_root = pytest.mark.skipif(ROOT, reason="root may read and write anything")


def codes(faults: pytest.ExceptionInfo[Faults]) -> list[str]:
    return [problem.code for problem in faults.value.problems]


# Which submissions are meant


def test_a_folder_stands_for_its_submissions_in_order_and_for_nothing_else(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.json", "c.YML", "notes.txt", ".hidden.yaml", "._b.yaml"):
        (tmp_path / name).touch()
    (tmp_path / "folder.yaml").mkdir()
    assert [path.name for path in submissions_in(tmp_path)] == ["a.json", "b.yaml", "c.YML"]


def test_a_folder_without_submissions_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(Faults) as caught:
        submissions_in(tmp_path)
    assert codes(caught) == ["folder_empty"]


@posix
def test_a_link_that_leads_nowhere_is_told_and_not_passed_over(tmp_path: Path, edition: Edition) -> None:
    (tmp_path / "city.yaml").symlink_to(tmp_path / "gone.yaml")
    (path,) = submissions_in(tmp_path)
    with pytest.raises(Faults) as caught:
        read(path, edition)
    assert codes(caught) == ["file_not_found"]


@posix
@not_root
def test_a_folder_that_may_not_be_listed_says_so(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    with pytest.raises(Faults) as caught:
        submissions_in(closed)
    assert codes(caught) == ["file_denied"]


@posix
def test_a_name_too_long_for_any_disk_is_a_sentence(edition: Edition) -> None:
    (path,) = submissions_in(Path("x" * 5000 + ".yaml"))
    with pytest.raises(Faults) as caught:
        read(path, edition)
    assert codes(caught) == ["file_unopened"]


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EISDIR, errno.EACCES, errno.EIO])
def test_what_stops_a_file_from_opening_is_said_in_both_languages(number: int) -> None:
    problem = unopened(Path("city.yaml"), OSError(number, os.strerror(number)))
    assert sentence(problem, "th") != sentence(problem, "en")


@pytest.mark.parametrize(
    "number", [errno.ENOENT, errno.EEXIST, errno.EISDIR, errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EIO]
)
def test_what_stops_a_file_from_being_written_is_said_in_both_languages(number: int) -> None:
    problem = unwritten(Path("report.html"), OSError(number, os.strerror(number)))
    assert sentence(problem, "th") != sentence(problem, "en")


# Writing


def test_a_file_is_replaced_in_one_step_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Faults) as caught:
        write_whole(path, b"new")
    assert codes(caught) == ["disk_full"]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_is_stopped_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"old")

    def stopped(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_a_new_file_may_be_read_by_whom_the_umask_lets_and_an_old_one_as_before(tmp_path: Path) -> None:
    new, old = tmp_path / "new.txt", tmp_path / "old.txt"
    old.write_bytes(b"secret")
    old.chmod(0o600)
    before = os.umask(0o027)
    try:
        write_whole(new, b"new")
        write_whole(old, b"still secret")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (new, old)] == [0o640, 0o600]


@posix
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "report.txt", tmp_path / "link.txt"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@posix
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"a report")
    reader.join(timeout=10)
    assert read == [b"a report"]
    assert pipe.is_fifo()


@pytest.mark.parametrize(("place", "code"), [("", "file_is_folder"), ("none/report.txt", "folder_not_found")])
def test_a_place_that_takes_no_file_is_a_sentence(tmp_path: Path, place: str, code: str) -> None:
    with pytest.raises(Faults) as caught:
        write_whole(tmp_path / place, b"new")
    assert codes(caught) == [code]


@not_root
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(Faults) as caught:
        write_whole(path, b"new")
    assert codes(caught) == ["write_denied"]
    assert path.read_bytes() == b"old"


def test_a_folder_is_made_with_those_above_it_and_never_out_of_a_file(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").touch()
    with pytest.raises(Faults) as caught:
        make_folder(tmp_path / "file")
    assert codes(caught) == ["folder_is_file"]


# Where the reports of many go


def test_each_report_has_its_submissions_name() -> None:
    paths = [Path("in/a.yaml"), Path("in/b.json")]
    assert list(destinations(paths, Path("out"), "md").values()) == [Path("out/a.md"), Path("out/b.md")]


def test_two_submissions_of_one_name_do_not_share_a_report() -> None:
    paths = [
        Path(name) for name in ("north/city.yaml", "south/city.yaml", "south/City.json", "x/city-2.yaml")
    ]
    names = [path.name for path in destinations(paths, Path("out"), "txt").values()]
    assert names == ["city.txt", "south-city.txt", "City-2.txt", "x-city-2.txt"]


def test_a_submission_named_twice_has_one_report() -> None:
    assert len(destinations([Path("a.yaml"), Path("a.yaml")], Path("out"), "md")) == 1


def test_a_report_never_replaces_a_submission_whatever_it_is_called(tmp_path: Path) -> None:
    city, other = tmp_path / "city.yaml", tmp_path / "other.yaml"
    city.touch()
    other.hardlink_to(city)
    refuse_inputs([tmp_path / "report.html"], [city])
    with pytest.raises(Faults) as caught:
        refuse_inputs([other, tmp_path / "." / "city.yaml"], [city])
    assert codes(caught) == ["output_is_input", "output_is_input"]


# Editions


def test_an_exported_edition_is_the_same_edition(tmp_path: Path, edition: Edition) -> None:
    export("depa-2562", tmp_path / "new" / "mine")
    mine = load(str(tmp_path / "new" / "mine"))
    assert mine.fingerprint == edition.fingerprint
    assert cases(str(tmp_path / "new" / "mine")).keys() == cases("depa-2562").keys()


def test_an_edition_is_exported_into_an_empty_folder_and_never_over_something(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    export("depa-2562", tmp_path / "empty")
    (tmp_path / "file").touch()
    for taken, code in (("empty", "folder_in_use"), ("file", "folder_is_file")):
        with pytest.raises(Faults) as caught:
            export("depa-2562", tmp_path / taken)
        assert codes(caught) == [code]


@pytest.mark.parametrize("name", ["nothing", "x" * 5000])
def test_an_edition_that_is_not_there_is_told_with_those_that_are(name: str) -> None:
    with pytest.raises(Faults) as caught:
        load(name)
    assert codes(caught) == ["edition_not_found"]
    assert "depa-2562" in sentence(caught.value.problems[0], "en")


@posix
@not_root
def test_an_edition_that_may_not_be_read_says_which_file(tmp_path: Path) -> None:
    export("depa-2562", tmp_path / "mine")
    policy = tmp_path / "mine" / "criteria" / "policy.yaml"
    policy.chmod(0o000)
    with pytest.raises(Faults) as caught:
        load(str(tmp_path / "mine"))
    assert codes(caught) == ["file_unopened"]
    assert "policy.yaml" in caught.value.problems[0].file
