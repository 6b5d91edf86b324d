"""The interval of one weight, held against the verdict at values inside it, at its ends and just outside."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from standings import EARLY, FULL, LATE, ZERO, moved, plainly_renews, simple, stands, with_weight

from scoring.intervals import End, Interval, as_shares, intervals
from scoring.one_weight import Weight, weights
from scoring.standing import Stand

more = settings(max_examples=6 * settings().max_examples)
LITTLE = Fraction(1, 10**15)
STEPS = [Fraction(step, 7) for step in range(8)]
S0, LATER = Weight("section", "s0"), Weight("stage", LATE)


def stays(one: Stand, weight: Weight, value: Fraction) -> bool:
    """Whether the verdict is the same with this weight."""
    return plainly_renews(with_weight(one, weight, value)) == plainly_renews(one)


@more
@given(stands())
def test_the_verdict_stands_all_through_the_interval_and_not_beyond_it(one: Stand) -> None:
    for weight, found in intervals(one).items():
        lower, upper = found
        last = upper.low if upper else lower.high + 100
        for step in STEPS[1:-1]:
            assert stays(one, weight, lower.high + step * (last - lower.high)) or lower.high == last
        if upper is None:
            assert stays(one, weight, Fraction(10**12))
        else:
            end_holds(one, weight, upper, 1)
        if lower != End(ZERO, ZERO, kept=True):
            end_holds(one, weight, lower, -1)


def end_holds(one: Stand, weight: Weight, end: End, outwards: int) -> None:
    """The verdict stands at an end that is kept and not beyond it; an irrational end lies between its two."""
    outer, inner = (end.high, end.low) if outwards > 0 else (end.low, end.high)
    if end.low < end.high:
        assert stays(one, weight, inner)
        assert not stays(one, weight, outer)
    else:
        assert stays(one, weight, outer) == end.kept
        if end.kept:
            assert not stays(one, weight, outer + outwards * LITTLE)


@given(stands())
def test_the_present_weight_lies_in_its_interval(one: Stand) -> None:
    found = intervals(one)
    assert found.keys() == weights(one).keys()
    for weight, now in weights(one).items():
        lower, upper = found[weight]
        assert lower.high < now or (lower.kept and lower.low == now)
        assert upper is None or upper.low > now or (upper.kept and upper.high == now)


@given(stands(), st.fractions("1/9", 9), st.fractions("1/9", 9))
def test_weights_scaled_alike_scale_their_intervals(one: Stand, sections: Fraction, points: Fraction) -> None:
    count = sum(len(part.points) for part in one.parts)
    before, after = intervals(one), intervals(moved(one, [sections] * len(one.parts), [points] * count))
    for weight, (lower, upper) in before.items():
        factor = {"section": sections, "stage": FULL, "criterion": points}[weight.kind]
        assert near(after[weight].lower, lower, factor)
        assert (after[weight].upper is None) == (upper is None)
        assert upper is None or near(after[weight].upper, upper, factor)


def near(end: End | None, before: End, factor: Fraction) -> bool:
    assert end is not None
    if before.low == before.high:
        return end == (before.low * factor, before.high * factor, before.kept)
    return end.low < before.high * factor and before.low * factor < end.high and end.kept == before.kept


# By hand

GOOD, BAD = (1, [(EARLY, 1, FULL)]), (1, [(EARLY, 1, ZERO)])


def at(value: int | Fraction, *, kept: bool) -> End:
    return End(Fraction(value), Fraction(value), kept)


def test_the_interval_of_a_sections_weight_ends_where_the_total_meets_the_bar() -> None:
    city = simple((3, GOOD[1]), BAD, mark=Fraction(60))
    assert intervals(city)[S0] == Interval(at(Fraction(3, 2), kept=True), None)
    assert intervals(city)[Weight("section", "s1")] == Interval(at(0, kept=True), at(2, kept=True))
    assert intervals(city)[Weight("criterion", "s0.c0")] == Interval(at(0, kept=False), None)


def test_a_bar_that_is_missed_is_met_at_the_end_of_the_interval_which_is_not_kept() -> None:
    city = simple(GOOD, BAD, mark=Fraction(60))
    assert intervals(city)[S0] == Interval(at(0, kept=True), at(Fraction(3, 2), kept=False))
    assert intervals(city)[Weight("section", "s1")] == Interval(at(Fraction(2, 3), kept=False), None)


def test_where_every_section_weighs_nothing_the_total_is_nothing() -> None:
    assert intervals(simple(GOOD, mark=Fraction(60)))[S0] == Interval(at(0, kept=False), None)
    nothing = simple((0, GOOD[1]), mark=Fraction(60))
    assert intervals(nothing)[S0] == Interval(at(0, kept=True), at(0, kept=True))


def test_a_section_whose_criteria_come_to_weigh_nothing_leaves_the_mean() -> None:
    city = simple(GOOD, (1, [(LATE, 1, ZERO)]), mark=Fraction(60))  # 50 with it, 100 without
    for weight in (LATER, Weight("criterion", "s1.c0")):
        assert intervals(city)[weight] == Interval(at(0, kept=False), None)
    without = with_weight(city, LATER, ZERO)
    assert intervals(without)[LATER] == Interval(at(0, kept=True), at(0, kept=True))
    assert intervals(without)[Weight("criterion", "s1.c0")] == Interval(
        at(0, kept=True), None
    )  # its stage is 0


def test_a_section_that_leaves_the_mean_takes_its_floor_along() -> None:
    city = simple(GOOD, (0, [(LATE, 1, ZERO)]), mark=Fraction(60))
    city = city._replace(parts=(city.parts[0], city.parts[1]._replace(floor=Fraction(40))))
    assert not plainly_renews(city)
    assert intervals(city)[LATER] == Interval(at(0, kept=False), None)
    assert intervals(city)[S0] == Interval(at(0, kept=True), None)


def early_and_late(late: Fraction, mark: Fraction) -> Stand:
    """One section scores x / (x + 1) of 100 and the other 2 / (x + 2), x the late stage's weight."""
    rising = (1, [(EARLY, 1, ZERO), (LATE, 1, FULL)])
    falling = (1, [(EARLY, 2, FULL), (LATE, 1, ZERO)])
    return simple(rising, falling, mark=mark, late=late)


def test_a_stages_weight_may_end_a_verdict_on_both_sides_at_roots_that_are_no_fractions() -> None:
    lower, upper = intervals(early_and_late(FULL, Fraction(55)))[LATER]
    assert upper is not None
    for end in (lower, upper):  # x^2 - 7 x + 2 = 0: 7 and 1 over 2, less and more half the root of 41
        assert end.high - end.low <= Fraction(1, 10**9)
        assert end.kept
        low, high = sorted(abs(2 * value - 7) for value in (end.low, end.high))
        assert low**2 < 41 < high**2
    assert lower.high < 1 < upper.low


def test_beyond_the_far_end_the_other_verdict_stands_without_end() -> None:
    lower, upper = intervals(early_and_late(Fraction(10), Fraction(55)))[LATER]
    assert upper is None
    assert not lower.kept
    assert lower.low > 6
    lower, upper = intervals(early_and_late(ZERO, Fraction(55)))[LATER]
    assert lower == at(0, kept=True)
    assert upper is not None
    assert upper.high < 1


def touching(late: Fraction, *, from_below: bool) -> Stand:
    """The total touches its mark at 2, where it is highest or lowest."""
    rising, falling = (ZERO, FULL), (FULL, ZERO)
    first, second = (rising, falling) if from_below else (falling, rising)
    sections = [
        (1, [(EARLY, own, early), (LATE, 1, after)]) for own, (early, after) in ((1, first), (4, second))
    ]
    return simple(*sections, mark=Fraction(200, 3) if from_below else Fraction(100, 3), late=late)


def test_a_total_that_only_touches_its_mark_renews_there_alone() -> None:
    assert intervals(touching(Fraction(2), from_below=True))[LATER] == Interval(
        at(2, kept=True), at(2, kept=True)
    )
    assert intervals(touching(FULL, from_below=True))[LATER] == Interval(at(0, kept=True), at(2, kept=False))
    assert intervals(touching(Fraction(3), from_below=True))[LATER] == Interval(at(2, kept=False), None)


def test_a_total_that_touches_its_mark_from_above_renews_throughout() -> None:
    for late in (ZERO, FULL, Fraction(2), Fraction(3)):
        assert intervals(touching(late, from_below=False))[LATER] == Interval(at(0, kept=True), None)


def test_no_weight_has_an_end_where_another_gate_is_broken() -> None:
    found = intervals(simple(GOOD, BAD, mark=Fraction(60))._replace(others=False))
    assert set(found.values()) == {Interval(at(0, kept=True), None)}


def test_an_interval_is_told_as_shares_of_the_sum_too() -> None:
    found = Interval(at(Fraction(3, 2), kept=True), None)
    assert as_shares(found, Fraction(1)) == (at(Fraction(3, 5), kept=True), at(1, kept=False))
    closed = Interval(at(0, kept=True), at(2, kept=False))
    assert as_shares(closed, Fraction(3)) == (at(0, kept=True), at(Fraction(2, 5), kept=False))


def test_a_weight_that_stands_alone_has_the_whole_sum_unless_it_is_nothing() -> None:
    assert as_shares(Interval(at(0, kept=False), None), ZERO) == (at(1, kept=True), at(1, kept=True))
    assert as_shares(Interval(at(0, kept=True), at(0, kept=True)), ZERO) == (
        at(0, kept=True),
        at(0, kept=True),
    )
    assert as_shares(Interval(at(0, kept=True), None), ZERO) == (at(0, kept=True), at(1, kept=True))
