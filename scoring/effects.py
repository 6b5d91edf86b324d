"""How much of a change in score comes from the city, and how much from other numbers or another edition."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from scoring.models import Assessment
from scoring.scorecard import mean, rounded
from scoring.what_changed import Effect

CREDIT = "credits."
NUMBERS = ("weights.", CREDIT, "floors.", "efforts.")  # no level and no measure hangs on these


def effects(old: Assessment, new: Assessment, between: Assessment | None = None) -> tuple[Effect, ...]:
    """The effects, which add up to the change of the exact total.

    `between` is the old submission under the new edition, where it is at hand: then the part of the edition
    (of the numbers, where the rules are the same) is what it changes by itself. Else, where the rules are
    the same, levels and numbers are exchanged one after the other in both orders and the mean is taken (the
    Shapley value of two parts). Else only the sum can be told.
    """
    was, now = Fraction(old.scorecard.total_exact), Fraction(new.scorecard.total_exact)
    if between is not None:
        middle = Fraction(between.scorecard.total_exact)
        other = "numbers" if same_rules(old, between) else "edition"
        return _told({"city": now - middle, other: middle - was})
    if not same_rules(old, new):
        return _told({"city_or_edition": now - was})
    old_levels, new_levels = total(old, new), total(new, old)
    return _told(
        {
            "city": (new_levels - was + now - old_levels) / 2,
            "numbers": (old_levels - was + now - new_levels) / 2,
        }
    )


def same_rules(old: Assessment, new: Assessment) -> bool:
    """Whether what a level is, and when it is reached, is the same in both."""
    marks = [one.provenance.rules_fingerprint for one in (old, new)]
    numbers = [
        {each.name: each.value for each in one.edition.policy if not each.name.startswith(NUMBERS)}
        for one in (old, new)
    ]
    return marks[0] == marks[1] and numbers[0] == numbers[1]


def _told(found: Mapping[str, Fraction]) -> tuple[Effect, ...]:
    shown = _shown(found)
    return tuple(
        Effect.model_validate({"of": of, "points": shown[of], "points_exact": str(value)})
        for of, value in found.items()
        if value or of == "city"
    )


def _shown(found: Mapping[str, Fraction]) -> dict[str, float]:
    """The parts rounded so that they add up to the rounded whole: who loses most by it is rounded up."""
    tenths = {of: floor(value * 10) for of, value in found.items()}
    spare = round(points(sum(found.values(), Fraction(0))) * 10) - sum(tenths.values())
    for of in sorted(found, key=lambda of: tenths[of] - found[of] * 10)[:spare]:
        tenths[of] += 1
    return {of: value / 10 for of, value in tenths.items()}


def points(value: Fraction) -> float:
    """Rounded half away from nought, so that a gain and a loss alike look alike."""
    return rounded(value) if value >= 0 else -rounded(-value)


def total(levels: Assessment, numbers: Assessment) -> Fraction:
    """The total of the levels of one result under the weights and credits of another, exact."""
    credits = {
        each.name.removeprefix(CREDIT): Fraction(each.value)
        for each in numbers.edition.policy
        if each.name.startswith(CREDIT)
    }
    weights = {each.criterion: Fraction(each.weight_exact) for each in numbers.findings}
    counted = [each for each in levels.findings if each.counts]
    means = []
    for section in numbers.scorecard.sections:
        own = [each for each in counted if each.section == section.id]
        score = mean([(weights[each.criterion], credits[each.level]) for each in own])
        if score is not None:
            means.append((Fraction(section.weight_exact), score))
    return 100 * (mean(means) or Fraction(0))
