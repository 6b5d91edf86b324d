"""A workbench for tests: a folder with some of the examples, and a browser that was let in."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from flask.testing import FlaskClient

from scoring.edition import Edition
from workbench.application import application
from workbench.bench import Bench
from workbench.folder import Folder

EXAMPLES = Path(__file__).parent.parent / "examples"


def bench_of(folder: Path, edition: Edition, names: Sequence[str]) -> Bench:
    """The workbench of a folder, in English, with these examples copied into it."""
    for name in names:
        shutil.copy(EXAMPLES / name, folder)
    return Bench(Folder(folder), edition, lang="en")


def let_in(bench: Bench) -> FlaskClient:
    """A browser that has shown the token."""
    client: FlaskClient = application(bench).test_client()
    client.get("/", query_string={"token": bench.keys.token})
    return client
