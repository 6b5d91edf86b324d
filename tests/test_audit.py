"""The log of judgements and signed results: what is changed behind it is seen, what was signed made again."""

import datetime
import json
import multiprocessing
import re
import shutil
from pathlib import Path

import pytest
from filing import FOLDER
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import done, run, said

from forms.audit import FIRST, LOG, log_of, writing
from forms.editions import shipped
from forms.logged import not_as_logged
from forms.reviews import added_to, path_of, review_in
from scoring.reviews import Review

CITY = str(FOLDER / "nathisamut.yaml")
NOON = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)


def who(folder: Path, reviewer: str = "malee") -> tuple[object, ...]:
    return ("--reviews", folder, "--reviewer", reviewer)


def worked_on(folder: Path) -> Path:
    """A folder in which two judged, one signed, and all was logged."""
    done("review", "add", CITY, "zone.needs", "met", *who(folder))
    done("review", "add", CITY, "zone.goals", "partial", *who(folder, "niran"), "--reason", "ไม่มีค่าฐาน")
    done("review", "sign", CITY, *who(folder, "niran"))
    return folder


def test_what_is_judged_and_signed_is_logged_and_holds(tmp_path: Path) -> None:
    worked_on(tmp_path)
    lines, problems = log_of(tmp_path)
    assert [line.what for line in lines] == ["judgement", "judgement", "signed"]
    assert [line.before for line in lines] == [FIRST, lines[0].hash, lines[1].hash]
    assert problems == ()
    assert "Lines of the log: 3, each following" in done("verify", tmp_path).stdout
    kept = tmp_path / "_signed" / "nathisamut" / "001"
    assert {path.name for path in kept.iterdir()} == {"assessment.json", "reviews", "submission.json"}


def test_a_trial_is_not_logged(tmp_path: Path) -> None:
    done("review", "add", CITY, "zone.needs", "met", *who(tmp_path), "--dry-run")
    done("review", "sign", CITY, *who(tmp_path), "--dry-run")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_line_that_was_changed_is_found(number: int, tmp_path: Path) -> None:
    log = worked_on(tmp_path) / LOG
    lines = log.read_text().splitlines()
    lines[number - 1] = lines[number - 1].replace("nathisamut", "tharnthong")
    log.write_text("\n".join(lines) + "\n")
    result = run("verify", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"line {number} of the log does not follow" in said(result)


@pytest.mark.parametrize("gone", [0, 1])
def test_a_line_that_was_taken_out_is_found(gone: int, tmp_path: Path) -> None:
    log = worked_on(tmp_path) / LOG
    lines = log.read_text().splitlines()
    del lines[gone]
    log.write_text("\n".join(lines) + "\n")
    assert "does not follow from the one before" in said(run("verify", tmp_path))


def test_a_line_rewritten_with_a_hash_of_its_own_breaks_the_next(tmp_path: Path) -> None:
    other = tmp_path / "other"
    done("review", "add", CITY, "zone.needs", "partial", *who(other), "--reason", "x")
    log = worked_on(tmp_path / "own") / LOG
    lines = log.read_text().splitlines()
    log.write_text("\n".join([(other / LOG).read_text().strip(), *lines[1:]]) + "\n")
    assert "line 2 of the log" in said(run("verify", tmp_path / "own"))


def test_a_review_changed_by_hand_is_found_and_so_is_one_that_was_put_there(tmp_path: Path) -> None:
    folder = worked_on(tmp_path)
    path = folder / "nathisamut" / "malee.yaml"
    path.write_text(path.read_text().replace('"met"', '"partial"'))
    shutil.copy(folder / "nathisamut" / "niran.yaml", folder / "nathisamut" / "somsri.yaml")
    told = said(run("verify", folder))
    assert "malee.yaml: line 1 of the log tells of an entry that this file no longer has" in told
    assert "somsri.yaml: the log does not know of this file" in told


def test_what_was_changed_by_hand_is_found_though_the_reviewer_went_on(tmp_path: Path) -> None:
    folder = worked_on(tmp_path)
    path = folder / "nathisamut" / "malee.yaml"
    path.write_text(path.read_text().replace('"met"', '"partial"'))
    done("review", "add", CITY, "zone.goals", "met", *who(folder))
    assert "malee.yaml: line 1 of the log tells of an entry" in said(run("verify", folder))


def test_one_of_two_entries_that_say_the_same_is_missed_where_it_is_gone(tmp_path: Path) -> None:
    for _ in range(2):
        done("review", "add", CITY, "zone.needs", "met", *who(tmp_path))
    path = path_of(tmp_path, "nathisamut", "malee")
    head, entry, _ = re.split(r"(?m)^(?=- )", path.read_text())
    path.write_text(head + entry)
    assert "line 2 of the log tells of an entry that this file no longer has" in said(run("verify", tmp_path))


def test_a_remark_written_into_a_review_is_found(tmp_path: Path) -> None:
    path = worked_on(tmp_path) / "nathisamut" / "malee.yaml"
    path.write_text(path.read_text() + "# a remark\n")
    assert "malee.yaml: this file was changed after line 1 of the log" in said(run("verify", tmp_path))


def test_an_entry_that_no_line_tells_of_is_found_and_the_next_entry_notes_it(tmp_path: Path) -> None:
    """As when a program is stopped between the file and the log."""
    folder = worked_on(tmp_path)
    path, edition = path_of(folder, "nathisamut", "malee"), shipped()
    entry = review_in(path).judgements[0].model_copy(update={"level": "partial", "reason": "again"})

    def add(review: Review) -> Review:
        return review.model_copy(update={"judgements": (*review.judgements, entry)})

    added_to(path, edition, review_in(path), add)
    assert "does not tell of 1 of the entries in this file" in said(run("verify", folder))
    done("review", "add", CITY, "zone.goals", "met", *who(folder))
    done("verify", folder)
    assert [line.what for line in log_of(folder)[0]][-2:] == ["found", "judgement"]
    assert log_of(folder)[0][-2].said["reason"] == "again"


def test_a_signed_result_that_nobody_logged_is_found(tmp_path: Path) -> None:
    signed = worked_on(tmp_path) / "_signed" / "nathisamut"
    shutil.copytree(signed / "001", signed / "002")
    told = said(run("verify", tmp_path))
    assert "002/assessment.json: the log does not know of this file" in told


def test_a_review_that_is_gone_is_found(tmp_path: Path) -> None:
    (worked_on(tmp_path) / "nathisamut" / "malee.yaml").unlink()
    assert "malee.yaml: this file is gone" in said(run("verify", tmp_path))


@pytest.mark.parametrize("name", ["submission.json", "assessment.json"])
def test_a_signed_result_that_was_touched_is_found(name: str, tmp_path: Path) -> None:
    path = worked_on(tmp_path) / "_signed" / "nathisamut" / "001" / name
    path.write_text(
        path.read_text().replace("46", "56", 1) if name == "submission.json" else path.read_text() + " "
    )
    result = run("verify", tmp_path)
    assert result.exit_code == 1
    assert "assessment.json" in said(result)


def test_a_signed_result_is_made_again_to_the_byte_whatever_became_of_the_submission(tmp_path: Path) -> None:
    city = tmp_path / "nathisamut.yaml"
    shutil.copy(CITY, city)
    folder = tmp_path / "reviews"
    done("review", "add", city, "zone.needs", "met", *who(folder))
    done("review", "sign", city, *who(folder), "--set", "weights.cdp=30")
    city.unlink()
    assert "Signed results made again alike: 1." in done("verify", folder).stdout
    kept = json.loads((folder / "_signed" / "nathisamut" / "001" / "assessment.json").read_bytes())
    assert kept["self_assessed"]
    assert [one["name"] for one in kept["edition"]["changes"]] == ["weights.sections.cdp"]


def test_a_folder_of_the_workbench_is_proved_by_its_reviews(tmp_path: Path) -> None:
    worked_on(tmp_path / "reviews")
    assert "Lines of the log: 3, each following" in done("verify", tmp_path).stdout
    (tmp_path / "reviews" / "nathisamut" / "malee.yaml").unlink()
    assert run("verify", tmp_path).exit_code == 1


@pytest.mark.parametrize("more", [(), ("--set", "weights.cdp=30"), ("--as-of", "2026-12-01")])
def test_one_result_is_made_again_from_what_it_was_made_from(more: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    reviews = worked_on(tmp_path / "reviews")
    done("score", CITY, "--reviews", reviews, "-o", path, *more)
    assert "It holds" in done("verify", path, "--submission", CITY, "--reviews", reviews).stdout


def test_one_signed_result_is_made_again_from_what_lies_beside_it(tmp_path: Path) -> None:
    signed = worked_on(tmp_path) / "_signed" / "nathisamut" / "001" / "assessment.json"
    assert "It holds" in done("verify", signed).stdout


def test_a_result_that_was_touched_or_made_from_other_things_is_told_from_one_that_was_not(
    tmp_path: Path,
) -> None:
    path, reviews = tmp_path / "result.json", worked_on(tmp_path / "reviews")
    done("score", CITY, "--reviews", reviews, "-o", path)
    with_reviews = ("--submission", CITY, "--reviews", reviews)
    assert "--submission" in said(run("verify", path))
    assert "the judgements it was made again with" in said(run("verify", path, "--submission", CITY))
    other = ("--submission", FOLDER / "tharnthong.yaml", "--reviews", reviews)
    assert "the submission it was made again from" in said(run("verify", path, *other))
    data = json.loads(path.read_bytes())
    data["scorecard"]["total"] = 99.0
    path.write_text(json.dumps(data), encoding="utf-8")
    touched = run("verify", path, *with_reviews)
    assert touched.exit_code == 1
    assert "made again it is not what this file holds (scorecard)" in said(touched)


def test_a_second_signature_stands_beside_the_first(tmp_path: Path) -> None:
    for _ in range(2):
        done("review", "sign", CITY, *who(tmp_path))
    assert sorted(path.name for path in (tmp_path / "_signed" / "nathisamut").iterdir()) == ["001", "002"]
    assert "alike: 2." in done("verify", tmp_path).stdout


def test_a_broken_log_is_not_written_on(tmp_path: Path) -> None:
    log = worked_on(tmp_path) / LOG
    log.write_bytes(log.read_bytes() + b'{"half a line')
    before = log.read_bytes()
    result = run("review", "add", CITY, "zone.work", "met", *who(tmp_path))
    assert result.exit_code == 2
    assert "line 4 of the log" in said(result)
    assert log.read_bytes() == before


@settings(deadline=None, max_examples=30)
@given(raw=st.binary(max_size=300))
def test_whatever_stands_in_the_log_is_told_and_never_a_crash(
    raw: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("log")
    (folder / LOG).write_bytes(raw)
    lines, problems = log_of(folder)
    assert not lines
    assert bool(problems) == bool(raw.splitlines())


def _note(folder: Path, start: int) -> None:
    file = folder / "a.yaml"
    for number in range(start, start + 15):
        with writing(folder) as log:
            log.note("judgement", "city", f"r{number}", file, {"number": number}, NOON)


def test_two_programs_that_log_at_once_lose_no_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a")
    context = multiprocessing.get_context("spawn")
    working = [context.Process(target=_note, args=(tmp_path, start)) for start in (0, 100)]
    for one in working:
        one.start()
    for one in working:
        one.join(60)
    lines, problems = log_of(tmp_path)
    assert problems == ()
    assert sorted(line.said["number"] for line in lines) == [*range(15), *range(100, 115)]
    assert not list(not_as_logged(tmp_path, lines))
