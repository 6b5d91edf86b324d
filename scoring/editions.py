"""Loading an edition: its YAML read, spelled out, cross-checked and compiled, with all faults at once."""

from dataclasses import replace
from pathlib import Path

from pydantic import create_model

from scoring.answers import answers_model
from scoring.edition import Edition
from scoring.edition_checks import cross_checks, named_conditions
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
from scoring.fields import Record
from scoring.fingerprints import fingerprint
from scoring.rulebook import rulebook
from scoring.shapes import Shape, shape_of
from scoring.submission import Submission

NOT_LEVELS = {"measures.yaml", "gates.yaml", "consistency.yaml"}


def load(criteria: Path, rules: Path) -> Edition:
    """The edition in two folders of YAML.

    Raises Faults with every fault of the first of three stages that has any: the files by themselves,
    the parts made of them, and the whole held together.
    """
    folder = EditionFolder(criteria, rules)
    file = folder.record("criteria", "edition.yaml", EditionFile)
    policy = folder.record("criteria", "policy.yaml", PolicyFile)
    head = folder.record("rules", "measures.yaml", MeasuresFile, without="measures")
    folder.stop_on_problems()
    assert file is not None
    assert policy is not None
    assert head is not None
    return _built(folder, file, policy, head)


def _built(folder: EditionFolder, file: EditionFile, policy: PolicyFile, head: MeasuresFile) -> Edition:
    words, levels = _words(folder, file), _levels(folder, file)
    measures = folder.entries("rules", "measures.yaml", MeasureFile, file.groups, "measure", under="measures")
    gates = folder.entries("rules", "gates.yaml", GateFile, file.groups, "gate")
    checks = folder.entries("rules", "consistency.yaml", CheckFile, file.groups, "check")
    folder.stop_on_problems()
    answers = answers_model(file.questions)
    shape = _shape(answers)
    parts = Parts(folder, file, policy, head, shape)
    made = parts.measures(measures)
    folder.stop_on_problems()
    edition = Edition(
        file=file,
        policy=policy,
        sections=tuple(parts.sections()),
        levels=tuple(parts.levels()),
        criteria=tuple(parts.criteria(words, levels)),
        measures=made,
        gates=tuple(parts.gates(gates)),
        checks=tuple(parts.checks(checks)),
        rulebook=rulebook({}),
        answers=answers,
        shape=shape,
        fingerprint=fingerprint(folder.contents),
        policy_fingerprint=fingerprint(folder.contents["criteria"]["policy.yaml"]),
    )
    folder.stop_on_problems()
    return _checked(folder, edition, parts)


def _checked(folder: EditionFolder, edition: Edition, parts: Parts) -> Edition:
    for code, where, values in cross_checks(edition, parts.measures_used, parts.parameters_used):
        folder.at(where, code, **values)
    folder.stop_on_problems()
    return replace(edition, rulebook=rulebook(named_conditions(edition)))


def _words(folder: EditionFolder, file: EditionFile) -> dict[str, CriterionFile]:
    """The words of the criteria, from the file of each section."""
    words: dict[str, CriterionFile] = {}
    for section in file.sections:
        name = f"{section.id}.yaml"
        head = folder.record("criteria", name, SectionFile, without="criteria")
        if head is None:
            continue
        inside = folder.entries("criteria", name, CriterionFile, file.groups, "criterion", under="criteria")
        for criterion in inside:
            if head.section != section.id or criterion.partition(".")[0] != section.id:
                folder.at(f"criterion:{criterion}", "section_differs", section=section.id)
        words |= inside
    return words


def _levels(folder: EditionFolder, file: EditionFile) -> dict[str, CriterionRules]:
    """The levels of the criteria, from every file of rules that is not one of the named ones."""
    levels: dict[str, CriterionRules] = {}
    for name in folder.parts["rules"]:
        if name not in NOT_LEVELS:
            levels |= folder.entries("rules", name, CriterionRules, file.groups, "levels")
    return levels


def _shape(answers: type[Record]) -> Shape:
    """The form with the answers that this edition asks for."""
    return shape_of(create_model("Form", __base__=Submission, answers=(answers, ...)))
