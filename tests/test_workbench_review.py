"""The reviewers' pages by their requests: what is judged is kept, grows, and can be proved."""

import re
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from opened_bench import bench_of, let_in
from test_archives import repacked, same
from werkzeug.test import TestResponse

import cli
from forms.filled import data_of
from forms.submissions import read
from forms.written_forms import written_form
from scoring.edition import Edition
from workbench.bench import Bench
from workbench.reviewer import Reviewer, from_cookie, to_cookie

CITY = "tharnthong.yaml"
ABOUT = f"/review/{CITY}"
PICTURE = b"\x89PNG\r\n\x1a\n...."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def bench(folder: Path, edition: Edition) -> Bench:
    return bench_of(folder, edition, [CITY, "nathisamut.yaml"])


def reviewer(bench: Bench, id: str, *, chair: bool = False) -> FlaskClient:
    """The browser of somebody who judges."""
    client = let_in(bench)
    said = {"csrf": bench.keys.csrf, "id": id, "name": id.title()} | ({"chair": "on"} if chair else {})
    assert client.post("/review", data=said).status_code == HTTPStatus.SEE_OTHER
    return client


def matter(client: FlaskClient, criterion: str) -> dict[str, str]:
    """What the form of a criterion sends back."""
    text = client.get(ABOUT).get_data(as_text=True)
    form = text[text.index(f'name="criterion" value="{criterion}"') - 300 :]
    names = ("csrf", "criterion", "claim")
    found = {name: re.search(f'name="{name}" value="([^"]*)"', form) for name in names}
    return {name: one[1] for name, one in found.items() if one}


def judged(client: FlaskClient, criterion: str, level: str, **more: str) -> TestResponse:
    data = matter(client, criterion) | {"level": level, "reason": "seen on site", "do": "save"} | more
    return client.post(f"{ABOUT}/judge", data=data)


def seen(client: FlaskClient) -> str:
    """What the page that is to be signed was made from."""
    found = re.search('name="seen" value="([^"]*)"', client.get(ABOUT).get_data(as_text=True))
    return found[1] if found else ""


def kept(folder: Path, id: str) -> str:
    found = list((folder / "reviews").glob(f"*/{id}.yaml"))
    return found[0].read_text(encoding="utf-8") if found else ""


def test_what_a_judgement_does_is_shown_before_it_is_kept(bench: Bench, folder: Path) -> None:
    client = reviewer(bench, "anong")
    text = judged(client, "infrastructure.coverage", "unmet", do="try").get_data(as_text=True)
    assert "Before" in text
    assert not (folder / "reviews").exists()
    answer = judged(client, "infrastructure.coverage", "unmet")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "seen on site" in kept(folder, "anong")
    assert "seen on site" in client.get(ABOUT).get_data(as_text=True)


def test_the_effect_is_seen_before_the_reason_is_written(bench: Bench, folder: Path) -> None:
    answer = judged(reviewer(bench, "anong"), "infrastructure.coverage", "unmet", do="try", reason="")
    text = answer.get_data(as_text=True)
    assert answer.status_code == HTTPStatus.OK
    assert 'class="effect"' in text
    assert "give the reason before it is kept" in text
    assert kept(folder, "anong") == ""


@pytest.mark.parametrize(
    ("level", "more"),
    [("unmet", {"reason": " "}), ("wonderful", {}), ("unmet", {"settles": "on"}), ("unmet", {"claim": "x"})],
)
def test_what_may_not_be_judged_so_gets_a_sentence(
    bench: Bench, folder: Path, level: str, more: dict[str, str]
) -> None:
    answer = judged(reviewer(bench, "anong"), "infrastructure.coverage", level, **more)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert kept(folder, "anong") == ""


def test_a_claim_that_changed_since_the_page_was_opened_is_not_judged(bench: Bench, folder: Path) -> None:
    client = reviewer(bench, "anong")
    data = matter(client, "infrastructure.coverage") | {"level": "met", "reason": "seen", "do": "save"}
    text = (folder / CITY).read_text(encoding="utf-8")
    (folder / CITY).write_text(f"{text}# a remark\n", encoding="utf-8")
    assert client.post(f"{ABOUT}/judge", data=data).status_code == HTTPStatus.SEE_OTHER
    before = kept(folder, "anong")
    (folder / CITY).write_text(text.replace("coverage: 80", "coverage: 79"), encoding="utf-8")
    answer = client.post(f"{ABOUT}/judge", data=data)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "has changed since you opened the page" in answer.get_data(as_text=True)
    assert kept(folder, "anong") == before


def test_only_the_result_that_was_seen_is_signed(bench: Bench, folder: Path) -> None:
    client = reviewer(bench, "anong")
    data = {"csrf": bench.keys.csrf, "seen": seen(client)}
    judged(reviewer(bench, "boonmee"), "infrastructure.coverage", "met")
    assert client.post(f"{ABOUT}/sign", data=data).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not (folder / "reviews" / "_signed").exists()


def test_two_who_differ_wait_for_the_chair(bench: Bench) -> None:
    judged(reviewer(bench, "anong"), "infrastructure.coverage", "met")
    second = reviewer(bench, "boonmee")
    judged(second, "infrastructure.coverage", "partial")
    assert "the criterion waits for the chair" in second.get(ABOUT).get_data(as_text=True)
    chair = reviewer(bench, "chai", chair=True)
    assert (
        judged(chair, "infrastructure.coverage", "partial", settles="on").status_code == HTTPStatus.SEE_OTHER
    )
    text = chair.get(ABOUT).get_data(as_text=True)
    assert "the criterion waits for the chair" not in text
    assert "settled by the chair" in text


def test_a_conflict_of_interest_bars_the_reviewer_from_the_city(bench: Bench, folder: Path) -> None:
    client = reviewer(bench, "anong")
    data = matter(client, "infrastructure.coverage")
    said = {"csrf": bench.keys.csrf, "reason": "my brother is the mayor"}
    assert client.post(f"{ABOUT}/conflict", data=said).status_code == HTTPStatus.SEE_OTHER
    before = kept(folder, "anong")
    answer = client.post(f"{ABOUT}/judge", data=data | {"level": "met", "do": "save"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert kept(folder, "anong") == before
    signed = client.post(f"{ABOUT}/sign", data={"csrf": bench.keys.csrf})
    assert signed.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_what_is_signed_in_the_browser_is_proved_by_the_command(bench: Bench, folder: Path) -> None:
    client = reviewer(bench, "anong")
    judged(client, "infrastructure.coverage", "met")
    data = {"csrf": bench.keys.csrf, "seen": seen(client)}
    assert client.post(f"{ABOUT}/sign", data=data).status_code == HTTPStatus.SEE_OTHER
    found = CliRunner().invoke(cli.main, ["verify", str(folder / "reviews")])
    assert found.exit_code == 0, found.output
    next((folder / "reviews").glob("*/anong.yaml")).write_text("schema: review/1\n", encoding="utf-8")
    assert CliRunner().invoke(cli.main, ["verify", str(folder / "reviews")]).exit_code != 0


def test_two_browsers_and_a_command_at_once_lose_nothing(bench: Bench, folder: Path) -> None:
    criteria = ["infrastructure.coverage", "infrastructure.in_use", "zone.needs"]
    first, second = reviewer(bench, "anong"), reviewer(bench, "boonmee")
    forms = {id: [matter(one, id) for id in criteria] for id, one in (("a", first), ("b", second))}

    def browser(client: FlaskClient, sent: list[dict[str, str]]) -> None:
        for data in sent:
            said = data | {"level": "met", "reason": "seen", "do": "save"}
            assert client.post(f"{ABOUT}/judge", data=said).status_code == HTTPStatus.SEE_OTHER

    def command() -> None:
        for id in criteria:
            given = ["review", "add", str(folder / CITY), id, "met", "--reviews", str(folder / "reviews")]
            found = CliRunner().invoke(cli.main, [*given, "--reviewer", "chai", "--reason", "seen"])
            assert found.exit_code == 0, found.output

    with ThreadPoolExecutor(4) as pool:
        done = [
            pool.submit(browser, first, forms["a"]),
            pool.submit(browser, first, forms["a"]),  # the same reviewer in two windows
            pool.submit(browser, second, forms["b"]),
        ]
        command()
        for one in done:
            one.result()
    for id, times in (("anong", 2), ("boonmee", 1), ("chai", 1)):
        text = kept(folder, id)
        assert [text.count(f'criterion: "{each}"') for each in criteria] == [times] * 3, id
    assert len((folder / "reviews" / "audit.jsonl").read_text(encoding="utf-8").splitlines()) == 12
    assert CliRunner().invoke(cli.main, ["verify", str(folder / "reviews")]).exit_code == 0


def test_a_picture_is_shown_and_what_could_act_is_only_kept(bench: Bench, folder: Path) -> None:
    client = reviewer(bench, "anong")
    text = client.get(ABOUT).get_data(as_text=True)
    assert "file not found" in text
    (folder / "evidence").mkdir()
    (folder / "evidence" / "network-usage.pdf").write_bytes(PICTURE)  # it lies about its type
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    (folder / "evidence" / "cloud-usage.pdf").write_bytes(svg)
    at = f"{ABOUT}/evidence/infrastructure.coverage"
    shown, saved = client.get(f"{at}/0"), client.get(f"{at}/1")
    assert shown.headers["Content-Type"] == "image/png"
    assert "Content-Disposition" not in shown.headers or "inline" in shown.headers["Content-Disposition"]
    assert saved.headers["Content-Type"] == "application/octet-stream"
    assert saved.headers["Content-Disposition"].startswith("attachment")
    for one in (shown, saved):
        assert "sandbox" in one.headers["Content-Security-Policy"]
        assert one.headers["X-Content-Type-Options"] == "nosniff"
        one.close()
    assert client.get(f"{at}/99").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{ABOUT}/evidence/no.such/0").status_code == HTTPStatus.NOT_FOUND


def test_pictures_and_files_in_the_form_itself_are_shown_too(bench: Bench, folder: Path) -> None:
    """One that a field names stands at its criterion; all of them stand together."""
    text = (folder / CITY).read_text(encoding="utf-8").replace("evidence/network-usage.pdf", "usage.png")
    (folder / CITY).write_text(text, encoding="utf-8")
    filed = read(folder / CITY, bench.edition)
    (folder / CITY).unlink()
    script = b"<script>alert(1)</script>"
    parts = {"word__media__usage.png": PICTURE, "word__media__image2.png": script}
    raw = repacked(written_form("docx", bench.edition, data_of(filed), "th"), same, **parts)
    (folder / "city.docx").write_bytes(raw)
    client, about = reviewer(bench, "anong"), "/review/city.docx"
    page = client.get(about).get_data(as_text=True)
    assert "Pictures and files in the form" in page
    number = re.findall(r'<img src="/review/city.docx/within/(\d+)"', page)
    saved = re.findall(r'<a href="/review/city.docx/within/(\d+)">(?!<img)', page)
    assert (len(number), len(saved)) == (1, 1)
    shown = client.get(f"{about}/within/{number[0]}")
    assert (shown.data, shown.headers["Content-Type"]) == (PICTURE, "image/png")
    assert client.get(f"{about}/evidence/infrastructure.coverage/0").data == PICTURE
    kept_only = client.get(f"{about}/within/{saved[0]}")
    assert kept_only.headers["Content-Type"] == "application/octet-stream"
    assert kept_only.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"{about}/within/99").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("id", ["", "../x", "A B", "ก"])
def test_a_reviewer_has_an_id_that_can_name_a_file(bench: Bench, id: str) -> None:
    client = let_in(bench)
    answer = client.post("/review", data={"csrf": bench.keys.csrf, "id": id})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize(
    "text", ["", "x", "bm90IGpzb24=", "WzFd", to_cookie(Reviewer("../x", "", chair=False))]
)
def test_a_cookie_that_is_none_of_ours_is_nobody(text: str) -> None:
    assert from_cookie(text) is None


def test_a_reviewer_is_the_same_out_of_the_cookie() -> None:
    somchai = Reviewer("somchai", "สมชาย ใจดี", chair=True)
    assert from_cookie(to_cookie(somchai)) == somchai


def test_who_has_not_said_who_judges_is_led_to_say_so(bench: Bench) -> None:
    client = let_in(bench)
    answer = client.get(ABOUT)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.headers["Location"] == "/review"


def test_the_queue_has_every_city_and_says_which_cannot_be_read(bench: Bench, folder: Path) -> None:
    (folder / "broken.yaml").write_text("city: [", encoding="utf-8")
    text = reviewer(bench, "anong").get("/review").get_data(as_text=True)
    assert text.index("Tharn Thong") < text.index("Nathi Samut")  # what is not settled comes first
    assert "broken.yaml" in text
