"""One weight at a time, as figures: between what values of each a city's verdict stands."""

from fractions import Fraction

from scoring.decimals import after, before, down, up
from scoring.fields import Record
from scoring.intervals import End, Interval, as_shares, intervals
from scoring.models import Number
from scoring.one_weight import Weight, weights
from scoring.standing import Stand

NAMES = {"section": "weights.sections", "stage": "weights.stages", "criterion": "weights.criteria"}
PLACES, SHARE_PLACES = 4, 2


class Range(Record):
    """The values of one weight, from `low` to `high` and both included, between which the verdict stands.

    Rounded inwards, save where that would leave out the present one. None: no bound on that side, so down to
    0 or without end. For a section also as per cent of the weights of all sections.
    """

    name: str
    present: Number
    low: Number | None
    high: Number | None
    share: Number | None
    share_low: Number | None
    share_high: Number | None


def ranges(stand: Stand) -> tuple[Range, ...]:
    """The ranges of the weights that could flip the verdict by themselves; no other weight could."""
    present = weights(stand)
    whole = sum((part.weight for part in stand.parts), Fraction(0))
    found = ((weight, present[weight], one) for weight, one in intervals(stand).items())
    return tuple(_range(*each, whole) for each in found if any(_bounds(each[2])))


def _bounds(interval: Interval) -> tuple[End | None, End | None]:
    """The ends at which the verdict flips; at 0 it does only where it does not stand there."""
    lower, upper = interval
    return None if lower.kept and not lower.high else lower, upper


def _range(weight: Weight, present: Fraction, interval: Interval, whole: Fraction) -> Range:
    low, high = _inwards(_bounds(interval), present, PLACES)
    share, least, most = None, None, None
    if weight.kind == "section":
        share, least, most = _as_share(interval, present, whole)
    return Range(
        name=f"{NAMES[weight.kind]}.{weight.id}",
        present=round(float(present), PLACES),
        low=low,
        high=high,
        share=share,
        share_low=least,
        share_high=most,
    )


def _as_share(
    interval: Interval, present: Fraction, whole: Fraction
) -> tuple[float, float | None, float | None]:
    """The present share in per cent of all sections' weights, and those between which the verdict stands."""
    share = 100 * present / whole
    ends = zip(_bounds(interval), as_shares(interval, whole - present), strict=True)
    bounds = [None if bound is None else _percent(end) for bound, end in ends]
    return round(float(share), SHARE_PLACES), *_inwards((bounds[0], bounds[1]), share, SHARE_PLACES)


def _percent(end: End) -> End:
    return End(100 * end.low, 100 * end.high, end.kept)


def _inwards(
    bounds: tuple[End | None, End | None], present: Fraction, places: int
) -> tuple[float | None, float | None]:
    """Decimals within the bounds; where the present value is nearer to one than a decimal is, that value."""
    lower, upper = bounds
    here = round(float(present), places)
    low = lower and min(up(lower.high, places) if _inside(lower) else after(lower.high, places), here)
    high = upper and max(down(upper.low, places) if _inside(upper) else before(upper.low, places), here)
    return low, high


def _inside(end: End) -> bool:
    """Whether what is known of the end, on the side of the verdict, is itself a value at which it stands."""
    return end.kept or end.low < end.high
