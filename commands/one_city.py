"""`renewal explain` and `renewal remedies`: why a criterion came out as it did, and the way to renewal."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.assessing import Judged, assessed
from commands.common import (
    AS_OF,
    BOUNDARIES,
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
    write,
)
from commands.formats import formats
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console


@click.command()
@options(
    SUBMISSION,
    click.argument("criterion"),
    EDITION,
    POLICY,
    SET,
    AS_OF,
    BOUNDARIES,
    REVIEWS,
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
    reviews: Path | None,
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
    judged = Judged(reviews, edition).of(read.city.id)
    result = assessed(submission, read, edition, day(as_of), reviews=judged)
    found = explanation(read, edition, result, criterion)
    text = format_ == "text" and explained.as_text(found, console.lang, *console.look(output))
    write(console, text or explained.as_json(found), output)


@click.command()
@options(SUBMISSION, EDITION, POLICY, SET, AS_OF, BOUNDARIES, REVIEWS, formats("text", "json"), OUTPUT)
@click.pass_obj
def remedies(
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
) -> None:
    """The least-effort way to renewal, or how little would end one."""
    from forms.destinations import refuse_inputs
    from reports import remedies as report

    refuse_inputs([output] if output else [], [submission])
    edition = load_edition(edition_name, policy_file, sets)
    read = filed(console, submission, edition, boundaries)
    judged = Judged(reviews, edition).of(read.city.id)
    result = assessed(submission, read, edition, day(as_of), reviews=judged, way_out=True)
    text = format_ == "text" and report.as_text(result, console.lang, *console.look(output))
    write(console, text or report.as_json(result), output)
