"""Reviewers' files: what counts of them, that nothing said is lost, what is told of a file that is wrong."""

import datetime
import io
import json
import multiprocessing
import os
import signal
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filing import FOLDER, example, filed
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets_read import read_as_text
from test_cli import done, run, said

from forms.editions import shipped
from forms.reviews import added_to, path_of, review_at, reviews_in, reviews_of, written
from reports import render
from reports.words import words
from scoring.assess import assess
from scoring.documents import document
from scoring.judged import can_be_judged, stated
from scoring.models import Assessment
from scoring.problems import Faults
from scoring.reviewers import Reviewed, review_status
from scoring.reviews import Review, grown, said_in
from scoring.validation import validated

CITY = str(FOLDER / "nathisamut.yaml")
DAY = datetime.date(2026, 11, 27)
CLAIM = "sha256:" + "0" * 64
texts = st.text(
    st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\ufffe\uffff"), min_size=1
).filter(lambda text: text.strip())


def review(reviewer: str = "malee", **more: Any) -> Review:
    data = {"schema": "review/1", "city": "nathisamut", "reviewer": reviewer}
    return Review.model_validate(data | more)


def judged(criterion: str = "zone.needs", level: str = "met", **more: Any) -> dict[str, Any]:
    return {"criterion": criterion, "level": level, "reason": "ตามหลักฐาน", "date": DAY, "claim": CLAIM} | more


def kept(folder: Path, one: Review) -> Path:
    path = path_of(folder, one.city, one.reviewer)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(one))
    return path


def of(reviews: Sequence[Review] = ()) -> Assessment:
    return assess(filed(example("nathisamut")), shipped(), said_in(reviews), as_of=DAY)


def opinion(reviewer: str, *levels: tuple[str, str], **more: Any) -> Review:
    """Judgements of the claims as the city makes them."""
    claims = {one.criterion: one.claim for one in of().findings}
    given = [judged(criterion, level, claim=claims[criterion]) for criterion, level in levels]
    return review(reviewer, judgements=given, **more)


# The file


@settings(deadline=None)
@given(texts, texts, st.booleans())
def test_what_is_written_is_read_back(reason: str, name: str, chair: bool) -> None:
    one = review(name=name, chair=chair, judgements=[judged(reason=reason)])
    found = document("malee.yaml", written(one))
    assert validated(Review, found.data, found) == one


@pytest.mark.parametrize(
    "reason", ["a: b # c", "'\"\\", "a\u2028b\u2029", "no", "=1+1", "ก" * 5000, "\u202eevil"]
)
def test_any_reason_is_read_back_as_it_was_said(reason: str, tmp_path: Path) -> None:
    one = review(judgements=[judged(reason=reason)], conflicts=[])
    assert review_at(kept(tmp_path, one), shipped()) == one


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("city: nathisamut\n", None, "schema"),
        ("schema: review/1\ncity: tharnthong\nreviewer: malee\n", 2, "is in the folder of the city"),
        ("schema: review/1\ncity: nathisamut\nreviewer: other\n", 3, "says that the reviewer is"),
        ("schema: review/1\ncity: nathisamut\nreviewer: malee\nbogus: 1\n", 4, "bogus"),
        ("schema: review/1\ncity: nathisamut\nreviewer: malee\njudgements: all\n", 4, ""),
        ("- a\n", 1, ""),
        ("", None, ""),
    ],
)
def test_a_file_that_is_wrong_is_told_with_its_line(
    text: str, line: int | None, part: str, tmp_path: Path
) -> None:
    path = tmp_path / "nathisamut" / "malee.yaml"
    path.parent.mkdir()
    path.write_text(text)
    result = run("score", CITY, "--reviews", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(path) in said(result)
    assert part in said(result)
    with pytest.raises(Faults) as caught:
        review_at(path, shipped())
    assert line is None or caught.value.problems[0].line == line


def test_what_the_edition_has_not_and_what_only_a_chair_may_do_is_told_with_its_line(tmp_path: Path) -> None:
    given = [judged("zone.bogus"), judged(level="mett"), judged(settles=True)]
    path = kept(tmp_path, review(judgements=given, waivers=[{**WAIVER, "gate": "total"}]))
    with pytest.raises(Faults) as caught:
        review_at(path, shipped())
    assert [one.field for one in caught.value.problems] == [
        "judgements[0].criterion",
        "judgements[1].level",
        "judgements[2].settles",
        "waivers[0].gate",
    ]
    assert all(one.line for one in caught.value.problems)


WAIVER = {"gate": "boundary", "reason": "ทับซ้อนโดยได้รับความเห็นชอบ", "authority": "มติที่ 3/2569", "date": DAY}


# What counts


def test_the_order_of_files_changes_nothing() -> None:
    one, other = opinion("malee", ("zone.needs", "met")), opinion("niran", ("zone.realised", "partial"))
    assert of([one, other]) == of([other, one])


def test_two_who_differ_leave_it_open_until_the_chair_settles_it() -> None:
    differ = [opinion("malee", ("zone.needs", "met")), opinion("niran", ("zone.needs", "partial"))]
    (open_,) = [each for each in of(differ).findings if each.criterion == "zone.needs"]
    assert (open_.status, open_.judgement_note) == ("pending", "differ")
    chair = opinion("boss", ("zone.needs", "partial"), chair=True)
    settled = chair.model_copy(
        update={"judgements": tuple(one.model_copy(update={"settles": True}) for one in chair.judgements)}
    )
    (closed,) = [each for each in of([*differ, settled]).findings if each.criterion == "zone.needs"]
    assert closed.status == "partial"
    states = {each.reviewer: each.state for each in stated(of([*differ, settled]), [*differ, settled])}
    assert states == {"malee": "overruled", "niran": "stands", "boss": "settled"}


def test_a_conflict_of_interest_bars_all_that_the_file_says() -> None:
    barred = opinion("malee", ("zone.needs", "unmet"), conflicts=[{"reason": "ที่ปรึกษาของเมือง", "date": DAY}])
    assert of([barred]) == of()
    assert [each.state for each in stated(of([barred]), [barred])] == ["barred"]


def test_a_judgement_of_a_claim_that_changed_is_stale() -> None:
    stale = review(judgements=[judged()])
    (one,) = [each for each in of([stale]).findings if each.criterion == "zone.needs"]
    assert (one.status, one.judgement_note) == ("pending", "stale")
    assert [each.state for each in stated(of([stale]), [stale])] == ["stale"]


def test_a_waived_gate_holds_and_says_who_waived_it() -> None:
    city = filed(example("phuket"))
    results = [assess(city, shipped(), said_in(each), as_of=DAY) for each in ([], [review(waivers=[WAIVER])])]
    gates = [next(gate for gate in each.gates if gate.id == "boundary") for each in results]
    assert [gate.holds for gate in gates] == [False, True]
    assert gates[1].waived_by == "malee"


OPEN = [one.criterion for one in of().findings if one.status == "pending"]
LEVELS = list(of().edition.levels)


@settings(deadline=None, max_examples=25)
@given(st.permutations(OPEN), st.data())
def test_bounds_shrink_as_judgements_come_in_and_the_end_lies_within_all_of_them(
    order: list[str], data: st.DataObject
) -> None:
    """Each criterion judged once; a second reviewer who differs opens it again, which the law leaves out."""
    given = [(name, data.draw(st.sampled_from(LEVELS))) for name in order]
    steps = [of([opinion("malee", *given[:count])]) for count in (0, len(given) // 2, len(given))]
    cards = [one.scorecard for one in steps]
    for before, after in pairwise(cards):
        assert before.low <= after.low <= after.high <= before.high
    last = steps[-1]
    assert last.recommendation.settled
    for one in steps:
        ends = {one.recommendation.low, one.recommendation.high}
        assert last.recommendation.verdict in ends
        assert one.scorecard.low <= last.scorecard.total <= one.scorecard.high


def test_the_result_as_claimed_stands_beside_the_one_as_judged() -> None:
    plain, result = of(), of([opinion("malee", ("zone.needs", "unmet"), ("zone.goals", "met"))])
    claimed = result.self_assessed
    assert plain.self_assessed is None
    assert claimed is not None
    assert (claimed.total_exact, claimed.low, claimed.high) == (
        plain.scorecard.total_exact,
        plain.scorecard.low,
        plain.scorecard.high,
    )
    assert claimed.verdict == plain.recommendation.verdict
    assert result.scorecard.total < claimed.total
    assert len(claimed.sections) == len(result.scorecard.sections)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("format_", ["text", "html", "md", "pdf", "docx"])
def test_every_report_shows_both_results(format_: str, lang: str) -> None:
    result = of([opinion("malee", ("zone.needs", "unmet"), ("zone.goals", "met"))])
    text = read_as_text(render(result, format_, lang, width=200), format_)
    assert result.self_assessed is not None
    assert words(lang, "figures")("reviewed_claimed") in text
    assert f"{result.self_assessed.total:.1f}" in text
    assert f"{result.scorecard.total:.1f}" in text
    assert "--reviews" in text


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_the_workbook_holds_both_results_as_figures(lang: str) -> None:
    result = of([opinion("malee", ("zone.needs", "unmet"), ("zone.goals", "met"))])
    book = openpyxl.load_workbook(io.BytesIO(render(result, "xlsx", lang)))
    sheet = book[
        words("th" if lang == "both" else lang, "sheets")("tab_reviewed")
        + (" · As judged" if lang == "both" else "")
    ]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[1], int | float)]
    claimed, card = result.self_assessed, result.scorecard
    assert claimed is not None
    assert [row[1] for row in rows] == [claimed.total, *(one.score for one in claimed.sections)]
    assert [row[4] for row in rows] == [card.total, *(one.score for one in card.sections)]
    assert rows[0][7] == pytest.approx(float(card.total) - float(claimed.total))


def test_a_workbook_of_a_city_that_nobody_reviewed_has_no_such_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(of([]), "xlsx", "en")))
    assert "As judged" not in book.sheetnames


SPOKEN = [
    "\u202eevil\u202c",
    "</script><img src=x onerror=alert(1)>",
    "#read(1) {{7*7}} {% x %}",
    "=1+1",
    "W" * 3000,
]


@pytest.mark.parametrize("reason", SPOKEN)
def test_what_a_reviewer_writes_is_plain_text_in_every_report(reason: str) -> None:
    given_ = opinion("malee", ("zone.needs", "unmet"))
    spoken = given_.model_copy(
        update={
            "name": reason,
            "judgements": tuple(one.model_copy(update={"reason": reason}) for one in given_.judgements),
        }
    )
    result = of([spoken])
    for format_ in ("html", "md", "text", "pdf", "docx", "csv"):
        text = read_as_text(render(result, format_, "th"), format_)
        assert "\u202e" not in text or format_ in {"pdf", "docx", "csv"}
    assert "<img" not in render(result, "html", "th").decode()


# Nothing is lost


def test_what_was_said_is_never_altered(tmp_path: Path) -> None:
    first = opinion("malee", ("zone.needs", "met"))
    path = kept(tmp_path, first)
    before = path.read_bytes()
    with pytest.raises(Faults, match="review_shrinks"):
        added_to(path, shipped(), first, lambda own: own.model_copy(update={"judgements": ()}))
    assert path.read_bytes() == before
    assert grown(first, first)
    assert [each.name for each in path.parent.iterdir()] == ["malee.yaml"]


def _add(folder: Path, start: int) -> None:
    for number in range(start, start + 10):
        added_to(path_of(folder, "nathisamut", "malee"), shipped(), review(), partial(_with, number))


def _with(number: int, own: Review) -> Review:
    (entry,) = review(judgements=[judged(reason=f"ครั้งที่ {number}")]).judgements
    return own.model_copy(update={"judgements": (*own.judgements, entry)})


def test_two_programs_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    working = [context.Process(target=_add, args=(tmp_path, start)) for start in (0, 100)]
    for one in working:
        one.start()
    for one in working:
        one.join(60)
    (found,) = reviews_of(tmp_path, "nathisamut", shipped())
    numbers = sorted(int(one.reason.split()[1]) for one in found.judgements)
    assert numbers == [*range(10), *range(100, 110)]


@pytest.mark.skipif(os.name == "nt", reason="as POSIX has it")
@pytest.mark.parametrize("after", [0.6, 0.9, 1.2])
def test_a_program_killed_at_any_instant_leaves_the_old_file_or_the_new(after: float, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    one = context.Process(target=_add, args=(tmp_path, 0))
    one.start()
    one.join(after)
    if one.pid and one.is_alive():
        os.kill(one.pid, signal.SIGKILL)
    one.join()
    for path in tmp_path.rglob("*.yaml"):
        if not path.name.startswith("."):
            found = review_at(path, shipped())
            assert [each.reason for each in found.judgements] == [
                f"ครั้งที่ {number}" for number in range(len(found.judgements))
            ]


# The commands


def test_a_reviewer_judges_and_is_told_first_what_it_does(tmp_path: Path) -> None:
    asked = ("review", "add", CITY, "zone.needs", "met", "--reviews", tmp_path, "--reviewer", "malee")
    tried = done(*asked, "--dry-run", "--lang", "th").stdout
    assert "รอวินิจฉัย (กล่าวอ้างว่า “ครบ”) → ครบ" in tried
    assert not list(tmp_path.iterdir())
    done(*asked)
    ((found,),) = reviews_in(tmp_path, shipped()).values()
    assert found.judgements[0].reason == "เห็นตามที่เมืองกล่าวอ้าง"
    result = json.loads(done("score", CITY, "--reviews", tmp_path, "--format", "json").stdout)
    (finding,) = [one for one in result["findings"] if one["criterion"] == "zone.needs"]
    assert (finding["status"], finding["judgement_note"]) == ("met", "confirmed")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (("add", CITY, "zone.needs", "partial"), "give the reason"),
        (("add", CITY, "zone.needz", "met"), "zone.needs"),
        (("add", CITY, "zone.needs", "mett"), "met"),
        (("add", CITY, "zone.live", "partial", "--reason", "x"), "nothing to judge"),
        (("settle", CITY, "zone.needs", "met", "--reason", "x"), "is not the chair"),
        (("waive", CITY, "total", "--authority", "x", "--reason", "x"), "boundary"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_a_reason(
    line: tuple[str, ...], part: str, tmp_path: Path
) -> None:
    result = run("review", *line, "--reviews", tmp_path, "--reviewer", "malee")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert part in said(result)


def test_a_dry_run_tells_the_effect_before_there_is_a_reason(tmp_path: Path) -> None:
    asked = ("review", "add", CITY, "zone.needs", "unmet", "--reviews", tmp_path, "--reviewer", "malee")
    assert "→" in done(*asked, "--dry-run").stdout
    assert not list(tmp_path.iterdir())
    assert run(*asked).exit_code == 2


def test_settling_without_a_reason_says_that_it_needs_one(tmp_path: Path) -> None:
    who = ("--reviews", tmp_path, "--reviewer", "chai", "--chair")
    assert "settling what reviewers differ on needs a reason" in said(
        run("review", "settle", CITY, "zone.needs", "met", *who)
    )


@pytest.mark.parametrize("id", ["../../x", "Malee", "a b", "con/x", ""])
def test_an_id_that_is_a_path_names_no_file(id: str, tmp_path: Path) -> None:
    folder = tmp_path / "reviews"
    asked = ("review", "add", CITY, "zone.needs", "met", "--reviews", folder, "--reviewer", id)
    assert run(*asked).exit_code == 2
    assert not folder.exists()


def test_who_declares_a_conflict_judges_no_more(tmp_path: Path) -> None:
    who = ("--reviews", tmp_path, "--reviewer", "malee")
    done("review", "add", CITY, "zone.needs", "met", *who)
    done("review", "conflict", CITY, "--reason", "ที่ปรึกษาของเมือง", *who)
    result = run("review", "add", CITY, "zone.realised", "met", *who)
    assert (result.exit_code, result.stdout) == (2, "")
    listed = json.loads(done("review", "list", CITY, "--reviews", tmp_path, "--format", "json").stdout)
    assert [one["state"] for one in listed["cities"][0]["judgements"]] == ["barred"]


def test_a_whole_folder_under_another_policy_counts_the_judgements_too(tmp_path: Path) -> None:
    who = ("--reviews", tmp_path, "--reviewer", "malee", "--reason", "ไม่มีหลักฐาน")
    for criterion in OPEN:
        done("review", "add", CITY, criterion, "unmet", *who)
    asked = (
        "policy",
        "compare",
        CITY,
        "--set",
        "pass_mark=65",
        "--no-cache",
        "--workers",
        "1",
        "--format",
        "json",
    )
    plain, judged_ = (json.loads(done(*asked, *more).stdout) for more in ((), ("--reviews", str(tmp_path))))
    totals = [found["cities"][0]["before"]["total"] for found in (plain, judged_)]
    assert totals[1] < totals[0]
    assert (
        totals[1]
        == json.loads(done("score", CITY, "--reviews", tmp_path, "--format", "json").stdout)["scorecard"][
            "total"
        ]
    )


def test_only_what_the_rules_leave_to_a_person_can_be_judged() -> None:
    assert {one.criterion for one in of().findings if can_be_judged(one)} == set(OPEN)


# All cities


def city_of(file: str, *reviews: Review) -> Reviewed:
    return Reviewed(file, of(reviews), reviews)


def test_drift_is_the_mean_difference_of_credit_from_the_others() -> None:
    one = opinion("malee", ("zone.needs", "met"), ("zone.realised", "met"), ("zone.goals", "met"))
    other = opinion("niran", ("zone.needs", "partial"), ("zone.realised", "unmet"))
    status = review_status(shipped(), [city_of("a.yaml", one, other)])
    found = {each.reviewer: each for each in status.reviewers}
    assert (found["malee"].drift_exact, found["malee"].shared) == ("3/4", 2)
    assert (found["niran"].drift_exact, found["niran"].shared) == ("-3/4", 2)
    assert (found["malee"].judgements, found["malee"].above, found["niran"].below) == (3, 1, 1)
    assert status.cities[0].differing == 2


def test_who_judged_alone_has_no_drift() -> None:
    (found,) = review_status(
        shipped(), [city_of("a.yaml", opinion("malee", ("zone.needs", "met")))]
    ).reviewers
    assert (found.drift, found.shared) == (None, 0)


def test_like_evidence_that_was_judged_unlike_is_asked_about() -> None:
    cities = [
        city_of("a.yaml", opinion("malee", ("zone.needs", "met"), ("zone.goals", "met"))),
        city_of("b.yaml", opinion("niran", ("zone.needs", "unmet"), ("zone.goals", "met"))),
    ]
    for order in (cities, cities[::-1]):
        (found,) = review_status(shipped(), order).unlike
        assert (found.criterion, [each.level for each in found.cities]) == ("zone.needs", ["met", "unmet"])


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_the_status_of_a_folder_is_told(lang: str, tmp_path: Path) -> None:
    who = ("--reviews", tmp_path, "--reviewer", "malee", "--name", "มาลี ใจดี")
    done("review", "add", CITY, "zone.needs", "met", *who)
    text = done("review", "status", FOLDER, "--reviews", tmp_path, "--lang", lang).stdout
    assert "มาลี ใจดี (malee)" in text
    data = json.loads(done("review", "status", FOLDER, "--reviews", tmp_path, "--format", "json").stdout)
    assert sorted(one["city"] for one in data["cities"]) == sorted(
        path.stem for path in FOLDER.glob("*.yaml")
    )
    assert [one["judged"] for one in data["cities"] if one["city"] == "nathisamut"] == [1]
