"""An expression selects what jmespath itself selects, on the shipped edition's and on any other."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import jmespath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.editions import shipped
from forms.submissions import read
from scoring.expressions import COMPILER, FUNCTIONS
from scoring.view import view

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
OPTIONS = jmespath.Options(custom_functions=FUNCTIONS)

numbers = st.one_of(
    st.integers(-1, 2), st.booleans(), st.sampled_from([Decimal("0.5"), Decimal(1), Fraction(1, 2)])
)
plain = st.recursive(
    st.one_of(st.none(), numbers, st.sampled_from(["", "a", "b"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner)),
    max_leaves=12,
)
literals = st.sampled_from(["`0`", "`1`", "`true`", "`false`", "`null`", "`[]`", "`{}`", "'a'", "''"])
leaves = st.one_of(st.sampled_from(["a", "b", "c", "@", "[0]", "[-1]", "a[1]", "a.b", "b.c[0].a"]), literals)


def wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions made of smaller ones, each kind of node among them."""
    one = ["a[?{}]", "a[?{}].b", "!{}", "({})[]", "[{}]", "({})[*].a", "length({})", "{} | [?@]"]
    two = ["{} && {}", "({} || {})", "[{}, {}]", "[{}, {}][]", "{} | {}", "a[?{}].[{}]", "without({}, {})"]
    compared = [f"({{}} {sign} {{}})" for sign in ("==", "!=", "<", "<=", ">", ">=")]
    left_to_jmespath = ["a[:2]", "[::-1]", "*.a", "{{k: {}}}"]
    ones = st.builds(str.format, st.sampled_from([*one, *left_to_jmespath]), inner)
    return st.one_of(ones, st.builds(str.format, st.sampled_from([*two, *compared]), inner, inner))


def outcome(select: Any, data: object) -> object:
    """What is selected, with the type of every part, or the kind of error."""
    try:
        return typed(select(data))
    except Exception as error:
        return type(error)


def typed(value: object) -> object:
    if isinstance(value, list):
        return [typed(item) for item in value]
    if isinstance(value, dict):
        return {name: typed(item) for name, item in value.items()}
    return type(value), value


@given(st.recursive(leaves, wider, max_leaves=6), plain)
def test_any_expression_selects_what_jmespath_selects(text: str, data: object) -> None:
    parsed: Any = jmespath.compile(text)
    expected = outcome(lambda here: parsed.search(here, options=OPTIONS), data)
    assert outcome(COMPILER.function(parsed.parsed), data) == expected


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_shipped_expressions_select_what_jmespath_selects(path: Path) -> None:
    edition = shipped()
    filed = read(path, edition)
    seen = view(filed) | {"answers": view(edition.answers.model_validate(filed.answers), "answers")}
    measures = [(one.select, one.of, *one.steps) for one in edition.measures.values()]
    checks = [(one.find, one.when) for one in edition.checks]
    written = [one for group in (*measures, *checks) for one in group if one is not None]
    assert len(written) > 100
    for one in written:
        assert one.of(seen) == jmespath.search(one.text, seen, options=OPTIONS), one.text


def test_zero_is_an_answer_and_true_is_not_one() -> None:
    data = json.loads('{"a": [{"n": 0, "t": true}, {"n": 1, "t": 1}, {"n": null}]}')
    for text, found in {"a[?n].n": [0, 1], "a[?n == t].n": [1], "a[?!n]": [{"n": None}]}.items():
        assert COMPILER.function(jmespath.compile(text).parsed)(data) == found
