"""The memo is one page that says what the report says; the sheet asks the city on every finding, once."""

from pathlib import Path

import pytest
import sample_assessment as sample
from filing import FOLDER
from printed import pdf_pages, word_lines
from test_cli import run
from test_golden import assessed

from reports import answer_sheet, memo, pdf, word
from reports.paper import Answer, Gap
from reports.words import words
from scoring.models import Assessment

every_sample = pytest.mark.parametrize("name", sample.SAMPLES)
every_language = pytest.mark.parametrize("lang", ["th", "en"])


def printed(a: Assessment, lang: str) -> list[str]:
    return pdf_pages(pdf.printed(memo.papers(a, lang), a.provenance.as_of, a.edition.unbroken))


def lines(a: Assessment, lang: str) -> str:
    return "\n".join(word_lines(word.written(memo.papers(a, lang), a.provenance.as_of)))


@every_sample
@every_language
def test_the_memo_is_one_page(name: str, lang: str) -> None:
    assert len(printed(sample.SAMPLES[name](), lang)) == 1


@every_sample
@every_language
def test_the_memo_proposes_what_the_assessment_recommends_and_says_that_the_committee_decides(
    name: str, lang: str
) -> None:
    a = sample.SAMPLES[name]()
    said = lines(a, lang)
    verdict = a.recommendation.verdict
    other = "revoke" if verdict == "renew" else "renew"
    assert words(lang, "letters")(f"memo_{verdict}") in said
    assert words(lang, "letters")(f"memo_{other}") not in said
    assert a.edition.standing.of(lang) in said
    assert (words(lang, "letters")("memo_not_yet") in said) is not a.recommendation.settled
    assert f"{a.scorecard.total:.1f}" in said
    assert all(gate.title.of(lang) in said for gate in a.gates if not gate.holds)


def test_a_memo_on_what_was_not_filed_says_so_on_its_page() -> None:
    assert words("th")("mark_draft") in printed(sample.weak_draft(), "th")[0]


@every_sample
@every_language
def test_the_sheet_has_room_for_an_answer_to_each_finding(name: str, lang: str) -> None:
    a = sample.SAMPLES[name]()
    (paper,) = answer_sheet.papers(a, lang)
    asked = [each.title for each in paper.blocks if isinstance(each, Gap)]
    assert len(asked) == len(set(asked)) == sum(isinstance(each, Answer) for each in paper.blocks)
    text = "\n".join(asked)
    pending = [one for one in a.findings if one.status == "pending"]
    assert all(gap.title.of(lang) in text for gap in a.gaps)
    assert all(one.title.of(lang) in text for one in pending)
    assert all(getattr(one, lang) in text for one in a.notices if one.severity != "note")


def test_a_city_of_which_nothing_is_asked_is_told_so() -> None:
    a = assessed("tharnthong")
    findings = tuple(one.model_copy(update={"status": "met"}) for one in a.findings)
    clean = a.model_copy(update={"gaps": (), "findings": findings, "notices": ()})
    said = word_lines(word.written(answer_sheet.papers(clean, "th"), a.provenance.as_of))
    assert words("th", "letters")("sheet_nothing") in said


def test_in_both_languages_there_are_two_memos() -> None:
    assert len(printed(sample.renewing(), "both")) == 2


@pytest.mark.parametrize(("command", "catalogue"), [("memo", "memo"), ("answer-sheet", "sheet")])
def test_letters_are_written_from_the_command_line(command: str, catalogue: str, tmp_path: Path) -> None:
    for format_, text in (("docx", word_lines), ("pdf", pdf_pages)):
        out = tmp_path / f"letter.{format_}"
        city = str(FOLDER / "nathisamut.yaml")
        assert run(command, city, "--lang", "th", "--format", format_, "-o", str(out)).exit_code == 0
        assert words("th", "letters")(catalogue) in "\n".join(text(out.read_bytes()))
