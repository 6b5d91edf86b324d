"""The robustness radius, held against corners of the box, points inside it, and a search by coordinates."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standings import (
    EARLY,
    FULL,
    HALF,
    ZERO,
    corners,
    moved,
    plain_total,
    plainly_renews,
    simple,
    stands,
    with_weight,
)

from scoring.edition import Edition
from scoring.one_weight import weights
from scoring.robustness import Over, Radius, radius
from scoring.standing import Stand, renews, stand

overs = st.sampled_from(["sections", "all"])
more = settings(max_examples=4 * settings().max_examples)
LITTLE = Fraction(1, 10**6)
ALMOST = 1 - Fraction(1, 10**9)  # a weight may nearly vanish


def stands_at(found: Radius) -> Fraction:
    """A change that is said not to flip the verdict: the largest, or just below it."""
    return found.low if found.low < found.high or not found.attained else found.low * (1 - LITTLE)


def flips_at(found: Radius) -> Fraction:
    """A change that is said to flip the verdict: the least, or just above it."""
    exact = found.low == found.high and not found.attained
    return found.high + (1 - found.high) * LITTLE if exact else found.high


def flipped(one: Stand, change: Fraction, over: str) -> bool:
    return any(plainly_renews(corner) != plainly_renews(one) for corner in corners(one, change, over))


@more
@given(stands(), overs)
def test_no_corner_of_the_box_flips_the_verdict_inside_the_radius_and_one_does_outside(
    one: Stand, over: Over
) -> None:
    found = radius(one, over)
    if found is None:
        assert not flipped(one, ALMOST, over)
    else:
        assert 0 <= found.low <= found.high < 1
        assert not flipped(one, stands_at(found), over)
        assert flipped(one, flips_at(found), over)


@more
@given(stands(), overs, st.randoms(use_true_random=False))
def test_no_weights_drawn_from_inside_the_radius_flip_the_verdict(
    one: Stand, over: Over, random: Random
) -> None:
    found = radius(one, over)
    change = ALMOST if found is None else stands_at(found)
    for other in drawn(one, change, over, random):
        assert plainly_renews(other) == plainly_renews(one)


def drawn(one: Stand, change: Fraction, over: str, random: Random) -> Iterator[Stand]:
    """Thirty standings from inside the box and on its sides."""
    count = sum(len(part.points) for part in one.parts)

    def factor() -> Fraction:
        return 1 + change * Fraction(random.choice([-100, 100, random.randint(-100, 100)]), 100)

    for _ in range(30):
        points = [factor() if over == "all" else FULL for _ in range(count)]
        yield moved(one, [factor() for _ in one.parts], points)


@given(stands())
def test_all_weights_at_once_flip_a_verdict_no_later_than_those_of_sections(one: Stand) -> None:
    few, every = radius(one, "sections"), radius(one, "all")
    if few is not None:
        assert every is not None
        assert every.low <= few.high


@given(stands(), overs, st.fractions("1/9", 9), st.fractions("1/9", 9))
def test_weights_scaled_alike_leave_the_radius(
    one: Stand, over: Over, sections: Fraction, points: Fraction
) -> None:
    count = sum(len(part.points) for part in one.parts)
    scaled = moved(one, [sections] * len(one.parts), [points] * count)
    assert radius(scaled, over) == radius(one, over)


@more
@given(stands(), overs)
def test_the_radius_is_nothing_just_where_the_least_change_loses_a_bar(one: Stand, over: Over) -> None:
    found = radius(one, over)
    on_the_bar = renews(one) and flipped(one, 1 - ALMOST, over)
    assert (found is not None and found.high == 0) == on_the_bar


@given(stands(), st.integers(1, 12))
def test_a_radius_that_is_no_fraction_is_known_as_well_as_asked(one: Stand, places: int) -> None:
    width = Fraction(1, 10**places)
    found, finer = radius(one, "all", width), radius(one, "all", width / 100)
    if found is not None:
        assert finer is not None
        assert found.high - found.low <= width
        assert found.low <= finer.low <= finer.high <= found.high


@given(stands())
def test_the_search_finds_the_closed_form_where_there_is_only_one_section(one: Stand) -> None:
    part = one.parts[0]._replace(weight=FULL, floor=None)
    mark = Fraction(60) if one.pass_mark is None else one.pass_mark
    with_floor = one._replace(parts=(part._replace(floor=mark),), pass_mark=None)
    with_mark = one._replace(parts=(part,), pass_mark=mark)
    exact, searched = radius(with_floor, "all"), radius(with_mark, "all")
    if any(one.weight(point) for point in part.points):
        assert (exact is None) == (searched is None)
    if exact is not None and searched is not None:
        assert searched.low <= exact.low == exact.high <= searched.high
        assert searched.attained == exact.attained


# By hand

GOOD, BAD = (1, [(EARLY, 1, FULL)]), (1, [(EARLY, 1, ZERO)])


def test_the_closed_form_is_the_distance_from_the_bar_over_the_sum_of_distances() -> None:
    city = simple((3, [(EARLY, 1, FULL)]), BAD, mark=Fraction(60))  # 3 times 40 above, once 60 below
    assert radius(city, "sections") == Radius(Fraction(60, 180), Fraction(60, 180), attained=False)


def test_a_revoked_city_is_flipped_by_the_least_change_itself() -> None:
    found = radius(simple(GOOD, BAD, mark=Fraction(60)), "sections")
    assert found == Radius(Fraction(20, 100), Fraction(20, 100), attained=True)
    assert renews(simple((6, GOOD[1]), (4, BAD[1]), mark=Fraction(60)))  # 1.2 to 0.8


def test_a_city_on_the_bar_is_flipped_by_any_change() -> None:
    assert radius(simple(GOOD, BAD, mark=Fraction(50)), "sections") == Radius(ZERO, ZERO, attained=False)
    assert radius(simple(GOOD, BAD, mark=Fraction(50)), "all") == Radius(ZERO, ZERO, attained=False)


def test_a_city_whose_sections_all_lie_on_the_bar_is_flipped_by_none_of_their_weights() -> None:
    halves = (1, [(EARLY, 1, FULL), (EARLY, 1, ZERO)])
    assert radius(simple(halves, halves, mark=Fraction(50)), "sections") is None
    assert radius(simple(halves, halves, mark=Fraction(50)), "all") == Radius(ZERO, ZERO, attained=False)
    assert radius(simple((1, [(EARLY, 1, HALF)]), mark=Fraction(50)), "all") is None


def test_no_weights_save_or_lose_a_city_that_is_the_same_everywhere() -> None:
    for mark in (Fraction(40), Fraction(100)):
        assert radius(simple(GOOD, GOOD, mark=mark), "all") is None
    assert radius(simple(BAD, BAD, mark=Fraction(60)), "all") is None


def test_a_search_that_meets_the_bar_keeps_to_the_side_on_which_it_is() -> None:
    half = (1, [(EARLY, 1, FULL), (EARLY, 1, ZERO)])  # a quarter more and less: five eighths, three eighths
    quarter = Fraction(1, 4)
    above, below = (radius(simple(half, mark=Fraction(mark, 2)), "all") for mark in (75, 125))
    assert above is not None
    assert below is not None
    assert above.low <= quarter < above.high  # it stands at a quarter
    assert below.low < quarter <= below.high  # it flips at a quarter


def test_a_floor_and_a_total_that_flip_together_have_the_radius_of_the_floor() -> None:
    half = (1, [(EARLY, 1, FULL), (EARLY, 1, ZERO)])
    for mark, attained in ((40, False), (60, True)):
        both = with_floors(simple(half, mark=Fraction(mark)), mark)
        assert radius(both, "all") == Radius(Fraction(1, 5), Fraction(1, 5), attained=attained)


def test_a_radius_asked_for_as_coarsely_as_can_be_is_still_below_one() -> None:
    nearly = simple((99, GOOD[1]), BAD, mark=Fraction(1, 2))
    for found in (radius(nearly, "all", FULL), radius(nearly, "sections")):
        assert found is not None
        assert found.high < 1


def test_two_layers_of_weights_reach_further_than_their_closed_form_for_one() -> None:
    mixed = (1, [(EARLY, 1, FULL), (EARLY, 1, ZERO)])
    found = radius(simple(mixed, BAD, mark=Fraction(40)), "all")
    assert found is not None
    # (1+r)/2 of the first section, (1+r)/2 of the total: (1+r)^2/4 = 2/5
    assert (1 + found.low) ** 2 < Fraction(8, 5) < (1 + found.high) ** 2


def test_a_gate_that_no_weight_moves_leaves_no_radius() -> None:
    broken = simple(GOOD, BAD, mark=Fraction(60))._replace(others=False)
    assert radius(broken, "sections") is None
    assert radius(broken, "all") is None


def with_floors(one: Stand, *floors: int) -> Stand:
    parts = zip(one.parts, floors, strict=True)
    return one._replace(parts=tuple(part._replace(floor=Fraction(floor)) for part, floor in parts))


def test_no_weights_of_sections_move_a_floor() -> None:
    mixed = (1, [(EARLY, 1, FULL), (EARLY, 1, ZERO)])
    under = with_floors(simple(mixed, GOOD, mark=ZERO), 60, 0)
    assert radius(under, "sections") is None
    assert radius(under, "all") == Radius(Fraction(1, 5), Fraction(1, 5), attained=True)


def test_a_city_that_renews_flips_with_the_first_bar_and_a_revoked_one_with_the_last() -> None:
    mixed = (1, [(EARLY, 1, FULL), (EARLY, 1, ZERO)])
    above = with_floors(simple(mixed, mixed, mark=ZERO), 40, 45)
    assert radius(above, "all") == Radius(Fraction(1, 10), Fraction(1, 10), attained=False)
    under = with_floors(simple(mixed, mixed, mark=ZERO), 60, 55)
    assert radius(under, "all") == Radius(Fraction(1, 5), Fraction(1, 5), attained=True)


def test_a_floor_that_is_out_of_reach_leaves_no_radius_whatever_the_total() -> None:
    under = with_floors(simple(GOOD, BAD, mark=Fraction(60)), 0, 40)
    assert radius(under, "all") is None
    assert radius(under._replace(pass_mark=None), "all") is None


def test_a_section_without_weight_still_has_its_floor() -> None:
    mixed = (0, [(EARLY, 1, FULL), (EARLY, 1, ZERO)])
    found = radius(with_floors(simple(mixed, GOOD, mark=Fraction(60)), 40, 0), "all")
    assert found == Radius(Fraction(1, 5), Fraction(1, 5), attained=False)


# Of the size of a real edition


@pytest.mark.parametrize("seed", range(6))
def test_a_search_by_coordinates_over_all_criteria_flips_the_verdict_only_outside(
    edition: Edition, seed: int
) -> None:
    random = Random(seed)
    levels = random.choices([FULL, HALF, ZERO], [0.5, 0.3, 0.2], k=len(edition.criteria))
    credits = {one.id: credit for one, credit in zip(edition.criteria, levels, strict=True)}
    one = stand(edition, credits, others=True)
    one = one._replace(parts=tuple(part._replace(floor=None) for part in one.parts))
    found = radius(one, "all")
    assert found is not None
    assert renews(carried(one, found.low)) == renews(one)
    assert renews(carried(one, found.high)) != renews(one)


def carried(one: Stand, change: Fraction) -> Stand:
    """Each weight in turn at the end of the box that takes the total further, until none does."""
    way = -1 if renews(one) else 1
    best, before = one, None
    while before != plain_total(best):
        before = plain_total(best)
        for weight, value in weights(one).items():
            if weight.kind != "stage":
                ends = [with_weight(best, weight, value * (1 + side * change)) for side in (-1, 1)]
                best = max(ends, key=lambda end: way * plain_total(end))
    return best
