"""What a policy officer writes: the files of an edition as closed records (and so as JSON Schemas)."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from scoring.edition_values import (
    Amount,
    Blanks,
    Flag,
    LevelName,
    Members,
    Name,
    QuestionName,
    ShareValue,
    Text,
    Value,
    Word,
)
from scoring.fields import Record
from scoring.models import Bilingual
from scoring.quantities import Date

Reduce = Literal["count", "distinct", "value", "sum", "max", "min", "any", "share", "highest"]
UnitKind = Literal["flag", "count", "share", "money", "quantity", "rank"]
Compared = Annotated[Bilingual, Blanks("label", "found", "needed")]
# What each way of reducing needs beside `label` and `unit`; the rest need `select`, and may `take`.
NEEDS = {"share": {"select", "of"}, "highest": {"steps"}}
TAKES = {"sum", "max", "min"}


class Unit(Record):
    """A unit of measures; `kind` says how values compare and `names` name the values of a rank from 0.

    `one` is the English word for a single one.
    """

    kind: UnitKind
    th: str
    en: str
    one: str | None = None
    names: tuple[Bilingual, ...] = ()


class MeasureFile(Record):
    """One measure: what to select (JMESPath), and how to make one whole number of it."""

    label: Bilingual
    unit: Name
    reduce: Reduce
    select: Text | None = None
    of: Text | None = None
    take: Name | None = None
    steps: tuple[Text, ...] = ()
    for_each: Name | None = None
    except_: tuple[Name, ...] = Field(default=(), alias="except")

    @model_validator(mode="after")
    def _complete(self) -> "MeasureFile":
        given = {name for name in ("select", "of", "take", "steps") if getattr(self, name)}
        needs = NEEDS.get(self.reduce, {"select"})
        if not needs <= given <= needs | ({"take"} if self.reduce in TAKES else set()):
            raise PydanticCustomError("measure_incomplete", "measure_incomplete", {"reduce": self.reduce})
        return self


class MeasuresFile(Record):
    """`measures.yaml`."""

    units: dict[Name, Unit]
    terms: dict[Name, Text] = Field(default_factory=dict)
    measures: dict[str, MeasureFile]


class ConditionFile(Record):
    """A comparison on a measure, or `all`, `any` or `at_least` of conditions."""

    measure: Text | None = None
    min: Value = None
    max: Value = None
    is_: Value = Field(default=None, alias="is")
    all: tuple["ConditionFile", ...] | None = None
    any: tuple["ConditionFile", ...] | None = None
    at_least: Value = None
    of: tuple["ConditionFile", ...] | None = Field(
        default=None, json_schema_extra={"description": "a list, or one condition together with for_each"}
    )
    for_each: Name | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "ConditionFile":
        comparisons = sum(value is not None for value in (self.min, self.max, self.is_))
        forms = [self.measure is not None, bool(self.all), bool(self.any), self.at_least is not None]
        sound = comparisons == 1 if self.measure is not None else comparisons == 0
        if sum(forms) != 1 or not sound or (self.at_least is None) != (not self.of) or self.for_each:
            raise PydanticCustomError("condition_form", "condition_form", {})
        return self


class CriterionRules(Record):
    """A criterion's levels, best first (each a condition), and when it is judged or not pursued."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, ConditionFile] = Field(init=False)

    judged_when: ConditionFile | None = None
    not_pursued: ConditionFile | None = None
    for_each: Name | None = None
    except_: tuple[Name, ...] = Field(default=(), alias="except")

    @property
    def levels(self) -> dict[str, ConditionFile]:
        """The condition of each level but the last, in the order written."""
        return self.__pydantic_extra__ or {}


class GateFile(Record):
    """A condition that must hold for renewal: on measures (`holds`) or on the score (`score`)."""

    title: Bilingual
    source: Bilingual
    remedy: Bilingual
    holds: ConditionFile | None = None
    own_wish: ConditionFile | None = None
    score: Literal["total", "sections"] | None = None
    min: Value = None
    rests_on: Name | None = None
    waivable: Flag = False
    fields: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> "GateFile":
        if (self.holds is None) == (self.score is None) or (self.score == "total") != (self.min is not None):
            raise PydanticCustomError("gate_form", "gate_form", {})
        return self


class CheckFile(Record):
    """One thing a careful clerk would see: what `find` selects, or a `fault` on measures."""

    severity: Literal["error", "warning", "note"]
    find: Text | None = None
    fault: ConditionFile | None = None
    when: Text | None = None
    at: Text
    message: Annotated[Bilingual, Blanks("found")]
    remedy: Bilingual
    for_each: Name | None = None
    except_: tuple[Name, ...] = Field(default=(), alias="except")

    @model_validator(mode="after")
    def _one_form(self) -> "CheckFile":
        if (self.find is None) == (self.fault is None) or (self.when is not None and self.find is None):
            raise PydanticCustomError("check_form", "check_form", {})
        return self


class CriterionFile(Record):
    """One point of the criteria: its words, and which fields of the form feed it."""

    point: Text
    title: Bilingual
    wording: Bilingual
    stage: Name
    question: Bilingual | None = None
    evidence: Bilingual
    remedy: Bilingual
    fields: tuple[Text, ...] = Field(min_length=1)
    not_applicable: tuple[Name, ...] = ()
    optional: Flag = False
    condition: Flag = False
    for_each: Name | None = None
    except_: tuple[Name, ...] = Field(default=(), alias="except")


class SectionFile(Record):
    """The criteria of one section."""

    section: Name
    criteria: dict[str, CriterionFile]


class SectionTitle(Record):
    """A section of the criteria, in the order of the form."""

    id: Word
    title: Bilingual


class LevelTitle(Record):
    """A level, best first."""

    id: LevelName
    title: Bilingual


class Dates(Record):
    """When the edition is in force."""

    from_: Date = Field(alias="from")
    until: Date | None = None


class Question(Record):
    """Something the edition asks beyond the form; answered in `answers`, a list by rows of `fields`."""

    label: Bilingual
    type: Literal["text", "flag", "whole", "money", "percent", "number", "date", "month", "year", "list"]
    fields: dict[QuestionName, "Question"] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _rows(self) -> "Question":
        if (self.type == "list") != bool(self.fields):
            raise PydanticCustomError("question_form", "question_form", {})
        return self


class Sentences(Record):
    """How findings are put into words; `{label}`, `{found}` and `{needed}` are filled in."""

    min: Compared
    max: Compared
    yes: Compared
    no: Compared
    equal: Compared
    unknown: Bilingual
    unstated: Compared
    none: Compared
    there: Bilingual
    absent: Bilingual
    own_wish: Bilingual
    below_pass: Annotated[Bilingual, Blanks("found", "needed")]
    below_floor: Annotated[Bilingual, Blanks("section", "found", "needed")]
    every_gate: Bilingual
    judged: Annotated[Bilingual, Blanks("level")]
    condition: Annotated[Bilingual, Blanks("title", "remedy")]


class EditionFile(Record):
    """`edition.yaml`."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
    title: Bilingual
    legal: tuple[Bilingual, ...]
    in_force: Dates
    reference: Annotated[Bilingual, Blanks("point")]
    standing: Bilingual
    formula: Bilingual
    unbroken: tuple[Annotated[str, StringConstraints(min_length=2, max_length=80)], ...] = ()
    sections: tuple[SectionTitle, ...] = Field(min_length=1)
    levels: tuple[LevelTitle, ...] = Field(min_length=2)
    stages: dict[Name, Bilingual]
    not_applicable_reasons: dict[Name, Bilingual] = Field(default_factory=dict)
    groups: dict[Name, Members] = Field(default_factory=dict)
    sentences: Sentences
    questions: dict[QuestionName, Question] = Field(default_factory=dict)


class Assumed(Record):
    """A number, with the source it comes from or the reason it is assumed: one of the two."""

    source: Bilingual | None = None
    assumed: Bilingual | None = None

    @model_validator(mode="after")
    def _accounted(self) -> "Assumed":
        if (self.source is None) == (self.assumed is None):
            raise PydanticCustomError("number_unaccounted", "number_unaccounted", {})
        return self


class Share(Assumed):
    """A weight, credit or floor: a whole number, a decimal or a fraction such as 1/2."""

    value: ShareValue


class Parameter(Assumed):
    """A named number (`value` in `unit`), word (`text`) or list of words (`list`) that rules refer to."""

    label: Bilingual
    unit: Name | None = None
    value: Amount | None = None
    text: Name | None = None
    list: tuple[Text, ...] | None = None
    in_words: Bilingual | None = None

    @model_validator(mode="after")
    def _one_value(self) -> "Parameter":
        given = [self.value is not None, self.text is not None, self.list is not None]
        if sum(given) != 1 or (self.value is not None) != (self.unit is not None):
            raise PydanticCustomError("parameter_form", "parameter_form", {})
        return self


class Weights(Record):
    """Nominal weights: of sections; within one, of stages and of single criteria (times the stage's)."""

    sections: dict[Name, Share]
    stages: dict[Name, Share]
    criteria: dict[Name, Share] = Field(default_factory=dict)


class EffortsFile(Record):
    """Person-months of a step up to a level, times the stage's and the criterion's; and of mending a gate."""

    levels: dict[Name, Share]
    stages: dict[Name, Share]
    criteria: dict[Name, Share] = Field(default_factory=dict)
    gates: dict[Name, Share] = Field(default_factory=dict)


class PolicyFile(Record):
    """`policy.yaml`: every number a policy officer may change."""

    weights: Weights
    credits: dict[Name, Share]
    floors: dict[Name, Share]
    efforts: EffortsFile | None = None
    parameters: dict[Name, Parameter] = Field(default_factory=dict)


class NeedsFile(Record):
    """What must be reached before each level of a criterion can be: criteria with their levels, and why."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, dict[Name, Name]] = Field(init=False)

    because: Bilingual
    for_each: Name | None = None
    except_: tuple[Name, ...] = Field(default=(), alias="except")

    @property
    def levels(self) -> dict[str, dict[str, str]]:
        """What each level needs, by the level."""
        return self.__pydantic_extra__ or {}


class EntailsFile(Record):
    """What else is true of every submission in which a measure compares so."""

    min: Value = None
    max: Value = None
    is_: Value = Field(default=None, alias="is")
    then: ConditionFile
    for_each: Name | None = None
    except_: tuple[Name, ...] = Field(default=(), alias="except")

    @model_validator(mode="after")
    def _one_form(self) -> "EntailsFile":
        if sum(value is not None for value in (self.min, self.max, self.is_)) != 1:
            raise PydanticCustomError("entails_form", "entails_form", {})
        return self


class PrerequisitesFile(Record):
    """`prerequisites.yaml`, which an edition may do without."""

    levels: dict[str, NeedsFile] = Field(default_factory=dict)
    entails: dict[str, EntailsFile] = Field(default_factory=dict)
    achieved: dict[Name, Bilingual] = Field(default_factory=dict)
