"""The table of many cities."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_assessment import SAMPLES, both, renewing, revoked, weak_draft

from reports.display import score
from reports.html_view import short
from reports.summary import SummaryRow, render, render_markdown, summary_row
from reports.summary_words import COLUMNS
from reports.terminal import cells

ROWS = tuple(summary_row(sample()) for sample in SAMPLES.values())


def text(rows: tuple[SummaryRow, ...], lang: str = "en", width: int = 4_000) -> str:
    return render(rows, lang, width=width).decode("utf-8")


@pytest.mark.parametrize(("width", "lang"), list(product(range(40, 121, 5), ("th", "en"))))
def test_no_line_of_the_table_is_wider_than_the_terminal(width: int, lang: str) -> None:
    assert max(cells(line) for line in text(ROWS, lang, width).splitlines()) <= width


@settings(deadline=None, max_examples=50)
@given(st.text(min_size=1, max_size=80), st.integers(min_value=40, max_value=120))
def test_whatever_cities_are_called_the_table_keeps_its_width(name: str, width: int) -> None:
    row = ROWS[0].model_copy(update={"name": both(name, name)})
    assert max(cells(line) for line in text((row, *ROWS), "th", width).split("\n")) <= width


def test_cities_stand_in_the_order_they_were_given() -> None:
    shown = [text(order) for order in (ROWS[:3], ROWS[2::-1])]
    names = [row.name.en for row in ROWS[:3]]
    assert sorted(names, key=shown[0].index) == names
    assert sorted(names, key=shown[1].index) == names[::-1]


def test_a_line_says_what_is_recommended_how_surely_and_what_stands_in_the_way() -> None:
    lines = render_markdown(ROWS, "en").decode("utf-8").splitlines()
    gap = next(gap for gap in revoked().gaps if gap.kind == "criterion")
    assert next(line for line in lines if "Khao Ngam" in line).strip("| ").split(" | ") == [
        "Khao Ngam",
        "do not renew (settled)",
        "89.8 (88.5–89.8)",
        "Smart Environment has a service",
        f"{gap.title.en} ({score(gap.points)} to win)",
        "3",
    ]


def test_a_waived_gate_is_not_counted_among_the_broken() -> None:
    gates = tuple(gate.model_copy(update={"holds": False, "waived_by": "x"}) for gate in renewing().gates)
    assert summary_row(renewing().model_copy(update={"gates": gates})).broken == ()


def test_a_city_without_gaps_has_none_named() -> None:
    row = summary_row(renewing().model_copy(update={"gaps": ()}))
    assert row.top_gap is None
    assert "–" in text((row,))


def test_the_tally_counts_each_verdict_and_the_unsettled_among_them() -> None:
    tally = "Renewal recommended: 2; not recommended: 2; of these, not settled: 3"
    assert tally in text(ROWS)
    assert tally in render_markdown(ROWS, "en").decode("utf-8")


def test_drafts_and_examples_are_marked_in_the_table() -> None:
    assert "Tha Mai (Draft)" in text((summary_row(weak_draft()),))
    assert "Example City (example)" in text(ROWS)


def test_a_city_that_stops_at_its_own_wish_is_said_to() -> None:
    advice = revoked().recommendation.model_copy(update={"at_own_wish": True})
    row = summary_row(revoked().model_copy(update={"recommendation": advice}))
    assert "do not renew, at its own wish (settled)" in text((row,))


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_every_table_says_who_decides_and_which_policy_was_used(lang: str) -> None:
    for shown in (text(ROWS, lang), render_markdown(ROWS, lang).decode("utf-8")):
        for each in ("th", "en") if lang == "both" else (lang,):
            assert renewing().edition.standing.of(each) in shown
        assert short(renewing().provenance.policy_fingerprint) in shown


def test_the_same_edition_is_named_once_and_two_are_named_each() -> None:
    other = ROWS[1].model_copy(update={"policy": "f" * 64})
    assert text(ROWS).count("Scored with") == 1
    assert text((*ROWS, other)).count("Scored with") == 2


def test_no_city_makes_an_empty_table_and_no_error() -> None:
    assert "Cities assessed: 0" in text(())
    assert "Cities assessed: 0" in render_markdown((), "en").decode("utf-8")


def test_every_row_of_the_markdown_table_has_as_many_cells_whatever_a_city_is_called() -> None:
    row = ROWS[0].model_copy(update={"name": both("ก|ข\n| ค \\", "a|b\n| c \\")})
    lines = render_markdown((row, *ROWS), "en").decode("utf-8").splitlines()
    table = [re.sub(r"\\.", "", line) for line in lines if line.startswith("|")]
    assert {line.count("|") for line in table} == {len(COLUMNS) + 1}
    assert len(table) == len(ROWS) + 3
