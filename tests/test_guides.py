"""The guides for the three users: alike in both languages, true to the pages, and short."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

import cli
from reports.words import CATALOGUES
from scoring.documents import document

DOCS = Path(cli.__file__).parent / "docs"
GUIDES = ("city", "reviewer", "policy")
PICTURE = re.compile(r"!\[[^\]]+\]\(\.\./pictures/(guide-[a-z]+-\d-(?:th|en)\.png)\)")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"renewal ([a-z]+(?: [a-z]+)?)")
LONGEST = {"th": 5000, "en": 900}  # letters of Thai, words of English: ten minutes with the page at hand


def guide(name: str, lang: str) -> str:
    return (DOCS / "guides" / f"{name}.{lang}.md").read_text(encoding="utf-8")


@cache
def said(lang: str) -> frozenset[str]:
    """Every sentence of every catalogue."""
    catalogues: list[Any] = [
        document(path.name, path.read_bytes()).data for path in CATALOGUES.glob("*.yaml")
    ]
    return frozenset(one[lang] for catalogue in catalogues for one in catalogue.values())


def test_each_guide_is_there_in_both_languages_and_nothing_else_is() -> None:
    names = {path.name for path in (DOCS / "guides").iterdir()}
    assert names == {f"{name}.{lang}.md" for name in GUIDES for lang in ("th", "en")}


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_has_the_same_parts_pictures_and_commands_in_both_languages(name: str) -> None:
    thai, english = guide(name, "th"), guide(name, "en")
    for marks in (r"^#+ ", r"^\d\. ", r"^- ", r"^```"):
        assert len(re.findall(marks, thai, re.M)) == len(re.findall(marks, english, re.M)), marks
    assert [one.replace("-th.", "-en.") for one in PICTURE.findall(thai)] == PICTURE.findall(english)
    assert COMMAND.findall(thai) == COMMAND.findall(english)
    assert thai.count("**") == english.count("**")


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", GUIDES)
def test_what_a_guide_says_to_press_is_what_the_page_says(name: str, lang: str) -> None:
    named = re.findall(r"\*\*([^*]+)\*\*", guide(name, lang))
    assert len(named) > 8
    assert [one for one in named if one not in said(lang)] == []


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", GUIDES)
def test_all_that_a_guide_leads_to_is_there_and_it_takes_ten_minutes(name: str, lang: str) -> None:
    text = guide(name, lang)
    assert [one for one in LINK.findall(text) if not (DOCS / "guides" / one).exists()] == []
    for command in COMMAND.findall(text):
        first, *rest = command.split()
        found = cli.main.commands[first]
        assert isinstance(found, click.Group) == bool(rest and rest[0] in getattr(found, "commands", {}))
    assert (len(text) if lang == "th" else len(text.split())) < LONGEST[lang]


def test_every_picture_of_a_guide_is_shown_in_one() -> None:
    shown = [one for name in GUIDES for lang in ("th", "en") for one in PICTURE.findall(guide(name, lang))]
    assert sorted(shown) == sorted(path.name for path in (DOCS / "pictures").glob("guide-*.png"))
