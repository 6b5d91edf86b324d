"""`renewal policy`: what a change of policy does to every city, and how firm each verdict is."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.cities import CACHE, ENGINE_CLUSTER, NO_CACHE, WORKERS, Cities, crew, kept
from commands.common import (
    BAD_INPUT,
    BOUNDARIES,
    EDITION,
    OUTPUT,
    POLICY,
    REVIEWS,
    SET,
    SUBMISSIONS,
    given,
    load_edition,
    options,
    write,
)
from commands.formats import formats
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console
    from scoring.edition import Edition


def _a_number(_: click.Context, __: click.Parameter, points: float) -> float:
    if points != points:  # nan, which lies in no range and outside of none
        raise click.BadParameter("nan is not a number of points")
    return points


NEAR = click.option(
    "--near",
    type=click.FloatRange(0, 100),
    callback=_a_number,
    default=2,
    show_default=True,
    metavar="POINTS",
    help="How near to flipping a city is pointed out.",
)
TO = click.option(
    "--to",
    "other_name",
    metavar="ID|DIR",
    help="Another edition to compare with; --policy and --set are then set in that one.",
)


@click.group()
def policy() -> None:
    """What a change of policy does to every city, and how firm each verdict is."""


@policy.command("compare")
@options(
    SUBMISSIONS,
    EDITION,
    TO,
    POLICY,
    SET,
    NEAR,
    BOUNDARIES,
    REVIEWS,
    CACHE,
    NO_CACHE,
    WORKERS,
    ENGINE_CLUSTER,
    formats("text", "html", "csv", "json"),
    OUTPUT,
)
@click.pass_context
def compare(
    context: click.Context,
    submissions: tuple[Path, ...],
    edition_name: str,
    other_name: str | None,
    policy_file: Path | None,
    sets: tuple[str, ...],
    near: float,
    boundaries: Path | None,
    reviews: Path | None,
    folder: Path | None,
    no_cache: bool,
    workers: int | None,
    address: str | None,
    format_: str,
    output: Path | None,
) -> None:
    """Every city under the edition, and under a variant of it: who flips, and by what.

    The variant is the edition with the numbers of --policy and --set, or another edition (--to).
    """
    from reports import comparison as report
    from reports.asked import asked
    from scoring.comparison import comparison
    from scoring.edition_diff import differences

    console: Console = context.obj
    before, after = pair(edition_name, other_name, policy_file, sets)
    paths = list(dict.fromkeys(given(console, submissions)[0]))
    refuse_over([*paths, policy_file], output)
    with crew(workers, address) as hands:
        compared = Cities(console, paths, kept(folder, no_cache), hands, boundaries, reviews).under(
            before, after
        )
        found = comparison(before, after, differences(before, after, asked), compared, near)
    look = console.look(output)
    write(console, report.render(found, format_, console.lang, width=look.width, colour=look.colour), output)
    context.exit(BAD_INPUT if console.failed else 0)


def pair(
    name: str, other_name: str | None, policy_file: Path | None, sets: Sequence[str]
) -> "tuple[Edition, Edition]":
    """The edition, and what it is held against: a variant of it, or another one; raises Faults."""
    from forms.editions import variant

    if not (other_name or policy_file or sets):
        raise Faults([Problem("", None, "", "nothing_to_compare", {})])
    before = load_edition(name)
    after = load_edition(other_name) if other_name else before
    return before, variant(after, policy_file, sets)


def refuse_over(inputs: Sequence[Path | None], output: Path | None) -> None:
    """Raises Faults when the result would replace what it is made from."""
    from forms.destinations import refuse_inputs

    refuse_inputs([output] if output else [], filter(None, inputs))
