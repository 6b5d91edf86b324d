"""Every sentence the program says: there in Thai and English, asked for by somebody, its blanks filled.

What is asked for is read from the code: names written out, and the fixed part of names put together
(`f"status_{status}"`, `"verdict_" ~ verdict`).
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

import pytest
from jinja2 import Environment, nodes

import cli
from reports.words import CATALOGUES, LONGEST, sentence, words
from scoring.documents import document
from scoring.edition import Edition
from scoring.problems import Problem

CHECKOUT = Path(cli.__file__).parent
REPORTS = CHECKOUT / "reports"
LANGS = {"th", "en"}
COMMANDS = (
    "asked",
    "check",
    "explain",
    "cases",
    "edition",
    "understood",
)  # these speak the words of `commands`, the others not
# Reports with a catalogue of their own: how their modules, and the folders of their templates, begin.
OWN = {
    "comparison": ("comparison", "edition_diff"),
    "sensitivity": ("sensitivity",),
    "changed": ("changed", "text_blocks"),
    "letters": ("memo", "answer_sheet"),
    "figures": ("paper_", "figures", "backed", "judged", "excel_reviewed"),
    "sheets": ("excel_", "csv_report"),
    "portfolio": ("portfolio",),
    "reviews": ("review",),
}
OTHERS = tuple(chain.from_iterable(OWN.values()))
SPEAKING = {"w", "word", "inline", "plain", "pair", "said"}  # what a report says a word with
ANY = r"\w+"

# Which code speaks which catalogue: the text reports look in their own before the one that all share.
SPEAKERS = {
    "commands": [REPORTS / f"{name}.py" for name in COMMANDS],
    "interface": [
        path
        for path in REPORTS.glob("*.py")
        if path.stem not in COMMANDS and not path.stem.startswith(OTHERS)
    ],
    "problems": [
        *(
            path
            for folder in ("scoring", "forms", "commands", "workbench")
            for path in CHECKOUT.glob(f"{folder}/*.py")
        ),
        CHECKOUT / "cli.py",
    ],
}
SPEAKERS["text"] = SPEAKERS["interface"]
for name, begin in OWN.items():
    SPEAKERS[name] = [path for path in REPORTS.glob("*.py") if path.stem.startswith(begin)]
SEARCHED: dict[str, tuple[str, ...]] = {
    "commands": ("commands", "interface"),
    "interface": ("text", "interface", "figures"),  # a page shows the figures too
}
SEARCHED |= {name: (name, "text", "interface") for name in OWN}
WORKBENCH = CHECKOUT / "workbench"
SPEAKERS["workbench"] = [*WORKBENCH.glob("*.py"), REPORTS / "__init__.py"]  # which lists the formats
SEARCHED["workbench"] = ("workbench", "interface", "figures", "reviews")
SEARCHED["portfolio"] += ("reviews",)  # it tells how reviewers compare
SEARCHED["sheets"] += ("figures",)  # a workbook has a sheet of them

# Where a problem's code stands in what raises or yields it.
RAISING = {
    "Problem": 3,
    "refused": 0,
    "PydanticCustomError": 0,
    "ExpressionError": 0,
    "unwritable": 0,
    "_fault": 1,
    "at": 1,
    "in_file": 3,
    "add": 1,
    "unfit": 1,
}


def catalogue(name: str) -> dict[str, dict[str, str]]:
    path = CATALOGUES / f"{name}.yaml"
    data: Any = document(path.name, path.read_bytes()).data
    return dict(data)


NAMES = sorted(path.stem for path in CATALOGUES.glob("*.yaml"))


def blanks(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


# The catalogues by themselves


def test_these_are_the_catalogues() -> None:
    assert set(NAMES) == set(SPEAKERS)


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_is_there_in_both_languages_with_the_same_blanks(name: str) -> None:
    for key, said in catalogue(name).items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", key)
        assert set(said) == LANGS, key
        assert all(isinstance(text, str) and text.strip() for text in said.values()), key
        assert blanks(said["th"]) == blanks(said["en"]), key


@pytest.mark.parametrize("name", NAMES)
def test_what_is_in_words_in_english_is_in_words_in_thai(name: str) -> None:
    for key, said in catalogue(name).items():
        th, en = (re.sub(r"{\w+}", "", said[lang]) for lang in ("th", "en"))
        assert re.search("[\u0e01-\u0e5b]", th) or not re.search("[a-zA-Z]", en), key


def test_no_word_of_the_text_reports_hides_one_that_all_share() -> None:
    assert not set(catalogue("text")) & set(catalogue("interface"))


# What the code asks for


class Asked(NamedTuple):
    """One place that says a word: its name, or a pattern; the blanks it fills, None where not to be told."""

    where: str
    name: str
    blanks: frozenset[str] | None


@cache
def python(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def template(path: Path) -> nodes.Template:
    return Environment().parse(path.read_text("utf-8"))


TEMPLATES = {
    name: sorted([*REPORTS.glob(f"templates/{name}*.j2"), *REPORTS.glob(f"templates/{name}*/*.j2")])
    for name in OWN
}
TEMPLATES["interface"] = sorted(
    {
        *(path for path in REPORTS.glob("templates/*.j2") if not path.stem.startswith(OTHERS)),
        *REPORTS.glob("templates/html/*.j2"),
    }
)
TEMPLATES["workbench"] = sorted(WORKBENCH.glob("templates/*.j2"))
TEMPLATES["text"] = TEMPLATES["interface"]


def patterns(node: ast.AST | nodes.Node) -> Iterator[str]:
    """The names that an expression may come to, as patterns; nothing where it is not written there."""
    match node:
        case ast.Constant(value=str(text)) | nodes.Const(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            yield "".join(_part(part) for part in parts)
        case nodes.Concat(nodes=parts):
            yield "".join(_part(part) for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from chain(patterns(one), patterns(other))
        case nodes.CondExpr(expr1=one, expr2=other):
            yield from chain(patterns(one), patterns(other) if other else ())


def _part(node: ast.AST | nodes.Node) -> str:
    text = next(patterns(node), "") if isinstance(node, ast.Constant | nodes.Const) else ""
    return text or ANY


def told(pattern: str) -> bool:
    """Whether enough of a name is written out to know it by."""
    return len(pattern.replace(ANY, "").strip("_")) > 2


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(python(path)):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if isinstance(function, ast.Call):  # words(lang, "commands")("edition_sound")
                name = "w" if getattr(function.func, "id", "") == "words" else ""
            yield name, node


def asked_in_python(path: Path) -> Iterator[Asked]:
    for name, node in calls(path):
        if name in SPEAKING and node.args:
            given = {each.arg for each in node.keywords}
            filled = None if None in given else frozenset(filter(None, given - {"after"}))
            for pattern in patterns(node.args[0]):
                yield Asked(f"{path.name}:{node.lineno}", pattern, filled)


def asked_in_template(path: Path) -> Iterator[Asked]:
    for node in template(path).find_all((nodes.Filter, nodes.Call)):
        subject: nodes.Expr | None = None
        if isinstance(node, nodes.Filter):
            subject = node.node if node.name in SPEAKING else None
        elif isinstance(node, nodes.Call) and getattr(node.node, "name", "") == "w":
            subject = next(iter(node.args), None)
        if subject is not None and isinstance(node, nodes.Filter | nodes.Call):
            filled = frozenset(each.key for each in node.kwargs if isinstance(each, nodes.Keyword))
            for pattern in patterns(subject):
                yield Asked(f"{path.name}:{node.lineno}", pattern, filled - {"after"})


def asked(name: str) -> list[Asked]:
    spoken = chain.from_iterable(asked_in_python(path) for path in SPEAKERS[name])
    printed = chain.from_iterable(map(asked_in_template, TEMPLATES.get(name, ())))
    return [*spoken, *printed]


@pytest.mark.parametrize("name", SEARCHED)
def test_every_word_that_is_asked_for_exists_and_its_blanks_are_filled(name: str) -> None:
    known = {key: said for each in SEARCHED[name] for key, said in catalogue(each).items()}
    found = asked(name)
    assert len(found) > 20
    for one in found:
        keys = [key for key in known if re.fullmatch(one.name, key)]
        assert keys, f"{one.where} asks for {one.name}"
        if len(keys) == 1 and one.blanks is not None:
            assert blanks(known[keys[0]]["th"]) == one.blanks, f"{one.where} fills {one.name}"


def texts(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        yield from patterns(inner)


@cache
def named(name: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Everything in the code that may name a sentence: texts written out, and a pattern of the others."""
    spoken = chain.from_iterable(texts(python(path)) for path in SPEAKERS[name])
    printed: Iterable[str] = (
        pattern
        for path in TEMPLATES.get(name, ())
        for node in template(path).find_all((nodes.Const, nodes.Concat))
        for pattern in patterns(node)
    )
    found = frozenset(chain(spoken, printed))
    put_together = [pattern for pattern in found if ANY in pattern and told(pattern)]
    return found, re.compile("|".join(put_together) or "(?!)")


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_is_there_that_nobody_says(name: str) -> None:
    written, put_together = named(name)
    assert [key for key in catalogue(name) if key not in written and not put_together.fullmatch(key)] == []


# Problems


def raised() -> Iterator[Asked]:
    """Every code of a problem that is written where it is raised."""
    for path in SPEAKERS["problems"]:
        for name, call in calls(path):
            place = RAISING.get(name)
            if place is not None and len(call.args) > place:
                yield from _codes(path, call.args[place])
    checks = CHECKOUT / "scoring" / "edition_checks.py"
    for node in ast.walk(python(checks)):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from _codes(checks, node.value.elts[0])


def _codes(path: Path, node: ast.expr) -> Iterator[Asked]:
    return (Asked(f"{path.name}:{node.lineno}", code, None) for code in patterns(node))


def test_every_problem_that_is_raised_has_its_sentence() -> None:
    known = catalogue("problems")
    found = list(raised())
    assert len(found) > 100
    for one in found:
        assert any(re.fullmatch(one.name, key) for key in known), f"{one.where} raises {one.name}"


def test_a_problem_is_one_line_with_its_place_first() -> None:
    problem = Problem("city.yaml", 14, "city.id", "slug_shape", {"text": "A B"})
    assert sentence(problem, "en").startswith("city.yaml:14: city.id: “A B” cannot be an id; ")
    assert sentence(problem._replace(line=None, field=""), "th").startswith("city.yaml: “A B”")


def test_what_a_problem_quotes_can_do_nothing_to_a_terminal_and_is_not_too_long() -> None:
    problem = Problem("a\x1b[31m.yaml", 1, "x" * 10_000, "slug_shape", {"text": "\u202e\n" + "y" * 10_000})
    for lang in LANGS:
        said = sentence(problem, lang)
        assert said.isprintable()
        assert len(said) < 3 * LONGEST


def test_what_a_sentence_is_filled_with_is_not_read_as_a_sentence() -> None:
    problem = Problem("city.yaml", 1, "", "slug_shape", {"text": "{text.__class__} {0} %s"})
    assert "“{text.__class__} {0} %s”" in sentence(problem, "en")


def test_an_unknown_word_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        words("th")("no_such_word")


# Words that an edition names


def test_every_status_of_the_shipped_edition_has_a_word(edition: Edition) -> None:
    for name in ("pending", "unanswered", "not_pursued", "not_applicable"):
        assert f"status_{name}" in words("th")
        assert f"status_{name}" in words("th", "commands")
    assert all(level.title.th and level.title.en for level in edition.levels)
