"""The pictures of docs/guides/, from the running workbench: `python docs/guide_pictures.py`.

They take playwright and Chromium. A guide's own steps are done, in each language, in a folder made for it.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pictures import LARGEST, PICTURES, RENEWAL, ROOT, installed, write_cities
from playwright.sync_api import Browser, Locator, Page, sync_playwright

LANGUAGES = {"th": "ไทย", "en": "English"}
EXAMPLES = ROOT / "examples"
WIDTH, HEIGHT, MARGIN = 1000, 760, 16  # pixels of the window, and around what is shown


class Guide:
    """One guide being followed, in one language."""

    def __init__(self, page: Page, name: str, lang: str) -> None:
        self.page = page
        self.lang = lang
        self._name, self._number = name, 0

    def go(self, path: str) -> None:
        """To a page of the workbench."""
        self.page.goto(re.sub(r"(?<=\d)/.*", path, self.page.url))

    def shoot(self, top: Locator, height: int = HEIGHT) -> None:
        """The next picture: the window from the top of something on the page."""
        self.page.set_viewport_size({"width": WIDTH, "height": height})
        top.evaluate(
            "(one, margin) => scrollTo(0, one.getBoundingClientRect().top + scrollY - margin)", MARGIN
        )
        self.page.evaluate("document.fonts.ready")
        self._number += 1
        path = PICTURES / f"guide-{self._name}-{self._number}-{self.lang}.png"
        self.page.screenshot(path=path, caret="initial")
        if path.stat().st_size > LARGEST:
            raise SystemExit(f"{path.name} has {path.stat().st_size:,} bytes; at most {LARGEST:,}")


def city(guide: Guide, folder: Path) -> None:
    """A form is dropped in, what it lacks is seen, a field is filled in and saved."""
    with tempfile.TemporaryDirectory() as desk:
        form = Path(desk) / "nathisamut.docx"
        convert = ("form", "convert", "examples/nathisamut.yaml", str(form), "--lang", "th")
        subprocess.run([sys.executable, "-c", RENEWAL, *convert], cwd=ROOT, check=True)
        _fill_in(guide, form)


def _fill_in(guide: Guide, form: Path) -> None:
    page = guide.page
    page.set_input_files("#form", form)
    guide.shoot(page.locator("body"), 420)
    page.locator("form.drop button").click()
    page.wait_for_url(re.compile("/draft/"))
    guide.shoot(page.locator("body"))
    page.locator("summary", has_text="8").first.click()
    page.fill('[name="f:part1.progress.percent"]', "60")
    page.keyboard.press("Tab")
    page.locator("#live-effect table").wait_for()
    guide.shoot(page.locator("#gaps"))
    page.locator("button[formaction]").click()
    page.wait_for_url(re.compile("saved"))


def reviewer(guide: Guide, folder: Path) -> None:
    """Who reviews, the queue, one matter with what judging it does, and the signature."""
    page = guide.page
    write_cities(folder, 6)
    for name in ("nathisamut.yaml", "tharnthong.yaml"):
        shutil.copy(EXAMPLES / name, folder)
    guide.go("/review")
    page.fill("[name=id]", "anong")
    page.fill("[name=name]", {"th": "อนงค์ ใจดี", "en": "Anong Jaidee"}[guide.lang])
    page.keyboard.press("Enter")
    page.locator("tbody a").first.wait_for()
    guide.shoot(page.locator("body"))
    guide.go("/review/nathisamut.yaml")
    matter = page.locator(".matter").nth(1)
    matter.get_by_role("radio").nth(1).check()
    matter.locator("table.effect").wait_for()
    guide.shoot(matter, 1120)
    matter.locator("textarea").fill(
        {"th": "ยังไม่เห็นหลักฐานของทุกข้อ", "en": "not every item is shown"}[guide.lang]
    )
    matter.locator("button[value=save]").click()
    page.wait_for_url(re.compile("note=kept"))
    guide.shoot(page.locator("section", has=page.locator("#sign-title")), 360)


def policy(guide: Guide, folder: Path) -> None:
    """A number is moved, and who flips is seen, then all cities."""
    page = guide.page
    write_cities(folder, 40)
    guide.go("/policy")
    page.locator('[data-for="n-parameters.pass_mark"]').fill("68")
    page.locator("#live-flips tbody tr").first.wait_for()
    guide.shoot(page.locator("body"), 900)
    guide.shoot(page.locator("section", has=page.locator("#heat-title")), 560)


GUIDES: dict[str, Callable[[Guide, Path], None]] = {one.__name__: one for one in (city, reviewer, policy)}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a workbench of the folder."""
    command = [sys.executable, "-c", RENEWAL, "serve", str(folder), "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        yield running.stdout.readline().strip()
        running.terminate()


def follow(browser: Browser, name: str, lang: str) -> None:
    """Every step of a guide, with its pictures."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        page = browser.new_page(color_scheme="light")
        page.goto(address)
        page.get_by_role("button", name=LANGUAGES[lang]).click()
        GUIDES[name](Guide(page, name, lang), Path(folder))
        page.close()


def main() -> None:
    """Every guide in both languages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed())
        for name in GUIDES:
            for lang in LANGUAGES:
                follow(browser, name, lang)
        browser.close()


if __name__ == "__main__":
    main()
