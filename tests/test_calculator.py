"""The page's own arithmetic: what it shows after any change is what the engine says, to the last digit."""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import sample_assessment as sample
from browsing import chromium, opened
from filing import filed, measured_example

from forms.editions import shipped
from reports.calculator import facts
from reports.html import render
from reports.speech import Speech
from scoring.assess import assess
from scoring.edition import Edition
from scoring.gates import reaches
from scoring.models import Assessment, Bilingual, Finding
from scoring.recommendation import verdict
from scoring.scorecard import Scores, rounded, scores

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CITIES = ("tharnthong", "thung-saeng-duean", "phuket")
CHANGES = 40
ENDS = ("credit_exact", "low_exact", "high_exact")
GATE_ENDS = ("holds", "low", "high")
SHOWN = """() => ({
  said: document.getElementById('trial-said').innerText,
  verdict: document.getElementById('trial-said').dataset.verdict,
  sections: [...document.querySelectorAll('#calculator tr[data-section]')].map(row => [
    ...[...row.querySelectorAll('[data-show]')].map(cell => cell.textContent), row.lastElementChild.innerText]),
  gates: [...document.querySelectorAll('#calculator tr[data-gate] [data-state]')].map(cell => cell.innerText),
  ends: [...document.querySelectorAll('#calculator [data-verdict="1"], #calculator [data-verdict="2"]')]
    .map(each => each.innerText),
})"""
CHANGE = """([ticked, weights]) => {
  const changed = input => input.dispatchEvent(new Event('input', {bubbles: true}));
  for (const tick of document.querySelectorAll('#closed input')) { tick.checked = ticked.includes(tick.value); }
  for (const input of document.querySelectorAll('#weighed input')) {
    input.value = weights[input.dataset.section]; changed(input); }
}"""
VERDICTS = {
    "renew": "Renewal is recommended",
    "revoke": "Renewal is not recommended",
    "depends": "It depends on gates that must be seen from the form",
}
STATES = {
    (True, True, True): "holds",
    (False, False, False): "does not hold",
    (True, False, True): "open (holds as things stand)",
    (False, False, True): "open (does not hold as things stand)",
}


class Change(NamedTuple):
    """What a reader ticks, and the weights typed."""

    ticked: frozenset[str]
    weights: Mapping[str, str]


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A browser of this machine; these tests are skipped where there is none."""
    yield from chromium()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of each city in English, and of the first in every language."""
    made = tmp_path_factory.mktemp("calculator")
    for city in CITIES:
        (made / f"{city}-en.html").write_bytes(render(assessed(city), "en"))
    for lang in ("th", "both"):
        (made / f"{CITIES[1]}-{lang}.html").write_bytes(render(assessed(CITIES[1]), lang))
    return made


@cache
def assessed(city: str) -> Assessment:
    return assess(filed(measured_example(city)), shipped())


def changes(city: Assessment, count: int) -> Iterator[Change]:
    """Random ticks and weights, the same in every run; among the weights nought and odd decimals."""
    chance = random.Random(city.city.id)
    gaps = [f"{gap.kind}:{gap.id}" for gap in city.gaps]
    for _ in range(count):
        ticked = chance.sample(gaps, chance.randint(0, len(gaps)))
        yield Change(frozenset(ticked), {one.id: weight(chance, one.weight) for one in city.scorecard.sections})


def weight(chance: random.Random, own: int | float) -> str:
    kinds = (str(own), "0", str(chance.randint(1, 100)), f"{chance.uniform(0, 40):.3f}")
    return chance.choices(kinds, (4, 1, 3, 3))[0]


# What the engine says of a change


def reweighted(edition: Edition, weights: Mapping[str, str]) -> Edition:
    sections = tuple(replace(one, weight=Fraction(weights[one.id])) for one in edition.sections)
    return replace(edition, sections=sections)


def expected(city: Assessment, change: Change) -> dict[str, Any]:
    """By the engine's own functions: credits raised, sections weighed anew, gates and verdict asked again."""
    edition = reweighted(shipped(), change.weights)
    worlds = [scores(edition, credits_of(city.findings, end, change, edition)) for end in ENDS]
    total, low, high = (f"{rounded(world.total, edition.pass_mark):.1f}" for world in worlds)
    held = [[gate_holds(city, edition, place, end, world, change) for end, world in enumerate(worlds)]
            for place in range(len(city.gates))]
    verdicts = [said([gate[end] for gate in held]) for end in range(3)]
    return {
        "said": f"Total {total} (possible range {low} to {high}). Recommendation: {VERDICTS[verdicts[0]]}",
        "verdict": verdicts[0],
        "sections": [section(edition, worlds, one.id) for one in edition.sections],
        "gates": [gate_said(city, place, tuple(held[place]), change) for place in range(len(held))],
        "ends": [VERDICTS[each] for each in verdicts[1:]],
    }


def credits_of(
    findings: Sequence[Finding], end: str, change: Change, edition: Edition
) -> dict[str, Fraction]:
    return {
        one.criterion: edition.best.credit
        if f"criterion:{one.criterion}" in change.ticked
        else Fraction(getattr(one, end))
        for one in findings
        if one.counts
    }


def gate_holds(
    city: Assessment, edition: Edition, place: int, end: int, world: Scores, change: Change
) -> bool | None:
    gate, found = edition.gates[place], city.gates[place]
    if f"gate:{gate.id}" in change.ticked:
        return True
    if gate.words.score:
        return reaches(edition, gate, world)
    by_id = {one.criterion: one for one in city.findings}
    ticked = {name.partition(":")[2] for name in change.ticked if name.startswith("criterion:")}
    rest = by_id.get(gate.words.rests_on or "")
    if rest and rest.status == "pending" and rest.criterion in ticked:
        return True  # as a reviewer's judgement at the best level has it
    as_filed: bool = getattr(found, GATE_ENDS[end])
    touched = any(
        one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
        for one in gate.words.fields
        for name in ticked
        for other in by_id[name].fields
    ) or (rest is not None and rest.criterion in ticked)
    known = as_filed or found.holds or not touched
    return as_filed if known else None


def said(held: Sequence[bool | None]) -> str:
    """The recommendation, unless all that is known holds and something is not known."""
    if None in held and False not in held:
        return "depends"
    return verdict([bool(each) for each in held])


def section(edition: Edition, worlds: Sequence[Scores], id: str) -> list[str]:
    found, floor = [world.sections[id] for world in worlds], edition.section[id].floor
    shown = ["–" if score is None else f"{rounded(score, floor):.1f}" for score in found]
    now, low, _ = found
    if now is None or low is None:
        return [*shown, "nothing in it counts"]
    return [
        *shown,
        "under its floor" if now < floor else "may fall under its floor" if low < floor else "not under its floor",
    ]


def gate_said(city: Assessment, place: int, held: tuple[bool | None, ...], change: Change) -> str:
    gate = city.gates[place]
    if gate.waived_by:
        return "waived"
    if f"gate:{gate.id}" in change.ticked:
        return "taken as mended"
    now, low, high = held
    if None in held or now is None or low is None or high is None:
        return "to be seen from the form"
    return STATES[now, low, high]


def shown(page: "Page") -> dict[str, Any]:
    found = page.evaluate(SHOWN)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("city", CITIES)
def test_whatever_is_ticked_and_typed_the_page_shows_what_the_engine_says(
    browser: "Browser", folder: Path, city: str
) -> None:
    page, found = opened(browser, folder / f"{city}-en.html"), assessed(city)
    seen = set()
    for change in changes(found, CHANGES):
        page.evaluate(CHANGE, [sorted(change.ticked), dict(change.weights)])
        assert shown(page) == expected(found, change), change
        seen.add(shown(page)["said"])
    assert len(seen) > CHANGES / 2


@pytest.mark.parametrize("city", CITIES)
def test_before_anything_is_changed_the_page_shows_the_report(
    browser: "Browser", folder: Path, city: str
) -> None:
    page, card = opened(browser, folder / f"{city}-en.html"), assessed(city).scorecard
    assert f"Total {card.total:.1f} (possible range {card.low:.1f} to {card.high:.1f})" in shown(page)["said"]
    assert shown(page)["verdict"] == assessed(city).recommendation.verdict
    assert [row[0] for row in shown(page)["sections"]] == [
        "–" if one.score is None else f"{one.score:.1f}" for one in card.sections
    ]
    first = shown(page)
    page.evaluate(CHANGE, [[], {one.id: "7" for one in card.sections}])
    assert shown(page) != first
    page.click("#as-reported")
    assert shown(page) == first
