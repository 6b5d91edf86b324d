"""Attachments: what a report names and what is within it is fingerprinted, and told when it is missing."""

import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from filing import Data, changed, complete, filed
from test_cli import no_locale, run
from word_files import EDITION, FORM
from word_files import written as word

from forms.attachments import attached
from forms.filled import data_of
from forms.submissions import read
from forms.text_forms import json_form
from scoring.attachments import Attachment
from scoring.submission import Submission

__all__ = ["no_locale"]
PLAN = b"the plan"
SHA = hashlib.sha256(PLAN).hexdigest()


def naming(*files: str, **more: object) -> Submission:
    """A report that names these files as evidence."""
    rows: Data = {"name": "ก", "evidence": [{"title": "หลักฐาน", "file": name} for name in files]}
    return filed({"schema": "submission/1", "city": {"id": "a"}, "part1": {"results": [rows]}, **more})


def as_json(changes: Data) -> bytes:
    """A complete report, changed, as a file."""
    return json_form(FORM, data_of(filed(changed(complete(), changes))))


def seen(submission: Submission, folder: Path) -> dict[str | None, Attachment]:
    found = attached(submission, FORM, folder / "city.yaml").attachments
    return {one.file: one for one in found}


def test_a_file_beside_the_report_is_fingerprinted(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "plan.pdf").write_bytes(PLAN)
    found = seen(naming("docs/plan.pdf"), tmp_path)["docs/plan.pdf"]
    assert found == Attachment(file="docs/plan.pdf", sha256=SHA, size=len(PLAN))


@pytest.mark.parametrize("named", ["docs\\plan.pdf", "city/docs/plan.pdf", "docs/plan.pdf"])
def test_a_file_may_lie_in_a_folder_of_the_reports_name_and_be_named_as_on_windows(
    named: str, tmp_path: Path
) -> None:
    (tmp_path / "city" / "docs").mkdir(parents=True)
    (tmp_path / "city" / "docs" / "plan.pdf").write_bytes(PLAN)
    assert seen(naming(named), tmp_path)[named].sha256 == SHA


def test_a_thai_name_is_found_however_it_is_composed(tmp_path: Path) -> None:
    (tmp_path / "ค\u0e4d\u0e32สั่ง é.pdf").write_bytes(PLAN)
    assert seen(naming("ค\u0e4d\u0e32สั่ง e\u0301.pdf"), tmp_path)["ค\u0e4d\u0e32สั่ง é.pdf"].sha256 == SHA


def test_a_file_that_is_not_there_is_missing_and_a_notice_says_so(tmp_path: Path) -> None:
    assert seen(naming("none.pdf"), tmp_path)["none.pdf"] == Attachment(file="none.pdf", missing=True)
    path = tmp_path / "city.json"
    path.write_bytes(as_json({"part1.results[0].evidence": [{"file": "none.pdf"}]}))
    text = " ".join(run("check", path).stdout.split())
    assert "Files are named that are not with the report: " in text
    assert "none.pdf" in text


@pytest.mark.parametrize(
    "named", ["../secret.txt", "/etc/passwd", "C:\\secret.txt", "a/../../secret.txt", "x" * 5000]
)
def test_nothing_outside_of_the_reports_folder_is_opened(named: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"secret")
    inner = tmp_path / "filed"
    inner.mkdir()
    assert seen(naming(named), inner)[named].missing


@pytest.mark.skipif(os.name == "nt", reason="as POSIX has it")
def test_links_that_lead_out_and_pipes_are_not_opened(tmp_path: Path) -> None:
    inner = tmp_path / "filed"
    inner.mkdir()
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (inner / "link.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(inner / "pipe.txt")
    found = seen(naming("link.txt", "pipe.txt"), inner)
    assert found["link.txt"].missing
    assert found["pipe.txt"].missing


def test_a_picture_within_a_word_file_is_an_attachment_with_its_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "city.docx"
    file = io.BytesIO(word(data_of(naming("map.png"))))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/media/map.png", PLAN)
        archive.writestr("word/media/image2.png", b"another")
    path.write_bytes(file.getvalue())
    found = {one.file: one for one in read(path, EDITION).attachments}
    assert (found["map.png"].sha256, found["map.png"].within) == (SHA, "city.docx")
    assert found["word/media/image2.png"].sha256 == hashlib.sha256(b"another").hexdigest()
    assert "word/media/map.png" in found
    out = tmp_path / "city.json"
    assert run("form", "convert", path, out).exit_code == 0
    kept = json.loads(out.read_bytes())["attachments"]
    assert {one["file"] for one in kept} == set(found)


def test_doing_it_again_changes_nothing_and_another_content_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(PLAN)
    path = tmp_path / "city.yaml"
    once = attached(naming("plan.pdf", "none.pdf"), FORM, path)
    assert attached(once, FORM, path) == once
    (tmp_path / "plan.pdf").write_bytes(b"another plan")
    (again, _) = attached(once, FORM, path).attachments
    assert again.changed
    assert again.sha256 != SHA


def test_what_was_seen_elsewhere_stays_as_it_was_filed(tmp_path: Path) -> None:
    entry = {"file": "plan.pdf", "sha256": SHA, "size": len(PLAN)}
    found = seen(naming("plan.pdf", attachments=[entry]), tmp_path)
    assert found["plan.pdf"] == Attachment(file="plan.pdf", sha256=SHA, size=len(PLAN))


@pytest.mark.parametrize(
    ("address", "odd"),
    [
        ("https://data.go.th/dataset?id=1#a", False),
        ("http://เมือง.ไทย/ข้อมูล", False),
        ("https://10.0.0.1:8080", False),
        ("www.city.go.th", True),
        ("javascript:alert(1)", True),
        ("file:///etc/passwd", True),
        ("https://", True),
        ("https://city .go.th", True),
        ("ftp://city.go.th/a", True),
    ],
)
def test_an_address_is_checked_for_its_form_only(address: str, odd: bool, tmp_path: Path) -> None:
    path = tmp_path / "city.json"
    path.write_bytes(as_json({"part2.cdp.documents[0].address": address}))
    result = json.loads(run("check", path, "--format", "json").stdout)
    assert ("address_odd" in {one["id"] for one in result["notices"]}) is odd
