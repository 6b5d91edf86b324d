"""`renewal score`: submissions in, reports out; in files of their own, in one, or one after the other."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.assessing import Judged, say_if_alone, scored
from commands.common import (
    AS_OF,
    BAD_INPUT,
    BOUNDARIES,
    DIGITS,
    EDITION,
    OUTPUTS,
    POLICY,
    REVIEWS,
    REVOKE,
    SET,
    SUBMISSIONS,
    UNSETTLED,
    day,
    given,
    load_edition,
    options,
    refuse_digits,
    refuse_screen,
)
from commands.formats import SUFFIXES, formats, named
from commands.portfolio import is_file, write_portfolio
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console, Look
    from reports.portfolio_row import CityRow
    from reports.summary_row import SummaryRow
    from scoring.models import Assessment


@click.command()
@options(
    SUBMISSIONS,
    EDITION,
    POLICY,
    SET,
    AS_OF,
    BOUNDARIES,
    REVIEWS,
    formats("text", "json", "html", "md", "pdf", "docx", "xlsx", "csv"),
    OUTPUTS,
    DIGITS,
)
@click.option(
    "--exit-code", is_flag=True, help="Exit with 10 if any is revoke, else with 11 if any is not settled."
)
@click.pass_context
def score(
    context: click.Context,
    submissions: tuple[Path, ...],
    edition_name: str,
    policy_file: Path | None,
    sets: tuple[str, ...],
    as_of: str | None,
    boundaries: Path | None,
    reviews: Path | None,
    format_: str,
    output: Path | None,
    digits: str,
    exit_code: bool,
) -> None:
    """The gap report of each submission.

    SUBMISSIONS are YAML or JSON files, or folders of them. Several, or a folder, also get a table at the
    end; one that cannot be read gets its message, and the others are scored. With -o FILE.html, .xlsx,
    .csv or .pdf they get one report of all of them in its place.
    """
    console: Console = context.obj
    refuse_digits(format_, digits)
    paths, many = given(console, submissions)
    edition = load_edition(edition_name, policy_file, sets)
    judged = Judged(reviews, edition)
    if output is not None and is_file(output, format_, many):
        found = scored(console, paths, edition, day(as_of), boundaries=boundaries, judged=judged)
        cities = write_portfolio(console, paths, found, edition, judged, format_, output, digits)
        say_if_alone(console)
        context.exit(_exit_code(cities, console.failed, exit_code))
    targets = _targets(console, paths, output, format_, many)
    rows: list[SummaryRow] = []
    results = scored(console, paths, edition, day(as_of), boundaries=boundaries, judged=judged, way_out=True)
    say_if_alone(console)
    reports = _reports(console, results, rows, format_, console.look(output), digits)
    _deliver(console, reports, targets, format_, many, output)
    if many and rows:
        _write_table(console, rows, format_, output)
    context.exit(_exit_code(rows, console.failed, exit_code))


def _exit_code(rows: "Sequence[SummaryRow] | Sequence[CityRow]", failed: bool, asked: bool) -> int:
    if failed:
        return BAD_INPUT
    if asked and any(row.verdict == "revoke" for row in rows):
        return REVOKE
    return UNSETTLED if asked and not all(row.settled for row in rows) else 0


def _targets(
    console: "Console", paths: Sequence[Path], output: Path | None, format_: str, many: bool
) -> dict[Path, Path] | None:
    """The file for each report, None where all go in one stream; raises Faults before work begins."""
    from forms.destinations import destinations, refuse_inputs
    from forms.files import make_folder

    if output is None or (many and named(output) == format_):
        _refuse_without_file(console, format_, many)
        refuse_inputs([output] if output else [], paths)
        return None
    targets = destinations(paths, output, SUFFIXES[format_]) if many else {paths[0]: output}
    refuse_inputs(targets.values(), paths)
    if many:
        make_folder(output)
    return targets


def _refuse_without_file(console: "Console", format_: str, many: bool) -> None:
    from reports import FRAMES

    if many and format_ not in FRAMES:
        raise Faults([Problem("", None, f"--format {format_}", "many_pages", {})])
    refuse_screen(console, format_, None)


def _reports(
    console: "Console",
    results: Iterator[tuple[Path, "Assessment"]],
    rows: "list[SummaryRow]",
    format_: str,
    look: "Look",
    digits: str,
) -> Iterator[tuple[Path, bytes]]:
    """The report of each result in its turn; of the result itself only its row in the table is kept."""
    from reports import render
    from reports.summary import summary_row

    for path, result in results:
        rows.append(summary_row(result))
        yield path, render(result, format_, console.lang, width=look.width, colour=look.colour, digits=digits)


def _deliver(
    console: "Console",
    reports: Iterator[tuple[Path, bytes]],
    targets: dict[Path, Path] | None,
    format_: str,
    many: bool,
    output: Path | None,
) -> None:
    from forms.files import write_whole
    from reports import together

    if targets is not None:
        for path, report in reports:
            write_whole(targets[path], report)
        return
    stream = (report for _, report in reports)
    pieces = together(stream, format_) if many else stream
    if output is not None:
        write_whole(output, b"".join(pieces))
        return
    for piece in pieces:
        console.put(piece)


def _write_table(console: "Console", rows: "Sequence[SummaryRow]", format_: str, output: Path | None) -> None:
    """After the reports; to standard error where those are JSON."""
    from reports import summary

    if output is None and format_ == "json":
        console.say(summary.render(rows, console.lang, width=console.width).decode().rstrip())
    elif output is None and format_ == "md":
        console.put(b"\n---\n\n" + summary.render_markdown(rows, console.lang))
    else:
        width, colour = console.look(None)
        console.put(b"\n" + summary.render(rows, console.lang, width=width, colour=colour))
