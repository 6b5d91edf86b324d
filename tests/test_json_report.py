"""The assessment as JSON."""

import json

import pytest
from sample_assessment import SAMPLES, renewing

from reports.json import render
from scoring.models import Assessment


@pytest.mark.parametrize("name", SAMPLES)
def test_the_json_reads_back_as_the_same_assessment(name: str) -> None:
    sample = SAMPLES[name]()
    assert Assessment.model_validate_json(render(sample)) == sample


def test_the_same_assessment_gives_the_same_bytes() -> None:
    again = Assessment.model_validate_json(render(renewing()))
    assert render(again) == render(renewing())


def test_thai_is_written_as_thai_and_the_file_ends_in_one_newline() -> None:
    written = render(renewing()).decode("utf-8")
    assert "เมืองนครริมน้ำ" in written
    assert "\\u" not in written
    assert written.endswith("}\n")


def test_the_schema_stands_first_under_its_published_name() -> None:
    assert next(iter(json.loads(render(renewing())))) == "schema"


def test_a_figure_that_is_no_number_is_refused() -> None:
    card = renewing().scorecard.model_copy(update={"total": float("nan")})
    with pytest.raises(ValueError, match="JSON"):
        render(renewing().model_copy(update={"scorecard": card}))
