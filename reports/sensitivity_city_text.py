"""The cities of the terminal's report on sensitivity: a table of all, and more of some that weights flip."""

from reports.display import number
from reports.lexicon import Lexicon
from reports.page import Page
from reports.particulars import listed, name, of
from reports.sensitivity_figures import change, inner, share, spread, weight
from reports.sensitivity_view import Portfolio, Seen, marked, nearest, outcome
from scoring.models import Bilingual
from scoring.plausible import Shares
from scoring.weight_ranges import Range

COLUMNS = ("rank_city", "recommendation", "text_stands", "text_around", "text_uniform")
FIGURES = (0, 18, 15, 15, 15)  # cells; the first column takes what is left
LEAST = 24  # of the first; where that is not to be had the last column goes, or the table becomes lines
APART = 2
CITIES, CLOSEST, WEIGHTS, CRITERIA = 100, 10, 3, 8


def table(page: Page, seen: Portfolio, w: Lexicon) -> None:
    """All cities, those first that the least change would flip."""
    page.heading(w("cities"))
    tried = {"samples": number(seen.found.samples), "spread": spread(seen.found.spread)}
    page.say(w("cities_text", **tried), "  ")
    page.say(w("text_legend"), "  ")
    widths = _widths(page.width)
    if widths:
        page.rule()
        page.row([w(key) for key in COLUMNS[: len(widths)]], widths, style="bold")
    page.rule()
    for one in seen.cities[:CITIES]:
        _city(page, one, widths, w)
    page.rule()
    if len(seen.cities) > CITIES:
        page.say(w("text_more", count=number(len(seen.cities) - CITIES)), "  ")


def _widths(width: int) -> list[int]:
    """The widths of as many columns as there is room for; none where a city gets a few lines instead."""
    for count in (len(FIGURES), len(FIGURES) - 1):
        left = width - sum(FIGURES[:count]) - APART * (count - 1)
        if left >= LEAST:
            return [left, *FIGURES[1:count]]
    return []


def _city(page: Page, one: Seen, widths: list[int], w: Lexicon) -> None:
    cells = _cells(one, w)
    if widths:
        page.row(cells[: len(widths)], widths, style=_style(one))
        return
    page.say(cells[0], style="bold")
    for key, text in zip(COLUMNS[1:], cells[1:], strict=True):
        page.say(w("colon", name=w(key), text=text), "  ", _style(one) if key == "recommendation" else "", 2)


def _style(one: Seen) -> str:
    return "open" if one.kind == "near" else "good" if one.city.verdict == "renew" else "bad"


def _cells(one: Seen, w: Lexicon) -> list[str]:
    city = one.city
    marks = [w(key) for key in marked(city)]
    return [
        name(city.name, w) + (f" ({', '.join(marks)})" if marks else ""),
        w(f"will_{city.verdict}") + ("" if city.settled else f" ({w('short_unsettled')})"),
        _stands(one, w),
        _shares(city.around),
        _shares(city.uniform),
    ]


def _stands(one: Seen, w: Lexicon) -> str:
    if one.kind == "gate" or one.city.weights_radius is None:
        return w("text_gate" if one.kind == "gate" else "text_never")
    return w("text_percent", percent=change(one.city.weights_radius) or "0.1")


def _shares(shares: Shares) -> str:
    """`87.3 (60.1–100)`: as things stand, and from the worst to the best of what is open."""
    now, worst, best = (share(each) for each in (shares.now, shares.worst, shares.best))
    return now if worst == best else f"{now} ({worst}–{best})"


def closest(page: Page, seen: Portfolio, w: Lexicon) -> None:
    """What it would take to flip each of the first of those that weights can flip."""
    some = [one for one in seen.cities if one.city.weights_matter]
    if not some:
        return
    page.heading(w("text_closest"))
    for one in some[:CLOSEST]:
        _closer(page, seen, one, w)
    if len(some) > CLOSEST:
        page.say(w("text_more", count=number(len(some) - CLOSEST)), "  ")


def _closer(page: Page, seen: Portfolio, one: Seen, w: Lexicon) -> None:
    city = one.city
    page.say(name(city.name, w), "  ", "bold")
    for prefix, found in (("firm", city.weights_radius), ("sections", city.sections_radius)):
        percent = {"percent": change(found)} if found and change(found) else {}
        page.say(w(outcome(prefix, found), **percent), "    ")
    weights = [_weight(each, seen.weight(each), w) for each in nearest(city)[:WEIGHTS]]
    said = w("colon", name=w("text_alone"), text="; ".join(weights)) if weights else w("alone_none")
    page.say(said, "    ", hang=2)
    criteria = listed([of(title, w) for title in seen.titles(city.criteria)], w, CRITERIA)
    by = w(f"deciding_{city.verdict}")
    page.say(w("colon", name=by, text=criteria) if criteria else w("deciding_none"), "    ", hang=2)


def _weight(one: Range, label: Bilingual, w: Lexicon) -> str:
    low, high = inner(one.low, one.high, one.present, 2)
    bounds = {"low": low or "0", "high": high or w("no_bound")}
    return w("text_weight", name=of(label, w), present=weight(one.present), **bounds)
