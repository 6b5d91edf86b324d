"""Word files for tests: what is in one, and what LibreOffice makes of it."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forms.editions import shipped
from forms.gathered import FormDocument
from forms.layout import layout
from forms.word_form import word_form
from forms.word_reading import read_word

EDITION = shipped()
FORM = layout(EDITION)
OFFICE = shutil.which("soffice")
Data = dict[str, Any]


def main_part(raw: bytes) -> bytes:
    """The text of a Word file, as XML."""
    return zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml")


def written(data: Data | None, lang: str = "th") -> bytes:
    """The form with these answers."""
    return word_form(FORM, EDITION, data, lang)


def read(raw: bytes) -> FormDocument:
    """What is read from a Word file."""
    return read_word("city.docx", main_part(raw), FORM, EDITION)


def edited(raw: bytes, *changes: tuple[str, str]) -> bytes:
    """What is read of it is what somebody changed, each a piece of XML and what stands there instead."""
    text = main_part(raw).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", text)
    return file.getvalue()


def saved_by_office(files: Mapping[str, bytes], folder: Path, kind: str = "docx") -> dict[str, bytes]:
    """The files, by name, after LibreOffice has opened and saved each."""
    given, out = folder / "given", folder / "saved"
    given.mkdir(exist_ok=True)
    for name, raw in files.items():
        (given / f"{name}.{kind}").write_bytes(raw)
    paths = [str(given / f"{name}.{kind}") for name in files]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", kind, "--outdir", str(out), *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: (out / f"{name}.{kind}").read_bytes() for name in files}
