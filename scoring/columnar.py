"""The columnar engine: one edition's rules over arrays, all cities at once; it serves one city as well.

It reads the same compiled rulebook as durable-rules does and has no rule of its own. A column holds one
truth for each city, so a rule of k needs costs k additions of columns, whatever the number of cities.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.inference import Firing, Inference, whole
from scoring.rulebook import LIMIT, Comparison, Need, Rulebook, in_order, passes

UNKNOWN = -(2**62)  # no measure lies there
WHOLE = "biu"  # kinds of array that hold whole numbers
COMPARE = {"min": np.greater_equal, "max": np.less_equal, "is": np.equal}
Truths = npt.NDArray[np.bool_]
Wholes = npt.NDArray[np.int64]


class Table(NamedTuple):
    """Measures by cities: whole numbers within 2**53, and which of them the cities state."""

    rows: Mapping[str, int]
    values: Wholes
    known: Truths

    @property
    def cities(self) -> int:
        """How many cities there are."""
        return int(self.values.shape[1])


def table(measures: Iterable[str], cities: Sequence[Mapping[str, int]]) -> Table:
    """The measures named, of every city; what a city does not state is not known.

    TypeError for a measure that is no whole number, ValueError for one beyond 2**53.
    """
    rows = {name: row for row, name in enumerate(measures)}
    stated = np.array([[facts.get(name, UNKNOWN) for name in rows] for facts in cities])
    if stated.size and stated.dtype.kind not in WHOLE:
        raise TypeError("a measure is no whole number, or one beyond all bounds")
    values = stated.astype(np.int64).reshape(len(cities), len(rows)).T.copy()
    known = values != UNKNOWN
    if (np.abs(values[known]) > LIMIT).any():
        raise ValueError("a measure lies further from nought than 2**53")
    return Table(rows, values, known)


class Columnar:
    """Inference over one rulebook, for one city or for all; equal to durable-rules and free of state."""

    name = "columnar"
    version = np.__version__

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules = in_order(rulebook.rules)
        self._firings = tuple(Firing(r.name, tuple(map(str, r.needs)), r.concludes) for r in self._rules)
        self.leaves = tuple(
            sorted({need for rule in self._rules for need in rule.needs if isinstance(need, Comparison)})
        )
        self.measures = tuple(sorted({leaf.measure for leaf in self.leaves}))

    def infer(self, facts: Mapping[str, int]) -> Inference:
        """What holds for one city; a measure that no rule speaks of is passed over.

        TypeError for a measure that is no whole number, ValueError for one beyond 2**53.
        """
        stated = {name: whole(name, facts[name]) for name in self.measures if name in facts}
        true: set[Need] = {leaf for leaf in self.leaves if passes(leaf, stated)}
        fired = []
        for rule, firing in zip(self._rules, self._firings, strict=True):
            if true.issuperset(rule.needs):
                true.add(rule.concludes)
                fired.append(firing)
        return Inference(frozenset(one.concludes for one in fired), tuple(fired))

    def holds(self, leaves: Mapping[Comparison, Truths]) -> dict[str, Truths]:
        """Every conclusion as a column, from the truth of each leaf as a column."""
        true: dict[Need, Truths] = dict(leaves.items())
        for rule in self._rules:
            met = _all([true[need] for need in rule.needs])
            other = true.get(rule.concludes)
            true[rule.concludes] = met if other is None else met | other
        return {name: column for name, column in true.items() if isinstance(name, str)}

    def passed(self, table: Table) -> dict[Comparison, Truths]:
        """For each leaf the cities that pass it; a city without the measure does not."""
        return {leaf: passing(leaf, table) for leaf in self.leaves}


def passing(leaf: Comparison, table: Table) -> Truths:
    """The cities that have the measure and lie on the right side of the threshold."""
    row = table.rows[leaf.measure]
    values = table.values[row]
    compared: Truths = COMPARE[leaf.operator](values, leaf.value)
    compared &= table.known[row]
    return compared


def _all(columns: Sequence[Truths]) -> Truths:
    if len(columns) == 1:
        return columns[0]
    met = columns[0] & columns[1]
    for column in columns[2:]:
        met &= column
    return met
