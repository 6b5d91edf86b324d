"""How a page speaks: one language, or Thai with English beneath; all it says is escaped and clipped."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple, Protocol

from markupsafe import Markup, escape

from reports.display import day
from reports.lexicon import Lexicon
from reports.words import words
from scoring.models import Finding
from scoring.places import place_label

CLAIM, TEXT, NAME = 400, 2_000, 120
PLACES = 3
THAI = re.compile("[\u0e01-\u0e5b]")
# What no reader sees, and what turns the writing round (U+202A to U+202E, U+2066 to U+2069).
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

# What goes into these is escaped first: `str.format`, because that of `Markup` takes ten times as long.
STACKED = '<span lang="th">{}</span>{} <span lang="en" class="also">{}</span>'
QUOTE, THAI_QUOTE = "<bdi>{}</bdi>", '<bdi lang="th">{}</bdi>'
INLINE = '<span lang="th">{}</span>{} · <span lang="en" class="also-inline">{}</span>'
PLACES_SAID = '<p class="places">{}</p>'
NOTHING = Markup("")
POINT, END = Markup('<span class="point">'), Markup("</span> ")


class Text(Protocol):
    """Anything that has words in `th` and in `en`: a title, a reason, a notice."""

    @property
    def th(self) -> str: ...
    @property
    def en(self) -> str: ...


class Pair(NamedTuple):
    """One text in both languages, made here and not by the engine."""

    th: str
    en: str


class Speech:
    """Says words of the catalogues and texts of a result; `lang` is `th`, `en` or `both`.

    `own`: the catalogues that are looked in before the one that all reports share.
    """

    def __init__(self, lang: str, *own: str) -> None:
        self.langs = ("th", "en") if lang == "both" else (lang,)
        self._words = {
            lang: Lexicon(*(words(lang, name) for name in own), words(lang)) for lang in self.langs
        }

    def word(self, key: str, after: Markup = NOTHING, **values: Any) -> Markup:
        """The sentence named `key`, the second language beneath the first and what comes after it."""
        return self.say(self.pair(key, **values), after=after)

    def inline(self, key: str, **values: Any) -> Markup:
        """The sentence named `key`, the second language after the first on one line."""
        return self.beside(self.pair(key, **values))

    def plain(self, key: str, **values: Any) -> str:
        """The sentence for an attribute, which holds no markup."""
        said = self.pair(key, **values)
        return " / ".join(getattr(said, lang) for lang in self.langs)

    def pair(self, key: str, **values: Any) -> Pair:
        """The sentence in the languages spoken; a blank may be filled with a text or a date."""
        said = [self._words[lang](key, **_filled(values, lang)) for lang in self.langs]
        return Pair(said[0], said[-1])

    def say(self, text: Text, limit: int = TEXT, after: Markup = NOTHING) -> Markup:
        """A text of the assessment, the second language beneath the first and what comes after it."""
        return self._said(text, limit, STACKED, after)

    def beside(self, text: Text, limit: int = TEXT) -> Markup:
        """A text of the assessment on one line."""
        return self._said(text, limit, INLINE, NOTHING)

    def _said(self, text: Text, limit: int, form: str, after: Markup) -> Markup:
        said = [_escaped(clipped(getattr(text, lang), lang, limit)) for lang in self.langs]
        if said[0] == said[-1]:
            return said[0] + after if after else said[0]
        return Markup(form.format(said[0], after, said[1]))

    def quote(self, text: Text | str, limit: int = CLAIM) -> Markup:
        """A city's or a reviewer's own words, kept apart from the text around them."""
        said = [text] if isinstance(text, str) else [getattr(text, lang) for lang in self.langs]
        first, *rest = (self._quoted(each, limit) for each in dict.fromkeys(said))
        return Markup(STACKED.format(first, NOTHING, *rest)) if rest else first

    def _quoted(self, text: str, limit: int) -> Markup:
        """They may be in another language than the page's: Thai is told by its letters."""
        said = clipped(text, self.langs[0], limit)
        form = THAI_QUOTE if self.langs[0] == "en" and THAI.search(said) else QUOTE
        return Markup(form.format(escape(said)))

    def cut(self, text: str, limit: int = CLAIM) -> Pair:
        """Such words as a blank of a sentence."""
        return Pair(clipped(text, "th", limit), clipped(text, "en", limit))

    def places(self, places: Sequence[str], total: int | None = None) -> Markup:
        """Where in the form, in its own words; entries of one list in one go, and how many more there are."""
        return _where(self.langs, tuple(places), total or 0)

    def criterion(self, finding: Finding) -> Markup:
        """A criterion's number, title and id."""
        return POINT + escape(finding.point) + END + self.say(finding.title, after=code(finding.criterion))


@lru_cache(maxsize=4096)
def _where(langs: Sequence[str], places: Sequence[str], total: int) -> Markup:
    """Cities answer in the same places of one form."""
    speech = Speech("both" if len(langs) > 1 else langs[0])
    named = [place for place in places if _place(place).th != place]  # the form has words for it
    shown = [_place(*group) for group in _groups(named[:PLACES])]
    more = max(total, len(places)) - len(places) + len(named[PLACES:])
    if more > 0:
        shown.append(speech.pair("more_places", count=f"{more:,}"))
    if not shown:
        return NOTHING
    return Markup(PLACES_SAID.format(speech.say(Pair(*map("; ".join, zip(*shown, strict=True))))))


@lru_cache(maxsize=4096)
def _escaped(text: str) -> Markup:
    """Escaped once: an edition's texts come again with every city."""
    return escape(text)


def code(id: str) -> Markup:
    """An id that reviewers cite, small and muted."""
    return Markup(f' <code class="id">{escape(id)}</code>')


def _filled(values: dict[str, Any], lang: str) -> dict[str, Any]:
    return {name: _value(value, lang) for name, value in values.items()}


def _value(value: Any, lang: str) -> Any:
    if isinstance(value, datetime.date):
        return day(value, lang)
    return getattr(value, lang) if hasattr(value, "th") else value


def clipped(text: str, lang: str, limit: int) -> str:
    """The text, or as much as the limit allows with a sentence that says how much is left out."""
    if len(text) > limit:
        end = limit
        while end and unicodedata.combining(text[end]) + (unicodedata.category(text[end]) == "Mn"):
            end -= 1  # a tone mark is not parted from its consonant
        text = f"{text[:end]}… " + words(lang)("text_cut", count=f"{len(text) - end:,}")
    return text if text.isprintable() else CONTROL.sub("\ufffd", text)


def _groups(places: Iterable[str]) -> list[tuple[str, ...]]:
    """Neighbours that are entries of the same list, together."""
    split = [(*place.rpartition("["), place) for place in places]
    stems = [(stem if place.endswith("]") else place, place) for stem, _, _, place in split]
    return [tuple(place for _, place in group) for _, group in groupby(stems, key=lambda each: each[0])]


@lru_cache(maxsize=4096)
def _place(first: str, *others: str) -> Pair:
    """One place, or `entry 1, 2, 3` of one list."""
    rows = "".join(f", {int(place.rpartition('[')[2][:-1]) + 1}" for place in others)
    return Pair(place_label(first, "th") + rows, place_label(first, "en") + rows)
