"""`renewal score FOLDER -o FILE`: one report of all cities, in place of a report of each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commands.assessing import Judged
    from forms.console import Console
    from reports.portfolio_row import CityRow
    from scoring.edition import Edition
    from scoring.models import Assessment
    from scoring.reviewers import Heard


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
    edition: "Edition",
    judged: "Judged",
    format_: str,
    output: Path,
    digits: str,
) -> "Sequence[CityRow]":
    """The report in its file, and the cities that are in it; none where no city could be read."""
    from forms.destinations import refuse_inputs
    from forms.files import write_whole
    from reports.portfolio import portfolio, render
    from scoring.reviewers import compared

    refuse_inputs([output], paths)
    said: list[Heard] = []
    found = portfolio(_listened(results, judged, said), len(paths))
    if found is None:
        return ()
    found = found._replace(reviewing=compared(edition, said))
    write_whole(output, render(found, format_, console.lang, digits))
    return found.rows


def _listened(
    results: "Iterator[tuple[Path, Assessment]]", judged: "Judged", said: "list[Heard]"
) -> "Iterator[tuple[Path, Assessment]]":
    """The same results; what reviewers said of each is noted on the way, for the results are let go."""
    from scoring.reviewers import Reviewed, heard

    for path, result in results:
        said.append(heard(Reviewed(path.as_posix(), result, judged.of(result.city.id))))
        yield path, result
