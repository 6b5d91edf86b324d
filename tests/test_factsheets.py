"""The facts of many submissions: whoever works them out, and whether they were kept, they are the same."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from filing import complete, empty, example

from forms import factsheets as module
from forms.crews import Alone, Lost
from forms.editions import variant
from forms.factsheets import Filed, Outcome, factsheets, sheet_of
from forms.kept import Kept
from forms.parcels import packed
from forms.processes import Processes
from reports.words import sentence
from scoring.edition import Edition
from scoring.factsheets import FactSheet
from scoring.problems import Problem

GOOD = {"all.json": complete(), "none.json": empty(), "half.json": example("tharnthong")}
BAD = {
    "broken.yaml": b"city: [",
    "empty.json": b"",
    "no-text.yaml": b"\xff\xfe\x00",
    "wrong.yaml": b"schema: submission/1\ncity: {id: A B}\nbogus: 1\npart1: {progress: {percent: 400}}\n",
}


class Watched:
    """This process, counting what it is given to do; some items are lost by it."""

    def __init__(self, *lost: str) -> None:
        self.done: list[list[str]] = []
        self._lost = lost

    def work(
        self, function: Callable[[Any, Any], Any], shared: Any, items: Sequence[Any]
    ) -> Iterator[tuple[int, Any]]:
        self.done.append([Path(item.name).name for item in items])
        for place, result in Alone().work(function, shared, items):
            yield place, Lost("SIGKILL") if self.done[-1][place] in self._lost else result

    @property
    def count(self) -> int:
        return sum(map(len, self.done))


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Good submissions and bad ones, and one that is not there."""
    folder = tmp_path / "cities"
    folder.mkdir()
    for name, data in GOOD.items():
        (folder / name).write_text(json.dumps(data, ensure_ascii=False, default=str), encoding="utf-8")
    for name, raw in BAD.items():
        (folder / name).write_bytes(raw)
    return [*sorted(folder.iterdir()), folder / "missing.yaml"]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "cache")


def test_each_path_gets_its_facts_or_what_is_wrong_with_it(paths: list[Path], edition: Edition) -> None:
    found = {paths[place].name: outcome for place, outcome in factsheets(paths, edition, Alone(), None)}
    assert len(found) == len(paths)
    assert {name for name, outcome in found.items() if isinstance(outcome, FactSheet)} == set(GOOD)
    for name in {*BAD, "missing.yaml"}:
        outcome = found[name]
        assert isinstance(outcome, tuple)
        assert all(problem.file.endswith(name) for problem in outcome)


def test_whoever_works_them_out_finds_the_same(paths: list[Path], edition: Edition) -> None:
    alone = sorted(factsheets(paths, edition, Alone(), None), key=lambda one: one[0])
    with Processes(2, starting=0) as crew:
        theirs = sorted(factsheets(paths, edition, crew, None), key=lambda one: one[0])
    assert theirs == alone
    assert told(theirs) == told(alone)


def told(found: list[tuple[int, Outcome]]) -> list[str]:
    """What a person is told of all that is wrong."""
    problems = [problem for _, outcome in found if isinstance(outcome, tuple) for problem in outcome]
    return [sentence(problem, lang) for problem in problems for lang in ("th", "en")]


# Kept from an earlier run


def test_in_the_next_run_only_what_is_bad_is_looked_at_again(
    paths: list[Path], edition: Edition, kept: Kept
) -> None:
    first, second = Watched(), Watched()
    fresh = dict(factsheets(paths, edition, first, kept))
    again = dict(factsheets(paths, edition, second, kept))
    assert again == fresh
    assert first.count == len(paths) - 1  # all but the one that is not there
    assert sorted(second.done[-1]) == sorted(BAD)


def test_what_is_found_again_has_its_facts_in_the_same_order(
    paths: list[Path], edition: Edition, kept: Kept
) -> None:
    fresh, again = (dict(factsheets(paths, edition, Alone(), kept)) for _ in range(2))
    for place, outcome in fresh.items():
        if isinstance(outcome, FactSheet):
            other = again[place]
            assert isinstance(other, FactSheet)
            assert list(other.facts.items()) == list(outcome.facts.items())


@pytest.mark.parametrize(
    ("name", "value", "anew"),
    [
        ("weights.cdp", "30", 0),
        ("credits.partial", "2/5", 0),
        ("pass_mark", "55", 0),
        ("floors.zone", "10", 0),
        ("levels.zone.swot.partial.min", "3", 0),
        ("required_sectors", "private,people", len(GOOD)),
    ],
)
def test_under_a_variant_only_what_measures_rest_on_is_found_anew(
    paths: list[Path], edition: Edition, kept: Kept, name: str, value: str, anew: int
) -> None:
    dict(factsheets(paths, edition, Alone(), kept))
    crew = Watched()
    dict(factsheets(paths, variant(edition, None, [f"{name}={value}"]), crew, kept))
    assert crew.count == anew + len(BAD)


def test_a_city_that_files_otherwise_is_looked_at_anew(
    paths: list[Path], edition: Edition, kept: Kept
) -> None:
    dict(factsheets(paths, edition, Alone(), kept))
    changed = next(path for path in paths if path.name == "none.json")
    changed.write_text(json.dumps(empty(draft=True)), encoding="utf-8")
    crew = Watched()
    found = {paths[place]: outcome for place, outcome in factsheets(paths, edition, crew, kept)}
    assert "none.json" in crew.done[-1]
    assert isinstance(found[changed], FactSheet)
    assert found[changed].draft  # type: ignore[union-attr]


def test_what_another_program_kept_is_not_used(
    paths: list[Path], edition: Edition, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    dict(factsheets(paths, edition, Alone(), kept))
    monkeypatch.setattr("forms.program.fingerprint", lambda: "0" * 64)
    crew = Watched()
    dict(factsheets(paths, edition, crew, kept))
    assert crew.count == len(GOOD) + len(BAD)


@pytest.mark.parametrize("harm", [b"", b"nonsense", b"0" * 64 + b"\n{}"])
def test_what_was_damaged_is_worked_out_anew_and_kept_again(
    paths: list[Path], edition: Edition, kept: Kept, tmp_path: Path, harm: bytes
) -> None:
    fresh = dict(factsheets(paths, edition, Alone(), kept))
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(harm)
    assert dict(factsheets(paths, edition, Alone(), kept)) == fresh
    crew = Watched()
    assert dict(factsheets(paths, edition, crew, kept)) == fresh
    assert crew.count == len(BAD)


def test_where_nothing_can_be_kept_the_results_are_the_same(
    paths: list[Path], edition: Edition, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    kept = Kept(tmp_path / "file")
    fresh = dict(factsheets(paths, edition, Alone(), None))
    for _ in range(2):
        assert dict(factsheets(paths, edition, Alone(), kept)) == fresh
    assert kept.note is not None


# One city's misfortune


def test_a_city_whose_worker_always_dies_is_one_citys_problem(
    paths: list[Path], edition: Edition, kept: Kept
) -> None:
    found = {paths[place].name: one for place, one in factsheets(paths, edition, Watched("none.json"), kept)}
    (problem,) = found["none.json"]
    assert isinstance(problem, Problem)
    assert "SIGKILL" in sentence(problem, "th")
    assert "renewal check" in sentence(problem, "en")
    assert isinstance(found["all.json"], FactSheet)
    again = Watched()
    dict(factsheets(paths, edition, again, kept))
    assert "none.json" in again.done[-1]  # nothing was kept of it


def test_a_fault_of_the_program_is_one_citys_problem(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(module, "factsheet", broken)
    raw = json.dumps(empty()).encode()
    assert sheet_of(packed(edition), Filed("city.json", raw, "", "")) == (
        Problem("city.json", None, "", "program_failed", {"reason": "ZeroDivisionError: division by zero"}),
    )


# Not everything at once


@pytest.mark.parametrize(("most", "largest"), [(2, 10**9), (10**9, 1)])
def test_only_so_much_is_held_in_memory_at_once(
    paths: list[Path], edition: Edition, monkeypatch: pytest.MonkeyPatch, most: int, largest: int
) -> None:
    whole = dict(factsheets(paths, edition, Alone(), None))
    monkeypatch.setattr(module, "MOST", most)
    monkeypatch.setattr(module, "LARGEST", largest)
    crew = Watched()
    assert dict(factsheets(paths, edition, crew, None)) == whole
    assert max(map(len, crew.done)) <= 2
    assert crew.count == len(GOOD) + len(BAD)


def test_what_is_known_already_is_told_before_anything_is_worked_out(
    paths: list[Path], edition: Edition, kept: Kept
) -> None:
    good = [path for path in paths if path.name in GOOD]
    dict(factsheets(good, edition, Alone(), kept))
    crew = Watched()
    outcomes = factsheets([*good, *(path for path in paths if path.name in BAD)], edition, crew, kept)
    for place in range(len(good)):
        assert next(outcomes)[0] == place
    assert crew.done == []
