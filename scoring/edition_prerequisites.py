"""What comes before what, made from the file that an edition may keep of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scoring.conditions import ConditionReader
from scoring.edition import Edition
from scoring.edition_faults import EditionFaults
from scoring.edition_files import ConditionFile, EntailsFile, NeedsFile, PrerequisitesFile
from scoring.edition_folder import EditionFolder
from scoring.expansion import Groups
from scoring.prerequisites import Entailment, Need, Prerequisites, Rung
from scoring.rulebook import Comparison

FILE = "prerequisites.yaml"
NONE = PrerequisitesFile()


def written(folder: EditionFolder, groups: Groups) -> PrerequisitesFile:
    """What the file says, its groups spelled out; nothing where there is no such file."""
    if FILE not in folder.parts["rules"]:
        return NONE
    head = folder.record("rules", FILE, PrerequisitesFile, "levels", "entails") or NONE
    return PrerequisitesFile.model_construct(
        levels=folder.entries("rules", FILE, NeedsFile, groups, "needs", under="levels"),
        entails=folder.entries("rules", FILE, EntailsFile, groups, "entails", under="entails"),
        achieved=head.achieved,
    )


class Known(NamedTuple):
    """What prerequisites may speak of."""

    criteria: Sequence[str]
    levels: Sequence[str]
    measures: Sequence[str]


def prerequisites(
    faults: EditionFaults, file: PrerequisitesFile, known: Known, reader: ConditionReader
) -> Prerequisites:
    """The prerequisites; what cannot be made of them becomes one of the faults."""
    for name in file.achieved:
        if name not in known.measures:
            faults.at(f"prerequisites:achieved/{name}", "measure_unknown", name=name, known=known.measures)
    entails = (_entailment(faults, name, one, reader) for name, one in file.entails.items())
    return Prerequisites(
        needs=dict(_needs(faults, file.levels, known)),
        entails=tuple(one for one in entails if one is not None),
        achieved=file.achieved,
    )


def _needs(
    faults: EditionFaults, written: Mapping[str, NeedsFile], known: Known
) -> Iterator[tuple[Rung, tuple[Need, ...]]]:
    for criterion, file in written.items():
        where = f"needs:{criterion}"
        _known(faults, where, criterion, known.criteria)
        for level, needed in file.levels.items():
            _known(faults, f"{where}/{level}", level, known.levels)
            for other, least in needed.items():
                _known(faults, f"{where}/{level}/{other}", other, known.criteria)
                _known(faults, f"{where}/{level}/{other}", least, known.levels)
            yield Rung(criterion, level), tuple(Need(Rung(*one), file.because) for one in needed.items())


def _known(faults: EditionFaults, where: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        faults.at(where, "name_unknown", name=name, known=known)


def _entailment(
    faults: EditionFaults, measure: str, file: EntailsFile, reader: ConditionReader
) -> Entailment | None:
    compared = {"measure": measure, "min": file.min, "max": file.max, "is": file.is_}
    where = f"entails:{measure}"
    when = faults.tried(where, reader.condition, ConditionFile.model_validate(compared))
    then = faults.tried(f"{where}/then", reader.condition, file.then)
    return Entailment(when, then) if isinstance(when, Comparison) and then is not None else None


def in_a_circle(edition: Edition) -> Iterator[Rung]:
    """The levels that need, by way of others, themselves to be reached first."""
    for rung in edition.prerequisites.needs:
        seen: set[Rung] = set()
        ahead = [need.rung for need in _needed(edition, rung)]
        while ahead:
            one = ahead.pop()
            if one.criterion == rung.criterion and _as_good(edition, one.level, rung.level):
                yield rung
                break
            if one not in seen:
                seen.add(one)
                ahead += [need.rung for need in _needed(edition, one)]


def _needed(edition: Edition, rung: Rung) -> list[Need]:
    """What a level and those below it need."""
    needs = edition.prerequisites.needs
    below = [level.id for level in edition.levels if _as_good(edition, rung.level, level.id)]
    return [need for level in below for need in needs.get(Rung(rung.criterion, level), ())]


def _as_good(edition: Edition, level: str, other: str) -> bool:
    order = [one.id for one in edition.levels]
    return order.index(level) <= order.index(other)
