"""The whole reports of two invented cities, kept as they should read: one renews, one is stopped by a gate.
Beside them, the comparison of two policies over all examples.

`pytest tests/test_golden.py --update-golden` writes them anew; look at what changed before you keep it.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from filing import filed, measured_example
from printed import pdf_pages, word_lines
from sample_comparison import of_examples
from sheets_read import read_as_text

from forms.editions import shipped
from reports import comparison, render
from scoring.assess import assess
from scoring.models import Assessment

GOLDEN = Path(__file__).parent / "golden"
CITIES = ("nathisamut", "tharnthong")
SUFFIXES = {"text": "txt", "md": "md", "html": "html"}
KEPT = {
    **{
        f"{city}.{lang}.{suffix}": (city, format_, lang)
        for city in CITIES
        for lang in ("th", "en")
        for format_, suffix in SUFFIXES.items()
    },
    **{f"{city}.json": (city, "json", "en") for city in CITIES},
}
PRINTED = {  # a page or a paragraph a line
    f"nathisamut.{lang}.{format_}.txt": (format_, lang)
    for format_ in ("pdf", "docx")
    for lang in ("th", "en")
}
BOOKS = {"nathisamut.th.xlsx.txt": ("nathisamut", "th")}  # what is shown in each cell
COMPARED = {
    f"compare.{lang}.{suffix}": (format_, lang)
    for lang in ("th", "en")
    for format_, suffix in (("text", "txt"), ("html", "html"))
}
FONT = re.compile(r"(?<=base64,)[A-Za-z0-9+/=]+")


ENGINE = {"engine": "durable-rules", "engine_version": "2.0.28"}  # the one that the reports kept name


@cache
def assessed(city: str) -> Assessment:
    """The assessment by whichever engine serves here, under the name of the one that the reports name."""
    result = assess(filed(measured_example(city)), shipped(), way_out=True)
    return result.model_copy(update={"provenance": result.provenance.model_copy(update=ENGINE)})


def report(name: str) -> str:
    """The report as it is now; the fonts inside a page are left out, which are files of their own."""
    if name in COMPARED:
        format_, lang = COMPARED[name]
        text = comparison.render(of_examples(), format_, lang, width=80).decode("utf-8")
    elif name in BOOKS:
        city, lang = BOOKS[name]
        return read_as_text(render(assessed(city), "xlsx", lang), "xlsx") + "\n"
    elif name in PRINTED:
        format_, lang = PRINTED[name]
        lines = {"pdf": pdf_pages, "docx": word_lines}[format_](render(assessed("nathisamut"), format_, lang))
        return "\n".join(lines) + "\n"
    else:
        city, format_, lang = KEPT[name]
        text = render(assessed(city), format_, lang, width=80).decode("utf-8")
    return FONT.sub("", text) if format_ == "html" else text


@pytest.mark.parametrize("name", [*KEPT, *BOOKS, *PRINTED, *COMPARED])
def test_a_report_reads_as_it_should(name: str, pytestconfig: pytest.Config) -> None:
    path = GOLDEN / name
    if pytestconfig.getoption("--update-golden"):
        path.write_bytes(report(name).encode("utf-8"))
    assert report(name).splitlines() == path.read_text("utf-8").splitlines()


def test_nothing_else_is_kept() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {*KEPT, *BOOKS, *PRINTED, *COMPARED}


def test_the_two_cities_are_one_that_renews_and_one_that_a_gate_stops_whatever_its_score() -> None:
    renewed, stopped = assessed("tharnthong"), assessed("nathisamut")
    assert renewed.recommendation.verdict == "renew"
    assert stopped.recommendation.verdict == "revoke"
    assert [gate.id for gate in stopped.gates if not gate.holds] == ["progress"]
    assert stopped.scorecard.total > (stopped.scorecard.pass_mark or 100)


def test_a_page_differs_from_the_one_kept_by_its_fonts_alone() -> None:
    page = render(assessed("nathisamut"), "html", "en").decode("utf-8")
    fonts = FONT.findall(page)
    assert len(fonts) == 4
    assert all(len(font) > 1000 for font in fonts)
