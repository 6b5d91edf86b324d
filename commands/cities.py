"""The cities of one command: which files, who reads them, where their facts are kept, and who is left out."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from itertools import chain, compress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.common import say, tell
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console
    from forms.crews import Crew
    from forms.factsheets import Outcome
    from forms.kept import Kept
    from scoring.comparison import Compared
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

    def __init__(
        self,
        console: "Console",
        paths: Sequence[Path],
        kept: "Kept | None",
        crew: "Crew",
        boundaries: Path | None = None,
        reviews: Path | None = None,
    ) -> None:
        self._boundaries, self._reviews = boundaries, reviews
        self._console, self._paths, self._kept, self._crew = console, list(paths), kept, crew
        self._given = len(self._paths)
        self._noted = False
        self._known: dict[str, list[FactSheet]] = {}

    def under(self, *editions: "Edition") -> "Compared":
        """The cities that can be read under every one of the editions; raises Faults when there is none."""
        from scoring.comparison import Compared
        from scoring.factsheets import basis

        for edition in editions:
            if basis(edition) not in self._known:
                self._keep(basis(edition), self._read(edition))
        if not self._paths:
            raise Faults([Problem("", None, "", "no_city_left", {})])
        names = [click.format_filename(path) for path in self._paths]
        return Compared(self.sheets, names, self._given - len(self._paths))

    def sheets(self, edition: "Edition") -> "Sequence[FactSheet]":
        """The facts of the cities, in the order of the files.

        Of the first edition asked for, those that can be read; Faults when another leaves out one of them.
        """
        from scoring.factsheets import basis

        if not self._known:
            self._keep(basis(edition), self._read(edition))
        elif basis(edition) not in self._known:  # a blend of two editions
            found = self._read(edition)
            bad = [outcome for outcome in found if isinstance(outcome, tuple)]
            if bad:
                raise Faults(chain.from_iterable(bad))
            self._keep(basis(edition), found)
        return self._known[basis(edition)]

    def _read(self, edition: "Edition") -> "list[Outcome]":
        """For each file its facts, or what is wrong with it."""
        from forms.factsheets import factsheets

        found: dict[int, Outcome] = {}
        sheets = factsheets(self._paths, edition, self._crew, self._kept, self._boundaries, self._reviews)
        for place, outcome in sheets:
            found[place] = outcome
            self._console.count(len(found), len(self._paths))
        if self._kept and self._kept.note and not self._noted:
            say(self._console, [self._kept.note])
            self._noted = True
        return [found[place] for place in range(len(self._paths))]

    def _keep(self, name: str, found: "Sequence[Outcome]") -> None:
        """Tells of those that cannot be read, and leaves them out of all that is known."""
        from scoring.factsheets import FactSheet

        for outcome in found:
            if not isinstance(outcome, FactSheet):
                tell(self._console, Faults(outcome))
        good = [isinstance(outcome, FactSheet) for outcome in found]
        self._known[name] = [outcome for outcome in found if isinstance(outcome, FactSheet)]
        for other in self._known.keys() - {name}:
            self._known[other] = list(compress(self._known[other], good))
        self._paths = list(compress(self._paths, good))
