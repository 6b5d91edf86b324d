"""The form: handed out blank or begun, taken back in any format, and what was understood of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.common import (
    BAD_INPUT,
    EDITION,
    OUTPUT,
    SUBMISSION,
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
    from reports.understood import Understood
    from scoring.documents import Document
    from scoring.edition import Edition


@click.group()
def form() -> None:
    """The form itself: blank, begun from an earlier one, converted, and read back."""


@form.command("new")
@options(
    click.option(
        "--for",
        "earlier",
        type=click.Path(path_type=Path),
        metavar="SUBMISSION",
        help="Begin with what still holds of an earlier filing; its plan becomes what is reported on.",
    ),
    EDITION,
    formats("docx", "xlsx", "yaml", "json"),
    OUTPUT,
)
@click.pass_obj
def form_new(
    console: "Console", earlier: Path | None, edition_name: str, format_: str, output: Path | None
) -> None:
    """A form to fill in, as Word, Excel, YAML or JSON; with --lang both, English stands beside the Thai."""
    from forms.destinations import refuse_inputs
    from forms.filled import data_of
    from forms.next_cycle import next_cycle
    from forms.submissions import content, submission
    from forms.written_forms import BINARY, written_form

    edition = load_edition(edition_name)
    refuse_inputs([output] if output else [], [earlier] if earlier else [])
    if output is None and format_ in BINARY and console.is_terminal:
        raise Faults([Problem("", None, f"--format {format_}", "form_output", {"format": format_})])
    data = None
    if earlier is not None:
        data = next_cycle(data_of(submission(str(earlier), content(earlier), edition)))
    write(console, written_form(format_, edition, data, console.lang), output)


@form.command("convert")
@options(
    click.argument("given", metavar="IN", type=click.Path(path_type=Path)),
    click.argument("output", metavar="OUT", type=click.Path(path_type=Path)),
    click.option(
        "--annotate",
        is_flag=True,
        help="Give the Word or Excel file back with every problem as a remark at its field.",
    ),
    EDITION,
)
@click.pass_context
def form_convert(
    context: click.Context, given: Path, output: Path, annotate: bool, edition_name: str
) -> None:
    """A filled form in another format: OUT is .docx, .xlsx, .yaml or .json.

    What could not be placed is listed, and is not in OUT. OUT is replaced if it is there, and is never IN.
    """
    from forms.destinations import refuse_inputs
    from forms.files import write_whole
    from forms.filled import data_of
    from forms.gathered import left_over
    from forms.submissions import checked, content, embedded, form_document
    from forms.surroundings import with_attachments
    from forms.written_forms import format_of, written_form

    console: Console = context.obj
    refuse_inputs([output], [given])
    wanted = format_of(output.name)
    if wanted is None:
        raise Faults([Problem(str(output), None, "", "form_format", {"suffix": output.suffix})])
    edition = load_edition(edition_name)
    raw = content(given)
    if annotate:
        write_whole(output, annotated(console, given, raw, output, edition))
        return
    found = form_document(str(given), raw, edition)
    say(console, left_over(found))
    filed = with_attachments(checked(found, edition), edition, given, embedded(str(given), raw))
    write_whole(output, written_form(wanted, edition, data_of(filed), console.lang))


@form.command("read")
@options(SUBMISSION, EDITION, formats("text", "json"), OUTPUT)
@click.pass_context
def form_read(
    context: click.Context, submission: Path, edition_name: str, format_: str, output: Path | None
) -> None:
    """What was understood of a filled form, by which rule and where; and what was not."""
    from forms.destinations import refuse_inputs
    from forms.submissions import checked, content, form_document
    from reports import understood as report

    console: Console = context.obj
    refuse_inputs([output] if output else [], [submission])
    edition = load_edition(edition_name)
    found = form_document(str(submission), content(submission), edition)
    try:
        checked(found, edition)
    except Faults as faults:
        tell(console, faults)
    result = _understood(click.format_filename(submission), found)
    text = format_ == "text" and report.as_text(result, console.lang, *console.look(output))
    write(console, text or report.as_json(result), output)
    context.exit(BAD_INPUT if console.failed else 0)


def _understood(file: str, found: "Document") -> "Understood":
    """What was read, as the report has it; a file of plain text has no rules, and a line for a place."""
    from forms.gathered import FormDocument
    from reports.understood import Read, Understood
    from scoring.documents import dotted
    from scoring.models import Bilingual

    if not isinstance(found, FormDocument):
        return Understood(file=file, answers=(), unplaced=())
    answers = (
        Read(
            place=dotted(place),
            text=_shown(", ".join(map(str, one.value)) if isinstance(one.value, list) else one.value),
            rule=one.rule,
            where=Bilingual(th=one.where.th, en=one.where.en),
        )
        for place, one in found.answers.items()
    )
    left = (
        Read(place="", text=_shown(one.text), rule="", where=Bilingual(th=one.where.th, en=one.where.en))
        for one in found.unplaced
    )
    return Understood(file=file, answers=tuple(answers), unplaced=tuple(left))


def _shown(value: object) -> str:
    """As any file can hold it."""
    from scoring.documents import CONTROL

    return CONTROL.sub("\ufffd", str(value))


def annotated(console: "Console", given: Path, raw: bytes, output: Path, edition: "Edition") -> bytes:
    """The file with its problems as remarks, which are told as well."""
    from commands.remarks import remarks
    from forms.noted import noted

    kind = given.suffix.lower()
    if output.suffix.lower() != kind or kind not in (".docx", ".xlsx"):
        raise Faults([Problem(str(output), None, "", "form_annotate", {"suffix": given.suffix})])
    found = list(remarks(str(given), raw, edition, console.lang))
    for _, text in found:
        console.say(f"{click.format_filename(given)}: {text}")
    return noted(str(given), raw, found, edition)
