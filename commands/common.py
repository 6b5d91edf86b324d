"""What the commands share: their options, the files and the edition meant, results out and problems told."""

import datetime
import locale
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console
    from scoring.edition import Edition
    from scoring.submission import Submission

FAILED, BAD_INPUT, REVOKE, UNSETTLED, STOPPED, UNREAD = 1, 2, 10, 11, 130, 141
Function = TypeVar("Function", bound=Callable[..., Any])


def locale_language() -> str:
    """Thai where the locale is Thai, and English elsewhere."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    found = next((name for name in names if name), None)
    if found is None:  # as on Windows
        with suppress(ValueError):
            found = locale.getlocale()[0]
    return "th" if (found or "").lower().startswith("th") else "en"


def _speak(context: click.Context, _: click.Parameter, lang: str | None) -> None:
    context.obj.lang = lang or context.obj.lang


def options(*own: Callable[[Any], Any]) -> Callable[[Function], Function]:
    """The options of one command, and --lang, which all of them have."""

    def decorate(command: Function) -> Function:
        for option in (LANG, *reversed(own)):
            command = option(command)
        return command

    return decorate


LANG = click.option(
    "--lang",
    type=click.Choice(["th", "en", "both"]),
    callback=_speak,
    expose_value=False,
    is_eager=True,
    help="Thai, English or both (default: the locale).",
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
    metavar="DATE",
    help="The day of the assessment, as 2026-11-22 (default: the day the report was filed).",
)
OUTPUT = click.option(
    "-o",
    "--output",
    is_eager=True,  # the format is read from its name
    type=click.Path(path_type=Path),
    help="Write to this file, and replace it if it is there.",
)
OUTPUTS = click.option(
    "-o",
    "--output",
    is_eager=True,  # the format is read from its name
    type=click.Path(path_type=Path),
    help="Write to this file; with many submissions, to files in this folder, or to one report of all in this"
    " .html, .xlsx, .csv or .pdf. What is there is replaced.",
)
DIGITS = click.option(
    "--digits",
    type=click.Choice(["arabic", "thai"]),
    default="arabic",
    show_default=True,
    help="The digits of what is said in Thai, in HTML, PDF and Word.",
)
POLICY = click.option(
    "--policy",
    "policy_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A YAML file of numbers to set otherwise than the edition has them.",
)
SET = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="NAME=VALUE",
    help="One number to set, such as weights.cdp=30 or gates.progress.min=60; may be repeated.",
)
BOUNDARIES = click.option(
    "--boundaries",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of the boundaries of all smart cities: overlaps with the city's own are computed.",
)
REVIEWS = click.option(
    "--reviews",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of reviewers' files, CITY/REVIEWER.yaml: what they judged counts.",
)
SUBMISSION = click.argument("submission", type=click.Path(path_type=Path))
SUBMISSIONS = click.argument("submissions", nargs=-1, required=True, type=click.Path(path_type=Path))
NAME = click.argument("name", default="depa-2562", metavar="[ID|DIR]")


def day(written: str | None, option: str = "--as-of") -> datetime.date | None:
    """The day that an option names, written as dates are in a submission."""
    if written is None:
        return None
    from pydantic_core import PydanticCustomError

    from scoring.thai_dates import day

    try:
        return day(written)
    except PydanticCustomError as error:
        raise Faults([Problem(option, None, "", error.type, error.context or {})]) from None


def load_edition(name: str, policy_file: Path | None = None, sets: Sequence[str] = ()) -> "Edition":
    """The edition by its id or folder, with the numbers that the command sets; raises Faults."""
    from forms.editions import edition as load
    from forms.editions import variant

    return variant(load(name), policy_file, sets)


def failure(file: str, error: Exception) -> Problem:
    """What is said of a fault that is the program's or an edition's, and no city's."""
    return Problem(file, None, "", "program_failed", {"reason": f"{type(error).__name__}: {error}"})


def given(console: "Console", submissions: Sequence[Path]) -> tuple[list[Path], bool]:
    """The files meant, and whether many are: several were named, or a folder, however few are in it."""
    from forms.files import is_folder, submissions_in

    paths: list[Path] = []
    for one in submissions:
        try:
            paths += submissions_in(one)
        except Faults as faults:
            tell(console, faults)
    return paths, len(submissions) > 1 or is_folder(submissions[0])


def filed(console: "Console", path: Path, edition: "Edition", boundaries: Path | None = None) -> "Submission":
    """The submission in a file, with what lies around it; what in a form could not be placed is told."""
    from forms.gathered import left_over
    from forms.submissions import checked, content, embedded, form_document
    from forms.surroundings import surrounded

    raw = content(path)
    found = form_document(str(path), raw, edition)
    say(console, left_over(found))
    within = embedded(str(path), raw)
    return surrounded(checked(found, edition), edition, path, boundaries, within)


def refuse_screen(console: "Console", format_: str, output: Path | None) -> None:
    """Raises Faults for a result that is no text and would go to a terminal."""
    from reports import BINARY

    if output is None and format_ in BINARY and console.is_terminal:
        raise Faults([Problem("", None, f"--format {format_}", "report_output", {"format": format_})])


def refuse_digits(format_: str, digits: str) -> None:
    """Raises Faults for Thai digits in a format that programs read, or a terminal shows."""
    from reports import NUMBERED

    if digits != "arabic" and format_ not in NUMBERED:
        raise Faults([Problem("", None, f"--digits {digits}", "digits_unread", {"format": format_})])


def write(console: "Console", result: bytes, output: Path | None) -> None:
    """To standard output; or to a file that the user named, whole or not at all."""
    from forms.files import write_whole

    if output is None:
        console.put(result)
    else:
        write_whole(output, result)


def tell(console: "Console", faults: Faults) -> None:
    """Each problem to standard error; the run has failed, whatever else it does."""
    console.failed = True
    say(console, faults.problems)


def say(console: "Console", problems: Sequence[Problem]) -> None:
    """The sentence of each, in the language asked for."""
    from reports.lexicon import languages
    from reports.words import sentence

    for lang in languages(console.lang):
        for problem in problems:
            console.say(sentence(problem, lang))
