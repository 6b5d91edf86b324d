"""`renewal policy`: what a change of policy does to every city, and how firm each verdict is."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.common import (
    BAD_INPUT,
    EDITION,
    OUTPUT,
    POLICY,
    SET,
    SUBMISSIONS,
    formats,
    given,
    load_edition,
    options,
    say,
    tell,
    write,
)
from scoring.problems import Faults

if TYPE_CHECKING:
    from forms.console import Console
    from forms.crews import Crew
    from forms.kept import Kept
    from scoring.edition import Edition
    from scoring.factsheets import FactSheet

CACHE = click.option(
    "--cache",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the facts of submissions are kept between runs (default: this system's place for such).",
)
NO_CACHE = click.option("--no-cache", is_flag=True, help="Keep nothing, and use nothing that was kept.")
NEAR = click.option(
    "--near",
    type=click.FloatRange(0, 100),
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
WORKERS = click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes of this machine share the work (default: one a core; 1: this process alone).",
)
ENGINE_CLUSTER = click.option(
    "--engine-cluster",
    "address",
    metavar="ADDRESS",
    help="Have the workers of a Dask cluster do it: its scheduler, such as tcp://host:8786.",
)
TWO_CREWS = "--workers is for this machine and --engine-cluster for another's; give one of them"
NOTHING = "nothing to compare with: set a number (--set weights.cdp=30), or give --policy or --to"


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
    from scoring.comparison import comparison

    console: Console = context.obj
    if not (other_name or policy_file or sets):
        raise click.UsageError(NOTHING)
    before = load_edition(edition_name)
    after = load_edition(other_name or edition_name, policy_file, sets)
    with crew(workers, address) as hands:
        cities = Cities(console, given(console, submissions)[0], kept(folder, no_cache), hands)
        found = comparison(before, after, cities.sheets, near)
    look = console.look(output)
    write(console, report.render(found, format_, console.lang, width=look.width, colour=look.colour), output)
    context.exit(BAD_INPUT if console.failed else 0)


def kept(folder: Path | None, no_cache: bool) -> "Kept | None":
    """Where facts are kept between runs; None for nowhere."""
    from forms.kept import Kept, default_folder

    return None if no_cache else Kept(folder or default_folder())


def crew(workers: int | None, address: str | None) -> "AbstractContextManager[Crew]":
    """Who does the work, while the command lasts; raises Faults for a cluster that cannot."""
    from forms.crews import cores
    from forms.processes import Processes

    if workers and address:
        raise click.UsageError(TWO_CREWS)
    if address is not None:
        from forms.cluster import cluster

        return cluster(address)
    return Processes(workers or cores())


class Cities:
    """The cities of one run; one that cannot be read gets its message, and the others go on without it."""

    def __init__(self, console: "Console", paths: Sequence[Path], kept: "Kept | None", crew: "Crew") -> None:
        self._console, self._paths, self._kept, self._crew = console, list(paths), kept, crew
        self._noted = False
        self._known: dict[str, list[FactSheet]] = {}

    def sheets(self, edition: "Edition") -> "Sequence[FactSheet]":
        """The facts of every city that can be read, in the order of the files."""
        from scoring.factsheets import basis

        if basis(edition) not in self._known:
            self._known[basis(edition)] = self._read(edition)
        return self._known[basis(edition)]

    def _read(self, edition: "Edition") -> "list[FactSheet]":
        from forms.factsheets import factsheets
        from scoring.factsheets import FactSheet

        good, bad = {}, {}
        for place, outcome in factsheets(self._paths, edition, self._crew, self._kept):
            if isinstance(outcome, FactSheet):
                good[place] = outcome
            else:
                bad[place] = outcome
            self._console.count(len(good) + len(bad), len(self._paths))
        for place in sorted(bad):
            tell(self._console, Faults(bad[place]))
        if self._kept and self._kept.note and not self._noted:
            say(self._console, [self._kept.note])
            self._noted = True
        self._paths = [self._paths[place] for place in sorted(good)]
        return [good[place] for place in sorted(good)]
