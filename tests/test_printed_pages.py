"""How many sheets of A4 each kept page takes when a browser prints it: a break gone wrong shows here.

`pytest tests/test_printed_pages.py --update-golden` counts anew with the browser of this machine. Another
release of the browser may break one line otherwise: there a page more or less is let pass.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import chromium, opened
from filing import filed, measured_example
from printed import pdf_pages

from forms.editions import shipped
from reports import render
from scoring.assess import assess

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KEPT = Path(__file__).parent / "data" / "printed_pages.json"
CITIES = ("nathisamut", "tharnthong")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    yield from chromium()


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("city", CITIES)
def test_a_page_prints_on_as_many_sheets_as_it_did(
    browser: "Browser", city: str, lang: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    name = f"{city}.{lang}.html"
    result = assess(filed(measured_example(city)), shipped(), way_out=True)
    (tmp_path / name).write_bytes(render(result, "html", lang))
    sheets = pdf_pages(opened(browser, tmp_path / name).pdf(prefer_css_page_size=True))
    assert all(sheet.strip() for sheet in sheets)  # none is blank
    release = browser.version.partition(".")[0]
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    if pytestconfig.getoption("--update-golden"):
        kept = {**kept, "browser": release, name: len(sheets)}
        KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    spare = 0 if release == kept["browser"] else 1
    assert abs(len(sheets) - kept[name]) <= spare


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("city", CITIES)
def test_a_filed_citys_page_is_light_enough_to_send(city: str, lang: str) -> None:
    result = assess(filed(measured_example(city)), shipped(), way_out=True)
    assert len(render(result, "html", lang)) < 300_000  # its fonts and its script among them
