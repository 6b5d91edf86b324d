"""The terminal report's way out: what to do and at what effort, or how little would end a renewal."""

from reports import ways
from reports.display import number, score
from reports.lexicon import Lexicon
from reports.page import Page
from reports.particulars import matter, matters
from scoring.models import Assessment, LossOfRenewal, Rise, WayOut, WayToRenewal

INSET, LABEL = 5, 19


def way_out(page: Page, a: Assessment, w: Lexicon) -> None:
    """The whole section; nothing where it was not asked for."""
    out = a.way_out
    if out is None:
        return
    page.heading(w(ways.title(out)))
    if out.kind == "own_wish":
        page.say(w("way_out_own_wish"), "  ")
    elif out.kind == "renews":
        _losses(page, a, out, w)
    else:
        _awaited(page, a, out, w)
        _ways(page, a, out, w)


def _awaited(page: Page, a: Assessment, out: WayOut, w: Lexicon) -> None:
    for one in out.awaited:
        page.say(w("colon", name=w("way_awaited"), text=matter(a, one.gate, w)), "  ! ", "open")
        for said in ways.awaited(a, one, w):
            page.say(said, " " * INSET)
    if out.awaited and out.ways:
        page.say(w("way_assuming"), " " * INSET, "open")


def _ways(page: Page, a: Assessment, out: WayOut, w: Lexicon) -> None:
    if not out.ways:
        page.say(w("way_none") if out.out_of_reach else w("way_none_asked"), "  ")
        for one in out.out_of_reach:
            page.say(ways.out_of_reach(a, one, w), "  • ")
        return
    first, *others = out.ways
    if not first.rises and not first.mendings:
        page.say(f"{w('way_nothing')} {ways.way_total(first, w)}", "  ")
        return
    _explained(page, out, "way_explained", w)
    page.entry(w("effort"), ways.effort(out, first.effort, w), LABEL, 2, "bold")
    page.entry("", f"{ways.way_summary(first, w)} · {ways.way_total(first, w)}", LABEL, 2)
    page.entry("", ways.proof(out, w), LABEL, 2)
    _way(page, a, out, first, w)
    if others:
        page.say(w("way_others"), "  ", "bold")
    for place, other in enumerate(others, start=2):
        page.say(
            _headed(w("way_other", place=place), ways.effort(out, other.effort, w), ways.way_total(other, w)),
            "  • ",
        )
        for said in ways.other(a, first, other, w):
            page.say(said, " " * INSET)


def _headed(name: str, *parts: str) -> str:
    return f"{name}: {' · '.join(parts)}"


def _explained(page: Page, out: WayOut, key: str, w: Lexicon) -> None:
    for said in (w(key), *ways.efforts_named(out, w)):
        page.say(said, "  ")


def _way(page: Page, a: Assessment, out: WayOut, way: WayToRenewal, w: Lexicon) -> None:
    for one in way.taken_up:
        for said in ways.taken_up(a, one, w):
            page.say(said, "  ")
    for place, mending in enumerate(way.mendings, start=1):
        page.say(w("way_mending", gate=matter(a, mending.gate, w)), f"{place:>3}. ", "bold")
        page.say(ways.effort(out, mending.effort, w), " " * INSET, "open")
        _asked(page, ways.asked(mending, w), ways.where(mending, w), w)
    for place, rise in enumerate(way.rises, start=len(way.mendings) + 1):
        _rise(page, a, out, rise, place, w)


def _rise(page: Page, a: Assessment, out: WayOut, rise: Rise, place: int, w: Lexicon) -> None:
    page.say(f"{matter(a, rise.criterion, w)} [{ways.step(a, rise, w)}]", f"{place:>3}. ", "bold")
    page.say(ways.rise_worth(a, out, rise, w), " " * INSET, "open")
    _asked(page, ways.asked(rise, w), ways.where(rise, w), w)
    for line, said in enumerate(ways.before(a, rise, w)):
        page.entry("" if line else w("way_before"), said, LABEL, INSET)
    if rise.instead:
        page.say(w("colon", name=w("way_instead"), text=matters(a, rise.instead, w)), " " * INSET)


def _asked(page: Page, asked: list[str], where: str, w: Lexicon) -> None:
    for line, said in enumerate(asked):
        page.entry("" if line else w("way_asked"), said, LABEL, INSET)
    if where:
        page.entry(w("place"), where, LABEL, INSET)


def _losses(page: Page, a: Assessment, out: WayOut, w: Lexicon) -> None:
    if not out.losses:
        page.say(w("loss_none"), "  ")
        return
    first, *others = out.losses
    _explained(page, out, "loss_explained", w)
    page.entry(w("loss_worth"), ways.effort(out, first.worth, w), LABEL, 2, "bold")
    for said in (*_loss(a, first, w), ways.proof(out, w)):
        page.entry("", said, LABEL, 2)
    for fall in first.falls:
        page.say(f"{matter(a, fall.criterion, w)} [{ways.step(a, fall, w)}]", "  • ", "bold")
        lost = w("colon", name=w("column_points_lost"), text=score(fall.points))
        page.say(f"{ways.effort(out, fall.worth, w)} · {lost}", " " * INSET)
        if fall.instead:
            page.say(w("colon", name=w("way_instead"), text=matters(a, fall.instead, w)), " " * INSET)
    if others:
        page.say(w("loss_others"), "  ", "bold")
    for place, other in enumerate(others, start=2):
        page.say(_headed(f"{place}", ways.effort(out, other.worth, w), *_loss(a, other, w)), "  • ")
        page.say(ways.falls(a, other, w), " " * INSET)


def _loss(a: Assessment, loss: LossOfRenewal, w: Lexicon) -> list[str]:
    count = w("loss_summary", falls=number(len(loss.falls)))
    return [f"{count} · {w('loss_total', total=score(loss.total))}", ways.loss_gates(a, loss, w)]
