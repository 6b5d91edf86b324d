"""Facts kept between runs: found by all they were made from; what is damaged or another's is never used."""

import errno
import hashlib
import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forms import program
from forms.editions import shipped
from forms.kept import LIMIT, Kept, default_folder, key
from forms.submissions import read
from scoring.edition import Edition
from scoring.edition_files import Question
from scoring.factsheets import FactSheet, basis, factsheet
from scoring.models import Bilingual
from scoring.problems import Faults
from scoring.settings import Setting, settings
from scoring.submission import Submission
from scoring.variants import Change, varied

KEY, OTHER = "7" * 64, "8" * 64
posix = pytest.mark.skipif(os.name == "nt", reason="as POSIX has it")


@pytest.fixture(scope="session")
def sheets(edition: Edition, examples: dict[str, Submission]) -> list[FactSheet]:
    return [factsheet(submission, edition) for submission in examples.values()]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "cache")


def only_file(tmp_path: Path) -> Path:
    """Where the one sheet that is kept is."""
    (path,) = (path for path in tmp_path.rglob("*") if path.is_file())
    return path


def test_what_is_kept_is_found_as_it_was(kept: Kept, sheets: list[FactSheet]) -> None:
    for sheet in sheets:
        kept.keep(sheet.city, sheet)
    for sheet in sheets:
        found = kept.find(sheet.city)
        assert found == sheet
        assert list(found.facts.items()) == list(sheet.facts.items())
    assert kept.note is None


def test_what_was_not_kept_is_not_found(kept: Kept, sheets: list[FactSheet]) -> None:
    assert kept.find(KEY) is None
    kept.keep(KEY, sheets[0])
    assert kept.find(OTHER) is None


# Damage


def signed(key: str, body: bytes) -> bytes:
    """A body under the checksum that it should have there."""
    return hashlib.sha256(key.encode() + b"\n" + body).hexdigest().encode() + b"\n" + body


def body(raw: bytes) -> bytes:
    return raw.partition(b"\n")[2]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: b"",
    "cut short": lambda raw: raw[: len(raw) // 2],
    "only its checksum": lambda raw: raw[:65],
    "longer": lambda raw: raw + b" ",
    "one bit of a fact": lambda raw: re.sub(rb":(\d)", lambda m: b":%d" % (int(m[1]) ^ 1), raw, count=1),
    "without its checksum": body,
    "another's checksum": lambda raw: signed(OTHER, body(raw)),
    "no JSON": lambda raw: signed(KEY, b"nonsense"),
    "no text": lambda raw: signed(KEY, b"\xff\x00"),
    "deep": lambda raw: signed(KEY, b"[" * 100_000),
    "no sheet": lambda raw: signed(KEY, b"{}"),
    "a key more": lambda raw: signed(KEY, body(raw)[:-1] + b',"more":1}'),
    "a key less": lambda raw: signed(KEY, re.sub(rb'"draft":\w+,', b"", body(raw))),
    "a fact that is none": lambda raw: signed(KEY, re.sub(rb'"facts":\{', b'"facts":{"x":"y",', body(raw))),
    "very long": lambda raw: signed(KEY, body(raw) + b" " * LIMIT),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_sheet_is_not_used_and_is_made_good(
    kept: Kept, sheets: list[FactSheet], tmp_path: Path, damage: str
) -> None:
    kept.keep(KEY, sheets[0])
    path = only_file(tmp_path)
    raw = path.read_bytes()
    damaged = DAMAGE[damage](raw)
    assert damaged != raw
    path.write_bytes(damaged)
    assert kept.find(KEY) is None
    kept.keep(KEY, sheets[0])
    assert kept.find(KEY) == sheets[0]


def test_a_sheet_in_anothers_place_is_not_used(kept: Kept, sheets: list[FactSheet], tmp_path: Path) -> None:
    kept.keep(KEY, sheets[0])
    raw = only_file(tmp_path).read_bytes()
    kept.keep(OTHER, sheets[1])
    for path in tmp_path.rglob(OTHER):
        path.write_bytes(raw)
    assert kept.find(OTHER) is None


@posix
@pytest.mark.parametrize("target", ["the sheet itself", "an endless one", "nothing"])
def test_a_link_is_not_followed_to_what_nobody_kept(
    kept: Kept, sheets: list[FactSheet], tmp_path: Path, target: str
) -> None:
    kept.keep(KEY, sheets[0])
    path = only_file(tmp_path)
    moved = path.rename(tmp_path / "elsewhere")
    aims = {"the sheet itself": moved, "an endless one": Path("/dev/zero"), "nothing": tmp_path / "nothing"}
    path.symlink_to(aims[target])
    assert kept.find(KEY) is None
    kept.keep(KEY, sheets[1])
    assert kept.find(KEY) == sheets[1]
    assert sheets[0].city.encode() in moved.read_bytes()  # nothing was written through it


@posix
def test_a_pipe_is_not_waited_for(kept: Kept, sheets: list[FactSheet], tmp_path: Path) -> None:
    kept.keep(KEY, sheets[0])
    path = only_file(tmp_path)
    path.unlink()
    os.mkfifo(path)
    assert kept.find(KEY) is None
    kept.keep(KEY, sheets[0])
    assert kept.find(KEY) == sheets[0]


# A place where nothing can be kept


def folders(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "blocked" / "factsheets").mkdir(parents=True)
    (tmp_path / "blocked" / "factsheets" / KEY[:2]).write_bytes(b"")
    (tmp_path / "taken" / "factsheets" / KEY[:2] / KEY / "inside").mkdir(parents=True)
    return {
        "a file": tmp_path / "file",
        "below a file": tmp_path / "file" / "inside",
        "with a file in the way": tmp_path / "blocked",
        "with a folder in the way": tmp_path / "taken",
        "too long a name": tmp_path / ("x" * 300),
    }


@pytest.mark.parametrize(
    "place",
    ["a file", "below a file", "with a file in the way", "with a folder in the way", "too long a name"],
)
def test_a_folder_that_cannot_be_used_is_a_note_and_no_error(
    tmp_path: Path, sheets: list[FactSheet], place: str
) -> None:
    folder = folders(tmp_path)[place]
    kept = Kept(folder)
    assert kept.find(KEY) is None
    kept.keep(KEY, sheets[0])
    assert kept.find(KEY) is None
    assert kept.note is not None
    assert (kept.note.file, kept.note.code) == (str(folder), "cache_unkept")
    assert kept.note.values["reason"]
    assert not list(tmp_path.rglob("*.tmp"))


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_a_note_and_no_error(
    tmp_path: Path, sheets: list[FactSheet]
) -> None:
    tmp_path.chmod(0o500)
    kept = Kept(tmp_path)
    kept.keep(KEY, sheets[0])
    assert (kept.find(KEY), kept.note is None) == (None, False)


class Full:
    """A file on a disk without room: half of what is written goes through."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> "Full":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, content: bytes) -> int:
        self._file.write(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_a_note_and_leaves_nothing_behind(
    kept: Kept, sheets: list[FactSheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep(KEY, sheets[0])
    opened: Any = Path.open
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", lambda path, mode: Full(opened(path, mode)))
        kept.keep(KEY, sheets[1])
        kept.keep(OTHER, sheets[1])
    assert kept.note is not None
    assert kept.note.values == {"reason": os.strerror(errno.ENOSPC)}
    assert (kept.find(KEY), kept.find(OTHER)) == (sheets[0], None)
    assert only_file(tmp_path).name == KEY


def test_being_stopped_while_writing_leaves_what_was_there(
    kept: Kept, sheets: list[FactSheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    kept.keep(KEY, sheets[0])
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            kept.keep(KEY, sheets[1])
    assert kept.find(KEY) == sheets[0]
    assert only_file(tmp_path).name == KEY


def test_runs_at_the_same_time_never_see_half_a_sheet(tmp_path: Path, sheets: list[FactSheet]) -> None:
    def run(_: int) -> set[bool]:
        kept, seen = Kept(tmp_path), set[bool]()
        for _ in range(50):
            kept.keep(KEY, sheets[0])
            found = kept.find(KEY)
            seen.add(found == sheets[0])
        return seen

    with ThreadPoolExecutor(4) as runs:
        assert set().union(*runs.map(run, range(4))) == {True}


def test_the_folder_may_be_deleted_at_any_time(kept: Kept, sheets: list[FactSheet], tmp_path: Path) -> None:
    kept.keep(KEY, sheets[0])
    path = only_file(tmp_path)
    path.unlink()
    path.parent.rmdir()
    assert kept.find(KEY) is None
    kept.keep(KEY, sheets[0])
    assert kept.find(KEY) == sheets[0]


def test_there_is_a_place_for_it_on_this_system() -> None:
    assert default_folder().is_absolute()
    assert "smartcity-renewal" in str(default_folder())


# What a sheet is kept under


def test_the_same_content_has_one_key_whatever_the_file_is_called() -> None:
    assert key("a.yaml", b"x", "basis") == key("b.YML", b"x", "basis")


def test_the_content_how_it_is_read_and_the_basis_are_all_in_the_key() -> None:
    keys = [
        key("a.yaml", b"x", "one"),
        key("a.yaml", b"y", "one"),
        key("a.json", b"x", "one"),
        key("a.yaml", b"x", "two"),
        key("a", b"x", "one"),
    ]
    assert len(set(keys)) == len(keys)


def test_another_program_has_other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key("a.yaml", b"x", "basis")
    monkeypatch.setattr(program, "fingerprint", lambda: "0" * 64)
    assert key("a.yaml", b"x", "basis") != before


def measure_with(edition: Edition, part: str) -> str:
    return next(name for name, one in edition.measures.items() if getattr(one, part))


@pytest.mark.parametrize("part", ["select", "of", "take", "steps", "reduce", "unit"])
def test_whatever_a_measure_is_made_of_is_in_the_basis(edition: Edition, part: str) -> None:
    name = measure_with(edition, part)
    measure = edition.measures[name]
    others = [one for one in edition.measures.values() if getattr(one, part) != getattr(measure, part)]
    other = next(one for one in others if part != "unit" or one.scale != measure.scale)
    changed = replace(measure, **{part: getattr(other, part)})
    assert basis(replace(edition, measures={**edition.measures, name: changed})) != basis(edition)


def test_a_measure_more_or_less_is_in_the_basis(edition: Edition) -> None:
    first, *others = edition.measures
    fewer = {name: edition.measures[name] for name in others}
    assert basis(replace(edition, measures=fewer)) != basis(edition)
    assert basis(replace(edition, measures={**fewer, "other": edition.measures[first]})) != basis(edition)


def test_what_an_edition_asks_beyond_the_form_is_in_the_basis(edition: Edition) -> None:
    label = Bilingual(th="ถาม", en="asked")
    asked = [{"more": Question(label=label, type=type_)} for type_ in ("flag", "whole")]
    files = [edition.file, *(edition.file.model_copy(update={"questions": one}) for one in asked)]
    assert len({basis(replace(edition, file=file)) for file in files}) == 3


def test_which_fields_a_criterion_rests_on_is_in_the_basis(edition: Edition) -> None:
    first, *rest = edition.criteria
    words = first.words.model_copy(update={"fields": ["city.name"]})
    changed = replace(edition, criteria=(replace(first, words=words), *rest))
    assert basis(changed) != basis(edition)


@pytest.mark.parametrize(
    "name", ["weights.cdp", "credits.partial", "floors.zone", "pass_mark", "levels.zone.swot.partial.min"]
)
def test_a_number_that_no_measure_knows_is_not_in_the_basis(edition: Edition, name: str) -> None:
    assert basis(varied(edition, [Change(name, 1 if "credits" not in name else "1/3", "--set")])) == basis(
        edition
    )


def test_a_word_of_the_policy_that_measures_know_is_in_the_basis(edition: Edition) -> None:
    assert basis(varied(edition, [Change("required_sectors", "private,people", "--set")])) != basis(edition)


SETTINGS = sorted(settings(shipped()).by_name)


@given(st.sampled_from(SETTINGS), st.data())
def test_where_the_basis_is_the_same_so_are_the_sheets(name: str, data: st.DataObject) -> None:
    edition = shipped()
    setting = settings(edition).by_name[name]
    try:
        variant = varied(edition, [Change(name, data.draw(other(setting)), "--set")])
    except Faults:
        assume(False)
    if basis(variant) == basis(edition):
        path = Path(__file__).parent.parent / "examples" / "tharnthong.yaml"
        filed = read(path, edition)
        assert factsheet(filed, variant) == factsheet(filed, edition)


def other(setting: Setting) -> st.SearchStrategy[Any]:
    """Another value for a number or a word."""
    if setting.kind in {"text", "list"}:
        return st.sampled_from(["approved", "resolution", "private", "people"])
    if isinstance(setting.value, bool):
        return st.just(not setting.value)
    return st.integers(0, 9)
