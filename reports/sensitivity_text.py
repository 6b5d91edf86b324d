"""Sensitivity for a terminal: in short, city by city, what the cities say of the policy, how it was made."""

from collections.abc import Sequence

from reports.changes import told
from reports.display import number
from reports.html_view import short
from reports.lexicon import Lexicon, languages, lexicon
from reports.page import Page
from reports.particulars import listed, name, of
from reports.sensitivity_city_text import closest, table
from reports.sensitivity_command import command
from reports.sensitivity_figures import one, spread, weight
from reports.sensitivity_view import OWN, Portfolio, effect
from scoring.models import Bilingual
from scoring.portfolio_sensitivity import PolicySensitivity

NAMED, CHANGES, GROUP, CRITERIA = 6, 6, 6, 12
STYLES = {"binds_alone": "bad", "binds_with_others": "open", "binds_never": "faint"}
UNSAID = ("held", "chance", "any", "single")
METHOD = ("uniform", "interval", "radius", "alone", "near")


def render(found: PolicySensitivity, lang: str, *, width: int = 80, colour: bool = False) -> bytes:
    """The report in `th`, in `en`, or in `both`: the one after the other."""
    seen = Portfolio(found)
    return b"\n".join(_report(seen, lexicon(each, OWN), width, colour) for each in languages(lang))


def _report(seen: Portfolio, w: Lexicon, width: int, colour: bool) -> bytes:
    page = Page(width, colour)
    first = (_head, _marks, _brief, table, closest)
    for part in (*first, _binding, _deciding, _together, _ranks, _unsaid, _method):
        part(page, seen, w)
    return page.bytes()


def _head(page: Page, seen: Portfolio, w: Lexicon) -> None:
    found = seen.found
    page.say(w("sensitivity_title"), style="bold")
    edition = f"{of(found.title, w)} ({found.edition})"
    policy = w("policy_mark", mark=short(found.policy_fingerprint))
    page.say(" · ".join((w("cities_told", count=number(found.done)), edition, policy)))


def _marks(page: Page, seen: Portfolio, w: Lexicon) -> None:
    found = seen.found
    if found.done < found.asked:
        said = w("incomplete_explained", done=number(found.done), asked=number(found.asked))
        page.say(f"{w('mark_incomplete')} · {said}", style="open")
    if seen.twice:
        page.say(f"{w('mark_twice')} · {w('twice_explained', ids=', '.join(seen.twice))}", style="open")
    if found.changes:
        said = w("changed_explained", count=number(len(found.changes)))
        page.say(f"{w('mark_changed')} · {said}", style="open")
    for change in found.changes[:CHANGES]:
        page.say(of(told(change), w), "  · ", "open")
    if len(found.changes) > CHANGES:
        page.say(w("more_lines", count=number(len(found.changes) - CHANGES)), "  ", "open")
    page.rule()


def _brief(page: Page, seen: Portfolio, w: Lexicon) -> None:
    found, tried = seen.found, spread(seen.found.spread)
    page.say(w("brief"), style="bold")
    page.say(w("brief_verdicts", renew=number(seen.renewed), revoke=number(found.done - seen.renewed)), "  ")
    near, far = seen.of_kind("near"), seen.of_kind("far", "never")
    if near:
        cities = listed([name(each.city.name, w) for each in near], w, NAMED)
        page.say(w("brief_near", count=number(len(near)), spread=tried, cities=cities), "  · ", "open")
        if far:
            page.say(w("brief_far", count=number(len(far)), spread=tried), "  · ")
    else:
        page.say(w("brief_near_none", spread=tried), "  · ", "good")
    if seen.of_kind("gate"):
        page.say(w("brief_gate", count=number(len(seen.of_kind("gate")))), "  · ")
    if seen.unsettled:
        page.say(w("brief_unsettled", count=number(seen.unsettled)), "  · ", "open")
    page.say(of(found.standing, w), "  ")


def _binding(page: Page, seen: Portfolio, w: Lexicon) -> None:
    page.heading(w("binding"))
    page.say(w("binding_explained"), "  ")
    for gate in seen.binding:
        counts = w("text_gate_counts", broken=gate.broken, alone=gate.alone, open=gate.open)
        key = effect(gate)
        page.say(f"{of(gate.title, w)} — {w(key)} ({counts})", "  · ", STYLES[key], hang=2)


def _deciding(page: Page, seen: Portfolio, w: Lexicon) -> None:
    page.heading(w("deciding"))
    page.say(w("deciding_explained", count=number(seen.mattering)), "  ")
    for each in seen.deciding[:CRITERIA]:
        page.say(f"{of(each.title, w)} ({w('deciding_in', count=number(each.cities))})", "  · ", hang=2)
    left = len(seen.deciding) - CRITERIA
    if left > 0:
        page.say(w("text_more", count=number(left)), "  ")
    if not seen.deciding:
        page.say(w("deciding_nowhere"), "  · ")


def _together(page: Page, seen: Portfolio, w: Lexicon) -> None:
    page.heading(w("together"))
    groups = seen.found.together
    page.say(w("together_explained", count=number(seen.found.done)) if groups else w("together_none"), "  ")
    for group in groups:
        page.say(_joined(seen.titles(group), w, GROUP), "  · ", hang=2)


def _joined(titles: Sequence[Bilingual], w: Lexicon, most: int) -> str:
    return listed([of(title, w) for title in titles], w, most)


def _ranks(page: Page, seen: Portfolio, w: Lexicon) -> None:
    found = seen.found.ranks
    page.heading(w("ranks"))
    if seen.found.done < 2 or found.mean_move is None or found.first_stays is None:
        page.say(w("ranks_alone"), "  ")
        return
    figures = {"move": weight(found.mean_move), "first": one(found.first_stays)}
    page.say(w("ranks_said", weightings=number(found.weightings), **figures), "  ")
    page.say(w("ranks_explained"), "  ")


def _unsaid(page: Page, seen: Portfolio, w: Lexicon) -> None:
    page.heading(w("unsaid"))
    for key in UNSAID:
        page.say(w(f"unsaid_{key}"), "  · ")


def _method(page: Page, seen: Portfolio, w: Lexicon) -> None:
    found = seen.found
    page.heading(w("method"))
    said = {
        "method_drawn": w("method_drawn_said", samples=number(found.samples), seed=found.seed),
        "method_around": w("method_around_said", spread=spread(found.spread)),
        **{f"method_{key}": w(f"method_{key}_said") for key in METHOD},
        "edition": f"{of(found.title, w)} ({found.edition})",
        "edition_fingerprint": short(found.edition_fingerprint),
        "policy_fingerprint": short(found.policy_fingerprint),
        "program": found.program,
        "reproduce": command(found, w("files")),
    }
    for key, text in said.items():
        page.say(w("colon", name=w(key), text=text), "  ", hang=2)
