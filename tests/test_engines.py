"""Two engines, one answer: whichever serves, an assessment is the same but for the engine's name."""

from collections.abc import Mapping

import pytest
from alone import needs_durable_rules
from filing import DAY, EXAMPLES, complete, filed
from hypothesis import given
from hypothesis import strategies as st
from sheets_read import read_as_text
from small_editions import Small, city, rows, smalls

from reports import FORMATS, render
from scoring import inference
from scoring.assess import assess
from scoring.columnar import Columnar
from scoring.edition import Edition
from scoring.engines import engine_for
from scoring.inference import DurableRules, Engine
from scoring.measures import measured
from scoring.models import Assessment
from scoring.submission import Submission
from scoring.view import view

CITIES = (*EXAMPLES, "complete")


@pytest.fixture(scope="module")
def both(edition: Edition) -> tuple[Engine, Engine]:
    """Both engines for the shipped edition."""
    return DurableRules(edition.rulebook), Columnar(edition.rulebook)


@pytest.fixture(scope="module")
def cities(examples: Mapping[str, Submission]) -> Mapping[str, Submission]:
    """The examples, and a city that answers everything."""
    return {**examples, "complete": filed(complete())}


def renamed(result: Assessment) -> Assessment:
    """The assessment with the engine's name and version taken out."""
    nameless = result.provenance.model_copy(update={"engine": "", "engine_version": ""})
    return result.model_copy(update={"provenance": nameless})


@needs_durable_rules
@pytest.mark.parametrize("name", CITIES)
def test_an_assessment_is_the_same_under_either_engine_but_for_its_name(
    edition: Edition, both: tuple[Engine, Engine], cities: Mapping[str, Submission], name: str
) -> None:
    one, other = (assess(cities[name], edition, (), DAY, engine) for engine in both)
    assert [each.provenance.engine for each in (one, other)] == ["durable-rules", "columnar"]
    assert renamed(one).model_dump_json() == renamed(other).model_dump_json()


@needs_durable_rules
@pytest.mark.parametrize("name", CITIES)
def test_what_fired_and_on_what_is_the_same_under_either_engine(
    edition: Edition, both: tuple[Engine, Engine], cities: Mapping[str, Submission], name: str
) -> None:
    answers = edition.answers.model_validate(cities[name].answers)
    seen = view(cities[name]) | {"answers": view(answers, "answers")}
    values = {measure: one.value for measure, one in measured(edition.measures, seen).items()}
    facts = {measure: value for measure, value in values.items() if value is not None}
    one, other = (engine.infer(facts) for engine in both)
    assert one == other
    assert one.trace


@needs_durable_rules
@given(smalls(), st.data())
def test_an_assessment_is_the_same_under_either_engine_in_any_edition(
    small: Small, data: st.DataObject
) -> None:
    filed_, book = city(data.draw(rows(small))), small.edition.rulebook
    results = [assess(filed_, small.edition, (), DAY, make(book)) for make in (DurableRules, Columnar)]
    one, other = map(renamed, results)
    assert one == other


@needs_durable_rules
def test_durable_rules_answers_where_it_is_installed(edition: Edition) -> None:
    assert engine_for(edition.rulebook).name == "durable-rules"


def test_the_columnar_engine_answers_where_it_is_not(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inference, "core", None)
    assert engine_for(edition.rulebook).name == "columnar"


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("format_", FORMATS)
def test_every_report_names_the_engine_that_answered(
    edition: Edition, cities: Mapping[str, Submission], format_: str, lang: str
) -> None:
    engine = Columnar(edition.rulebook)
    result = assess(cities["tharnthong"], edition, (), DAY, engine)
    report = read_as_text(render(result, format_, lang), format_)
    assert "columnar" in report
    assert "durable-rules" not in report
