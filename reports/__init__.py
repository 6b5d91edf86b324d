"""Reports: an assessment in, bytes out; a format is a module and a line here."""

from collections.abc import Iterable, Iterator
from importlib import import_module

from scoring.models import Assessment

FORMATS = ("text", "json", "html", "md", "pdf", "docx", "xlsx", "csv")
NUMBERED = {"html", "pdf", "docx"}  # digits may be Thai: others are read by programs, or on a terminal
BINARY = {"pdf", "docx", "xlsx"}  # no text: not for a terminal
# What stands before, between and after many reports of one stream; pages of HTML need a file each.
MODULES = {
    "html": "reports.html",
    "md": "reports.markdown",
    "pdf": "reports.pdf",
    "docx": "reports.word",
    "xlsx": "reports.excel_report",
    "csv": "reports.csv_report",
}
FRAMES = {"text": (b"", b"\n", b""), "json": (b"[", b",\n", b"]\n"), "md": (b"", b"\n---\n\n", b"")}


def render(
    assessment: Assessment,
    format_: str,
    lang: str,
    *,
    width: int = 80,
    colour: bool = False,
    digits: str = "arabic",
) -> bytes:
    """The report in one of FORMATS; only the module of that format is imported.

    `digits`: `arabic`, or `thai` in what is said in Thai, for the formats that know of it.
    """
    if format_ == "text":
        return bytes(import_module("reports.text").render(assessment, lang, width=width, colour=colour))
    if format_ == "json":
        return bytes(import_module("reports.json").render(assessment))
    module = import_module(MODULES[format_])
    asked = (digits,) if format_ in NUMBERED else ()
    return bytes(module.render(assessment, lang, *asked))


def together(reports: Iterable[bytes], format_: str) -> Iterator[bytes]:
    """Many reports as one stream, piece by piece: a JSON list, or one after the other."""
    before, between, after = FRAMES[format_]
    yield before
    for place, report in enumerate(reports):
        yield between * (place > 0) + (report.rstrip(b"\n") if format_ == "json" else report)
    yield after
