"""`renewal edition`: the criteria, their rules and their policy."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.common import FAILED, NAME, OUTPUT, POLICY, SET, load_edition, options, write
from commands.formats import formats
from commands.policy import pair, refuse_over

if TYPE_CHECKING:
    from forms.console import Console


@click.group()
def edition() -> None:
    """The criteria, their rules and their policy."""


@edition.command("list")
@options()
@click.pass_obj
def edition_list(console: "Console") -> None:
    """The editions shipped with the program."""
    from forms.editions import shipped, shipped_names
    from reports import edition as report

    console.put(report.listed([shipped(name) for name in shipped_names()], console.lang))


@edition.command("lint")
@options(NAME)
@click.pass_obj
def edition_lint(console: "Console", name: str) -> None:
    """Is an edition sound? Every fault, with file and line."""
    from reports import edition as report

    console.put(report.sound(load_edition(name), console.lang))


@edition.command("test")
@options(NAME)
@click.pass_context
def edition_test(context: click.Context, name: str) -> None:
    """Run an edition's cases and print how much of its rules they try."""
    from forms.editions import cases
    from reports import cases as report
    from scoring.cases import tested
    from scoring.engines import engine_for

    found = load_edition(name)
    result = tested(found, cases(name), engine_for(found.rulebook))
    context.obj.put(report.as_text(result, context.obj.lang))
    context.exit(0 if report.passed(result) else FAILED)


@edition.command("show")
@options(NAME, formats("text", "json", "md"), OUTPUT)
@click.pass_obj
def edition_show(console: "Console", name: str, format_: str, output: Path | None) -> None:
    """An edition in full: sections, criteria, levels, gates and policy."""
    from reports import edition as report

    found = load_edition(name)
    write(
        console, report.as_json(found) if format_ == "json" else report.as_text(found, console.lang), output
    )


@edition.command("diff")
@options(
    NAME,
    click.argument("other_name", required=False, metavar="[ID|DIR]"),
    POLICY,
    SET,
    formats("text", "json"),
    OUTPUT,
)
@click.pass_obj
def edition_diff(
    console: "Console",
    name: str,
    other_name: str | None,
    policy_file: Path | None,
    sets: tuple[str, ...],
    format_: str,
    output: Path | None,
) -> None:
    """What differs between two editions, or between an edition and a variant of it.

    --policy and --set are set in the second edition; where none is named, in the first one.
    """
    from reports import edition_diff as report
    from reports.asked import asked
    from scoring.edition_diff import edition_diff as diff

    refuse_over([policy_file], output)
    found = diff(*pair(name, other_name, policy_file, sets), asked)
    text = format_ == "text" and report.as_text(found, console.lang, *console.look(output))
    write(console, text or report.as_json(found), output)


@edition.command("export")
@options(
    click.argument("name", metavar="ID|DIR"),
    click.argument("folder", type=click.Path(path_type=Path)),
)
@click.pass_obj
def edition_export(console: "Console", name: str, folder: Path) -> None:
    """Copy an edition into FOLDER, to be changed there and used with --edition FOLDER."""
    from forms.editions import export

    export(name, folder)
    console.put(os.fsencode(folder) + b"\n")
