"""The parts of an edition made from its files: numbers read, expressions compiled, conditions resolved."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring.conditions import ConditionReader, Unwritable, comparisons, unwritable
from scoring.edition import Check, Criterion, Gate, Level, Measure, Section
from scoring.edition_faults import EditionFaults
from scoring.edition_files import (
    ConditionFile,
    CriterionFile,
    CriterionRules,
    MeasureFile,
    Parameter,
    PrerequisitesFile,
    Share,
)
from scoring.edition_prerequisites import Known, prerequisites
from scoring.efforts import UNTOLD, Efforts
from scoring.expansion import PLACEHOLDER, completed, literal
from scoring.expressions import Expression, expression
from scoring.measure_kinds import refuse_unfit
from scoring.models import Bilingual
from scoring.prerequisites import Prerequisites
from scoring.rulebook import Condition
from scoring.shapes import Shape
from scoring.written import Written

LIMITS = {"credits": 1, "floors": 100}
ABOVE_NOUGHT = {"efforts"}
FIELD = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


class Parts:
    """Makes the parts of one edition; what cannot be made becomes one of its faults."""

    def __init__(self, faults: EditionFaults, written: Written, shape: Shape) -> None:
        self._faults, self._written, self._shape = faults, written, shape
        self._file, self._policy, self._head = written.file, written.policy, written.head
        self.used: set[str] = set()
        self._reader = ConditionReader({}, {}, {})

    @property
    def measures_used(self) -> set[str]:
        """The measures that some condition reads."""
        return self._reader.measures_used

    def measures(self) -> dict[str, Measure]:
        """Every measure; the conditions made after this may speak of them."""
        made = {
            name: self._faults.tried(f"measure:{name}", self._measure, name, file)
            for name, file in self._written.measures.items()
        }
        self._reader = ConditionReader(made, self._policy.parameters, self._head.units)
        return {name: measure for name, measure in made.items() if measure is not None}

    def _measure(self, name: str, file: MeasureFile) -> Measure:
        unit = self._head.units.get(file.unit)
        if unit is None:
            raise unwritable("unit_unknown", "unit", name=file.unit, known=tuple(self._head.units))
        where = f"measure:{name}"
        select, of = (
            self._expression(file.select, f"{where}/select"),
            self._expression(file.of, f"{where}/of"),
        )
        steps = [self._expression(text, f"{where}/steps/{place}") for place, text in enumerate(file.steps)]
        if None in steps or (select is None) != (file.select is None) or (of is None) != (file.of is None):
            raise Unwritable()  # each was said where it stands
        found = tuple(step for step in steps if step is not None)
        measure = Measure(name, file.label, unit, file.reduce, select, of, file.take, found)
        refuse_unfit(measure, file.unit)
        return measure

    def _expression(self, text: str | None, where: str) -> Expression | None:
        return self._faults.tried(where, self._compiled, text) if text is not None else None

    def _compiled(self, text: str) -> Expression:
        whole = completed(text, self._head.terms, self._policy_word)
        unknown = PLACEHOLDER.search(whole)
        if unknown is not None:
            known = (*self._head.terms, *(f"policy.{name}" for name in self._policy.parameters))
            raise unwritable("word_unknown", name=unknown[1], known=known)
        return expression(whole, self._shape)

    def _policy_word(self, name: str) -> str | None:
        parameter = self._policy.parameters.get(name)
        self.used.add(name)
        return None if parameter is None else _written(parameter)

    @property
    def parameters_used(self) -> set[str]:
        """The parameters that some condition or expression reads."""
        return self.used | self._reader.parameters_used

    def sections(self) -> Iterator[Section]:
        """The sections with their weights and floors."""
        names = [section.id for section in self._file.sections]
        weights = self._shares("weights/sections", self._policy.weights.sections, names)
        floors = self._shares("floors", self._policy.floors, names)
        for section in self._file.sections:
            yield Section(section.id, section.title, weights[section.id], floors[section.id])

    def levels(self) -> Iterator[Level]:
        """The levels with their credits."""
        credits = self._shares("credits", self._policy.credits, [level.id for level in self._file.levels])
        for level in self._file.levels:
            yield Level(level.id, level.title, credits[level.id])

    def criteria(self) -> Iterator[Criterion]:
        """The criteria by section and point, each with the conditions of its levels."""
        words, rules = self._written.words, self._written.levels
        stages = self._shares("weights/stages", self._policy.weights.stages, list(self._file.stages))
        own = self._shares("weights/criteria", self._policy.weights.criteria, [], list(words))
        for name in sorted(rules.keys() - words.keys()):
            self._faults.at(f"levels:{name}", "rules_without_criterion", name=name)
        places = {section.id: place for place, section in enumerate(self._file.sections)}
        for name in sorted(words, key=lambda one: (places[one.partition(".")[0]], _order(words[one].point))):
            self._fields_exist(words[name].fields, f"criterion:{name}")
            if name not in rules:
                self._faults.at(f"criterion:{name}", "criterion_without_rules", name=name)
                continue
            weight = stages.get(words[name].stage, Fraction(0)) * own.get(name, Fraction(1))
            yield self._criterion(name, words[name], rules[name], weight)

    def _criterion(
        self, name: str, words: CriterionFile, rules: CriterionRules, weight: Fraction
    ) -> Criterion:
        where = f"levels:{name}"
        return Criterion(
            id=name,
            section=name.partition(".")[0],
            words=words,
            reference=_filled(self._file.reference, point=words.point),
            weight=weight,
            levels=self._levels_of(rules, where),
            judged_when=self._condition(rules.judged_when, f"{where}/judged_when"),
            not_pursued=self._condition(rules.not_pursued, f"{where}/not_pursued")
            if words.optional
            else None,
        )

    def _levels_of(self, rules: CriterionRules, where: str) -> dict[str, Condition]:
        asked = [level.id for level in self._file.levels[:-1]]
        for level in [name for name in rules.levels if name not in asked] or [""] * (not rules.levels):
            self._faults.at(f"{where}/{level}", "levels_differ", expected=", ".join(asked))
        made = {level: self._condition(rules.levels.get(level), f"{where}/{level}") for level in asked}
        return {level: condition for level, condition in made.items() if condition is not None}

    def gates(self) -> Iterator[Gate]:
        """The gates, in the order written."""
        for name, file in self._written.gates.items():
            where = f"gate:{name}"
            self._fields_exist(file.fields, where)
            least = self._faults.tried(where, self._reader.least, file.min) if file.score == "total" else None
            holds = self._condition(file.holds, f"{where}/holds")
            own_wish = self._condition(file.own_wish, f"{where}/own_wish")
            yield Gate(name, file, holds, own_wish, None if least is None else Fraction(least))

    def checks(self) -> Iterator[Check]:
        """The consistency checks, in the order written."""
        for name, file in self._written.checks.items():
            where = f"check:{name}"
            at = completed(file.at, {}, self._policy_word)
            self._field_exists(at, f"{where}/at")
            find, when = (
                self._expression(text, f"{where}/{key}")
                for key, text in (("find", file.find), ("when", file.when))
            )
            fault = self._condition(file.fault, f"{where}/fault")
            yield Check(name, file.severity, find, when, fault, at, file.message, file.remedy)

    def prerequisites(
        self, written: PrerequisitesFile, criteria: Sequence[str], measures: Sequence[str]
    ) -> Prerequisites:
        """What comes before what; the measures that it speaks of do not count as read by a rule."""
        known = Known(criteria, [level.id for level in self._file.levels[:-1]], measures)
        return prerequisites(self._faults, written, known, self._reader.aside())

    def efforts(self, gates: Sequence[Gate], before: Prerequisites, criteria: Sequence[str]) -> Efforts:
        """The efforts of the policy: of every level, stage and gate that effort can change."""
        given = self._policy.efforts
        if given is None:
            return UNTOLD
        mendable = [gate.id for gate in gates if gate.holds and _can_be_mended(gate.holds, before)]
        unmade = [gate.id for gate in gates if gate.words.holds and not gate.holds]  # and that was said
        levels = [level.id for level in self._file.levels[:-1]]
        return Efforts(
            levels=self._shares("efforts/levels", given.levels, levels),
            stages=self._shares("efforts/stages", given.stages, list(self._file.stages)),
            criteria=self._shares("efforts/criteria", given.criteria, [], list(criteria)),
            gates=self._shares("efforts/gates", given.gates, mendable, [*mendable, *unmade]),
        )

    def parameters(self) -> None:
        """Faults the parameters whose unit nobody knows."""
        for name, parameter in self._policy.parameters.items():
            if parameter.unit is not None and parameter.unit not in self._head.units:
                where, known = f"policy:parameters/{name}/unit", tuple(self._head.units)
                self._faults.at(where, "unit_unknown", name=parameter.unit, known=known)

    def _condition(self, written: ConditionFile | None, where: str) -> Condition | None:
        if written is None:
            return None
        return self._faults.tried(where, self._reader.condition, written)

    def _fields_exist(self, fields: tuple[str, ...], where: str) -> None:
        for place, field in enumerate(fields):
            self._field_exists(field, f"{where}/fields/{place}")

    def _field_exists(self, field: str, where: str) -> None:
        if FIELD.fullmatch(field):
            self._faults.tried(where, expression, field, self._shape)
        else:
            self._faults.at(where, "field_malformed", name=field)

    def _shares(
        self, where: str, given: Mapping[str, Share], asked: list[str], known: list[str] | None = None
    ) -> dict[str, Fraction]:
        """The numbers under a heading of the policy: the names asked for, or some of those known."""
        allowed = asked if known is None else known
        for name in sorted(given.keys() - set(allowed)):
            self._faults.at(f"policy:{where}/{name}", "name_unknown", name=name, known=tuple(allowed))
        for name in (name for name in asked if name not in given):
            self._faults.at(f"policy:{where}", "number_missing", name=name)
        return {name: self._share(f"{where}/{name}", given.get(name)) for name in (*asked, *given)}

    def _share(self, where: str, share: Share | None) -> Fraction:
        if share is None:
            return Fraction(0)  # it is missing, and that was said
        value, kind = Fraction(share.value), where.partition("/")[0]
        too_low = value < 0 or (kind in ABOVE_NOUGHT and not value)
        if too_low or value > LIMITS.get(kind, value):
            self._faults.at(f"policy:{where}/value", "share_out_of_range", found=str(share.value))
        return value


def _can_be_mended(condition: Condition, before: Prerequisites) -> bool:
    """Whether some of it is not only to be achieved."""
    return not before.achieved.keys() >= {part.measure for part in comparisons(condition)}


def _order(point: str) -> list[tuple[int, str]]:
    """`1.9` before `1.10`, and `1.1a` after `1.1`."""
    parts = point.split(".")
    return [(int("".join(filter(str.isdigit, part)) or 0), part.lstrip("0123456789")) for part in parts]


def _written(parameter: Parameter) -> str:
    """A parameter as an expression holds it: a name, a literal list, or a number."""
    if parameter.text is not None:
        return parameter.text
    return literal(list(parameter.list)) if parameter.list is not None else str(parameter.value)


def _filled(text: Bilingual, **values: Any) -> Bilingual:
    return Bilingual(th=text.th.format(**values), en=text.en.format(**values))
