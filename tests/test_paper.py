"""A report on paper: everything of the assessment is on it, in PDF and in Word, with the same figures."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache

import pytest
import sample_assessment as sample
from filing import EXAMPLES, example, filed
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import pdf_pages, word_lines
from test_golden import assessed

from forms.editions import shipped
from reports import pdf, render, word
from reports.paper import Paper, Scales, plain_data
from reports.paper_city import papers
from reports.sarabun import FOREIGN, printable
from reports.typesetting import DATE
from reports.words import words
from scoring.assess import assess
from scoring.models import Assessment

every_sample = pytest.mark.parametrize("name", sample.SAMPLES)
HOSTILE = [
    '</w:t></w:p><script>alert(1)</script> #read("/etc/passwd") {{7*7}} {% x %} $x$ *b* _i_ `c` \\u{41}',
    "=HYPERLINK(1) \u202e\u2066\u200b\u0000\x07 ชื่อ\u200dเมือง",
    "\U0001f600 漢字 \ufffe",
    "W" * 10_000,
    "ก" * 10_000,
    "#" * 40 + "[" * 40,
]


@cache
def paper(name: str, lang: str = "th") -> Paper:
    (found,) = papers(sample.SAMPLES[name](), lang)
    return found


def said(value: object) -> Iterator[str]:
    """Every text of a paper, pictures left out."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in {"svg", "kind", "digits"}:
                yield from said(each)
    elif isinstance(value, list):
        for each in value:
            yield from said(each)
    elif isinstance(value, str):
        yield value


def words_of(found: Paper) -> str:
    return "\n".join(said(plain_data(found)))


def named(a: Assessment, text: str) -> Assessment:
    """The same with this text for all that a city names itself by."""
    city = {"name": sample.both(text, text), "organisation": text, "province": text}
    project = a.portrait.projects[0].model_copy(update={"name": text})
    portrait = a.portrait.model_copy(update={"projects": (project,)})
    return a.model_copy(update={"city": a.city.model_copy(update=city), "portrait": portrait})


@every_sample
@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_criterion_gap_gate_and_number_of_the_policy_is_on_paper(name: str, lang: str) -> None:
    a, text = sample.SAMPLES[name](), words_of(paper(name, lang))
    titles = [one.title for one in a.findings] + [one.title for one in a.gates]
    titles += [one.title for one in a.scorecard.sections]
    assert all(title.of(lang) in text for title in titles)
    assert all(gap.remedy.of(lang) in text for gap in a.gaps)
    assert all(one.because.of(lang) in text for one in a.edition.policy)
    assert all(
        one.question is None or one.question.of(lang) in text for one in a.findings if one.status == "pending"
    )
    assert a.edition.standing.of(lang) in text
    assert a.provenance.submission_fingerprint in text


@every_sample
def test_the_first_page_says_what_decides_and_shows_each_section_against_its_floor(name: str) -> None:
    a, found = sample.SAMPLES[name](), paper(name)
    blocks = found.blocks[: next(n for n, each in enumerate(found.blocks) if type(each).__name__ == "Break")]
    first = "\n".join(said([plain_data(each) for each in blocks]))
    assert words("th")(f"verdict_{a.recommendation.verdict}") in first
    assert a.edition.standing.th in first
    total, sections = (each for each in blocks if isinstance(each, Scales))
    assert [each.score for each in total.rows] == [a.scorecard.total]
    assert [(each.score, each.mark) for each in sections.rows] == [
        (one.score, one.floor) for one in a.scorecard.sections
    ]


@every_sample
def test_the_first_page_is_one_page(name: str) -> None:
    pages = pdf_pages(render(sample.SAMPLES[name](), "pdf", "th"))
    assert words("th")("why") in pages[1]
    assert words("th")("why") not in pages[0]


@pytest.mark.parametrize("city", EXAMPLES)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_decides_fills_one_page_however_much_is_open(city: str, lang: str) -> None:
    report = assess(filed(example(city)), shipped(), way_out=True)
    first, second = pdf_pages(render(report, "pdf", lang))[:2]
    assert words(lang)("completeness") in first
    assert words(lang)("why") in second


@pytest.mark.parametrize("format_", ["pdf", "docx"])
@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_the_same_assessment_makes_the_same_bytes(format_: str, lang: str) -> None:
    assert render(sample.renewing(), format_, lang) == render(sample.renewing(), format_, lang)


def test_a_pdf_is_tagged_and_of_the_kind_for_archives() -> None:
    raw = render(assessed("nathisamut"), "pdf", "th")
    assert b"/MarkInfo" in raw
    assert b"<pdfaid:part>2</pdfaid:part>" in raw
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in raw
    assert raw.count(b"/Alt") >= 2  # the pictures


def test_each_page_says_the_city_the_fingerprint_and_its_number() -> None:
    a = assessed("tharnthong")
    pages = pdf_pages(render(a, "pdf", "en"))
    for number, page in enumerate(pages, 1):
        assert a.city.name.en in page
        assert a.provenance.submission_fingerprint.removeprefix("sha256:")[:12] in page
        assert f"{number}/{len(pages)}" in page


def test_in_both_languages_the_thai_report_comes_first() -> None:
    lines = word_lines(render(sample.renewing(), "docx", "both"))
    th, en = (words(lang)("report_title") for lang in ("th", "en"))
    assert lines.index(th) < lines.index(en)
    assert len(pdf_pages(render(sample.renewing(), "pdf", "both"))) > 2


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_word_file_says_what_the_paper_says(lang: str) -> None:
    a = assessed("nathisamut")
    text = "\n".join(word_lines(render(a, "docx", lang)))
    (found,) = papers(a, lang)
    over = {*found.over, found.under, found.page, found.title, "quiet", "strong", "yes", "no", "open", "none"}
    dots = {each.dot for each in found.blocks if isinstance(each, Scales)}
    pictures = {each["said"] for each in plain_data(found)["blocks"] if each["kind"] == "picture"}
    for each in said(plain_data(found) | {"lang": ""}):
        if each not in over | dots | pictures:
            assert " ".join(each.split()) in text


def test_a_picture_in_word_is_told_to_who_cannot_see_it() -> None:
    with zipfile.ZipFile(io.BytesIO(render(assessed("nathisamut"), "docx", "en"))) as archive:
        body = archive.read("word/document.xml").decode()
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 2
    assert len(re.findall(r'descr="[^"]{10,}', body)) == 2


def test_every_letter_that_the_font_is_said_to_have_is_printed_and_no_other() -> None:
    letters = [chr(code) for code in range(0x20, 0xFFFE) if not FOREIGN.match(chr(code))]
    assert len(letters) > 700
    pdf.render(named(sample.renewing(), "".join(letters)[:110]), "th")  # PDF/A refuses what is not there
    assert printable("".join(letters)) == "".join(letters)
    assert printable("a\u200b\U0001f600") == "a\u25a0"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_what_tries_to_break_out_is_printed_as_text(format_: str, text: str) -> None:
    raw = render(named(sample.renewing(), text), format_, "both")
    found = " ".join(pdf_pages(raw)) if format_ == "pdf" else "\n".join(word_lines(raw))
    assert "root:" not in found
    assert " 49 " not in found
    if text.startswith("</w:t>"):
        assert "</w:t></w:p><script>alert(1)</script>" in found.replace("\n", "")


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_printed(text: str) -> None:
    a = named(sample.weak_draft(), text or "-")
    assert pdf.render(a, "th")
    assert word_lines(word.render(a, "th"))


@pytest.mark.parametrize("date", ["27 พ.ย. 2569", "1 มี.ค. 2569", "๓๐ เม.ย. ๒๕๖๙"])
def test_no_line_ends_within_a_date(date: str) -> None:
    assert DATE.sub("_", f"ณ วันที่ {date} และ 3 โครงการ") == f"ณ วันที่ {date.replace(' ', '_')} และ 3 โครงการ"
