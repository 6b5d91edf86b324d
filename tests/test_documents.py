"""A file's text becomes what it says and nothing else, or a sentence for the person who can mend it."""

import ast
import inspect
import json
import string
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import reports
from scoring import documents
from scoring.documents import Document, document, dotted
from scoring.problems import Faults, Problem

MANY = 100_000
WORDS_FILE = Path(reports.__file__).parent / "words" / "problems.yaml"


def read(text: str | bytes, name: str = "city.yaml") -> Any:
    return document(name, text if isinstance(text, bytes) else text.encode()).data


def problems(text: str | bytes, name: str = "city.yaml") -> list[Problem]:
    with pytest.raises(Faults) as caught:
        read(text, name)
    return list(caught.value.problems)


@pytest.fixture(scope="module")
def words() -> Any:
    return read(WORDS_FILE.read_bytes(), "problems.yaml")


# What the text says


GUESSED = """
no Yes on True Null 010 -01 12:30 2565-03-01 2022-10
1e5 0x1F 0o17 1_000 .inf .nan .5 5. +5 01.5 1,250,000 ๑๒ < =
"""


@pytest.mark.parametrize("written", GUESSED.split())
def test_what_yaml_would_guess_at_stays_as_it_was_written(written: str) -> None:
    assert read(f"answer: {written}\n") == {"answer": written}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-5", -5),
        ("2565", 2565),
        ("999999999999999999", 999_999_999_999_999_999),
        ("62.5", Decimal("62.5")),
        ("-0.10", Decimal("-0.10")),
    ],
)
def test_only_constants_and_plain_numbers_are_more_than_text(written: str, meant: object) -> None:
    value = read(f"answer: {written}\n")["answer"]
    assert (value, type(value)) == (meant, type(meant))


def test_a_decimal_keeps_its_zeros_so_that_it_can_be_text_again() -> None:
    assert str(read("version: 1.50\n")["version"]) == "1.50"
    assert str(read('{"version": 1.50}', "a.json")["version"]) == "1.50"


def test_what_stands_in_quotes_is_text() -> None:
    assert read("a: '1'\nb: \"true\"\nc: 'null'\n\"<<\": x\n") == {
        "a": "1",
        "b": "true",
        "c": "null",
        "<<": "x",
    }


def test_a_key_is_the_text_it_is_written_in() -> None:
    assert list(read("1: a\ntrue: b\n2565-03-01: c\n")) == ["1", "true", "2565-03-01"]


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read("\ufeffa: ก\ufeffข\n".encode()) == {"a": "กข"}
    assert read(b'\xef\xbb\xbf{"a": 1}', "a.json") == {"a": 1}


def test_the_kind_of_file_is_told_by_its_name_in_any_case() -> None:
    assert read("a: 1", "CITY.YML") == read('{"a": 1}', "City.JSON") == {"a": 1}


def test_a_pair_of_surrogates_in_json_is_one_letter() -> None:
    assert read('{"a": "\\ud83d\\ude00"}', "a.json") == {"a": "😀"}


def test_ten_thousand_entries_and_a_megabyte_of_text_are_read() -> None:
    assert len(read("a:\n" + "  - ก\n" * 10_000)["a"]) == 10_000
    assert len(read('{"a": [' + "1," * 9_999 + "1]}", "a.json")["a"]) == 10_000
    assert len(read("a: " + "ก" * 1_000_000)["a"]) == 1_000_000
    assert len(read('{"a": "' + "x" * 1_000_000 + '"}', "a.json")["a"]) == 1_000_000


def test_thirty_two_levels_are_read_and_one_more_is_not() -> None:
    for name in ("a.yaml", "a.json"):
        assert read('{"a": ' + "[" * 31 + "]" * 31 + "}", name)
        assert problems('{"a": ' + "[" * 32 + "]" * 32 + "}", name)[0].code == "too_deep"


def test_so_many_values_are_read_and_more_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_VALUES", 20)
    for name, text in (("a.yaml", "a: [{}]\n"), ("a.json", '{{"a": [{}]}}')):
        assert read(text.format(", ".join(["1"] * 18)), name)
        assert problems(text.format(", ".join(["1"] * 30)), name)[0].code == "too_many_values"
    assert problems("".join(f"a{number}: 1\n" for number in range(30)))[0].line == 20


# What is refused, and in which line

TRAPS: list[tuple[str, str, str | bytes, int | None]] = [
    ("file_format", "a.txt", "a: 1", None),
    ("file_format", "a", "a: 1", None),
    ("file_too_large", "a.yaml", b"#" * (documents.LIMIT + 1), None),
    ("file_empty", "a.yaml", "", None),
    ("file_empty", "a.yaml", "# nothing yet\n\n", None),
    ("file_empty", "a.yaml", "---\n", None),
    ("file_empty", "a.json", " \n", None),
    ("not_a_mapping", "a.yaml", "- a\n", 1),
    ("not_a_mapping", "a.yaml", "some text\n", 1),
    ("not_a_mapping", "a.json", "[]", 1),
    ("not_a_mapping", "a.json", '"a"', 1),
    ("encoding_thai", "a.yaml", "a: 1\nb: เมือง\n".encode("cp874"), 2),
    ("encoding_unknown", "a.yaml", "a: été\n".encode("latin-1"), 1),
    ("encoding_utf16", "a.yaml", "a: ก\n".encode("utf-16"), 1),
    ("encoding_utf16", "a.json", '{"a": 1}'.encode("utf-16-le"), 1),
    ("control_character", "a.yaml", "a: 1\nb: \x00\n", 2),
    ("control_character", "a.yaml", "a: 1\nb: \x07\n", 2),
    ("control_character", "a.yaml", "a: 1 # \u2028b: 2\n", 1),
    ("control_character", "a.yaml", 'a: "\\x00"\n', 1),
    ("control_character", "a.yaml", '"\\x00": 1\n', 1),
    ("control_character", "a.json", '{"a": "\\u0000"}', 1),
    ("control_character", "a.json", '{\n"a": "\\ud800"}', 2),
    ("control_character", "a.json", '{"\\udfff": 1}', 1),
    ("duplicate_key", "a.yaml", "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", 5),
    ("duplicate_key", "a.json", '{"a": 1,\n"\\u0061": 2}', 2),
    ("number_too_long", "a.yaml", "a: 1234567890123456789\n", 1),
    ("number_too_long", "a.yaml", "a: 0.123456789012345678\n", 1),
    ("number_too_long", "a.json", '{"a": ' + "9" * 5000 + "}", 1),
    ("yaml_documents", "a.yaml", "a: 1\n---\nb: 2\n", 2),
    ("yaml_key", "a.yaml", "a: 1\n? [b]\n: 2\n", 2),
    ("yaml_tag", "a.yaml", "a: !!python/object/apply:os.system [ls]\n", 1),
    ("yaml_tag", "a.yaml", "a: !mine {b: 1}\n", 1),
    ("yaml_tag", "a.yaml", "!!str a: 1\n", 1),
    ("yaml_anchor", "a.yaml", "a: 1\nb: &x 2\n", 2),
    ("yaml_alias", "a.yaml", "a: 1\nb: *x\n", 2),
    ("yaml_alias", "a.yaml", "*x : 1\n", 1),
    ("yaml_merge", "a.yaml", "a: 1\n<<: {b: 2}\n", 2),
    ("yaml_tab", "a.yaml", "a:\n\tb: 1\n", 2),
    ("yaml_tab", "a.yaml", "a:\n  b: 1\n\tc: 2\n", 3),
    ("yaml_colon_space", "a.yaml", "ก: ข\nค:ง\nจ: ฉ\n", 2),
    ("yaml_colon_space", "a.yaml", '"a":b\n', 1),
    ("yaml_colon_inside", "a.yaml", "a: โครงการ: ระยะที่ 2\n", 1),
    ("yaml_after_quote", "a.yaml", "a: 'it's'\n", 1),
    ("yaml_special", "a.yaml", "a: 1\nb: @x\n", 2),
    ("yaml_special", "a.yaml", "- %x\n", 1),
    ("yaml_backslash", "a.yaml", 'a: "C:\\data"\n', 1),
    ("yaml_quote", "a.yaml", "a: 'x\nb: 2\n", 1),
    ("yaml_quote", "a.yaml", 'a: 1\nb: "x\n', 2),
    ("yaml_bracket", "a.yaml", "a: [1, 2\nb: 3\n", 1),
    ("yaml_bracket", "a.yaml", "a: {b: 1\n", 1),
    ("yaml_no_colon", "a.yaml", "a: b\nc d\n", 2),
    ("yaml_syntax", "a.yaml", "a: 1\n  b: 2\n", 2),
    ("yaml_syntax", "a.yaml", "a: 1\n- b\n", 2),
    ("json_number", "a.json", '{"a": 1e5}', 1),
    ("json_number", "a.json", '{"a": 1.5E+3}', 1),
    ("json_number", "a.json", '{"a": NaN}', 1),
    ("json_number", "a.json", '{"a": 1,\n"b": -Infinity}', 2),
    ("json_quote", "a.json", '{"a": "x', 1),
    ("json_quote", "a.json", '{"a": "x\ny"}', 1),
    ("json_backslash", "a.json", '{"a": "C:\\data"}', 1),
    ("json_last_comma", "a.json", '{"a": [1,\n2,\n]}', 2),
    ("json_last_comma", "a.json", '{"a": 1,}', 1),
    ("json_comma", "a.json", '{"a": 1\n"b": 2}', 2),
    ("json_quotes", "a.json", "{'a': 1}", 1),
    ("json_quotes", "a.json", '{"a": True}', 1),
    ("json_syntax", "a.json", '{"a": 1} x', 1),
    ("json_syntax", "a.json", "{", 1),
]


@pytest.mark.parametrize("loader", [documents.Loader, yaml.SafeLoader], ids=["libyaml", "python"])
@pytest.mark.parametrize(("code", "name", "text", "line"), TRAPS)
def test_a_trap_is_refused_with_its_line_by_either_parser(
    code: str, name: str, text: str | bytes, line: int | None, loader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "Loader", loader)
    found = problems(text, name)[0]
    assert (found.file, found.code, found.line) == (name, code, line)


@pytest.mark.parametrize("text", ["[", "{a: ", "- ", "? ", '{"a":', "a: {b: [", "!x [", "&x [", "- - ["])
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_a_hundred_thousand_levels_are_a_sentence_and_not_a_crash(text: str, name: str) -> None:
    assert problems(text * MANY, name)


def test_indentation_without_end_is_too_deep() -> None:
    assert problems("".join(" " * n + "a:\n" for n in range(3_000)))[0].code == "too_deep"
    assert problems("a:\n" + "".join(" " * n + "- \n" for n in range(1, 3_000)))[0].code == "too_deep"


def test_closed_brackets_of_any_number_are_too_deep() -> None:
    assert problems("[" * MANY + "]" * MANY, "a.json")[0].code == "too_deep"
    assert problems("a: " + "[" * MANY + "]" * MANY)[0].code == "too_deep"


def test_json_too_deep_for_its_parser_is_never_taken_as_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(json, "loads", exhausted)
    assert problems("{ }", "a.json") == [Problem("a.json", None, "", "too_deep", {"most": 32})]


def test_whatever_a_parser_raises_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_text: str) -> None:
        raise MemoryError

    monkeypatch.setattr(documents, "Loader", broken)
    assert problems("a: 1")[0].code == "file_unreadable"


def test_all_traps_of_a_file_are_told_at_once_with_their_places() -> None:
    text = "a: &x 1\nb:\n  - c: *x\n    c: 2\n<<: *x\nd: e: f\n"
    assert [(p.line, p.field, p.code) for p in problems(text)] == [
        (1, "a", "yaml_anchor"),
        (3, "b[0].c", "yaml_alias"),
        (4, "b[0].c", "duplicate_key"),
        (5, "<<", "yaml_merge"),
        (5, "<<", "yaml_alias"),
        (6, "", "yaml_colon_inside"),
    ]


def test_a_repeated_key_names_the_line_it_was_first_written_on() -> None:
    assert [p.values["first"] for p in problems("a: 1\nb: 2\na: 3\na: 4\n")] == [1, 1]


def test_a_file_full_of_traps_is_told_about_only_so_far() -> None:
    assert len(problems("a: 1\n" * MANY)) == documents.MOST_PROBLEMS


# Lines


def test_every_place_knows_its_line_and_a_missing_one_that_of_its_parent() -> None:
    found = document("a.yaml", b"a: 1\nb:\n  - x\n  - y: 1\n    z:\n      - 1\nc: {d: 1,\n  e: 2}\n")
    places: dict[tuple[str | int, ...], int] = {
        (): 1,
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 1): 4,
        ("b", 1, "y"): 4,
        ("b", 1, "z"): 5,
        ("b", 1, "z", 0): 6,
        ("c", "e"): 8,
        ("b", 1, "q", 3): 4,
        ("b", 7): 2,
        ("nothing", "here"): 1,
    }
    assert {place: found.line(place) for place in places} == places


plain_text = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff\u2028\u2029"),
    max_size=20,
)
plain_data = st.dictionaries(
    plain_text,
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | plain_text,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain_text, inner, max_size=4),
        max_leaves=12,
    ),
)


@given(plain_data)
def test_the_same_text_is_the_same_data_as_json_and_as_yaml(data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False)
    assert read(text, "a.json") == data
    assert read(text, "a.yaml") == data
    assert read(yaml.safe_dump(data, allow_unicode=True)) == data


def places(data: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [at, *(place for step, inner in steps for place in places(inner, (*at, step)))]


@given(plain_data)
def test_json_and_yaml_agree_on_every_line(data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    as_json, as_yaml = document("a.json", text.encode()), document("a.yaml", text.encode())
    for place in places(data):
        line = as_json.line(place)
        assert line == as_yaml.line(place)
        assert line is not None
        if place and isinstance(place[-1], str):
            assert text.split("\n")[line - 1].lstrip().startswith(json.dumps(place[-1], ensure_ascii=False))


# Nothing a city can type makes a traceback, and every problem has its sentence


def outcome(raw: bytes, name: str) -> tuple[Problem, ...] | Document:
    try:
        return document(name, raw)
    except Faults as faults:
        return faults.problems


marks = st.text(" \n\t-:[]{}&*!|>'\"#%@`,?<=~.\\/0123456789abeux_กำ๑\u200b\x00\x85\u2028", max_size=60)
files = st.one_of(
    st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
)


@given(st.one_of(files, marks.map(str.encode)), st.sampled_from(["a.yaml", "a.json"]))
def test_anything_typed_is_a_document_or_problems_with_sentences(words: Any, raw: bytes, name: str) -> None:
    found = outcome(raw, name)
    if isinstance(found, Document):
        assert isinstance(found.data, dict)
        return
    assert found
    for problem in found:
        for lang in ("th", "en"):
            assert words[problem.code][lang].format_map(problem.values)


@given(marks)
def test_both_yaml_parsers_read_the_same(text: str) -> None:
    first = outcome(text.encode(), "a.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "Loader", yaml.SafeLoader)
        second = outcome(text.encode(), "a.yaml")
    if isinstance(first, Document) and isinstance(second, Document):
        assert first == second


@pytest.mark.parametrize(("code", "name", "text", "line"), TRAPS)
def test_a_trap_has_its_sentence_in_both_languages(
    words: Any, code: str, name: str, text: str | bytes, line: int | None
) -> None:
    problem = problems(text, name)[0]
    thai, english = (words[code][lang].format_map(problem.values) for lang in ("th", "en"))
    assert any("\u0e01" <= letter <= "\u0e5b" for letter in thai)
    assert english != thai


def test_every_code_in_the_module_is_shown_by_an_example(words: Any) -> None:
    tree = ast.parse(inspect.getsource(documents))
    named = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & set(words)
    assert named - {code for code, *_ in TRAPS} == {"file_unreadable", "too_deep", "too_many_values"}


def test_both_languages_of_every_sentence_have_the_same_blanks(words: Any) -> None:
    for code, sentence in words.items():
        assert set(sentence) == {"th", "en"}, code
        assert blanks(sentence["th"]) == blanks(sentence["en"]), code


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_a_place_is_written_as_people_read_it() -> None:
    assert dotted(("part1", "results", 2, "name")) == "part1.results[2].name"
    assert dotted(()) == ""
