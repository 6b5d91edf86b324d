"""The pictures of the README and of docs/: `python docs/pictures.py`.

They take playwright, Chromium, LibreOffice and poppler.

A report is of an example; the comparison of two policies is of invented cities, made from the examples; the
forms are blank, as printed pages.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from benchmarks.cities import cities, yaml_lines
from scoring.documents import document

ROOT = Path(__file__).parent.parent
PICTURES = Path(__file__).parent / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
RENEWAL = "from cli import main; main()"  # the command `renewal`, installed or not
LARGEST = 300_000
CITIES, MARKS = 60, ("draft", "illustrative")  # an invented city is neither
SETS = ("weights.cdp=30", "pass_mark=65", "gates.progress.min=45")


class Picture(NamedTuple):
    """What is asked for (`{cities}`: the folder of invented cities), how much is seen, how finely."""

    asked: tuple[str, ...]
    lang: str
    height: int
    scale: float


COMPARE = ("policy", "compare", "{cities}", "--no-cache", *(f"--set={each}" for each in SETS))
SHOWN = {
    "report-th": Picture(("score", "examples/tharnthong.yaml"), "th", 1150, 1.3),
    "compare-th": Picture(COMPARE, "th", 1950, 1),
    "compare-en": Picture(COMPARE, "en", 1950, 1),
    "portfolio-th": Picture(("score", "{cities}"), "th", 1500, 1),
    "changed-th": Picture(("compare", "examples/nathisamut.yaml", "examples/tharnthong.yaml"), "th", 1100, 1),
}


class Page(NamedTuple):
    """A page of a blank form: its format, which page of the print, and how finely, in dots an inch."""

    format_: str
    number: int
    dots: int


PAGES = {
    "form-word-part1": Page("docx", 4, 70),
    "form-word-item9": Page("docx", 6, 60),
    "form-word-part2": Page("docx", 17, 70),
    "form-excel-guide": Page("xlsx", 1, 70),
    "form-excel-answers": Page("xlsx", 3, 70),
    "form-excel-results": Page("xlsx", 11, 70),
}


# The first page of what is printed: what is asked for, in Thai.
PRINTED = {
    "report-pdf": ("score", "examples/tharnthong.yaml"),
    "memo-pdf": ("memo", "examples/tharnthong.yaml"),
    "answer-sheet-pdf": ("answer-sheet", "examples/nathisamut.yaml"),
}
DOTS = 70  # an inch


def main() -> None:
    """Every picture; one too large for a README is an error."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=installed())
        invented = Path(folder) / "cities"
        write_cities(invented, CITIES)
        for name, picture in SHOWN.items():
            page = Path(folder) / f"{name}.html"
            asked = [each.format(cities=invented) for each in picture.asked]
            asked += ["--format", "html", "--lang", picture.lang, "-o", str(page)]
            subprocess.run([sys.executable, "-c", RENEWAL, *asked], cwd=ROOT, check=True)
            shoot(browser, page, PICTURES / f"{name}.png", picture)
        browser.close()
        for format_ in ("docx", "xlsx"):
            print_form(format_, Path(folder))
        for name, letter in PRINTED.items():
            pdf = Path(folder) / f"{name}.pdf"
            made = [*letter, "--format", "pdf", "--lang", "th", "-o", str(pdf)]
            subprocess.run([sys.executable, "-c", RENEWAL, *made], cwd=ROOT, check=True)
            take(pdf, 1, DOTS, name)


def take(pdf: Path, number: int, dots: int, name: str) -> None:
    """One page of a print."""
    shown = ("-r", str(dots), "-png", "-singlefile", "-f", str(number), "-l", str(number))
    subprocess.run(
        ["pdftoppm", *shown, str(pdf), str(PICTURES / name)], check=True, stderr=subprocess.DEVNULL
    )


def print_form(format_: str, folder: Path) -> None:
    """The pages of a blank form, as LibreOffice prints them."""
    form = folder / f"form.{format_}"
    asked = ("form", "new", "--format", format_, "--lang", "th", "-o", str(form))
    subprocess.run([sys.executable, "-c", RENEWAL, *asked], cwd=ROOT, check=True)
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(form)]
    subprocess.run(convert, check=True, capture_output=True)
    for name, page in PAGES.items():
        if page.format_ == format_:
            take(form.with_suffix(".pdf"), page.number, page.dots, name)


def installed() -> str | None:
    """A browser of this machine; None lets playwright use its own, if it has one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def write_cities(folder: Path, count: int) -> None:
    """Submissions of invented cities, each with a name of its own."""
    folder.mkdir(exist_ok=True)
    for name, lines in invented_cities(count):
        (folder / name).write_text("\n".join(lines), encoding="utf-8")


def invented_cities(count: int) -> Iterator[tuple[str, Iterator[str]]]:
    """The name and the lines of each file."""
    for number, (name, raw) in enumerate(cities(count), start=1):
        data: Any = document(name, raw).data
        filed = {key: value for key, value in data.items() if key not in MARKS}
        named = {"th": f"เมืองสมมติที่ {number}", "en": f"Invented Town {number}"}
        filed["city"] = {**filed["city"], "id": f"invented-{number:02}", "name": named}
        yield f"invented-{number:02}.yaml", yaml_lines(filed)


def shoot(browser: Browser, page: Path, path: Path, picture: Picture) -> None:
    """The top of the page, as a reader first sees it."""
    context = browser.new_context(
        viewport={"width": 960, "height": picture.height},
        device_scale_factor=picture.scale,
        color_scheme="light",
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.evaluate("document.fonts.ready")
    tab.screenshot(path=path)
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path.name} has {path.stat().st_size:,} bytes; at most {LARGEST:,}")


if __name__ == "__main__":
    main()
