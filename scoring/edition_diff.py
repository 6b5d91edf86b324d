"""What differs between two editions: numbers, gates, levels, criteria, measures, checks.

Numbers and conditions are compared by what they come to, words as they are written. How a condition reads is
for the reports to say, who give `asked`.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from scoring.blends import kind_of
from scoring.differences import Differences, Differs, EditionDiff, EditionSide, NumberDiffers, SectionShare
from scoring.edition import Criterion, Edition, Gate
from scoring.labels import label, shown, written
from scoring.models import Bilingual, Number
from scoring.rewording import differs, differs_in, pairs, reworded, written_otherwise
from scoring.rulebook import Condition
from scoring.scorecard import Shares, figure, shares
from scoring.settings import Setting, alike, settings
from scoring.version import VERSION

Asked = Callable[[Edition, Condition | Gate], Bilingual]
SHARE = 4  # decimals of a share
OF_GATE = {"holds", "own_wish", "score", "min"}  # compared by what they come to


def edition_diff(one: Edition, other: Edition, asked: Asked) -> EditionDiff:
    """The two editions and what differs between them; `asked` puts a condition into words."""
    return EditionDiff(
        program=f"smartcity-renewal {VERSION}",
        before=side(one),
        after=side(other),
        differences=differences(one, other, asked),
    )


def side(edition: Edition) -> EditionSide:
    """What is said of an edition beside another."""
    mark = edition.pass_mark
    return EditionSide(
        id=edition.id,
        title=edition.file.title,
        standing=edition.file.standing,
        fingerprint=edition.fingerprint,
        policy_fingerprint=edition.policy_fingerprint,
        pass_mark=None if mark is None else figure(mark),
        sections={section.id: section.title for section in edition.sections},
        floors={section.id: figure(section.floor) for section in edition.sections},
        gates={gate.id: gate.words.title for gate in edition.gates},
        score_gates={gate.id: gate.words.score for gate in edition.gates if gate.words.score},
    )


def differences(one: Edition, other: Edition, asked: Asked) -> Differences:
    """All that differs between the two."""
    pair = _Pair(one, other, asked)
    before, after = one.written, other.written
    return Differences(
        numbers=tuple(_numbers(one, other)),
        shares=tuple(_shares(one, other)),
        gates=tuple(pair.gates()),
        levels=tuple(pair.levels()),
        criteria=tuple(reworded(before.words, after.words, lambda criterion: criterion.title)),
        measures=tuple(reworded(before.measures, after.measures, lambda measure: measure.label)),
        checks=tuple(pair.checks()),
        others=tuple(written_otherwise(before, after)),
    )


# Numbers


def _numbers(one: Edition, other: Edition) -> Iterator[NumberDiffers]:
    for _, was, value in pairs(settings(one).by_name, settings(other).by_name):
        if was is not None and value is not None:
            if not alike(was.value, value.value):
                yield _number(one, other, was, value)
        elif (was or value).path[0] == "policy":
            yield _number(one, other, was, value)  # a threshold that only one has is part of a condition


def _number(one: Edition, other: Edition, was: Setting | None, value: Setting | None) -> NumberDiffers:
    known, edition = (value, other) if value else (was, one)
    assert known is not None
    return NumberDiffers(
        kind=kind_of(edition, known.name),
        name=known.name,
        label=label(edition, known.name),
        was=written(was.value) if was else None,
        was_shown=shown(one, was.name, was.value) if was else None,
        value=written(value.value) if value else None,
        shown=shown(other, value.name, value.value) if value else None,
        share_was=_share(one, known.name),
        share=_share(other, known.name),
    )


def _share(edition: Edition, name: str) -> Number | None:
    """What a weight comes to of the total."""
    kind, _, rest = name.removeprefix("weights.").partition(".")
    part = _all(edition)
    found: Mapping[str, Fraction] = {"sections": part.sections, "criteria": part.criteria}.get(kind, {})
    if kind == "stages":
        staged = [one.id for one in edition.criteria if one.words.stage == rest]
        found = {rest: sum((part.criteria[criterion] for criterion in staged), Fraction(0))}
    return figure(found[rest], SHARE) if name.startswith("weights.") and rest in found else None


def _shares(one: Edition, other: Edition) -> Iterator[SectionShare]:
    before, after = _all(one).sections, _all(other).sections
    if before == after:
        return
    titles = {section.id: section.title for edition in (one, other) for section in edition.sections}
    for name, title in titles.items():
        was, value = (figure(each[name], SHARE) if name in each else None for each in (before, after))
        yield SectionShare(id=name, title=title, was=was, value=value)


def _all(edition: Edition) -> Shares:
    return shares(edition, edition.criterion)


# Conditions


class _Pair:
    """The conditions of two editions, and how they read."""

    def __init__(self, one: Edition, other: Edition, asked: Asked) -> None:
        self._one, self._other, self._asked = one, other, asked

    def gates(self) -> Iterator[Differs]:
        """Gates that only one has, those that ask for something else, and their words."""
        before, after = ({gate.id: gate for gate in each.gates} for each in (self._one, self._other))
        for name, was, value in pairs(before, after):
            title = (value or was).words.title
            if was is None or value is None:
                yield differs(name, title, "", *self._read(was, value))
                continue
            if _bar(was) != _bar(value):
                yield differs(name, title, "holds", *self._read(was, value))
            if was.own_wish != value.own_wish:
                yield differs(name, title, "own_wish", *self._read(was.own_wish, value.own_wish))
            yield from differs_in(name, title, was.words, value.words, OF_GATE)

    def levels(self) -> Iterator[Differs]:
        """The levels whose condition differs, of the criteria that both have."""
        for _, was, value in pairs(self._one.criterion, self._other.criterion):
            if was is not None and value is not None:
                yield from self._levels(was, value)

    def _levels(self, one: Criterion, other: Criterion) -> Iterator[Differs]:
        for level, was, value in pairs(_conditions(one), _conditions(other)):
            if was != value:
                known = self._other.level.get(level) or self._one.level.get(level)
                title = known.title if known else None
                yield differs(one.id, other.words.title, level, *self._read(was, value), part_title=title)

    def checks(self) -> Iterator[Differs]:
        """Consistency checks: what they look for and what they say."""
        before = {check.id: check.fault for check in self._one.checks}
        after = {check.id: check.fault for check in self._other.checks}
        files = self._one.written.checks, self._other.written.checks
        for name, was, value in pairs(*files):
            if was is not None and value is not None and before[name] != after[name]:
                yield differs(name, value.message, "fault", *self._read(before[name], after[name]))
        yield from reworded(*files, lambda check: check.message, {"fault"})

    def _read(
        self, was: Condition | Gate | None, value: Condition | Gate | None
    ) -> tuple[Bilingual | None, Bilingual | None]:
        return (
            None if was is None else self._asked(self._one, was),
            None if value is None else self._asked(self._other, value),
        )


def _bar(gate: Gate) -> tuple[Condition | None, Fraction | None, str | None]:
    return gate.holds, gate.least, gate.words.score


def _conditions(criterion: Criterion) -> dict[str, Condition | None]:
    more = {"judged_when": criterion.judged_when, "not_pursued": criterion.not_pursued}
    return {**criterion.levels, **more}
