"""The pages in a real browser: offline, on a phone, in the dark and on paper."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sample_assessment as sample
import sample_comparison
import sensitivity_sample
from browsing import Scheme, chromium, opened

from reports import comparison, sensitivity_html
from reports.html import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from scoring.comparison import Comparison

LONG = "\u202e<script>" + "W" * 200_000 + "เมือง" * 200_000
PAPER = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")
# Every text against the nearest background that is painted: the ratio of WCAG 2.2, 1.4.3.
CONTRAST = """() => {
  const channel = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = rgb => 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]);
  const colour = css => css.match(/[\\d.]+/g).map(Number);
  const painted = node => { for (; node; node = node.parentElement) {
    const c = colour(getComputedStyle(node).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } };
  const worst = [];
  for (const node of document.querySelectorAll('body *')) {
    if (![...node.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || node.closest('svg')) continue;
    const [a, b] = [light(colour(getComputedStyle(node).color)), light(painted(node))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) worst.push(node.className + ': ' + node.textContent.slice(0, 40));
  }
  return worst;
}"""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A browser of this machine; these tests are skipped where there is none."""
    yield from chromium()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as files, one of them with a name of a megabyte."""
    folder = tmp_path_factory.mktemp("pages")
    for name, made in sample.SAMPLES.items():
        for lang in ("th", "en", "both"):
            (folder / f"{name}-{lang}.html").write_bytes(render(made(), lang))
    for name, compared in sample_comparison.SAMPLES.items():
        for lang in ("th", "en", "both"):
            (folder / f"compare_{name}-{lang}.html").write_bytes(comparison.render(compared(), "html", lang))
    for lang in ("th", "en", "both"):
        page = sensitivity_html.render(sensitivity_sample.whole(), lang)
        (folder / f"sensitivity-{lang}.html").write_bytes(page)
    long = {"name": sample.both(LONG, LONG), "organisation": LONG, "province": LONG}
    city = sample.renewing().city.model_copy(update=long)
    (folder / "hostile-th.html").write_bytes(
        render(sample.renewing().model_copy(update={"city": city}), "th")
    )
    (folder / "compare_hostile-th.html").write_bytes(comparison.render(hostile(), "html", "th"))
    return folder


def hostile() -> "Comparison":
    """A comparison in which a city that changes has a name of a megabyte."""
    found = sample_comparison.of_examples()
    named = [
        one.model_copy(update={"name": sample.both(LONG, LONG), "city": LONG[:9_000], "file": LONG[:9_000]})
        if one.flip
        else one
        for one in found.cities
    ]
    return found.model_copy(update={"cities": tuple(named)})


@pytest.mark.parametrize("name", ["renewing-both", "compare_mixed-both", "sensitivity-both"])
def test_the_page_makes_no_request_and_the_browser_has_nothing_to_say(
    browser: "Browser", pages: Path, name: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((pages / f"{name}.html").as_uri())
    assert [url[:60] for url in asked[1:] if not url.startswith("data:")] == []
    assert said == []


def test_thai_is_set_in_the_font_that_the_page_brings(browser: "Browser", pages: Path) -> None:
    page = opened(browser, pages / "renewing-th.html")
    loaded = page.evaluate(
        "async () => { await document.fonts.ready; return [...document.fonts]"
        ".filter(each => each.status === 'loaded').map(each => each.family + each.weight); }"
    )
    assert {face.replace('"', "") for face in loaded} == {"Sarabun400", "Sarabun700"}
    assert len(loaded) == 4  # Thai and Latin of each weight


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize(
    "name",
    [
        *("renewing-both", "weak_draft-th", "revoked-en", "hostile-th"),
        *("sensitivity-th", "sensitivity-both"),
        *("compare_mixed-both", "compare_by_kind-th", "compare_incomplete-en", "compare_hostile-th"),
    ],
)
def test_the_page_never_scrolls_sideways(browser: "Browser", pages: Path, name: str, width: int) -> None:
    page = opened(browser, pages / f"{name}.html", width)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "name", ["renewing-th", "compare_mixed-th", "compare_by_kind-both", "sensitivity-th"]
)
def test_headings_are_in_order_and_every_part_of_the_page_is_named(
    browser: "Browser", pages: Path, name: str
) -> None:
    page = opened(browser, pages / f"{name}.html")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    unnamed = (
        "[...document.querySelectorAll('section, nav, table, [role=region], [role=img]')].filter(each =>"
        " !each.ariaLabel && !document.getElementById(each.getAttribute('aria-labelledby'))).length"
    )
    assert page.evaluate(unnamed) == 0
    assert page.evaluate("[...document.querySelectorAll('th')].every(each => each.scope)")


@pytest.mark.parametrize(
    ("name", "first"), [("renewing-th", "#recommendation"), ("compare_mixed-th", "#answer")]
)
def test_the_first_tab_stop_leads_to_the_content_and_can_be_seen(
    browser: "Browser", pages: Path, name: str, first: str
) -> None:
    page = opened(browser, pages / f"{name}.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"!!document.activeElement.closest('{first}')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name",
    [
        *("renewing-both", "weak_draft-th", "illustrated-en", "revoked-th"),
        "sensitivity-both",
        *("compare_mixed-both", "compare_by_kind-th", "compare_incomplete-en"),
    ],
)
def test_every_text_can_be_read_by_day_and_in_the_dark(
    browser: "Browser", pages: Path, name: str, scheme: Scheme
) -> None:
    page = opened(browser, pages / f"{name}.html", scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate(CONTRAST) == []


def test_dark_is_dark_on_the_screen_and_white_on_paper(browser: "Browser", pages: Path) -> None:
    page = opened(browser, pages / "renewing-th.html", scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) != "rgb(255, 255, 255)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


@pytest.mark.parametrize(
    "name",
    [
        "renewing-th",
        "weak_draft-both",
        "hostile-th",
        "compare_mixed-th",
        "compare_hostile-th",
        "sensitivity-th",
    ],
)
def test_it_prints_on_a4(browser: "Browser", pages: Path, name: str) -> None:
    printed = opened(browser, pages / f"{name}.html").pdf(prefer_css_page_size=True)
    sizes = {(round(float(width)), round(float(height))) for width, height in PAPER.findall(printed)}
    assert sizes == {(595, 842)}
    assert 3 < len(PAPER.findall(printed)) < 60


def test_what_is_folded_on_the_screen_is_open_on_paper(browser: "Browser", pages: Path) -> None:
    page = opened(browser, pages / "renewing-th.html")
    seen = "document.querySelector('#met li').checkVisibility()"
    assert not page.evaluate(seen)
    page.emulate_media(media="print")
    assert page.evaluate(seen)


# The page of two policies


def rows_seen(page: "Page") -> int:
    return int(
        page.evaluate(
            "[...document.querySelectorAll('.every tbody tr')].filter(e => e.checkVisibility()).length"
        )
    )


def test_cities_are_picked_without_a_script_and_paper_has_them_all(browser: "Browser", pages: Path) -> None:
    page = opened(browser, pages / "compare_mixed-th.html")
    assert rows_seen(page) == 60
    page.check("#show-flips")
    assert rows_seen(page) == 4
    page.keyboard.press("ArrowRight")
    assert rows_seen(page) == 1
    page.emulate_media(media="print")
    assert rows_seen(page) == 60


def test_the_head_of_a_long_table_stays_in_sight(browser: "Browser", pages: Path) -> None:
    page = opened(browser, pages / "compare_mixed-th.html")
    page.evaluate(
        "document.querySelector('.every tbody tr:nth-child(50)').scrollIntoView({behavior: 'instant'})"
    )
    assert page.evaluate("document.querySelector('.every thead th').getBoundingClientRect().top") == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_no_two_names_in_the_picture_lie_on_one_another(browser: "Browser", pages: Path, width: int) -> None:
    page = opened(browser, pages / "compare_mixed-th.html", width)
    page.evaluate("document.fonts.ready")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.moves text')].map(e => { const b = e.getBoundingClientRect();"
        " return [b.left, b.right, b.top, b.bottom]; })"
    )
    for place, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            beside = right <= other[0] or other[1] <= left
            assert beside or bottom - 4 <= other[2] or other[3] <= top + 4
    assert all(left >= 0 and right <= width for left, right, _, _ in boxes)


def test_a_link_in_the_answer_leads_to_the_city(browser: "Browser", pages: Path) -> None:
    page = opened(browser, pages / "compare_mixed-th.html")
    page.click("#answer .who a >> nth=0")
    assert page.evaluate("document.querySelector(':target').closest('#flips') !== null")
