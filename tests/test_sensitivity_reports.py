"""The reports on sensitivity: what was found in plain words, no larger claim, and nothing that acts."""

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_assessment import both
from sensitivity_sample import found, of_cities, one_of, shares, whole
from test_schemas import faults_of
from test_words import catalogue

from forms.editions import shipped
from reports import sensitivity_html
from reports.sensitivity import render
from reports.sensitivity_figures import change, inner, interval, share, spread
from reports.sensitivity_view import Portfolio, nearest
from reports.terminal import cells
from reports.words import words
from scoring.plausible import share as counted
from scoring.portfolio_sensitivity import PolicySensitivity
from scoring.sensitivity import CityFirmness, LeastChange

GOLDEN = Path(__file__).parent / "golden_sensitivity"
SUFFIXES = {"text": "txt", "html": "html", "csv": "csv"}
KEPT = {
    f"examples.{lang}.{suffix}": (format_, lang)
    for lang in ("th", "en")
    for format_, suffix in SUFFIXES.items()
}
FONT = re.compile(r"(?<=base64,)[A-Za-z0-9+/=]+")
ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOSTILE = "\x1b[31m=cmd|' /C calc'!A0</style><script>alert(1)</script>\u202e{{ 7*7 }}"


def text(of: PolicySensitivity, lang: str = "en", width: int = 100) -> str:
    return " ".join(render(of, "text", lang, width=width).decode("utf-8").split())


def page(of: PolicySensitivity, lang: str = "en") -> str:
    return render(of, "html", lang).decode("utf-8")


class Words(HTMLParser):
    """The text of a page, the ids in it, and what is done with them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.ids: list[str] = []
        self.linked: list[str] = []
        self.scripts = 0
        self._silent = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._silent = tag == "style"
        self.scripts += tag == "script" or any(name.startswith("on") for name in given)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.linked += [
            (given[name] or "").removeprefix("#") for name in ("href", "aria-labelledby") if name in given
        ]

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


# Kept as they should read: `pytest tests/test_sensitivity_reports.py --update-golden` writes them anew


def report(name: str) -> str:
    format_, lang = KEPT[name]
    made = render(found(), format_, lang, width=100).decode("utf-8")
    return FONT.sub("", made)


@pytest.mark.parametrize("name", KEPT)
def test_a_report_reads_as_it_should(name: str, pytestconfig: pytest.Config) -> None:
    path = GOLDEN / name
    if pytestconfig.getoption("--update-golden"):
        path.write_bytes(report(name).encode("utf-8"))
    assert report(name).splitlines() == path.read_text("utf-8").splitlines()


def test_nothing_else_is_kept() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(KEPT)


# Figures


@pytest.mark.parametrize(
    ("percent", "shown"), [(0.0999, ""), (0.1, "0.1"), (19.9999, "19.9"), (25, "25.0"), (99.9999, "99.9")]
)
def test_a_least_change_is_never_shown_larger_than_it_is(percent: float, shown: str) -> None:
    assert change(LeastChange(percent=percent, exact=None)) == shown


@pytest.mark.parametrize(
    ("renews", "tried", "shown"),
    [
        (0, 10_000, "0"),
        (1, 10_000, "<0.1"),
        (5, 10_000, "0.1"),
        (8_733, 10_000, "87.3"),
        (9_999, 10_000, ">99.9"),
        (10_000, 10_000, "100"),
    ],
)
def test_all_and_none_are_shown_as_such_and_nothing_else_is(renews: int, tried: int, shown: str) -> None:
    assert share(counted(renews, tried)) == shown


def test_an_interval_is_shown_rounded_outwards() -> None:
    found = counted(8_733, 10_000)  # 86.66 to 87.97
    assert interval(found) == ("86.6", "88.0")
    assert interval(counted(0, 100)) == ("0", "3.7")


@pytest.mark.parametrize(
    ("low", "high", "present", "shown"),
    [
        (None, None, 20, ("", "")),
        (12.34, 38.06, 20, ("12.4", "38")),
        (0.0001, None, 20, (">0", "")),
        (19.97, 20.04, 20, ("20", "20")),
        (33.3301, None, 33.3333, ("33.3", "")),
    ],
)
def test_a_range_is_shown_rounded_inwards_and_holds_the_present_value(
    low: float | None, high: float | None, present: float, shown: tuple[str, str]
) -> None:
    assert inner(low, high, present) == shown


def test_a_spread_is_shown_as_it_was_given() -> None:
    assert [spread(given / 100) for given in (25, 29, 12.5, 0.1)] == ["25", "29", "12.5", "0.1"]


# What is said


def test_the_cities_that_least_would_flip_come_first_and_those_that_nothing_flips_last() -> None:
    order = [one.city.city for one in Portfolio(whole()).cities]
    assert order[:4] == ["edge", "tharnthong", "tharnthong", "far"]
    assert order[4] == "never"
    kinds = [one.kind for one in Portfolio(whole()).cities]
    assert kinds == ["near", "near", "near", "far", "never", "gate", "gate"]


SAID = {
    "firm_gate": "No weights could change this",
    "firm_never": "Even if every weight moved up or down by almost 100 % of itself, this would stand.",
    "firm_change": "every weight moves by less than 41.6 % of itself",
    "firm_edge": "This is on the very edge",
    "sections_edge": "moves of less than 0.1 % can change it",
    "sections_never": "it stands even if each moves by almost 100 %",
}


@pytest.mark.parametrize("key", SAID)
def test_it_is_said_what_it_takes_to_flip_a_city(key: str) -> None:
    never = one_of("tharnthong").model_copy(update={"sections_radius": None})
    every = of_cities(*whole().cities, never)
    said = Words(page(every)).text
    assert SAID[key] in said
    if key != "firm_gate":  # a column says so
        assert SAID[key] in text(every)


def test_why_no_weight_matters_is_said_by_the_gates_that_do_not_rest_on_the_score() -> None:
    broken = found(shipped()).cities[1]  # everything fails in it, the score as well
    said = Words(page(of_cities(broken))).text
    gates = {gate.id: gate for gate in found().gates}
    others = [gates[name].title.en for name in broken.gates if not gates[name].on_score]
    assert f"a gate that does not rest on the score does not hold: {'; '.join(others)}" in said


@pytest.mark.parametrize("lang", ["th", "en", "both"])
@pytest.mark.parametrize("format_", ["text", "html"])
def test_a_run_that_is_not_complete_says_so_first(format_: str, lang: str) -> None:
    made = render(whole(), format_, lang, width=4000).decode("utf-8")
    for each in ("th", "en") if lang == "both" else (lang,):
        mark = words(each, "sensitivity")("incomplete_explained", done=7, asked=12)
        assert mark in made
        assert mark not in render(found(), format_, lang, width=4000).decode("utf-8")
        assert made.index(mark) < made.index(words(each, "sensitivity")("brief"))


def test_files_of_one_city_are_pointed_out() -> None:
    assert "Each file is counted as a city of its own: tharnthong." in text(whole())
    assert "Each file is counted" not in text(found())


def test_numbers_set_otherwise_are_told_at_the_top_and_in_the_command() -> None:
    for said in (text(found()), Words(page(found())).text):
        assert said.index("pass mark") < said.index("In short")
        assert "--set parameters.progress_min=20 --set parameters.pass_mark=95.5 --samples 200" in said
    assert "Not the edition's own numbers" not in text(found(shipped()))


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("format_", ["text", "html"])
def test_every_report_says_who_decides_what_was_tried_and_what_it_does_not_say(
    format_: str, lang: str
) -> None:
    made = text(found(), lang, 4000) if format_ == "text" else Words(page(found(), lang)).text
    w = words(lang, "sensitivity")
    assert found().standing.of(lang) in made
    assert w("method_drawn_said", samples=200, seed=1) in made
    assert w("method_around_said", spread="25") in made
    for key in ("unsaid_held", "unsaid_chance", "unsaid_any", "unsaid_single", "method_interval_said"):
        assert w(key) in made
    assert found().policy_fingerprint.removeprefix("sha256:")[:12] in made


def test_a_portfolio_in_which_nothing_flips_says_so() -> None:
    calm = found(shipped())
    assert "As long as every weight moves by less than 25 % of itself, no recommendation changes." in text(
        calm
    )
    assert "No criterion decides any city." in text(calm)
    assert "Cities that could flip" not in text(calm)


def test_one_city_has_no_ranks() -> None:
    alone = of_cities(one_of("tharnthong"), asked=1)
    for said in (text(alone), Words(page(alone)).text):
        assert "There is only one city, so there are no ranks to compare." in said


def test_the_weights_nearest_to_flipping_a_city_come_first() -> None:
    ranges = nearest(one_of("tharnthong"))
    assert len(ranges) > 3
    moves = [
        min(abs(end - one.present) / one.present for end in (one.low, one.high) if end is not None)
        for one in ranges
    ]
    assert moves == sorted(moves)


def test_no_words_of_this_report_hide_those_that_all_share() -> None:
    for shared in ("text", "interface"):
        assert set(catalogue("sensitivity")) & set(catalogue(shared)) == set()


# The terminal


@pytest.mark.parametrize(
    ("width", "lang"), list(product((24, 40, 60, 79, 80, 93, 94, 120, 200), ("th", "en")))
)
def test_no_line_is_wider_than_the_terminal(width: int, lang: str) -> None:
    lines = render(whole(), "text", lang, width=width).decode("utf-8").splitlines()
    assert max(map(cells, lines)) <= width


def test_very_many_cities_are_counted_where_a_terminal_would_not_hold_them() -> None:
    many = of_cities(*[one_of("tharnthong")] * 120)
    said = text(many)
    assert "and 20 more; --format html or json has them all" in said
    assert "and 110 more; --format html or json has them all" in said


# The page


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_every_link_and_name_of_the_page_leads_somewhere_and_no_id_is_there_twice(lang: str) -> None:
    seen = Words(page(whole(), lang))
    assert len(seen.ids) == len(set(seen.ids))
    leading = {each for each in seen.linked if not each.startswith("data:")}
    assert leading - set(seen.ids) == set()


def test_many_cities_are_folded_and_very_many_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    many = of_cities(*[one_of("tharnthong")] * 60)
    assert "and 30 more cities" in Words(page(many)).text
    monkeypatch.setattr(sensitivity_html.View, "most", 50)
    said = Words(page(many)).text
    assert "and 20 more cities" in said
    assert "10 more cities are not on this page" in said


def test_the_picture_of_a_city_is_told_in_words_to_who_cannot_see_it() -> None:
    open_ = one_of("tharnthong").model_copy(update={"around": shares(150, 20, 190)})
    assert (
        'aria-label="renewal in 75.0 % of the weights tried; Depending on the matters still open, '
        'anything from 10.0 % to 95.0 %"'
    ) in page(of_cities(open_, asked=1))


def named(name: str) -> PolicySensitivity:
    hostile = one_of("tharnthong").model_copy(update={"city": "odd", "name": both(name, name)})
    return of_cities(hostile, one_of("nathisamut"), asked=2)


@given(st.text(min_size=1, max_size=60))
def test_whatever_a_city_is_called_nothing_in_the_reports_acts(name: str) -> None:
    assert Words(page(named(name), "both")).scripts == 0
    lines = render(named(name), "text", "en", width=80).decode("utf-8").split("\n")
    assert not [line for line in lines if ACTING.search(line)]
    assert max(map(cells, lines)) <= 80


def test_a_name_made_to_do_harm_does_none() -> None:
    seen = Words(page(named(HOSTILE)))
    assert seen.scripts == 0
    assert "<script>alert(1)</script>" in seen.text
    assert "\x1b" not in render(named(HOSTILE), "text", "en").decode("utf-8")
    assert table(named("=1+1"))[1][1] == "'=1+1"


# The table for a spreadsheet


def table(of: PolicySensitivity, lang: str = "en") -> list[list[str]]:
    raw = render(of, "csv", lang)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_the_table_has_one_row_a_city_in_the_order_given(lang: str) -> None:
    head, *rows = table(whole(), lang)
    assert [row[0] for row in rows] == [city.city for city in whole().cities]
    assert {len(row) for row in rows} == {len(head)} == {len(set(head))}


def test_the_table_s_figures_are_those_of_the_result() -> None:
    head, *rows = table(whole())
    for city, row in zip(whole().cities, rows, strict=True):
        cell = dict(zip(head, row, strict=True))
        assert cell["Near the policy's: renewal (%)"] == str(city.around.now.share)
        assert cell["Any whatever: open matters at best (%)"] == str(city.uniform.best.share)
        assert cell["All weights may move by less than (%)"] == radius(city)
        assert cell["Total"] == str(city.total)


def radius(city: CityFirmness) -> str:
    if not city.weights_matter:
        return ""
    return "100" if city.weights_radius is None else str(city.weights_radius.percent)


@given(st.text(max_size=40))
def test_no_text_of_a_city_is_worked_out_by_a_spreadsheet(name: str) -> None:
    for row in table(named(name or "x")):
        assert not [cell for cell in row if re.match(r"\s*[=+\-@]", cell)]


def test_a_table_without_cities_has_its_headings_and_nothing_else() -> None:
    assert table(of_cities(asked=3)) == table(whole())[:1]


@pytest.mark.parametrize("sample", [found, whole])
def test_json_fits_the_published_schema_and_lacks_no_part(sample: Callable[[], PolicySensitivity]) -> None:
    result = json.loads(render(sample(), "json", "th"))
    assert faults_of("sensitivity", result) == []
    for part in result:
        rest = {key: value for key, value in result.items() if key != part}
        assert faults_of("sensitivity", rest) == ["$"]


def test_json_is_the_result_as_it_is() -> None:
    assert PolicySensitivity.model_validate_json(render(whole(), "json", "th")) == whole()


def test_a_report_is_the_same_each_time_it_is_made() -> None:
    for format_ in ("text", "html", "csv", "json"):
        first: Any = render(whole(), format_, "both")
        assert first == render(whole(), format_, "both")
