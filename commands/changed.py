"""`renewal compare`: one city, twice."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.assessing import assessed
from commands.common import (
    BOUNDARIES,
    EDITION,
    OUTPUT,
    POLICY,
    SET,
    filed,
    load_edition,
    options,
    refuse_screen,
    write,
)
from commands.formats import formats

if TYPE_CHECKING:
    from forms.console import Console
    from scoring.edition import Edition
    from scoring.models import Assessment

WAS = click.option(
    "--was",
    type=click.Path(path_type=Path),
    metavar="SUBMISSION",
    help="What OLD was made from; scored anew, it tells the city's part of the change from the edition's.",
)


@click.command("compare")
@options(
    click.argument("old", type=click.Path(path_type=Path)),
    click.argument("new", type=click.Path(path_type=Path)),
    WAS,
    EDITION,
    POLICY,
    SET,
    BOUNDARIES,
    formats("text", "json", "html", "pdf", "docx"),
    OUTPUT,
)
@click.pass_obj
def compare(
    console: "Console",
    old: Path,
    new: Path,
    was: Path | None,
    edition_name: str,
    policy_file: Path | None,
    sets: tuple[str, ...],
    boundaries: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """What changed in one city: criteria won and lost, and what was planned against what was delivered.

    OLD and NEW are results that `renewal score --format json` wrote, or submissions, which are then scored
    under the edition.
    """
    from forms.destinations import refuse_inputs
    from reports.changed_formats import render
    from scoring.changed import what_changed

    refuse_screen(console, format_, output)
    refuse_inputs([output] if output else [], [path for path in (old, new, was) if path])
    edition = load_edition(edition_name, policy_file, sets)
    before, after = (_result(console, path, edition, boundaries) for path in (old, new))
    between = _scored(console, was, edition, boundaries) if was else None
    found = what_changed(before, after, between)
    look = console.look(output)
    write(console, render(found, format_, console.lang, width=look.width, colour=look.colour), output)


def _result(console: "Console", path: Path, edition: "Edition", boundaries: Path | None) -> "Assessment":
    from forms.results import is_result, result
    from forms.submissions import content

    raw = content(path)
    return result(str(path), raw) if is_result(raw) else _scored(console, path, edition, boundaries)


def _scored(console: "Console", path: Path, edition: "Edition", boundaries: Path | None) -> "Assessment":
    return assessed(path, filed(console, path, edition, boundaries), edition, None)
