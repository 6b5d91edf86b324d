"""Reports: an assessment in, bytes out; a format is a module and a line here."""

from importlib import import_module

from scoring.models import Assessment

FORMATS = ("text", "json", "html", "md")
SEPARATORS = {"json": b",\n", "md": b"\n\n---\n\n", "text": b"\n"}


def render(
    assessment: Assessment, format_: str, lang: str, *, width: int = 80, colour: bool = False
) -> bytes:
    """The report in one of FORMATS; only the module of that format is imported."""
    if format_ == "text":
        return bytes(import_module("reports.text").render(assessment, lang, width=width, colour=colour))
    if format_ == "json":
        return bytes(import_module("reports.json").render(assessment))
    name = {"html": "reports.html", "md": "reports.markdown"}[format_]
    return bytes(import_module(name).render(assessment, lang))


def together(reports: list[bytes], format_: str) -> bytes:
    """Many reports as one stream: a JSON list, or one after the other."""
    joined = SEPARATORS[format_].join(report.rstrip(b"\n") for report in reports)
    return b"[" + joined + b"]\n" if format_ == "json" else joined + b"\n"
