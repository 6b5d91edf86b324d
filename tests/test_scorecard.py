"""The one formula: weighted means, exact to the end, rounded once and never over a bar."""

from dataclasses import replace
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Part, Point, Small, smalls

from scoring.edition import Edition
from scoring.scorecard import rounded, scores, shares

HALF, FULL, NONE = Fraction(1, 2), Fraction(1), Fraction(0)
fractions = st.fractions(0, 100, max_denominator=10**6)
usual = st.sampled_from([Fraction(40), Fraction(60), Fraction("60.05"), Fraction(100, 3)])
bars = st.one_of(usual, fractions)


def two_sections() -> Small:
    """A section of three criteria that weighs three, and one of a single criterion that weighs one."""
    credits = (FULL, HALF, NONE)
    points = (Point(1, (2, 1)), Point(1, (2, 1)), Point(2, (2, 1)))
    return Small(credits, (Part(3, Fraction(40), points), Part(1, NONE, (Point(5, (2, 1)),))))


@st.composite
def scored(draw: st.DrawFn) -> tuple[Edition, dict[str, Fraction]]:
    """A small edition, and a credit for some of its criteria: the others do not count."""
    small = draw(smalls())
    counted = draw(st.sets(st.sampled_from(sorted(small.points))))
    return small.edition, {name: draw(st.sampled_from(small.credits)) for name in sorted(counted)}


def test_a_score_is_the_weighted_mean_of_credits_and_the_total_that_of_the_sections() -> None:
    edition = two_sections().edition
    found = scores(edition, {"s0.c0": FULL, "s0.c1": NONE, "s0.c2": HALF, "s1.c0": FULL})
    assert found.sections == {"s0": Fraction(50), "s1": Fraction(100)}  # (1 + 0 + 2/2) of 4; 5 of 5
    assert found.total == Fraction(3 * 50 + 100, 4)


def test_what_does_not_count_leaves_the_mean_and_a_section_of_such_leaves_the_total() -> None:
    edition = two_sections().edition
    assert scores(edition, {"s0.c0": FULL, "s0.c1": NONE}).sections == {"s0": Fraction(50), "s1": None}
    assert scores(edition, {"s0.c0": FULL, "s0.c1": NONE}).total == Fraction(50)


def test_where_nothing_counts_the_total_is_nothing_and_not_full_marks() -> None:
    assert scores(two_sections().edition, {}).total == 0


def test_a_criterion_without_weight_changes_no_score() -> None:
    small = Small((FULL, NONE), (Part(1, NONE, (Point(1, (1,)), Point(0, (1,)))),))
    assert scores(small.edition, {"s0.c0": FULL, "s0.c1": NONE}).total == 100
    assert scores(small.edition, {"s0.c1": FULL}).sections == {"s0": None}


@given(scored())
def test_effective_weights_add_up_to_one_wherever_anything_counts(
    case: tuple[Edition, dict[str, Fraction]],
) -> None:
    edition, credits = case
    part = shares(edition, credits)
    live = [section.id for section in edition.sections if part.sections[section.id]]
    assert sum(part.sections.values()) == sum(part.criteria.values()) == (1 if live else 0)
    for section in live:
        assert sum(part.within[name] for name in credits if name.startswith(f"{section}.")) == 1


@given(scored())
def test_points_add_up_to_the_total_and_with_the_points_lost_to_a_hundred(
    case: tuple[Edition, dict[str, Fraction]],
) -> None:
    edition, credits = case
    part, total = shares(edition, credits).criteria, scores(edition, credits).total
    assert sum(100 * part[name] * credit for name, credit in credits.items()) == total
    lost = sum(100 * part[name] * (1 - credit) for name, credit in credits.items())
    assert total + lost == (100 if any(part.values()) else 0)


@given(scored(), st.fractions("1/9", 9), st.fractions("1/9", 9))
def test_weights_scaled_alike_change_no_score(
    case: tuple[Edition, dict[str, Fraction]], sections: Fraction, criteria: Fraction
) -> None:
    edition, credits = case
    scaled = replace(
        edition,
        sections=tuple(replace(one, weight=one.weight * sections) for one in edition.sections),
        criteria=tuple(replace(one, weight=one.weight * criteria) for one in edition.criteria),
    )
    assert scores(scaled, credits) == scores(edition, credits)
    assert shares(scaled, credits) == shares(edition, credits)


@given(scored())
def test_no_score_leaves_the_scale(case: tuple[Edition, dict[str, Fraction]]) -> None:
    edition, credits = case
    found = scores(edition, credits)
    assert all(0 <= score <= 100 for score in [*found.sections.values(), found.total] if score is not None)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0", 0), ("0.04", 0), ("0.05", 0.1), ("59.94", 59.9), ("59.95", 60), ("200/3", 66.7), ("100", 100)],
)
def test_a_score_is_shown_to_one_decimal_half_up(value: str, shown: float) -> None:
    assert rounded(Fraction(value)) == shown


@pytest.mark.parametrize(
    ("value", "bar", "shown"),
    [
        ("59.999", "60", 59.9),  # the case that design and officers speak of
        ("59.95", "60", 59.9),
        ("60", "60", 60.0),
        ("60.04", "60", 60.0),
        ("60.02", "60.05", 60.0),
        ("60.0499", "60.05", 60.0),
        ("99.99", "100", 99.9),
        ("0.01", "0.04", 0.0),
    ],
)
def test_a_score_below_its_bar_is_never_shown_at_it(value: str, bar: str, shown: float) -> None:
    assert rounded(Fraction(value), Fraction(bar)) == shown


@given(bars, st.fractions("-1/8", "1/8", max_denominator=10**6))
def test_a_score_near_a_bar_is_shown_on_its_own_side_of_it(bar: Fraction, beyond: Fraction) -> None:
    value = max(bar + beyond, Fraction(0))
    shown = Fraction(round(rounded(value, bar) * 10), 10)
    assert shown < bar if value < bar else shown == floor(value * 10 + HALF) / Fraction(10)
    assert abs(shown - value) <= Fraction(1, 10)


@given(fractions)
def test_without_a_bar_the_nearest_tenth_is_shown(value: Fraction) -> None:
    assert rounded(value) == floor(value * 10 + HALF) / 10
