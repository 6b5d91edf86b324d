"""How the figures of a sensitivity report look: few decimals, and none that claims too much."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from scoring.models import Number
from scoring.plausible import Share
from scoring.sensitivity import LeastChange

TENTH = Decimal("0.1")
LEAST, MOST = Decimal("0.1"), Decimal("99.9")


def spread(value: Number) -> str:
    """A spread in per cent: `25`, `12.5`."""
    return f"{(Decimal(str(value)) * 100).quantize(Decimal('0.0001')).normalize():f}"


def change(found: LeastChange) -> str:
    """A least change in per cent, rounded down; empty where that would be nothing."""
    value = _tenths(found.percent, ROUND_FLOOR)
    return f"{value:,}" if value else ""


def share(found: Share) -> str:
    """A share in per cent; `0` and `100` are none and all of the weightings, and nothing less."""
    if found.share in (0, 100):
        return str(int(found.share))
    value = _tenths(found.share, ROUND_HALF_UP)
    return f"<{LEAST}" if not value else f">{MOST}" if value == 100 else str(value)


def interval(found: Share) -> tuple[str, str]:
    """The ends of a share's interval, rounded outwards."""
    return _end(_tenths(found.low, ROUND_FLOOR)), _end(_tenths(found.high, ROUND_CEILING))


def _end(value: Decimal) -> str:
    return str(int(value)) if value in (0, 100) else str(value)


def inner(low: Number | None, high: Number | None, present: Number, places: int = 1) -> tuple[str, str]:
    """The bounds of a range, rounded inwards but not past the present value; empty for none."""
    here = _rounded(present, places, ROUND_HALF_UP)
    least = "" if low is None else _least(low, here, places)
    most = "" if high is None else _plain(max(_rounded(high, places, ROUND_FLOOR), here))
    return least, most


def _least(low: Number, here: Decimal, places: int) -> str:
    """What is just above nothing is said to be so: a weight may be anything, but not nothing."""
    step = Decimal(1).scaleb(-places)
    if Decimal(str(low)) < step / 10:
        return ">0"
    return _plain(min(_rounded(low, places, ROUND_CEILING), here))


def weight(value: Number) -> str:
    """A weight of the policy, to two decimals."""
    return _plain(_rounded(value, 2, ROUND_HALF_UP))


def one(value: Number) -> str:
    """To one decimal."""
    return _plain(_tenths(value, ROUND_HALF_UP))


def _tenths(value: Number, rounding: str) -> Decimal:
    return _rounded(value, 1, rounding)


def _rounded(value: Number, places: int, rounding: str) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding)


def _plain(value: Decimal) -> str:
    """Without needless decimals."""
    return f"{int(value):,}" if value == int(value) else f"{value.normalize():,f}"


FIGURES: tuple[Callable[..., object], ...] = (change, share, interval, inner, weight, one)
