"""The files of a report are found where they are, each with its SHA-256; one that is not there is told of."""

import datetime
import hashlib
import json
import os
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from excel_files import written as workbook
from filing import FOLDER, Data, changed, complete, filed
from form_fields import FIELDS
from hypothesis import given
from hypothesis import strategies as st
from test_archives import repacked, same
from test_cli import no_locale, run
from word_files import EDITION, FORM
from word_files import read as read_word
from word_files import written as word

from forms import attachments as attaching
from forms import beside
from forms.attachments import NOTHING, Enclosed, attached, named
from forms.beside import Beside, Seen
from forms.filled import data_of
from forms.submissions import read, submission
from forms.written_forms import written_form
from scoring.addresses import is_address
from scoring.assess import assess
from scoring.attachments import Attachment
from scoring.submission import Submission

__all__ = ["no_locale"]
posix = pytest.mark.skipif(os.name == "nt", reason="as POSIX has it")
not_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read and write anything"
)
PICTURE = b"\x89PNG a map"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def naming(*files: str) -> Data:
    """A city that names these files as evidence of its first project."""
    evidence = [{"title": "หลักฐาน", "file": name} for name in files]
    return {
        "schema": "submission/1",
        "city": {"id": "nowhere"},
        "part1": {"results": [{"name": "a", "evidence": evidence}]},
    }


def city(folder: Path, *files: str, **more: Any) -> Path:
    """The submission of such a city, in a file."""
    path = folder / "city.yaml"
    path.write_bytes(written_form("yaml", EDITION, data_of(filed(naming(*files) | more)), "th"))
    return path


def files_of(path: Path) -> dict[str | None, Attachment]:
    return {one.file: one for one in read(path, EDITION).attachments}


def put(path: Path, content: bytes = PICTURE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def found_under(name: str, folder: Path) -> bool:
    (one,) = files_of(city(folder, name)).values()
    assert one.file == name
    assert one.sha256 in (None, sha256(PICTURE))
    return one.sha256 is not None


# Beside the report


def test_a_file_beside_the_report_is_known_by_its_hash_and_size(tmp_path: Path) -> None:
    put(tmp_path / "map.png")
    assert files_of(city(tmp_path, "map.png")) == {
        "map.png": Attachment(file="map.png", sha256=sha256(PICTURE), size=len(PICTURE))
    }


def test_a_file_may_lie_in_a_folder_that_is_called_like_the_report(tmp_path: Path) -> None:
    put(tmp_path / "evidence" / "map.png", b"of another city")
    put(tmp_path / "city" / "evidence" / "map.png")
    assert found_under("evidence/map.png", tmp_path)


def test_a_file_that_is_named_and_not_there_is_listed_without_a_hash(tmp_path: Path) -> None:
    assert files_of(city(tmp_path, "map.png")) == {"map.png": Attachment(file="map.png", missing=True)}


def test_a_file_that_is_named_twice_is_listed_once_and_in_the_order_of_the_form(tmp_path: Path) -> None:
    assert list(files_of(city(tmp_path, "b.png", "a.png", "b.png"))) == ["b.png", "a.png"]


WRITTEN = {
    "as it is": ("แผนที่/เขต.png", "แผนที่/เขต.png"),
    "with the strokes of Windows": ("แผนที่\\เขต.png", "แผนที่/เขต.png"),
    "with a dot before": ("./เขต.png", "เขต.png"),
    "in capitals": ("MAP.PNG", "map.png"),
    "as macOS stores letters": ("é.png", unicodedata.normalize("NFD", "é.png")),
    "with SARA AM in two": ("น้ำ.png".replace("\u0e33", "\u0e4d\u0e32"), "น้ำ.png"),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_a_name_is_compared_as_people_see_it(how: str, tmp_path: Path) -> None:
    name, there = WRITTEN[how]
    put(tmp_path / there)
    assert found_under(name, tmp_path)


@posix
def test_of_two_files_of_nearly_one_name_the_one_that_is_named_is_meant(tmp_path: Path) -> None:
    put(tmp_path / "MAP.png", b"another")
    put(tmp_path / "map.png")
    assert found_under("map.png", tmp_path)


OUTSIDE = (
    "../map.png",
    "a/../../map.png",
    "..\\map.png",
    "C:map.png",
    "C:\\map.png",
    "\\\\host\\map.png",
    "..",
)


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_is_looked_for_outside_of_the_folder(name: str, tmp_path: Path) -> None:
    put(tmp_path / "map.png")
    put(tmp_path / "inner" / "map.png")
    assert not found_under(name, tmp_path / "inner")


def test_a_file_is_not_found_by_where_it_is_on_this_machine(tmp_path: Path) -> None:
    assert not found_under(str(put(tmp_path / "map.png")), tmp_path)
    assert not found_under((tmp_path / "map.png").as_uri(), tmp_path)


@posix
def test_a_link_that_leads_out_of_the_folder_is_not_followed_and_one_within_it_is(tmp_path: Path) -> None:
    put(tmp_path / "outside" / "map.png")
    put(tmp_path / "inner" / "real" / "map.png")
    (tmp_path / "inner" / "out.png").symlink_to(tmp_path / "outside" / "map.png")
    (tmp_path / "inner" / "city").symlink_to(tmp_path / "outside")
    (tmp_path / "inner" / "in.png").symlink_to(tmp_path / "inner" / "real" / "map.png")
    assert not found_under("out.png", tmp_path / "inner")
    assert not found_under("map.png", tmp_path / "inner")
    assert found_under("in.png", tmp_path / "inner")


@posix
def test_a_pipe_a_device_and_a_folder_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder").mkdir()
    for name in ("pipe.png", "folder", "."):
        assert not found_under(name, tmp_path)


def test_any_name_at_all_is_looked_for_without_harm(tmp_path: Path) -> None:
    for name in (
        "CON",
        "a" * 5000,
        "a/" * 5000,
        "map.png:stream",
        "|*?<>",
        "~",
        "$HOME",
        "%s{0}",
        "city.yaml/a",
    ):
        (one,) = files_of(city(tmp_path, name)).values()
        assert one.sha256 is None


def test_a_file_too_large_to_read_is_there_without_a_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "LARGEST", 3)
    put(tmp_path / "map.png")
    assert files_of(city(tmp_path, "map.png"))["map.png"].size == len(PICTURE)
    assert notices(tmp_path / "city.yaml") >= {"file_unread"}


def test_only_so_many_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "MOST", 1)
    for name in ("a.png", "b.png"):
        put(tmp_path / name)
    one, other = files_of(city(tmp_path, "a.png", "b.png")).values()
    assert (one.sha256, other.sha256) == (sha256(PICTURE), None)


@posix
@not_root
def test_a_file_that_may_not_be_opened_is_there_without_a_hash(tmp_path: Path) -> None:
    put(tmp_path / "map.png").chmod(0)
    assert files_of(city(tmp_path, "map.png"))["map.png"].size == len(PICTURE)


# Within a Word or Excel file


def holding(raw: bytes, **parts: bytes) -> bytes:
    return repacked(raw, same, **parts)


@pytest.mark.parametrize(("suffix", "made", "folder"), [("docx", word, "word"), ("xlsx", workbook, "xl")])
def test_pictures_and_files_within_a_form_are_listed(
    suffix: str, made: Any, folder: str, tmp_path: Path
) -> None:
    parts = {
        f"{folder}__media__image1.png": PICTURE,
        f"{folder}__embeddings__sheet.xlsx": b"PK",
        "docProps__thumbnail.png": b"",
    }
    path = put(tmp_path / f"city.{suffix}", holding(made(naming("sheet.xlsx", "gone.pdf")), **parts))
    assert list(read(path, EDITION).attachments) == [
        Attachment(file="sheet.xlsx", sha256=sha256(b"PK"), size=2, within=path.name),
        Attachment(file="gone.pdf", missing=True),
        Attachment(
            file=f"{folder}/media/image1.png", sha256=sha256(PICTURE), size=len(PICTURE), within=path.name
        ),
    ]


def test_a_file_beside_the_report_comes_before_one_of_its_name_within(tmp_path: Path) -> None:
    put(tmp_path / "image1.png", b"beside")
    path = put(tmp_path / "city.docx", holding(word(naming("image1.png")), word__media__image1=b""))
    assert files_of(path)["image1.png"].sha256 == sha256(b"beside")


def test_a_list_of_files_is_made_by_the_program_that_looked_and_is_kept_when_a_form_is_converted(
    tmp_path: Path,
) -> None:
    raw = written_form("yaml", EDITION, naming("map.png"), "th")
    assert submission("city.yaml", raw, EDITION).attachments == ()
    path = put(tmp_path / "city.docx", holding(word(naming("map.png")), word__media__a=PICTURE))
    assert run("form", "convert", path, tmp_path / "out.json").exit_code == 0
    (one,) = json.loads((tmp_path / "out.json").read_bytes())["attachments"]
    assert (one["file"], one["sha256"]) == ("word/media/a", sha256(PICTURE))
    assert "file_missing" in notices(tmp_path / "out.json")


def test_a_picture_that_is_only_linked_is_told_of_and_not_fetched(tmp_path: Path) -> None:
    target = "file:///C:/Users/somchai/map.png"
    link = "".join(
        f'<Relationship Id="rId{number}" TargetMode="External" Target="{where}" Type="{RELATIONS}/{kind}"/>'
        for number, (kind, where) in enumerate(
            [
                ("image", target),
                ("image", target),
                ("hyperlink", "https://depa.or.th"),
                ("attachedTemplate", "T"),
            ],
            90,
        )
    ).encode()

    def change(name: str, part: bytes) -> bytes:
        end = b"</Relationships>"
        return part.replace(end, link + end) if name.endswith("document.xml.rels") else part

    path = put(tmp_path / "city.docx", repacked(word(naming()), change))
    assert list(read(path, EDITION).attachments) == [
        Attachment(file=target, within="city.docx", missing=True)
    ]
    assert "file_linked" in notices(path)


@posix
def test_whatever_a_file_and_what_is_in_it_are_called_it_can_be_shown(tmp_path: Path) -> None:
    raw = holding(word(naming()), **{"word__media__a\u0007b" + "c" * 400: PICTURE})
    (one,) = read(put(tmp_path / "ci\u0007ty\udcff.docx", raw), EDITION).attachments
    assert one.within == "ci\ufffdty\ufffd.docx"
    assert one.file is not None
    assert len(one.file) == attaching.LONGEST


# Filed before


def test_a_file_that_is_not_the_one_filed_before_is_told_of(tmp_path: Path) -> None:
    put(tmp_path / "map.png")
    before = {"file": "map.png", "sha256": sha256(b"before"), "size": 6}
    path = city(tmp_path, "map.png", attachments=[before])
    found = Attachment(file="map.png", sha256=sha256(PICTURE), size=len(PICTURE), changed=True)
    assert files_of(path) == {"map.png": found}
    assert "file_changed" in notices(path)


def test_a_file_that_is_as_it_was_filed_is_no_change_however_its_hash_is_written(tmp_path: Path) -> None:
    put(tmp_path / "map.png")
    path = city(tmp_path, "map.png", attachments=[{"file": "map.png", "sha256": sha256(PICTURE).upper()}])
    assert not files_of(path)["map.png"].changed
    assert "file_changed" not in notices(path)


def test_what_was_filed_of_files_that_cannot_be_seen_is_kept(tmp_path: Path) -> None:
    kept = [
        {"file": "map.png", "sha256": "1f", "size": 3},
        {"file": "word/media/a.png", "sha256": "2f", "within": "city.docx"},
    ]
    found = read(city(tmp_path, "map.png", attachments=kept), EDITION)
    assert [one.model_dump(exclude_defaults=True) for one in found.attachments] == kept
    assert "file_missing" not in notices(tmp_path / "city.yaml")


def test_a_file_that_was_missing_and_is_named_no_more_is_not_told_of_for_ever(tmp_path: Path) -> None:
    path = city(tmp_path, attachments=[{"file": "map.png", "missing": True}])
    assert files_of(path) == {}


names = st.sampled_from(["map.png", "a/b.pdf", "image1.png", "word/media/image1.png", "gone.pdf"])
attachments = st.builds(
    Attachment,
    file=names | st.none(),
    sha256=st.sampled_from([None, sha256(PICTURE), "1f"]),
    within=st.sampled_from([None, "city.docx"]),
    missing=st.booleans(),
    changed=st.booleans(),
)
held = st.sampled_from(
    [NOTHING, Enclosed("city.docx", {"word/media/image1.png": Seen(1, "3f")}, ("C:/linked.png",))]
)


@given(st.lists(names, max_size=4), st.lists(attachments, max_size=4), held)
def test_looking_again_changes_nothing(
    files: list[str], before: Sequence[Attachment], held: Enclosed
) -> None:
    there = {"map.png": Seen(9, sha256(PICTURE)), "a/b.pdf": Seen(10, None)}
    given = filed(naming(*files)).model_copy(update={"attachments": tuple(before)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Beside, "find", lambda _, name: there.get(name))
        once = attached(given, FORM, Path("city.yaml"), held)
        assert attached(once, FORM, Path("city.yaml"), held) == once
    kept = {one.file for one in before if one.sha256 or not one.missing}
    assert {one.file for one in once.attachments} >= kept
    assert len(once.attachments) <= len(files) + len(before) + 2


@pytest.mark.parametrize("format_", ["yaml", "json", "docx", "xlsx"])
def test_the_list_of_files_is_kept_in_every_format(format_: str) -> None:
    one = Attachment(file="a/เขต.png", sha256=sha256(PICTURE), size=9, within="city.docx", changed=True)
    data = data_of(
        filed(naming()).model_copy(update={"attachments": (one, Attachment(file="b", missing=True))})
    )
    raw = written_form(format_, EDITION, data, "both")
    assert data_of(submission(f"city.{format_}", raw, EDITION)) == data


def test_a_word_form_lists_its_files_where_they_are_read_again() -> None:
    data = complete() | {"attachments": [{"file": "map.png", "sha256": "1f"}]}
    assert read_word(word(data_of(filed(data)))).data["attachments"] == data["attachments"]


# Every field that names a file, and every address


def keys(holds: str) -> list[str]:
    return [entry.key for entry in FORM.all_entries() if entry.said.holds == holds]


def with_one(key: str, value: str) -> Data:
    """A city that answers one question."""
    data: Any = value
    for step in reversed(key.split(".")):
        data = {step.removesuffix("[]"): [data] if step.endswith("[]") else data}
    return {"schema": "submission/1", "city": {"id": "nowhere"}, **data}


def notices(path: Path) -> set[str]:
    return {one.id for one in _assessed(read(path, EDITION)).notices}


def _assessed(one: Submission) -> Any:
    return assess(one, EDITION, (), datetime.date(2026, 11, 22))


def place_of_record(key: str) -> str:
    return key.replace("[]", "[0]").rpartition(".")[0]


def test_what_is_called_a_file_or_an_address_says_so_of_itself() -> None:
    """So that one which is added to the form is not forgotten."""
    words = {"file": ("file", "ไฟล์"), "address": ("address", "ที่อยู่เว็บ")}
    for name, said in FIELDS.items():
        for holds, titles in words.items():
            if any(title in said["x-title"].values() for title in titles):
                assert said.get("x-holds") == holds, name


@pytest.mark.parametrize("key", keys("file"))
def test_every_field_that_names_a_file_is_looked_at_and_its_place_is_told(key: str) -> None:
    one = filed(with_one(key, "map.png"))
    assert list(named(one, FORM)) == ["map.png"]
    looked = attached(one, FORM, Path("nowhere") / "city.yaml")
    (found,) = (notice for notice in _assessed(looked).notices if notice.id == "file_missing")
    assert found.places == (place_of_record(key),)


@pytest.mark.parametrize("key", keys("address"))
def test_every_address_is_looked_at_and_its_place_is_told(key: str) -> None:
    (found,) = (
        notice
        for notice in _assessed(filed(with_one(key, "javascript:alert(1)"))).notices
        if notice.id == "address_odd"
    )
    assert found.places == (place_of_record(key),)


@pytest.mark.parametrize(
    ("address", "odd"),
    [
        ("https://data.go.th/dataset?id=1#a", False),
        ("HTTP://เมืองน้ำดื่ม.ไทย/ข้อมูล ๑".replace(" ", "%20"), False),
        ("https://10.0.0.1:8080", False),
        ("https://my_city.example./a(b)[c]", False),
        ("www.city.go.th", True),
        ("javascript:alert(1)", True),
        ("file:///etc/passwd", True),
        ("ftp://city.go.th/a", True),
        ("https://", True),
        ("https:///a", True),
        ("https://city", True),
        ("https://city .go.th", True),
        ("https://city.go.th/a b", True),
        ("https://city.go.th\u00a0(ดูเมื่อ 1 ม.ค. 2567)", True),
        ("https://city.go.th, https://data.go.th", True),
        ("https://depa.or.th@city.example/", True),
        ("https://city.go.th/\u202efdp", True),
        ("https://city..th", True),
    ],
)
def test_an_address_is_checked_for_its_form_only(address: str, odd: bool) -> None:
    assert is_address(address) is not odd


def test_a_missing_file_is_told_of_by_check_and_stops_nothing(tmp_path: Path) -> None:
    result = run("check", city(tmp_path, "แผนที่.png"), "--lang", "en")
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert "Files are named that are not with the report" in shown
    assert "› evidence › entry 1" in shown


def test_each_field_that_names_a_missing_file_has_its_remark_in_the_form(tmp_path: Path) -> None:
    put(tmp_path / "b.png")
    path = put(tmp_path / "city.docx", word(naming("a.png", "b.png", "c.png")))
    assert run("form", "convert", path, tmp_path / "out.docx", "--annotate", "--lang", "en").exit_code == 0
    with zipfile.ZipFile(tmp_path / "out.docx") as archive:
        said = archive.read("word/comments.xml").decode()
    assert said.count("Files are named that are not with the report") == 2


def test_a_boundary_is_measured_wherever_it_is_found_as_an_attachment(tmp_path: Path) -> None:
    (tmp_path / "city" / "Maps").mkdir(parents=True)
    shape = FOLDER / "maps" / "tharnthong-boundary.geojson"
    (tmp_path / "city" / "Maps" / "zone.geojson").write_bytes(shape.read_bytes())
    path = tmp_path / "city.json"
    data = changed(complete(), {"part2.boundary.geometry": "maps\\zone.geojson"})
    path.write_bytes(written_form("json", EDITION, data_of(filed(data)), "th"))
    found = read(path, EDITION)
    assert "maps\\zone.geojson" in {one.file for one in found.attachments if one.sha256}
    assert found.part2.boundary.measured.area_km2
