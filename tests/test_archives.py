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

from forms import archives
from forms.archives import opened
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
        ("a.docx", b"", "file_no_office"),
        ("a.docx", b"schema: submission/1", "file_no_office"),
        ("a.doc", OLE + bytes(600), "file_old_office"),
        ("a.xls", OLE + bytes(600), "file_old_office"),
        ("a.docx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file_password"),
        ("a.pdf", b"%PDF-1.7 ...", "file_pdf"),
        ("a.docx", b"{\\rtf1 ...}", "file_other_office"),
        ("a.doc", b"<html><body>", "file_other_office"),
        ("a.docx", word(None)[:3000], "archive_damaged"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "archive_damaged"),
    ],
)
def test_what_is_no_word_or_excel_file_is_refused_with_what_to_do(name: str, raw: bytes, code: str) -> None:
    assert refused(name, raw) == code


def test_a_file_of_another_office_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert refused("a.odt", file.getvalue()) == "file_other_office"


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
    bomb = b" " * (archives.MOST_XML + 1)
    assert refused("a.docx", document_is(bomb)) == "archive_bomb"


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    raw = bytearray(document_is(b" " * (archives.MOST_XML + 1)))
    at = raw.rindex(b"word/document.xml") - 46
    raw[at + 24 : at + 28] = struct.pack("<I", 100)  # what the directory says of the size
    assert refused("a.docx", bytes(raw)) in ("archive_bomb", "archive_damaged")


def test_a_file_of_very_many_parts_is_refused() -> None:
    raw = repacked(
        word(None), same, **{f"word__{number}.xml": b"<a/>" for number in range(archives.MOST_PARTS)}
    )
    assert refused("a.docx", raw) == "archive_bomb"


def test_a_part_that_is_locked_is_refused() -> None:
    raw = bytearray(word(None))
    at = raw.rindex(b"word/document.xml") - 46
    raw[at + 8] |= 1
    assert refused("a.docx", bytes(raw)) == "file_password"


@pytest.mark.parametrize("part", [DTD, LAUGHS, DTD.decode().encode("utf-16")])
def test_declarations_are_refused_before_anything_is_parsed(part: bytes) -> None:
    assert refused("a.docx", document_is(part)) == "archive_entities"


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
