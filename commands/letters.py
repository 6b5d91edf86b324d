"""What goes out beside a report: the memo to the subcommittee, and the sheet on which the city answers."""

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from commands.assessing import Judged, assessed
from commands.common import (
    AS_OF,
    BOUNDARIES,
    DIGITS,
    EDITION,
    OUTPUT,
    POLICY,
    REVIEWS,
    SET,
    SUBMISSION,
    day,
    filed,
    load_edition,
    options,
    refuse_screen,
    write,
)
from commands.formats import formats

if TYPE_CHECKING:
    from forms.console import Console
    from scoring.models import Assessment


def _letter(name: str, module: str, about: str) -> click.Command:
    """The command that writes the papers of a module of `reports`, on one city."""

    @click.command(name, help=about)
    @options(
        SUBMISSION, EDITION, POLICY, SET, AS_OF, BOUNDARIES, REVIEWS, formats("docx", "pdf"), OUTPUT, DIGITS
    )
    @click.pass_obj
    def command(
        console: "Console",
        submission: Path,
        edition_name: str,
        policy_file: Path | None,
        sets: tuple[str, ...],
        as_of: str | None,
        boundaries: Path | None,
        reviews: Path | None,
        format_: str,
        output: Path | None,
        digits: str,
    ) -> None:
        from forms.destinations import refuse_inputs

        refuse_screen(console, format_, output)
        refuse_inputs([output] if output else [], [submission])
        edition = load_edition(edition_name, policy_file, sets)
        read = filed(console, submission, edition, boundaries)
        judged = Judged(reviews, edition).of(read.city.id)
        result = assessed(submission, read, edition, day(as_of), reviews=judged)
        write(console, _printed(import_module(module), result, format_, console.lang, digits), output)

    return command


memo = _letter(
    "memo",
    "reports.memo",
    "A cover memo on one city to the subcommittee, one page, to be completed in Word.",
)
answer_sheet = _letter(
    "answer-sheet",
    "reports.answer_sheet",
    "A sheet on which the city answers each finding, to be filled in with Word.",
)


def _printed(letter: ModuleType, result: "Assessment", format_: str, lang: str, digits: str) -> bytes:
    from reports.digits import on_paper

    papers, made = on_paper(letter.papers(result, lang), digits), result.provenance.as_of
    if format_ == "pdf":
        from reports.pdf import printed

        return printed(papers, made, result.edition.unbroken)
    from reports.word import written

    return written(papers, made)
