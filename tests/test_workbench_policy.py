"""The policy's page by its requests: what a change does, and variants that are kept and never overwritten."""

import json
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from opened_bench import EXAMPLES, bench_of, let_in

import cli
from scoring.edition import Edition
from workbench.bench import Bench
from workbench.trials import trial

MARK = "n:parameters.pass_mark"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def bench(folder: Path, edition: Edition) -> Bench:
    return bench_of(folder, edition, [path.name for path in EXAMPLES.glob("*.yaml")])


@pytest.fixture
def client(bench: Bench) -> FlaskClient:
    return let_in(bench)


def test_what_a_change_does_is_what_the_command_says(client: FlaskClient, bench: Bench, folder: Path) -> None:
    data = {"csrf": bench.keys.csrf, MARK: "97"}
    answer = client.post("/policy/report/json", data=data)
    given = ["policy", "compare", str(folder), "--set", "pass_mark=97", "--format", "json", "--no-cache"]
    told = CliRunner().invoke(cli.main, given)
    ours, theirs = json.loads(answer.data), json.loads(told.stdout)
    for one in (*ours["cities"], *theirs["cities"]):
        one["file"] = Path(one["file"]).name
    assert ours["cities"] == theirs["cities"]
    assert ours["totals"] == theirs["totals"]
    assert ours["totals"]["to_revoke"] == 1
    text = client.post("/policy", data=data).get_data(as_text=True)
    flips = text[text.index('id="live-flips"') : text.index('id="keep-title"')]
    assert flips.count("<tr>") == 2  # the head, and the one that flips
    assert "Tharn Thong" in flips


@pytest.mark.parametrize("value", ["much", "-1", "", "1e9", "101", "<script>"])
def test_a_number_that_cannot_be_is_said_and_changes_nothing(
    client: FlaskClient, bench: Bench, folder: Path, value: str
) -> None:
    data = {"csrf": bench.keys.csrf, "n:floors.zone": value, "name": "x"}
    for path in ("/policy", "/policy/save", "/policy/export", "/policy/report/html"):
        answer = client.post(path, data=data)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, path
        assert 'role="alert"' in answer.get_data(as_text=True)
        assert b"<script>" not in answer.data
    assert not (folder / "variants").exists()


def test_saving_a_variant_has_no_city_read_again(client: FlaskClient, bench: Bench, folder: Path) -> None:
    (folder / "reviews").mkdir()
    client.get("/policy")
    known = bench.trials[0]
    data = {"csrf": bench.keys.csrf, MARK: "97", "name": "strict"}
    assert client.post("/policy/save", data=data).status_code == HTTPStatus.SEE_OTHER
    client.get("/policy")
    assert bench.trials[0] is known


def test_a_variant_is_kept_noted_loaded_and_never_overwritten(
    client: FlaskClient, bench: Bench, folder: Path
) -> None:
    data = {"csrf": bench.keys.csrf, MARK: "97", "name": "../strict"}
    assert client.post("/policy/save", data=data).status_code == HTTPStatus.SEE_OTHER
    kept = folder / "variants" / "strict.yaml"
    assert kept.read_text(encoding="utf-8") == "parameters.pass_mark: 97\n"
    again = client.post("/policy/save", data=data | {MARK: "98"})
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert kept.read_text(encoding="utf-8") == "parameters.pass_mark: 97\n"
    text = client.get("/policy?variant=strict").get_data(as_text=True)
    assert re.search(f'name="{MARK}" value="97"', text)
    held = client.post("/policy", data=data | {"against": "strict"}).get_data(as_text=True)
    assert "No city flips." in held
    reviews = str(folder / "reviews")
    assert '"variant"' in (folder / "reviews" / "audit.jsonl").read_text(encoding="utf-8")
    assert CliRunner().invoke(cli.main, ["verify", reviews]).exit_code == 0
    kept.write_text("parameters.pass_mark: 1\n", encoding="utf-8")
    assert CliRunner().invoke(cli.main, ["verify", reviews]).exit_code == 1


def test_the_numbers_that_are_exported_are_what_policy_takes(
    client: FlaskClient, bench: Bench, folder: Path
) -> None:
    data = {"csrf": bench.keys.csrf, MARK: "97", "n:weights.sections.cdp": "30"}
    path = folder.parent / f"{folder.name}-policy.yaml"
    path.write_bytes(client.post("/policy/export", data=data).data)
    given = ["policy", "compare", str(folder), "--policy", str(path), "--format", "json", "--no-cache"]
    found = json.loads(CliRunner().invoke(cli.main, given).stdout)
    assert found["totals"]["to_revoke"] == 1


def test_what_others_save_is_seen(bench: Bench, folder: Path, edition: Edition) -> None:
    assert len(trial(bench, edition, edition).cities) == 5
    assert len(trial(bench, edition, edition).cities) == 5
    (folder / "broken.yaml").write_text("city: [", encoding="utf-8")
    (folder / "phuket.yaml").unlink()
    now = trial(bench, edition, edition)
    assert (len(now.cities), now.left_out) == (4, 1)


def test_an_empty_folder_has_a_policy_too(tmp_path: Path, edition: Edition) -> None:
    client = let_in(bench_of(tmp_path, edition, []))
    assert client.get("/policy").status_code == HTTPStatus.OK


@pytest.mark.parametrize("path", ["/policy?variant=none", "/policy?variant=../x"])
def test_a_variant_that_is_not_there_is_no_page(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND
