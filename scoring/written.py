"""An edition as it is written: its records by name, groups spelled out, before anything is made of them."""

from typing import NamedTuple

from scoring.edition_files import (
    CheckFile,
    CriterionFile,
    CriterionRules,
    EditionFile,
    GateFile,
    MeasureFile,
    MeasuresFile,
    PolicyFile,
    PrerequisitesFile,
)


class Written(NamedTuple):
    """`head` is `measures.yaml` without its measures: the units and the terms."""

    file: EditionFile
    policy: PolicyFile
    head: MeasuresFile
    words: dict[str, CriterionFile]
    levels: dict[str, CriterionRules]
    measures: dict[str, MeasureFile]
    gates: dict[str, GateFile]
    checks: dict[str, CheckFile]
    before: PrerequisitesFile
