"""Answers that cost the same as one answer and differ from it by few units, found without a solver."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import NamedTuple

from scoring.programme import Programme, Row, Values

FURTHEST = 3  # units that change hands: beyond it there are too many ways to try one by one


class Move(NamedTuple):
    """Units of some variables, what they cost, and what they come to in each row."""

    units: tuple[int, ...]
    cost: int
    worth: tuple[int, ...]


def exchanges(programme: Programme, values: Values) -> Iterator[Values]:
    """All answers of the same cost within reach that the rows without helpers allow, the nearest first.

    Of equally near ones those of the fewest matters come first, then in the programme's order. What the rows
    with helpers allow is left to whoever asks.
    """
    for units in range(2, FURTHEST + 1):
        found = [
            answer
            for fewer in range(1, units)
            for answer in _exchanged(programme, values, fewer, units - fewer)
        ]
        yield from sorted(found, key=lambda one: _place(programme, one))


def _place(programme: Programme, values: Values) -> tuple[int, list[int]]:
    return programme.matters(values), [-values[number] for number in programme.ranked]


def _exchanged(programme: Programme, values: Values, fewer: int, more: int) -> Iterator[Values]:
    """What comes of giving up so many units and gaining so many others."""
    rows = _plain(programme)
    spare = [sum(times * values[number] for number, times in row.terms.items()) - row.least for row in rows]
    has = {number: values[number] for number in programme.ranked}
    lacks = {number: programme.variables[number].most - value for number, value in has.items()}
    gains: dict[int, list[Move]] = {}
    for move in _moves(programme, rows, lacks, more):
        gains.setdefault(move.cost, []).append(move)
    for given in _moves(programme, rows, has, fewer):
        asked = [lost - room for lost, room in zip(given.worth, spare, strict=True)]
        for gained in gains.get(given.cost, ()):
            enough = all(won >= least for won, least in zip(gained.worth, asked, strict=True))
            if enough and not {*given.units} & {*gained.units}:
                yield _changed(values, given.units, gained.units)


def _plain(programme: Programme) -> list[Row]:
    """The rows without helpers, the most telling first."""
    rows = [row for row in programme.rows if all(programme.variables[one].ranked for one in row.terms)]
    return sorted(rows, key=lambda row: -len(row.terms))


def _moves(programme: Programme, rows: Sequence[Row], room: Mapping[int, int], units: int) -> Iterator[Move]:
    """Every way to move so many units where there is room for them."""
    costs = {number: programme.variables[number].cost for number in room}
    worth = {number: [row.terms.get(number, 0) for row in rows] for number in room}
    open_ = [number for number, most in room.items() if most]
    for chosen in combinations_with_replacement(open_, units):
        if all(chosen.count(number) <= room[number] for number in {*chosen}):
            together = zip(*(worth[number] for number in chosen), strict=True)
            yield Move(chosen, sum(costs[number] for number in chosen), tuple(map(sum, together)))


def _changed(values: Values, fewer: Sequence[int], more: Sequence[int]) -> Values:
    changed = list(values)
    for number in fewer:
        changed[number] -= 1
    for number in more:
        changed[number] += 1
    return changed
