"""Variants of a policy in a folder: a file each, a number a line, as `--policy` reads them."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms.files import make_folder, write_whole
from forms.locks import locked
from scoring.edition import Edition
from scoring.problems import Faults, Problem

SUFFIX = ".yaml"


def variants_in(folder: Path) -> list[str]:
    """The names of the variants of a folder, in order; none where there is no folder."""
    if not folder.is_dir():
        return []
    return sorted(path.stem for path in folder.glob(f"*{SUFFIX}") if path.is_file())


def saved(folder: Path, name: str, varied: Edition) -> Path:
    """Keeps a variant under a new name; raises Faults where one of that name is there already."""
    make_folder(folder)
    path = folder / f"{name}{SUFFIX}"
    with locked(path):
        if path.exists() or path.is_symlink():
            raise Faults([Problem(str(path), None, "", "variant_there", {})])
        write_whole(path, written(varied))
    return path


def written(varied: Edition) -> bytes:
    """The file that sets what the variant sets."""
    return "".join(f"{one.name}: {as_text(one.value)}\n" for one in varied.changes).encode()


def as_text(value: Any) -> str:
    """A value as YAML and `--set` have it: numbers, true and false plain, and words in quotes or a list."""
    plain = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return str(value) if plain else json.dumps(value, ensure_ascii=False)
