"""The command line: reads, calls, writes, and says how it went by the exit code.

Standard output carries the result and nothing else; progress and problems go to standard error.
Exit codes: 0 done, 2 bad input or usage; with --exit-code also 10 revoke and 11 not settled.
`edition test` ends with 1 when a case fails; Ctrl-C with 130; a pipe that nobody reads on with 141.
Everything heavy is imported inside the command that needs it, so that `--help` answers at once.
"""

import atexit
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.assessing import assessed, say_if_alone, scored
from commands.changed import compare
from commands.check import check
from commands.common import (
    AS_OF,
    BAD_INPUT,
    BOUNDARIES,
    DIGITS,
    EDITION,
    FAILED,
    NAME,
    OUTPUT,
    OUTPUTS,
    POLICY,
    REVOKE,
    SET,
    STOPPED,
    SUBMISSION,
    SUBMISSIONS,
    UNREAD,
    UNSETTLED,
    day,
    failure,
    filed,
    given,
    load_edition,
    locale_language,
    options,
    refuse_digits,
    refuse_screen,
    tell,
    write,
)
from commands.form import form
from commands.formats import SUFFIXES, formats, named
from commands.letters import answer_sheet, memo
from commands.policy import pair, policy, refuse_over
from commands.portfolio import is_file, write_portfolio
from commands.sensitivity import sensitivity
from scoring.problems import Faults, Problem
from scoring.version import VERSION

if TYPE_CHECKING:
    from forms.console import Console, Look
    from reports.portfolio_row import CityRow
    from reports.summary_row import SummaryRow
    from scoring.models import Assessment

MANY_RECORDS = (
    100_000  # a run makes many records and next to no garbage: looking for it costs a fifth of the time
)


class Renewal(click.Group):
    """All commands: none ends in a traceback, whatever it was given and however it is stopped."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """The whole run; help and usage, which click prints by itself, may have nowhere to go either."""
        from forms.console import Console, abandon, prepare
        from forms.files import unwritten
        from forms.threads import single

        prepare()
        single()
        gc.set_threshold(MANY_RECORDS)
        atexit.register(gc.freeze)  # nothing to look for on the way out either
        try:
            return super().main(*args, **extra)
        except OSError as error:
            tell(Console(locale_language()), Faults([unwritten(Path("stdout"), error)]))
            abandon()
            sys.exit(BAD_INPUT)

    def invoke(self, context: click.Context) -> Any:
        """The command; it finds its console, in the language of the locale or of --lang, as `context.obj`."""
        from forms.console import Console, abandon

        context.obj = console = Console(locale_language())
        try:
            return super().invoke(context)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Faults as faults:
            tell(console, faults)
        except KeyboardInterrupt:
            tell(console, Faults([Problem("", None, "", "stopped", {})]))
            context.exit(STOPPED)
        except BrokenPipeError:
            abandon()
            context.exit(UNREAD)
        except Exception as error:  # the last resort: a sentence, and no result that might be wrong
            tell(console, Faults([failure("", error)]))
        return context.exit(BAD_INPUT)


@click.group(cls=Renewal)
@click.version_option(VERSION, prog_name="renewal")
def main() -> None:
    """Score a smart city's renewal against Appendix A: a gap report with a recommendation.

    ประเมินการต่ออายุตราสัญลักษณ์เมืองอัจฉริยะตามภาคผนวก ก พร้อมรายงานช่องว่างและข้อเสนอแนะ
    """


@main.command()
@options(
    SUBMISSIONS,
    EDITION,
    POLICY,
    SET,
    AS_OF,
    BOUNDARIES,
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
    if output is not None and is_file(output, format_, many):
        found = scored(console, paths, edition, day(as_of), boundaries=boundaries)
        cities = write_portfolio(console, paths, found, format_, output, digits)
        say_if_alone(console)
        context.exit(_exit_code(cities, console.failed, exit_code))
    targets = _targets(console, paths, output, format_, many)
    rows: list[SummaryRow] = []
    results = scored(console, paths, edition, day(as_of), boundaries=boundaries, way_out=True)
    say_if_alone(console)
    reports = _reports(console, results, rows, format_, console.look(output), digits)
    _deliver(console, reports, targets, format_, many, output)
    if many and rows:
        _write_table(console, rows, format_, output)
    context.exit(_exit_code(rows, console.failed, exit_code))


@main.command()
@options(
    SUBMISSION,
    click.argument("criterion"),
    EDITION,
    POLICY,
    SET,
    AS_OF,
    BOUNDARIES,
    formats("text", "json"),
    OUTPUT,
)
@click.pass_obj
def explain(
    console: "Console",
    submission: Path,
    criterion: str,
    edition_name: str,
    policy_file: Path | None,
    sets: tuple[str, ...],
    as_of: str | None,
    boundaries: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Why one criterion came out as it did.

    Its measures, its conditions, and the places in the form. CRITERION is a name such as cdp.open_data.
    """
    from forms.destinations import refuse_inputs
    from reports import explain as explained
    from scoring.explanation import explanation
    from scoring.validation import nearest

    refuse_inputs([output] if output else [], [submission])
    edition = load_edition(edition_name, policy_file, sets)
    if criterion not in edition.criterion:
        near = {"name": criterion, "nearest": nearest(criterion, list(edition.criterion))}
        raise Faults([Problem(edition.id, None, "", "name_unknown", near)])
    read = filed(console, submission, edition, boundaries)
    result = assessed(submission, read, edition, day(as_of))
    found = explanation(read, edition, result, criterion)
    text = format_ == "text" and explained.as_text(found, console.lang, *console.look(output))
    write(console, text or explained.as_json(found), output)


policy.add_command(sensitivity)
for command in (check, compare, policy, form, memo, answer_sheet):
    main.add_command(command)


@main.command()
@options(SUBMISSION, EDITION, POLICY, SET, AS_OF, BOUNDARIES, formats("text", "json"), OUTPUT)
@click.pass_obj
def remedies(
    console: "Console",
    submission: Path,
    edition_name: str,
    policy_file: Path | None,
    sets: tuple[str, ...],
    as_of: str | None,
    boundaries: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """The least-effort way to renewal, or how little would end one."""
    from forms.destinations import refuse_inputs
    from reports import remedies as report

    refuse_inputs([output] if output else [], [submission])
    edition = load_edition(edition_name, policy_file, sets)
    read = filed(console, submission, edition, boundaries)
    result = assessed(submission, read, edition, day(as_of), way_out=True)
    text = format_ == "text" and report.as_text(result, console.lang, *console.look(output))
    write(console, text or report.as_json(result), output)


@main.group()
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


# What the commands share


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


if __name__ == "__main__":
    main()
