"""The report of all cities: what it promises as a page, as a workbook, as a table, and on the command line.

`pytest tests/test_portfolio_report.py --update-golden` writes the reports that are kept anew.
"""

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import sample_assessment as sample
from accessible import faults
from browsing import opened
from filing import EXAMPLES, FOLDER, filed, measured_example
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets_read import read_as_text
from test_cli import done, run, said
from test_html_report import BOMB
from test_html_report import Page as TakenApart
from test_pages import CONTRAST, browser

from forms.editions import shipped
from reports.csv_text import FORMULA
from reports.display import number
from reports.lexicon import lexicon
from reports.portfolio import FORMATS, Portfolio, portfolio, render
from reports.portfolio_figures import common_gaps, counted, section_losses, signs, spread, statuses
from reports.portfolio_view import OWN, View
from reports.speech import Speech
from scoring.assess import assess
from scoring.models import Assessment

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser"]  # the fixture
GOLDEN = Path(__file__).parent / "golden_portfolio"
KEPT = ("portfolio.th.html", "portfolio.en.html", "portfolio.th.csv")
FONT = re.compile(r"(?<=base64,)[A-Za-z0-9+/=]+")
LANGS = ("th", "en", "both")


@cache
def assessed() -> tuple[tuple[Path, Assessment], ...]:
    """Every example, by the name of its file."""
    return tuple(
        (Path(f"{name}.yaml"), assess(filed(measured_example(name)), shipped())) for name in EXAMPLES
    )


@cache
def examples() -> Portfolio:
    found = portfolio(assessed(), len(EXAMPLES))
    assert found is not None
    return found


def of(*results: Assessment, left_out: int = 0) -> Portfolio:
    """These assessments, each from a file of its own."""
    pairs = [(Path(f"{place}.yaml"), each) for place, each in enumerate(results)]
    found = portfolio(pairs, len(pairs) + left_out)
    assert found is not None
    return found


def called(name: str) -> Assessment:
    """A city that calls itself, its province and its organisation so."""
    new = {"name": sample.both(name, name), "province": name, "organisation": name}
    city = sample.renewing().city.model_copy(update=new)
    return sample.renewing().model_copy(update={"city": city})


def table(found: Portfolio, lang: str = "en") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(found, "csv", lang).decode("utf-8-sig"), newline="")))


def book(found: Portfolio, lang: str = "en") -> Any:
    return openpyxl.load_workbook(io.BytesIO(render(found, "xlsx", lang)))


def parsed(raw: bytes) -> TakenApart:
    """A page taken apart; of columns, which hold nothing, the parser knows nothing."""
    return TakenApart(raw.replace(b"<col>", b""))


# Kept as they should read


def report(name: str) -> str:
    """The report as it is now, without the fonts inside a page."""
    _, lang, format_ = name.split(".")
    text = render(examples(), format_, lang).decode("utf-8-sig")
    return FONT.sub("", text)


@pytest.mark.parametrize("name", KEPT)
def test_a_report_reads_as_it_should(name: str, pytestconfig: pytest.Config) -> None:
    path = GOLDEN / name
    if pytestconfig.getoption("--update-golden"):
        path.write_bytes(report(name).encode("utf-8"))
    assert report(name).splitlines() == path.read_text("utf-8").splitlines()


def test_nothing_else_is_kept() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(KEPT)


# Figures


def test_each_city_is_counted_once_and_stands_in_one_step_of_the_picture() -> None:
    found = examples()
    assert sum(counted(found.rows).values()) == len(EXAMPLES)
    assert sum(step.cities for step in spread(found.rows)) == len(EXAMPLES)
    for row in found.rows:
        assert sum(step.low <= min(row.total, 99.9) < step.high for step in spread(found.rows)) == 1


def test_the_points_lost_at_criteria_are_those_lost_in_sections_and_by_cities() -> None:
    found = examples()
    by_city = sum(mark.lost for row in found.rows for mark in row.marks)
    assert sum(one.lost for one in common_gaps(found)) == pytest.approx(by_city, abs=1)
    assert sum(one.lost for one in section_losses(found)) == pytest.approx(by_city, abs=1)


def test_what_most_points_are_lost_at_comes_first_and_is_counted_where_it_counts() -> None:
    gaps = common_gaps(examples())
    assert [one.lost for one in gaps] == sorted((one.lost for one in gaps), reverse=True)
    assert all(0 < one.cities <= one.counted <= len(EXAMPLES) for one in gaps)


def test_every_status_has_a_sign_of_its_own() -> None:
    found = signs(examples())
    assert list(found) == statuses(examples())
    assert len(set(found.values())) == len(found)
    assert all(sign.isprintable() and len(sign) == 1 for sign in found.values())


def test_the_order_in_which_files_are_read_changes_nothing_in_any_format() -> None:
    turned = portfolio(assessed()[::-1], len(EXAMPLES))
    assert turned is not None
    for format_ in FORMATS:
        assert render(turned, format_, "th") == render(examples(), format_, "th")


def test_there_is_no_report_where_no_city_could_be_read() -> None:
    assert portfolio([], 3) is None


# The page


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_says_how_many_stand_where_who_decides_and_what_is_assumed(lang: str) -> None:
    found, first = examples(), "en" if lang == "en" else "th"
    text = " ".join(parsed(render(found, "html", lang)).text.split())
    w = lexicon(first, *OWN)
    for group, count in counted(found.rows).items():
        assert f"{number(count)} {w(f'group_{group}')}" in text
    assert found.edition.standing.of(first) in text
    assumed = sum(one.assumed for one in found.edition.policy)
    assert w("assumed_of", assumed=assumed, count=len(found.edition.policy)) in text
    assert found.fingerprint in text
    assert found.policy_fingerprint in text


def test_drafts_examples_cities_named_twice_and_files_left_out_are_told_first() -> None:
    found = of(sample.weak_draft(), sample.illustrated(), left_out=2)
    head = parsed(render(found, "html", "en")).text.split("Where the cities stand")[0]
    assert "Of 2 cities, 1 are unfinished drafts." in head
    assert "Of 2 cities, 1 are made from public facts" in head
    assert "2 of the files could not be read" in head
    assert "more than one file, and count more than once: nakhon-rim-nam" in head


def test_every_city_has_every_criterion_in_words_and_not_by_colour_alone() -> None:
    found = examples()
    page = render(found, "html", "en").decode()
    cells = re.findall(r"<td class=\w\w>([^<])<b>([^<]+)</b>", page)
    assert len(cells) == len(found.rows) * len(found.points)
    view = View(found, Speech("en", *OWN))
    words = {signs(found)[name]: view.status(name).en for name in statuses(found)}
    assert all(words[sign] == word for sign, word in cells)


def test_the_only_script_is_the_one_that_the_page_names_by_its_hash() -> None:
    page = render(of(called(BOMB)), "html", "en").decode()
    assert page.count("<script") == 1
    assert "script-src 'sha256-" in page
    assert "unsafe-inline" not in page.split("script-src")[1].split(";")[0]


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_city_types_is_plain_text_on_the_page(lang: str) -> None:
    page, honest = (
        parsed(render(of(called(BOMB)), "html", lang)),
        parsed(render(of(called("x")), "html", lang)),
    )
    assert {tag for tag, _ in page.tags} == {tag for tag, _ in honest.tags}
    assert not any(key.startswith("on") for _, attrs in page.tags for key in attrs)
    assert "{{7*7}} {name}" in page.text
    assert "\u202e" not in page.text


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_nothing_that_a_city_can_type_breaks_any_format(text: str) -> None:
    found = of(called(text))
    assert {tag for tag, _ in parsed(render(found, "html", "th")).tags} == {
        tag for tag, _ in parsed(render(of(called("x")), "html", "th")).tags
    }
    assert len(table(found)) == 1
    assert not any(cell and FORMULA.match(cell) for cell in table(found)[0].values())
    texts = [cell for sheet in book(found) for line in sheet.iter_rows() for cell in line]
    assert not any(cell.data_type == "f" for cell in texts)


# The tables


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_has_a_row_a_city_and_a_column_a_criterion(lang: str) -> None:
    found, lines = examples(), table(examples(), lang)
    assert len(lines) == len(EXAMPLES)
    assert all(None not in line and None not in line.values() for line in lines)
    titles = [point.title.of("en" if lang == "en" else "th") for point in found.points]
    assert all(any(title in head for head in lines[0]) for title in titles)


def test_scores_are_numbers_and_the_best_comes_first() -> None:
    scores = [float(line["Score"]) for line in table(examples())]
    assert scores == sorted(scores, reverse=True)


def test_the_workbook_has_filters_a_head_in_sight_and_formats_that_follow_the_cells() -> None:
    found = book(examples())
    assert len(found.sheetnames) == 6 + len(examples().sections)
    for made in found.worksheets[1:]:
        assert made.freeze_panes
        assert made.auto_filter.ref
    assert all(made.conditional_formatting for made in found.worksheets[1:-2])


def test_numbers_of_the_workbook_are_numbers() -> None:
    cities = book(examples()).worksheets[1]
    heads = [cell.value for cell in cities[1]]
    for head in ("Score", "Low", "High", "Gaps", "Answered (%)"):
        assert all(isinstance(line[heads.index(head)].value, int | float) for line in cities.iter_rows(2))


def test_a_sheet_of_a_section_has_each_city_at_each_of_its_criteria() -> None:
    found = examples()
    for made, id in zip(book(found).worksheets[3:], found.sections, strict=False):
        points = [point for point in found.points if point.section == id]
        assert made.max_row == 1 + len(points) * len(EXAMPLES)


def test_the_same_cities_make_the_same_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(examples(), "xlsx", "th")
    monkeypatch.setattr("time.localtime", lambda *_: (2030, 1, 1, 1, 1, 1, 1, 1, 0))
    assert render(examples(), "xlsx", "th") == first


# The command


@pytest.mark.parametrize("format_", FORMATS)
def test_a_folder_and_the_name_of_a_file_make_one_report(format_: str, tmp_path: Path) -> None:
    out = tmp_path / f"all.{format_}"
    result = run("score", FOLDER, "--format", format_, "-o", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert out.stat().st_size > 1000
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_still_makes_a_report_of_each(tmp_path: Path) -> None:
    (tmp_path / "out.html").mkdir()
    assert run("score", FOLDER, "--format", "html", "-o", tmp_path / "out.html").exit_code == 0
    assert len(list((tmp_path / "out.html").iterdir())) == len(EXAMPLES)


def test_a_workbook_of_many_cities_without_a_file_is_refused_with_what_to_do() -> None:
    result = run("score", FOLDER, "--format", "xlsx")
    assert result.exit_code == 2
    assert "a file that ends in .html, .xlsx, .csv or .pdf" in said(result)


def test_a_city_that_cannot_be_read_is_told_and_the_report_says_so(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("no city", encoding="utf-8")
    out = tmp_path / "all.html"
    result = run("score", FOLDER, tmp_path / "bad.yaml", "--format", "html", "-o", out)
    assert result.exit_code == 2
    assert "1 of the files could not be read" in out.read_text(encoding="utf-8")


def test_a_report_never_replaces_a_submission(tmp_path: Path) -> None:
    city = tmp_path / "all.xlsx"
    city.write_bytes(b"x")
    result = run("score", FOLDER, city, "--format", "xlsx", "-o", city)
    assert result.exit_code == 2
    assert city.read_bytes() == b"x"


def test_the_exit_code_tells_of_a_city_that_is_not_renewed(tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    assert run("score", FOLDER, "--format", "csv", "-o", out, "--exit-code").exit_code == 10


# In a browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portfolio")
    for lang in LANGS:
        (folder / f"examples-{lang}.html").write_bytes(render(examples(), "html", lang))
    long = "\u202e<script>" + "W" * 200_000 + "เมือง" * 200_000
    (folder / "hostile-th.html").write_bytes(render(of(called(long), *sample_cities()), "html", "th"))
    return folder


def sample_cities() -> Iterator[Assessment]:
    return (made() for made in sample.SAMPLES.values())


@pytest.mark.parametrize("name", ["examples-both", "hostile-th"])
def test_the_page_asks_for_nothing_and_the_browser_has_nothing_to_say(
    browser: "Browser", pages: Path, name: str
) -> None:
    page, asked, told = browser.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto((pages / f"{name}.html").as_uri())
    page.fill("#find", "a")
    page.click("#listed thead button >> nth=3")
    assert [url[:60] for url in asked[1:] if not url.startswith("data:")] == []
    assert told == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
@pytest.mark.parametrize("name", ["examples-th", "examples-both", "hostile-th"])
def test_axe_finds_nothing_and_the_page_never_scrolls_sideways(
    browser: "Browser", pages: Path, name: str, width: int, scheme: Any
) -> None:
    page = opened(browser, pages / f"{name}.html", width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CONTRAST) == []
    assert faults(page) == []


def shown(page: "Page", table: str = "#listed") -> list[str]:
    return list(
        page.evaluate(
            f"[...document.querySelectorAll('{table} tbody tr')]"
            ".filter(each => each.checkVisibility()).map(each => each.dataset.i)"
        )
    )


def test_a_name_that_is_typed_leaves_its_city_in_both_tables_and_says_how_many(
    browser: "Browser", pages: Path
) -> None:
    page = opened(browser, pages / "examples-th.html")
    page.fill("#find", "Phuket")
    assert len(shown(page)) == 1
    assert shown(page) == shown(page, "#map")
    assert page.inner_text("#shown") == lexicon("th", *OWN)("shown_of", shown=1, cities=len(EXAMPLES))
    page.emulate_media(media="print")
    assert len(shown(page)) == len(EXAMPLES)


def test_cities_are_chosen_by_how_they_stand_and_by_the_gate_they_break(
    browser: "Browser", pages: Path
) -> None:
    page = opened(browser, pages / "examples-en.html")
    page.select_option("#group", "unsettled")
    assert len(shown(page)) == counted(examples().rows)["unsettled"]
    page.select_option("#group", "")
    gate = next(id for row in examples().rows for id in row.broken)
    page.select_option("#gate", gate)
    assert len(shown(page)) == sum(gate in row.broken for row in examples().rows)


def test_a_head_sorts_by_the_keyboard_and_says_which_way(browser: "Browser", pages: Path) -> None:
    page = opened(browser, pages / "examples-en.html")
    best = shown(page)
    page.focus("#listed thead button >> nth=3")
    page.keyboard.press("Enter")
    assert shown(page) == shown(page, "#map") == best[::-1]
    assert page.get_attribute("#listed thead th >> nth=3", "aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert shown(page) == best
    assert page.get_attribute("#listed thead th >> nth=3", "aria-sort") == "descending"


def test_the_title_of_a_criterion_shows_when_its_number_has_the_focus(
    browser: "Browser", pages: Path
) -> None:
    page = opened(browser, pages / "examples-th.html")
    seen = "getComputedStyle(document.querySelector('#map thead a .tip')).clipPath"
    assert page.evaluate(seen) != "none"
    page.keyboard.press("Tab")
    page.evaluate("document.querySelector('#map thead a').focus({focusVisible: true})")
    assert page.evaluate(seen) == "none"


def test_without_javascript_everything_is_there_and_no_dead_control(browser: "Browser", pages: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((pages / "examples-th.html").as_uri())
    assert page.locator("#listed tbody tr").count() == len(EXAMPLES)
    assert not page.locator("#filters").is_visible()
    assert page.locator("button").count() == 0


def test_it_prints_on_a4_upright_and_the_heat_map_lying(browser: "Browser", pages: Path) -> None:
    printed = opened(browser, pages / "examples-th.html").pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(595, 842), (842, 595)}
    assert len(sizes) < 20


# Reviewers


def judged(folder: Path) -> tuple[Path, Path]:
    """Two cities that file the same, judged unlike by two who differ on one criterion; and the reviews."""
    cities, reviews = folder / "cities", folder / "reviews"
    cities.mkdir()
    first = (FOLDER / "nathisamut.yaml").read_text(encoding="utf-8")
    (cities / "first.yaml").write_text(first, encoding="utf-8")
    (cities / "second.yaml").write_text(first.replace("id: nathisamut", "id: second"), encoding="utf-8")
    for city, criterion, level, reviewer in (
        ("first", "zone.needs", "met", "anong"),
        ("second", "zone.needs", "unmet", "anong"),
        ("first", "zone.goals", "met", "anong"),
        ("first", "zone.goals", "partial", "<b>boon</b>"),
    ):
        who = ("--reviews", reviews, "--reviewer", re.sub("[^a-z]", "", reviewer), "--name", reviewer)
        done("review", "add", cities / f"{city}.yaml", criterion, level, *who, "--reason", "seen on site")
    return cities, reviews


@pytest.mark.parametrize("format_", ["html", "pdf", "xlsx"])
def test_a_portfolio_tells_how_reviewers_compare_and_what_was_judged_unlike(
    format_: str, tmp_path: Path
) -> None:
    cities, reviews = judged(tmp_path)
    path = tmp_path / f"all.{format_}"
    assert run("score", cities, "--reviews", reviews, "--lang", "en", "-o", path).exit_code == 0
    text = read_as_text(path.read_bytes(), format_)
    assert "How the reviewers compare" in text
    assert "0.5" in text
    assert ("&lt;b&gt;boon&lt;/b&gt;" if format_ == "html" else "<b>boon</b>") in text
    assert "1.9 Needs heard and acted on (all claim" in text
    assert "Nathi Samut Smart University Town: unmet" in text


def test_without_reviewers_nothing_is_said_of_them() -> None:
    assert "How the reviewers compare" not in render(examples(), "html", "en").decode()
    assert "How the reviewers compare" not in book(examples()).sheetnames


def test_the_part_on_reviewers_is_accessible_too(browser: "Browser", tmp_path: Path) -> None:
    cities, reviews = judged(tmp_path)
    path = tmp_path / "all.html"
    run("score", cities, "--reviews", reviews, "--lang", "both", "-o", path)
    page = opened(browser, path, 390)
    assert page.locator("#reviewers tbody tr").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults(page) == []
