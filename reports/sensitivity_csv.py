"""Sensitivity as a table for a spreadsheet: a row a city, in the order given; no text in it is worked out."""

from collections.abc import Callable, Iterable, Iterator

from reports.csv_text import Cell, table
from reports.sensitivity_view import OWN, Portfolio, Seen, marked
from reports.speech import Speech, Text
from scoring.models import Number
from scoring.plausible import Shares
from scoring.portfolio_sensitivity import PolicySensitivity, WeightNamed
from scoring.sensitivity import LeastChange

Column = tuple[str, Callable[[Seen], Cell]]


def render(found: PolicySensitivity, lang: str) -> bytes:
    """The table with headings in `th`, `en` or `both`."""
    seen, speech = Portfolio(found), Speech(lang, OWN, "text")
    columns = [*_named(speech), *_firm(seen, speech), *_ranked(speech), *_sections(seen, speech)]
    in_order = sorted(seen.cities, key=lambda one: one.place)
    heads = [heading for heading, _ in columns]
    return table([heads, *([cell(one) for _, cell in columns] for one in in_order)])


def _named(speech: Speech) -> Iterator[Column]:
    """Which city it is, and how it stands."""
    say = speech.plain
    verdicts = {verdict: say(f"will_{verdict}") for verdict in ("renew", "revoke")}
    settled = {True: say("short_settled"), False: say("short_unsettled")}
    yield say("csv_id"), lambda one: one.city.city
    yield say("csv_name_th"), lambda one: one.city.name.th
    yield say("csv_name_en"), lambda one: one.city.name.en
    yield say("csv_marks"), lambda one: "; ".join(map(say, marked(one.city)))
    yield say("csv_verdict"), lambda one: verdicts[one.city.verdict]
    yield say("csv_settled"), lambda one: settled[one.city.settled]
    yield say("csv_total"), lambda one: one.city.total


def _firm(seen: Portfolio, speech: Speech) -> Iterator[Column]:
    """What it would take to flip it, and what decides it."""
    say = speech.plain
    matter = {True: say("yes"), False: say("no")}
    yield say("csv_gates"), lambda one: _joined(seen.titles(one.city.gates), speech)
    yield say("csv_matter"), lambda one: matter[one.city.weights_matter]
    yield say("csv_weights_radius"), lambda one: _radius(one, one.city.weights_radius)
    yield say("csv_sections_radius"), lambda one: _radius(one, one.city.sections_radius)
    yield from _shares("csv_around", lambda one: one.city.around, speech)
    yield from _shares("csv_uniform", lambda one: one.city.uniform, speech)
    yield say("csv_criteria"), lambda one: _joined(seen.titles(one.city.criteria), speech)


def _radius(one: Seen, found: LeastChange | None) -> Cell:
    """Nothing where no weights matter; all of 100 where no change below it flips the verdict."""
    if one.kind == "gate":
        return None
    return 100 if found is None else found.percent


def _shares(key: str, of: Callable[[Seen], Shares], speech: Speech) -> Iterator[Column]:
    figures: dict[str, Callable[[Shares], Number]] = {
        "csv_share": lambda shares: shares.now.share,
        "csv_low": lambda shares: shares.now.low,
        "csv_high": lambda shares: shares.now.high,
        "csv_worst": lambda shares: shares.worst.share,
        "csv_best": lambda shares: shares.best.share,
    }
    for what, figure in figures.items():
        yield speech.plain(key, what=speech.pair(what)), lambda one, figure=figure: figure(of(one))  # type: ignore[misc]


def _ranked(speech: Speech) -> Iterator[Column]:
    yield speech.plain("csv_rank"), lambda one: one.rank.rank
    yield speech.plain("csv_rank_low"), lambda one: one.rank.low
    yield speech.plain("csv_rank_high"), lambda one: one.rank.high


def _sections(seen: Portfolio, speech: Speech) -> Iterator[Column]:
    """The share of all sections' weights that each may have; nothing where no weights matter."""

    def bound(section: WeightNamed, place: int) -> Callable[[Seen], Cell]:
        return lambda one: seen.bounds(one.city, section)[place] if one.city.weights_matter else None

    for section in seen.sections:
        for place, key in enumerate(("csv_section_low", "csv_section_high")):
            yield speech.plain(key, section=section.label), bound(section, place)


def _joined(texts: Iterable[Text], speech: Speech) -> str:
    """In each language asked for, one after the other."""
    every = list(texts)
    return " / ".join("; ".join(getattr(each, lang) for each in every) for lang in speech.langs if every)
