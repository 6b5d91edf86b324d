"""What goes out beside a report: the memo to the subcommittee, and the sheet on which the city answers."""

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from commands.assessing import assessed
from commands.common import (
    AS_OF,
    BOUNDARIES,
    EDITION,
    OUTPUT,
    POLICY,
    SET,
    SUBMISSION,
    day,
    filed,
    formats,
    load_edition,
    options,
    refuse_screen,
    write,
)

if TYPE_CHECKING:
    from forms.console import Console
    from scoring.models import Assessment

ASKED = (SUBMISSION, EDITION, POLICY, SET, AS_OF, BOUNDARIES, formats("docx", "pdf"), OUTPUT)


@click.command("memo")
@options(*ASKED)
@click.pass_obj
def memo(
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
    """A cover memo on one city to the subcommittee, one page, to be completed in Word."""
    from reports import memo as letter

    refuse_screen(console, format_, output)
    result = _assessed(console, submission, edition_name, policy_file, sets, as_of, boundaries, output)
    write(console, _printed(letter, result, format_, console.lang), output)


@click.command("answer-sheet")
@options(*ASKED)
@click.pass_obj
def answer_sheet(
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
    """A sheet on which the city answers each finding, to be filled in with Word."""
    from reports import answer_sheet as sheet

    refuse_screen(console, format_, output)
    result = _assessed(console, submission, edition_name, policy_file, sets, as_of, boundaries, output)
    write(console, _printed(sheet, result, format_, console.lang), output)


def _assessed(
    console: "Console",
    submission: Path,
    edition_name: str,
    policy_file: Path | None,
    sets: tuple[str, ...],
    as_of: str | None,
    boundaries: Path | None,
    output: Path | None,
) -> "Assessment":
    from forms.destinations import refuse_inputs

    refuse_inputs([output] if output else [], [submission])
    edition = load_edition(edition_name, policy_file, sets)
    read = filed(console, submission, edition, boundaries)
    return assessed(submission, read, edition, day(as_of))


def _printed(letter: ModuleType, result: "Assessment", format_: str, lang: str) -> bytes:
    papers, made = letter.papers(result, lang), result.provenance.as_of
    if format_ == "pdf":
        from reports.pdf import printed

        return printed(papers, made, result.edition.unbroken)
    from reports.word import written

    return written(papers, made)
