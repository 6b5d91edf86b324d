"""Which format a result is written in: the one of --format, else the one that the file's name asks for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from scoring.problems import Faults, Problem

SUFFIXES = {
    "text": "txt",
    "json": "json",
    "html": "html",
    "md": "md",
    "pdf": "pdf",
    "docx": "docx",
    "xlsx": "xlsx",
    "csv": "csv",
    "yaml": "yaml",
}
ALSO = {"htm": "html", "yml": "yaml"}
Function = TypeVar("Function", bound=Callable[..., Any])


def formats(*names: str) -> Callable[[Function], Function]:
    """The option --format of a command that writes `names`, the first of them where nothing is asked."""

    def asked(context: click.Context, _: click.Parameter, value: str | None) -> str:
        return value or _meant(context.params.get("output"), names) or names[0]

    return click.option(
        "--format",
        "format_",
        type=click.Choice(names),
        callback=asked,
        help=f"The format (default: that of the suffix of -o, else {names[0]}).",
    )


def named(output: Path | None) -> str | None:
    """The format that a file's name asks for; None where it asks for none, or it is a folder's."""
    if output is None or output.is_dir():
        return None
    suffix = output.suffix.lower().removeprefix(".")
    return {**{suffix: name for name, suffix in SUFFIXES.items()}, **ALSO}.get(suffix)


def _meant(output: Path | None, names: tuple[str, ...]) -> str | None:
    """The same for a command that writes `names`; raises Faults for a format that is not among them."""
    found = named(output)
    if found is None or found in names:
        return found
    offered = " ".join(f".{SUFFIXES[name]}" for name in names)
    values = {"suffix": SUFFIXES[found], "offered": offered}
    raise Faults([Problem(str(output), None, "", "format_unknown", values)])
