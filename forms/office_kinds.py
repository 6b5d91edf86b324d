"""What a file is that was meant for an office program: told by how it begins, and only then by its name."""

import re
from pathlib import PurePath
from typing import NoReturn

from scoring.problems import Faults, Problem

OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
OFFICE = {
    *(".docx", ".docm", ".doc", ".dotx", ".rtf", ".odt", ".fodt", ".pages"),
    *(".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".ods", ".fods", ".numbers"),
    *(".pdf", ".htm", ".html", ".mht", ".mhtml", ".csv", ".tsv"),
}
TABLES = {".csv", ".tsv"}
BEGINS = 1_000  # bytes in which a file has said what it is
MARKS = b"\xef\xbb\xbf\xff\xfe \r\n\t"
PAGE = re.compile(
    rb"<!doctype html|<html|<table|<\?mso-application|^mime-version:"
)  # under names as .doc, too
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_package(raw: bytes) -> bool:
    """Whether a file begins as those of Word and Excel do, new or old."""
    return raw[:4] in (OLE, ZIP)


def is_meant(name: str, raw: bytes) -> bool:
    """Whether a file is one of an office program, by how it begins or by the end of its name."""
    return is_package(raw) or PurePath(name).suffix.lower() in OFFICE


def refuse_others(name: str, raw: bytes) -> None:
    """Raises Faults for what is no archive of parts, with how to save it as one."""
    if raw[:4] == OLE:
        refuse(name, "file_password" if ENCRYPTED in raw else "file_old_office")
    if raw[:2] != ZIP[:2]:
        refuse(name, _other(PurePath(name).suffix.lower(), raw[:BEGINS].lstrip(MARKS)))


def _other(suffix: str, start: bytes) -> str:
    if not start:
        return "file_empty"
    start = start.replace(b"\0", b"")  # of UTF-16
    if start.startswith(b"%PDF"):
        return "file_pdf"
    if start.startswith(b"{\\rt") or PAGE.search(start.lower()):
        return "file_other_office"
    return "file_table" if suffix in TABLES else "file_no_office"


def refuse(name: str, code: str, **values: object) -> NoReturn:
    """Raises Faults with one problem of the file as a whole."""
    values.setdefault("suffix", PurePath(name).suffix.lower())
    raise Faults([Problem(name, None, "", code, values)])
