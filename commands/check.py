"""The companion before filing: how far the form is filled in, what contradicts what, and what to do next."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.assessing import assessed
from commands.common import (
    BAD_INPUT,
    BOUNDARIES,
    EDITION,
    OUTPUT,
    SUBMISSIONS,
    given,
    load_edition,
    options,
    say,
    tell,
    write,
)
from commands.formats import formats
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console
    from reports.check import Checked
    from scoring.edition import Edition
    from scoring.inference import Engine


@click.command()
@options(
    SUBMISSIONS,
    EDITION,
    BOUNDARIES,
    formats("text", "json"),
    OUTPUT,
    click.option(
        "--annotate",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Also write the Word or Excel file to FILE, with every problem as a remark at its field.",
    ),
)
@click.pass_context
def check(
    context: click.Context,
    submissions: tuple[Path, ...],
    edition_name: str,
    boundaries: Path | None,
    format_: str,
    output: Path | None,
    annotate: Path | None,
) -> None:
    """Is it complete and consistent, and what is to be done next? Nothing is scored."""
    from forms.destinations import refuse_inputs
    from reports import check as report
    from scoring.engines import engine_for

    console: Console = context.obj
    paths, many = given(console, submissions)
    refuse_inputs([one for one in (output, annotate) if one], paths)
    edition = load_edition(edition_name)
    if annotate is not None:
        _annotate(console, paths, annotate, edition)
    engine = engine_for(edition.rulebook)
    found = []
    for path in console.in_turn(paths):
        try:
            found.append(_checked(console, path, edition, engine, boundaries))
        except Faults as faults:
            tell(console, faults)
    if format_ == "json" and (many or found):
        write(console, report.as_json(found if many else found[0]), output)
    elif found:
        write(console, report.as_text(found, console.lang, *console.look(output)), output)
    context.exit(BAD_INPUT if console.failed else 0)


def _checked(
    console: "Console", path: Path, edition: "Edition", engine: "Engine", boundaries: Path | None
) -> "Checked":
    from forms.completeness import completeness
    from forms.filled import data_of
    from forms.gathered import left_over
    from forms.layout import layout
    from forms.submissions import checked, content, embedded, form_document
    from forms.surroundings import surrounded
    from reports.check import checked as told

    raw = content(path)
    found = form_document(str(path), raw, edition)
    left = left_over(found)
    say(console, left)
    filed = surrounded(checked(found, edition), edition, path, boundaries, embedded(str(path), raw))
    result = assessed(path, filed, edition, None, engine)
    done = completeness(layout(edition), data_of(filed))
    return told(click.format_filename(path), result, edition, done, len(left))


def _annotate(console: "Console", paths: list[Path], output: Path, edition: "Edition") -> None:
    from commands.form import annotated
    from forms.files import write_whole
    from forms.submissions import content

    if len(paths) != 1:
        raise Faults([Problem("", None, "--annotate", "annotate_one", {"count": len(paths)})])
    write_whole(output, annotated(console, paths[0], content(paths[0]), output, edition))
