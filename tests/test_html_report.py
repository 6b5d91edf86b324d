"""The HTML report: what every page must show, and that nothing a city writes can change what the page is."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
import sample_assessment as sample
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import html, html_page, html_view
from reports.html import render
from reports.speech import clipped
from reports.words import words
from scoring.documents import document
from scoring.models import Assessment, Bilingual, ClaimLine
from scoring.places import place_label

TEMPLATES = Path(html.__file__).parent / "templates"
CATALOGUE = Path(html.__file__).parent / "words" / "interface.yaml"
VOID = {"meta", "link", "br", "input", "rect", "circle", "line", "path", "use"}
BOMB = (
    "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>"
    '" onload="alert(1) {{7*7}} {name} \u202e'
)
every_sample = pytest.mark.parametrize("name", sample.SAMPLES)
every_language = pytest.mark.parametrize("lang", ["th", "en", "both"])


class Page(HTMLParser):
    """A page taken apart: tags with attributes, and texts with the language and the tags around them."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str, tuple[str, ...]]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            around = self._open[-1][1] if self._open else ""
            self._open.append((tag, dict(attrs).get("lang") or around))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, f"</{tag}> closes another tag"

    def handle_data(self, data: str) -> None:
        if data.strip() and not {"style", "title", "script"} & {tag for tag, _ in self._open}:
            self.texts.append(
                (" ".join(data.split()), self._open[-1][1], tuple(tag for tag, _ in self._open))
            )

    @property
    def text(self) -> str:
        return " ".join(text for text, _, _ in self.texts)


def page_of(assessment: Assessment, lang: str = "th") -> Page:
    return Page(render(assessment, lang))


def section_of(assessment: Assessment, start: str, lang: str = "th") -> str:
    """The source from the element with this id to the next element of its kind."""
    source = render(assessment, lang).decode("utf-8")
    found = re.search(rf'<(\w+)[^>]* id="{re.escape(start)}".*?</\1>', source, re.DOTALL)
    assert found, f"no {start} on the page"
    return " ".join(Page(found[0].encode()).text.split())


@every_sample
@every_language
def test_the_recommendation_comes_first_in_words(name: str, lang: str) -> None:
    assessment = sample.SAMPLES[name]()
    said = words("en" if lang == "en" else "th")(f"verdict_{assessment.recommendation.verdict}")
    text = page_of(assessment, lang).text
    assert said in text
    assert text.index(said) < min(
        text.index(gate.title.of("en" if lang == "en" else "th")) for gate in assessment.gates
    )


@every_sample
@every_language
def test_every_page_says_that_the_committee_decides_and_the_status_stands(name: str, lang: str) -> None:
    standing = sample.SAMPLES[name]().edition.standing
    text = page_of(sample.SAMPLES[name](), lang).text
    assert all(standing.of(each) in text for each in ("th", "en") if lang in {each, "both"})


def test_a_recommendation_that_is_not_settled_names_what_would_settle_it() -> None:
    assessment = sample.renewing()
    told = section_of(assessment, "recommendation")
    titles = {finding.criterion: finding.title.th for finding in assessment.findings}
    advice = assessment.recommendation
    assert words("th")("settle_renew") in told
    assert all(titles[id] in told for id in (*advice.settle_renew, *advice.settle_revoke))


def test_a_long_list_of_what_would_settle_it_is_folded_and_a_short_one_is_not() -> None:
    base = sample.weak_draft()
    ids = [finding.criterion for finding in base.findings]
    for count, folds in ((8, False), (9, True)):
        advice = base.recommendation.model_copy(
            update={"settle_renew": tuple(ids[:count]), "settle_revoke": ()}
        )
        told = section_of(base.model_copy(update={"recommendation": advice}), "recommendation")
        assert (words("th")("further_matters", count=count - 6) in told) is folds


def test_a_settled_recommendation_says_so_and_names_nothing() -> None:
    told = section_of(sample.revoked(), "recommendation")
    assert words("th")("settle_renew") not in told
    assert words("th")("settled_open", count=len(sample.revoked().recommendation.open_matters)) in told


@every_sample
@every_language
def test_every_gap_shows_what_was_found_where_in_the_form_the_remedy_and_the_points(
    name: str, lang: str
) -> None:
    assessment = sample.SAMPLES[name]()
    tongue = "en" if lang == "en" else "th"
    for gap in assessment.gaps:
        pending = any(f.status == "pending" for f in assessment.findings if f.criterion == gap.id)
        told = section_of(
            assessment, f"gap-{gap.id}" if gap.kind == "gate" or pending else f"c-{gap.id}", lang
        )
        assert gap.title.of(tongue) in told
        assert gap.remedy.of(tongue) in told
        assert all(getattr(lack, tongue) in told for lack in gap.missing)
        assert all(place_label(lack.places[0], tongue) in told for lack in gap.missing)
        assert not gap.points or words(tongue)("points_to_win", points=f"{gap.points:.1f}") in told


def test_gaps_keep_the_order_of_the_assessment() -> None:
    source = render(sample.weak_draft(), "th").decode("utf-8")
    ids = re.findall(r'<article class="gap gap-\w+" id="(?:c|gap)-([\w.]+)"', source)
    assert ids == [gap.id for gap in sample.weak_draft().gaps]


def test_an_open_judgement_shows_its_question_the_claim_and_where_it_is_made() -> None:
    for finding in (each for each in sample.renewing().findings if each.status == "pending"):
        told = section_of(sample.renewing(), f"c-{finding.criterion}")
        assert finding.question is not None
        assert finding.question.th in told
        for line in finding.claim_lines:
            assert line.text.th in told
            assert all(step in told for step in place_label(line.place, "th").split(" › "))


def test_a_judgement_that_no_longer_stands_is_shown_with_who_gave_it_and_why() -> None:
    told = section_of(sample.renewing(), "c-zone.realised")
    assert all(said in told for said in ("somchai", "พิจารณาจากรายงานฉบับก่อน", words("th")("note_stale")))


@every_sample
def test_every_criterion_every_gate_and_every_number_of_the_policy_is_on_the_page(name: str) -> None:
    assessment = sample.SAMPLES[name]()
    text = page_of(assessment).text
    assert all(finding.title.th in text for finding in assessment.findings)
    assert all(gate.title.th in text and gate.source.th in text for gate in assessment.gates)
    assert all(each.name in text and each.because.th in text for each in assessment.edition.policy)


def test_a_gate_says_in_words_whether_it_holds() -> None:
    assert words("th")("broken") in section_of(sample.revoked(), "g-environment")
    assert words("th")("holds") in section_of(sample.renewing(), "g-environment")
    assert words("th")("open_holds") in section_of(sample.renewing(), "g-total")
    waived = section_of(sample.renewing(), "g-boundary")
    assert words("th")("waived_by", who="คณะอนุกรรมการฯ มติ 3/2569") in waived


def test_the_page_carries_what_is_needed_to_get_the_same_result_again() -> None:
    text = page_of(sample.renewing()).text
    assert "--as-of 2026-10-01" in text
    assert "1 ต.ค. 2569" in text
    source = sample.renewing().provenance
    assert all(mark in text for mark in (source.edition_fingerprint, source.policy_fingerprint))
    assert all(mark in text for mark in (source.submission_fingerprint, source.judgements_fingerprint))


def test_errors_come_before_the_other_notices() -> None:
    text = page_of(sample.renewing()).text
    places = [text.index(words("th")(f"severity_{each}")) for each in ("error", "warning", "note")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "key"), [("illustrated", "mark_illustrative"), ("weak_draft", "mark_draft")]
)
@every_language
def test_a_mark_stands_before_all_else_and_on_every_printed_page(name: str, key: str, lang: str) -> None:
    assessment = sample.SAMPLES[name]()
    page = render(assessment, lang).decode("utf-8")
    tongue = "en" if lang == "en" else "th"
    mark = words(tongue)(key)
    text = Page(page.encode()).text
    assert text.index(mark) < text.index(words(tongue)("recommendation"))
    assert html_page.css_string(mark)[1:-1] in page[page.index("@top-right{content") :]
    assert (
        mark in page[page.index("<title>") : page.index("</title>")]
    )  # for browsers with headers of their own


def test_a_filed_report_bears_no_mark() -> None:
    text = page_of(sample.renewing()).text
    assert not any(words("th")(key) in text for key in ("mark_draft", "mark_illustrative"))


@every_sample
@every_language
def test_the_page_asks_no_host_for_anything(name: str, lang: str) -> None:
    page = page_of(sample.SAMPLES[name](), lang)
    asked = {
        value for _, attrs in page.tags for key in ("src", "href") if (value := attrs.get(key)) is not None
    }
    assert {value for value in asked if not value.startswith("#")} == {"data:,"}
    assert not {tag for tag, _ in page.tags} & {"iframe", "object", "form", "base"}
    source = render(sample.SAMPLES[name](), lang).decode("utf-8")
    assert "default-src &#39;none&#39;" in source or "default-src 'none'" in source
    assert set(re.findall(r"url\((.{5})", source)) <= {"data:", "#hatc"}


def test_no_script_may_run_but_the_one_that_the_page_is_made_with() -> None:
    source = render(spoilt(BOMB), "th").decode("utf-8")
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", source, re.DOTALL)
    assert [attributes for attributes, _ in scripts] == [' type="application/json" id="facts"', ""]
    digest = b64encode(sha256(scripts[1][1].encode("utf-8")).digest()).decode()
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', source)
    assert len(policy) == 1
    rules = dict(rule.strip().split(" ", 1) for rule in policy[0].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{digest}'"


def spoilt(text: str) -> Assessment:
    """A city that writes `text` wherever it can."""
    base = sample.renewing()
    said = Bilingual(th=text, en=text)
    findings = tuple(
        each.model_copy(update={"claim_lines": (ClaimLine(place="part1.goals", text=said),)})
        for each in base.findings
    )
    city = base.city.model_copy(update={"name": said, "province": text, "organisation": text})
    notices = tuple(each.model_copy(update={"th": text, "en": text}) for each in base.notices)
    ledger = tuple(each.model_copy(update={"explanation": text}) for each in base.ledger)
    return base.model_copy(update={"city": city, "findings": findings, "notices": notices, "ledger": ledger})


@every_language
def test_hostile_text_is_words_and_nothing_more(lang: str) -> None:
    page = page_of(spoilt(BOMB), lang)
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in page_of(sample.renewing(), lang).tags}
    assert not any(key.startswith("on") for _, attrs in page.tags for key in attrs)
    assert "{{7*7}} {name}" in page.text
    assert "\u202e" not in page.text  # it would turn round all that follows


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_nothing_a_city_can_type_breaks_the_page(text: str) -> None:
    page = page_of(spoilt(text))
    assert {tag for tag, _ in page.tags} == {tag for tag, _ in page_of(sample.renewing()).tags}


def test_a_text_that_is_too_long_is_cut_and_the_page_says_how_much_is_left_out() -> None:
    page = render(spoilt("ก" * 1_000_000), "th")
    assert len(page) < 600_000
    assert words("th")("text_cut", count="999,600") in Page(page).text


def test_a_tone_mark_is_not_parted_from_its_consonant_where_a_text_is_cut() -> None:
    assert clipped("ที่" * 200, "th", 400).startswith("ที่" * 133 + "…")


def test_no_english_is_left_on_a_thai_page_but_names_and_ids() -> None:
    for name in sample.SAMPLES:
        texts = page_of(sample.SAMPLES[name]()).texts
        files = {one.file for one in sample.SAMPLES[name]().portrait.attachments}
        left = [
            text
            for text, lang, around in texts
            if lang == "th" and not {"code", "bdi"} & set(around)
            if re.search("[A-Za-z]{3}", text.replace("SHA-256", "")) and not re.search("[ก-๙]", text)
            if text not in files and not re.fullmatch("[0-9a-f]{12}", text)  # a hash, cut short
        ]
        assert left == []


def test_every_word_is_there_in_both_languages_with_the_same_blanks() -> None:
    catalogue = document(CATALOGUE.name, CATALOGUE.read_bytes()).data
    assert isinstance(catalogue, dict)
    for key, said in catalogue.items():
        assert isinstance(said, dict), key
        assert set(said) == {"th", "en"}, key
        assert set(re.findall(r"\{\w+\}", str(said["th"]))) == set(re.findall(r"\{\w+\}", str(said["en"]))), (
            key
        )
        assert re.search("[ก-๙]", re.sub(r"\{\w+\}", "", str(said["th"]))) or key == "colon", key


def test_every_word_that_a_template_names_is_in_the_catalogue() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (TEMPLATES / "html").glob("*.j2")]
    named = {key for source in sources for key in re.findall(r'"(\w+)" \| (?:word|inline|plain)', source)}
    kinds = {"severity": ("error", "warning", "note"), "note": ("confirmed", "changed", "stale", "differ")}
    kinds |= {"verdict": ("renew", "revoke"), "will": ("renew", "revoke")}
    kinds |= {"status": ("pending", "unanswered", "not_pursued", "not_applicable")}
    named |= {f"{kind}_{each}" for kind, names in kinds.items() for each in names}
    assert len(named) > 80
    known = words("th"), words("th", "figures")
    assert [key for key in sorted(named) if not any(key in each for each in known)] == []


def test_in_both_languages_the_thai_stands_before_the_english() -> None:
    page = page_of(sample.renewing(), "both")
    said = words("th")("verdict_renew"), words("en")("verdict_renew")
    assert page.text.index(said[0]) < page.text.index(said[1])
    langs = {text: lang for text, lang, _ in page.texts}
    assert [langs[text] for text in said] == ["th", "en"]


@every_language
def test_the_same_assessment_gives_the_same_bytes(lang: str) -> None:
    assert render(sample.renewing(), lang) == render(sample.renewing(), lang)


def test_a_page_with_nothing_to_tell_is_still_a_page() -> None:
    base = sample.renewing()
    advice = base.recommendation.model_copy(update={"reasons": (), "conditions": (), "open_matters": ()})
    section = base.scorecard.sections[0].model_copy(update={"score": None, "low": None, "high": None})
    card = base.scorecard.model_copy(update={"pass_mark": None, "sections": (section,)})
    bare = {"gaps": (), "findings": (), "ledger": (), "notices": (), "gates": (), "period": (None, None)}
    text = page_of(base.model_copy(update={**bare, "recommendation": advice, "scorecard": card})).text
    assert words("th")("gaps_none") in text
    assert words("th")("nothing_counts") in text


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in page_of(sample.renewing()).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_on_the_page_leads_somewhere_on_it() -> None:
    for name in sample.SAMPLES:
        tags = page_of(sample.SAMPLES[name]()).tags
        ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        linked = {attrs["href"] for tag, attrs in tags if tag in {"a", "use"}}
        assert {str(link)[1:] for link in linked} <= set(ids)


@pytest.mark.parametrize(
    ("share", "said"), [(0.0266667, "2.7"), (0.025, "2.5"), (0.00045, "0.0"), (0.0005, "0.1"), (1, "100.0")]
)
def test_a_share_is_rounded_half_up(share: float, said: str) -> None:
    assert html_view.percent(share) == said


def test_what_stands_in_a_css_string_cannot_end_it() -> None:
    assert html_page.css_string('a"}</style>') == '"a\\22 \\7d \\3c \\2f style\\3e "'
