"""Thai digits where they are asked for: nothing else changes, and what is no prose stays as it is."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import chromium, opened
from filing import FOLDER
from hypothesis import given
from hypothesis import strategies as st
from printed import pdf_pages, word_lines
from test_cli import done, run, said
from test_golden import assessed

from reports import memo, render
from reports.digits import on_paper, spelled
from reports.paper import Paper, plain_data
from reports.paper_city import papers
from reports.pdf import printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
CODED = re.compile(r"\S*[A-Za-z_@]\S*|\d{4}-\d\d-\d\d|\d+\.\d+\.\d+\S*|\b\d{12}\b")


def texts(paper: Paper) -> list[str]:
    """All that a paper says, pictures left out."""
    found: list[str] = []

    def walk(value: object, name: str = "") -> None:
        if isinstance(value, str) and name != "svg":
            found.append(value)
        for key, each in value.items() if isinstance(value, dict) else ():
            walk(each, key)
        for each in value if isinstance(value, list) else ():
            walk(each, name)

    walk(plain_data(paper._replace(digits="")))
    return found


def prose(text: str) -> str:
    """What is left of a Thai text without codes and commands."""
    return CODED.sub(" ", re.sub(r"renewal score.*?(?=[ก-๙]{3}|$)", " ", text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("พบ 0 ชุด ต้องมีอย่างน้อย 1 ชุด (ร้อยละ 3.57)", "พบ ๐ ชุด ต้องมีอย่างน้อย ๑ ชุด (ร้อยละ ๓.๕๗)"),
        ("1.1a มีผู้อยู่อาศัย", "๑.๑a มีผู้อยู่อาศัย"),
        ("16 ธ.ค. 2567 · 148,800,000 บาท", "๑๖ ธ.ค. ๒๕๖๗ · ๑๔๘,๘๐๐,๐๐๐ บาท"),
        ("หลักเกณฑ์ (depa-2562) แฟ้ม docs/plan2.pdf หน้า 3", "หลักเกณฑ์ (depa-2562) แฟ้ม docs/plan2.pdf หน้า ๓"),
        ("HiGHS 1.16.0 และ SHA-256 กับ 5G", "HiGHS 1.16.0 และ SHA-256 กับ 5G"),
        ("renewal score แฟ้ม --as-of 2026-11-27", "renewal score แฟ้ม --as-of 2026-11-27"),
        ("ณ วันที่ 2026-11-27", "ณ วันที่ 2026-11-27"),
        ("&#34;12&#34; &amp; 3", "&#34;๑๒&#34; &amp; ๓"),
    ],
)
def test_prose_gets_thai_digits_and_codes_keep_theirs(text: str, shown: str) -> None:
    assert spelled(text) == shown


@given(st.text())
def test_nothing_but_digits_changes(text: str) -> None:
    assert spelled(text).translate(TO_ARABIC) == text.translate(TO_ARABIC)
    assert spelled(spelled(text)) == spelled(text)


@pytest.mark.parametrize("city", ["nathisamut", "tharnthong"])
def test_a_report_says_the_same_with_thai_digits(city: str) -> None:
    (plain,) = papers(assessed(city), "th")
    (thai,) = on_paper([plain], "thai")
    for one, other in zip(texts(plain), texts(thai), strict=True):
        assert other.translate(TO_ARABIC) == one.translate(TO_ARABIC)
        assert not re.search("[0-9]", prose(other)), other
    lines = word_lines(render(assessed(city), "docx", "th", digits="thai"))
    arabic = word_lines(render(assessed(city), "docx", "th"))
    assert [line.translate(TO_ARABIC) for line in lines] == [line.translate(TO_ARABIC) for line in arabic]
    assert len(re.findall("[๐-๙]", "".join(lines))) > 1000
    first, *_ = pdf_pages(render(assessed(city), "pdf", "th", digits="thai"))
    assert "จาก ๑๐๐" in first


def test_in_a_page_only_what_is_said_in_thai_changes() -> None:
    city = assessed("tharnthong")
    plain, thai = (render(city, "html", "both", digits=each).decode() for each in ("arabic", "thai"))
    english = re.compile(r'<span lang="en"[^>]*>(.*?)</span>')
    assert english.findall(plain) == english.findall(thai)
    assert not re.search("[๐-๙]", "".join(english.findall(thai)))
    codes = re.compile(r"<code[^>]*>(.*?)</code>|<[^>]*>")
    assert [one for one in codes.findall(plain) if one] == [one for one in codes.findall(thai) if one]
    assert ">๙๖.๔<" in thai.replace("<strong>", ">").replace("</strong>", "<")


def test_an_english_report_has_arabic_digits_whatever_is_asked() -> None:
    for format_ in ("html", "pdf"):
        plain, thai = (
            render(assessed("tharnthong"), format_, "en", digits=digits) for digits in ("arabic", "thai")
        )
        assert plain == thai


def test_pages_are_numbered_alike() -> None:
    report = assessed("tharnthong")
    memos = on_paper(memo.papers(report, "th"), "thai")
    assert "หน้า ๑/" in pdf_pages(printed(memos, report.provenance.as_of))[0]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json", "md", "text"])
def test_what_programs_read_has_arabic_digits_alone(format_: str, tmp_path: Path) -> None:
    result = run("score", FOLDER / "tharnthong.yaml", "--digits", "thai", "--format", format_)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"the format {format_} has Arabic digits only" in said(result)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    yield from chromium()


def test_the_script_speaks_in_the_pages_digits(browser: "Browser", tmp_path: Path) -> None:
    done("score", FOLDER / "tharnthong.yaml", "--lang", "th", "--digits", "thai", "-o", tmp_path / "a.html")
    page = opened(browser, tmp_path / "a.html")
    said_first = page.locator("#trial-said").inner_text()
    assert re.search("[๐-๙]", said_first)
    assert not re.search(r"[0-9]", said_first + page.locator("#shown").inner_text())
    page.locator("#closed input").first.check()
    assert page.locator("#trial-said").inner_text() != said_first
    assert not re.search(r"[0-9]", page.locator("#trial-said").inner_text())
