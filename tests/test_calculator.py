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
from accessible import faults
from browsing import Scheme, chromium, opened
from filing import filed, measured_example
from hypothesis import given
from hypothesis import strategies as st

from forms.editions import shipped, variant
from reports.calculator import facts
from reports.html import render
from reports.speech import Speech
from scoring.assess import assess
from scoring.edition import Edition
from scoring.gates import reaches
from scoring.models import Assessment, Finding
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
    ...[...row.querySelectorAll('[data-show]')].map(cell => cell.textContent),
    row.lastElementChild.innerText]),
  gates: [...document.querySelectorAll('#calculator tr[data-gate] [data-state]')].map(cell => cell.innerText),
  ends: [...document.querySelectorAll('#calculator [data-verdict="1"], #calculator [data-verdict="2"]')]
    .map(each => each.innerText),
})"""
CHANGE = """([ticked, weights]) => {
  const changed = input => input.dispatchEvent(new Event('input', {bubbles: true}));
  for (const tick of document.querySelectorAll('#closed input')) {
    tick.checked = ticked.includes(tick.value); }
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
        yield Change(
            frozenset(ticked), {one.id: weight(chance, one.weight) for one in city.scorecard.sections}
        )


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
    held = [
        [gate_holds(city, edition, place, end, world, change) for end, world in enumerate(worlds)]
        for place in range(len(city.gates))
    ]
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
        "under its floor"
        if now < floor
        else "may fall under its floor"
        if low < floor
        else "not under its floor",
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


def test_a_verdict_that_only_the_form_can_tell_is_shown_as_depending_on_it(
    browser: "Browser", folder: Path
) -> None:
    city = next(one for one in map(assessed, CITIES) if any(gap.kind == "gate" for gap in one.gaps))
    page = opened(browser, folder / f"{city.city.id}-en.html")
    every = frozenset(f"criterion:{gap.id}" for gap in city.gaps if gap.kind == "criterion")
    weights = {one.id: str(one.weight) for one in city.scorecard.sections}
    page.evaluate(CHANGE, [sorted(every), weights])
    assert shown(page)["verdict"] == "depends"
    assert "to be seen from the form" in shown(page)["gates"]
    gates = {f"gate:{gap.id}" for gap in city.gaps if gap.kind == "gate"}
    page.evaluate(CHANGE, [sorted(every | gates), weights])
    assert shown(page)["verdict"] == "renew"


@pytest.mark.parametrize("more", ["0.05", "0.001"])
def test_a_total_under_the_pass_mark_is_never_shown_as_reaching_it(
    browser: "Browser", tmp_path: Path, more: str
) -> None:
    total = Fraction(assessed(CITIES[0]).scorecard.total_exact)
    mark = f"{float(total + Fraction(more)):.6f}"
    city = assess(filed(measured_example(CITIES[0])), variant(shipped(), None, [f"pass_mark={mark}"]))
    (tmp_path / "page.html").write_bytes(render(city, "en"))
    found = shown(opened(browser, tmp_path / "page.html"))
    assert found["said"].startswith(f"Total {city.scorecard.total:.1f} ")
    assert Fraction(re.findall(r"Total ([\d.]+)", found["said"])[0]) < Fraction(mark)
    assert found["verdict"] == "revoke"


@pytest.mark.parametrize("wrong", ["-1", "", "1e5", "0.0000001"])
def test_a_weight_that_is_none_is_said_to_be_wrong_and_the_reports_own_is_used(
    browser: "Browser", folder: Path, wrong: str
) -> None:
    page = opened(browser, folder / f"{CITIES[0]}-en.html")
    first, field = shown(page), page.locator("#weighed input").first
    field.fill(wrong)
    assert page.locator("#weight-wrong").inner_text().startswith("A weight is a number from 0 up")
    assert field.get_attribute("aria-invalid") == "true"
    assert shown(page) == first
    page.click("#as-reported")
    assert page.locator("#weight-wrong").inner_text() == ""


@given(st.text(max_size=40))
def test_what_the_page_carries_for_its_script_cannot_end_the_element_it_stands_in(id: str) -> None:
    base = sample.renewing()
    gate = base.gates[0].model_copy(update={"id": f"{id}</script><!--"})
    said = facts(base.model_copy(update={"gates": (gate,)}), Speech("both"))
    assert not set("<>&\u2028\u2029") & set(said)
    assert json.loads(said)["gates"][0]["id"] == gate.id


# Picking, tracing, and the keyboard


def seen(page: "Page", selector: str) -> int:
    return int(
        page.evaluate(f"[...document.querySelectorAll('{selector}')].filter(e => e.checkVisibility()).length")
    )


def test_criteria_are_picked_by_section_and_by_result_and_the_page_says_how_many(
    browser: "Browser", folder: Path
) -> None:
    city = assessed("tharnthong")
    page = opened(browser, folder / "tharnthong-en.html")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    every = len(city.findings)
    page.select_option("#by-section", "zone")
    own = [one for one in city.findings if one.section == "zone"]
    assert page.locator("#shown").inner_text() == f"{len(own)} of {every} criteria shown"
    page.select_option("#by-status", "pending")
    pending = [one for one in own if one.status == "pending"]
    assert page.locator("#shown").inner_text() == f"{len(pending)} of {every} criteria shown"
    assert seen(page, "#open > article") == len(pending)
    assert seen(page, "#met li") == 0
    page.emulate_media(media="print")
    assert seen(page, "#open > article") == sum(one.status == "pending" for one in city.findings)
    page.emulate_media(media="screen")
    page.click("#show-all")
    assert page.locator("#shown").inner_text() == f"{every} of {every} criteria shown"
    assert seen(page, "#open > article") == sum(one.status == "pending" for one in city.findings)


def test_every_trace_opens_and_closes_at_once_and_each_by_itself(browser: "Browser", folder: Path) -> None:
    page = opened(browser, folder / "thung-saeng-duean-en.html")
    count = page.locator(".trace").count()
    assert count == sum(gap.kind == "criterion" for gap in assessed("thung-saeng-duean").gaps)
    page.click("#traces")
    assert page.locator(".trace[open]").count() == count
    said = "document.getElementById('traces').innerText === '{}'"  # it follows once the browser tells of each
    page.wait_for_function(said.format("Close every trace"))
    page.locator(".trace summary").first.click()
    page.wait_for_function(said.format("Open every trace"))


def test_the_keyboard_alone_picks_ticks_and_weighs(browser: "Browser", folder: Path) -> None:
    page = opened(browser, folder / "thung-saeng-duean-en.html")
    reached: list[str] = []
    first = shown(page)
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e); return [e.tagName,"
            " e.id || e.value || e.dataset.section || '', parseFloat(s.outlineWidth), s.outlineStyle]; })()"
        )
        if at[0] == "BODY":
            break
        assert at[2] >= 1, f"{at} has no focus to see"
        assert at[3] != "none", f"{at} has no focus to see"
        reached.append(at[1])
        if at[1] == "by-section":
            page.keyboard.press("ArrowDown")
            assert "46 of" not in page.locator("#shown").inner_text()
            page.keyboard.press("ArrowUp")
        if at[1].startswith("criterion:") and shown(page) == first:
            page.keyboard.press("Space")
            assert shown(page) != first
    wanted = {"by-section", "by-status", "show-all", "traces", "as-reported"}
    assert wanted <= set(reached)
    assert len([each for each in reached if each.startswith(("criterion:", "gate:"))]) == len(
        assessed("thung-saeng-duean").gaps
    )
    page.locator("#weighed input").first.focus()
    page.keyboard.press("ArrowUp")
    assert page.locator("#weighed input").first.input_value() == "21"
    page.locator("#as-reported").focus()
    page.keyboard.press("Enter")
    assert shown(page) == first


def test_nothing_that_has_the_focus_lies_under_the_line_that_stays_in_sight(
    browser: "Browser", folder: Path
) -> None:
    page = opened(browser, folder / "thung-saeng-duean-both.html", width=390)
    page.locator("#as-reported").focus()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(
            "document.activeElement.getBoundingClientRect().bottom >"
            " document.getElementById('trial-said').getBoundingClientRect().bottom"
        )


def test_without_a_script_there_is_nothing_that_needs_one(browser: "Browser", folder: Path) -> None:
    page = opened(browser, folder / "thung-saeng-duean-en.html", script=False)
    assert not any(each.is_visible() for each in page.locator(".tool, button, input, select").all())
    page.locator(".trace summary").first.click()
    assert page.locator(".trace[open] p").first.is_visible()


def test_paper_is_the_same_with_and_without_the_script(browser: "Browser", folder: Path) -> None:
    printed = []
    for script in (True, False):
        page = opened(browser, folder / "thung-saeng-duean-th.html", script=script)
        if script:
            page.select_option("#by-section", "cdp")
            page.click("#traces")
        printed.append(len(re.findall(rb"/MediaBox", page.pdf(prefer_css_page_size=True))))
    assert printed[0] == printed[1]


# Access


# Every two of language, width and scheme together: all three of each would be half a minute a page.
@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [
        ("th", 390, "dark"),
        ("th", 1280, "light"),
        ("en", 390, "light"),
        ("en", 1280, "dark"),
        ("both", 390, "light"),
        ("both", 1280, "dark"),
    ],
)
def test_the_page_keeps_wcag_2_2_aa(
    browser: "Browser", folder: Path, lang: str, width: int, scheme: Scheme
) -> None:
    page = opened(browser, folder / f"thung-saeng-duean-{lang}.html", width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.locator("#closed input").first.check()
    page.locator("#weighed input").first.fill("-1")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_pressed_is_at_least_24_pixels_high_and_wide(browser: "Browser", folder: Path) -> None:
    page = opened(browser, folder / "thung-saeng-duean-th.html", width=390)
    small = page.evaluate(
        "[...document.querySelectorAll('button, input, select, summary')].filter(e => e.checkVisibility())"
        ".map(e => e.getBoundingClientRect()).filter(b => b.width < 24 || b.height < 24).length"
    )
    assert small == 0


@pytest.mark.parametrize("lang", ["th", "both"])
def test_the_browser_has_nothing_to_say_when_all_of_it_is_used(
    browser: "Browser", folder: Path, lang: str
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url[:60]))
    page.goto((folder / f"thung-saeng-duean-{lang}.html").as_uri())
    page.click("#traces")
    page.select_option("#by-status", "partial")
    page.locator("#closed input").first.check()
    page.click("#as-reported")
    assert [each for each in said[1:] if not each.startswith("data:")] == []


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
