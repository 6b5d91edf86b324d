"""What one run of the workbench works with; all that is kept is in the folder, and the rest ends with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from forms.layout import Part, layout
from scoring.edition import Edition
from scoring.inference import Engine
from workbench.folder import Folder, Listed
from workbench.keys import Keys
from workbench.row import Row
from workbench.uploads import Kept

if TYPE_CHECKING:  # what the policy's page works with takes a tenth of a second to load
    from scoring.comparison import Compared
    from scoring.factsheets import FactSheet
    from scoring.reviewers import Reviewed
    from scoring.sides import Looking, Side

HERE = ("127.0.0.1", "localhost", "::1")  # how a browser on this machine calls it


@dataclass(frozen=True)
class Bench:
    """The folder, the edition it is judged by, who may come in, and what is in hand and not yet saved."""

    folder: Folder
    edition: Edition
    boundaries: Path | None = None
    lang: str = "th"
    hosts: tuple[str, ...] = HERE
    keys: Keys = field(default_factory=Keys)
    kept: Kept = field(default_factory=Kept)
    rows: dict[tuple[Listed, str], Row] = field(default_factory=dict)
    tables: dict[tuple[Listed, str], "Reviewed | None"] = field(default_factory=dict)
    sheets: dict[tuple[Listed, str], "FactSheet | None"] = field(default_factory=dict)
    sides: "dict[tuple[str, Looking], Sequence[Side]]" = field(default_factory=dict)
    trials: "list[tuple[object, Looking, Compared]]" = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)  # folders as they were when they were last read
    one_at_a_time: Lock = field(default_factory=Lock)  # the engine keeps state while it infers

    @cached_property
    def form(self) -> Part:
        """The form under the edition."""
        return layout(self.edition)

    @cached_property
    def engine(self) -> Engine:
        """Made with the first city."""
        from scoring.engines import engine_for

        return engine_for(self.edition.rulebook)
