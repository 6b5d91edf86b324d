"""What the reports of `policy compare` say, in every format: the answer, who changes and why, the rest."""

import csv
import io
import json
import re
from itertools import product

import pytest
import sample_comparison as sample
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_assessment import both
from test_html_report import BOMB, Page

from reports.changes import named
from reports.comparison import render
from reports.comparison_chart import LABELS, chart
from reports.comparison_city import OWN
from reports.comparison_view import View, signed
from reports.csv_text import FORMULA
from reports.display import score
from reports.html_view import short
from reports.lexicon import lexicon
from reports.terminal import cells
from scoring.comparison import CityCompared, Comparison

LANGS = ("th", "en")
READ = ("text", "html")  # by people
every_sample = pytest.mark.parametrize("name", sample.SAMPLES)
every_report = pytest.mark.parametrize(("format_", "lang"), list(product(READ, LANGS)))


def read(found: Comparison, format_: str, lang: str) -> str:
    """What a reader sees, with single spaces."""
    content = render(found, format_, lang, width=10_000)
    text = Page(content).text if format_ == "html" else content.decode()
    return " ".join(text.split())


def table(found: Comparison, lang: str = "en") -> list[dict[str, str]]:
    text = render(found, "csv", lang).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def with_city(found: Comparison, place: int, **changes: object) -> Comparison:
    cities = list(found.cities)
    cities[place] = cities[place].model_copy(update=changes)
    return found.model_copy(update={"cities": tuple(cities)})


def first(found: Comparison, flip: str) -> CityCompared:
    return next(one for one in View(found).flips if one.flip == flip)


# The answer


@every_report
def test_the_answer_comes_before_what_was_changed_and_who_and_the_rest(format_: str, lang: str) -> None:
    found, w = sample.mixed(), lexicon(lang, *OWN)
    text = read(found, format_, lang)
    answer = w("answer_lose_and_gain", lose=1, gain=3, cities=60)
    places = [text.index(answer)]
    for key in ("flips", "near", "method"):
        places.append(text.rindex(w(key)) if key == "method" else text.index(w(key), places[-1]))
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("lose", "gain", "said"),
    [
        (0, 0, "No city would gain or lose the recommendation to renew (of 60)"),
        (2, 0, "2 of 60 cities would lose the recommendation to renew"),
        (0, 1, "1 of 60 cities would gain the recommendation to renew"),
        (2, 1, "2 of 60 cities would lose the recommendation to renew, and 1 would gain it"),
    ],
)
def test_the_answer_counts_both_directions_in_one_sentence(lose: int, gain: int, said: str) -> None:
    totals = sample.mixed().totals.model_copy(update={"to_revoke": lose, "to_renew": gain})
    assert View(sample.mixed().model_copy(update={"totals": totals})).headline.en == said


@every_report
def test_the_answer_says_by_what_changes_and_how_many_are_near(format_: str, lang: str) -> None:
    view, w = View(sample.mixed()), lexicon(lang, *OWN)
    head = read(view.found, format_, lang).split(w("changed_numbers"))[0]
    assert w("answer_renewed", before=3, after=5) in head
    near = view.found.totals.near - sum(one.near for one in view.flips)
    assert w("answer_near", count=near, points=2) in head
    assert "50 % → 30 %" in head


@every_report
@every_sample
def test_every_report_says_who_decides_and_names_both_policies(name: str, format_: str, lang: str) -> None:
    found = sample.SAMPLES[name]()
    text = read(found, format_, lang)
    assert found.after.standing.of(lang) in text
    for side in (found.before, found.after):
        assert short(side.policy_fingerprint) in text


@every_report
def test_what_must_be_known_first_is_said_first(format_: str, lang: str) -> None:
    found, w = sample.incomplete(), lexicon(lang, *OWN)
    text = read(found, format_, lang)
    head = text.split(w("answer_lose_and_gain", lose=1, gain=3, cities=61))[0]
    assert w("left_out_explained", count=3) in head
    assert w("some_twice", names="city-01") in head
    drafts = sum(one.draft for one in found.cities)
    assert w("some_drafts", count=drafts, cities=61) in head
    assert w("some_illustrative", count=sum(one.illustrative for one in found.cities), cities=61) in head
    assert w("left_out_explained", count=0) not in read(sample.mixed(), format_, lang)


# What was changed


@every_report
def test_every_changed_number_is_told_with_what_it_was_is_comes_to_and_did(format_: str, lang: str) -> None:
    found, w = sample.mixed(), lexicon(lang, *OWN)
    text = read(found, format_, lang)
    for change in found.differences.numbers:
        assert change.label.of(lang) in text
        assert change.was_shown is not None
        assert change.shown is not None
        assert change.was_shown.of(lang) in text
        assert change.shown.of(lang) in text
    assert "20.0 %" in text
    assert "33.3 %" in text
    assert w("effect_points", low="−", high="+").partition("−")[0] in text
    assert w("effect_none") in text or w("effect_alone", count=3) in text


def test_the_effects_of_the_changes_account_for_every_city_that_changes() -> None:
    view = View(sample.mixed())
    alone = sum(effect.alone for effect in view.effects)
    shared = sum(cause.share > 0 for one in view.flips for cause in one.causes) - alone
    assert sum(effect.shared for effect in view.effects) == shared
    several = sum(len([cause for cause in one.causes if cause.share]) > 1 for one in view.flips)
    assert alone + several == len(view.flips)
    for part, effect in enumerate(view.effects):
        given = [{cause.part: cause.points for cause in one.causes} for one in view.found.cities]
        points = [causes.get(part, 0) for causes in given]  # a city that it does nothing to counts as well
        assert (effect.low, effect.high) == (min(points), max(points))


@every_report
def test_effects_by_kind_are_told_by_kind_and_not_of_single_numbers(format_: str, lang: str) -> None:
    found, w = sample.by_kind(), lexicon(lang, *OWN)
    text = read(found, format_, lang)
    kinds = [part.kind for part in found.parts]
    assert kinds == ["weights", "credits", "threshold", "gate"]
    assert all(w(f"kind_{kind}") in text for kind in kinds)
    if format_ == "html":
        gates = [named(one).of(lang) for one in found.differences.numbers if one.kind == "gate"]
        assert "; ".join(gates) in text
    assert View(found).attributed.th.startswith("มีการเปลี่ยนหลายค่า")
    assert View(found).attributed.th.split("(")[0] in text or lang == "en"


@every_report
def test_two_policies_that_do_not_differ_are_said_not_to(format_: str, lang: str) -> None:
    text, w = read(sample.unchanged(), format_, lang), lexicon(lang, *OWN)
    assert w("nothing_differs") in text
    assert w("answer_none", cities=5) in text
    assert w("flips_none") in text
    assert w("kind_whole") not in text


@every_report
def test_levels_that_use_a_changed_number_are_told_in_words(format_: str, lang: str) -> None:
    found = sample.by_kind()
    text = read(found, format_, lang)
    assert len(found.differences.levels) == 8  # of seven domains, and one that rests on the progress
    for one in found.differences.levels:
        assert one.was is not None
        assert one.was.of(lang) in text


@pytest.mark.parametrize(
    ("parts", "said"),
    [((0,), "Only one number was changed"), ((0, 1), "one at a time in every possible order")],
)
def test_how_effects_were_told_apart_is_said(parts: tuple[int, ...], said: str) -> None:
    found = sample.mixed().model_copy(update={"parts": tuple(sample.mixed().parts[one] for one in parts)})
    assert said in View(found).attributed.en


def test_changes_of_one_kind_are_said_to_be() -> None:
    gate = sample.mixed().parts[0].model_copy(update={"kind": "gate", "name": "", "label": None})
    view = View(sample.mixed().model_copy(update={"parts": (gate,)}))
    assert "of one kind (gates, pass mark and floors)" in view.attributed.en


def test_changes_that_cannot_be_told_apart_are_said_to_count_as_one() -> None:
    whole = sample.mixed().parts[0].model_copy(update={"kind": "whole", "name": "", "label": None})
    view = View(sample.mixed().model_copy(update={"parts": (whole,)}))
    assert view.attributed.en == "These changes cannot be told apart, so they count as one."
    assert view.part(0).en == "all changes together"


# Cities


@every_report
@every_sample
def test_every_city_is_there_with_both_scores(name: str, format_: str, lang: str) -> None:
    found = sample.SAMPLES[name]()
    text = read(found, format_, lang)
    for one in found.cities:
        assert one.name.of(lang) in text
        assert score(one.before.total) in text
        assert score(one.after.total) in text


def test_cities_that_change_come_first_then_the_nearest_then_the_best() -> None:
    view = View(sample.mixed())
    assert [one.flip for one in view.flips] == ["to_revoke", "to_renew", "to_renew", "to_renew"]
    margins = [abs(one.after.margin or 0) for one in view.near]
    assert margins == sorted(margins)
    ranks = [one.after.rank for one in view.others]
    assert ranks == sorted(ranks)
    assert sorted(one.file for one in view.ordered) == sorted(one.file for one in view.found.cities)


@every_report
def test_a_city_that_changes_is_told_which_way_what_tipped_it_and_by_what_change(
    format_: str, lang: str
) -> None:
    view, w = View(sample.mixed()), lexicon(lang, *OWN)
    text = read(view.found, format_, lang)
    for one in view.flips:
        for said in (view.direction(one), view.tipped(one), *view.causes(one)):
            assert getattr(said, lang) in text
    lost, won = first(view.found, "to_revoke"), first(view.found, "to_renew")
    assert view.direction(lost).en == "loses it"
    assert w("lose") in text
    assert view.tipped(lost).en.startswith("No longer holds: The total reaches the pass mark (")
    assert view.tipped(lost).en.endswith(", mark 65)")
    assert view.tipped(won).en.startswith("Now holds: Enough progress of the whole plan")


def test_a_single_cause_is_named_and_several_with_their_shares() -> None:
    found = sample.mixed()
    lost = first(found, "to_revoke")
    place = found.cities.index(lost)
    only = lost.causes[0].model_copy(update={"part": 1, "share": 1, "alone": True})
    said = View(with_city(found, place, causes=(only,)))
    assert [one.en for one in said.causes(said.found.cities[place])] == ["pass mark: 60 points → 65 points"]
    halves = tuple(only.model_copy(update={"part": part, "share": 0.5, "alone": False}) for part in (1, 2))
    together = View(with_city(found, place, causes=halves))
    assert [one.en for one in together.causes(together.found.cities[place])] == [
        "pass mark: 60 points → 65 points – 50 %",
        "weight of the section “City Data Platform”: 20 → 40 – 50 %",
        "only together: none is enough by itself",
    ]
    against = (
        only.model_copy(update={"share": 1.5}),
        only.model_copy(update={"part": 2, "share": -0.5, "alone": False}),
    )
    mixed = View(with_city(found, place, causes=against))
    assert [one.en.partition(" – ")[2] for one in mixed.causes(mixed.found.cities[place])] == [
        "150 % (enough by itself)",
        "worked against it (−50 %)",
    ]


def test_a_section_under_its_floor_is_named_with_score_and_floor() -> None:
    found = sample.mixed()
    place = found.cities.index(first(found, "to_revoke"))
    sections = {**found.cities[place].after.sections, "cdp": 38.0}
    side = {"broken": ("floors",), "under_floor": ("cdp",), "sections": sections}
    after = found.cities[place].after.model_copy(update=side)
    before = found.cities[place].before.model_copy(update={"broken": ()})
    view = View(with_city(found, place, after=after, before=before))
    said = view.tipped(view.found.cities[place]).en
    assert said == "No longer holds: No section is under its floor: City Data Platform 38.0, floor 40"


@pytest.mark.parametrize(
    ("verdict", "margin", "section", "said"),
    [
        ("renew", 1.24, "", "1.2 points over the pass mark"),
        ("revoke", -0.6, "", "0.6 points short of the pass mark"),
        ("revoke", -0.01, "", "less than 0.1 points short of the pass mark"),
        ("renew", 0.0, "", "less than 0.1 points over the pass mark"),
        ("renew", 2.0, "cdp", "“City Data Platform” is 2.0 points over its floor"),
        ("revoke", -1.0, "cdp", "“City Data Platform” is 1.0 points short of its floor"),
    ],
)
def test_how_near_a_city_is_is_said_of_the_score_that_decides_it(
    verdict: str, margin: float, section: str, said: str
) -> None:
    found = sample.mixed()
    side = {"verdict": verdict, "margin": margin, "margin_section": section}
    one = found.cities[0].model_copy(update={"after": found.cities[0].after.model_copy(update=side)})
    told = View(found).distance(one)
    assert told is not None
    assert told.en == said


def test_a_city_that_no_score_would_change_has_no_distance() -> None:
    one = next(one for one in sample.mixed().cities if one.after.margin is None)
    assert View(sample.mixed()).distance(one) is None


@every_report
def test_two_cities_of_one_name_are_told_apart_by_their_files(format_: str, lang: str) -> None:
    text = read(sample.incomplete(), format_, lang)
    assert "again.yaml" in text
    assert "city-01.yaml" in text
    assert "city-02.yaml" not in text


def test_a_moved_number_has_a_sign() -> None:
    assert [signed(1.25), signed(-0.4), signed(0.0)] == ["+1.2", "−0.4", "0.0"]


# For a terminal


@pytest.mark.parametrize(("name", "lang"), list(product(sample.SAMPLES, ("th", "en", "both"))))
def test_no_line_is_wider_than_the_terminal(name: str, lang: str) -> None:
    for width in range(40, 121, 10):
        lines = render(sample.SAMPLES[name](), "text", lang, width=width).decode().splitlines()
        assert max(map(cells, lines)) <= width


@settings(deadline=None, max_examples=15)
@given(st.text(min_size=1, max_size=80), st.integers(min_value=40, max_value=120))
def test_whatever_cities_are_called_lines_keep_their_width_and_nothing_acts(name: str, width: int) -> None:
    found = with_city(sample.of_examples(), 0, name=both(name, name))
    text = render(found, "text", "th", width=width).decode()
    assert max(map(cells, text.split("\n"))) <= width
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_colour_adds_plain_styles_and_no_word() -> None:
    coloured = render(sample.mixed(), "text", "en", colour=True).decode()
    assert re.sub(r"\x1b\[\d+m", "", coloured) == render(sample.mixed(), "text", "en").decode()
    assert "\x1b[31m" in coloured


# For a spreadsheet


def test_the_table_has_a_row_for_each_city_in_the_order_of_the_page() -> None:
    found = sample.mixed()
    assert render(found, "csv", "th").startswith(b"\xef\xbb\xbf")
    assert render(found, "csv", "th").count(b"\r\n") == len(found.cities) + 1
    rows = table(found)
    assert [row["File"] for row in rows] == [one.file for one in View(found).ordered]
    for row, one in zip(rows, View(found).ordered, strict=True):
        assert float(row["Score (Before)"]) == one.before.total
        assert float(row["Score (New)"]) == one.after.total
        assert int(row["Rank (New)"]) == one.after.rank
        assert row["Change"] == {"": "stays", "to_renew": "gains it", "to_revoke": "loses it"}[one.flip]
        cdp = one.after.sections["cdp"]
        assert row["City Data Platform (New)"] == ("" if cdp is None else str(cdp))


def test_the_shares_and_points_of_every_change_stand_in_columns_of_their_own() -> None:
    found = sample.mixed()
    for row, one in zip(table(found), View(found).ordered, strict=True):
        shares = [float(text) for head, text in row.items() if head.endswith("share of the cause (%)")]
        points = [float(text) for head, text in row.items() if head.endswith("– points")]
        assert len(shares) == len(points) == len(found.parts)
        assert sum(shares) == pytest.approx(100 if one.flip else 0, abs=0.1)
        assert sum(points) == pytest.approx(one.after.total - one.before.total, abs=0.12)


def test_the_table_speaks_thai_english_or_both() -> None:
    heads = {lang: list(table(sample.mixed(), lang)[0]) for lang in ("th", "en", "both")}
    assert heads["th"][1] == "เมือง"
    assert heads["en"][1] == "City"
    assert heads["both"][1] == "เมือง / City"


@settings(deadline=None)
@given(
    st.one_of(
        st.text(min_size=1, max_size=20),
        st.tuples(st.sampled_from("=+-@\t\r＝＋－＠ '"), st.text(max_size=9)).map("".join),
    )
)
def test_nothing_that_a_city_calls_itself_starts_a_formula(name: str) -> None:
    found = with_city(sample.of_examples(), 0, name=both(name, name), city="-1+2", file="=a.yaml")
    for row in table(found):
        for text in row.values():
            number = re.fullmatch(r"-?\d+(\.\d+)?", text)
            assert number or not FORMULA.match(text)


# The page


@pytest.mark.parametrize(("name", "lang"), list(product(sample.SAMPLES, ("th", "en", "both"))))
def test_a_page_is_well_formed_and_every_id_is_there_once_and_every_link_leads_somewhere(
    name: str, lang: str
) -> None:
    page = Page(render(sample.SAMPLES[name](), "html", lang))
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    links = {attrs["href"] for tag, attrs in page.tags if tag in ("a", "use") and attrs.get("href")}
    assert {link[1:] for link in links if link} <= set(ids)


def test_a_page_asks_nobody_for_anything_and_runs_no_script() -> None:
    source = render(sample.mixed(), "html", "both").decode()
    assert "default-src 'none'" in source
    assert "<script" not in source
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", source)


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_nothing_that_a_city_calls_itself_changes_what_the_page_is(lang: str) -> None:
    plain, hostile = (
        with_city(sample.mixed(), place, name=both(text, text), city=text, file=text)
        for place, text in ((0, "x"), (0, BOMB))
    )
    pages = [Page(render(one, "html", lang)) for one in (plain, hostile)]
    shapes = [[tag for tag, _ in page.tags if tag != "bdi"] for page in pages]
    assert shapes[0] == shapes[1]
    assert "<script" not in render(hostile, "html", lang).decode()


def test_the_answer_leads_to_the_cities_it_names() -> None:
    page = Page(render(sample.mixed(), "html", "en"))
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert {f"#flip-{place}" for place in range(1, 5)} <= set(links)


def test_every_city_can_be_picked_by_how_it_comes_out() -> None:
    view = View(sample.mixed())
    page = Page(render(view.found, "html", "en"))
    kinds = [attrs["class"] for tag, attrs in page.tags if tag == "tr" and attrs.get("class")]
    assert kinds == ["flip" if one.flip else "near" if one.near else "still" for one in view.ranked]
    assert [attrs["id"] for tag, attrs in page.tags if tag == "input"] == [
        "show-all",
        "show-flips",
        "show-near",
    ]


def test_the_picture_has_a_line_a_city_and_says_in_words_what_it_shows() -> None:
    view = View(sample.mixed())
    drawn = chart(view)
    assert len(drawn.moves) == len(view.found.cities)
    assert [move.kind for move in drawn.moves].count("lose") == 1
    named = [one.city.name.en for one in drawn.named]
    assert set(named) == {one.name.en for one in (*view.flips, *view.near)}
    source = render(view.found, "html", "en").decode()
    assert (
        'aria-label="A chart of 60 cities; pass mark 60 before, 65 now; 1 lose the recommendation' in source
    )
    for one in view.flips:
        assert f"{one.name.en} – {view.direction(one).en}" in source


def test_the_picture_names_a_few_and_no_two_names_share_a_height() -> None:
    many = tuple(one.model_copy(update={"flip": "to_renew"}) for one in sample.mixed().cities)
    drawn = chart(View(sample.mixed().model_copy(update={"cities": many})))
    heights = [one.height for one in drawn.named]
    assert len(heights) == LABELS
    assert len(set(heights)) == LABELS
    assert max(heights) < drawn.height


# Other forms


@every_sample
def test_json_is_the_record_and_the_same_call_gives_the_same_bytes(name: str) -> None:
    found = sample.SAMPLES[name]()
    raw = render(found, "json", "th")
    assert json.loads(raw)["schema"] == "comparison/1"
    assert Comparison.model_validate_json(raw) == found
    for format_ in ("text", "html", "csv", "json"):
        assert render(found, format_, "both") == render(found, format_, "both")


def test_both_languages_are_the_one_text_after_the_other() -> None:
    th, en, both_ = (render(sample.mixed(), "text", lang) for lang in ("th", "en", "both"))
    assert both_ == th + b"\n" + en


def test_a_comparison_of_no_city_is_still_a_report() -> None:
    totals = sample.unchanged().totals.model_copy(update={"cities": 0})
    none = sample.unchanged().model_copy(update={"cities": (), "totals": totals})
    for format_ in ("text", "html", "csv", "json"):
        assert render(none, format_, "both")
