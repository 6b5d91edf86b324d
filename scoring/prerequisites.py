"""What comes before what, and what no effort changes: as an edition declares it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scoring.models import Bilingual
from scoring.rulebook import Comparison, Condition


class Rung(NamedTuple):
    """One level of one criterion."""

    criterion: str
    level: str


class Need(NamedTuple):
    """A level that must be reached before another can be, and why."""

    rung: Rung
    because: Bilingual


class Entailment(NamedTuple):
    """What one measure says of others: wherever `when` holds, `then` holds too."""

    when: Comparison
    then: Condition


@dataclass(frozen=True)
class Prerequisites:
    """Needs by the level that has them, what measures entail, and measures that can only be achieved."""

    needs: Mapping[Rung, tuple[Need, ...]]
    entails: tuple[Entailment, ...]
    achieved: Mapping[str, Bilingual]
