"""Sensitivity as a table for a spreadsheet: a row a city, in the order given; no text in it is worked out."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from reports.sensitivity_view import OWN, Portfolio, Seen, marked
from reports.speech import Speech, Text
from reports.terminal import plain
from scoring.plausible import Shares
from scoring.portfolio_sensitivity import PolicySensitivity
from scoring.sensitivity import CityFirmness, LeastChange

FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]")  # as spreadsheets read it, wide signs as well
Cell = str | int | float | None
Column = tuple[str, Cell]


def render(found: PolicySensitivity, lang: str) -> bytes:
    """The table with headings in `th`, `en` or `both`; it begins with the mark by which Excel knows UTF-8."""
    seen, speech = Portfolio(found), Speech(lang, OWN, "text")
    rows = [list(_columns(seen, one, speech)) for one in sorted(seen.cities, key=lambda one: one.place)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([heading for heading, _ in row] for row in rows[:1])
    writer.writerows([_safe(cell) for _, cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _safe(cell: Cell) -> Cell:
    """A text on one line, which no spreadsheet works out."""
    if not isinstance(cell, str):
        return cell
    shown = plain(cell)
    return f"'{shown}" if FORMULA.match(shown) else shown


def _columns(seen: Portfolio, one: Seen, speech: Speech) -> Iterator[Column]:
    """Each heading with the city's cell."""
    city = one.city
    yield from _named(city, speech)
    yield speech.plain("csv_gates"), _joined(seen.titles(city.gates), speech)
    yield speech.plain("csv_matter"), speech.plain("yes" if city.weights_matter else "no")
    yield speech.plain("csv_weights_radius"), _radius(one, city.weights_radius)
    yield speech.plain("csv_sections_radius"), _radius(one, city.sections_radius)
    yield from _shares(city.around, "csv_around", speech)
    yield from _shares(city.uniform, "csv_uniform", speech)
    yield speech.plain("csv_criteria"), _joined(seen.titles(city.criteria), speech)
    yield speech.plain("csv_rank"), one.rank.rank
    yield speech.plain("csv_rank_low"), one.rank.low
    yield speech.plain("csv_rank_high"), one.rank.high
    yield from _sections(seen, one, speech)


def _named(city: CityFirmness, speech: Speech) -> Iterator[Column]:
    """Which city it is, and how it stands."""
    yield speech.plain("csv_id"), city.city
    yield speech.plain("csv_name_th"), city.name.th
    yield speech.plain("csv_name_en"), city.name.en
    yield speech.plain("csv_marks"), "; ".join(speech.plain(key) for key in marked(city))
    yield speech.plain("csv_verdict"), speech.plain(f"will_{city.verdict}")
    yield speech.plain("csv_settled"), speech.plain("short_settled" if city.settled else "short_unsettled")
    yield speech.plain("csv_total"), city.total


def _radius(one: Seen, found: LeastChange | None) -> Cell:
    """Nothing where no weights matter; all of 100 where no change below it flips the verdict."""
    if one.kind == "gate":
        return None
    return 100 if found is None else found.percent


def _shares(shares: Shares, key: str, speech: Speech) -> Iterator[Column]:
    figures = {
        "csv_share": shares.now.share,
        "csv_low": shares.now.low,
        "csv_high": shares.now.high,
        "csv_worst": shares.worst.share,
        "csv_best": shares.best.share,
    }
    for what, figure in figures.items():
        yield speech.plain(key, what=speech.pair(what)), figure


def _sections(seen: Portfolio, one: Seen, speech: Speech) -> Iterator[Column]:
    """The share of all sections' weights that each may have; nothing where no weights matter."""
    for section in seen.sections:
        found = seen.range(one.city, section.name)
        low = found.share_low if found and found.share_low is not None else 0
        high = found.share_high if found and found.share_high is not None else 100
        ends = (low, high) if one.city.weights_matter else (None, None)
        for key, end in zip(("csv_section_low", "csv_section_high"), ends, strict=True):
            yield speech.plain(key, section=section.label), end


def _joined(texts: Iterable[Text], speech: Speech) -> str:
    """In each language asked for, one after the other."""
    every = list(texts)
    return " / ".join("; ".join(getattr(each, lang) for each in every) for lang in speech.langs if every)
