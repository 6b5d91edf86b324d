"""`renewal policy compare` and `renewal edition diff` as typed: what comes out, where, with which code."""

import csv
import io
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from filing import EXAMPLES, FOLDER

import cli
from commands.policy import compare
from forms.editions import export
from reports.words import words

COMPARE = ("policy", "compare")
SETS = ("--set", "weights.cdp=30", "--set", "pass_mark=97")
FORMATS = ("text", "html", "csv", "json")
THARNTHONG = FOLDER / "tharnthong.yaml"


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """English unless a test says otherwise, a page of 80, and a cache that nothing else uses."""
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    cache = tmp_path_factory.getbasetemp() / "facts"
    monkeypatch.setattr("forms.kept.default_folder", lambda: cache)


def run(*args: object) -> Result:
    """One command in this process, which must not end in an exception of its own."""
    result = CliRunner().invoke(cli.main, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    return result


def done(*args: object) -> Result:
    """One command that must succeed and have nothing to say on standard error."""
    result = run(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result


def refused(*args: object) -> str:
    """What is said of a call that gives no result."""
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    return " ".join(result.stderr.split())


def compared(*args: object) -> Any:
    return json.loads(done(*COMPARE, *args, "--format", "json").stdout)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of the shipped edition, to be edited."""
    export("depa-2562", tmp_path / "mine")
    return tmp_path / "mine"


def edit(folder: Path, file: str, was: str, value: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert was in text
    (folder / file).write_text(text.replace(was, value, 1), "utf-8")


# compare: results


@pytest.mark.parametrize("lang", ["th", "en", "both"])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_folder_is_compared_in_every_format_and_a_file_holds_what_would_be_printed(
    format_: str, lang: str, tmp_path: Path
) -> None:
    line = (*COMPARE, FOLDER, *SETS, "--format", format_, "--lang", lang)
    printed = done(*line).stdout_bytes
    assert printed
    path = tmp_path / "result"
    path.write_text("old")
    assert done(*line, "-o", path).stdout == ""
    assert path.read_bytes() == printed


def test_the_comparison_is_text_unless_another_format_is_asked_for() -> None:
    text = done(*COMPARE, FOLDER, *SETS).stdout
    assert text == done(*COMPARE, FOLDER, *SETS, "--format", "text").stdout
    assert "1 of 5 cities would lose the recommendation to renew" in text


def test_json_is_the_comparison_of_every_city_by_its_file() -> None:
    found = compared(FOLDER, *SETS)
    assert found["schema"] == "comparison/1"
    assert [one["file"] for one in found["cities"]] == [str(FOLDER / f"{name}.yaml") for name in EXAMPLES]
    assert [part["name"] for part in found["parts"]] == ["weights.sections.cdp", "parameters.pass_mark"]


def test_what_was_kept_of_an_earlier_run_gives_the_same_result(tmp_path: Path) -> None:
    line = (FOLDER, *SETS, "--cache", tmp_path / "facts")
    assert compared(*line) == compared(*line) == compared(FOLDER, *SETS, "--no-cache")
    assert any((tmp_path / "facts").rglob("*"))


def test_a_file_that_is_named_twice_counts_once() -> None:
    assert compared(THARNTHONG, THARNTHONG, *SETS)["totals"]["cities"] == 1


def test_how_near_is_near_can_be_asked_for() -> None:
    near = [compared(FOLDER, *SETS, "--near", points)["totals"]["near"] for points in (0, 0.5, 1)]
    assert near == [0, 0, 1]
    assert "Invalid value for '--near'" in refused(*COMPARE, FOLDER, *SETS, "--near", "-1")
    assert "nan is not a number" in refused(*COMPARE, FOLDER, *SETS, "--near", "nan")


def test_a_file_of_numbers_is_a_variant_and_set_comes_over_it(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("weights:\n  cdp: 40\npass_mark: 50\n")
    found = compared(FOLDER, "--policy", policy, "--set", "pass_mark=97")
    told = {one["name"]: one["value"] for one in found["differences"]["numbers"]}
    assert told == {"weights.sections.cdp": "40", "parameters.pass_mark": "97"}


def test_numbers_set_in_an_edition_of_a_folder_are_told_apart_one_by_one(mine: Path) -> None:
    ours, theirs = (compared(FOLDER, *SETS, *more) for more in ((), ("--edition", mine)))
    assert theirs["parts"] == ours["parts"]
    assert theirs["cities"] == ours["cities"]


def test_another_edition_may_be_compared_with_its_levels_in_words(mine: Path) -> None:
    edit(mine, "criteria/policy.yaml", "value: 60", "value: 97")
    edit(mine, "rules/cdp.yaml", "{measure: open_datasets, min: 1}", OPEN_BOTH)
    found = compared(FOLDER, "--to", mine)
    assert [part["kind"] for part in found["parts"]] == ["gate", "text"]
    assert {one["id"] for one in found["differences"]["levels"]} == {"cdp.open_data"}
    assert found["totals"]["to_revoke"] == 1
    text = done(*COMPARE, FOLDER, "--to", mine).stdout
    assert "Levels of criteria (1)" in text


OPEN_BOTH = "{all: [{measure: open_datasets, min: 1}, {measure: open_datasets_full, min: 1}]}"


def test_numbers_are_set_in_the_edition_that_to_names(mine: Path) -> None:
    found = compared(FOLDER, "--to", mine, "--set", "pass_mark=97")
    assert found["before"]["pass_mark"] == 60
    assert found["after"]["pass_mark"] == 97
    assert [part["kind"] for part in found["parts"]] == ["gate"]


# compare: what is wrong


@pytest.mark.parametrize("lang", ["th", "en"])
def test_without_a_second_policy_there_is_nothing_to_compare(lang: str) -> None:
    said = words(lang, "problems")("nothing_to_compare")
    assert refused(*COMPARE, FOLDER, "--lang", lang) == said
    assert refused("edition", "diff", "depa-2562", "--lang", lang) == said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--edition", "depa-2999", *SETS], "depa-2999: there is no such edition; use depa-2562"),
        (["--to", "depa-2999"], "depa-2999: there is no such edition; use depa-2562"),
        (["--set", "weights.cdd=30"], "has no number called “weights.cdd”; the nearest are: weights.cdp"),
        (["--set", "weights.cdp"], "“weights.cdp” is not NAME=VALUE"),
        (["--set", "credits.partial=2"], "credits.partial"),
        (["--policy", "none.yaml"], "none.yaml: there is no such file"),
    ],
)
def test_a_policy_that_cannot_be_is_refused_before_any_city_is_read(more: list[str], said: str) -> None:
    assert said in refused(*COMPARE, "no-such-folder/city.yaml", *more)


def test_a_fault_in_a_file_of_numbers_is_told_with_its_line(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("weights:\n  cdp: 40\n  cdq: 3\n")
    assert f"{policy}:3: weights.cdq" in refused(*COMPARE, FOLDER, "--policy", policy)


def bad(folder: Path) -> Path:
    path = folder / "bad.yaml"
    path.write_text("schema: submission/1\ncity: {id: bad}\nbogus: 1\n", "utf-8")
    return path


@pytest.mark.parametrize("format_", FORMATS)
def test_a_city_that_cannot_be_read_is_told_of_and_the_others_are_compared(
    format_: str, tmp_path: Path
) -> None:
    line = (*COMPARE, FOLDER, bad(tmp_path), tmp_path / "none.yaml", *SETS, "--format", format_)
    result = run(*line)
    assert result.exit_code == 2
    assert "bad.yaml:3: bogus: there is no field" in result.stderr
    assert "none.yaml: there is no such file" in result.stderr
    if format_ == "json":
        assert json.loads(result.stdout)["totals"]["left_out"] == 2
    elif format_ == "csv":
        rows = list(csv.DictReader(io.StringIO(result.stdout.lstrip("\ufeff"))))
        assert len(rows) == len(EXAMPLES)
    else:
        assert "2 of the files could not be read" in result.stdout


def test_a_city_that_only_the_other_edition_cannot_read_is_left_out_of_both(
    mine: Path, tmp_path: Path
) -> None:
    question = "questions:\n  metro: {label: {th: รถไฟฟ้า, en: metro}, type: flag}\n"
    edit(mine, "criteria/edition.yaml", "sections:\n", f"{question}sections:\n")
    path = tmp_path / "asked.yaml"
    path.write_text(THARNTHONG.read_text("utf-8") + "\nanswers: {metro: true}\n", "utf-8")
    found = []
    for line in (("--edition", mine, "--to", "depa-2562"), ("--to", mine)):
        result = run(*COMPARE, FOLDER, path, *line, "--format", "json")
        assert result.exit_code == 2
        assert "asked.yaml" in result.stderr
        assert "metro" in result.stderr
        assert "program failed" not in result.stderr
        found.append(json.loads(result.stdout))
    assert [(one["totals"]["cities"], one["totals"]["left_out"]) for one in found] == [(5, 1), (5, 1)]


def test_an_empty_folder_is_a_sentence_and_makes_no_file(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = refused(*COMPARE, tmp_path / "empty", *SETS, "-o", tmp_path / "result.html", "--format", "html")
    assert "there is no .yaml, .yml or .json file in this folder" in said
    assert "not one submission could be read" in said
    assert not (tmp_path / "result.html").exists()


def test_where_no_city_can_be_read_there_is_no_result(tmp_path: Path) -> None:
    said = refused(*COMPARE, bad(tmp_path), *SETS)
    assert "bad.yaml:3: bogus" in said
    assert "not one submission could be read" in said


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_problems_are_told_in_the_language_asked_for(lang: str, tmp_path: Path) -> None:
    said = refused(*COMPARE, bad(tmp_path), *SETS, "--lang", lang)
    for each in ("th", "en"):
        assert (words(each, "problems")("no_city_left") in said) == (lang in (each, "both"))


def test_a_result_never_replaces_a_submission_or_the_policy(tmp_path: Path) -> None:
    city, policy = tmp_path / "city.yaml", tmp_path / "policy.yaml"
    city.write_bytes(THARNTHONG.read_bytes())
    policy.write_text("pass_mark: 97\n")
    for output in (city, policy):
        before = output.read_bytes()
        said = refused(*COMPARE, city, "--policy", policy, "--format", "text", "-o", output)
        assert "give the report another name" in said
        assert output.read_bytes() == before
    assert "another name" in refused("edition", "diff", "--policy", policy, "--format", "text", "-o", policy)


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    assert "does not exist" in refused(*COMPARE, FOLDER, *SETS, "-o", tmp_path / "none" / "result.txt")


# edition diff


def lines(text: str) -> Iterator[str]:
    return (" ".join(line.split()) for line in text.splitlines())


def test_a_variant_is_held_against_its_edition() -> None:
    text = list(lines(done("edition", "diff", "depa-2562", "--set", "weights.cdp=30").stdout))
    assert "weight of the section “City Data Platform”: 20 → 30" in text
    assert "as a share of the total: 20.0 % → 27.3 %" in text
    assert done("edition", "diff", "--set", "weights.cdp=30").stdout.split() == " ".join(text).split()


def test_two_editions_are_held_against_one_another_whichever_comes_first(mine: Path) -> None:
    edit(mine, "criteria/policy.yaml", "value: 60", "value: 62")
    there, back = (
        done("edition", "diff", *pair).stdout for pair in (("depa-2562", mine), (mine, "depa-2562"))
    )
    assert "pass mark: 60 points → 62 points" in there
    assert "pass mark: 62 points → 60 points" in back


@pytest.mark.parametrize(("lang", "said"), [("th", "ไม่มีสิ่งใดต่างกัน"), ("en", "Nothing differs.")])
def test_where_nothing_differs_it_says_so(lang: str, said: str, mine: Path) -> None:
    assert said in done("edition", "diff", "depa-2562", mine, "--lang", lang).stdout


def test_numbers_are_set_in_the_second_edition(mine: Path) -> None:
    edit(mine, "criteria/policy.yaml", "value: 60", "value: 62")
    found = json.loads(done("edition", "diff", mine, "depa-2562", *SETS, "--format", "json").stdout)
    told = {one["name"]: (one["was"], one["value"]) for one in found["differences"]["numbers"]}
    assert told == {"weights.sections.cdp": ("20", "30"), "parameters.pass_mark": ("62", "97")}


def test_the_differences_go_to_a_file_in_either_format(tmp_path: Path) -> None:
    for format_ in ("text", "json"):
        line = ("edition", "diff", "depa-2562", *SETS, "--format", format_)
        done(*line, "-o", tmp_path / "diff")
        assert (tmp_path / "diff").read_text("utf-8") == done(*line).stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["depa-2999", "depa-2562"], "depa-2999: there is no such edition"),
        (["depa-2562", "nowhere"], "nowhere: there is no such edition"),
        (["depa-2562", "--set", "nonsense=1"], "has no number called “nonsense”"),
        (["depa-2562", "--policy", "none.yaml"], "none.yaml: there is no such file"),
    ],
)
def test_what_cannot_be_held_against_one_another_is_a_sentence(line: list[str], said: str) -> None:
    assert said in refused("edition", "diff", *line)


# What docs/policy.md tells a policy officer

PAGE = Path(cli.__file__).parent / "docs" / "policy.md"


def written(fence: str) -> str:
    """What stands in the page's block of code of a kind."""
    return PAGE.read_text("utf-8").split(f"```{fence}\n")[1].split("```")[0]


def test_what_the_page_for_policy_officers_says_to_type_can_be_typed(tmp_path: Path) -> None:
    given = {"CITIES": str(FOLDER), "result.html": str(tmp_path / "result.html")}
    name, *line = (given.get(word, word) for word in shlex.split(written("")))
    assert name == "renewal"
    done(*line)
    assert "เปรียบเทียบ 5 เมือง" in (tmp_path / "result.html").read_text("utf-8")
    (tmp_path / "numbers.yaml").write_text(written("yaml"), "utf-8")
    found = compared(FOLDER, "--policy", tmp_path / "numbers.yaml")
    assert [one["value"] for one in found["differences"]["numbers"]] == ["30", "65"]
    for shorter in re.findall("`renewal (edition [^`]*)`", PAGE.read_text("utf-8")):
        assert done(*shlex.split(shorter)).stdout


def test_its_options_are_those_of_the_command_and_its_pictures_are_there() -> None:
    text = PAGE.read_text("utf-8")
    known = {name for one in compare.params for name in one.opts}
    assert set(re.findall(r"--[a-z]+", text)) <= known
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert len(pictures) == 2
    assert all((PAGE.parent / picture).is_file() for picture in pictures)
