"""The form's fields are those of a submission, whose answers can be taken apart and put together."""

from pathlib import Path

from filing import EXAMPLES, example, filed
from hypothesis import given
from hypothesis import strategies as st
from odd_filings import right_but_odd

from forms.editions import edition as load
from forms.editions import shipped
from forms.filled import answers_in, data_of
from forms.gathered import Answer, gathered
from forms.layout import Part, layout
from forms.wording import as_written, code_of
from scoring.documents import Place
from scoring.problems import Where
from scoring.submission import Submission

HERE = Where("ที่นี่", "here")
FORM = layout(shipped())
ENTRIES = {entry.key: entry for entry in FORM.all_entries()}


def put_together(data: dict[str, object], form: Part = FORM) -> dict[str, object]:
    """By way of words, as a form for people holds them."""
    answers: dict[Place, Answer] = {}
    for entry, place, value in answers_in(data, form):
        written = (
            [as_written(entry, one, "th") for one in value] if entry.many else as_written(entry, value, "th")
        )
        answers[place] = Answer(
            [code_of(entry, one) for one in written]
            if isinstance(written, list)
            else code_of(entry, written),
            "tag",
            HERE,
        )
    return dict(gathered("form.docx", answers).data)


def test_every_field_of_a_submission_is_in_the_form_once() -> None:
    assert len(ENTRIES) == len(list(FORM.all_entries())) > 200
    assert {"part1.results[].achievement.summary", "not_applicable[].criterion", "draft"} <= ENTRIES.keys()
    assert "schema" not in ENTRIES
    assert all(entry.said.title.th and entry.said.title.en for entry in ENTRIES.values())


def test_an_edition_asks_its_own_questions_too() -> None:
    form = layout(load(str(Path(__file__).parent / "editions" / "canteen")))
    assert {entry.key for entry in form.all_entries()} > ENTRIES.keys()


def test_words_say_which_choice_is_meant() -> None:
    status = ENTRIES["part1.progress.status"]
    assert [code_of(status, text) for text in ("on_plan", "On Plan", " ล่าช้ากว่าแผน ", "ช้า")] == [
        "on_plan",
        "on_plan",
        "behind_plan",
        "ช้า",
    ]


def test_choices_of_one_question_cannot_be_taken_for_each_other() -> None:
    for entry in ENTRIES.values():
        for code, title in entry.choices.items():
            assert {code_of(entry, one) for one in (code, title.th, title.en)} == {code}


def test_the_examples_are_the_same_when_taken_apart_and_put_together() -> None:
    for name in EXAMPLES:
        one = filed(example(name))
        assert filed(put_together(data_of(one))) == one


@given(right_but_odd)
def test_any_submission_is_the_same_but_for_rows_without_an_answer(data: dict[str, object]) -> None:
    kept = data_of(filed(data))
    assert data_of(filed(put_together(kept))) == kept
    assert data_of(Submission.model_validate(kept)) == kept


@given(st.lists(st.integers(0, 3), min_size=1, max_size=5, unique=True))
def test_rows_left_blank_are_left_out_and_the_others_keep_their_place_in_the_file(rows: list[int]) -> None:
    answers: dict[Place, Answer] = {
        ("part1", "results", row, "name"): Answer(
            f"row {row}" if row in rows else "", "cell", Where("", "", (row,))
        )
        for row in range(4)
    }
    found = gathered("x.xlsx", answers)
    assert found.data["part1"] == {"results": [{"name": f"row {row}"} for row in sorted(rows)]}
    marks = [found.where(("part1", "results", number)) for number in range(len(rows))]
    assert [one.mark for one in marks if one] == [(row,) for row in sorted(rows)]
