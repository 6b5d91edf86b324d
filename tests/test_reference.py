"""The reference in docs/: written from the program, whole, and the Thai of every command and option in it."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import click
import pytest

import cli
from forms.editions import shipped

DOCS = Path(cli.__file__).parent / "docs"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """`docs/reference.py`, which is a script and no package's module."""
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_as_the_program_would_write_them(reference: ModuleType) -> None:
    made = reference.pages()
    assert {path.name for path in (DOCS / "reference").iterdir()} == made.keys()
    for name, text in made.items():
        assert (DOCS / "reference" / name).read_text("utf-8") == text, "run: python docs/reference.py"


def test_every_command_and_option_has_its_thai_and_none_is_left_over(reference: ModuleType) -> None:
    said = reference.words()
    commands = dict(reference.every_command(cli.main))
    options = {
        each.opts[-1] for one in commands.values() for each in one.params if isinstance(each, click.Option)
    }
    assert said["commands"].keys() == commands.keys()
    assert said["options"].keys() == options
    thai = [*said["commands"].values(), *said["options"].values()]
    assert all(re.search("[ก-ฮ]", one) for one in thai)


def test_every_measure_is_in_the_reference_with_who_reads_it(reference: ModuleType) -> None:
    text = reference.pages()["measures.md"]
    assert all(f"| `{name}` |" in text for name in shipped().measures)
    assert "`cdp.open_data`" in text
