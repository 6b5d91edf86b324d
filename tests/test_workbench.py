"""The workbench by its requests: who is let in, what is refused, and that nothing in the folder is lost."""

import io
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from opened_bench import EXAMPLES, bench_of
from werkzeug.test import TestResponse

from scoring.edition import Edition
from workbench.application import application
from workbench.bench import Bench
from workbench.hosts import allowed
from workbench.names import another, plain_name
from workbench.server import Server
from workbench.uploads import LARGEST

CITY = "nathisamut.yaml"
FIELD = re.compile(r'name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the workbench."""
    return tmp_path


@pytest.fixture
def bench(folder: Path, edition: Edition) -> Bench:
    return bench_of(folder, edition, [CITY, "phuket.yaml"])


@pytest.fixture
def stranger(bench: Bench) -> FlaskClient:
    """A browser that has not shown the token."""
    client: FlaskClient = application(bench).test_client()
    return client


@pytest.fixture
def client(stranger: FlaskClient, bench: Bench) -> FlaskClient:
    """A browser that has."""
    assert stranger.get("/", query_string={"token": bench.keys.token}).status_code == HTTPStatus.SEE_OTHER
    return stranger


def hidden(answer: TestResponse) -> dict[str, str]:
    """What a page sends back with its forms."""
    return dict(FIELD.findall(answer.get_data(as_text=True)))


def uploaded(client: FlaskClient, bench: Bench, name: str, raw: bytes) -> TestResponse:
    data = {"csrf": bench.keys.csrf, "form": (io.BytesIO(raw), name)}
    return client.post("/upload", data=data, content_type="multipart/form-data")


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_has(
    stranger: FlaskClient, bench: Bench
) -> None:
    answer = stranger.get("/", query_string={"token": bench.keys.token})
    assert answer.headers["Location"] == "/"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert bench.keys.token not in cookie
    assert stranger.get("/").status_code == HTTPStatus.OK


def test_a_token_for_one_time_opens_once(stranger: FlaskClient, bench: Bench) -> None:
    once = bench.keys.once()
    codes = [stranger.get("/", query_string={"token": once}).status_code for _ in range(2)]
    assert codes == [HTTPStatus.SEE_OTHER, HTTPStatus.FORBIDDEN]


@pytest.mark.parametrize("path", ["/", f"/city/{CITY}", "/static/bench.css", "/?token=wrong", "/nothing"])
def test_who_has_no_token_sees_nothing(stranger: FlaskClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert b"Nathi" not in answer.data
    assert b"/tmp" not in answer.data


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example:80", ""])
def test_a_foreign_host_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert b"Nathi" not in answer.data


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_what_another_site_sends_is_refused(
    client: FlaskClient, bench: Bench, headers: dict[str, str]
) -> None:
    data = {"csrf": bench.keys.csrf, "lang": "th"}
    assert client.post("/language", data=data, headers=headers).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("csrf", ["", "wrong", "é"])
def test_a_form_that_is_not_of_our_pages_is_refused(client: FlaskClient, folder: Path, csrf: str) -> None:
    before = (folder / CITY).read_bytes()
    answer = client.post(f"/city/{CITY}/save", data={"csrf": csrf, "name": CITY})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert (folder / CITY).read_bytes() == before


def test_every_answer_forbids_scripts_frames_and_guessing(client: FlaskClient) -> None:
    for path in ("/", f"/city/{CITY}", "/nothing", "/static/bench.js"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_asks_nobody_else_and_holds_no_script_or_style_of_its_own(client: FlaskClient) -> None:
    text = client.get(f"/city/{CITY}").get_data(as_text=True)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=)", text)
    assert set(re.findall(r'(?:src|href)="(https?:[^"]*)"', text)) == set()


@pytest.mark.parametrize(
    "path",
    [
        "/city/..%2f..%2fetc%2fpasswd",
        "/city/%2e%2e",
        "/city/.hidden.yaml",
        "/city/missing.yaml",
        "/city/..%5csecret.yaml",
        "/draft/" + "0" * 64,
        "/static/../application.py",
        f"/city/{CITY}/report/exe/en",
        f"/city/{CITY}/report/pdf/fr",
        f"/city/{CITY}/secret/pdf/en",
        "/form/exe",
    ],
)
def test_a_name_that_leads_elsewhere_leads_nowhere(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND


def test_a_link_out_of_the_folder_is_no_city(client: FlaskClient, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    shutil.copy(EXAMPLES / CITY, outside)
    (folder / "linked.yaml").symlink_to(outside)
    assert client.get("/city/linked.yaml").status_code == HTTPStatus.NOT_FOUND
    assert b"linked" not in client.get("/").data


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("../../etc/passwd", "passwd.yaml"),
        ("C:\\windows\\city.yaml", "city.yaml"),
        ("..", "city.yaml"),
        ("CON.yaml", "city.yaml"),
        ("a\u202eb.yaml", "ab.yaml"),
        (".ssh", "ssh.yaml"),
        ("เมือง.docx", "เมือง.yaml"),
        ("เ" * 400, "เ" * 50 + ".yaml"),
    ],
)
def test_a_file_gets_one_plain_name(given: str, plain: str) -> None:
    assert plain_name(given, ".yaml", "city") == plain


def test_another_name_is_one_that_nobody_has() -> None:
    assert another("a.yaml", {"A.yaml", "a-2.yaml"}) == "a-3.yaml"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("city.docx", b"PK\x03\x04 not a package"),
        ("city.xlsx", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("city.yaml", b"\x89PNG\r\n\x1a\n"),
        ("city.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("city.exe", b"MZ\x90\x00"),
        ("city.yaml", b"a: &a [*a, *a]"),
        ("empty.docx", b""),
    ],
)
def test_an_upload_that_is_no_form_gets_a_sentence_and_is_not_kept(
    client: FlaskClient, bench: Bench, folder: Path, name: str, raw: bytes
) -> None:
    before = sorted(folder.iterdir())
    answer = uploaded(client, bench, name, raw)
    if answer.status_code == HTTPStatus.SEE_OTHER:  # it is YAML, though no form: the page says so
        answer = client.get(answer.headers["Location"])
    text = answer.get_data(as_text=True)
    assert 'role="alert"' in text
    assert "<svg xmlns='" not in text
    assert sorted(folder.iterdir()) == before


def test_a_word_file_named_excel_is_read_as_what_it_is(client: FlaskClient, bench: Bench) -> None:
    word = client.get("/form/docx").data
    answer = uploaded(client, bench, "city.xlsx", word)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "city.docx" in client.get(answer.headers["Location"]).get_data(as_text=True)


def test_a_form_is_dropped_in_filled_in_and_saved(client: FlaskClient, bench: Bench, folder: Path) -> None:
    raw = (EXAMPLES / "tharnthong.yaml").read_bytes()
    page = client.get(uploaded(client, bench, "new.yaml", raw).headers["Location"])
    assert not (folder / "new.yaml").exists()
    answer = client.post(f"/draft/{hidden(page)['base']}/save", data=hidden(page) | {"name": "new.yaml"})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert (folder / "new.yaml").read_bytes() == raw


def test_a_field_filled_in_changes_the_result_and_nothing_in_the_folder(
    client: FlaskClient, folder: Path
) -> None:
    before = (folder / CITY).read_bytes()
    page = client.get(f"/city/{CITY}")
    typed = hidden(page) | {"f:part1.progress.percent": "60", "name": CITY}
    text = client.post(f"/city/{CITY}", data=typed).get_data(as_text=True)
    assert "What the change does" in text
    assert (folder / CITY).read_bytes() == before
    assert client.post(f"/city/{CITY}/save", data=typed).status_code == HTTPStatus.SEE_OTHER
    assert "percent: 60" in (folder / CITY).read_text(encoding="utf-8")


def test_a_file_that_holds_more_than_answers_is_not_written_over_unasked(
    client: FlaskClient, folder: Path
) -> None:
    offered = 'name="name" value="nathisamut-2.yaml"'
    text = client.get(f"/city/{CITY}").get_data(as_text=True)
    assert offered in text
    assert "This file holds more than answers" in text
    raw = re.sub(rb"(?m)^\s*#.*\n", b"", (folder / CITY).read_bytes())
    (folder / CITY).write_bytes(raw)
    text = client.get(f"/city/{CITY}").get_data(as_text=True)
    assert offered not in text
    assert "This file holds more than answers" not in text


def test_what_is_typed_wrong_is_said_at_its_field_and_not_saved(client: FlaskClient, folder: Path) -> None:
    before = (folder / CITY).read_bytes()
    typed = hidden(client.get(f"/city/{CITY}")) | {"f:part1.progress.percent": "much"}
    answer = client.post(f"/city/{CITY}/save", data=typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="much"' in answer.get_data(as_text=True)
    assert (folder / CITY).read_bytes() == before


def test_what_another_saved_meanwhile_is_shown_and_never_overwritten(
    client: FlaskClient, folder: Path
) -> None:
    typed = hidden(client.get(f"/city/{CITY}")) | {"f:part1.progress.percent": "60", "name": CITY}
    other = (folder / CITY).read_bytes().replace(b"percent: 46", b"percent: 47")
    (folder / CITY).write_bytes(other)
    answer = client.post(f"/city/{CITY}/save", data=typed)
    text = answer.get_data(as_text=True)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert (folder / CITY).read_bytes() == other
    assert ">47<" in text
    assert ">60<" in text
    mine = re.search(r'action="(/draft/[0-9a-f]{64}/save)"', text)
    assert mine
    assert client.post(mine[1], data=hidden(answer)).status_code == HTTPStatus.SEE_OTHER
    assert "percent: 60" in (folder / "nathisamut-2.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["html", "pdf", "docx", "xlsx", "json", "csv", "md", "text"])
def test_every_report_can_be_taken_away(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/city/{CITY}/report/{kind}/th")
    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_an_address_that_others_reach_needs_a_name() -> None:
    assert "city.example" in allowed("0.0.0.0", ["city.example"])
    with pytest.raises(Exception, match="serve_hosts"):
        allowed("0.0.0.0", [])


# The server itself


@pytest.fixture
def running(bench: Bench) -> Iterator[tuple[str, int]]:
    server = Server(application(bench), "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    host, _, port = server.address.removeprefix("http://").partition(":")
    yield host, int(port)
    server.close()
    thread.join(10)


def asked(at: tuple[str, int], sent: bytes) -> bytes:
    """What comes back for raw bytes, until the server closes or has said enough."""
    with socket.create_connection(at, timeout=30) as line:
        line.sendall(sent)
        return line.recv(4096)


def get(bench: Bench) -> bytes:
    cookie = f"{bench.keys.cookie}={bench.keys.session}"
    return f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n".encode()


def test_an_upload_of_a_gigabyte_is_refused_before_it_is_read(running: tuple[str, int], bench: Bench) -> None:
    head = (
        "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        f"Cookie: {bench.keys.cookie}={bench.keys.session}\r\nContent-Length: 1000000000\r\n\r\n"
    )
    assert b" 413 " in asked(running, head.encode()).partition(b"\r\n")[0]
    assert LARGEST < 1_000_000_000
    assert b" 200 " in asked(running, get(bench)).partition(b"\r\n")[0]


def test_slow_clients_keep_nobody_waiting(running: tuple[str, int], bench: Bench) -> None:
    slow = [socket.create_connection(running, timeout=30) for _ in range(40)]
    for line in slow:
        line.sendall(b"POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na")
    assert b" 200 " in asked(running, get(bench)).partition(b"\r\n")[0]
    for line in slow:
        line.close()


def test_two_hundred_requests_at_once_are_all_answered(running: tuple[str, int], bench: Bench) -> None:
    with ThreadPoolExecutor(200) as pool:
        heads = list(pool.map(lambda _: asked(running, get(bench)).partition(b"\r\n")[0], range(200)))
    assert {head.split()[1] for head in heads} == {b"200"}
