"""The report as Markdown."""

import re
from collections.abc import Iterator
from itertools import groupby, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_assessment import SAMPLES, both, renewing, weak_draft

from reports.display import score
from reports.lexicon import lexicon
from reports.markdown import render
from reports.markdown_text import bold, inline, markdown
from reports.paper import Gap, Heading, Paper, plain_data
from reports.paper_city import OWN, papers
from reports.terminal import plain
from scoring.models import Assessment

LANGS = ("th", "en")
PIECES = [
    *"\\`*_{}[]<>|~#!$&@+-=.:()",
    "\n",
    "\n\n",
    "    ",
    "http://",
    "www.",
    "1. ",
    "1) ",
    "---",
    "<b>",
    "&amp;",
    "น้ำ",
    "a",
]
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=30).map("".join)
NASTY = "x|y\n\n# [ดู](http://example.invalid) <script>alert(1)</script> **ข** `ค` www.example.invalid a@b.c"


def text(a: Assessment, lang: str = "th") -> str:
    return render(a, lang).decode("utf-8")


def read(written: str) -> str:
    """What a reader sees of escaped text, and nothing but escapes and the one comment may stand in it."""
    bare = written.replace("<!-- -->", "")
    assert not re.search(
        r"[`*_{}\[\]<>|~$&]|://|www\.", re.sub(r"\\[!-/:-@\[-`{-~]", "\0", bare), re.IGNORECASE
    )
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", bare)


def headings(report: str) -> list[str]:
    return re.findall(r"^## (.*)$", report, re.MULTILINE)


@settings(deadline=None)
@given(hostile)
def test_a_text_of_a_city_means_nothing_but_itself(said: str) -> None:
    written = markdown(said)
    assert read(written) == plain(said)
    assert "\n" not in written
    assert not re.match(r"[-+=#>]|\d+[.)](\s|$)", written)
    assert "@<!-- -->" in written or "@" not in said


@settings(deadline=None)
@given(hostile)
def test_bold_ends_where_the_text_does_and_is_nothing_without_one(said: str) -> None:
    written = bold(said)
    assert written == (f"**{inline(said)}**" if plain(said) else "")
    assert read(written.removeprefix("**").removesuffix("**")) == plain(said)


@settings(deadline=None, max_examples=20)
@given(hostile.filter(bool))
def test_no_text_of_a_city_changes_the_shape_of_the_report(said: str) -> None:
    assert shape(text(spoken(said))) == shape(text(spoken("x")))


def spoken(said: str) -> Assessment:
    """The sample with a city's and a reviewer's words replaced."""
    a = renewing()
    findings = tuple(
        each.model_copy(
            update={
                "claim_lines": tuple(
                    line.model_copy(update={"text": both(said, said)}) for line in each.claim_lines
                ),
                "judgements": tuple(one.model_copy(update={"reason": said}) for one in each.judgements),
            }
        )
        for each in a.findings
    )
    ledger = tuple(each.model_copy(update={"explanation": said}) for each in a.ledger)
    city = a.city.model_copy(update={"name": both(said, said), "province": said, "organisation": said})
    return a.model_copy(update={"findings": findings, "ledger": ledger, "city": city})


def shape(report: str) -> list[str]:
    """Each line's kind: heading, list item, row with its cells, words or nothing."""
    kinds = re.findall(r"^(#+ |  - |- |\d+\. |> |\|?)(.*)$", report, re.MULTILINE)
    return [kind + "|" * rest.count(" | ") for kind, rest in kinds]


@pytest.mark.parametrize(("name", "lang"), list(product(SAMPLES, LANGS)))
def test_every_table_has_as_many_cells_in_each_row(name: str, lang: str) -> None:
    lines = [re.sub(r"\\.", "", line) for line in text(SAMPLES[name](), lang).splitlines()]
    tables = [list(rows) for is_row, rows in groupby(lines, key=lambda line: line.startswith("|")) if is_row]
    assert len(tables) >= 4
    assert all(len({row.count("|") for row in rows}) == 1 for rows in tables)
    assert all(re.fullmatch(r"\|( ---:? \|)+", rows[1]) for rows in tables)


@pytest.mark.parametrize(("name", "lang"), list(product(SAMPLES, LANGS)))
def test_no_html_stands_in_the_report_but_line_breaks(name: str, lang: str) -> None:
    assert set(re.findall(r"(?<!\\)<[^>]*>", text(SAMPLES[name](), lang))) <= {"<br>"}


def test_a_name_that_ends_in_a_sign_of_headings_keeps_it() -> None:
    assert text(spoken("ก #")).startswith("# ก \\#\n")


def test_a_hostile_city_makes_no_link_heading_or_html() -> None:
    report = text(spoken(NASTY))
    assert not re.search(r"(?<!\\)\]\(|(?<!\\)<script|^# \[", report, re.MULTILINE)
    assert headings(report) == headings(text(renewing()))


def paper(name: str, lang: str) -> Paper:
    (found,) = papers(SAMPLES[name](), lang)
    return found


@pytest.mark.parametrize(("name", "lang"), list(product(SAMPLES, LANGS)))
def test_the_headings_are_those_of_the_paper_in_its_order(name: str, lang: str) -> None:
    expected = [
        f"{'#' * one.level} {inline(one.text)}" if isinstance(one, Heading) else f"### {inline(one.title)}"
        for one in paper(name, lang).blocks
        if isinstance(one, Heading | Gap)
    ]
    assert text(SAMPLES[name](), lang).startswith(f"{expected[0]}\n")
    assert re.findall(r"^#+ .*$", text(SAMPLES[name](), lang), re.MULTILINE) == expected


@pytest.mark.parametrize(("name", "lang"), list(product(SAMPLES, LANGS)))
def test_whatever_is_on_paper_is_in_the_text(name: str, lang: str) -> None:
    report = text(SAMPLES[name](), lang)
    missing = {said for said in told(plain_data(paper(name, lang).blocks)) if inline(said) not in report}
    assert missing == set()


def told(value: object) -> Iterator[str]:
    """Every text of a paper, but what belongs to how it is drawn."""
    if isinstance(value, dict):
        drawn = {"kind", "look", "state", "svg", "legend", "dot"}
        for key, each in value.items():
            if key not in drawn:
                yield from told(each)
    elif isinstance(value, list):
        for each in value:
            yield from told(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(("name", "lang"), list(product(SAMPLES, LANGS)))
def test_every_criterion_stands_in_the_table_of_weights(name: str, lang: str) -> None:
    a = SAMPLES[name]()
    after = text(a, lang).split(f"### {lexicon(lang, OWN)('weights')}")[1]
    assert [
        each.criterion for each in a.findings if f"| {each.point} {each.title.of(lang)} |" not in after
    ] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_gap_shows_its_points_and_its_remedy_under_its_number(lang: str) -> None:
    a, w = weak_draft(), lexicon(lang)
    for place, gap in enumerate(a.gaps, start=1):
        block = text(a, lang).split(f"\n### {place}. ")[1].split("\n#")[0]
        assert gap.title.of(lang) in block
        assert gap.remedy.of(lang) in block
        assert gap.kind == "gate" or w("points_to_win", points=score(gap.points)) in block


def test_a_score_just_under_the_pass_mark_is_shown_as_the_assessment_has_it() -> None:
    card = renewing().scorecard.model_copy(update={"total": 59.9})
    report = text(renewing().model_copy(update={"scorecard": card}), "en")
    assert "**Total 59.9 out of 100**: Pass mark 60 (under the pass mark)" in report


@pytest.mark.parametrize("lang", LANGS)
def test_every_report_says_who_decides_and_shows_every_number_of_the_policy(lang: str) -> None:
    a = renewing()
    report = text(a, lang)
    assert a.edition.standing.of(lang) in report
    assert a.edition.formula.of(lang) in report
    assert all(f"{inline(entry.name)} | {entry.value} |" in report for entry in a.edition.policy)
    assert all(entry.because.of(lang) in report for entry in a.edition.policy)


def test_both_languages_are_the_one_report_after_the_other() -> None:
    assert render(renewing(), "both") == render(renewing(), "th") + b"\n---\n\n" + render(renewing(), "en")


def test_the_report_ends_in_one_newline() -> None:
    assert re.search(r"\S\n\Z", text(renewing()))
