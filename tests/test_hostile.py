"""Nothing a submission contains gives a traceback, a crash of the process or a wrong verdict.

Each file here gives an assessment, right in every format, or problems that name the file and say what to
do, and the real command then ends with 2. What might kill a process is run in one of its own.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alone import without_note
from filing import FOLDER, Data, example
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_filings import poured_over, right_but_odd
from sheets_read import read_as_text

import cli
from benchmarks.cities import yaml_lines
from forms.editions import shipped
from forms.submissions import read, submission
from reports import FORMATS, render
from reports.check import as_json, as_text, checked
from reports.words import sentence
from scoring.assess import assess
from scoring.edition import Edition
from scoring.engines import engine_for
from scoring.inference import Engine
from scoring.models import Assessment
from scoring.problems import Faults, Problem
from scoring.submission import Submission

LANGS = ("th", "en")
HEAD = "schema: submission/1\ncity: {id: nowhere}\n"
not_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read and write anything"
)


@cache
def engine() -> tuple[Edition, Engine]:
    """The shipped edition and one engine for all that is tried here."""
    return shipped(), engine_for(shipped().rulebook)


def assessed(raw: bytes, name: str = "city.json") -> Assessment:
    """The assessment of the bytes of a file; raises Faults and nothing else."""
    edition, kept = engine()
    return assess(submission(name, raw, edition), edition, engine=kept)


def problems(raw: bytes, name: str = "city.yaml") -> tuple[Problem, ...]:
    """What is said of a file that must be refused; each problem has a sentence in both languages."""
    with pytest.raises(Faults) as caught:
        assessed(raw, name)
    told(caught.value, name)
    return caught.value.problems


def told(faults: Faults, name: str) -> None:
    assert faults.problems
    for problem in faults.problems:
        th, en = (sentence(problem, lang) for lang in LANGS)
        assert th != en
        assert all(each.startswith(name) and "\n" not in each for each in (th, en))
        assert max(len(th), len(en)) < 2000


def written(data: Data) -> bytes:
    return json.dumps(data, ensure_ascii=False, default=float).encode("utf-8")


def reports(assessment: Assessment) -> dict[str, str]:
    """The report in every format, each of them UTF-8 that says the verdict."""
    made = {name: read_as_text(render(assessment, name, "both"), name) for name in FORMATS}
    assert json.loads(made["json"])["recommendation"]["verdict"] == assessment.recommendation.verdict
    assert not any("\0" in text for text in made.values())
    return made


def verdict(assessment: Assessment) -> tuple[str, bool, float]:
    advice = assessment.recommendation
    return advice.verdict, advice.settled, assessment.scorecard.total


@cache
def before(name: str) -> tuple[str, bool, float]:
    return verdict(assessed(written(example(name))))


# What a city may write and is scored all the same

Change = Callable[[Data], None]


def _projects(data: Data) -> None:
    row = data["part1"]["results"][0]
    data["part1"]["results"] += [{**row, "id": f"p-{number}"} for number in range(10_000)]


def _evidence(data: Data) -> None:
    data["part1"]["results"][0]["evidence"] = [{"title": f"แฟ้ม {n}", "file": "x"} for n in range(10_000)]


def _every_text(text: str) -> Change:
    """The text in place of every text that no rule compares."""

    def change(data: Data) -> None:
        data["city"]["name"] = {"th": text, "en": text}
        data["city"]["province"] = text
        data["part1"] |= {"city_name": text, "organisation": text, "summary": text, "comments": text}
        data["part1"]["results"][0] |= {"name": text, "indicator": text, "next_steps": text}
        data["part1"]["results"][0]["evidence"] = [{"title": text, "file": text, "page": text}]
        data["part2"] |= {"vision": text, "operator": text, "project_name": text}
        data["part2"]["management"]["bodies"][0]["name"] = text

    return change


def _unknown_exempt(data: Data) -> None:
    data["not_applicable"] = [
        {"criterion": "zone.nothing", "reason": "x", "explanation": "y"},
        {"criterion": "services.environment", "reason": "no_residents_yet"},
    ] * 100


def _numbers(data: Data) -> None:
    data["part1"]["budget"]["total"] = {"planned": 10**14, "invested": 10**14}
    data["part1"]["goals"]["items"][0]["baseline"] = -999_999_999_999
    data["part2"]["population"]["residents"] = 10**12


CHANGES: dict[str, Change] = {
    "ten thousand projects": _projects,
    "ten thousand pieces of evidence": _evidence,
    "a megabyte of Thai": _every_text("เมือง" * 20_000),
    "a megabyte of one word": _every_text("x" * 100_000),
    "a megabyte of marks on one letter": _every_text("e" + "\u0301" * 100_000),
    "a megabyte of lines": _every_text("a\n" * 50_000 + "b"),
    "emoji": _every_text("👩‍👩‍👧🇹🇭👍🏽" * 20),
    "directions": _every_text("\u202eevil\u202c \u200fx\u200e \u2066y\u2069"),
    "markup": _every_text("</script><img src=x onerror=alert(1)>{{7*7}}|`*_[a](javascript:b)\\"),
    "formulas and formats": _every_text("=1+1 {0} {name} %s %(x)d ${x} {%"),
    "a lone letter of the private use": _every_text("\ue000\U0010fffd"),
    "criteria that are unknown held not to apply": _unknown_exempt,
    "numbers as large as there may be": _numbers,
}
COSTLY = {"ten thousand projects"}
CITIES = ("tharnthong", "nathisamut")


@pytest.mark.parametrize(
    ("what", "name"), list(zip(sorted(set(CHANGES) - COSTLY), cycle(CITIES), strict=False))
)
def test_what_changes_no_answer_changes_no_verdict(what: str, name: str) -> None:
    data = example(name)
    CHANGES[what](data)
    result = assessed(written(data))
    assert verdict(result)[:2] == before(name)[:2]
    made = reports(result)
    assert all(len(made[format_]) < 3_000_000 for format_ in ("text", "html", "md"))


@pytest.mark.parametrize("what", ["directions", "markup"])
def test_what_a_city_writes_acts_on_no_page(what: str) -> None:
    data = example("tharnthong")
    CHANGES[what](data)
    made = reports(assessed(written(data)))
    assert "<img" not in made["html"]
    assert "</script><" not in made["html"]
    assert "\u202e" not in made["text"] + made["md"]
    assert not re.search(r"(?<!\\)\]\(javascript:", made["md"])


def test_a_city_of_ten_thousand_projects_is_scored_by_the_real_command(tmp_path: Path) -> None:
    data = example("nathisamut")
    _projects(data)
    path = tmp_path / "city.json"
    path.write_bytes(written(data))
    result = command("score", path, "--format", "json", "--exit-code")
    assert (result.returncode, without_note(result.stderr)) == (10, b"")
    assert json.loads(result.stdout)["recommendation"]["verdict"] == "revoke"


@pytest.mark.parametrize("change", ["bom", "crlf", "cr", "yaml", "spaces", "no end"])
def test_the_same_submission_written_otherwise_is_the_same_assessment(change: str) -> None:
    text = (FOLDER / "tharnthong.yaml").read_text("utf-8")
    variants = {
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "crlf": text.replace("\n", "\r\n").encode(),
        "cr": text.replace("\n", "\r").encode(),
        "yaml": "\n".join(yaml_lines(example("tharnthong"))).encode(),
        "spaces": b"\n\n# \xe0\xb9\x80\n" + text.encode() + b"\n   \n",
        "no end": text.rstrip("\n").encode(),
    }
    plain = assessed(text.encode(), "city.yaml")
    changed = assessed(variants[change], "city.yaml")
    assert changed == plain


# What is refused, with file, line and field

TEN = "part1:\n  progress: {percent: %s}\n"
REFUSED: dict[str, tuple[str | bytes, str, int | None, str]] = {
    "an empty file": (b"", "file_empty", None, ""),
    "only spaces": (b" \n   \n", "file_empty", None, ""),
    "only a comment": ("# ยังไม่ได้กรอก\n", "file_empty", None, ""),
    "a list": ("- a\n", "not_a_mapping", 1, ""),
    "plain words": ("จังหวัด\n", "not_a_mapping", 1, ""),
    "another encoding": (HEAD.encode() + "part1: {summary: เมือง}".encode("cp874"), "encoding_thai", 3, ""),
    "UTF-16": (HEAD.encode("utf-16"), "encoding_utf16", 1, ""),
    "UTF-16 without its mark": (HEAD.encode("utf-16-le"), "encoding_utf16", 1, ""),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe" * 200, "encoding_unknown", 1, ""),
    "a zip": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00" * 200, "archive_damaged", None, ""),
    "nulls": (HEAD.encode() + b"\0\0\0", "control_character", 3, ""),
    "an escape": (HEAD + 'part1: {summary: "\x1b[31m"}', "control_character", 3, ""),
    "a spelt out null": (HEAD + r'part1: {summary: "a\0b"}', "control_character", 3, "part1.summary"),
    "half a letter": (HEAD + r'part1: {summary: "\ud800"}', "yaml_backslash", 3, ""),
    "a key twice": (HEAD + "city: {id: other}\n", "duplicate_key", 3, "city"),
    "a name beside the form": (HEAD + "bogus: 1\n", "field_unknown", 3, "bogus"),
    "a name misspelt": (HEAD + "part1:\n  progres: 1\n", "field_unknown", 4, "part1.progres"),
    "no schema": ("city: {id: a}\n", "field_missing", 1, "schema"),
    "another schema": ("schema: submission/9\ncity: {id: a}\n", "choice_unknown", 1, "schema"),
    "no city": ("schema: submission/1\n", "field_missing", 1, "city"),
    "an id that is a path": ("schema: submission/1\ncity: {id: ../../x}", "slug_shape", 2, "city.id"),
    "infinity": (HEAD + TEN % ".inf", "number_unreadable", 4, "part1.progress.percent"),
    "no number": (HEAD + TEN % ".nan", "number_unreadable", 4, "part1.progress.percent"),
    "an exponent": (HEAD + TEN % "1e400", "number_exponent", 4, "part1.progress.percent"),
    "a number without end": (HEAD + TEN % ("9" * 5000), "number_too_long", 4, "part1.progress.percent"),
    "more than all": (HEAD + TEN % "101", "percent_range", 4, "part1.progress.percent"),
    "less than nothing": (HEAD + TEN % "-1", "percent_range", 4, "part1.progress.percent"),
    "hexadecimal": (HEAD + TEN % "0x32", "number_unreadable", 4, "part1.progress.percent"),
    "true for a number": (HEAD + TEN % "true", "not_one_value", 4, "part1.progress.percent"),
    "a list for a number": (HEAD + TEN % "[50]", "not_one_value", 4, "part1.progress.percent"),
    "a day that is none": (HEAD + "filing: {filed_on: 2024-02-31}", "no_such_day", 3, "filing.filed_on"),
    "a Buddhist ISO year": (HEAD + "filing: {filed_on: 2567-01-31}", "buddhist_era", 3, "filing.filed_on"),
    "a year beyond": (HEAD + "filing: {filed_on: 9999-12-31}", "year_range", 3, "filing.filed_on"),
    "answers that are a list": (HEAD + "answers: [1]", "mapping_expected", 3, "answers"),
    "answers that are a word": (HEAD + "answers: ใช่", "mapping_expected", 3, "answers"),
    "answers nobody asked for": (HEAD + "answers: {bogus: 1}", "field_unknown", 3, "answers.bogus"),
    "exempt as a word": (HEAD + "not_applicable: all", "list_expected", 3, "not_applicable"),
    "exempt by no name": (
        HEAD + "not_applicable: [{criterion: Zone Live}]",
        "text_pattern",
        3,
        "not_applicable[0].criterion",
    ),
    "a tag": (HEAD + "part1: !!python/object:os.system {}", "yaml_tag", 3, "part1"),
    "two documents": (HEAD + "---\n" + HEAD, "yaml_documents", 3, ""),
    "a merge": (HEAD + "part1: {<<: {summary: a}}", "yaml_merge", 3, "part1.<<"),
}
REFUSED_JSON: dict[str, tuple[str, str]] = {
    "infinity": ('{"schema": "submission/1", "city": {"id": "a"}, "x": Infinity}', "json_number"),
    "no number": ('{"schema": NaN}', "json_number"),
    "an exponent": ('{"schema": 1e400}', "json_number"),
    "half a letter": (r'{"schema": "submission/1", "city": {"id": "\ud800"}}', "control_character"),
    "cut short": ('{"schema": "submission/1", "city": {"id": "a"', "json_syntax"),
    "a name that is no text": ("{1: 2}", "json_syntax"),
    "a lone value": ("17", "not_a_mapping"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_told_with_its_place(what: str) -> None:
    text, code, line, field = REFUSED[what]
    found = problems(text if isinstance(text, bytes) else text.encode("utf-8"))
    assert (code, line, field) in [(one.code, one.line, one.field) for one in found]


@pytest.mark.parametrize("what", REFUSED_JSON)
def test_what_is_no_json_is_told_with_its_place(what: str) -> None:
    text, code = REFUSED_JSON[what]
    assert code in [one.code for one in problems(text.encode(), "city.json")]


def test_all_that_is_wrong_is_told_at_once_and_only_so_much_of_it() -> None:
    many = HEAD + "part1:\n  results:\n" + "    - {bogus: 1}\n" * 5000
    found = problems(many.encode())
    assert 100 <= len(found) <= 1000
    assert [one.line for one in found[:3]] == [5, 6, 7]


# What might kill a process or hold it up


def command(*args: object, **more: Any) -> "subprocess.CompletedProcess[bytes]":
    line = [sys.executable, cli.__file__, *map(str, args)]
    return subprocess.run(line, capture_output=True, timeout=60, check=False, **more)


def bomb() -> str:
    """A billion laughs: nine lists, each of nine of the one before."""
    names = "abcdefghi"
    lines = [f"a: &a [{', '.join(['ha'] * 9)}]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairwise(names)]
    return "\n".join(lines)


DEADLY: dict[str, str | bytes] = {
    "deep-lists.yaml": HEAD + "part1: " + "[" * 200_000,
    "deep-records.yaml": HEAD + "part1: " + "{a: " * 200_000,
    "deep-dashes.yaml": HEAD + "part1:\n  " + "- " * 100_000 + "x",
    "deep-indentation.yaml": HEAD + "".join(" " * depth + "a:\n" for depth in range(3000)),
    "deep.json": '{"a": ' * 200_000,
    "deep-lists.json": '{"a": ' + "[" * 200_000 + "]" * 200_000 + "}",
    "a-billion-laughs.yaml": HEAD + bomb(),
    "aliases.yaml": HEAD + "x: &x [1]\npart1:\n  results: [" + "*x, " * 50_000 + "]",
    "an-alias-to-itself.yaml": HEAD + "part1: &a {summary: *a}",
    "a-key-of-a-megabyte.yaml": HEAD + "k" * 1_000_000 + ": 1",
    "a-key-of-a-megabyte.json": '{"' + "k" * 1_000_000 + '": {"x": 1}}',
    "a-value-of-a-megabyte.json": '{"schema": "' + "x" * 1_000_000 + '"}',
    "a-number-of-a-megabyte.json": '{"schema": ' + "1" * 1_000_000 + "}",
    "quotes-that-never-end.yaml": HEAD + 'part1: {summary: "' + "x\n" * 300_000,
    "a-thousand-documents.yaml": "---\n".join([HEAD] * 1000),
    "values-without-end.yaml": HEAD + "part1: {results: [" + "{}," * 500_000 + "]}",
    "noise.yaml": bytes(range(256)) * 4000,
    "too-large.yaml": b"#" * 20_000_001,
    "names.yaml": HEAD + "".join(f"n{number}: 1\n" for number in range(50_000)),
    "colons.yaml": HEAD + ": " * 100_000,
    "commas.yaml": HEAD + "part1: [" + "," * 100_000 + "]",
}


def test_of_a_folder_of_files_that_might_kill_a_process_each_gets_a_sentence_and_the_good_one_its_report(
    tmp_path: Path,
) -> None:
    for name, text in DEADLY.items():
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    (tmp_path / "zz-good.yaml").write_bytes((FOLDER / "nathisamut.yaml").read_bytes())
    result = command("score", tmp_path, "--lang", "th", "--format", "json")
    assert result.returncode == 2
    assert [one["city"]["id"] for one in json.loads(result.stdout)] == ["nathisamut"]
    lines = result.stderr.decode("utf-8").splitlines()
    assert max(map(len, lines)) < 3000
    assert "Traceback" not in "".join(lines)
    for name in DEADLY:
        assert any(line.startswith(str(tmp_path / name)) for line in lines), name


# Files that are none, and names that are odd


def test_a_file_that_is_a_folder_or_is_not_there_or_has_another_end_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "city.docx").write_bytes(b"PK")
    for name, code in (
        ("folder.yaml", "file_is_folder"),
        ("none.yaml", "file_not_found"),
        ("city.docx", "archive_damaged"),
        ("city.docx/none.yaml", "file_unopened"),
    ):
        with pytest.raises(Faults) as caught:
            read(tmp_path / name, engine()[0])
        told(caught.value, str(tmp_path / name))
        assert caught.value.problems[0].code in {code, "file_not_found"}


@not_root
def test_a_file_that_may_not_be_read_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "city.yaml"
    path.touch(mode=0o000)
    with pytest.raises(Faults) as caught:
        read(path, engine()[0])
    assert [problem.code for problem in caught.value.problems] == ["file_denied"]


ODD_NAMES = ("เมือง น้ำ 🏙.yaml", "-o.yaml", "a b'c\"d.json", "{0}%s.yaml", "x.YAML", "--lang.yml")


def test_a_submission_may_have_any_name(tmp_path: Path) -> None:
    for name in ODD_NAMES:
        (tmp_path / name).write_bytes(written(example("nathisamut")))
    line = ("score", "--format", "json", "-o", tmp_path / "out", "--", *ODD_NAMES)
    result = command(*line, cwd=tmp_path)
    assert result.returncode == 0
    made = {path.name: json.loads(path.read_bytes()) for path in (tmp_path / "out").iterdir()}
    assert set(made) == {f"{Path(name).stem}.json" for name in ODD_NAMES}
    assert {one["recommendation"]["verdict"] for one in made.values()} == {"revoke"}


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_bad_submission_is_named_whatever_its_name_is(name: str) -> None:
    assert problems(b"nonsense", name)[0].file == name


# Anything at all


Test = TypeVar("Test", bound=Callable[..., None])


def enough(examples: int) -> Callable[[Test], Test]:
    """At least so many examples, and more where more are asked for."""
    chosen: Callable[[Test], Test] = settings(
        max_examples=max(examples, settings().max_examples),
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )
    return chosen


def earned(assessment: Assessment, filed: Submission) -> None:
    """Whoever is to be renewed fulfils what can be told without the rules."""
    if assessment.recommendation.verdict == "renew":
        assert filed.part1.wishes_to_continue is True
        assert filed.part1.progress.percent is not None
        assert filed.part1.progress.percent >= 50
        assert filed.part2.boundary.area_km2
        assert filed.part2.vision
        assert all(gate.holds for gate in assessment.gates)


@enough(100)
@given(st.sampled_from(["nathisamut", "tharnthong"]).flatmap(poured_over))
def test_anything_in_any_field_is_a_problem_or_an_assessment(data: Data) -> None:
    raw = json.dumps(data, default=float).encode()
    edition, kept = engine()
    try:
        filed = submission("city.json", raw, edition)
    except Faults as faults:
        told(faults, "city.json")
    else:
        earned(assess(filed, edition, engine=kept), filed)


@enough(150)
@given(
    st.one_of(
        st.text(max_size=200).map(lambda text: HEAD + text),
        st.lists(
            st.sampled_from(
                [
                    *"[]{}:,-&*!|>%@`'\"#?~ \n\t",
                    "part1",
                    "a: ",
                    "- ",
                    "\n  ",
                    "<<: ",
                    "&x ",
                    "*x ",
                    "!!set ",
                    "เมือง",
                ]
            ),
            max_size=30,
        ).map(lambda pieces: HEAD + "".join(pieces)),
        st.text(max_size=60),
    ),
    st.sampled_from(["city.yaml", "city.json"]),
)
def test_any_text_is_a_problem_or_an_assessment(text: str, name: str) -> None:
    try:
        result = assessed(text.encode("utf-8", "surrogatepass"), name)
    except Faults as faults:
        told(faults, name)
    else:
        assert result.recommendation.verdict == "revoke"


@enough(60)
@given(st.binary(max_size=100), st.integers(0, 5000), st.integers(0, 20))
def test_a_file_with_some_of_its_bytes_changed_is_a_problem_or_an_assessment(
    noise: bytes, start: int, length: int
) -> None:
    raw = (FOLDER / "thung-saeng-duean.yaml").read_bytes()
    try:
        result = assessed(raw[:start] + noise + raw[start + length :], "city.yaml")
    except Faults as faults:
        told(faults, "city.yaml")
    else:
        assert result.recommendation.verdict == "revoke"


@enough(40)
@given(right_but_odd, st.sampled_from(FORMATS), st.sampled_from(["th", "en", "both"]), st.integers(1, 120))
def test_any_submission_that_is_right_has_an_assessment_in_every_format(
    data: Data, format_: str, lang: str, width: int
) -> None:
    edition, kept = engine()
    filed = submission("city.json", written(data), edition)
    result = assess(filed, edition, engine=kept)
    earned(result, filed)
    assert read_as_text(render(result, format_, lang, width=width), format_)
    assert as_text([checked("city.json", result, edition)], lang, width)
    assert as_json(checked("city.json", result, edition))
