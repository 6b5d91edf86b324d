"""Where editions are: those shipped with the program, and a folder that the user names."""

import shutil
from functools import cache
from pathlib import Path

from scoring.documents import Document, document
from scoring.edition import Edition
from scoring.editions import load
from scoring.problems import Faults, Problem

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
    return load(*folders(name))


def folders(name: str) -> tuple[Path, Path]:
    """The folders of criteria and of rules that a name or a folder stands for; raises Faults.

    A folder holds `criteria/` and `rules/`, as `renewal edition export` writes them.
    """
    if name in shipped_names():
        return _root() / "criteria" / name, _root() / "rules" / name
    folder = Path(name)
    pair = folder / "criteria", folder / "rules"
    if all(part.is_dir() for part in pair):
        return pair
    raise Faults([Problem(name, None, "", "edition_not_found", {"names": ", ".join(shipped_names())})])


def _root() -> Path:
    return INSTALLED if INSTALLED.is_dir() else CHECKOUT


def cases(name: str) -> dict[str, Document]:
    """The case files of an edition by file name; raises Faults."""
    folder = folders(name)[1] / "cases"
    return {
        path.name: document(f"cases/{path.name}", path.read_bytes()) for path in sorted(folder.glob("*.yaml"))
    }


def export(name: str, folder: Path) -> None:
    """Copy an edition's YAML into a new folder; raises Faults when something is there already."""
    criteria, rules = folders(name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Faults([Problem(str(folder), None, "", "folder_in_use", {})])
    for source, part in ((criteria, "criteria"), (rules, "rules")):
        shutil.copytree(source, folder / part)
