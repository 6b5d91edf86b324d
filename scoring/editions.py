"""Loading an edition: its YAML read, spelled out, cross-checked and compiled, with all faults at once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import create_model

from scoring.answers import answers_model
from scoring.edition import Changed, Edition
from scoring.edition_checks import cross_checks, named_conditions
from scoring.edition_faults import EditionFaults
from scoring.edition_files import (
    CheckFile,
    CriterionFile,
    CriterionRules,
    EditionFile,
    GateFile,
    MeasureFile,
    MeasuresFile,
    PolicyFile,
    SectionFile,
)
from scoring.edition_folder import EditionFolder
from scoring.edition_parts import Parts
from scoring.edition_prerequisites import written as written_prerequisites
from scoring.fields import Record
from scoring.fingerprints import fingerprint
from scoring.rulebook import rulebook
from scoring.shapes import Shape, shape_of
from scoring.submission import Submission
from scoring.written import Written

NOT_LEVELS = {"measures.yaml", "gates.yaml", "consistency.yaml", "prerequisites.yaml"}


def load(criteria: Path, rules: Path) -> Edition:
    """The edition in two folders of YAML.

    Raises Faults with every fault of the first of three stages that has any: the files by themselves,
    the parts made of them, and the whole held together.
    """
    folder = EditionFolder(criteria, rules)
    written = _written(folder)
    folder.stop_on_problems()
    assert written is not None
    return built(folder, written, _marks(folder.contents))


class Marks(NamedTuple):
    """The fingerprints of an edition, of its policy, and of all of it but the policy."""

    edition: str
    policy: str
    rules: str


def _marks(contents: Mapping[str, Mapping[str, Any]]) -> Marks:
    policy = contents["criteria"]["policy.yaml"]
    others = {name: part for name, part in contents["criteria"].items() if part is not policy}
    rules = {**contents, "criteria": others}
    return Marks(fingerprint(contents), fingerprint(policy), fingerprint(rules))


class Form(NamedTuple):
    """What an edition asks beyond the form, and the shape of the whole."""

    answers: type[Record]
    shape: Shape


def built(
    faults: EditionFaults,
    written: Written,
    marks: Marks,
    form: Form | None = None,
    changes: tuple[Changed, ...] = (),
) -> Edition:
    """The edition made of what is written; raises Faults with every fault of the stage that has any.

    `form` may be given where another edition with the same questions has it already; `changes` are what a
    variant has set in `written` already.
    """
    answers, shape = form or _form(written)
    parts = Parts(faults, written, shape)
    parts.parameters()
    measures = parts.measures()
    gates = tuple(parts.gates())
    before = parts.prerequisites(written.before, list(written.words), list(written.measures))
    edition = Edition(
        file=written.file,
        policy=written.policy,
        written=written,
        measures=measures,
        sections=tuple(parts.sections()),
        levels=tuple(parts.levels()),
        criteria=tuple(parts.criteria()),
        gates=gates,
        checks=tuple(parts.checks()),
        prerequisites=before,
        efforts=parts.efforts(gates, before, list(written.words)),
        rulebook=rulebook({}),
        answers=answers,
        shape=shape,
        fingerprint=marks.edition,
        policy_fingerprint=marks.policy,
        rules_fingerprint=marks.rules,
        changes=changes,
    )
    faults.stop_on_problems()
    return _checked(faults, edition, parts)


def _checked(faults: EditionFaults, edition: Edition, parts: Parts) -> Edition:
    whole = replace(edition, rulebook=rulebook(named_conditions(edition)))
    for code, where, values in cross_checks(whole, parts.measures_used, parts.parameters_used):
        faults.at(where, code, **values)
    faults.stop_on_problems()
    return whole


def _written(folder: EditionFolder) -> Written | None:
    """What the files say; None, and problems, where one of the three that the rest needs cannot be read."""
    file = folder.record("criteria", "edition.yaml", EditionFile)
    policy = folder.record("criteria", "policy.yaml", PolicyFile)
    head = folder.record("rules", "measures.yaml", MeasuresFile, "measures")
    if file is None:  # whose groups spell out the rest
        return None
    for part, named in (("sections", file.sections), ("levels", file.levels)):
        _refuse_repeated(folder, part, [one.id for one in named])
    _refuse_unlisted(folder, file)
    groups = file.groups
    words, levels = _words(folder, file), _levels(folder, file)
    measures = folder.entries("rules", "measures.yaml", MeasureFile, groups, "measure", under="measures")
    gates = folder.entries("rules", "gates.yaml", GateFile, groups, "gate")
    checks = folder.entries("rules", "consistency.yaml", CheckFile, groups, "check")
    before = written_prerequisites(folder, groups)
    if policy is None or head is None:
        return None
    return Written(file, policy, head, words, levels, measures, gates, checks, before)


def _refuse_repeated(folder: EditionFolder, part: str, names: list[str]) -> None:
    for place, name in enumerate(names):
        if name in names[:place]:
            folder.at(f"edition:{part}/{place}", "name_twice", name=name)


def _refuse_unlisted(folder: EditionFolder, file: EditionFile) -> None:
    """A file of criteria that no section stands for would be passed over in silence."""
    sections = [section.id for section in file.sections]
    listed = {"edition.yaml", "policy.yaml", *(f"{section}.yaml" for section in sections)}
    for name in sorted(folder.parts["criteria"].keys() - listed):
        folder.in_file("criteria", name, (), "section_unlisted", known=", ".join(sections))


def _words(folder: EditionFolder, file: EditionFile) -> dict[str, CriterionFile]:
    """The words of the criteria, from the file of each section."""
    words: dict[str, CriterionFile] = {}
    for section in dict.fromkeys(section.id for section in file.sections):
        name = f"{section}.yaml"
        head = folder.record("criteria", name, SectionFile, "criteria")
        if head is None:
            continue
        if head.section != section:
            folder.in_file("criteria", name, ("section",), "section_differs", section=section)
        inside = folder.entries("criteria", name, CriterionFile, file.groups, "criterion", under="criteria")
        for criterion in inside:
            if criterion.partition(".")[0] != section:
                folder.at(f"criterion:{criterion}", "criterion_elsewhere", name=criterion, section=section)
        words |= inside
    return words


def _levels(folder: EditionFolder, file: EditionFile) -> dict[str, CriterionRules]:
    """The levels of the criteria, from every file of rules that is not one of the named ones."""
    levels: dict[str, CriterionRules] = {}
    for name in folder.parts["rules"]:
        if name not in NOT_LEVELS:
            levels |= folder.entries("rules", name, CriterionRules, file.groups, "levels")
    return levels


def _form(written: Written) -> Form:
    answers = answers_model(written.file.questions)
    return Form(answers, shape_of(create_model("Form", __base__=Submission, answers=(answers, ...))))
