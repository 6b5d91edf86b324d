"""The form as a Word file: what is written into it is read out of it, and nothing else."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from filing import EXAMPLES, example, filed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_filings import right_but_odd
from word_files import FORM, OFFICE, edited, main_part, read, saved_by_office, written

from forms.filled import data_of
from forms.form_words import official, pieces
from forms.layout import Entry, Part
from scoring.problems import Faults

SAVED = Path(__file__).parent / "data" / "forms"
BOX = re.compile(r'<w:tag w:val="(part1\.progress\.status=\w+)"/>.*?</w:sdt>', re.DOTALL)


def asked_in(blocks: Any, within: str = "") -> Counter[str]:
    """How often the official lay-out asks for each field or part, by its key."""
    found: Counter[str] = Counter()
    for block in blocks:
        ((kind, body),) = block.items()
        at = f"{within}." if within else ""
        if kind in ("line", "signature"):
            found.update(at + piece.key for piece in pieces(body["th"]) if piece.key)
        elif kind in ("added", "table"):
            found.update(at + key for key in ([body] if isinstance(body, str) else body))
        elif kind in ("lines", "results", "counts"):
            found[at + body["each"]] += 1
        elif kind in ("rows", "sheets"):
            inner = body["each"] if kind == "sheets" else within
            for row in body["rows"]:
                found += asked_in(row.get("cell", ()), inner)
    return found


def inside(item: Entry | Part) -> list[str]:
    """The keys of the entries that come with a field or a part."""
    return [item.key] if isinstance(item, Entry) else [entry.key for entry in item.all_entries()]


def items(part: Part) -> dict[str, Entry | Part]:
    found: dict[str, Entry | Part] = {}
    for item in part.items:
        found |= {item.key: item, **(items(item) if isinstance(item, Part) else {})}
    return found


def test_the_lay_out_asks_for_every_field_of_a_submission_once() -> None:
    known = items(FORM)
    asked = Counter[str]()
    for key, times in asked_in(block for blocks in official().values() for block in blocks).items():
        asked.update(dict.fromkeys(inside(known[key]), times))
    assert asked == Counter(entry.key for entry in FORM.all_entries())


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_a_blank_form_says_nothing(lang: str) -> None:
    found = read(written(None, lang))
    assert (found.data, found.answers, found.unplaced) == ({"schema": "submission/1"}, {}, ())


@pytest.mark.parametrize("lang", ["th", "en", "both"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_the_same_by_way_of_word(name: str, lang: str) -> None:
    found = read(written(data_of(filed(example(name))), lang))
    assert filed(dict(found.data)) == filed(example(name))
    assert found.unplaced == ()
    assert {answer.rule for answer in found.answers.values()} == {"tag"}


@given(right_but_odd)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_submission_is_the_same_by_way_of_word(data: dict[str, object]) -> None:
    kept = data_of(filed(data))
    found = read(written(kept))
    assert data_of(filed(dict(found.data))) == kept
    assert found.unplaced == ()


def test_the_same_answers_make_the_same_file() -> None:
    data = data_of(filed(example("tharnthong")))
    assert written(data) == written(data)


# After other programs


@pytest.mark.parametrize("path", sorted(SAVED.glob("*-libreoffice.docx")), ids=lambda path: path.stem)
def test_a_form_that_libreoffice_has_saved_says_the_same(path: Path) -> None:
    found = read(path.read_bytes())
    assert filed(dict(found.data)) == filed(example(path.stem.removesuffix("-libreoffice")))
    assert {answer.rule for answer in found.answers.values()} == {"bookmark"}
    assert found.unplaced == ()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@given(st.lists(right_but_odd, min_size=6, max_size=6))
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_submission_is_the_same_after_libreoffice_has_saved_it(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, object]]
) -> None:
    kept = {f"{number}": data_of(filed(data)) for number, data in enumerate(drawn)}
    files = {name: written(data) for name, data in kept.items()}
    for name, raw in saved_by_office(files, tmp_path_factory.mktemp("office")).items():
        found = read(raw)
        assert data_of(filed(dict(found.data))) == kept[name]
        assert found.unplaced == ()


def test_a_form_without_tags_is_read_by_the_names_of_its_controls() -> None:
    raw = written(data_of(filed(example("nathisamut"))))
    stripped = re.sub(r"<w:tag [^>]*>|<w:bookmark(?:Start|End) [^>]*>", "", main_part(raw).decode())
    found = read(edited(raw, (main_part(raw).decode(), stripped)))
    assert filed(dict(found.data)) == filed(example("nathisamut"))
    assert {answer.rule for answer in found.answers.values()} == {"alias"}


# What people do in Word


def ticked(raw: bytes, status: str) -> tuple[str, str]:
    """The box of a status as it stands in the file, and ticked."""
    box = next(one for one in BOX.finditer(main_part(raw).decode()) if one[1].endswith(f"={status}"))
    return box[0], box[0].replace("☐", "☒").replace('checked w14:val="0"', 'checked w14:val="1"')


def test_a_box_that_is_ticked_is_the_choice() -> None:
    raw = written(None)
    found = read(edited(raw, ticked(raw, "behind_plan")))
    assert found.data["part1"] == {"progress": {"status": "behind_plan"}}


def test_two_boxes_of_which_one_may_be_ticked_are_a_problem_at_their_place() -> None:
    raw = written(None)
    with pytest.raises(Faults) as caught:
        read(edited(raw, ticked(raw, "behind_plan"), ticked(raw, "on_plan")))
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("choices_disagree", "part1.progress.status")
    assert problem.where is not None
    assert "8" in problem.where.th


def test_a_project_beneath_a_printed_line_belongs_to_it() -> None:
    raw = written(None)
    text = main_part(raw).decode()
    at = text.index("2.3. Smart Energy")
    name = text.index('<w:tag w:val="part1.results[].name"/>', at)
    start = text.index("<w:t ", name)
    end = text.index("</w:t>", start)
    typed = text[:start] + "<w:t>ไฟถนน" + text[end:]
    typed = typed[:name] + typed[name:].replace("<w:showingPlcHdr/>", "", 1)
    found = read(edited(raw, (text, typed)))
    assert found.data["part1"] == {"results": [{"name": "ไฟถนน", "row": "energy"}]}
    assert found.answers["part1", "results", 0, "row"].rule == "row"


def test_what_was_deleted_while_changes_were_tracked_is_not_read_and_what_was_inserted_is() -> None:
    raw = written({"part1": {"summary": "เดิม"}})
    old = '<w:t xml:space="preserve">เดิม</w:t>'
    new = (
        f"</w:r><w:del w:id='900' w:author='a'><w:r>{old.replace('w:t', 'w:delText')}</w:r></w:del>"
        "<w:ins w:id='901' w:author='a'><w:r><w:t>ใหม่</w:t></w:r></w:ins><w:r>"
    )
    assert read(edited(raw, (old, new))).data["part1"] == {"summary": "ใหม่"}


def copied(raw: bytes, tag: str, *changes: tuple[str, str]) -> bytes:
    """The paragraph around a control once more, with something in the copy changed."""
    text = main_part(raw).decode()
    at = text.index(f'<w:tag w:val="{tag}"/>')
    start = [one.start() for one in re.finditer(r"<w:p[ >]", text[:at])][-1]
    end = text.index("</w:p>", at) + len("</w:p>")
    again = text[start:end]
    for old, new in changes:
        assert old in again
        again = again.replace(old, new)
    return edited(raw, (text, text[:end] + again + text[end:]))


def test_a_control_that_was_copied_with_another_answer_is_listed_and_the_first_one_stands() -> None:
    found = read(copied(written({"part1": {"summary": "เดิม"}}), "part1.summary", ("เดิม", "ฉบับแก้")))
    assert found.data["part1"] == {"summary": "เดิม"}
    assert [one.text for one in found.unplaced] == ["ฉบับแก้"]


def test_a_control_that_was_copied_with_the_same_answer_does_no_harm() -> None:
    data = {"part1": {"summary": "เดิม", "progress": {"status": "on_plan"}}}
    raw = copied(written(data), "part1.summary")
    found = read(copied(raw, "part1.progress.status=on_plan"))
    assert (found.data["part1"], found.unplaced) == (data["part1"], ())
