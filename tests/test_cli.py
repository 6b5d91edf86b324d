"""The command line over the examples: what each command prints, where, and with which exit code.

Most runs are in this process (`run`); what the operating system has a part in is run as the real command.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pytest
from alone import needs_durable_rules, note, without_note
from click.testing import CliRunner, Result
from filing import EXAMPLES, FOLDER, example

import cli
import forms.submissions
import scoring.assess
import scoring.inference
from commands.common import locale_language
from commands.edition import edition
from commands.formats import SUFFIXES
from forms.console import Console
from reports.terminal import cells
from reports.words import words
from scoring.inference import InferenceError
from scoring.problems import Faults, Problem

CHECKOUT = Path(cli.__file__).parent
THARNTHONG = str(FOLDER / "tharnthong.yaml")
NATHISAMUT = str(FOLDER / "nathisamut.yaml")
FORMATS = ("text", "json", "html", "md", "pdf", "docx", "xlsx", "csv")
posix = pytest.mark.skipif(os.name == "nt", reason="as POSIX has it")
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")


@pytest.fixture(autouse=True)
def no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """English unless a test says otherwise, a page of 80, no colours asked for."""
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def run(*args: object) -> Result:
    """One command in this process, which must not end in an exception of its own."""
    result = CliRunner().invoke(cli.main, [str(arg) for arg in args])
    result.stderr_bytes = without_note(result.stderr_bytes)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    return result


def done(*args: object) -> Result:
    """One command that must succeed and have nothing to say on standard error."""
    result = run(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result


def command(*args: object, **how: Any) -> "subprocess.CompletedProcess[bytes]":
    """The real command, in a process of its own."""
    line = [sys.executable, str(CHECKOUT / "cli.py"), *map(str, args)]
    return subprocess.run(line, capture_output=True, timeout=60, check=False, **how)


def said(result: Result) -> str:
    """What is on standard error, on one line."""
    return " ".join(result.stderr.split())


def city(folder: Path, name: str, text: str = "schema: submission/1\ncity: {id: nowhere}\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# score: one city


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("format_", FORMATS)
def test_every_example_is_scored_in_every_format(name: str, format_: str) -> None:
    assert done("score", FOLDER / f"{name}.yaml", "--format", format_).stdout_bytes


def test_the_report_is_text_unless_another_format_is_asked_for() -> None:
    assert done("score", THARNTHONG).stdout == done("score", THARNTHONG, "--format", "text").stdout


@pytest.mark.parametrize(("path", "verdict"), [(THARNTHONG, "renew"), (NATHISAMUT, "revoke")])
def test_json_is_the_assessment_and_nothing_else(path: str, verdict: str) -> None:
    result = json.loads(done("score", path, "--format", "json").stdout)
    assert result["schema"] == "assessment/1"
    assert result["recommendation"]["verdict"] == verdict


def test_the_same_call_gives_the_same_bytes() -> None:
    first, again = (done("score", THARNTHONG, "--format", "json").stdout_bytes for _ in range(2))
    assert first == again


def test_a_report_for_a_file_is_the_report_for_standard_output(tmp_path: Path) -> None:
    for format_ in FORMATS:
        path = tmp_path / f"report.{format_}"
        assert done("score", THARNTHONG, "--format", format_, "-o", path).stdout == ""
        assert path.read_bytes() == done("score", THARNTHONG, "--format", format_).stdout_bytes


def test_a_file_named_with_o_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old")
    done("score", THARNTHONG, "-o", path)
    assert "Tharn Thong" in path.read_text("utf-8")


def test_a_report_in_a_file_is_as_wide_wherever_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("score", THARNTHONG, "-o", tmp_path / "here.txt")
    monkeypatch.setenv("COLUMNS", "40")
    done("score", THARNTHONG, "-o", tmp_path / "there.txt")
    assert (tmp_path / "here.txt").read_bytes() == (tmp_path / "there.txt").read_bytes()


@pytest.mark.parametrize("columns", ["1", "40", "1000000000"])
def test_a_page_is_as_wide_as_the_terminal_within_reason(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    longest = max(map(cells, done("score", NATHISAMUT).stdout.splitlines()))
    assert longest <= max(24, min(int(columns), 200))


@pytest.mark.parametrize(("lang", "langs"), [("th", ["th"]), ("en", ["en"]), ("both", ["th", "en"])])
def test_a_run_without_durable_rules_says_so_once_and_its_reports_name_the_engine(
    lang: str, langs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring.inference, "core", None)
    line = ["score", THARNTHONG, NATHISAMUT, "--format", "json", "--lang", lang]
    result = CliRunner().invoke(cli.main, line)
    assert result.exit_code == 0
    told = [said for said in result.stderr.splitlines() if "columnar" in said]
    assert told == [note(each) for each in langs]
    assert {one["provenance"]["engine"] for one in json.loads(result.stdout)} == {"columnar"}


@pytest.mark.parametrize("line", [["check", THARNTHONG], ["explain", THARNTHONG, "zone.live"], ["--help"]])
def test_what_is_not_scored_says_nothing_of_engines(line: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring.inference, "core", None)
    assert done(*line).stdout


@needs_durable_rules
def test_a_run_with_durable_rules_says_nothing_of_engines() -> None:
    provenance = json.loads(done("score", THARNTHONG, "--format", "json").stdout)["provenance"]
    assert provenance["engine"] == "durable-rules"


def test_a_report_is_never_written_over_the_submission(tmp_path: Path) -> None:
    path = city(tmp_path, "city.yaml")
    before = path.read_bytes()
    for line in (("score", path), ("check", path), ("explain", path, "zone.live"), ("score", tmp_path)):
        output = tmp_path if line == ("score", tmp_path) else path
        result = run(*line, "--format", "json", "-o", output)
        assert path.read_bytes() == before
        if output == path:
            assert result.exit_code == 2
            assert "submission itself" in said(result)


def test_reports_beside_submissions_of_json_do_not_replace_them(tmp_path: Path) -> None:
    path = city(tmp_path, "city.json", '{"schema": "submission/1", "city": {"id": "nowhere"}}')
    before = path.read_bytes()
    result = run("score", tmp_path, "--format", "json", "-o", tmp_path)
    assert result.exit_code == 2
    assert path.read_bytes() == before


# score: the day, the edition, the language


def test_the_day_is_the_one_the_report_was_filed_unless_another_is_asked_for() -> None:
    def day(*more: str) -> str:
        result = json.loads(done("score", THARNTHONG, "--format", "json", *more).stdout)
        return str(result["provenance"]["as_of"])

    assert day() == "2024-12-16"
    assert day("--as-of", "2026-11-22") == "2026-11-22"
    assert day("--as-of", "22 พ.ย. 2569") == "2026-11-22"


def test_a_buddhist_era_year_for_the_day_is_answered_with_the_day_to_write() -> None:
    result = run("score", THARNTHONG, "--as-of", "2569-11-22")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said(result) == "--as-of: 2569-11-22 is a Buddhist-era year; write 2026-11-22"


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-31", "2026-13-01", "99999-01-01", "\u0e51/1"])
def test_a_day_that_is_none_is_a_sentence(day: str) -> None:
    result = run("score", THARNTHONG, "--as-of", day)
    assert result.exit_code == 2
    assert said(result).startswith("--as-of: ")


def test_an_exported_edition_scores_as_the_shipped_one_does(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    assert done("edition", "export", "depa-2562", mine).stdout == f"{mine}\n"
    ours = done("score", THARNTHONG, "--format", "json").stdout
    assert done("score", THARNTHONG, "--format", "json", "--edition", mine).stdout == ours
    assert done("score", THARNTHONG, "--format", "json", "--edition", "depa-2562").stdout == ours


def test_an_edition_that_is_not_there_is_told_with_those_that_are() -> None:
    for line in (["score", THARNTHONG], ["check", THARNTHONG], ["explain", THARNTHONG, "zone.live"]):
        result = run(*line, "--edition", "depa-2999")
        assert result.exit_code == 2
        assert "use depa-2562" in said(result)


def test_a_broken_edition_is_told_with_file_and_line(tmp_path: Path) -> None:
    run("edition", "export", "depa-2562", tmp_path / "mine")
    gates = tmp_path / "mine" / "rules" / "gates.yaml"
    gates.write_text(gates.read_text("utf-8").replace("measure: wishes,", "measure: wihses,"), "utf-8")
    result = run("score", THARNTHONG, "--edition", tmp_path / "mine")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "rules/gates.yaml:" in said(result)
    assert "wishes" in said(result)


@pytest.mark.parametrize(
    ("env", "lang"),
    [
        ({"LANG": "th_TH.UTF-8"}, "th"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "th_TH"}, "th"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "en_GB", "LC_ALL": "th_TH.UTF-8"}, "th"),
        ({"LANG": "th_TH.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "", "LC_ALL": ""}, "en"),
    ],
)
def test_the_language_is_the_locales(env: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert done("edition", "list").stdout == done("edition", "list", "--lang", lang).stdout


def test_where_no_locale_is_set_the_systems_own_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANG")
    for system, lang in ((("Thai_Thailand", "874"), "th"), (("th_TH", "UTF-8"), "th"), ((None, None), "en")):
        monkeypatch.setattr("locale.getlocale", lambda found=system: found)
        assert locale_language() == lang


def test_problems_are_told_in_the_language_asked_for() -> None:
    th, en = (run("score", "none.yaml", "--lang", lang).stderr for lang in ("th", "en"))
    assert "ไม่พบแฟ้มนี้" in th
    assert "there is no such file" in en
    assert run("score", "none.yaml", "--lang", "both").stderr == th + en


def test_both_languages_are_the_one_after_the_other() -> None:
    th, en, both = (done("score", NATHISAMUT, "--lang", lang).stdout for lang in ("th", "en", "both"))
    assert both == f"{th}\n{en}"


# score: exit codes


@pytest.mark.parametrize(
    ("name", "code"),
    [("tharnthong", 11), ("nathisamut", 10), ("thung-saeng-duean", 10), ("phadung-krung-kasem", 10)],
)
def test_the_exit_code_tells_the_result_only_when_asked_to(name: str, code: int) -> None:
    path = FOLDER / f"{name}.yaml"
    assert run("score", path).exit_code == 0
    assert run("score", path, "--exit-code").exit_code == code


def test_of_many_the_exit_code_is_the_worst() -> None:
    assert run("score", THARNTHONG, NATHISAMUT, "--exit-code").exit_code == 10
    assert run("score", THARNTHONG, THARNTHONG, "--exit-code").exit_code == 11
    assert run("score", THARNTHONG, "none.yaml", "--exit-code").exit_code == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (["score"], "Missing argument"),
        (["score", THARNTHONG, "--format", "odt"], "'odt' is not one of"),
        (["score", THARNTHONG, "--lang", "fr"], "'fr' is not one of"),
        (["score", THARNTHONG, "--colour"], "No such option"),
        (["explain", THARNTHONG], "Missing argument"),
        (["scroe", THARNTHONG], "No such command"),
        (["edition", "export", "depa-2562"], "Missing argument"),
    ],
)
def test_a_call_that_is_not_understood_ends_with_2(line: list[str], expected: str) -> None:
    result = run(*line)
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in said(result)


# score: many cities


def test_a_folder_gives_a_report_for_each_city_and_a_table_of_all() -> None:
    result = run("score", FOLDER)
    assert result.exit_code == 0
    singles = [done("score", path).stdout for path in sorted(FOLDER.glob("*.yaml"))]
    assert result.stdout.startswith("\n".join(singles))
    table = result.stdout.removeprefix("\n".join(singles))
    assert "Cities assessed: 5" in table
    for name in ("Nathi Samut", "Tharn Thong"):
        assert name in table


def test_progress_is_told_on_standard_error_when_there_are_many() -> None:
    lines = run("score", THARNTHONG, NATHISAMUT).stderr.splitlines()
    assert lines == [f"[1/2] {THARNTHONG}", f"[2/2] {NATHISAMUT}"]


def test_many_as_json_are_one_list_and_the_table_goes_to_standard_error() -> None:
    result = run("score", THARNTHONG, NATHISAMUT, "--format", "json")
    listed = json.loads(result.stdout)
    assert listed == [
        json.loads(done("score", path, "--format", "json").stdout) for path in (THARNTHONG, NATHISAMUT)
    ]
    assert "Cities assessed: 2" in result.stderr


def test_a_folder_of_one_is_a_list_of_one(tmp_path: Path) -> None:
    city(tmp_path, "a.yaml")
    assert len(json.loads(run("score", tmp_path, "--format", "json").stdout)) == 1
    assert len(json.loads(run("check", tmp_path, "--format", "json").stdout)) == 1
    run("score", tmp_path, "-o", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt"]


def test_many_as_markdown_end_in_a_table_of_markdown() -> None:
    text = run("score", THARNTHONG, NATHISAMUT, "--format", "md").stdout
    assert text.count("\n---\n") == 2
    assert "| City | Recommended |" in text


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        (
            ("score", THARNTHONG),
            {".html": b"<!doctype html>", ".PDF": b"%PDF", ".docx": b"PK", ".txt": b"Th"},
        ),
        (("memo", THARNTHONG), {".pdf": b"%PDF", ".docx": b"PK", "": b"PK"}),
        (("form", "new"), {".yml": b"schema", ".json": b"{", ".xlsx": b"PK"}),
        (("score", FOLDER), {".json": b"[", ".html": b"<!doctype html>", ".md": b"# "}),
    ],
)
def test_the_name_of_the_file_says_the_format(
    line: tuple[object, ...], begins: dict[str, bytes], tmp_path: Path
) -> None:
    for suffix, start in begins.items():
        result = run(*line, "-o", tmp_path / f"made{suffix}")
        assert result.exit_code == 0
        assert (tmp_path / f"made{suffix}").read_bytes().startswith(start)


def test_a_format_that_is_asked_for_in_words_stands_whatever_the_file_is_called(tmp_path: Path) -> None:
    done("score", THARNTHONG, "--format", "json", "-o", tmp_path / "report.html")
    assert json.loads((tmp_path / "report.html").read_bytes())["city"]["id"] == "tharnthong"


@pytest.mark.parametrize("line", [("memo", THARNTHONG), ("check", THARNTHONG), ("form", "new")])
def test_a_name_that_asks_for_what_a_command_does_not_write_is_refused(
    line: tuple[object, ...], tmp_path: Path
) -> None:
    result = run(*line, "-o", tmp_path / "made.csv")
    assert (result.exit_code, result.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert "made.csv: this command does not write .csv files" in said(result)


def test_word_files_of_many_cities_do_not_go_into_one(tmp_path: Path) -> None:
    result = run("score", FOLDER, "-o", tmp_path / "all.docx")
    assert (result.exit_code, result.stdout, list(tmp_path.iterdir())) == (2, "", [])


@pytest.mark.parametrize("format_", ["html", "xlsx", "csv"])
def test_many_pages_need_a_folder(format_: str) -> None:
    result = run("score", THARNTHONG, NATHISAMUT, "--format", format_)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-o" in said(result)


def test_a_workbook_is_not_shown_on_a_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Console, "is_terminal", True)
    result = run("score", THARNTHONG, "--format", "xlsx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-o report.xlsx" in said(result)
    assert done("score", THARNTHONG, "--format", "xlsx", "-o", tmp_path / "report.xlsx").stdout == ""


@pytest.mark.parametrize(("format_", "suffix"), [(name, SUFFIXES[name]) for name in FORMATS])
def test_many_go_to_a_folder_under_their_own_names_and_the_table_to_standard_output(
    format_: str, suffix: str, tmp_path: Path
) -> None:
    result = run("score", FOLDER, "--format", format_, "-o", tmp_path / "new" / "out")
    assert result.exit_code == 0
    made = {path.name for path in (tmp_path / "new" / "out").iterdir()}
    assert made == {f"{name}.{suffix}" for name in EXAMPLES}
    assert result.stdout.lstrip().startswith("Cities assessed: 5")


def test_a_report_among_many_is_the_report_alone(tmp_path: Path) -> None:
    run("score", FOLDER, "--format", "html", "-o", tmp_path)
    alone = done("score", THARNTHONG, "--format", "html").stdout_bytes
    assert (tmp_path / "tharnthong.html").read_bytes() == alone


def test_two_submissions_of_one_name_get_a_report_each(tmp_path: Path) -> None:
    for name in ("north", "south"):
        city(tmp_path, f"{name}/city.yaml", f"schema: submission/1\ncity: {{id: {name}}}\n")
    run("score", tmp_path / "north", tmp_path / "south", "--format", "json", "-o", tmp_path / "out")
    ids = {
        path.name: json.loads(path.read_text("utf-8"))["city"]["id"] for path in (tmp_path / "out").iterdir()
    }
    assert ids == {"city.json": "north", "south-city.json": "south"}


def test_of_many_a_bad_one_gets_its_message_and_the_others_are_scored(tmp_path: Path) -> None:
    bad = city(tmp_path, "bad.yaml", "schema: submission/1\ncity: {id: bad}\nbogus: 1\n")
    result = run("score", THARNTHONG, bad, tmp_path / "none.yaml", NATHISAMUT, "--format", "json")
    assert result.exit_code == 2
    ids = [one["city"]["id"] for one in json.loads(result.stdout)]
    assert ids == ["tharnthong", "nathisamut"]
    assert f"{bad}:3: bogus: there is no field" in said(result)
    assert "none.yaml: there is no such file" in said(result)
    assert "Cities assessed: 2" in result.stderr


def test_when_all_of_many_are_bad_the_list_is_empty() -> None:
    result = run("score", "none.yaml", "none.json", "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "[]\n")
    assert (run("score", "none.yaml", "none.json").stdout) == ""
    assert json.loads(run("check", "none.yaml", "none.json", "--format", "json").stdout) == []


def test_an_empty_folder_says_so_and_the_others_are_scored(tmp_path: Path) -> None:
    result = run("score", tmp_path, THARNTHONG)
    assert result.exit_code == 2
    assert "no .yaml, .yml or .json file" in said(result)
    assert "Tharn Thong" in result.stdout
    assert run("score", tmp_path).exit_code == 2


# check and explain


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_check_of_a_folder_names_every_city(lang: str) -> None:
    result = run("check", FOLDER, "--lang", lang)
    assert result.exit_code == 0
    text = "".join(result.stdout.split())  # a long path is broken over lines
    assert all(f"{name}.yaml" in text for name in EXAMPLES)


def test_check_finds_what_a_careful_clerk_would_and_still_ends_with_0() -> None:
    result = done("check", FOLDER / "thung-saeng-duean.yaml")
    assert "error: " in result.stdout
    assert "criteria are still empty" in result.stdout


def test_check_as_json_is_one_object_for_one_file(tmp_path: Path) -> None:
    done("check", THARNTHONG, "--format", "json", "-o", tmp_path / "check.json")
    result = json.loads((tmp_path / "check.json").read_text("utf-8"))
    assert (result["schema"], result["file"]) == ("check/1", THARNTHONG)
    assert result == json.loads(done("check", THARNTHONG, "--format", "json").stdout)


def test_check_tells_of_a_bad_file_and_checks_the_others() -> None:
    result = run("check", "none.yaml", THARNTHONG)
    assert result.exit_code == 2
    assert "Tharn Thong" in result.stdout
    assert "none.yaml" in result.stderr


def test_every_criterion_can_be_explained() -> None:
    listed = json.loads(done("edition", "show", "--format", "json").stdout)["sections"]
    criteria = [one["id"] for section in listed for one in section["criteria"]]
    for criterion in criteria[::3]:
        assert done("explain", THARNTHONG, criterion, "--lang", "both").stdout.count(f"({criterion})") == 2


def test_an_explanation_shows_measures_conditions_and_places() -> None:
    text = " ".join(done("explain", THARNTHONG, "cdp.open_data", "--lang", "en").stdout.split())
    for word in ("open datasets", "at least", "Part 2, criterion 3", "Level “met”"):
        assert word in text


def test_of_many_places_an_explanation_names_some_and_counts_the_others(tmp_path: Path) -> None:
    data = example("tharnthong")
    data["part2"]["cdp"]["catalog"] *= 50
    path = city(tmp_path, "city.json", json.dumps(data, default=float))
    assert " more places" in done("explain", path, "cdp.open_data").stdout


def test_an_explanation_as_json_holds_the_finding(tmp_path: Path) -> None:
    line = ("explain", THARNTHONG, "cdp.open_data", "--format", "json")
    explained = json.loads(done(*line).stdout)
    assert explained["finding"]["criterion"] == "cdp.open_data"
    assert explained["levels"]
    done(*line, "-o", tmp_path / "why.json")
    assert json.loads((tmp_path / "why.json").read_text("utf-8")) == explained


@pytest.mark.parametrize(
    ("typed", "meant"), [("zone.lve", "zone.live"), ("cdp.opendata", "cdp.open_data"), ("", "zone.live")]
)
def test_an_unknown_criterion_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    result = run("explain", THARNTHONG, typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert meant in said(result)


def test_an_explanation_of_a_bad_file_is_its_message() -> None:
    result = run("explain", "none.yaml", "zone.live")
    assert result.exit_code == 2
    assert said(result) == "none.yaml: there is no such file; check its name and where it is"


# edition


def test_the_shipped_editions_are_listed_a_line_each() -> None:
    lines = {lang: done("edition", "list", "--lang", lang).stdout for lang in ("th", "en", "both")}
    assert all(line.startswith("depa-2562\t") and line.count("\n") == 1 for line in lines.values())
    assert len(set(lines.values())) == 3


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_the_shipped_edition_is_sound(lang: str) -> None:
    assert "46" in done("edition", "lint", "--lang", lang).stdout


def test_a_fault_of_an_edition_is_told_with_its_place(tmp_path: Path) -> None:
    run("edition", "export", "depa-2562", tmp_path / "mine")
    (tmp_path / "mine" / "criteria" / "policy.yaml").write_text("pass_mark: nonsense\n")
    result = run("edition", "lint", tmp_path / "mine")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "criteria/policy.yaml:1: pass_mark" in said(result)


def edition_with_cases(folder: Path, expected: str) -> Path:
    """The shipped edition with a single case."""
    run("edition", "export", "depa-2562", folder / "mine")
    cases = folder / "mine" / "rules" / "cases"
    for path in cases.glob("*.yaml"):
        if path.name != "complete.yaml":
            path.unlink()
    case = (
        f"base: complete.yaml\ncases:\n  - {{name: กรณีเดียว, given: {{}}, expect: {{verdict: {expected}}}}}\n"
    )
    (cases / "one.yaml").write_text(case, "utf-8")
    return folder / "mine"


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_cases_that_pass_end_with_0_and_tell_what_is_not_tried(lang: str, tmp_path: Path) -> None:
    text = done("edition", "test", edition_with_cases(tmp_path, "renew"), "--lang", lang).stdout
    assert "zone.live unmet" in text
    assert "กรณีเดียว" not in text


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_a_case_that_fails_is_named_and_ends_with_1(lang: str, tmp_path: Path) -> None:
    result = run("edition", "test", edition_with_cases(tmp_path, "revoke"), "--lang", lang)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "กรณีเดียว" in result.stdout


@pytest.mark.parametrize("format_", ["text", "json", "md"])
@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_an_edition_is_shown_in_full(format_: str, lang: str, tmp_path: Path) -> None:
    line = ("edition", "show", "depa-2562", "--format", format_, "--lang", lang)
    text = done(*line).stdout
    for name in ("zone.live", "services.environment", "management.sectors", "wishes_to_continue"):
        assert name in text
    done(*line, "-o", tmp_path / "edition")
    assert (tmp_path / "edition").read_text("utf-8") == text


def test_an_edition_is_never_exported_over_something(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    result = run("edition", "export", "depa-2562", tmp_path / "mine")
    assert result.exit_code == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


# The program as a whole


def test_every_command_says_what_it_does_and_what_its_options_are() -> None:
    def told(group: click.Group, *before: str) -> None:
        for name, one in group.commands.items():
            text = done(*before, name, "--help").stdout
            assert one.help
            options = [each for each in one.params if isinstance(each, click.Option)]
            assert all(each.help for each in options)
            assert all(each.opts[-1] in text for each in options)
            if isinstance(one, click.Group):
                told(one, *before, name)

    told(cli.main)
    assert "เมืองอัจฉริยะ" in done("--help").stdout


def test_every_command_takes_the_language() -> None:
    commands = [*cli.main.commands.values(), *edition.commands.values()]
    for one in commands:
        if not isinstance(one, click.Group):
            assert any(option.name == "lang" for option in one.params)


def test_the_version_is_told() -> None:
    assert done("--version").stdout.startswith("renewal, version ")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (InferenceError("it contradicts the rules"), "InferenceError: it contradicts the rules"),
        (Faults([Problem("", None, "", "rule_failed", {"rule": "max(part1)"})]), "max(part1)"),
    ],
)
def test_a_rule_that_cannot_be_kept_stops_that_city_only(
    error: Exception, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = scoring.assess.assess

    def fails(filed: Any, *args: Any, **more: Any) -> Any:
        if filed.city.id == "tharnthong":
            raise error
        return whole(filed, *args, **more)

    monkeypatch.setattr(scoring.assess, "assess", fails)
    result = run("score", THARNTHONG, NATHISAMUT, "--format", "json")
    assert result.exit_code == 2
    assert [one["city"]["id"] for one in json.loads(result.stdout)] == ["nathisamut"]
    assert f"{THARNTHONG}: " in said(result)
    assert expected in said(result)


@pytest.mark.parametrize("error", [RuntimeError("oh"), MemoryError(), RecursionError("deep"), KeyError("k")])
def test_a_fault_of_the_program_is_a_sentence_and_no_result(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise error

    monkeypatch.setattr(forms.submissions, "form_document", fails)
    result = run("score", THARNTHONG)
    assert (result.exit_code, result.stdout) == (2, "")
    assert type(error).__name__ in said(result)


def test_being_stopped_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(forms.submissions, "form_document", stopped)
    result = run("score", THARNTHONG, "--lang", "th")
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.strip() == words("th", "problems")("stopped")


# What the operating system has a part in


def test_the_real_command_writes_utf_8_whatever_the_streams_are_said_to_hold() -> None:
    expected = done("score", NATHISAMUT, "--lang", "th").stdout_bytes
    for encoding in ("cp1252", "ascii"):
        env = {**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": "80"}
        result = command("score", NATHISAMUT, "--lang", "th", env=env)
        told = without_note(result.stderr, encoding)
        assert (result.returncode, result.stdout, told) == (0, expected, b"")


@pytest.mark.parametrize("encoding", ["cp1252", "cp874"])
def test_messages_in_thai_come_out_wherever_they_can_and_are_never_an_error(encoding: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    result = command("score", "ไม่มี.yaml", "--lang", "th", env=env)
    assert (result.returncode, result.stdout) == (2, b"")
    expected = words("th", "problems")("file_not_found")
    assert (
        result.stderr.decode(encoding)
        .strip()
        .endswith(expected.encode(encoding, "backslashreplace").decode(encoding))
    )
    assert command("--help", env=env).returncode == 0


@posix
def test_a_reader_that_leaves_early_causes_no_traceback(tmp_path: Path) -> None:
    line = f"'{sys.executable}' '{CHECKOUT / 'cli.py'}' score '{{}}' --format html --lang en | head -c 20"
    for what in (THARNTHONG, FOLDER):
        text = line.format(what).replace("html", "json") if what == FOLDER else line.format(what)
        result = subprocess.run(["sh", "-c", text], capture_output=True, timeout=60, check=True)
        assert len(result.stdout) == 20
        assert b"Traceback" not in result.stderr
        assert b"BrokenPipe" not in result.stderr


@posix
def test_a_reader_that_is_gone_ends_the_run_in_silence() -> None:
    receive, send = os.pipe()
    os.close(receive)
    line = [sys.executable, str(CHECKOUT / "cli.py"), "score", THARNTHONG, "--format", "html"]
    result = subprocess.run(line, stdout=send, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(send)
    assert (result.returncode, without_note(result.stderr)) == (141, b"")


@needs_full
@pytest.mark.parametrize("line", [["score", THARNTHONG], ["edition", "list"], ["--help"]])
def test_a_full_disk_is_a_sentence(line: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        whole = [sys.executable, str(CHECKOUT / "cli.py"), *line]
        result = subprocess.run(whole, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert result.returncode == 2
    assert b"there is no room left" in result.stderr
    assert b"Traceback" not in result.stderr


@needs_full
def test_messages_that_cannot_be_told_do_not_hinder_the_result() -> None:
    with Path("/dev/full").open("wb") as full:
        whole = [
            sys.executable,
            str(CHECKOUT / "cli.py"),
            "score",
            THARNTHONG,
            "none.yaml",
            "--format",
            "json",
        ]
        result = subprocess.run(whole, stdout=subprocess.PIPE, stderr=full, timeout=60, check=False)
    assert result.returncode == 2
    assert len(json.loads(result.stdout)) == 1


@posix
def test_an_interrupt_ends_the_run_with_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "city.yaml"
    os.mkfifo(pipe)  # reading it waits until the interrupt comes
    whole = [sys.executable, str(CHECKOUT / "cli.py"), "score", THARNTHONG, str(pipe), "--lang", "en"]
    running = subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stderr is not None
    while f"[2/2] {pipe}".encode() not in running.stderr.readline():
        assert running.poll() is None
    time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told.decode().strip() == "stopped as asked; no file is left half written"


@posix
def test_colour_is_for_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = on_terminal("score", NATHISAMUT, env={"NO_COLOR": "1"})
    assert b"\x1b" not in plain
    assert b"\x1b" not in on_terminal("score", NATHISAMUT, env={"TERM": "dumb"})
    assert b"\x1b[31m" in on_terminal("score", NATHISAMUT)
    assert b"\x1b" not in command("score", NATHISAMUT).stdout


def on_terminal(*args: object, env: dict[str, str] | None = None) -> bytes:
    """What the real command writes to a terminal for its standard output."""
    import pty

    terminal, its = pty.openpty()
    line = [sys.executable, str(CHECKOUT / "cli.py"), *map(str, args)]
    base = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    running = subprocess.Popen(line, stdout=its, stderr=its, env={**base, "TERM": "xterm", **(env or {})})
    os.close(its)
    written = b""
    with open(terminal, "rb", buffering=0) as screen:  # noqa: PTH123 - a descriptor has no path
        try:
            while piece := screen.read(65536):
                written += piece
        except OSError:  # how Linux says that the other end is closed
            pass
    assert running.wait(timeout=60) == 0
    return written


@posix
def test_progress_on_a_terminal_is_one_line_that_is_taken_away() -> None:
    written = on_terminal("check", FOLDER, env={"NO_COLOR": "1"})
    assert written.count(b"\r\x1b[2K") == len(EXAMPLES)
    assert b"[1/5]" in written
    assert written.index(b"Nathi Samut") > written.rindex(b"\r\x1b[2K")


@posix
def test_a_file_whose_name_is_no_text_is_scored_and_named_as_far_as_it_goes(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"\xe0\xb9\xff\x1b[31m.yaml")  # noqa: PTH118 - bytes
    Path(os.fsdecode(path)).write_bytes(Path(THARNTHONG).read_bytes())
    assert run("score", tmp_path, "--format", "json").exit_code == 0
    for format_ in ("text", "json"):
        result = command("check", tmp_path, "--format", format_)
        assert result.returncode == 0
        assert b"\x1b" not in result.stdout + result.stderr
    Path(os.fsdecode(path)).write_bytes(b"nonsense")
    result = command("score", os.fsdecode(path))
    assert result.returncode == 2
    assert b"\x1b" not in result.stderr


def test_a_console_that_is_not_there_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console = Console("en")
    console.put(b"a result")
    console.say("a sentence")
    assert list(console.in_turn([Path("a"), Path("b")])) == [Path("a"), Path("b")]


# remedies


def test_remedies_tells_the_least_effort_way_by_itself() -> None:
    said = done("remedies", NATHISAMUT, "--lang", "en").stdout
    assert said.startswith("Nathi Samut")
    assert "To be achieved, not mended on paper: Enough progress of the whole plan" in said
    assert "Besides that, nothing needs to be raised." in said


def test_remedies_tells_a_city_that_renews_its_smallest_loss() -> None:
    said = done("remedies", THARNTHONG, "--lang", "th").stdout
    assert "การสูญเสียที่น้อยที่สุดซึ่งจะทำให้ไม่ได้ต่ออายุ" in said
    assert "พิสูจน์แล้ว" in said


def test_remedies_as_json_is_what_the_gap_report_has(tmp_path: Path) -> None:
    target = tmp_path / "way.json"
    assert done("remedies", NATHISAMUT, "--format", "json", "-o", target).stdout == ""
    alone = json.loads(target.read_bytes())
    whole = json.loads(done("score", NATHISAMUT, "--format", "json").stdout)
    assert alone["way_out"] == whole["way_out"]
    assert alone["way_out"]["kind"] == "ways"


@pytest.mark.parametrize("format_", ["text", "json", "html", "md"])
def test_the_gap_report_of_every_format_has_the_way_out(format_: str) -> None:
    said = done("score", NATHISAMUT, "--format", format_, "--lang", "en").stdout
    assert ("Besides that, nothing needs to be raised" in said) or '"kind": "ways"' in said


def test_remedies_refuses_what_it_cannot_read_and_to_write_over_what_it_reads(tmp_path: Path) -> None:
    copied = tmp_path / "city.yaml"
    copied.write_bytes(Path(NATHISAMUT).read_bytes())
    assert run("remedies", copied, "-o", copied).exit_code == 2
    assert copied.read_bytes() == Path(NATHISAMUT).read_bytes()
    assert run("remedies", tmp_path / "nobody.yaml").exit_code == 2


def test_a_way_out_that_is_not_certain_is_told_as_the_program_s_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from scoring.programme import Unproved

    def unproved(*_: object) -> None:
        raise Unproved("the cost is 3 and the bound 2")

    monkeypatch.setattr("scoring.remedies.least", unproved)
    result = run("remedies", FOLDER / "thung-saeng-duean.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "thung-saeng-duean.yaml: the program failed and gives no result (Unproved" in result.stderr
