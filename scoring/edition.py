"""What an edition is once loaded and checked: criteria, measures, conditions with their numbers, policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, NamedTuple

from scoring.edition_files import CriterionFile, EditionFile, GateFile, PolicyFile, Unit
from scoring.efforts import Efforts, unit
from scoring.expressions import Expression
from scoring.fields import Record
from scoring.models import Bilingual
from scoring.prerequisites import Prerequisites, Rung
from scoring.rulebook import Condition, Rulebook
from scoring.shapes import Shape
from scoring.written import Written

SCALES = {"share": 100, "quantity": 10**6}


@dataclass(frozen=True)
class Measure:
    """One measure with its expressions compiled; its value is a whole number of `scale`-ths of the unit."""

    id: str
    label: Bilingual
    unit: Unit
    reduce: str
    select: Expression | None
    of: Expression | None
    take: str | None
    steps: tuple[Expression, ...]

    @property
    def scale(self) -> int:
        """How many steps of the integer make one of the unit: 100 for per cent, 1 for counts."""
        return SCALES.get(self.unit.kind, 1)

    @cached_property
    def unit_words(self) -> Bilingual:
        """The unit as a table has it; a flag has none."""
        return Bilingual(th=self.unit.th or "–", en=self.unit.en or "–")

    @property
    def place(self) -> str:
        """The field of the form in which a city answers."""
        first = self.select or self.steps[0]
        return first.place


@dataclass(frozen=True)
class Level:
    """A level and its credit, 0 to 1."""

    id: str
    title: Bilingual
    credit: Fraction


@dataclass(frozen=True)
class Section:
    """A section, its nominal weight and its floor (points of 100)."""

    id: str
    title: Bilingual
    weight: Fraction
    floor: Fraction


@dataclass(frozen=True)
class Criterion:
    """A criterion with its words, its weight within the section, and the conditions of its levels."""

    id: str
    section: str
    words: CriterionFile
    reference: Bilingual
    weight: Fraction
    levels: Mapping[str, Condition]
    judged_when: Condition | None
    not_pursued: Condition | None


@dataclass(frozen=True)
class Gate:
    """A gate: a condition on measures, or on the total or the section scores."""

    id: str
    words: GateFile
    holds: Condition | None
    own_wish: Condition | None
    least: Fraction | None


@dataclass(frozen=True)
class Check:
    """One consistency check."""

    id: str
    severity: Literal["error", "warning", "note"]
    find: Expression | None
    when: Expression | None
    fault: Condition | None
    at: str
    message: Bilingual
    remedy: Bilingual


class Changed(NamedTuple):
    """A number that a variant sets otherwise than the edition does, by its full name."""

    name: str
    was: Any
    value: Any
    was_in_words: Bilingual | None = None


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition, whole and checked; nothing in it depends on a submission."""

    file: EditionFile
    policy: PolicyFile
    written: Written
    sections: tuple[Section, ...]
    levels: tuple[Level, ...]
    criteria: tuple[Criterion, ...]
    measures: Mapping[str, Measure]
    gates: tuple[Gate, ...]
    checks: tuple[Check, ...]
    prerequisites: Prerequisites
    efforts: Efforts
    rulebook: Rulebook
    answers: type[Record]
    shape: Shape
    fingerprint: str
    policy_fingerprint: str
    rules_fingerprint: str
    changes: tuple[Changed, ...] = ()

    @property
    def id(self) -> str:
        """The edition's id, such as `depa-2562`."""
        return self.file.id

    @property
    def best(self) -> Level:
        """The best level."""
        return self.levels[0]

    @property
    def worst(self) -> Level:
        """The level that is left when no condition holds."""
        return self.levels[-1]

    @property
    def pass_mark(self) -> Fraction | None:
        """What the total must reach; None when no gate asks it."""
        return next((gate.least for gate in self.gates if gate.words.score == "total"), None)

    @cached_property
    def level(self) -> Mapping[str, Level]:
        """Levels by id."""
        return {level.id: level for level in self.levels}

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The places of the levels, the best at 0."""
        return {level.id: place for place, level in enumerate(self.levels)}

    @cached_property
    def criterion(self) -> Mapping[str, Criterion]:
        """Criteria by id."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def step_efforts(self) -> Mapping[Rung, Fraction]:
        """The effort of the one step up to each level of each criterion."""
        return {
            Rung(one.id, level.id): self.efforts.of_step(one.id, one.words.stage, level.id)
            for one in self.criteria
            for level in self.levels[:-1]
        }

    def levels_between(self, criterion: str, lower: str, higher: str) -> list[str]:
        """The levels of a criterion above one level and up to another, the best first."""
        own = self.criterion[criterion].levels
        between = (level.id for level in self.levels[self.rank[higher] : self.rank[lower]])
        return [level for level in between if level in own or level == higher]

    def effort_between(self, criterion: str, lower: str, higher: str) -> Fraction:
        """The effort of raising a criterion from one level to another."""
        steps = self.levels_between(criterion, lower, higher)
        return sum((self.step_efforts[Rung(criterion, level)] for level in steps), Fraction(0))

    @cached_property
    def effort_unit(self) -> Fraction:
        """The largest effort of which every step and every gate costs a whole number."""
        return unit([*self.step_efforts.values(), *self.efforts.gates.values()])

    @cached_property
    def section(self) -> Mapping[str, Section]:
        """Sections by id."""
        return {section.id: section for section in self.sections}


def level_name(criterion: str, level: str) -> str:
    """The name under which the rulebook concludes that a level is reached."""
    return f"level:{criterion}:{level}"


def judged_name(criterion: str) -> str:
    """... that a criterion needs judgement."""
    return f"judged:{criterion}"


def not_pursued_name(criterion: str) -> str:
    """... that a criterion is not pursued."""
    return f"not_pursued:{criterion}"


def gate_name(gate: str) -> str:
    """... that a gate's condition holds."""
    return f"gate:{gate}"


def own_wish_name(gate: str) -> str:
    """... that a gate is left open by the city's own wish."""
    return f"own_wish:{gate}"


def fault_name(check: str) -> str:
    """... that a consistency check finds a fault."""
    return f"fault:{check}"
