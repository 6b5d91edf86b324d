"""The one formula: weighted means of credits, exact to the end, rounded once for display (design, 6)."""

from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction
from functools import lru_cache
from math import ceil, lcm
from operator import mul
from typing import NamedTuple

from scoring.edition import Edition

PLACES = 2  # of a weight, share or credit
Credits = Mapping[str, Fraction]


class Scores(NamedTuple):
    """Exact scores out of 100: by section (None where nothing counts) and in total."""

    sections: Mapping[str, Fraction | None]
    total: Fraction


def scores(edition: Edition, credits: Credits) -> Scores:
    """The scores of these credits; criteria that do not count are left out of `credits`.

    A section's score is the weighted mean of its criteria's credits, the total the weighted mean of
    the section scores, times 100. A section in which nothing counts leaves the mean.
    """
    inside: dict[str, list[tuple[Fraction, Fraction]]] = {section.id: [] for section in edition.sections}
    for one in edition.criteria:
        if one.id in credits:
            inside[one.section].append((one.weight, credits[one.id]))
    sections = {id: _of_100(mean(weighted)) for id, weighted in inside.items()}
    counted = [(section.weight, sections[section.id]) for section in edition.sections]
    return Scores(
        sections, mean([(weight, score) for weight, score in counted if score is not None]) or Fraction(0)
    )


def _of_100(share: Fraction | None) -> Fraction | None:
    return None if share is None else 100 * share


def mean(weighted: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """The weighted mean of (weight, value), None where all weights are 0; exact, over common denominators."""
    one = lcm(*(weight.denominator for weight, _ in weighted))
    part = lcm(*(value.denominator for _, value in weighted))
    weights = [weight.numerator * (one // weight.denominator) for weight, _ in weighted]
    if not any(weights):
        return None
    values = (value.numerator * (part // value.denominator) for _, value in weighted)
    return Fraction(sum(map(mul, weights, values)), sum(weights) * part)


class Shares(NamedTuple):
    """Effective weights: a section's share of the total, a criterion's of its section and of the total."""

    sections: Mapping[str, Fraction]
    within: Mapping[str, Fraction]
    criteria: Mapping[str, Fraction]


def shares(edition: Edition, counted: Iterable[str]) -> Shares:
    """The effective weights when only these criteria count; each row adds up to 1 (or 0: nothing counts)."""
    return _shares(edition, frozenset(counted))


@lru_cache(maxsize=16)  # asked three times a city, and most cities leave out the same criteria
def _shares(edition: Edition, counted: Set[str]) -> Shares:
    weights: dict[str, dict[str, Fraction]] = {section.id: {} for section in edition.sections}
    for one in edition.criteria:
        if one.id in counted:
            weights[one.section][one.id] = one.weight
    live = {section.id: section.weight for section in edition.sections if any(weights[section.id].values())}
    sections = {section.id: Fraction(0) for section in edition.sections} | _parts(live)
    within = {section: _parts(inside) for section, inside in weights.items()}
    return Shares(
        sections,
        {name: part for parts in within.values() for name, part in parts.items()},
        {name: part * sections[section] for section, parts in within.items() for name, part in parts.items()},
    )


def _parts(weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Each weight as a share of their sum; 0 where they are all 0."""
    total = sum(weights.values(), Fraction(0))
    return {name: weight / total if total else Fraction(0) for name, weight in weights.items()}


def rounded(value: Fraction, bar: Fraction | None = None) -> float:
    """One decimal, half up; never shown as reaching a bar that it does not reach."""
    tenths = (20 * value.numerator + value.denominator) // (2 * value.denominator)
    if bar is not None and value < bar and tenths * bar.denominator >= 10 * bar.numerator:
        tenths = ceil(bar * 10) - 1
    return tenths / 10


def figure(value: Fraction, places: int = PLACES) -> int | float:
    """A weight, share or credit for display; its exact value stands beside it or in the policy."""
    return int(value) if value.denominator == 1 else round(float(value), places)
