"""The form in each of the formats that it is handed out and taken back in."""

from pathlib import PurePath

from forms.filled import Data
from forms.layout import layout
from forms.text_forms import json_form, yaml_form
from scoring.edition import Edition

BINARY = {"docx", "xlsx"}
SUFFIXES = {".docx": "docx", ".xlsx": "xlsx", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def format_of(name: str) -> str | None:
    """The format that a file's name asks for; None where it asks for none of them."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def written_form(format_: str, edition: Edition, data: Data | None, lang: str) -> bytes:
    """The form in `docx`, `xlsx`, `yaml` or `json`, blank or with answers.

    Raises Faults for an answer that the format cannot hold.
    """
    form = layout(edition)
    if format_ == "docx":
        from forms.word_form import word_form

        return word_form(form, edition, data, lang)
    if format_ == "xlsx":
        from forms.excel_form import excel_form

        return excel_form(form, edition, data, lang)
    return (yaml_form if format_ == "yaml" else json_form)(form, data)
