"""The report of all cities on paper: all figures of the page, and a map that needs no colour."""

import re
from pathlib import Path

import pytest
from printed import pdf_pages
from test_portfolio_report import LANGS, assessed, called, examples, of

from reports.display import number, score
from reports.lexicon import lexicon
from reports.portfolio import Portfolio, portfolio, render
from reports.portfolio_figures import GROUPS, common_gaps, counted, section_losses, spread
from reports.portfolio_paper import heat
from reports.portfolio_spread import legend, picture
from reports.portfolio_view import OWN, View
from reports.speech import Speech


def view(found: Portfolio, lang: str = "en") -> View:
    return View(found, Speech(lang, *OWN))


def many(times: int) -> Portfolio:
    """The examples so many times, each from a file of its own."""
    pairs = [(Path(f"{place:03}{path}"), each) for place in range(times) for path, each in assessed()]
    found = portfolio(pairs, len(pairs))
    assert found is not None
    return found


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_map_has_the_status_of_every_city_at_every_criterion(lang: str) -> None:
    seen = view(examples(), lang)
    made = heat(seen, lexicon(lang, *OWN))
    for line, row in zip(made.lines, seen.rows, strict=True):
        words = [seen.text_of(seen.status(mark.status)) for mark in row.marks]
        assert row.name.of(lang) in line.title
        assert [made.marks[cell].word for cell in line.cells] == words
    assert [each for part in made.parts for each in part.numbers] == [one.number for one in seen.found.points]


def test_no_two_marks_of_the_map_are_alike_without_their_colour() -> None:
    marks = heat(view(examples()), lexicon("en", *OWN)).marks
    assert len({mark.sign for mark in marks}) == len({mark.word for mark in marks}) == len(marks)


def test_every_page_of_the_map_has_the_numbers_of_the_criteria_above_it() -> None:
    found = many(20)
    numbers = [point.number for point in found.points]
    heads = [page for page in pdf_pages(render(found, "pdf", "en")) if "".join(numbers) in page]
    assert len(heads) >= 2
    row = " ".join([f"[{''.join(view(found).signs.values())}]"] * len(numbers))
    assert sum(len(re.findall(row, page)) for page in heads) == len(found.rows)


def test_cities_of_one_name_are_told_apart_by_their_files() -> None:
    text = " ".join(pdf_pages(render(many(2), "pdf", "en")))
    assert all(text.count(f"{place}nathisamut.yaml") >= 2 for place in ("000", "001"))
    assert "nathisamut.yaml" not in " ".join(pdf_pages(render(examples(), "pdf", "en")))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_how_the_scores_are_spread_is_drawn_in_columns_of_as_many_cities(lang: str) -> None:
    steps, w = spread(many(3).rows), lexicon(lang, *OWN)
    drawn = picture(many(3), steps, w)
    over = [int(each) for each in re.findall(r'text-anchor="middle">(\d+)</text>', drawn)]
    assert over == [step.cities for step in steps if step.cities]
    counts = [count for step in steps for count in step.counts.values() if count]
    heights = [float(each) for each in re.findall(r'<rect[^>]* height="([\d.]+)"', drawn)]
    assert [each / sum(heights) for each in heights] == pytest.approx(
        [count / sum(counts) for count in counts], abs=0.01
    )


def test_no_thai_stands_in_the_picture_of_scores_for_an_archive_would_refuse_it() -> None:
    drawn = re.sub(
        r'aria-label="[^"]*"', "", picture(examples(), spread(examples().rows), lexicon("th", *OWN))
    )
    assert not re.search("[\u0e01-\u0e5b]", drawn)


def test_an_edition_without_a_pass_mark_has_no_line_for_it() -> None:
    found, w = examples()._replace(pass_mark=None), lexicon("en", *OWN)
    assert "dasharray" in picture(examples(), spread(found.rows), w)
    assert "dasharray" not in picture(found, spread(found.rows), w)
    assert "dashed" in legend(examples(), w)
    assert "dashed" not in legend(found, w)


def test_every_figure_of_all_cities_is_on_paper() -> None:
    found = examples()
    text = " ".join(pdf_pages(render(found, "pdf", "en")))
    for gap in common_gaps(found):
        figures = f"{number(gap.cities)} {number(gap.counted)} {score(gap.lost)}"
        assert f"{gap.point.number} {gap.point.title.en} {figures}" in text
    for one in section_losses(found):
        assert f"{one.title.en} {score(one.mean)} {score(one.low)} {score(one.lost)}" in text
    for group in GROUPS:
        assert f"{lexicon('en', *OWN)(f'group_{group}')}: {counted(found.rows)[group]}" in text
    for step in spread(found.rows):
        if step.cities:
            assert (
                f"{step.low} to {step.high} {' '.join(map(str, step.counts.values()))} {step.cities}" in text
            )
    assert found.policy_fingerprint in text
    assert found.edition.standing.en in text


@pytest.mark.parametrize("name", ["*_`#[$]{{7*7}}\\u{41}", "ก" * 500, "\u202e\x00\U0001f600"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_city_of_any_name_can_be_printed(name: str, lang: str) -> None:
    assert render(of(called(name), called("ข")), "pdf", lang).startswith(b"%PDF")
