"""The workbench as people use it: `renewal serve` in a real browser, by mouse and by keyboard."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from accessible import faults
from browsing import chromium
from hands import Hands, Keyboard, Mouse

from reports.words import Words, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
REVIEW = ("/review", "/review/nathisamut.yaml", "/policy")
UNCOVERED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const seen = document.elementFromPoint(box.left + Math.min(8, box.width / 2), box.top + box.height / 2);
  return seen && (one.contains(seen) || seen.contains(one));
}"""
REFUSED = re.compile("status of (409|422)")
CITY = ROOT / "examples" / "nathisamut.yaml"
PLAIN = re.sub(rb"(?m)^\s*#.*\n", b"", CITY.read_bytes())  # without remarks, which saving would not keep


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    yield from chromium()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    made = tmp_path / "cities"
    made.mkdir()
    return made


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where the program says that the workbench is open."""
    command = [sys.executable, "-c", "import cli; cli.main()", "serve", str(folder), "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        yield running.stdout.readline().strip()
        running.terminate()


@pytest.fixture
def page(browser: "Browser", address: str) -> "Iterator[Page]":
    """The first page, in a browser that must have nothing to complain of and ask nobody else."""
    context = browser.new_context(locale="th-TH")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "request", lambda one: None if one.url.startswith("http://127.0.0.1:") else wrong.append(one.url)
    )
    opened.goto(address)
    yield opened
    context.close()
    # A browser says so of every answer that is not 200: what is typed wrong, and what came too late.
    assert [one for one in wrong if not REFUSED.search(one)] == []


def in_(page: "Page", lang: str) -> None:
    page.get_by_role("button", name={"th": "ไทย", "en": "English"}[lang]).click()


# The whole way: a form that a city files, what a reviewer judges and signs, what a policy officer tries


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("hand", [Mouse, Keyboard])
def test_from_an_empty_folder_to_a_signed_assessment_and_a_variant(
    page: "Page", folder: Path, lang: str, hand: type[Mouse] | type[Keyboard]
) -> None:
    hands, said = hand(page), words(lang, "workbench")
    with page.expect_navigation():  # to the same address
        hands.press(page.get_by_role("button", name={"th": "ไทย", "en": "English"}[lang]))
    city_officer(hands, said, folder)
    hands.press(page.get_by_role("link", name=said("tab_review"), exact=True))
    reviewer(hands, said, folder)
    hands.press(page.get_by_role("link", name=said("tab_policy"), exact=True))
    policy_officer(hands, said, folder)
    verify = [sys.executable, "-c", "import cli; cli.main()", "verify", str(folder)]
    assert subprocess.run(verify, cwd=ROOT, check=False, capture_output=True).returncode == 0


def city_officer(hands: Hands, said: Words, folder: Path) -> None:
    """Drops a form in, fills a field, sees the effect, and saves."""
    page = hands.page
    assert list(folder.iterdir()) == []
    hands.bring(page.locator("#form"), CITY)
    hands.press(page.get_by_role("button", name=said("drop_button")))
    page.wait_for_url(re.compile("/draft/"))
    assert list(folder.iterdir()) == []
    hands.press(page.locator("summary", has_text="8").first)
    hands.write(page.locator('[name="f:part1.progress.percent"]'), "60")
    page.get_by_role("heading", name=said("effect_title")).wait_for()
    assert page.locator("#live-result").get_by_text("renew", exact=True).count() == 1
    assert list(folder.iterdir()) == []
    hands.press(page.get_by_role("button", name=said("save_button")))
    page.wait_for_url(re.compile("/city/.*saved"))
    assert "percent: 60" in (folder / "nathisamut.yaml").read_text(encoding="utf-8")


def reviewer(hands: Hands, said: Words, folder: Path) -> None:
    """Says who it is, judges the second matter at its worst, sees the effect, keeps it, and signs."""
    page = hands.page
    hands.write(page.locator("[name=id]"), "anong")
    hands.press(page.get_by_role("button", name=said("who_button")))
    hands.press(page.locator("tbody a").first)
    page.wait_for_url(re.compile("/review/nathisamut"))
    matter = hands.choose(page.locator(".matter"), 1, 2)
    criterion = (matter.get_attribute("id") or "").removeprefix("c-")
    hands.write(matter.locator("textarea"), "not seen on site")
    matter.locator("table.effect").wait_for()
    assert not (folder / "reviews").exists()
    hands.press(matter.get_by_role("button", name=said("judge_save")))
    page.wait_for_url(re.compile("note=kept"))
    kept = (folder / "reviews" / "nathisamut" / "anong.yaml").read_text(encoding="utf-8")
    assert f'"{criterion}"' in kept
    assert "not seen on site" in kept
    hands.press(page.get_by_role("button", name=said("sign_button"), exact=True))
    page.wait_for_url(re.compile("note=signed"))


def policy_officer(hands: Hands, said: Words, folder: Path) -> None:
    """Raises the pass mark until the city flips, lowers it until it does not, and saves the variant."""
    page, flips = hands.page, hands.page.locator("#live-flips tbody tr")
    assert flips.count() == 0
    hands.set("parameters.pass_mark", 100)
    flips.wait_for()
    hands.set("parameters.pass_mark", 50)
    flips.wait_for(state="detached")
    mark = page.locator('[name="n:parameters.pass_mark"]').input_value()
    assert abs(int(mark) - 50) <= 2
    hands.write(page.locator("#name"), "gentle")
    hands.press(page.get_by_role("button", name=said("policy_save")))
    page.wait_for_url(re.compile("variant=gentle"))
    variant = (folder / "variants" / "gentle.yaml").read_text(encoding="utf-8")
    assert variant == f"parameters.pass_mark: {mark}\n"
    assert page.locator('[name="n:parameters.pass_mark"]').input_value() == mark


def test_a_page_whose_program_is_gone_says_so_and_keeps_what_was_typed(page: "Page", folder: Path) -> None:
    (folder / "nathisamut.yaml").write_bytes(CITY.read_bytes())
    go(page, "/city/nathisamut.yaml")
    page.locator("summary", has_text="8").first.click()
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no answer')) }")
    field = page.locator('[name="f:part1.progress.percent"]')
    assert not page.locator("#lost").is_visible()
    field.fill("60")
    field.blur()
    page.locator("#lost").wait_for()
    assert field.input_value() == "60"


def test_what_a_field_does_is_seen_beside_it_and_what_has_the_focus_is_not_hidden(
    page: "Page", folder: Path
) -> None:
    (folder / "nathisamut.yaml").write_bytes(CITY.read_bytes())
    go(page, "/city/nathisamut.yaml")
    page.set_viewport_size({"width": 390, "height": 700})
    for summary in page.locator("summary").all():
        summary.evaluate("one => { one.parentElement.open = true }")
    page.fill('[name="f:part1.progress.percent"]', "60")
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(UNCOVERED), page.evaluate("document.activeElement.outerHTML")
    brief = page.locator("#live-brief")
    brief.wait_for()
    assert page.evaluate(UNCOVERED)
    assert page.evaluate(
        "document.querySelector('#live-brief').getBoundingClientRect().bottom <= innerHeight"
    )
    assert re.search(r"96\.1 → \d", brief.inner_text())


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_no_page_has_a_fault_of_accessibility_or_runs_off_the_side(
    page: "Page", folder: Path, lang: str, width: int
) -> None:
    for name in ("nathisamut.yaml", "phuket.yaml"):
        (folder / name).write_bytes((ROOT / "examples" / name).read_bytes())
    (folder / "broken.yaml").write_text("city: [", encoding="utf-8")
    in_(page, lang)
    page.set_viewport_size({"width": width, "height": 900})
    go(page, "/review")
    page.fill("[name=id]", "anong")
    page.keyboard.press("Enter")
    page.locator("tbody a").first.wait_for()
    for path in ("/", "/city/phuket.yaml", "/city/nathisamut.yaml", "/city/broken.yaml", *REVIEW):
        go(page, path)
        assert_fit(page, width)
    tried(page)
    assert_fit(page, width)
    overtaken(page, folder)
    assert_fit(page, width)


def tried(page: "Page") -> None:
    """A judgement and a policy that change the result, with what they do to it on the page."""
    go(page, "/review/nathisamut.yaml")
    page.locator(".matter [type=radio]").nth(2).check()
    page.locator(".matter table.effect").first.wait_for()
    assert faults(page) == []
    go(page, "/policy")
    page.fill('[name="n:parameters.progress_min"]', "0")
    page.keyboard.press("Tab")
    page.locator("#live-flips tbody tr").first.wait_for()


def overtaken(page: "Page", folder: Path) -> None:
    """Somebody else saved the file while it was filled in: both are shown."""
    path = folder / "nathisamut.yaml"
    path.write_bytes(PLAIN)
    go(page, f"/city/{path.name}")
    page.locator("summary", has_text="8").first.click()
    page.fill('[name="f:part1.progress.percent"]', "61")
    path.write_text(path.read_text(encoding="utf-8").replace("percent: 46", "percent: 52"), encoding="utf-8")
    page.locator("button[formaction]").click()
    page.locator("h1").wait_for()
    assert page.get_by_text("52", exact=True).count() == 1
    assert page.get_by_text("61", exact=True).count() == 1


def assert_fit(page: "Page", width: int) -> None:
    assert faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def go(page: "Page", path: str) -> None:
    """To a page of the same workbench."""
    page.goto(re.sub(r"(?<=\d)/.*", path, page.url))
