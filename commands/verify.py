"""`renewal verify`: nothing in a folder of reviews was changed unseen, and what was signed is made again."""

from pathlib import Path

import click

from commands.common import FAILED, load_edition, options, say
from scoring.problems import Faults, Problem


@click.command("verify")
@options(
    click.argument("reviews", type=click.Path(path_type=Path)),
    click.option(
        "--edition",
        "edition_name",
        metavar="ID|DIR",
        help="The edition of the signed results, where it is not one that the program ships.",
    ),
)
@click.pass_context
def verify(context: click.Context, reviews: Path, edition_name: str | None) -> None:
    """Is every line of the log as it was written, every review as it was logged, every signed result alike?

    REVIEWS is the folder that `renewal review` writes into. Ends with 1 where anything is not.
    """
    from forms.audit import changed_since, log_of
    from forms.reviews import review_files
    from reports.review import verified

    console = context.obj
    lines, problems = log_of(reviews)
    found = [*problems, *changed_since(reviews, lines, list(review_files(reviews)))]
    signed = [line for line in lines if line.what == "signed"]
    for line in signed:
        found += _made_again(reviews / line.file, edition_name)
    say(console, found)
    if not found:
        console.put(verified(len(lines), len(signed), console.lang))
    context.exit(FAILED if found else 0)


def _made_again(path: Path, edition_name: str | None) -> list[Problem]:
    from forms.signed import differences, made_again, numbers_set, signed_at
    from reports.json import render

    try:
        signed, raw = signed_at(path)
        edition = load_edition(edition_name or signed.edition.id, None, numbers_set(signed))
        if edition.fingerprint != signed.provenance.edition_fingerprint:
            return [Problem(str(path), None, "", "signed_edition", {"edition": signed.edition.id})]
        return differences(path, raw, made_again(path, signed, edition, render))
    except Faults as faults:
        return list(faults.problems)
