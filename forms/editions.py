"""Where editions are: those shipped with the program, and a folder that the user names."""

import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from forms.files import is_folder, make_folder, unopened, unwritten
from scoring.documents import Document, document
from scoring.edition import Edition
from scoring.editions import load
from scoring.problems import Faults, Problem
from scoring.variants import assignment, changes_in, overridden, varied

CHECKOUT = Path(__file__).parent.parent
INSTALLED = CHECKOUT / "scoring" / "shipped"
DEFAULT = "depa-2562"


def shipped_names() -> list[str]:
    """The ids of the editions that come with the program."""
    return sorted(folder.name for folder in (_root() / "criteria").iterdir() if folder.is_dir())


@cache
def shipped(name: str = DEFAULT) -> Edition:
    """A shipped edition by its id."""
    return load(*folders(name))


def edition(name: str) -> Edition:
    """A shipped edition by its id, or one in a folder; raises Faults."""
    return shipped(name) if name in shipped_names() else load(*folders(name))


def variant(edition: Edition, file: Path | None, texts: Sequence[str]) -> Edition:
    """The edition with the numbers that a file sets, and over them `NAME=VALUE` texts; raises Faults."""
    written = changes_in(document(str(file), _raw(file))) if file else []
    return varied(edition, overridden(edition, written, [assignment(text) for text in texts]))


def _raw(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Faults([unopened(file, error)]) from error


def folders(name: str) -> tuple[Path, Path]:
    """The folders of criteria and of rules that a name or a folder stands for; raises Faults.

    A folder holds `criteria/` and `rules/`, as `renewal edition export` writes them.
    """
    if name in shipped_names():
        return _root() / "criteria" / name, _root() / "rules" / name
    folder = Path(name)
    pair = folder / "criteria", folder / "rules"
    if all(map(is_folder, pair)):
        return pair
    raise Faults([Problem(name, None, "", "edition_not_found", {"names": ", ".join(shipped_names())})])


def _root() -> Path:
    return INSTALLED if INSTALLED.is_dir() else CHECKOUT


def cases(name: str) -> dict[str, Document]:
    """The case files of an edition by file name; raises Faults."""
    folder = folders(name)[1] / "cases"
    return {path.name: _case_file(path) for path in sorted(folder.glob("*.yaml"))}


def _case_file(path: Path) -> Document:
    try:
        return document(f"cases/{path.name}", path.read_bytes())
    except OSError as error:
        raise Faults([unopened(path, error)]) from error


def export(name: str, folder: Path) -> None:
    """Copy an edition's YAML into a new folder; raises Faults when something is there already."""
    parts = zip(folders(name), ("criteria", "rules"), strict=True)
    if not is_folder(folder) and folder.exists():
        raise Faults([Problem(str(folder), None, "", "folder_is_file", {})])
    make_folder(folder)
    if any(folder.iterdir()):
        raise Faults([Problem(str(folder), None, "", "folder_in_use", {})])
    try:
        for source, part in parts:
            shutil.copytree(source, folder / part)
    except OSError as error:
        raise Faults([unwritten(folder, error)]) from error
