"""A report scored with numbers set otherwise says so, first of all and where it says how it was computed."""

from itertools import product

import pytest
from filing import example, filed
from test_html_report import Page

from reports import render
from reports.changes import named, told
from reports.html import page_style
from reports.speech import Speech
from reports.summary import render as table
from reports.summary import summary_row
from reports.words import words
from scoring.assess import assess
from scoring.edition import Edition
from scoring.models import Assessment, Bilingual, NumberChanged
from scoring.variants import assignment, varied

LANGS = ("th", "en")
SET = (
    "weights.cdp=30",
    "gates.progress.min=60",
    "credits.partial=2/3",
    "floors.zone=35",
    "weights.outcome=3",
)
every = pytest.mark.parametrize(("format_", "lang"), list(product(("text", "md", "html"), LANGS)))


@pytest.fixture(scope="module")
def changed(edition: Edition) -> Assessment:
    variant = varied(edition, [assignment(text) for text in SET])
    return assess(filed(example("tharnthong")), variant)


@pytest.fixture(scope="module")
def unchanged(edition: Edition) -> Assessment:
    return assess(filed(example("tharnthong")), edition)


def report(a: Assessment, format_: str, lang: str) -> str:
    """What a reader sees of a report, on a page so wide that nothing is wrapped."""
    content = render(a, format_, lang, width=10_000)
    text = Page(content).text if format_ == "html" else content.decode()
    return " ".join(text.replace("\\", "").split())


@every
def test_a_report_says_at_the_top_that_numbers_were_changed_and_which(
    changed: Assessment, format_: str, lang: str
) -> None:
    top = report(changed, format_, lang).split(words(lang)("recommendation"))[0]
    assert words(lang)("mark_changed") in top
    assert words(lang)("changed_explained", count=len(SET)) in top
    for change in changed.edition.changes:
        assert told(change).of(lang) in top


@every
def test_it_says_so_again_where_it_says_how_it_was_computed(
    changed: Assessment, format_: str, lang: str
) -> None:
    method = report(changed, format_, lang).rpartition(words(lang)("formula"))[2]
    assert words(lang)("changed") in method
    for change in changed.edition.changes:
        for said in (named(change), change.was_shown, change.shown):
            assert said.of(lang) in method


@every
def test_a_report_with_the_editions_own_numbers_says_nothing_of_it(
    unchanged: Assessment, format_: str, lang: str
) -> None:
    text = report(unchanged, format_, lang)
    assert words(lang)("mark_changed") not in text
    assert words(lang)("changed") not in text


@pytest.mark.parametrize("format_", ["text", "html"])
def test_of_many_changes_the_top_names_the_first_and_counts_the_others(
    changed: Assessment, format_: str
) -> None:
    many = changed.edition.model_copy(update={"changes": changed.edition.changes * 3})
    a = changed.model_copy(update={"edition": many})
    top = report(a, format_, "en").split(words("en")("recommendation"))[0]
    shown = {"text": 5, "html": 6}[format_]
    assert sum(top.count(told(one).en) for one in changed.edition.changes) == shown
    assert words("en")("more_lines", count=15 - shown) in top


def test_the_command_that_makes_the_result_again_sets_the_same_numbers(changed: Assessment) -> None:
    for format_ in ("text", "md", "html"):
        line = report(changed, format_, "en")
        sets = (f"--set {one.name}={one.value}" for one in changed.edition.changes)
        assert " ".join(sets) in line


def test_every_printed_page_of_it_is_marked(changed: Assessment, unchanged: Assessment) -> None:
    mark = words("en")("mark_changed").split()[-1]
    assert mark in str(page_style(changed, Speech("en")))
    assert mark not in str(page_style(unchanged, Speech("en")))


def test_the_table_of_many_cities_says_so_once(changed: Assessment, unchanged: Assessment) -> None:
    rows = [summary_row(changed)] * 2
    text = " ".join(table(rows, "en", width=10_000).decode().split())
    assert text.count(words("en")("changed")) == 1
    assert all(told(one).en in text for one in changed.edition.changes)
    assert words("en")("changed") not in table([summary_row(unchanged)], "en").decode()


def label(th: str, en: str) -> Bilingual:
    return Bilingual(th=th, en=en)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("weights.sections.cdp", "weight of the section “it”"),
        ("weights.stages.outcome", "weight of the criteria at the stage “it”"),
        ("weights.criteria.cdp.exchange", "weight of the criterion “it”"),
        ("credits.partial", "credit of the level “it”"),
        ("floors.zone", "floor of the section “it”"),
        ("parameters.pass_mark", "it"),
        ("gates.boundary.overlaps.max", "it"),
        ("levels.zone.swot.partial.swot_parts.min", "it"),
    ],
)
def test_a_number_is_called_by_its_label_and_where_that_says_only_which_by_what_it_is(
    name: str, said: str
) -> None:
    it = label("มัน", "it")
    change = NumberChanged(name=name, label=it, was="1", was_shown=it, value="2", shown=it)
    assert named(change).en == said
    assert told(change).en == f"{said}: it → it"
