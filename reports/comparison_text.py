"""A comparison of two policies for a terminal: the answer, who changes and why, who is near, the rest."""

from collections.abc import Sequence

from reports.changes import from_to, named
from reports.comparison_city import OWN
from reports.comparison_view import View
from reports.display import number, score
from reports.edition_diff import DIFFERENT, differ, share_of, shares
from reports.html_view import short
from reports.lexicon import Lexicon, languages, lexicon
from reports.page import Page
from reports.particulars import name, of
from scoring.comparison import CityCompared, Comparison

LABEL = 10
TABLE = 76  # a page narrower than this gives each city a few lines instead of a row
APART = 2
NEAR = (0, 22, 14, 0)  # widths of columns; what is left goes to those of 0
OTHERS = (7, 0, 0, 14)
DIRECTIONS = {"lose": ("✗", "bad"), "gain": ("✓", "good")}


def render(found: Comparison, lang: str, *, width: int = 80, colour: bool = False) -> bytes:
    """The comparison in `th`, in `en`, or in `both`: the one after the other."""
    view = View(found)
    return b"\n".join(_report(view, lexicon(each, *OWN), Page(width, colour)) for each in languages(lang))


def _report(view: View, w: Lexicon, page: Page) -> bytes:
    for part in (_head, _answer, _changed, _flips, _near, _others, _rules, _method):
        part(page, view, w)
    return page.bytes()


def _head(page: Page, view: View, w: Lexicon) -> None:
    page.say(w("compare_title"), style="bold")
    page.say(w("compared_cities", count=number(view.found.totals.cities)))
    for mark, caution in view.cautions:
        page.say(f"{w(mark)} · {of(caution, w)}", style="open")
    if view.twice:
        page.say(w("some_twice", names=", ".join(view.twice)), style="open")
    page.rule()


def _answer(page: Page, view: View, w: Lexicon) -> None:
    page.say(of(view.headline, w), style="bold")
    for said in view.answers:
        page.say(of(said, w))
    page.say(of(view.found.after.standing, w))


def _changed(page: Page, view: View, w: Lexicon) -> None:
    differences = view.found.differences
    page.heading(w("changed_numbers"))
    if differences.none:
        page.say(w("nothing_differs"), "  ")
    for one in differences.numbers:
        page.say(w("colon", name=of(named(one), w), text=of(from_to(one), w)), "  ", hang=2)
        facts = [share_of(one, w), *(of(said, w) for said in view.effect_of(one))]
        page.say(" · ".join(filter(None, facts)), "    ", "faint")
    if view.together:
        for place in range(len(view.found.parts)):
            effect = " · ".join(of(said, w) for said in view.effect(place))
            page.say(w("colon", name=of(view.part(place), w), text=effect), "  ", hang=2)
    if differences.shares:
        shares(page, differences.shares, w)


def _flips(page: Page, view: View, w: Lexicon) -> None:
    page.heading(f"{w('flips')} ({number(len(view.flips))})")
    if not view.flips:
        page.say(w("flips_none"), "  ")
    for place, one in enumerate(view.flips, start=1):
        sign, style = DIRECTIONS[view.way(one)]
        page.say(_city(view, one, w), f"{place:>3}. ", "bold")
        steps = f"{_scores(one, w)}, {w('rank_step', was=one.before.rank, value=one.after.rank)}"
        page.say(f"{sign} {of(view.direction(one), w)} · {steps}", "     ", style, hang=2)
        page.say(of(view.tipped(one), w), "     ", hang=2)
        because = "; ".join(of(said, w) for said in view.causes(one))
        page.say(w("colon", name=w("column_because"), text=because), "     ", hang=2)


def _near(page: Page, view: View, w: Lexicon) -> None:
    page.heading(f"{w('near')} ({number(len(view.near))})")
    points = number(view.found.near_points)
    page.say(w("near_explained" if view.near else "near_none", points=points), "  ")
    head = [w(key) for key in ("column_city", "column_recommended", "score", "column_distance")]
    rows = [
        (_city(view, one, w), of(view.direction(one), w), _step(one), _distance(view, one, w))
        for one in view.near
    ]
    _table(page, head, rows, NEAR)


def _distance(view: View, one: CityCompared, w: Lexicon) -> str:
    found = view.distance(one)
    return of(found, w) if found else "–"


def _others(page: Page, view: View, w: Lexicon) -> None:
    if not view.others:
        return
    page.heading(f"{w('others_compared')} ({number(len(view.others))})")
    head = [w(key) for key in ("column_rank", "column_city", "column_recommended", "score")]
    rows = [
        (number(one.after.rank), _city(view, one, w), of(view.direction(one), w), _step(one))
        for one in view.others
    ]
    _table(page, head, rows, OTHERS)


def _table(page: Page, head: Sequence[str], rows: Sequence[Sequence[str]], given: Sequence[int]) -> None:
    """Rows in columns; on a narrow page, a line a city with what there is of it beneath."""
    free = page.width - 2 - APART * (len(given) - 1) - sum(given)
    widths = [width or free // given.count(0) for width in given]
    if rows and page.width >= TABLE:
        page.row(head, widths, 2, "bold")
    for row in rows:
        if page.width >= TABLE:
            page.row(row, widths, 2)
        else:
            page.say(" · ".join(row), "  ", hang=2)


def _city(view: View, one: CityCompared, w: Lexicon) -> str:
    """Its name, its file where two are called the same, and what is to be known of it."""
    file = [view.file(one)] if view.file(one) else []
    marks = [*file, *(of(mark, w) for mark in view.marks(one))]
    return name(one.name, w) + (f" ({', '.join(marks)})" if marks else "")


def _scores(one: CityCompared, w: Lexicon) -> str:
    return w("score_step", was=score(one.before.total), value=score(one.after.total))


def _step(one: CityCompared) -> str:
    return f"{score(one.before.total)} → {score(one.after.total)}"


def _rules(page: Page, view: View, w: Lexicon) -> None:
    for part in DIFFERENT:
        differ(page, part, getattr(view.found.differences, part), w)


def _method(page: Page, view: View, w: Lexicon) -> None:
    page.heading(w("method"))
    page.say(w("colon", name=w("attributed"), text=of(view.attributed, w)), "  ")
    page.say(w("as_filed_explained"), "  ")
    for key, side in (("policy_was", view.found.before), ("policy_is", view.found.after)):
        marks = {"edition": short(side.fingerprint), "policy": short(side.policy_fingerprint)}
        text = w("policy_side", title=of(side.title, w), id=side.id, **marks)
        page.say(w("colon", name=w(key), text=text), "  ")
    page.say(w("colon", name=w("program"), text=view.found.program), "  ")
