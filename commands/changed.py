"""`renewal compare`: one city, twice."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.assessing import Judged, assessed
from commands.common import (
    BOUNDARIES,
    DIGITS,
    EDITION,
    OUTPUT,
    POLICY,
    REVIEWS,
    SET,
    filed,
    load_edition,
    options,
    refuse_digits,
    refuse_screen,
    write,
)
from commands.formats import formats
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console
    from scoring.edition import Edition
    from scoring.models import Assessment

    Told = tuple[str, Assessment]  # a result by the name of its file

WAS = click.option(
    "--was",
    type=click.Path(path_type=Path),
    metavar="SUBMISSION",
    help="What OLD was made from; scored anew, it tells the city's part of the change from the edition's.",
)


@click.command("compare")
@options(
    click.argument("old", type=click.Path(path_type=Path)),
    click.argument("new", type=click.Path(path_type=Path)),
    WAS,
    EDITION,
    POLICY,
    SET,
    BOUNDARIES,
    REVIEWS,
    formats("text", "json", "html", "pdf", "docx"),
    OUTPUT,
    DIGITS,
)
@click.pass_obj
def compare(
    console: "Console",
    old: Path,
    new: Path,
    was: Path | None,
    edition_name: str,
    policy_file: Path | None,
    sets: tuple[str, ...],
    boundaries: Path | None,
    reviews: Path | None,
    format_: str,
    output: Path | None,
    digits: str,
) -> None:
    """What changed in one city: criteria won and lost, and what was planned against what was delivered.

    OLD and NEW are results that `renewal score --format json` wrote, or submissions, which are then scored
    under the edition.
    """
    from forms.destinations import refuse_inputs
    from reports.changed_formats import render
    from scoring.changed import what_changed

    refuse_screen(console, format_, output)
    refuse_digits(format_, digits)
    refuse_inputs([output] if output else [], [path for path in (old, new, was) if path])
    edition = load_edition(edition_name, policy_file, sets)
    judged = Judged(reviews, edition)
    before, after = (_result(console, path, edition, boundaries, judged) for path in (old, new))
    between = _scored(console, was, edition, boundaries, judged) if was else None
    if was and between:
        _refuse_others((str(old), before), (str(new), after), (str(was), between))
    found = what_changed(before, after, between)
    look = console.look(output)
    made = render(found, format_, console.lang, width=look.width, colour=look.colour, digits=digits)
    write(console, made, output)


def _refuse_others(old: "Told", new: "Told", was: "Told") -> None:
    """Raises Faults where `was` is not what OLD was made of, or is not scored as NEW was."""
    (old_name, before), (new_name, after), (was_name, between) = old, new, was
    found = between.provenance
    if found.submission_fingerprint != before.provenance.submission_fingerprint:
        marks = _marks(found.submission_fingerprint, before.provenance.submission_fingerprint)
        raise Faults([Problem(was_name, None, "", "was_other_submission", {"old": old_name, **marks})])
    for name in ("edition_fingerprint", "policy_fingerprint"):
        asked, used = getattr(found, name), getattr(after.provenance, name)
        if asked != used:
            values = {"edition": after.edition.id, **_marks(asked, used)}
            raise Faults([Problem(new_name, None, "", "was_other_edition", values)])


def _marks(found: str, expected: str) -> dict[str, str]:
    from reports.html_view import short

    return {"found": short(found), "expected": short(expected)}


def _result(
    console: "Console", path: Path, edition: "Edition", boundaries: Path | None, judged: Judged
) -> "Assessment":
    from forms.results import is_result, result
    from forms.submissions import content

    raw = content(path)
    return result(str(path), raw) if is_result(raw) else _scored(console, path, edition, boundaries, judged)


def _scored(
    console: "Console", path: Path, edition: "Edition", boundaries: Path | None, judged: Judged
) -> "Assessment":
    read = filed(console, path, edition, boundaries)
    return assessed(path, read, edition, None, reviews=judged.of(read.city.id))
