"""`renewal score FOLDER -o FILE`: one report of all cities, in place of a report of each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms.console import Console
    from reports.portfolio_row import CityRow
    from scoring.models import Assessment


def is_file(output: Path | None, format_: str, many: bool) -> bool:
    """Whether one report of all cities is asked for: of many, into a file with the format's suffix."""
    from forms.files import is_folder
    from reports.portfolio import FORMATS

    if many and output is not None and format_ in FORMATS:
        return output.suffix.lower() == f".{format_}" and not is_folder(output)
    return False


def write_portfolio(
    console: "Console",
    paths: Sequence[Path],
    results: "Iterator[tuple[Path, Assessment]]",
    format_: str,
    output: Path,
    digits: str,
) -> "Sequence[CityRow]":
    """The report in its file, and the cities that are in it; none where no city could be read."""
    from forms.destinations import refuse_inputs
    from forms.files import write_whole
    from reports.portfolio import portfolio, render

    refuse_inputs([output], paths)
    found = portfolio(results, len(paths))
    if found is None:
        return ()
    write_whole(output, render(found, format_, console.lang, digits))
    return found.rows
