"""The benchmark names every stage and stops when an engine answers wrongly; no figure is held to anything."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from alone import needs_durable_rules

pytest.importorskip("zen", reason="zen-engine is for development: the dev lock has it", exc_type=ImportError)
pytest.importorskip("clips", reason="clipspy is for development: the dev lock has it", exc_type=ImportError)

from benchmarks import clips_rules, lab, lab_scales, zen_decision
from benchmarks.cities import cities
from benchmarks.run import main
from forms.editions import shipped
from forms.submissions import submission
from scoring.rulebook import AllOf, AnyOf, AtLeast, Comparison, Condition, holds

SVG = "{http://www.w3.org/2000/svg}"
STAGES = ("read", "validate", "measures", "inference", "scorecard", "report", "all of it")


@needs_durable_rules
def test_the_table_has_every_stage_and_both_engines_agreed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    figures = tmp_path / "figures.json"
    assert main(["--cities", "5", "--quick", "--json", str(figures)]) == 0
    lines = [line.lstrip("| *") for line in capsys.readouterr().out.splitlines()]
    for stage in (*STAGES, "inference: durable-rules", "inference: zen-engine", "`renewal score"):
        assert any(line.startswith(stage) for line in lines), stage
    rows = json.loads(figures.read_text(encoding="utf-8"))["rows"]
    assert [row["ratio"] for row in rows if "a decision" in row["what"]] == [1]


@needs_durable_rules
def test_an_engine_that_answers_wrongly_stops_the_benchmark(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        zen_decision, "expression", lambda conditions: lambda facts: frozenset({"level:none"})
    )
    assert main(["--cities", "1", "--quick"]) == 1
    assert "not what the conditions say" in capsys.readouterr().err


def test_zen_engine_is_asked_the_same_conditions() -> None:
    low, high, flag = Comparison("a", "min", 1), Comparison("a", "max", 3), Comparison("b", "is", 1)
    conditions: dict[str, Condition] = {
        "range": AllOf((low, high)),
        "either": AnyOf((high, flag)),
        "two": AtLeast(2, (low, flag, AllOf((high, flag)))),
    }
    cases = [{}, {"a": 0}, {"a": 2}, {"a": 2, "b": 1}, {"a": 9, "b": 0}, {"b": 1}]
    for ask in (zen_decision.decision(conditions), zen_decision.expression(conditions)):
        for facts in cases:
            assert ask(facts) == {name for name, made in conditions.items() if holds(made, facts)}


def test_the_cities_are_the_examples_and_then_others_that_can_be_filed() -> None:
    made = list(cities(12))
    assert made == list(cities(12))
    assert len({raw for _, raw in made}) == 12
    assert [submission(name, raw, shipped()).city.id for name, raw in made[:1]] == ["nathisamut"]
    for name, raw in made:
        submission(name, raw, shipped())


@needs_durable_rules
def test_the_lab_is_measured_beside_its_peers_and_its_growth_is_drawn(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    figures, picture = tmp_path / "lab.json", tmp_path / "growth.svg"
    assert lab.main(["--quick", "--json", str(figures), "--plot", str(picture)]) == 0
    printed = capsys.readouterr().out
    for what in ("columnar", "zen-engine", "durable-rules", "clipspy", "re-scoring", "sensitivity"):
        assert what in printed
    grown = json.loads(figures.read_text(encoding="utf-8"))["growth"]
    drawn = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    texts = [text.text for text in drawn.iter(f"{SVG}text")]
    assert set(grown) <= set(texts)
    assert len(list(drawn.iter(f"{SVG}circle"))) == sum(map(len, grown.values()))


@needs_durable_rules
def test_a_peer_that_concludes_otherwise_stops_the_lab(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(clips_rules, "rules", lambda rulebook: lambda facts: frozenset({"level:none"}))
    assert lab.main(["--quick"]) == 1
    assert "not what the rules say" in capsys.readouterr().err


def test_a_wider_edition_asks_everything_again_under_other_names() -> None:
    edition = shipped()
    wider = lab_scales.widened(edition, 2)
    assert len(wider.criteria) == len({one.id for one in wider.criteria}) == 2 * len(edition.criteria)
    assert len(wider.rulebook.rules) > len(edition.rulebook.rules)
