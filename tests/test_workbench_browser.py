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

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
REVIEW = ("/review", "/review/nathisamut.yaml", "/policy")
CITY = ROOT / "examples" / "nathisamut.yaml"


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
    # A browser says so of every answer that is not 200; what is typed wrong gets 422.
    assert [one for one in wrong if "status of 422" not in one] == []


def in_(page: "Page", lang: str) -> None:
    page.get_by_role("button", name={"th": "ไทย", "en": "English"}[lang]).click()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_city_officer_drops_a_form_in_fills_a_field_sees_the_effect_and_saves(
    page: "Page", folder: Path, lang: str
) -> None:
    words = {
        "th": ("อ่านแฟ้มนี้", "ผลของสิ่งที่เปลี่ยน", "บันทึกลงโฟลเดอร์"),
        "en": ("Read this file", "What the change does", "Save to the folder"),
    }
    read, effect, save = words[lang]
    in_(page, lang)
    page.set_input_files("#form", CITY)
    page.get_by_role("button", name=read).click()
    page.wait_for_url(re.compile("/draft/"))
    assert list(folder.iterdir()) == []
    page.locator("summary", has_text="8").first.click()
    field = page.locator('[name="f:part1.progress.percent"]')
    field.fill("60")
    field.blur()
    page.get_by_role("heading", name=effect).wait_for()
    assert page.locator("#live-result").get_by_text("renew", exact=True).count() == 1
    page.get_by_role("button", name=save).click()
    page.wait_for_url(re.compile("/city/.*saved"))
    assert "percent: 60" in (folder / "nathisamut.yaml").read_text(encoding="utf-8")


def test_the_same_by_the_keyboard_alone(page: "Page", folder: Path) -> None:
    (folder / "nathisamut.yaml").write_bytes(CITY.read_bytes())
    page.reload()
    reach(page, page.locator("tbody a"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/city/"))
    reach(page, page.locator("summary").first)
    page.keyboard.press("Enter")
    reach(page, page.locator('[name="f:part1.progress.percent"]'))
    page.keyboard.press("Control+A")
    page.keyboard.type("60")
    reach(page, page.locator("button[formaction]"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("saved"))
    assert "percent: 60" in (folder / "nathisamut.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_reviewer_judges_by_the_keyboard_sees_the_effect_and_signs(
    page: "Page", folder: Path, lang: str
) -> None:
    words = {
        "th": ("เริ่มทบทวน", "บันทึกคำวินิจฉัย", "ลงนาม"),
        "en": ("Begin", "Keep this judgement", "Sign"),
    }
    begin, keep, sign = words[lang]
    (folder / "nathisamut.yaml").write_bytes(CITY.read_bytes())
    in_(page, lang)
    page.goto(re.sub(r"(?<=\d)/.*", "/review", page.url))
    reach(page, page.locator("[name=id]"))
    page.keyboard.type("anong")
    reach(page, page.get_by_role("button", name=begin))
    page.keyboard.press("Enter")
    reach(page, page.locator("tbody a"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/review/nathisamut"))
    matters = page.locator(".matter")
    reach(page, matters.nth(0))
    page.keyboard.press("j")
    second = matters.nth(1)
    criterion = (second.get_attribute("id") or "").removeprefix("c-")
    assert second.evaluate("one => one === document.activeElement")
    page.keyboard.press("3")  # the worst level: a reason is asked for, and the effect shown with it
    reach(page, second.locator("textarea"))
    page.keyboard.type("not seen on site")
    reach(page, second.locator("[data-try]"))
    second.locator("table.effect").wait_for()
    assert not (folder / "reviews").exists()
    reach(page, second.get_by_role("button", name=keep))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("note=kept"))
    kept = (folder / "reviews" / "nathisamut" / "anong.yaml").read_text(encoding="utf-8")
    assert f'"{criterion}"' in kept
    assert "not seen on site" in kept
    reach(page, page.get_by_role("button", name=sign, exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("note=signed"))
    verify = [sys.executable, "-c", "import cli; cli.main()", "verify", str(folder / "reviews")]
    assert subprocess.run(verify, cwd=ROOT, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_policy_officer_moves_a_slider_sees_who_flips_and_saves_a_variant(
    page: "Page", folder: Path, lang: str
) -> None:
    (folder / "tharnthong.yaml").write_bytes((ROOT / "examples" / "tharnthong.yaml").read_bytes())
    in_(page, lang)
    page.goto(re.sub(r"(?<=\d)/.*", "/policy", page.url))
    assert page.locator("#live-flips tbody tr").count() == 0
    field = page.locator('[name="n:parameters.pass_mark"]')
    reach(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type("98")
    page.keyboard.press("Tab")
    page.locator("#live-flips tbody tr").wait_for()
    page.locator('[data-for="n-parameters.pass_mark"]').fill("50")
    page.locator("#live-flips tbody tr").wait_for(state="detached")
    assert field.input_value() == "50"
    page.fill("#name", "gentle")
    page.locator('button[formaction="/policy/save"]').click()
    page.wait_for_url(re.compile("variant=gentle"))
    assert (folder / "variants" / "gentle.yaml").read_text(encoding="utf-8") == "parameters.pass_mark: 50\n"
    assert field.input_value() == "50"


def reach(page: "Page", target: object) -> None:
    """Goes there with the Tab key, as who has no mouse does."""
    for _ in range(300):
        if target.evaluate("one => one === document.activeElement"):  # type: ignore[attr-defined]
            return
        page.keyboard.press("Tab")
    pytest.fail("the Tab key does not lead there")


def test_a_page_whose_program_is_gone_says_so_and_keeps_what_was_typed(page: "Page", folder: Path) -> None:
    (folder / "nathisamut.yaml").write_bytes(CITY.read_bytes())
    page.goto(re.sub(r"(?<=\d)/.*", "/city/nathisamut.yaml", page.url))
    page.locator("summary", has_text="8").first.click()
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no answer')) }")
    field = page.locator('[name="f:part1.progress.percent"]')
    assert not page.locator("#lost").is_visible()
    field.fill("60")
    field.blur()
    page.locator("#lost").wait_for()
    assert field.input_value() == "60"


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
    page.goto(re.sub(r"(?<=\d)/.*", "/review", page.url))
    page.fill("[name=id]", "anong")
    page.keyboard.press("Enter")
    page.locator("tbody a").first.wait_for()
    for path in ("/", "/city/phuket.yaml", "/city/nathisamut.yaml", "/city/broken.yaml", *REVIEW):
        page.goto(re.sub(r"(?<=\d)/.*", path, page.url))
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
