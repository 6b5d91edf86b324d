"""`renewal verify`: nothing in a folder of reviews was changed unseen, and a result is made again alike."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.assessing import Judged
from commands.common import BOUNDARIES, FAILED, REVIEWS, filed, load_edition, options, say
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console
    from scoring.edition import Edition
    from scoring.models import Assessment
    from scoring.reviews import Review
    from scoring.submission import Submission


@click.command("verify")
@options(
    click.argument("path", type=click.Path(path_type=Path)),
    click.option(
        "--submission",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="What the result in PATH was made from (default: submission.json beside it).",
    ),
    REVIEWS,
    BOUNDARIES,
    click.option(
        "--edition",
        "edition_name",
        metavar="ID|DIR",
        help="The edition of the signed results, where it is not one that the program ships.",
    ),
)
@click.pass_context
def verify(
    context: click.Context,
    path: Path,
    submission: Path | None,
    reviews: Path | None,
    boundaries: Path | None,
    edition_name: str | None,
) -> None:
    """Is all as it was written, and does every result come out the same when it is made again?

    PATH is a folder of the workbench or of reviews: the lines of its log, the reviews it speaks of and the
    results that were signed. Or it is one result, an assessment as JSON. Ends with 1 where anything differs.
    """
    from reports.review import result_verified, verified

    console = context.obj
    if path.is_dir():
        folder = _reviews(path)
        lines, signed, found = _folder(folder, edition_name)
        holds = verified(lines, signed, console.lang)
    else:
        found = _result(console, path, submission, reviews, boundaries, edition_name)
        holds = result_verified(console.lang)
    say(console, found)
    if not found:
        console.put(holds)
    context.exit(FAILED if found else 0)


def _reviews(folder: Path) -> Path:
    """The folder of reviews in a folder of the workbench; the folder itself where it has none."""
    from forms.audit import LOG

    within = folder / "reviews"
    return within if within.is_dir() and not (folder / LOG).exists() else folder


def _folder(reviews: Path, edition_name: str | None) -> tuple[int, int, list[Problem]]:
    """How many lines the log has, how many of them tell of a signed result, and what does not hold."""
    from forms.audit import log_of
    from forms.logged import not_as_logged

    lines, problems = log_of(reviews)
    found = [*problems, *not_as_logged(reviews, lines)]
    signed = [line for line in lines if line.what == "signed"]
    for line in signed:
        found += _signed(reviews / line.file, edition_name)
    return len(lines), len(signed), found


def _signed(path: Path, edition_name: str | None) -> list[Problem]:
    """What differs when a signed result is made again from what lies beside it."""
    from forms.signed import beside, signed_at

    try:
        was, raw = signed_at(path)
        edition = _edition_of(path, was, edition_name)
        return _differences(path, raw, was, *beside(path, edition), edition)
    except Faults as faults:
        return list(faults.problems)


def _result(
    console: "Console",
    path: Path,
    submission: Path | None,
    reviews: Path | None,
    boundaries: Path | None,
    edition_name: str | None,
) -> list[Problem]:
    """What differs when one result is made again; raises Faults where it cannot be."""
    from forms.signed import SUBMISSION, beside, signed_at

    was, raw = signed_at(path)
    edition = _edition_of(path, was, edition_name)
    if submission is None:
        if not (path.parent / SUBMISSION).exists():
            raise Faults([Problem(str(path), None, "", "verify_from", {})])
        return _differences(path, raw, was, *beside(path, edition), edition)
    read = filed(console, submission, edition, boundaries)
    return _differences(path, raw, was, read, Judged(reviews, edition).of(read.city.id), edition)


def _edition_of(path: Path, was: "Assessment", name: str | None) -> "Edition":
    """The edition that a result was made under, with the numbers set as they were; raises Faults."""
    from forms.signed import numbers_set

    edition = load_edition(name or was.edition.id, None, numbers_set(was))
    if edition.fingerprint != was.provenance.edition_fingerprint:
        raise Faults([Problem(str(path), None, "", "signed_edition", {"edition": was.edition.id})])
    return edition


def _differences(
    path: Path,
    raw: bytes,
    was: "Assessment",
    read: "Submission",
    reviews: "Sequence[Review]",
    edition: "Edition",
) -> list[Problem]:
    from forms.signed import differences, made_again
    from reports.json import render

    return differences(path, raw, made_again(read, reviews, was, edition, render))
