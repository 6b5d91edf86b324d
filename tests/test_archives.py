"""Files from the street: what is not safe to open or cannot be read is refused, with what to do about it."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from excel_files import written as workbook
from test_cli import no_locale, run, said
from word_files import written as word

from forms import archive_parts
from forms.archives import opened
from forms.submissions import submission
from scoring.edition import Edition
from scoring.problems import Faults

__all__ = ["no_locale"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DTD = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'


def refused(name: str, raw: bytes) -> str:
    """The code of the one problem."""
    with pytest.raises(Faults) as caught:
        opened(name, raw)
    (problem,) = caught.value.problems
    return problem.code


def repacked(raw: bytes, change: Callable[[str, bytes], bytes | None], **added: bytes) -> bytes:
    """The archive with its parts changed or left out, and others added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in added.items():
            new.writestr(name.replace("__", "/"), part)
    return file.getvalue()


def same(_: str, part: bytes) -> bytes:
    return part


def document_is(part: bytes) -> bytes:
    return repacked(word(None), lambda name, old: part if name == "word/document.xml" else old)


@pytest.mark.parametrize(("raw", "kind"), [(word(None), "docx"), (workbook(None), "xlsx")])
@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.zip"])
def test_what_a_file_is_is_told_by_what_is_in_it_and_not_by_its_name(
    name: str, raw: bytes, kind: str
) -> None:
    assert opened(name, raw).kind == kind


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("a.docx", b"", "file_empty"),
        ("a.docx", bytes(100), "file_no_office"),
        ("a.docx", b"schema: submission/1", "file_no_office"),
        ("a.doc", OLE + bytes(600), "file_old_office"),
        ("a.xls", OLE + bytes(600), "file_old_office"),
        ("a.docx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file_password"),
        ("a.pdf", b"%PDF-1.7 ...", "file_pdf"),
        ("a.docx", b"{\\rtf1 ...}", "file_other_office"),
        ("a.doc", b"<html><body>", "file_other_office"),
        ("a.xls", b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><HTML>", "file_other_office"),
        ("a.doc", "<html xmlns:w='urn'>".encode("utf-16"), "file_other_office"),
        ("a.xls", b"<table border=1><tr>", "file_other_office"),
        ("a.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "file_other_office"),
        ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "file_other_office"),
        ("a.csv", "รหัส,ชื่อ".encode(), "file_table"),
        ("a.docx", word(None)[:3000], "archive_damaged"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "archive_damaged"),
    ],
)
def test_what_is_no_word_or_excel_file_is_refused_with_what_to_do(name: str, raw: bytes, code: str) -> None:
    assert refused(name, raw) == code


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("a.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "file_other_office"),
        ("a.docx", zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "file_other_office"),
        ("a.pages", zipped(**{"Index__Document.iwa": b""}), "file_other_office"),
        ("a.zip", zipped(**{"report__city.docx": word(None)}), "file_zip"),
        ("a.docx", zipped(), "file_no_office"),
    ],
)
def test_an_archive_of_something_else_is_refused(name: str, raw: bytes, code: str) -> None:
    assert refused(name, raw) == code


@pytest.mark.parametrize(
    "other",
    [
        b"application/vnd.ms-excel.sheet.binary.macroEnabled.main",
        b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ],
)
def test_a_binary_workbook_and_slides_are_no_forms(other: bytes) -> None:
    sheet = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    raw = repacked(workbook(None), lambda _, part: part.replace(sheet, other))
    assert refused("a.xlsb", raw) == "file_other_office"


@pytest.mark.parametrize("name", ["city.yaml", "city.json", "city.txt", "city"])
def test_a_form_is_read_whatever_its_name_is(name: str, edition: Edition) -> None:
    for raw in (word({"city": {"id": "nowhere"}}), workbook({"city": {"id": "nowhere"}})):
        assert submission(name, raw, edition).city.id == "nowhere"


@pytest.mark.parametrize("raw", [word(None), workbook(None)])
def test_macros_are_refused_whatever_the_file_is_called(raw: bytes) -> None:
    assert refused(
        "a.docx", repacked(raw, same, word__vbaProject=b"x", **{"word__vbaProject.bin": b"x"})
    ) == ("archive_macros")


def test_a_file_that_says_it_may_hold_macros_is_refused() -> None:
    def change(name: str, part: bytes) -> bytes:
        old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        new = b"application/vnd.ms-word.document.macroEnabled.main+xml"
        return part.replace(old, new) if name == "[Content_Types].xml" else part

    assert refused("a.docm", repacked(word(None), change)) == "archive_macros"


def test_a_bomb_is_not_unpacked() -> None:
    bomb = b" " * (archive_parts.MOST_XML + 1)
    assert refused("a.docx", document_is(bomb)) == "archive_bomb"


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    raw = bytearray(document_is(b" " * (archive_parts.MOST_XML + 1)))
    at = raw.rindex(b"word/document.xml") - 46
    raw[at + 24 : at + 28] = struct.pack("<I", 100)  # what the directory says of the size
    assert refused("a.docx", bytes(raw)) in ("archive_bomb", "archive_damaged")


def test_a_file_of_very_many_parts_is_refused() -> None:
    raw = repacked(
        word(None), same, **{f"word__{number}.xml": b"<a/>" for number in range(archive_parts.MOST_PARTS)}
    )
    assert refused("a.docx", raw) == "archive_bomb"


def test_a_part_that_is_locked_is_refused() -> None:
    raw = bytearray(word(None))
    at = raw.rindex(b"word/document.xml") - 46
    raw[at + 8] |= 1
    assert refused("a.docx", bytes(raw)) == "file_password"


def test_a_directory_of_a_million_parts_is_refused_before_each_is_a_record() -> None:
    raw = zipped(a=b"")
    at, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    directory = raw[at:end] * 1_000_000
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), at, 0)
    assert refused("a.docx", raw[:at] + directory + last) == "archive_bomb"


def test_an_archive_within_is_left_shut() -> None:
    bomb = zipped(a=b" " * 10_000_000)
    assert opened("a.docx", repacked(word(None), same, **{"word__embeddings__a.zip": bomb}))


@pytest.mark.parametrize("name", ["WORD/document.xml", "../a.xml", "/etc/a.xml", "word/../../a", "C:/a.xml"])
def test_parts_that_are_there_twice_or_lead_elsewhere_are_refused(name: str) -> None:
    raw = repacked(word(None), same, **{name.replace("/", "__"): b"<a/>"})
    assert refused("a.docx", raw) == "archive_damaged"


@pytest.mark.parametrize("part", [DTD, LAUGHS, DTD.decode().encode("utf-16")])
def test_declarations_are_refused_before_anything_is_parsed(part: bytes) -> None:
    assert refused("a.docx", document_is(part)) == "archive_entities"


HIDDEN = '<?xml version="1.0" {} encoding="UTF-7"?>+ADwAIQ-DOCTYPE a +AFs +ADwAIQ-ENTITY b "ha"> +AF0->{}'
EBCDIC = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'


@pytest.mark.parametrize("part", [HIDDEN.format("", "<a>&b;</a>"), HIDDEN.format(" " * 900, "<a/>")])
def test_declarations_cannot_hide_in_another_encoding(part: str) -> None:
    assert refused("a.docx", document_is(part.encode())) == "archive_damaged"
    assert refused("a.docx", document_is(EBCDIC.encode("cp037"))) == "archive_damaged"


PART = (
    "{}<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    "<w:body>{}</w:body></w:document>"
)
SAYING = "<w:p><w:r><w:t>encoding='UTF-7'</w:t></w:r></w:p>"


@pytest.mark.parametrize("encoding", ["UTF-8", "utf-16"])
def test_both_encodings_of_the_standard_are_read(encoding: str) -> None:
    for declared in ("", f'<?xml version="1.0" encoding="{encoding}" standalone="yes"?>\r\n'):
        part = PART.format(declared, SAYING).encode(encoding)
        assert opened("a.docx", document_is(part)).main == part


def test_text_of_a_million_tags_is_not_parsed() -> None:
    part = PART.format("", "<w:p/>" * archive_parts.MOST_TAGS).encode()
    assert refused("a.docx", document_is(part)) == "archive_bomb"


def test_paragraphs_in_paragraphs_are_read_as_deep_as_people_write_them() -> None:
    def nested(depth: int) -> bytes:
        return document_is(PART.format("", "<w:p>" * depth + "</w:p>" * depth).encode())

    assert opened("a.docx", nested(5)).main
    with pytest.raises(Faults) as caught:
        _ = opened("a.docx", nested(200)).main
    assert [one.code for one in caught.value.problems] == ["archive_damaged"]


@pytest.mark.parametrize("step", ["w:sdt", "w:tbl", "w:r", "w:x"])
def test_what_is_nested_as_deep_as_a_parser_takes_does_not_exhaust_the_reader(
    step: str, edition: Edition
) -> None:
    part = PART.format("", f"<{step}>" * 250 + f"</{step}>" * 250).encode()
    with pytest.raises(Faults) as caught:
        submission("a.docx", document_is(part), edition)
    assert [one.code for one in caught.value.problems] == ["field_missing"]


@pytest.mark.parametrize("part", [b"<a>" * 100_000, b"<a></b>", b"\xff\xfe\x00"])
def test_text_that_is_no_xml_or_nested_without_end_is_a_damaged_file(part: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(document_is(part))
    result = run("check", path)
    assert result.exit_code == 2
    assert "damaged or incomplete" in said(result)


def test_a_header_that_is_no_xml_is_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(repacked(word(None), same, **{"word__header1.xml": b"<a></b>"}))
    assert "damaged or incomplete" in said(run("check", path))


def test_a_file_that_refers_to_others_fetches_nothing(tmp_path: Path) -> None:
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://192.0.2.1/t.dotm" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</Relationships>", link) if name.endswith("document.xml.rels") else part

    assert opened("a.docx", repacked(word(None), change)).main


def test_a_strict_file_is_refused_with_what_to_choose_instead() -> None:
    main = opened("a.docx", word(None)).main
    strict = main.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with pytest.raises(Faults) as caught:
        _ = opened("a.docx", document_is(strict)).main
    assert [one.code for one in caught.value.problems] == ["archive_strict"]


def test_a_file_that_is_too_large_is_never_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with path.open("wb") as file:
        file.write(word(None)[:1000])
        file.truncate(200_000_000)
    result = run("check", path)
    assert result.exit_code == 2
    assert "more than the 60 MB" in said(result)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.xlsx", "a.pdf", "a.txt"])
def test_every_refusal_is_one_sentence(name: str, lang: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes({"a.doc": OLE, "a.pdf": b"%PDF-"}.get(name, b"a: 1"))
    result = run("score", path, "--lang", lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
