"""The command line: reads, calls, writes, and says how it went by the exit code.

Standard output carries the result and nothing else; notes and problems go to standard error.
Exit codes: 0 done, 2 bad input or usage; with --exit-code also 10 revoke and 11 not settled.
Everything heavy is imported inside the command that needs it, so that `--help` answers at once.
"""

import datetime
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from scoring.version import VERSION

if TYPE_CHECKING:
    from scoring.edition import Edition
    from scoring.models import Assessment
    from scoring.problems import Faults
    from scoring.submission import Submission

BAD_INPUT, REVOKE, UNSETTLED = 2, 10, 11
SUFFIXES = {"text": "txt", "json": "json", "html": "html", "md": "md"}
Function = TypeVar("Function", bound=Callable[..., Any])


def language(lang: str | None) -> str:
    """As asked; else Thai where the locale is Thai, and English elsewhere."""
    locale = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    return lang or ("th" if locale.lower().startswith("th") else "en")


def _day(_: click.Context, __: click.Parameter, value: str | None) -> datetime.date | None:
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value} is not a date; write it as 2026-11-22") from None


def _options(*options: Callable[[Function], Function]) -> Callable[[Function], Function]:
    def decorate(command: Function) -> Function:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


LANG = click.option(
    "--lang", type=click.Choice(["th", "en", "both"]), help="Thai, English or both (default: the locale)."
)
EDITION = click.option(
    "--edition",
    "edition_name",
    default="depa-2562",
    show_default=True,
    metavar="ID|DIR",
    help="An edition's id, or a folder that holds criteria/ and rules/.",
)
AS_OF = click.option(
    "--as-of",
    callback=_day,
    metavar="DATE",
    help="The day of the assessment, as 2026-11-22 (default: the day the report was filed).",
)
OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file; with many submissions, this folder.",
)
SUBMISSION = click.argument("submission", type=click.Path(path_type=Path))
SUBMISSIONS = click.argument("submissions", nargs=-1, required=True, type=click.Path(path_type=Path))


def _format(*formats: str) -> Callable[[Function], Function]:
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True
    )


@click.group()
@click.version_option(VERSION, prog_name="renewal")
def main() -> None:
    """Score a smart city's renewal against Appendix A: a gap report with a recommendation.

    ประเมินการต่ออายุตราสัญลักษณ์เมืองอัจฉริยะตามภาคผนวก ก พร้อมรายงานช่องว่างและข้อเสนอแนะ
    """


@main.command()
@_options(SUBMISSIONS, EDITION, AS_OF, _format("text", "json", "html", "md"), OUTPUT, LANG)
@click.option("--exit-code", is_flag=True, help="Exit with 10 for revoke and 11 for not settled.")
def score(
    submissions: tuple[Path, ...],
    edition_name: str,
    as_of: datetime.date | None,
    format_: str,
    output: Path | None,
    lang: str | None,
    exit_code: bool,
) -> None:
    """The gap report of each submission; several also get a table at the end.

    SUBMISSIONS are YAML or JSON files, or folders of them.
    """
    lang = language(lang)
    paths = _expanded(submissions)
    edition = _edition(edition_name, lang)
    results, failed = _scored(paths, edition, as_of, lang)
    if len(paths) == 1:
        if results:
            _write(_report(results[0][1], format_, lang, to_terminal=output is None), output)
    elif results:
        _write_many(results, format_, output, lang)
    sys.exit(_exit_code([result for _, result in results], failed, exit_code))


@main.command()
@_options(SUBMISSIONS, EDITION, _format("text", "json"), OUTPUT, LANG)
def check(
    submissions: tuple[Path, ...], edition_name: str, format_: str, output: Path | None, lang: str | None
) -> None:
    """Is it complete and consistent? Nothing is scored."""
    from reports import check as checked

    lang = language(lang)
    results, failed = _scored(_expanded(submissions), _edition(edition_name, lang), None, lang)
    view = [checked.checked(str(path), result) for path, result in results]
    _write(checked.as_json(view) if format_ == "json" else checked.as_text(view, lang, _width()), output)
    sys.exit(BAD_INPUT if failed else 0)


@main.command()
@_options(SUBMISSION, click.argument("criterion"), EDITION, AS_OF, _format("text", "json"), OUTPUT, LANG)
def explain(
    submission: Path,
    criterion: str,
    edition_name: str,
    as_of: datetime.date | None,
    format_: str,
    output: Path | None,
    lang: str | None,
) -> None:
    """Why one criterion came out as it did: measures, conditions, and places in the form."""
    from reports import explain as explained
    from scoring.explanation import explanation
    from scoring.problems import Faults, Problem
    from scoring.validation import nearest

    lang = language(lang)
    edition = _edition(edition_name, lang)
    if criterion not in edition.criterion:
        near = {"name": criterion, "nearest": nearest(criterion, list(edition.criterion))}
        _stop(Faults([Problem(edition.id, None, "", "name_unknown", near)]), lang)
    filed = _filed(submission, edition, lang)
    found = explanation(filed, edition, _assessed(filed, edition, as_of), criterion)
    _write(
        explained.as_json(found) if format_ == "json" else explained.as_text(found, lang, _width()), output
    )


@main.group()
def edition() -> None:
    """The criteria, their rules and their policy."""


@edition.command("list")
@LANG
def edition_list(lang: str | None) -> None:
    """The editions shipped with the program."""
    from forms.editions import shipped, shipped_names

    for name in shipped_names():
        click.echo(f"{name}\t{shipped(name).file.title.of(language(lang))}")


@edition.command("lint")
@_options(click.argument("name", default="depa-2562", metavar="[ID|DIR]"), LANG)
def edition_lint(name: str, lang: str | None) -> None:
    """Is an edition sound? Every fault, with file and line."""
    from reports.words import words

    found = _edition(name, language(lang))
    click.echo(
        words(language(lang), "commands")(
            "edition_sound", id=found.id, criteria=len(found.criteria), measures=len(found.measures)
        )
    )


@edition.command("test")
@_options(click.argument("name", default="depa-2562", metavar="[ID|DIR]"), LANG)
def edition_test(name: str, lang: str | None) -> None:
    """Run an edition's cases and print how much of its rules they try."""
    from forms.editions import cases
    from reports import cases as report
    from scoring.cases import tested
    from scoring.inference import DurableRules
    from scoring.problems import Faults

    lang = language(lang)
    found = _edition(name, lang)
    try:
        result = tested(found, cases(name), DurableRules(found.rulebook))
    except Faults as faults:
        _stop(faults, lang)
    _write(report.as_text(result, lang), None)
    sys.exit(0 if report.passed(result) else 1)


@edition.command("show")
@_options(
    click.argument("name", default="depa-2562", metavar="[ID|DIR]"),
    _format("text", "json", "md"),
    OUTPUT,
    LANG,
)
def edition_show(name: str, format_: str, output: Path | None, lang: str | None) -> None:
    """An edition in full: sections, criteria, levels, gates and policy."""
    from reports import edition as report

    found = _edition(name, language(lang))
    _write(
        report.as_json(found) if format_ == "json" else report.as_text(found, language(lang), format_), output
    )


@edition.command("export")
@_options(
    click.argument("name", metavar="ID|DIR"), click.argument("folder", type=click.Path(path_type=Path)), LANG
)
def edition_export(name: str, folder: Path, lang: str | None) -> None:
    """Copy an edition into FOLDER, to be changed there and used with --edition FOLDER."""
    from forms.editions import export
    from scoring.problems import Faults

    try:
        export(name, folder)
    except Faults as faults:
        _stop(faults, language(lang))
    click.echo(str(folder))


def _expanded(given: Sequence[Path]) -> list[Path]:
    """The files given, and the submissions in the folders given, in order."""
    paths = []
    for path in given:
        inside = (
            sorted(one for one in path.glob("*") if one.suffix in {".yaml", ".yml", ".json"})
            if path.is_dir()
            else [path]
        )
        paths += inside
    return paths


def _edition(name: str, lang: str) -> "Edition":
    from forms.editions import edition as load
    from scoring.problems import Faults

    try:
        return load(name)
    except Faults as faults:
        _stop(faults, lang)


def _filed(path: Path, edition: "Edition", lang: str) -> "Submission":
    from forms.submissions import read
    from scoring.problems import Faults

    try:
        return read(path, edition)
    except Faults as faults:
        _stop(faults, lang)


def _assessed(
    filed: "Submission", edition: "Edition", as_of: datetime.date | None, engine: Any = None
) -> "Assessment":
    """As of the day asked for, else the day filed, else today."""
    from scoring.assess import assess

    return assess(
        filed, edition, as_of=as_of or filed.filing.filed_on or datetime.date.today(), engine=engine
    )


Scored = list[tuple[Path, "Assessment"]]


def _scored(
    paths: Sequence[Path], edition: "Edition", as_of: datetime.date | None, lang: str
) -> tuple[Scored, bool]:
    """The assessment of each file that can be read, and whether any could not; those get their message."""
    from forms.submissions import read
    from scoring.inference import DurableRules
    from scoring.problems import Faults

    results: Scored = []
    engine = DurableRules(edition.rulebook)
    for place, path in enumerate(paths, 1):
        if len(paths) > 1:
            click.echo(f"[{place}/{len(paths)}] {path}", err=True)
        try:
            results.append((path, _assessed(read(path, edition), edition, as_of, engine)))
        except Faults as faults:
            _tell(faults, lang)
    return results, len(results) < len(paths)


def _exit_code(results: Sequence["Assessment"], failed: bool, asked: bool) -> int:
    if failed:
        return BAD_INPUT
    if asked and any(one.recommendation.verdict == "revoke" for one in results):
        return REVOKE
    return UNSETTLED if asked and any(not one.recommendation.settled for one in results) else 0


def _report(result: "Assessment", format_: str, lang: str, to_terminal: bool) -> bytes:
    from reports import render

    return render(result, format_, lang, width=_width(), colour=to_terminal and sys.stdout.isatty())


def _write_many(results: Scored, format_: str, output: Path | None, lang: str) -> None:
    from reports import summary, together

    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        for path, result in results:
            _write(
                _report(result, format_, lang, to_terminal=False), output / f"{path.stem}.{SUFFIXES[format_]}"
            )
    elif format_ == "html":
        raise click.UsageError("many submissions as html need a folder: -o FOLDER")
    else:
        _write(
            together([_report(result, format_, lang, to_terminal=True) for _, result in results], format_),
            None,
        )
    rows = summary.render([summary.summary_row(result) for _, result in results], lang, width=_width())
    (sys.stderr if format_ == "json" and output is None else sys.stdout).buffer.write(rows)


def _write(result: bytes, output: Path | None) -> None:
    """To standard output; or to a file that the user named, whole or not at all."""
    if output is None:
        sys.stdout.buffer.write(result)
        return
    from forms.files import write_whole
    from scoring.problems import Faults

    try:
        write_whole(output, result)
    except Faults as faults:
        _stop(faults, language(None))


def _width() -> int:
    return shutil.get_terminal_size((80, 24)).columns


def _tell(faults: "Faults", lang: str) -> None:
    from reports.words import sentence

    for problem in faults.problems:
        click.echo(sentence(problem, "en" if lang == "en" else "th"), err=True)


def _stop(faults: "Faults", lang: str) -> NoReturn:
    _tell(faults, lang)
    sys.exit(BAD_INPUT)


if __name__ == "__main__":
    main()
