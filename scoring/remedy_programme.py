"""The way out as an integer programme: which steps to take and gates to mend, at the least effort."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from scoring.alike import alike, by_kind
from scoring.gate_rows import GateRows, standing_on
from scoring.ladders import Ladders, takes
from scoring.prerequisites import Rung
from scoring.programme import Programme, Terms, Values
from scoring.scorecard import Scores, shares
from scoring.taking_up import unheld


class Choice(NamedTuple):
    """What is done: criteria raised to a level, gates mended, criteria taken up.

    `instead` has, for a criterion raised or taken up, those that are like it and are not.
    """

    levels: Mapping[str, str]
    mended: tuple[str, ...]
    taken: frozenset[str]
    instead: Mapping[str, tuple[str, ...]]


class RemedyProgramme:
    """The programme of one city that takes up one of some sets of criteria which weigh the same.

    `wide` is what may be done with all of these taken up, `start` the scores with one of the sets.
    """

    def __init__(self, wide: Ladders, sets: Sequence[frozenset[str]], start: Scores) -> None:
        self.up, self._edition = wide, wide.now.edition
        self.programme = Programme()
        self._gates = GateRows(self.programme, wide)
        self._takes = {name: self.programme.variable(0, matter=True) for name in sorted(wide.taken)}
        self._groups = alike(self.programme, self._edition, wide.steps, self._apart())
        self._steps = {
            Rung(name, step.level): variable
            for group in self._groups
            for step, variable in zip(group.steps, group.variables, strict=True)
            for name in group.members
        }
        self._gates.add(self._steps, self._takes)
        self._tie()
        self._take_up(sets[0])
        self._reach(start, sets[0])

    def _apart(self) -> set[str]:
        """The criteria that wait for something, that something waits for, or that a gate may hold by."""
        rungs = [rung for tie in self.up.ties for rung in (tie.rung, tie.needed)]
        for leaf in unheld(self.up.now):
            rungs += self.up.bringing(leaf) + self.up.asked_by(leaf)
        rungs += [rung for rung in self.up.ends() if takes(self.up.now, rung)]
        return {rung.criterion for rung in rungs} | {*self.up.now.judged.values()} | self.up.taken

    def _tie(self) -> None:
        for tie in self.up.ties:
            on = standing_on(self.up, tie.rung, self._steps) if tie.exactly else {self._steps[tie.rung]: 1}
            self.programme.require({self._steps[tie.needed]: 1, **_negative(on)}, 0)
        for name in sorted(self.up.taken & self.up.steps.keys()):
            lowest = Rung(name, self.up.steps[name][0].level)
            self.programme.implies(self._steps[lowest], self._takes[name])
        for rung in self.up.ends():
            for name in sorted(takes(self.up.now, rung)):
                on = standing_on(self.up, rung, self._steps)
                self.programme.require({self._takes[name]: 1, **_negative(on)}, 0)

    def _take_up(self, one: frozenset[str]) -> None:
        """As many criteria as in one of the sets, of the same weight in each section."""
        self._exactly(dict.fromkeys(self._takes.values(), 1), len(one))
        for section in self._edition.sections:
            weights = {self._takes[name]: self._weight(section.id, [name]) for name in self._takes}
            self._exactly(weights, self._weight(section.id, one))

    def _exactly(self, terms: Terms, worth: Fraction | int) -> None:
        self.programme.require(terms, worth)
        self.programme.require(_negative(terms), -worth)

    def _reach(self, start: Scores, taken: frozenset[str]) -> None:
        """The gates on the score: what is gained must come to what is short."""
        sections, totals = self._gains({*self.up.now.levels, *taken})
        for gate in self._edition.gates:
            if gate.words.score == "total":
                self.programme.require(totals, (gate.least or Fraction(0)) - start.total)
            elif gate.words.score == "sections":
                for section in self._edition.sections:
                    score = start.sections[section.id]
                    if score is not None:
                        self.programme.require(sections[section.id], section.floor - score)

    def _gains(self, counted: set[str]) -> tuple[dict[str, dict[int, Fraction]], dict[int, Fraction]]:
        """The points that one of each step wins, in its section and in the total."""
        within: dict[str, dict[int, Fraction]] = {section.id: {} for section in self._edition.sections}
        totals: dict[int, Fraction] = {}
        share = shares(self._edition, counted).sections
        weights = {section.id: self._weight(section.id, counted) for section in self._edition.sections}
        for group in self._groups:
            criterion = self._edition.criterion[group.members[0]]
            whole = weights[criterion.section]
            for step, variable in zip(group.steps, group.variables, strict=True):
                points = 100 * step.credit * criterion.weight / whole if whole else Fraction(0)
                within[criterion.section][variable] = points
                totals[variable] = points * share[criterion.section]
        return within, totals

    def _weight(self, section: str, names: Iterable[str]) -> Fraction:
        """What those of the criteria that are in the section weigh together."""
        criteria = (self._edition.criterion[name] for name in names)
        return sum((one.weight for one in criteria if one.section == section), Fraction(0))

    @cached_property
    def things(self) -> list[list[int]]:
        """The variables that count one thing: a gate, a kind of criterion taken up, a step of one kind."""
        taken = [[self._takes[name] for name in names] for names in self._taken_alike]
        return [*([mend] for mend in self._gates.mends.values()), *taken, *by_kind(self._groups)]

    @cached_property
    def _taken_alike(self) -> list[list[str]]:
        """The criteria that may be taken up, those of one kind together."""
        kinds = {name: group.kind for group in self._groups for name in group.members}
        alike_: dict[Hashable, list[str]] = {}
        for name in self._takes:
            alike_.setdefault(kinds.get(name, name), []).append(name)
        return [*alike_.values()]

    def contains(self, values: Values, other: Values) -> bool:
        """Whether an answer has as much as another of everything, or differs by exchanging like for like."""
        return all(
            sum(values[one] for one in numbers) >= sum(other[one] for one in numbers)
            for numbers in self.things
        )

    def shut_out(self, values: Values) -> None:
        """No answer that costs less is left, and none may contain this one."""
        self.programme.cost_at_least(self.programme.cost(values))
        self.programme.shut_out_all_with(values, self.things)

    def choice(self, values: Values) -> Choice:
        """What these values of the variables mean."""
        raised = {name: (group, count) for group in self._groups for name, count in group.taken(values)}
        taken = frozenset(name for name, variable in self._takes.items() if values[variable])
        others = {
            name: tuple(other for other in names if other not in taken)
            for names in self._taken_alike
            for name in names
            if name in taken
        }
        return Choice(
            levels={name: group.steps[count - 1].level for name, (group, count) in raised.items()},
            mended=tuple(gate for gate, variable in self._gates.mends.items() if values[variable]),
            taken=taken,
            instead={name: group.others(values) for name, (group, _) in raised.items()} | others,
        )


def _negative(terms: Terms) -> dict[int, Fraction | int]:
    return {variable: -times for variable, times in terms.items()}
