"""The least cost of an integer programme, with its proof: the one module that knows HiGHS.

It keeps from the rest that HiGHS reckons in floating point, prints a banner, and names whichever of several
equally good answers it meets first. What comes out is in whole numbers, was held against every row, and is
the first of its equals in an order that is the same on every machine.
"""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

import highspy

from scoring.programme import Programme, Unproved, Values

# The jump heuristic takes 5 ms to start, longer than these programmes to solve; nor do the others named pay.
SETTINGS = {
    "output_flag": False,
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
}
IMPOSSIBLE = {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}
SLACK = 0.01  # by which a bound in floating point may lie under the whole number that it stands for
DIGITS = 10**6  # of one objective: well within what floating point tells apart


class Optimum(NamedTuple):
    """The values, their cost, and the bound under which no allowed values lie: the two are equal."""

    values: Values
    cost: int
    matters: int
    bound: int


def solver() -> str:
    """The solver and its release."""
    return f"HiGHS {_Quiet().version()}"


def least(programme: Programme, near: Values | None = None) -> Optimum | None:
    """The values of least cost; of those the nearest to some values, if these are given; then the fewest
    matters, and then as much as may be of what comes first.

    None when no values are allowed; raises Unproved rather than give what is not certain.
    """
    if not programme.variables:
        return Optimum((), 0, 0, 0) if programme.allows(()) else None
    apart = programme.distance(near) if near is not None else {}
    running = _Solver(programme)
    costs = [variable.cost for variable in programme.variables]
    best = running.least(costs)
    if best is None:
        return None
    running.hold(costs, best.cost)
    if apart:
        weights = [int(apart.get(number, 0)) for number in range(len(costs))]
        running.hold(weights, _sum(weights, running.certainly_least(weights)))
    values = _first_of_equals(programme, running)
    return Optimum(values, best.cost, programme.matters(values), best.bound)


def _first_of_equals(programme: Programme, running: "_Solver") -> Values:
    """Of values that cost the same, those whose digits make the least number.

    The digits are the number of matters, then how much is lacking of each ranked variable in turn. They are
    settled a few at a time: more would not be told apart in floating point.
    """
    matters = [int(variable.matter) for variable in programme.variables]
    most = sum(variable.most for variable in programme.variables if variable.matter)
    block, left = _block(programme, programme.ranked, DIGITS // (most + 1))
    weights, worth = _digits(programme, block)
    first = [worth * matter + weight for matter, weight in zip(matters, weights, strict=True)]
    values = running.certainly_least(first)
    running.hold(matters, programme.matters(values))
    while True:
        running.pin(block, values)
        if _spent(programme, left, values):
            return values
        block, left = _block(programme, left, DIGITS)
        values = running.certainly_least(_digits(programme, block)[0])


def _block(programme: Programme, ranked: Sequence[int], room: int) -> tuple[list[int], list[int]]:
    """The first variables, at least one, that have room as digits of one number; and the others."""
    taken, worth = 0, 1
    for number in ranked:
        worth *= programme.variables[number].most + 1
        if taken and worth > room:
            break
        taken += 1
    return list(ranked[:taken]), list(ranked[taken:])


def _digits(programme: Programme, block: Sequence[int]) -> tuple[list[int], int]:
    """Weights under which more of each variable makes the number less; and the worth of a digit before."""
    weights, worth = [0] * len(programme.variables), 1
    for number in reversed(block):
        weights[number] -= worth
        worth *= programme.variables[number].most + 1
    return weights, worth


def _spent(programme: Programme, left: Sequence[int], values: Values) -> bool:
    """Whether nothing is left to decide: all that is left would cost something and has nothing."""
    return all(programme.variables[number].cost and not values[number] for number in left)


class _Quiet(highspy.Highs):
    """A solver that prints nothing: the constructor passed over here prints a banner before it is told."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        for name, value in SETTINGS.items():
            self.setOptionValue(name, value)


class _Solver:
    """One programme in the solver; its rows can be added to and its objective changed."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._held: list[tuple[Sequence[int], int]] = []
        self._pinned: dict[int, int] = {}
        self._all = list(range(len(programme.variables)))
        self._highs = _Quiet()
        self._highs.passModel(_model(programme))

    def least(self, weights: Sequence[int]) -> Optimum | None:
        """The values with the least sum of weights; None when none are allowed."""
        self._highs.changeColsCost(len(self._all), self._all, [float(weight) for weight in weights])
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in IMPOSSIBLE:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unproved(f"the solver ended with {status.name}")
        bound = ceil(self._highs.getInfo().mip_dual_bound - SLACK)
        solution = self._highs.getSolution()
        self._highs.setSolution(solution)  # where the next search, which differs little, then begins
        values = tuple(map(round, solution.col_value))
        return self._proved(Optimum(values, _sum(weights, values), self._programme.matters(values), bound))

    def _proved(self, found: Optimum) -> Optimum:
        held = all(_sum(weights, found.values) == worth for weights, worth in self._held)
        held = held and all(found.values[number] == value for number, value in self._pinned.items())
        if not held or not self._programme.allows(found.values):
            raise Unproved("the solver's answer breaks a row in whole numbers")
        if found.bound != found.cost:
            raise Unproved(f"the cost is {found.cost} and the bound {found.bound}")
        return found

    def certainly_least(self, weights: Sequence[int]) -> Values:
        """The same where it is known that some are allowed."""
        found = self.least(weights)
        if found is None:
            raise Unproved("the answer was lost while its equals were put in order")
        return found.values

    def pin(self, numbers: Sequence[int], values: Values) -> None:
        """From now on these variables keep their values."""
        self._pinned |= {number: values[number] for number in numbers}
        told = [float(values[number]) for number in numbers]
        self._highs.changeColsBounds(len(numbers), list(numbers), told, told)

    def hold(self, weights: Sequence[int], worth: int) -> None:
        """From now on the weights must come to exactly so much."""
        self._held.append((weights, worth))
        numbers = [number for number, weight in enumerate(weights) if weight]
        told = [float(weights[number]) for number in numbers]
        self._highs.addRow(float(worth), float(worth), len(numbers), numbers, told)


def _sum(weights: Sequence[int], values: Values) -> int:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def _model(programme: Programme) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(programme.variables), len(programme.rows)
    model.col_cost_ = model.col_lower_ = [0.0] * len(programme.variables)
    model.col_upper_ = [float(variable.most) for variable in programme.variables]
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(programme.variables)
    model.row_lower_ = [float(row.least) for row in programme.rows]
    model.row_upper_ = [highspy.kHighsInf] * len(programme.rows)
    starts, numbers, times = [0], list[int](), list[float]()
    for row in programme.rows:
        numbers += row.terms.keys()
        times += map(float, row.terms.values())
        starts.append(len(numbers))
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_, matrix.index_, matrix.value_ = starts, numbers, times
    return model
