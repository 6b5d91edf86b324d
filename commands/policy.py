"""`renewal policy`: what a change of policy does to every city, and how firm each verdict is."""

from collections.abc import Sequence
from itertools import chain, compress
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
    tell,
    write,
)
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from forms.console import Console
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
    compared = Cities(console, paths, kept(folder, no_cache)).under(before, after)
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


def kept(folder: Path | None, no_cache: bool) -> "Kept | None":
    """Where facts are kept between runs; None for nowhere."""
    from forms.kept import Kept, default_folder

    return None if no_cache else Kept(folder or default_folder())


class Cities:
    """The cities of one run; one that cannot be read gets its message, and the others go on without it."""

    def __init__(self, console: "Console", paths: Sequence[Path], kept: "Kept | None") -> None:
        self._console, self._paths, self._kept = console, list(paths), kept
        self._given = len(self._paths)
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
        from forms.crews import Alone
        from forms.factsheets import factsheets

        found: dict[int, Outcome] = {}
        for place, outcome in factsheets(self._paths, edition, Alone(), self._kept):
            found[place] = outcome
            self._console.count(len(found), len(self._paths))
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
