"""The report for a terminal."""

import re
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_assessment import SAMPLES, both, renewing, revoked, weak_draft

from reports.display import score
from reports.html_view import short
from reports.lexicon import lexicon
from reports.particulars import gap_places
from reports.terminal import cells
from reports.text import render
from scoring.models import Assessment, Finding

SGR = re.compile(r"\x1b\[[0-9;]*m")
LANGS = ("th", "en")
PARTS = (
    *("recommendation", "certainty", "total", "completeness_short", "standing_short", "gates", "sections"),
    *(
        "notices",
        "gaps",
        "conditions",
        "open",
        "judged",
        "met",
        "unanswered",
        "not_pursued",
        "not_applicable",
    ),
    *("method", "provenance", "reproduce"),
)
PIECES = (
    "น้ำ",
    "ผู้",
    "เมือง",
    "ๆ",
    "👩‍👩‍👧",
    "🇹🇭",
    "中",
    "\x1b[31m",
    "\x1b]0;x\x07",
    "\u202e",
    "\n",
    "\x9b",
    " ",
    "|",
)
names = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), min_size=1, max_size=60)


def text(a: Assessment, lang: str = "th", **how: Any) -> str:
    return render(a, lang, **how).decode("utf-8")


def flat(a: Assessment, lang: str = "th") -> str:
    """The report on a page so wide that nothing is wrapped."""
    return text(a, lang, width=4_000)


def copy(a: Assessment, part: str, **changes: object) -> Assessment:
    return a.model_copy(update={part: getattr(a, part).model_copy(update=changes)})


def with_finding(a: Assessment, place: int, **changes: object) -> Assessment:
    findings = list(a.findings)
    findings[place] = findings[place].model_copy(update=changes)
    return a.model_copy(update={"findings": tuple(findings)})


def first_pending(a: Assessment) -> tuple[int, Finding]:
    return next((place, each) for place, each in enumerate(a.findings) if each.status == "pending")


@pytest.mark.parametrize(("name", "lang"), list(product(SAMPLES, LANGS)))
def test_no_line_is_wider_than_the_terminal(name: str, lang: str) -> None:
    for width in range(40, 121, 4):
        lines = text(SAMPLES[name](), lang, width=width).splitlines()
        assert max(cells(line) for line in lines) <= width


@settings(deadline=None, max_examples=30)
@given(names.map("".join).filter(bool), st.integers(min_value=40, max_value=120), st.sampled_from(LANGS))
def test_whatever_a_city_is_called_lines_keep_their_width_and_nothing_acts(
    said: str, width: int, lang: str
) -> None:
    place, waiting = first_pending(renewing())
    line = waiting.claim_lines[0].model_copy(update={"text": both(said, said)})
    named = copy(renewing(), "city", name=both(said, said))
    shown = text(with_finding(named, place, claim_lines=(line,)), lang, width=width)
    assert max(cells(each) for each in shown.split("\n")) <= width
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize("lang", LANGS)
def test_what_to_know_comes_before_what_to_do_and_the_rest(lang: str) -> None:
    w, report = lexicon(lang), flat(renewing(), lang)
    places = [re.search(rf"^\s*{re.escape(w(key))}", report, re.MULTILINE) for key in PARTS]
    starts = [place.start() for place in places if place]
    assert len(starts) == len(PARTS)
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_recommendation_and_the_gates_fit_the_first_screen(name: str) -> None:
    first = text(SAMPLES[name](), "th", width=80).splitlines()[:40]
    assert any(lexicon("th")("sections") in line for line in first)


@pytest.mark.parametrize(("name", "lang"), list(product(SAMPLES, LANGS)))
def test_every_criterion_and_gate_of_the_assessment_is_named(name: str, lang: str) -> None:
    a = SAMPLES[name]()
    report = flat(a, lang)
    assert [
        each.criterion for each in a.findings if f"{each.point} {each.title.of(lang)}" not in report
    ] == []
    assert [each.id for each in a.gates if each.title.of(lang) not in report] == []


@pytest.mark.parametrize(("name", "lang"), list(product(SAMPLES, LANGS)))
def test_a_gap_shows_its_points_its_place_and_its_remedy(name: str, lang: str) -> None:
    a, w = SAMPLES[name](), lexicon(lang)
    after = flat(a, lang).split(f"\n{w('gaps')} (")[1]
    for place, gap in enumerate(a.gaps, start=1):
        block = re.split(rf"\n +{place + 1}\. |\n\n", after.split(f" {place}. ", 1)[1])[0]
        assert gap.title.of(lang) in block
        assert gap.kind == "gate" or w("points_to_win", points=score(gap.points)) in block
        assert gap_places(gap, w) in block
        assert gap.remedy.of(lang) in block
        assert all(missing.th in block if lang == "th" else missing.en in block for missing in gap.missing)


def test_gaps_keep_the_order_and_the_number_they_have_in_the_assessment() -> None:
    report = flat(weak_draft())
    places = [report.index(f"{place:>3}. ") for place in range(1, len(weak_draft().gaps) + 1)]
    assert places == sorted(places)


def test_a_score_just_under_the_pass_mark_is_shown_as_the_assessment_has_it() -> None:
    report = flat(copy(renewing(), "scorecard", total=59.9), "en")
    assert "59.9 out of 100 · Pass mark 60 (under the pass mark)" in report
    assert "60.0 out of 100" not in report


def test_a_section_under_its_floor_says_so_in_words_and_its_bar_stops_short_of_the_mark() -> None:
    card = renewing().scorecard
    low = card.sections[0].model_copy(update={"score": 39.9, "low": 39.9, "high": 39.9})
    report = flat(copy(renewing(), "scorecard", sections=(low, *card.sections[1:])), "en")
    line = next(line for line in report.splitlines() if low.title.en in line)
    assert "under its floor" in line
    assert "░┃" in line or line.count("█") <= 6
    assert "█" not in line.split("┃")[1]


def test_a_section_in_which_nothing_counts_has_no_score() -> None:
    card = renewing().scorecard
    none = card.sections[0].model_copy(update={"score": None, "low": None, "high": None})
    report = flat(copy(renewing(), "scorecard", sections=(none, *card.sections[1:])), "en")
    assert "– nothing in it counts" in next(line for line in report.splitlines() if none.title.en in line)


def test_gates_are_told_apart_by_words_and_signs_without_colour() -> None:
    report = flat(revoked(), "en")
    assert re.search(r"✗ does not hold +Smart Environment has a service", report)
    assert re.search(r"✓ holds +The next plan is filed", report)
    assert re.search(
        r"\? open +The total reaches the pass mark \(does not hold as things stand", flat(weak_draft(), "en")
    )
    assert "✓ waived" in flat(renewing(), "en")


def test_colour_adds_plain_styles_and_no_word() -> None:
    coloured = text(renewing(), colour=True)
    assert SGR.sub("", coloured) == text(renewing())
    assert {found[0] for found in SGR.finditer(coloured)} <= {
        f"\x1b[{code}m" for code in (0, 1, 2, 31, 32, 33)
    }
    assert all(line.count("\x1b[0m") * 2 == line.count("\x1b") for line in coloured.splitlines())


@pytest.mark.parametrize("lang", LANGS)
def test_every_report_says_who_decides_and_by_which_policy_it_was_scored(lang: str) -> None:
    for sample in SAMPLES.values():
        report = flat(sample(), lang)
        assert sample().edition.standing.of(lang) in report
        assert sample().edition.formula.of(lang) in report
        assert short(sample().provenance.policy_fingerprint) in report
        assert "depa-2562" in report


def test_an_unsettled_recommendation_names_what_would_settle_it() -> None:
    a = renewing()
    first = flat(a).split(lexicon("th")("gates"))[0]
    titles = {each.criterion: each.title.th for each in a.findings}
    assert all(
        titles[id] in first for id in (*a.recommendation.settle_renew, *a.recommendation.settle_revoke)
    )


def test_an_open_gate_is_named_by_its_title_among_what_would_settle_it() -> None:
    report = flat(copy(weak_draft(), "recommendation", settle_renew=("gate:next_plan",)))
    assert "gate:" not in report
    assert "เมื่อเรื่องเหล่านี้ได้ผลดีที่สุด: ยื่นแผนระยะถัดไป" in report


def test_the_first_screen_names_the_most_decisive_matters_and_reasons_and_counts_the_rest() -> None:
    a = copy(weak_draft(), "recommendation", reasons=weak_draft().recommendation.reasons[:1] * 9)
    ids = tuple(each.criterion for each in a.findings)
    report = flat(copy(a, "recommendation", settle_renew=ids), "en")
    assert f"{a.findings[4].title.en} and 41 more" in report
    assert "And 3 more: see the gates and the gaps" in report


def test_conditions_are_named_only_where_a_renewal_may_come() -> None:
    heading = lexicon("en")("conditions")
    assert renewing().recommendation.conditions
    assert heading in flat(renewing(), "en")
    assert heading not in flat(copy(renewing(), "recommendation", verdict="revoke", high="revoke"), "en")


def test_a_fingerprint_is_shortened_to_digits_that_tell_two_apart() -> None:
    report = flat(copy(renewing(), "provenance", policy_fingerprint=f"sha256:{'ab' * 32}"))
    assert "abababababab\n" in report
    assert "sha256:" not in report


def test_a_city_that_does_not_wish_to_go_on_is_said_to_wish_so() -> None:
    assert lexicon("th")("own_wish") in flat(copy(revoked(), "recommendation", at_own_wish=True))


def test_a_draft_and_an_illustrative_report_say_so_above_the_recommendation() -> None:
    w = lexicon("th")
    assert flat(weak_draft()).index(w("mark_draft")) < flat(weak_draft()).index(w("recommendation"))
    illustrated = SAMPLES["illustrated"]()
    assert w("mark_illustrative") in flat(illustrated).split(w("recommendation"))[0]
    assert w("mark_illustrative") not in flat(renewing())


def test_an_open_judgement_shows_the_question_and_the_claim_with_its_place() -> None:
    _, waiting = first_pending(renewing())
    block = flat(renewing(), "en").split(f"? {waiting.point} {waiting.title.en}\n")[1].split("\n  ? ")[0]
    assert waiting.question
    assert waiting.question.en in block
    assert waiting.claim_lines[0].text.en in block
    assert "Part 1, item 7" in block


def test_a_long_claim_is_cut_and_says_how_much_is_left_out() -> None:
    place, waiting = first_pending(renewing())
    line = waiting.claim_lines[0].model_copy(update={"text": both("น้ำ" * 1_000, "x")})
    report = flat(with_finding(renewing(), place, claim_lines=(line,) * 5))
    assert lexicon("th")("text_cut", count="800") in report
    assert lexicon("th")("more_lines", count="3") in report


def test_a_criterion_held_not_to_apply_shows_the_result_if_that_were_refused() -> None:
    entry = renewing().ledger[0]
    report = flat(renewing(), "en")
    assert entry.explanation in report
    assert f"Total {score(entry.total_if_refused)}, renew" in report


def test_both_languages_are_the_one_report_after_the_other() -> None:
    assert render(renewing(), "both") == render(renewing(), "th") + b"\n" + render(renewing(), "en")


def test_the_command_that_makes_the_report_again_names_the_day_and_the_reviews() -> None:
    assert "renewal score FILE --reviews FOLDER --as-of 2026-10-01" in flat(renewing(), "en")
    assert "renewal score FILE --as-of 2026-10-01" in flat(unjudged(), "en")


def unjudged() -> Assessment:
    a = renewing()
    bare = tuple(each.model_copy(update={"judgements": (), "judgement_note": "none"}) for each in a.findings)
    return a.model_copy(update={"findings": bare})
