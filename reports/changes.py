"""Numbers that were set otherwise, in words: what each is called, what it was, what it is."""

from typing import Protocol

from reports.words import words
from scoring.models import Bilingual


class Number(Protocol):
    """A number of an edition by its full name and in words."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Bilingual: ...


class Changed(Number, Protocol):
    """... with what it was and what it is; None where one of two editions has no such number."""

    @property
    def was_shown(self) -> Bilingual | None: ...
    @property
    def shown(self) -> Bilingual | None: ...


def named(number: Number) -> Bilingual:
    """`weight of the section “City Data Platform”`: of some kinds the label says which and not what."""
    first, _, rest = number.name.partition(".")
    kind = f"{first}_{rest.partition('.')[0]}" if first == "weights" else first
    th, en = (_named(lang, f"set_{kind}", number.label.of(lang)) for lang in ("th", "en"))
    return Bilingual(th=th, en=en)


def _named(lang: str, key: str, label: str) -> str:
    w = words(lang)
    return w(key, label=label) if key in w else label


def from_to(change: Changed) -> Bilingual:
    """`60 points → 65 points`."""
    th, en = (f"{_of(change.was_shown, lang)} → {_of(change.shown, lang)}" for lang in ("th", "en"))
    return Bilingual(th=th, en=en)


def _of(said: Bilingual | None, lang: str) -> str:
    return "–" if said is None else said.of(lang)


def told(change: Changed) -> Bilingual:
    """`pass mark: 60 points → 65 points`."""
    name, step = named(change), from_to(change)
    th, en = (words(lang)("colon", name=name.of(lang), text=step.of(lang)) for lang in ("th", "en"))
    return Bilingual(th=th, en=en)
