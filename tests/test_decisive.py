"""The criteria that decide a verdict, held against changing each one."""

from fractions import Fraction

from hypothesis import given
from standings import EARLY, FULL, HALF, ZERO, plainly_renews, simple, stands

from scoring.decisive import decisive
from scoring.standing import Stand


def with_credit(one: Stand, criterion: str, credit: Fraction) -> Stand:
    return one._replace(
        parts=tuple(
            part._replace(
                points=tuple(
                    point._replace(credit=credit) if point.id == criterion else point for point in part.points
                )
            )
            for part in one.parts
        )
    )


@given(stands())
def test_a_criterion_decides_when_its_best_or_its_worst_alone_flips_the_verdict(one: Stand) -> None:
    names = [point.id for part in one.parts for point in part.points]
    flips = [
        name
        for name in names
        if {plainly_renews(with_credit(one, name, credit)) for credit in (ZERO, FULL)}
        != {plainly_renews(one)}
    ]
    assert list(decisive(one, FULL, ZERO)) == flips


def test_nothing_decides_where_another_gate_is_broken() -> None:
    city = simple((1, [(EARLY, 1, HALF), (EARLY, 1, HALF)]), mark=Fraction(60))
    assert decisive(city, FULL, ZERO) == ("s0.c0", "s0.c1")
    assert decisive(city._replace(others=False), FULL, ZERO) == ()
