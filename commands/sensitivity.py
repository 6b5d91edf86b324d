"""`renewal policy sensitivity`: how firm each verdict is, and what all cities together say of the policy."""

from collections.abc import Sequence
from contextlib import closing
from math import isnan
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
    STOPPED,
    SUBMISSIONS,
    given,
    load_edition,
    options,
    tell,
    write,
)
from commands.formats import formats
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console
    from forms.crews import Crew
    from scoring.edition import Edition
    from scoring.factsheets import FactSheet
    from scoring.plausible import Plan
    from scoring.sensitivity import CityFirmness

SAMPLES = click.option(
    "--samples",
    type=click.IntRange(100, 10_000_000),
    default=10_000,
    show_default=True,
    help="How many weightings of each kind are tried.",
)


def _a_number(_context: click.Context, _option: click.Parameter, value: float) -> float:
    """Which `nan` is not, though it is in every range."""
    if isnan(value):
        raise click.BadParameter("nan is not a number")
    return value


SPREAD = click.option(  # further out a share of a whole cannot vary in proportion
    "--spread",
    type=click.FloatRange(0.1, 70),
    callback=_a_number,
    default=25,
    show_default=True,
    metavar="PERCENT",
    help="How far a weight typically moves around the policy's, in per cent of itself.",
)
SEED = click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=1,
    show_default=True,
    help="The seed of chance: the same seed draws the same weightings.",
)


@click.command()
@options(
    SUBMISSIONS,
    EDITION,
    POLICY,
    SET,
    SAMPLES,
    SPREAD,
    SEED,
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
def sensitivity(
    context: click.Context,
    submissions: tuple[Path, ...],
    edition_name: str,
    policy_file: Path | None,
    sets: tuple[str, ...],
    samples: int,
    spread: float,
    seed: int,
    boundaries: Path | None,
    reviews: Path | None,
    folder: Path | None,
    no_cache: bool,
    workers: int | None,
    address: str | None,
    format_: str,
    output: Path | None,
) -> None:
    """How firm each verdict is: how far weights must move to flip it, and how often plausible ones do.

    Stopped with Ctrl-C, it tells of the cities that are done.
    """
    from forms.destinations import refuse_inputs
    from scoring.plausible import Plan

    console: Console = context.obj
    edition = load_edition(edition_name, policy_file, sets)
    paths = list(dict.fromkeys(given(console, submissions)[0]))
    refuse_inputs([output] if output else [], [*paths, *filter(None, [policy_file])])
    with crew(workers, address) as hands:
        sheets = Cities(console, paths, kept(folder, no_cache), hands, boundaries, reviews).sheets(edition)
        work = Work(console, edition, sheets, Plan(samples, spread / 100, seed))
        work.run(hands)
    work.tell_of(len(paths), format_, output)
    context.exit(STOPPED if work.stopped else BAD_INPUT if console.failed else 0)


class Work:
    """The cities of one run, and how firm the verdicts are of those that are done; Ctrl-C keeps them."""

    def __init__(
        self, console: "Console", edition: "Edition", sheets: "Sequence[FactSheet]", plan: "Plan"
    ) -> None:
        self._console, self._edition, self._sheets, self._plan = console, edition, sheets, plan
        self._found: dict[int, CityFirmness] = {}
        self.stopped = False

    def run(self, crew: "Crew") -> None:
        """All of the work, or as much as is done when it is stopped."""
        try:
            self._run(crew)
        except KeyboardInterrupt:
            self.stopped = True
            counts = {"done": len(self._found), "asked": len(self._sheets)}
            tell(self._console, Faults([Problem("", None, "", "stopped_early", counts)]))

    def _run(self, crew: "Crew") -> None:
        from forms.crews import Lost
        from forms.firmness import firmnesses

        with closing(firmnesses(self._edition, self._sheets, self._plan, crew)) as every:
            for place, some in every:
                if isinstance(some, Lost):
                    name = self._sheets[place].city
                    tell(self._console, Faults([Problem(name, None, "", "worker_lost", some._asdict())]))
                    continue
                self._found |= dict(enumerate(some, place))
                self._console.count(len(self._found), len(self._sheets))

    def tell_of(self, asked: int, format_: str, output: Path | None) -> None:
        """The report of the cities that are done, of so many asked for; none where there is no city."""
        from reports import sensitivity as report
        from scoring.portfolio_sensitivity import policy_sensitivity

        places = sorted(self._found)
        if not places:
            return
        sheets = [self._sheets[place] for place in places]
        cities = [self._found[place] for place in places]
        found = policy_sensitivity(self._edition, sheets, cities, self._plan, asked)
        look = self._console.look(output)
        page = report.render(found, format_, self._console.lang, width=look.width, colour=look.colour)
        write(self._console, page, output)
