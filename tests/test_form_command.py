"""The commands of the form: it is handed out, taken back in any format, and nothing is lost on the way."""

import json
from pathlib import Path
from typing import Any

import pytest
from as_issued import as_issued
from excel_files import cell_of, changed, read
from excel_files import written as workbook
from filing import EXAMPLES, FOLDER, example, filed
from hypothesis import given
from odd_filings import right_but_odd
from test_cli import done, no_locale, run, said
from test_excel_notes import notes
from test_word_notes import about
from word_files import FORM
from word_files import written as word

from forms.console import Console
from forms.filled import data_of
from forms.gathered import SCHEMA
from forms.next_cycle import next_cycle
from forms.submissions import form_document
from forms.text_forms import json_form, yaml_form
from scoring.documents import document
from scoring.edition import Edition

FORMATS = ("docx", "xlsx", "yaml", "json")
__all__ = ["no_locale"]  # as in all tests of commands


def city(name: str = "tharnthong") -> Path:
    return FOLDER / f"{name}.yaml"


# Handed out


@pytest.mark.parametrize("lang", ["th", "en", "both"])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_blank_form_is_written_and_says_nothing(
    format_: str, lang: str, tmp_path: Path, edition: Edition
) -> None:
    path = tmp_path / f"blank.{format_}"
    done("form", "new", "--format", format_, "--lang", lang, "-o", path)
    found: Any = form_document(str(path), path.read_bytes(), edition).data
    assert _answers(found) == {"schema": "submission/1"}


def _answers(data: Any) -> Any:
    if isinstance(data, dict):
        kept = {key: _answers(value) for key, value in data.items()}
        return {key: value for key, value in kept.items() if value not in (None, {}, [])}
    return [one for one in map(_answers, data) if one] if isinstance(data, list) else data


def test_a_blank_text_form_has_every_field(edition: Edition) -> None:
    computed = ("part2.boundary.measured.", "attachments[].")
    keys = {one.name for one in FORM.all_entries() if not one.key.startswith(computed)}
    for name, raw in (("a.yaml", yaml_form(FORM, None)), ("a.json", json_form(FORM, None))):
        document(name, raw)
        assert all(f'"{key}"' in raw.decode() or f"{key}:" in raw.decode() for key in keys)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_second_cycle_begins_with_the_first(format_: str, tmp_path: Path, edition: Edition) -> None:
    path = tmp_path / f"next.{format_}"
    done("form", "new", "--format", format_, "--for", city(), "-o", path)
    found: Any = form_document(str(path), path.read_bytes(), edition).data
    begun = SCHEMA | next_cycle(data_of(filed(example("tharnthong"))))
    assert data_of(filed(dict(found))) == data_of(filed(begun))


def test_the_plan_of_the_first_cycle_is_what_the_second_reports_on() -> None:
    first = data_of(filed(example("tharnthong")))
    second = next_cycle(first)
    assert second["filing"] == {"number": 2, "months": 24, "start": "2024-10", "end": "2026-09"}
    names = [one["name"] for one in second["part1"]["results"]]
    assert {one["name"] for one in first["part2"]["services"]["projects"]} <= set(names)
    finished = [one["name"] for one in first["part1"]["results"] if one["done"] == 100]
    assert finished
    assert not set(finished) & set(names)
    assert "summary" not in second["part2"]
    assert "signature" not in second["part2"]


@given(right_but_odd)
def test_whatever_was_filed_a_second_cycle_can_begin_with_it(data: dict[str, object]) -> None:
    kept = data_of(filed(data))
    begun = filed(SCHEMA | {"city": {"id": "a"}} | next_cycle(kept))
    ahead = kept.get("part2", {}).get("services", {}).get("projects", [])
    names = [one.name for one in begun.part1.results]
    assert {one["name"] for one in ahead if "name" in one} <= set(names)
    assert all(one.done is None for one in begun.part1.results)


# Taken back


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_the_same_in_every_format(name: str, format_: str, tmp_path: Path) -> None:
    path, back = tmp_path / f"city.{format_}", tmp_path / "back.yaml"
    done("form", "convert", city(name), path)
    done("form", "convert", path, back)
    data: Any = document("back.yaml", back.read_bytes()).data
    seen = data.pop("attachments", [])
    assert filed(data) == filed(example(name))
    assert all(one["sha256"] for one in seen)


@pytest.mark.parametrize("format_", ["docx", "xlsx", "json"])
def test_every_command_takes_every_format(format_: str, tmp_path: Path) -> None:
    path, original = tmp_path / f"tharnthong.{format_}", tmp_path / "original.yaml"
    original.write_bytes(city().read_bytes())  # away from the files beside it
    done("form", "convert", original, path)
    for command in (
        ("score", path, "--format", "json"),
        ("explain", path, "cdp.open_data", "--format", "json"),
        ("remedies", path, "--format", "json"),
    ):
        expected = [str(one).replace(str(path), str(original)) for one in command]
        assert done(*command).stdout == done(*expected).stdout
    assert "Cities compared: 1" in done("policy", "compare", path, "--set", "weights.cdp=30").stdout


@given(right_but_odd)
def test_any_submission_is_the_same_as_yaml_and_as_json(data: dict[str, object]) -> None:
    kept = data_of(filed(data))
    for name, raw in (("a.yaml", yaml_form(FORM, kept)), ("a.json", json_form(FORM, kept))):
        again: Any = document(name, raw).data
        assert data_of(filed(again)) == kept


def test_a_folder_of_forms_of_every_kind_is_scored(tmp_path: Path) -> None:
    for number, format_ in enumerate(FORMATS):
        done("form", "convert", city(EXAMPLES[number]), tmp_path / f"{number}.{format_}")
    (tmp_path / "~$0.docx").write_bytes(b"Word has it open")
    assert run("score", tmp_path, "-o", tmp_path / "out").exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == len(FORMATS)


# What is said


def test_what_could_not_be_placed_is_told_and_the_rest_converted(tmp_path: Path) -> None:
    path, out = tmp_path / "city.xlsx", tmp_path / "city.json"

    def change(book: Any) -> None:
        book.create_sheet("บันทึก")["B2"] = "ฝากถึงกรรมการ"

    path.write_bytes(changed(workbook(data_of(filed(example("tharnthong")))), change))
    result = run("form", "convert", path, out)
    assert result.exit_code == 0
    assert "sheet บันทึก, row 2, column B: it is not known what this text answers" in said(result)
    assert "“ฝากถึงกรรมการ”" in said(result)
    assert filed(json.loads(out.read_bytes())) == filed(example("tharnthong"))
    assert "ฝากถึงกรรมการ" in said(run("check", path))


def test_a_fault_is_told_at_its_place_in_the_words_of_the_form(tmp_path: Path) -> None:
    excel, paper = tmp_path / "city.xlsx", tmp_path / "city.docx"
    data = data_of(filed(example("tharnthong")))
    excel.write_bytes(changed(workbook(data), lambda book: _set(book, "part1.results[]", "done", 145)))
    paper.write_bytes(as_issued(data | {"part1": {"progress": {"percent": 145}}}))
    result = run("score", excel, paper, "--lang", "en")
    assert result.exit_code == 2
    place = "sheet ผลการดำเนินงาน 7 ด้าน, row 5, column F ดำเนินการแล้วเสร็จ (ร้อยละ) (3)"
    assert f"{excel}: {place}: " in said(result)
    assert f"{paper}: Part 1, item 8 progress" in said(result)


def _set(book: Any, table: str, field: str, value: object) -> None:
    cell_of(book, table, field).value = value


def test_a_form_with_faults_is_not_converted_and_nothing_is_written(tmp_path: Path) -> None:
    path, out = tmp_path / "city.xlsx", tmp_path / "out.docx"
    path.write_bytes(changed(workbook(None), lambda book: _set(book, "", "part1.progress.percent", 145)))
    assert run("form", "convert", path, out).exit_code == 2
    assert not out.exists()


def test_for_every_answer_it_is_told_which_rule_found_it_and_where(tmp_path: Path) -> None:
    path = tmp_path / "city.docx"
    path.write_bytes(as_issued({"part1": {"city_name": "ทุ่งแสงเดือน", "wishes_to_continue": True}}))
    result = run("form", "read", path, "--format", "json")
    assert result.exit_code == 2  # there is no id of the city in the form as issued
    assert "city" in said(result)
    found = json.loads(result.stdout)
    assert [(one["place"], one["text"], one["rule"]) for one in found["answers"]] == [
        ("part1.city_name", "ทุ่งแสงเดือน", "heading"),
        ("part1.wishes_to_continue", "true", "tick"),
    ]
    text = run("form", "read", path, "--lang", "th").stdout
    assert "ทุ่งแสงเดือน" in text
    assert "พบจากข้อความที่พิมพ์ไว้ในแบบ" in text


@pytest.mark.parametrize("text", ["ก _xD83D_ ข", "ก _x0007_ ข"])
def test_what_no_file_can_hold_is_shown_and_remarked_on_all_the_same(text: str, tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book.create_sheet("บันทึก")["A1"] = text
        _set(book, "", "part1.summary", text)

    path, out = tmp_path / "city.xlsx", tmp_path / "mend.xlsx"
    path.write_bytes(changed(workbook({"city": {"id": "a"}}), change))
    found = json.loads(run("form", "read", path, "--format", "json").stdout)
    assert [one["text"] for one in found["unplaced"]] == ["ก \ufffd ข"]
    assert "ก \ufffd ข" in [one["text"] for one in found["answers"]]
    result = run("form", "convert", path, out, "--annotate")
    assert (result.exit_code, "program failed" in result.stderr) == (0, False)


# Remarks


def test_a_workbook_comes_back_with_its_problems_at_their_cells(tmp_path: Path) -> None:
    path, out = tmp_path / "city.xlsx", tmp_path / "mend.xlsx"
    raw = workbook(data_of(filed(example("tharnthong"))))
    raw = changed(raw, lambda book: _set(book, "part1.results[]", "done", 145))
    path.write_bytes(raw)
    result = run("form", "convert", path, out, "--annotate", "--lang", "th")
    assert result.exit_code == 0
    assert path.read_bytes() == raw
    assert read(out.read_bytes()).data == read(path.read_bytes()).data
    import openpyxl

    book: Any = openpyxl.load_workbook(out)
    assert "145" in cell_of(book, "part1.results[]", "done").comment.text


def test_a_word_form_comes_back_with_what_contradicts_what(tmp_path: Path) -> None:
    path, out = tmp_path / "city.docx", tmp_path / "mend.docx"
    data = data_of(filed(example("tharnthong")))
    data["part1"]["plan"]["end"] = "2020-01"
    path.write_bytes(word(data))
    assert run("form", "convert", path, out, "--annotate", "--lang", "en").exit_code == 0
    assert any("plan" in remark for remark in about(out.read_bytes()))
    assert notes(workbook(None)) == {}


def test_a_check_can_put_its_remarks_into_the_form_as_well(tmp_path: Path) -> None:
    path, out = tmp_path / "city.docx", tmp_path / "mend.docx"
    path.write_bytes(word(data_of(filed(example("thung-saeng-duean")))))
    result = run("check", path, "--annotate", out, "--lang", "en")
    assert result.exit_code == 0
    assert "What to do next" in result.stdout
    said_there = " ".join(about(out.read_bytes()))
    assert "The yearly budgets add up to more than the whole plan's" in said_there
    assert run("check", path, path, "--annotate", out).exit_code == 2


def test_remarks_go_into_a_file_of_the_same_kind_only(tmp_path: Path) -> None:
    result = run("form", "convert", city(), tmp_path / "out.docx", "--annotate")
    assert result.exit_code == 2
    assert "must be of the kind that is read" in said(result)


# Refusals


def test_a_word_form_is_not_shown_on_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Console, "is_terminal", True)
    result = run("form", "new", "--format", "xlsx", "--lang", "th")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-o แบบรายงาน.xlsx" in said(result)
    assert done("form", "new", "--format", "yaml").stdout


def test_a_form_is_never_written_over_what_it_is_made_from(tmp_path: Path) -> None:
    path = tmp_path / "city.docx"
    done("form", "convert", city(), path)
    before = path.read_bytes()
    assert run("form", "convert", path, path).exit_code == 2
    assert run("form", "new", "--for", path, "-o", path).exit_code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.doc"])
def test_a_format_that_is_none_of_the_forms_is_refused(name: str, tmp_path: Path) -> None:
    result = run("form", "convert", city(), tmp_path / name)
    assert result.exit_code == 2
    assert "is not a kind of form" in said(result)
