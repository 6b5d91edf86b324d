"""The way out in every report: what to do, at what effort, with its proof, and what no effort can change."""

import json
import re

import pytest
from sample_assessment import both, renewing, revoked
from sample_ways import hopeless
from sheets_read import read_as_text

from reports import FORMATS, render
from reports.lexicon import Lexicon, lexicon
from reports.remedies import as_json, as_text
from reports.ways import plain_effort
from scoring.models import Assessment, Finding, WayOut

LANGS = ("th", "en")
SPOKEN = ("text", "html", "md")  # in sentences; others have it in figures
every_report = pytest.mark.parametrize(("format_", "lang"), [(f, lang) for f in SPOKEN for lang in LANGS])
TAG = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)


def said(assessment: Assessment, format_: str, lang: str) -> str:
    """The words of a report, on one line: without tags, escapes and line ends."""
    text = render(assessment, format_, lang, width=10_000).decode("utf-8")
    bare = TAG.sub(" ", text) if format_ == "html" else text.replace("<br>", " ").replace("\\", "")
    return " ".join(bare.replace("&amp;", "&").split())


def with_way(assessment: Assessment, **changed: object) -> Assessment:
    """The assessment with another way out."""
    out = assessment.way_out
    assert out is not None
    return assessment.model_copy(update={"way_out": out.model_copy(update=changed)})


def out_of(assessment: Assessment) -> WayOut:
    assert assessment.way_out is not None
    return assessment.way_out


def title(assessment: Assessment, criterion: str, lang: str) -> str:
    found: Finding = next(one for one in assessment.findings if one.criterion == criterion)
    return f"{found.point} {found.title.of(lang)}"


@every_report
def test_every_rise_is_named_with_its_effort_its_points_and_what_it_takes(format_: str, lang: str) -> None:
    text, w = said(revoked(), format_, lang), lexicon(lang)
    assert w("way_out") in text
    (first, *_) = out_of(revoked()).ways
    for rise in first.rises:
        assert title(revoked(), rise.criterion, lang) in text
        assert all((one.th if lang == "th" else one.en) in text for one in rise.missing)
    assert w("effort_person_months_one", effort="1") in text
    assert w("effort_person_months", effort="2") in text
    assert w("effort_person_months", effort="0.25") in text
    assert w("way_judged") in text
    assert w("way_all_there") in text


@every_report
def test_efforts_are_said_to_be_assumed_and_the_proof_stands_beside_them(format_: str, lang: str) -> None:
    text, w = said(revoked(), format_, lang), lexicon(lang)
    assert w("efforts_assumed") in text
    assert w("way_proved", value="16.25", bound="16.25", solver="HiGHS 1.0.0") in text
    sourced = with_way(revoked(), assumed=False)
    assert w("efforts_assumed") not in said(sourced, format_, lang)


@every_report
def test_what_only_time_can_bring_comes_before_the_way_that_takes_it_as_achieved(
    format_: str, lang: str
) -> None:
    text, w = said(revoked(), format_, lang), lexicon(lang)
    start = text.index(w("way_assuming"))
    assert text.index(w("way_awaited")) < start < text.index(w("way_explained"))
    (awaited,) = out_of(revoked()).awaited
    assert all(one.of(lang) in text for one in awaited.because)


@every_report
def test_the_next_best_ways_are_told_by_what_they_do_otherwise(format_: str, lang: str) -> None:
    text, w = said(revoked(), format_, lang), lexicon(lang)
    first, second, third = out_of(revoked()).ways
    assert w("way_others") in text
    assert w("way_other", place=3) in text
    after = text[text.index(w("way_others")) :]
    for rise in first.rises[len(second.rises) :]:
        assert title(revoked(), rise.criterion, lang) in after
    for rise in third.rises[len(first.rises) :]:
        assert title(revoked(), rise.criterion, lang) in after


@every_report
def test_the_smallest_loss_of_a_renewal_names_the_gate_that_it_breaks(format_: str, lang: str) -> None:
    text, w = said(renewing(), format_, lang), lexicon(lang)
    assert w("way_out_renews") in text
    assert w("loss_proved", value="3", bound="3", solver="HiGHS 1.0.0") in text
    (first, other) = out_of(renewing()).losses
    after = text[text.index(w("way_out_renews")) :]
    gate = next(one for one in renewing().gates if one.id == first.gates[0])
    assert gate.title.of(lang) in after
    for fall in other.falls:
        assert title(renewing(), fall.criterion, lang) in after


@every_report
def test_where_no_effort_is_enough_the_gates_are_named_with_the_best_that_can_be_done(
    format_: str, lang: str
) -> None:
    sections = [section.id for section in revoked().scorecard.sections[:2]]
    found = revoked().model_copy(update={"way_out": hopeless(revoked().gates, sections)})
    text, w = said(found, format_, lang), lexicon(lang)
    assert w("way_none") in text
    assert w("way_best", found="41.5", needed="60.0") in text
    after = text[text.index(w("way_none")) :]
    assert all(one.title.of(lang) in after for one in revoked().scorecard.sections[:2])


@every_report
def test_a_city_that_does_not_wish_to_go_on_and_one_without_gates_are_told_so(
    format_: str, lang: str
) -> None:
    w = lexicon(lang)
    nothing: dict[str, object] = {"awaited": (), "ways": (), "losses": (), "out_of_reach": ()}
    assert w("way_out_own_wish") in said(with_way(revoked(), kind="own_wish", **nothing), format_, lang)
    assert w("way_none_asked") in said(with_way(revoked(), kind="none", **nothing), format_, lang)
    assert w("loss_none") in said(with_way(renewing(), **nothing), format_, lang)


@every_report
def test_a_city_that_lacks_only_what_is_awaited_has_nothing_to_raise(format_: str, lang: str) -> None:
    (first, *_) = out_of(revoked()).ways
    bare = first.model_copy(update={"rises": (), "mendings": (), "taken_up": ()})
    text, w = said(with_way(revoked(), ways=(bare,)), format_, lang), lexicon(lang)
    assert w("way_nothing") in text
    assert w("way_explained") not in text


@pytest.mark.parametrize("format_", FORMATS)
def test_where_it_was_not_asked_for_no_report_speaks_of_it(format_: str) -> None:
    plain = revoked().model_copy(update={"way_out": None})
    text = read_as_text(render(plain, format_, "en"), format_)
    assert lexicon("en")("way_out") not in text
    if format_ == "json":
        assert json.loads(text)["way_out"] is None


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_city_writes_of_itself_stays_words(lang: str) -> None:
    bomb = both("<script>|*#ก", "<script>|*#a")
    (first, *others) = out_of(revoked()).ways
    rise = first.rises[1]
    missing = rise.missing[0].model_copy(update={"th": bomb.th, "en": bomb.en})
    rises = (first.rises[0], rise.model_copy(update={"missing": (missing,)}))
    changed = with_way(revoked(), ways=(first.model_copy(update={"rises": rises}), *others))
    assert b"<script>|" not in render(changed, "html", lang)
    assert b"\\<script\\>\\|\\*\\#" in render(changed, "md", lang)


# By itself


@pytest.mark.parametrize("lang", [*LANGS, "both"])
def test_the_way_out_by_itself_names_city_recommendation_and_standing_first(lang: str) -> None:
    for each in LANGS if lang == "both" else (lang,):
        w: Lexicon = lexicon(each)
        text = " ".join(as_text(revoked(), lang, width=10_000).decode("utf-8").split())
        places = [revoked().city.name.of(each), w("verdict_revoke"), revoked().edition.standing.of(each)]
        assert sorted(places, key=text.index) == places
        assert w("way_out") in text


def test_the_way_out_as_json_is_that_of_the_assessment() -> None:
    data = json.loads(as_json(revoked()))
    whole = json.loads(render(revoked(), "json", "en"))
    assert data.pop("edition") == revoked().edition.id
    assert data == {key: whole[key] for key in ("city", "recommendation", "way_out", "provenance")}


def test_an_effort_is_written_out_where_decimals_are_enough_and_else_as_a_fraction() -> None:
    assert [plain_effort(each) for each in ("48", "65/4", "1/3", "4000")] == ["48", "16.25", "1/3", "4,000"]
