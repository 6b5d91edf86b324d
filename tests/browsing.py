"""A real browser for the tests of pages; they are skipped where a machine has none."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def chromium() -> "Iterator[Browser]":
    """A browser of this machine, closed afterwards: the body of a fixture."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine (looked for: " + ", ".join(BROWSERS) + ")")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=found)
        yield browser
        browser.close()


def opened(
    browser: "Browser", path: Path, width: int = 1280, scheme: Scheme = "light", script: bool = True
) -> "Page":
    """The page, offline, in a window of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        offline=True,
        java_script_enabled=script,
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page
