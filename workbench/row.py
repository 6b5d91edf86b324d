"""What the list of cities says of one file."""

from typing import NamedTuple

from reports.summary_row import SummaryRow
from scoring.problems import Problem


class Row(NamedTuple):
    """One city of the folder; neither `summary` nor `problems` for one that is not read yet."""

    name: str
    summary: SummaryRow | None = None
    completeness: int | float = 0
    problems: tuple[Problem, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether it is known what the file says."""
        return self.summary is not None or bool(self.problems)
