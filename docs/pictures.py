"""The pictures of the README, made from the examples: `python docs/pictures.py` (playwright and Chromium)."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
PICTURES = Path(__file__).parent / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
REPORTS = {"report-th": ("examples/tharnthong.yaml", "th")}
RENEWAL = "from cli import main; main()"  # the command `renewal`, installed or not
SIZE, SCALE, LARGEST = {"width": 960, "height": 1150}, 1.3, 300_000


def main() -> None:
    """One picture for each report; a picture too large for a README is an error."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=installed())
        for name, (example, lang) in REPORTS.items():
            page = Path(folder) / f"{name}.html"
            asked = ["score", example, "--format", "html", "--lang", lang, "-o", str(page)]
            subprocess.run([sys.executable, "-c", RENEWAL, *asked], cwd=ROOT, check=True)
            shoot(browser, page, PICTURES / f"{name}.png")
        browser.close()


def installed() -> str | None:
    """A browser of this machine; None lets playwright use its own, if it has one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def shoot(browser: Browser, page: Path, picture: Path) -> None:
    """The top of the page, as a reader first sees it."""
    tab = browser.new_context(viewport=SIZE, device_scale_factor=SCALE, color_scheme="light").new_page()  # type: ignore[arg-type]
    tab.goto(page.as_uri())
    tab.evaluate("document.fonts.ready")
    tab.screenshot(path=picture)
    if picture.stat().st_size > LARGEST:
        raise SystemExit(f"{picture.name} has {picture.stat().st_size:,} bytes; at most {LARGEST:,}")


if __name__ == "__main__":
    main()
