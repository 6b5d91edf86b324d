"""The least-effort ways to renewal, best first: each proved the cheapest, and held against the rules again.

After the best come those that differ from it least among those that cost least; exchanging like for like, or
only adding to a way before, makes no other way.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from heapq import merge
from itertools import islice
from typing import NamedTuple

from scoring.conditions import comparisons, true_where
from scoring.edition import Edition
from scoring.exchanges import exchanges
from scoring.gates import reaches
from scoring.implications import implications
from scoring.ladders import Ladders, ladders, takes
from scoring.optimum import least
from scoring.prerequisites import Rung
from scoring.programme import Values
from scoring.remedy_programme import Choice, RemedyProgramme
from scoring.rulebook import Comparison
from scoring.scorecard import Scores, scores
from scoring.situation import Situation
from scoring.taking_up import takings, unmended

MOST_WAYS = 3


class Way(NamedTuple):
    """One way: what is done, its effort, the bound that no other way comes under, the scores then."""

    choice: Choice
    effort: Fraction
    bound: Fraction
    scores: Scores


class Short(NamedTuple):
    """Why no effort is enough: the gates that break with all raised that can be, and the scores then."""

    gates: tuple[str, ...]
    scores: Scores


def ways(now: Situation) -> list[Way] | Short:
    """The least-effort ways, at most three; or why there is none."""
    found = takings(now)
    if not found:
        up = ladders(now, frozenset())
        return Short((*unmended(up), *_missed(up)), _best(up))
    enough = [up for up in found if not _missed(up)]
    if not enough:
        return Short(_missed(found[0]), _best(found[0]))
    programmes = [_programme(now, alike) for alike in _weighing_the_same(enough)]
    in_turn = merge(*map(_in_turn, programmes), key=lambda way: way.effort)
    return list(islice(in_turn, MOST_WAYS))


def _missed(up: Ladders) -> tuple[str, ...]:
    """The gates on the score that are missed with everything raised that can be."""
    edition, best = up.now.edition, _best(up)
    asked = [gate for gate in edition.gates if gate.words.score]
    return tuple(gate.id for gate in asked if not reaches(edition, gate, best))


def _best(up: Ladders) -> Scores:
    tops = {name: steps[-1].level for name, steps in up.steps.items()}
    return _scores(up.now.edition, {**up.stands, **tops})


def _scores(edition: Edition, levels: Mapping[str, str]) -> Scores:
    return scores(edition, {name: edition.level[level].credit for name, level in levels.items()})


def _weighing_the_same(found: Sequence[Ladders]) -> list[list[Ladders]]:
    """By the weights that are taken up in each section: within one programme these are constants."""
    groups: dict[object, list[Ladders]] = {}
    for up in found:
        weights: dict[str, Fraction] = {}
        for name in up.taken:
            one = up.now.edition.criterion[name]
            weights[one.section] = weights.get(one.section, Fraction(0)) + one.weight
        groups.setdefault(frozenset(weights.items()), []).append(up)
    return [*groups.values()]


def _programme(now: Situation, alike: Sequence[Ladders]) -> RemedyProgramme:
    sets = [up.taken for up in alike]
    wide = alike[0] if len(sets) == 1 else ladders(now, frozenset().union(*sets))
    return RemedyProgramme(wide, sets, _scores(now.edition, alike[0].stands))


def _in_turn(one: RemedyProgramme) -> Iterator[Way]:
    """The ways of one programme: the best, its nearest equals, and what is found when these are shut out."""
    best = _answer(one)
    if best is None:
        return
    yield best.way
    found = [best.values]
    for values in exchanges(one.programme, best.values):
        way = _way(one, values, best.way.bound)
        if way is not None and not any(one.contains(values, other) for other in found):
            found.append(values)
            yield way
    for values in found:
        one.shut_out(values)
    while (answer := _answer(one, best.values)) is not None:
        yield answer.way
        one.shut_out(answer.values)


class _Answer(NamedTuple):
    """What a programme answers, as values of its variables and as a way."""

    values: Values
    way: Way


def _answer(one: RemedyProgramme, near: Values | None = None) -> _Answer | None:
    """The cheapest way that is left, the nearest of equals; what falls short by the rules is shut out."""
    while (found := least(one.programme, near)) is not None:
        way = _way(one, found.values, found.bound * one.up.now.edition.effort_unit)
        if way is not None:
            return _Answer(found.values, way)
        one.programme.shut_out_all_within(found.values)
    return None


def _way(one: RemedyProgramme, values: Values, bound: Fraction) -> Way | None:
    """The way that these values mean; None where it does not lead to renewal."""
    choice = one.choice(values)
    after = outcome(one.up, choice)
    effort = one.programme.cost(values) * one.up.now.edition.effort_unit
    return None if after is None else Way(choice, effort, bound, after)


def outcome(up: Ladders, choice: Choice) -> Scores | None:
    """The scores that a choice leads to, by the rules; None where it is not allowed or some gate breaks."""
    now, edition = up.now, up.now.edition
    levels = {**now.levels, **dict.fromkeys(choice.taken, edition.worst.id), **choice.levels}
    after = _scores(edition, levels)
    scored = [gate for gate in edition.gates if gate.words.score]
    sound = _in_order(up, choice, levels) and _mended(up, choice, levels)
    return after if sound and all(reaches(edition, gate, after) for gate in scored) else None


def _in_order(up: Ladders, choice: Choice, levels: Mapping[str, str]) -> bool:
    """Whether every criterion stops where it may, and what it waits for is there."""
    may_end = {(rung.criterion, rung.level) for rung in up.ends() if takes(up.now, rung) <= choice.taken}
    return choice.levels.items() <= may_end and all(
        _has(up.now, levels, tie.needed)
        for tie in up.ties
        if tie.rung.criterion in choice.levels
        and (
            choice.levels[tie.rung.criterion] == tie.rung.level
            if tie.exactly
            else up.now.as_good(choice.levels[tie.rung.criterion], tie.rung.level)
        )
    )


def _has(now: Situation, levels: Mapping[str, str], rung: Rung) -> bool:
    return rung.criterion in levels and now.as_good(levels[rung.criterion], rung.level)


def _mended(up: Ladders, choice: Choice, levels: Mapping[str, str]) -> bool:
    """Whether every gate on the submission holds: all that can be made to hold for what is mended does."""
    now, rungs = up.now, implications(up.now.edition).rungs
    brought = {leaf for name, level in choice.levels.items() for leaf in rungs[Rung(name, level)].leaves}
    mended = [gate.holds for gate in now.broken if gate.id in choice.mended and gate.holds]
    made = {
        leaf
        for leaf in (part for holds in mended for part in comparisons(holds))
        if now.truths.within_reach(leaf)
        and takes(now, leaf) <= choice.taken
        and all(_has(now, levels, rung) for rung in up.asked_by(leaf))
    }

    def holds(leaf: Comparison) -> bool:
        return now.truths.holds(leaf) or leaf in made or leaf in brought

    judged = all(levels.get(rest) not in (None, now.edition.worst.id) for rest in now.judged.values())
    return judged and all(gate.holds is None or true_where(gate.holds, holds) for gate in now.broken)
