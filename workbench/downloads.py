"""Every report and letter of a result, made when somebody asks for it."""

from typing import NamedTuple

from forms.written_forms import BINARY as FORM_BINARY
from reports import FORMATS, render
from scoring.models import Assessment
from workbench.folder import Absent

SUFFIXES = {"text": "txt"}
LETTERS = {"memo": "reports.memo", "answer-sheet": "reports.answer_sheet"}
LETTER_FORMATS = ("docx", "pdf")
LANGS = ("th", "en", "both")
TYPES = {
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "yaml": "application/yaml",
}
OF_FORMS = (*sorted(FORM_BINARY), "yaml", "json")


class Download(NamedTuple):
    """A file for a browser to keep."""

    name: str
    type: str
    content: bytes


def report(result: Assessment, stem: str, kind: str, format_: str, lang: str) -> Download:
    """A `report`, or one of LETTERS; raises Absent for what there is none of."""
    if lang not in LANGS or format_ not in (FORMATS if kind == "report" else LETTER_FORMATS):
        raise Absent(format_)
    if kind == "report":
        content = render(result, format_, lang)
    elif kind in LETTERS:
        content = _letter(result, kind, format_, lang)
    else:
        raise Absent(kind)
    suffix = SUFFIXES.get(format_, format_)
    return Download(f"{stem}-{kind}-{lang}.{suffix}", TYPES[suffix], content)


def _letter(result: Assessment, kind: str, format_: str, lang: str) -> bytes:
    from importlib import import_module

    papers = list(import_module(LETTERS[kind]).papers(result, lang))
    if format_ == "pdf":
        from reports.pdf import printed

        return printed(papers, result.provenance.as_of, result.edition.unbroken)
    from reports.word import written

    return written(papers, result.provenance.as_of)
