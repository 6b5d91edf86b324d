"""Loading an edition: its YAML read, spelled out, cross-checked and compiled, with all faults at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, create_model

from scoring.answers import answers_model
from scoring.conditions import ConditionReader, Unwritable
from scoring.documents import Document, document
from scoring.edition import Check, Criterion, Edition, Gate, Level, Measure, Section
from scoring.edition_checks import cross_checks, named_conditions
from scoring.edition_files import (
    CheckFile,
    ConditionFile,
    CriterionFile,
    CriterionRules,
    EditionFile,
    GateFile,
    MeasureFile,
    MeasuresFile,
    Parameter,
    PolicyFile,
    SectionFile,
    Share,
)
from scoring.expansion import completed, literal, spelled_out
from scoring.expressions import Expression, ExpressionError, expression
from scoring.fields import Record
from scoring.fingerprints import fingerprint
from scoring.models import Bilingual
from scoring.problems import Faults, Problem
from scoring.rulebook import rulebook
from scoring.shapes import Shape, shape_of
from scoring.submission import Submission
from scoring.validation import nearest, validated

Place = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)
NAME = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")
CHECKED = {"measures.yaml", "gates.yaml", "consistency.yaml"}


def load(criteria: Path, rules: Path) -> Edition:
    """The edition in two folders of YAML; raises Faults with every fault found in any file."""
    return _Loading(_folder(criteria), _folder(rules)).edition()


def _folder(folder: Path) -> dict[str, Document]:
    documents, problems = {}, []
    for path in sorted(folder.glob("*.yaml")):
        try:
            documents[path.name] = document(
                f"{folder.parent.name}/{folder.name}/{path.name}", path.read_bytes()
            )
        except Faults as faults:
            problems.extend(faults.problems)
        except OSError as error:
            problems.append(Problem(str(path), None, "", "file_unopened", {"reason": error.strerror or ""}))
    if problems:
        raise Faults(problems)
    return documents


class _Loading:
    """One edition being loaded: the documents, and the problems met so far."""

    def __init__(self, criteria: Mapping[str, Document], rules: Mapping[str, Document]) -> None:
        self.criteria_files = criteria
        self.rules_files = rules
        self.problems: list[Problem] = []

    def edition(self) -> Edition:
        """The whole edition; stops at the first stage that finds faults, with all of that stage's."""
        self.file = self._record(self.criteria_files, "edition.yaml", EditionFile)
        self.policy = self._record(self.criteria_files, "policy.yaml", PolicyFile)
        self._stop_on_problems()
        words = self._criterion_words()
        written = self._measures_file()
        gates = self._entries(self._required(self.rules_files, "gates.yaml"), "", GateFile)
        checks = self._entries(self._required(self.rules_files, "consistency.yaml"), "", CheckFile)
        levels = self._level_rules()
        self._stop_on_problems()
        answers = answers_model(self.file.questions)
        self.shape = _shape(answers)
        measures = self._measures(written)
        self._stop_on_problems()
        self.reader = ConditionReader(measures, self.policy.parameters, self.units)
        built = Edition(
            file=self.file,
            policy=self.policy,
            sections=tuple(self._sections()),
            levels=tuple(self._levels()),
            criteria=tuple(self._criteria(words, levels)),
            measures=measures,
            gates=tuple(self._gates(gates)),
            checks=tuple(self._checks(checks)),
            rulebook=rulebook({}),
            answers=answers,
            shape=self.shape,
            fingerprint=fingerprint([self._contents(self.criteria_files), self._contents(self.rules_files)]),
            policy_fingerprint=fingerprint(self.criteria_files["policy.yaml"].data),
        )
        self._stop_on_problems()
        return self._compiled(built)

    def _compiled(self, built: Edition) -> Edition:
        for code, place, values in cross_checks(built, self.reader, self.terms_used):
            self._at(place, code, **values)
        self._stop_on_problems()
        return replace(built, rulebook=rulebook(named_conditions(built)))

    # reading

    def _record(self, files: Mapping[str, Document], name: str, model: type[Model]) -> Any:
        found = self._required(files, name)
        if found is None:
            return None
        try:
            return validated(model, found.data, found)
        except Faults as faults:
            self.problems.extend(faults.problems)
            return None

    def _required(self, files: Mapping[str, Document], name: str) -> Document | None:
        if name not in files:
            self.problems.append(Problem(name, None, "", "edition_file_missing", {"name": name}))
        return files.get(name)

    def _entries(
        self, found: Document | None, under: str, model: type[Model]
    ) -> dict[str, tuple[Model, Document, Place]]:
        """Every entry of a file (below the key `under`), spelled out, with where it is written."""
        records: dict[str, tuple[Model, Document, Place]] = {}
        if found is None:
            return records
        entries: Any = found.data.get(under, {}) if under else found.data
        base: Place = (under,) if under else ()
        for written, name, entry in spelled_out(entries, self.file.groups):
            place = (*base, written)
            if not NAME.match(name) or name in records:
                code = "name_twice" if name in records else "name_malformed"
                self.problems.append(Problem(found.name, found.line(place), name, code, {"name": name}))
                continue
            try:
                record = validated(model, entry, found, lambda inner, place=place: (*place, *inner))  # type: ignore[misc]
                records[name] = record, found, place
            except Faults as faults:
                self.problems.extend(p._replace(field=f"{name}.{p.field}") for p in faults.problems)
        return records

    def _criterion_words(self) -> dict[str, tuple[CriterionFile, Document, Place]]:
        words: dict[str, tuple[CriterionFile, Document, Place]] = {}
        for section in self.file.sections:
            found = self._required(self.criteria_files, f"{section.id}.yaml")
            if found is None:
                continue
            head = self._head(found)
            if head is not None and head != section.id:
                self.problems.append(
                    Problem(
                        found.name,
                        found.line(("section",)),
                        "section",
                        "section_differs",
                        {"section": section.id},
                    )
                )
            words.update(self._entries(found, "criteria", CriterionFile))
        return words

    def _head(self, found: Document) -> str | None:
        try:
            validated(SectionFile, {**found.data, "criteria": {}}, found)
        except Faults as faults:
            self.problems.extend(faults.problems)
            return None
        return str(found.data["section"])

    def _measures_file(self) -> dict[str, tuple[MeasureFile, Document, Place]]:
        found = self._required(self.rules_files, "measures.yaml")
        if found is None:
            return {}
        try:
            head = validated(MeasuresFile, {**found.data, "measures": {}}, found)
        except Faults as faults:
            self.problems.extend(faults.problems)
            return {}
        self.units, self.terms = head.units, head.terms
        return self._entries(found, "measures", MeasureFile)

    def _level_rules(self) -> dict[str, tuple[CriterionRules, Document, Place]]:
        rules: dict[str, tuple[CriterionRules, Document, Place]] = {}
        for name, found in self.rules_files.items():
            if name not in CHECKED:
                rules.update(self._entries(found, "", CriterionRules))
        return rules

    # building

    def _measures(self, written: Mapping[str, tuple[MeasureFile, Document, Place]]) -> dict[str, Measure]:
        self.where: dict[str, tuple[Document, Place]] = {}
        self.terms_used: set[str] = set()
        measures = {}
        for name, (file, found, place) in written.items():
            self.where[f"measure:{name}"] = found, place
            try:
                measures[name] = self._measure(name, file)
            except ExpressionError as error:
                self._at(f"measure:{name}", "expression_wrong", reason=str(error))
            except Unwritable as error:
                self._at(f"measure:{name}", error.code, **error.values)
        return measures

    def _measure(self, name: str, file: MeasureFile) -> Measure:
        unit = self.units.get(file.unit)
        if unit is None:
            raise Unwritable("unit_unknown", name=file.unit, known=tuple(self.units))
        select = self._expression(file.select)
        steps = tuple(step for text in file.steps if (step := self._expression(text)))
        measure = Measure(
            name, file.label, unit, file.reduce, select, self._expression(file.of), file.take, steps
        )
        kind = _kind(measure)
        if kind and kind != unit.kind:
            raise Unwritable("kind_differs", unit=file.unit, kind=kind)
        return measure

    def _expression(self, text: str | None) -> Expression | None:
        if text is None:
            return None
        return expression(completed(text, self._used_terms(text), self._policy_word), self.shape)

    def _used_terms(self, text: str) -> Mapping[str, str]:
        self.terms_used.update(name for name in self.terms if f"<{name}>" in text)
        return self.terms

    def _policy_word(self, name: str) -> str | None:
        parameter = self.policy.parameters.get(name)
        if parameter is None:
            return None
        self.terms_used.add(f"policy.{name}")
        return _written(parameter)

    def _sections(self) -> Iterator[Section]:
        weights, floors = self.policy.weights.sections, self.policy.floors
        self._same_names("weights.sections", weights, [section.id for section in self.file.sections])
        self._same_names("floors", floors, [section.id for section in self.file.sections])
        for section in self.file.sections:
            weight = self._share(f"weights.sections.{section.id}", weights.get(section.id))
            floor = self._share(f"floors.{section.id}", floors.get(section.id))
            yield Section(section.id, section.title, weight, floor)

    def _levels(self) -> Iterator[Level]:
        credits = self.policy.credits
        self._same_names("credits", credits, [level.id for level in self.file.levels])
        for level in self.file.levels:
            yield Level(level.id, level.title, self._share(f"credits.{level.id}", credits.get(level.id)))

    def _criteria(self, words: Mapping[str, Any], levels: Mapping[str, Any]) -> Iterator[Criterion]:
        for name in levels.keys() - words.keys():
            self._add(*levels[name][1:], name, "rules_without_criterion", name=name)
        self._same_names("weights.stages", self.policy.weights.stages, list(self.file.stages))
        for name in self.policy.weights.criteria.keys() - words.keys():
            self._policy_problem(
                f"weights.criteria.{name}", "name_unknown", name=name, nearest=nearest(name, list(words))
            )
        for name, (file, found, place) in words.items():
            self.where[f"criterion:{name}"] = found, place
            if name not in levels:
                self._add(found, place, name, "criterion_without_rules", name=name)
                continue
            rules, rules_file, rules_place = levels[name]
            self.where[f"levels:{name}"] = rules_file, rules_place
            self._fields_exist(file.fields, f"criterion:{name}")
            yield self._criterion(name, file, rules)

    def _criterion(self, name: str, words: CriterionFile, rules: CriterionRules) -> Criterion:
        stage = self._share(f"weights.stages.{words.stage}", self.policy.weights.stages.get(words.stage))
        own = self.policy.weights.criteria.get(name)
        return Criterion(
            id=name,
            section=name.partition(".")[0],
            words=words,
            reference=_filled(self.file.reference, point=words.point),
            weight=stage * (self._share(f"weights.criteria.{name}", own) if own else 1),
            levels=self._level_conditions(name, rules),
            judged_when=self._condition(rules.judged_when, f"levels:{name}"),
            not_pursued=self._condition(rules.not_pursued, f"levels:{name}") if words.optional else None,
        )

    def _level_conditions(self, name: str, rules: CriterionRules) -> dict[str, Any]:
        asked = [level.id for level in self.file.levels[:-1]]
        if list(rules.levels) != [level for level in asked if level in rules.levels] or not rules.levels:
            self._at(f"levels:{name}", "levels_differ", expected=", ".join(asked))
        conditions = {level: self._condition(file, f"levels:{name}") for level, file in rules.levels.items()}
        return {level: condition for level, condition in conditions.items() if condition is not None}

    def _gates(self, written: Mapping[str, Any]) -> Iterator[Gate]:
        for name, (file, found, place) in written.items():
            where = f"gate:{name}"
            self.where[where] = found, place
            self._fields_exist(file.fields, where)
            yield Gate(
                name,
                file,
                self._condition(file.holds, where),
                self._condition(file.own_wish, where),
                self._tried(where, lambda file=file: Fraction(self.reader.least(file.min)))
                if file.min is not None
                else None,  # type: ignore[misc]
            )

    def _checks(self, written: Mapping[str, Any]) -> Iterator[Check]:
        for name, (file, found, place) in written.items():
            where = f"check:{name}"
            self.where[where] = found, place
            at = completed(file.at, {}, self._policy_word)
            self._fields_exist((at,), where)
            find, when = (
                self._tried(where, lambda text=text: self._expression(text))  # type: ignore[misc]
                for text in (file.find, file.when)
            )
            fault = self._condition(file.fault, where)
            yield Check(name, file.severity, find, when, fault, at, file.message, file.remedy)

    # small pieces

    def _condition(self, written: ConditionFile | None, where: str) -> Any:
        return self._tried(where, lambda: self.reader.condition(written)) if written is not None else None

    def _tried(self, where: str, make: Callable[[], Any]) -> Any:
        try:
            return make()
        except ExpressionError as error:
            self._at(where, "expression_wrong", reason=str(error))
        except Unwritable as error:
            values = dict(error.values)
            if "known" in values:
                values["nearest"] = nearest(str(values["name"]), values.pop("known"))  # type: ignore[arg-type]
            self._at(where, error.code, **values)
        return None

    def _fields_exist(self, fields: tuple[str, ...], where: str) -> None:
        for field in fields:
            self._tried(where, lambda field=field: expression(field, self.shape))  # type: ignore[misc]

    def _same_names(self, where: str, given: Mapping[str, Any], known: list[str]) -> None:
        for name in given.keys() - set(known):
            self._policy_problem(f"{where}.{name}", "name_unknown", name=name, nearest=nearest(name, known))
        for name in [name for name in known if name not in given]:
            self._policy_problem(where, "number_missing", name=name)

    def _share(self, where: str, share: Share | None) -> Fraction:
        if share is None:
            return Fraction(0)
        try:
            value = Fraction(share.value)
        except (ValueError, ZeroDivisionError):
            self._policy_problem(where, "share_malformed", found=str(share.value))
            return Fraction(0)
        if (
            value < 0
            or (where.startswith("credits") and value > 1)
            or (where.startswith("floors") and value > 100)
        ):
            self._policy_problem(where, "share_out_of_range", found=str(share.value))
        return value

    def _policy_problem(self, field: str, code: str, **values: object) -> None:
        found = self.criteria_files["policy.yaml"]
        self._add(found, tuple(field.split(".")), field, code, **values)

    def _at(self, where: str, code: str, **values: object) -> None:
        if "known" in values:
            values["nearest"] = nearest(str(values["name"]), values.pop("known"))  # type: ignore[arg-type]
        if where.startswith("policy:"):
            self._policy_problem(where.removeprefix("policy:"), code, **values)
            return
        found, place = self.where.get(where) or (self.rules_files["measures.yaml"], ("terms",))
        self._add(found, place, where.partition(":")[2], code, **values)

    def _add(self, found: Document, place: Place, field: str, code: str, **values: object) -> None:
        self.problems.append(Problem(found.name, found.line(place), field, code, values))

    def _stop_on_problems(self) -> None:
        if self.problems:
            raise Faults(sorted(set_of(self.problems), key=lambda p: (p.file, p.line or 0, p.field, p.code)))

    @staticmethod
    def _contents(files: Mapping[str, Document]) -> dict[str, Any]:
        return {name: found.data for name, found in files.items()}


def set_of(problems: list[Problem]) -> list[Problem]:
    """The problems without repeats (the members of a group often share one fault)."""
    return list({(p.file, p.line, p.code, str(p.values)): p for p in problems}.values())


def _shape(answers: type[Record]) -> Shape:
    model = create_model("Form", __base__=Submission, answers=(answers, ...))
    return shape_of(model)


def _kind(measure: Measure) -> str | None:
    """The kind of number that the measure's expression yields, where that can be told."""
    if measure.reduce not in {"value", "sum", "max", "min"} or measure.select is None:
        return None
    shape = measure.select.shape
    while shape.kind == "list":
        shape = shape.item()
    if measure.take:
        for step in measure.take.split("."):
            inner = shape.field(step)
            if inner is None:
                raise Unwritable("take_unknown", name=measure.take)
            shape = inner
    kind = {"year": "count", "day": "count"}.get(shape.kind, shape.kind)
    return kind if kind in {"flag", "count", "money", "share", "quantity"} else None


def _written(parameter: Parameter) -> str:
    if parameter.text is not None:
        return parameter.text
    return literal(list(parameter.list)) if parameter.list is not None else str(parameter.value)


def _filled(text: Bilingual, **values: str) -> Bilingual:
    return Bilingual(th=text.th.format(**values), en=text.en.format(**values))
