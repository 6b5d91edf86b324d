"""Why one criterion came out as it did: every condition of every level, with what was found and where."""

from collections.abc import Mapping
from typing import Literal

from scoring.edition import Edition
from scoring.fields import Record
from scoring.measures import Measured, measured
from scoring.models import Assessment, Bilingual, Finding
from scoring.rulebook import AllOf, AnyOf, AtLeast, Comparison, Condition, holds
from scoring.sentences import shown
from scoring.submission import Submission
from scoring.view import view

Facts = Mapping[str, int]


class Branch(Record):
    """One condition: whether it holds; a comparison has a label, what was found and where, the rest parts."""

    kind: Literal["all", "any", "at_least", "min", "max", "is"]
    holds: bool
    measure: str = ""
    label: Bilingual | None = None
    found: Bilingual | None = None
    needed: Bilingual | None = None
    places: tuple[str, ...] = ()
    count: int = 0
    flag: bool = False
    parts: tuple["Branch", ...] = ()


class LevelExplained(Record):
    """One level and its branch."""

    level: str
    title: Bilingual
    reached: bool
    branch: Branch


class Explanation(Record):
    """A finding with the branches behind it; `judged_when` is there when judgement depends on a condition."""

    finding: Finding
    levels: tuple[LevelExplained, ...]
    judged_when: Branch | None
    not_pursued: Branch | None


def explanation(
    submission: Submission, edition: Edition, assessment: Assessment, criterion: str
) -> Explanation:
    """The branches of a criterion; KeyError when the edition has no such criterion."""
    one = edition.criterion[criterion]
    answers = edition.answers.model_validate(submission.answers)
    found = measured(edition.measures, view(submission) | {"answers": view(answers, "answers")})
    tree = _Tree(edition, found)
    return Explanation(
        finding=next(finding for finding in assessment.findings if finding.criterion == criterion),
        levels=tuple(
            LevelExplained(level=name, title=edition.level[name].title, reached=branch.holds, branch=branch)
            for name, branch in ((name, tree.branch(condition)) for name, condition in one.levels.items())
        ),
        judged_when=tree.branch(one.judged_when) if one.judged_when else None,
        not_pursued=tree.branch(one.not_pursued) if one.not_pursued else None,
    )


class _Tree:
    """Conditions of one edition seen with one submission's measures."""

    def __init__(self, edition: Edition, found: Mapping[str, Measured]) -> None:
        self._edition = edition
        self._found = found
        self._facts = {name: one.value for name, one in found.items() if one.value is not None}

    def branch(self, condition: Condition) -> Branch:
        """The condition with what was found, down to each comparison."""
        if isinstance(condition, Comparison):
            return self._comparison(condition)
        kinds: dict[type, Literal["all", "any", "at_least"]] = {
            AllOf: "all",
            AnyOf: "any",
            AtLeast: "at_least",
        }
        return Branch(
            kind=kinds[type(condition)],
            holds=holds(condition, self._facts),
            count=condition.count if isinstance(condition, AtLeast) else 0,
            parts=tuple(map(self.branch, condition.parts)),
        )

    def _comparison(self, part: Comparison) -> Branch:
        measure, one = self._edition.measures[part.measure], self._found[part.measure]
        return Branch(
            kind=part.operator,
            holds=holds(part, self._facts),
            measure=measure.id,
            label=measure.label,
            found=shown(one.value, measure, self._edition),
            needed=shown(part.value, measure, self._edition),
            places=one.places,
            flag=measure.unit.kind == "flag",
        )
