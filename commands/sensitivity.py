"""`renewal policy sensitivity`: how firm each verdict is, and what all cities together say of the policy."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.cities import CACHE, ENGINE_CLUSTER, NO_CACHE, WORKERS, Cities, crew, kept
from commands.common import (
    BAD_INPUT,
    EDITION,
    OUTPUT,
    POLICY,
    SET,
    STOPPED,
    SUBMISSIONS,
    formats,
    given,
    load_edition,
    options,
    tell,
    write,
)
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console
    from forms.crews import Crew
    from scoring.edition import Edition
    from scoring.factsheets import FactSheet
    from scoring.sensitivity import CityFirmness, Plan

SAMPLES = click.option(
    "--samples",
    type=click.IntRange(100, 10_000_000),
    default=10_000,
    show_default=True,
    help="How many weightings of each kind are tried.",
)
SPREAD = click.option(
    "--spread",
    type=click.FloatRange(0, 100, min_open=True),
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
    from reports import sensitivity as report
    from scoring.portfolio_sensitivity import policy_sensitivity
    from scoring.sensitivity import Plan

    console: Console = context.obj
    edition = load_edition(edition_name, policy_file, sets)
    plan = Plan(samples, spread / 100, seed)
    with crew(workers, address) as hands:
        cities = Cities(console, given(console, submissions)[0], kept(folder, no_cache), hands)
        sheets = cities.sheets(edition)
        work = Work(console, edition, sheets, plan)
        work.run(hands)
    found = policy_sensitivity(edition, *work.done, plan, len(sheets))
    look = console.look(output)
    write(console, report.render(found, format_, console.lang, width=look.width, colour=look.colour), output)
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
            tell(self._console, Faults([Problem("", None, "", "stopped_early", self._counts())]))

    def _run(self, crew: "Crew") -> None:
        from forms.crews import Lost
        from forms.firmness import firmnesses

        for place, some in firmnesses(self._edition, self._sheets, self._plan, crew):
            if isinstance(some, Lost):
                name = self._sheets[place].city
                tell(self._console, Faults([Problem(name, None, "", "worker_lost", some._asdict())]))
                continue
            self._found |= dict(enumerate(some, place))
            self._console.count(len(self._found), len(self._sheets))

    def _counts(self) -> dict[str, object]:
        return {"done": len(self._found), "asked": len(self._sheets)}

    @property
    def done(self) -> "tuple[list[FactSheet], list[CityFirmness]]":
        """The cities that are done, in order."""
        places = sorted(self._found)
        return [self._sheets[place] for place in places], [self._found[place] for place in places]
