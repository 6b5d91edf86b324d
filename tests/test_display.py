"""Figures and dates as people read them."""

import datetime

import pytest

from reports.display import day, month, number, score


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (5.0, "5"), (62.5, "62.5"), (1234567, "1,234,567"), (-1200.25, "-1,200.25"), (None, "–")],
)
def test_a_number_has_separators_and_no_needless_decimals(value: float | None, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(60, "60.0"), (59.9, "59.9"), (100.0, "100.0"), (None, "–")])
def test_a_score_has_one_decimal_as_the_engine_rounded_it(value: float | None, shown: str) -> None:
    assert score(value) == shown


def test_what_is_unknown_is_not_shown_as_zero() -> None:
    assert number(None) != number(0)
    assert score(None) != score(0)


@pytest.mark.parametrize(("lang", "shown"), [("th", "1 ต.ค. 2565"), ("en", "1 Oct 2565")])
def test_a_date_is_of_the_buddhist_era_in_both_languages(lang: str, shown: str) -> None:
    assert day(datetime.date(2022, 10, 1), lang) == shown
    assert month(datetime.date(2022, 10, 1), lang) == shown[2:]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_month_has_its_own_name(lang: str) -> None:
    assert len({month(datetime.date(2022, each, 1), lang) for each in range(1, 13)}) == 12


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_date_that_nobody_gave_is_an_en_dash(lang: str) -> None:
    assert day(None, lang) == month(None, lang) == "–"
