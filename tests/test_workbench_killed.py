"""A workbench killed at any instant leaves each file as it was or as it was to be, and can go on."""

import os
from http import HTTPStatus
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from killed import instants
from opened_bench import bench_of
from test_workbench import hidden
from test_workbench_review import ABOUT, CITY, matter, reviewer, seen

import cli
from forms.audit import log_of
from forms.reviews import review_files, review_in
from forms.submissions import read
from forms.variants import variants_in
from scoring.edition import Edition
from workbench.bench import Bench

LONG_AGO = 1_000_000_000  # seconds: a lock so old is nobody's


@pytest.fixture
def bench(tmp_path: Path, edition: Edition) -> Bench:
    (tmp_path / "cities").mkdir()
    return bench_of(tmp_path / "cities", edition, [CITY])


@pytest.fixture
def client(bench: Bench) -> FlaskClient:
    """The browser of somebody who judged already."""
    made = reviewer(bench, "anong")
    first = matter(made, "infrastructure.coverage") | {"level": "met", "reason": "seen", "do": "save"}
    assert made.post(f"{ABOUT}/judge", data=first).status_code == HTTPStatus.SEE_OTHER
    return made


def left(client: FlaskClient, bench: Bench, path: str, data: dict[str, str]) -> list[Path]:
    """What is left of the folder at each instant of the request, the last when all is done."""
    folder = bench.folder.path
    with instants(folder, folder.parent / "left") as found:
        assert client.post(path, data=data).status_code == HTTPStatus.SEE_OTHER
    assert len(found) > 3
    return found


def verified(folder: Path) -> str:
    """What `renewal verify` has against the folder."""
    return CliRunner().invoke(cli.main, ["verify", "--lang", "en", str(folder)]).stderr


def unlocked(folder: Path) -> None:
    """As a minute later: whoever was killed holds its lock no longer."""
    for lock in folder.rglob(".*.lock"):
        os.utime(lock, (LONG_AGO, LONG_AGO))


def test_a_form_is_the_old_one_or_the_new(client: FlaskClient, bench: Bench, edition: Edition) -> None:
    typed = hidden(client.get(f"/city/{CITY}")) | {"f:part1.progress.percent": "77", "name": CITY}
    before = read(bench.folder.path / CITY, edition).part1.progress.percent
    folders = left(client, bench, f"/city/{CITY}/save", typed)
    found = [read(path / CITY, edition).part1.progress.percent for path in folders]
    assert set(found) == {before, 77}
    assert found == sorted(found, key=lambda one: one == 77)


def test_a_judgement_is_there_or_not_and_the_next_one_notes_what_the_log_lacks(
    client: FlaskClient, bench: Bench
) -> None:
    said = matter(client, "zone.needs") | {"level": "unmet", "reason": "not seen", "do": "save"}
    folders = left(client, bench, f"{ABOUT}/judge", said)
    told = [verified(path) for path in folders]
    counts = [len(review_in(one).judgements) for path in folders for one in review_files(path / "reviews")]
    assert counts == sorted(counts)
    assert set(counts) == {1, 2}
    assert {one.partition(": ")[2][:36] for one in told} == {"", "the log does not tell of 1 of the en"}
    for path in folders:
        unlocked(path)
        asked = ["review", "add", str(path / CITY), "zone.goals", "met"]
        who = ["--reviews", str(path / "reviews"), "--reviewer", "anong"]
        assert CliRunner().invoke(cli.main, [*asked, *who]).exit_code == 0
        assert verified(path) == ""


def test_a_signature_is_in_the_log_with_all_it_was_made_from_or_nobody_signed(
    client: FlaskClient, bench: Bench
) -> None:
    data = {"csrf": bench.keys.csrf, "seen": seen(client)}
    for path in left(client, bench, f"{ABOUT}/sign", data):
        lines, problems = log_of(path / "reviews")
        assert problems == ()
        told = verified(path)
        signed = [line.what for line in lines] == ["judgement", "signed"]
        assert told == "" or (not signed and "the log does not know of this file" in told)


def test_a_variant_is_there_whole_or_not(client: FlaskClient, bench: Bench) -> None:
    data = {"csrf": bench.keys.csrf, "n:parameters.pass_mark": "77", "name": "strict"}
    folders = left(client, bench, "/policy/save", data)
    names = [variants_in(path / "variants") for path in folders]
    assert names == sorted(names)
    assert (names[0], names[-1]) == ([], ["strict"])
    for path in folders:
        assert log_of(path / "reviews")[1] == ()
        for variant in (path / "variants").glob("*.yaml"):
            assert variant.read_text(encoding="utf-8") == "parameters.pass_mark: 77\n"
