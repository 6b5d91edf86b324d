"""The cities of the folder, each read again only when it, or what lies around it, has changed."""

import time

from forms.files import unopened
from reports.summary_row import summary_row
from scoring.problems import Faults
from workbench.bench import Bench
from workbench.folder import Absent, Listed
from workbench.reading import read
from workbench.row import Row

PATIENCE = 0.15  # seconds that a page waits for cities to be read: the others come with the next look


def rows(bench: Bench) -> list[Row]:
    """All cities of the folder in order, as many of them read as patience allows, but one at the least."""
    around = bench.folder.around()
    ends, found = time.monotonic() + PATIENCE, []
    for listed in bench.folder.listed():
        key = (listed, around)
        if key not in bench.rows and time.monotonic() < ends:
            _remember(bench, listed, around, _row(bench, listed))
        found.append(bench.rows.get(key, Row(listed.name)))
    return found


def _remember(bench: Bench, listed: Listed, around: str, row: Row) -> None:
    """In the place of what was known of the same file."""
    for old in [key for key in list(bench.rows) if key[0].name == listed.name]:
        bench.rows.pop(old, None)
    bench.rows[listed, around] = row


def _row(bench: Bench, listed: Listed) -> Row:
    try:
        city = read(bench, listed.name, bench.folder.raw(listed.name), way_out=False)
    except (Absent, OSError) as error:  # gone since it was listed
        error = error if isinstance(error, OSError) else FileNotFoundError(2, "")
        return Row(listed.name, problems=(unopened(bench.folder.path / listed.name, error),))
    except Faults as faults:
        return Row(listed.name, problems=faults.problems)
    if city.result is None:
        return Row(city.name, problems=city.problems)
    return Row(city.name, summary_row(city.result), city.result.scorecard.completeness)
