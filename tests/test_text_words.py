"""The catalogue of the reports made of text."""

import re
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from reports.words import CATALOGUES
from scoring.documents import document

LANGS = ("th", "en")
REPORTS = Path(CATALOGUES).parent
OURS = ("text*.py", "page.py", "phrases.py", "particulars.py", "lexicon.py", "summary*.py")
SOURCES = list(chain.from_iterable(REPORTS.glob(name) for name in OURS))


def catalogue(name: str) -> dict[str, Any]:
    path = CATALOGUES / f"{name}.yaml"
    return document(path.name, path.read_bytes()).data


def fields(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


@pytest.mark.parametrize(("key", "said"), list(catalogue("text").items()))
def test_every_sentence_is_there_in_both_languages_with_the_same_blanks(
    key: str, said: dict[str, str]
) -> None:
    assert set(said) == set(LANGS)
    assert all(sentence.strip() for sentence in said.values())
    assert fields(said["th"]) == fields(said["en"])


def test_every_word_that_a_report_asks_for_exists() -> None:
    known = {**catalogue("interface"), **catalogue("text")}
    asked = {
        key for source in SOURCES for key in re.findall(r'\bw\(\s*"(\w+)"\s*[,)]', source.read_text("utf-8"))
    }
    assert asked - set(known) == set()


def test_no_word_stands_in_the_catalogue_unused_or_twice() -> None:
    code = "".join(source.read_text("utf-8") for source in SOURCES)
    prefixes = tuple(re.findall(r'w\(\s*f"(\w+)\{', code))
    named = set(re.findall(r"""["'](\w+)["']""", code))
    unused = [key for key in catalogue("text") if key not in named and not key.startswith(prefixes)]
    assert unused == []
    assert set(catalogue("text")) & set(catalogue("interface")) == set()
