"""Every format of the report gives the same figures: read back from each as its readers read it."""

import datetime
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import pytest
from filing import EXAMPLES, filed, measured_example
from printed import pdf_pages, word_lines
from sample_assessment import SAMPLES
from sheets_read import book, facts, rows, table

from forms.editions import shipped
from reports import FORMATS, render
from reports.display import BUDDHIST_ERA, number
from reports.words import words
from scoring.assess import assess
from scoring.models import Assessment

FIGURE = r"(\d+\.\d)"
TAG = re.compile(r"<[^>]+>")
SECTION_HEAD = "Section"
WAY_OUT = words("en")("way_out")


class Figures(NamedTuple):
    """What must be the same: the total with its bounds, each section's score, the points of each gap."""

    total: float
    low: float
    high: float
    sections: dict[str, float | None]
    gaps: list[float]


@cache
def assessed(name: str) -> Assessment:
    """A city of the examples, or an assessment made by hand."""
    if name in SAMPLES:
        return SAMPLES[name]()
    return assess(filed(measured_example(name)), shipped(), way_out=True)


def figure(written: str) -> float | None:
    return None if written in {"–", ""} else float(written)


def titles(name: str) -> list[str]:
    return [section.title.en for section in assessed(name).scorecard.sections]


def of_text(raw: bytes, name: str) -> Figures:
    text = raw.decode("utf-8")
    scores = {
        title: figure(re.findall(rf"{re.escape(title)}\s+[█░┃ ]*\s*(\d+\.\d|–)", text)[0])
        for title in titles(name)
    }
    part = re.findall(r"^Gaps \(\d+\)\n(.*?)(?:\n\n\S|\Z)", text, re.DOTALL | re.MULTILINE)
    return written(text, rf"{FIGURE} out of 100", scores, "".join(part))


def of_markdown(raw: bytes, name: str) -> Figures:
    text = raw.decode("utf-8").replace("\\", "")
    scores = {
        title: figure(re.findall(rf"^- \*\*{re.escape(title)}\*\*: ([\d.–]+) ", text, re.MULTILINE)[0])
        for title in titles(name)
    }
    part = re.findall(r"^## Gaps.*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return written(text, rf"Total {FIGURE} out of 100", scores, "".join(part))


def of_page(raw: bytes, name: str) -> Figures:
    page = raw.decode("utf-8")
    head = r'<th role="rowheader" scope="row">{}</th>\s*<td[^>]*>(?:<strong>)?([\d.–]+)'
    scores = {title: figure(re.findall(head.format(re.escape(title)), page)[0]) for title in titles(name)}
    part = re.findall(r'<section[^>]* id="gaps".*?</section>', page, re.DOTALL)
    return written(TAG.sub("", page), rf"Total {FIGURE} out of 100", scores, TAG.sub("", "".join(part)))


def written(text: str, total: str, sections: dict[str, float | None], gaps: str) -> Figures:
    """The figures of a report in sentences: no range is said where nothing is open."""
    now = float(re.findall(total, text)[0])
    low, high = (re.findall(rf"Possible range {FIGURE} to {FIGURE}", text) or [(now, now)])[0]
    points = [float(won) for won in re.findall(rf"{FIGURE} points to win", gaps)]
    return Figures(now, float(low), float(high), sections, points)


def of_json(raw: bytes, _: str) -> Figures:
    data: dict[str, Any] = json.loads(raw)
    card = data["scorecard"]
    sections = {each["title"]["en"]: each["score"] for each in card["sections"]}
    gaps = [gap["points"] for gap in data["gaps"] if gap["kind"] == "criterion"]
    return Figures(card["total"], card["low"], card["high"], sections, gaps)


def of_workbook(raw: bytes, name: str) -> Figures:
    said = facts(raw, "Summary")
    lines = list(book(raw)["Summary"].iter_rows(values_only=True))
    start = next(place for place, row in enumerate(lines) if row[0] == SECTION_HEAD)
    scores = {row[0]: row[1] for row in lines[start + 1 : start + 1 + len(titles(name))]}
    won = [row["Points if mended alone"] for row in rows(raw, "Gaps")]
    points = [points for points in won if points is not None]
    return Figures(
        said["Total"], said["Lowest possible total"], said["Highest possible total"], scores, points
    )


def of_table(raw: bytes, _: str) -> Figures:
    found = table(raw)
    scores = {row["Section"]: figure(row["Section score"]) for row in found}
    won = [float(row["Points if mended alone"]) for row in found if row["Points if mended alone"]]
    first = found[0]
    names = ("Total", "Lowest possible total", "Highest possible total")
    total, low, high = (float(first[each]) for each in names)
    return Figures(total, low, high, scores, sorted(won, reverse=True))


def of_paper(text: str, name: str) -> Figures:
    """A report on paper: a section's title, then its score."""
    scores = {
        title: figure(re.findall(rf"{re.escape(title)}\s+(\d+\.\d|–)", text)[0]) for title in titles(name)
    }
    part = re.findall(r"Gaps \(\d+\)\s.*?(?=Judgements still open \(\d+\)\s)", text, re.DOTALL)
    return written(text, rf"Total {FIGURE} out of 100", scores, "".join(part[:1]).partition(WAY_OUT)[0])


def of_pdf(raw: bytes, name: str) -> Figures:
    return of_paper("\n".join(pdf_pages(raw)), name)


def of_word(raw: bytes, name: str) -> Figures:
    return of_paper("\n".join(word_lines(raw)), name)


READ: Mapping[str, Callable[[bytes, str], Figures]] = {
    "text": of_text,
    "md": of_markdown,
    "html": of_page,
    "json": of_json,
    "xlsx": of_workbook,
    "csv": of_table,
    "pdf": of_pdf,
    "docx": of_word,
}


@pytest.mark.parametrize("name", [*EXAMPLES, *SAMPLES])
@pytest.mark.parametrize("format_", READ)
def test_every_format_gives_the_figures_of_the_assessment(name: str, format_: str) -> None:
    found = assessed(name)
    read = READ[format_](render(found, format_, "en", width=200), name)
    card, points = found.scorecard, [gap.points for gap in found.gaps if gap.kind == "criterion"]
    assert (read.total, read.low, read.high) == (card.total, card.low, card.high)
    assert read.sections == {section.title.en: section.score for section in card.sections}
    assert read.gaps == points


def test_no_format_is_left_out() -> None:
    assert set(READ) == set(FORMATS)


# The city's own figures


def in_a_row(raw: bytes, format_: str) -> str:
    """What a report says, one space between words and figures."""
    if format_ == "xlsx":
        rows = book(raw)["Figures"].iter_rows(values_only=True)
        text = " ".join(cell if isinstance(cell, str) else shown(cell) for row in rows for cell in row)
    elif format_ in {"pdf", "docx"}:
        text = " ".join({"pdf": pdf_pages, "docx": word_lines}[format_](raw))
    else:
        text = TAG.sub(" ", raw.decode("utf-8"))
    return re.sub(r"[\s|]+", " ", text)


def shown(cell: Any) -> str:
    """A figure as other formats write it; a year has no separator."""
    if cell is None or isinstance(cell, datetime.datetime):
        return ""
    return str(cell) if 2_400 < cell < 2_800 else number(cell)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("format_", ["md", "html", "xlsx", "pdf", "docx"])
def test_every_format_that_shows_the_citys_own_figures_shows_the_same(name: str, format_: str) -> None:
    found = assessed(name).portrait
    text = in_a_row(render(assessed(name), format_, "en"), format_)
    for one in found.domains:
        counts = " ".join(map(number, (one.planned, one.in_progress, one.done)))
        assert re.search(rf"{re.escape(one.title.en)} (yes |– )?{counts}", text)
    for year in found.money.years:
        if year.planned is not None and year.invested is not None:
            assert f"{year.year + BUDDHIST_ERA} {number(year.planned)} {number(year.invested)}" in text
    if found.money.planned is not None and found.money.invested is not None:
        assert f"Whole plan {number(found.money.planned)} {number(found.money.invested)}" in text
