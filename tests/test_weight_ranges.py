"""One weight at a time: within the range the verdict stands, beyond it it does not, by setting the weight."""

from decimal import Decimal
from fractions import Fraction

from filing import DAY, example, filed
from hypothesis import given
from hypothesis import strategies as st
from reweighted import renews, weights_of
from small_editions import Small, city, rows, smalls

from scoring.caseload import Caseload, caseload
from scoring.edition import Edition
from scoring.factsheets import factsheet
from scoring.models import Number
from scoring.plausible import Plan
from scoring.sensitivity import firmness
from scoring.variants import assignment, varied
from scoring.weight_ranges import PLACES, SHARE_PLACES, Range

UNIT = Fraction(1, 10**PLACES)
TINY = Fraction(1, 10**12)
FAR = Fraction(10**6)


def exact(value: Number) -> Fraction:
    return Fraction(Decimal(str(value)))


def stands(edition: Edition, load: Caseload, name: str, value: Fraction) -> bool:
    """Whether the verdict is the same with this one weight set otherwise."""
    return renews(edition, load, {name: value}) == renews(edition, load, {})


def beyond(end: Fraction, side: int) -> list[Fraction]:
    """Values just outside a range, from its end on to where it would have been rounded otherwise."""
    steps = (Fraction(0), TINY, UNIT / 2, UNIT, 2 * UNIT)
    return [max(end + side * step, Fraction(0)) for step in steps]


@given(smalls(), st.data())
def test_a_range_is_where_the_verdict_stands(small: Small, data: st.DataObject) -> None:
    sheet = factsheet(city(data.draw(rows(small)), data.draw(st.booleans())), small.edition, (), DAY)
    edition, load = small.edition, caseload(small.edition, [sheet])
    (found,) = firmness(edition, [sheet], Plan(1))
    told = {each.name: each for each in found.ranges}
    for name, present in weights_of(edition).items():
        low, high = ends(told.get(name))
        inside = [present, low or Fraction(0), high or present + FAR]
        inside += [
            present + part * (edge - present) for edge in inside for part in (Fraction(1, 3), Fraction(9, 10))
        ]
        assert all(stands(edition, load, name, value) for value in inside if value), name
        if low is None:
            assert stands(edition, load, name, Fraction(0)), name
        else:
            assert not all(stands(edition, load, name, value) for value in beyond(low, -1)), name
        if high is not None:
            assert not all(stands(edition, load, name, value) for value in beyond(high, 1)), name


def ends(found: Range | None) -> tuple[Fraction | None, Fraction | None]:
    if found is None:
        return None, None
    return tuple(None if end is None else exact(end) for end in (found.low, found.high))  # type: ignore[return-value]


def test_the_shares_of_a_section_are_its_range_in_per_cent_of_all(edition: Edition) -> None:
    strict = varied(edition, [assignment("pass_mark=95.5"), assignment("progress_min=20")])
    sheets = [factsheet(filed(example(name)), strict) for name in ("tharnthong", "nathisamut")]
    told = [
        each for city in firmness(strict, sheets, Plan(1)) for each in city.ranges if each.share is not None
    ]
    assert told
    whole = sum(section.weight for section in strict.sections)
    for each in told:
        weight = exact(each.present)
        for end, share in ((each.low, each.share_low), (each.high, each.share_high)):
            assert (end is None) == (share is None)
            if end is not None and share is not None:
                expected = 100 * exact(end) / (whole - weight + exact(end))
                assert abs(expected - exact(share)) < 2 * Fraction(1, 10**SHARE_PLACES)
        assert each.share is not None
        assert (each.share_low or 0) <= each.share <= (each.share_high or 100)
