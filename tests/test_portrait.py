"""The figures that a city reports, as they are shown: nothing is lost, nothing is judged."""

from typing import Any

import pytest
from filing import Assess, changed, example, filed
from hypothesis import given
from odd_filings import right_but_odd

from scoring.backing import MOST
from scoring.models import Portrait
from scoring.portrait import portrait


def figures(**changes: Any) -> Portrait:
    return portrait(filed(changed(example("tharnthong"), changes)))


def test_a_project_is_done_begun_or_planned_as_item_9_says() -> None:
    rows = [
        {"row": "energy", "name": "a", "done": 100},
        {"row": "energy", "name": "b", "done": 99, "in_progress": 1},
        {"row": "energy", "name": "c", "in_progress": 5},
        {"row": "energy", "name": "d", "done": 0, "cannot": 100},
        {"row": "energy", "done": 100},  # no name: a row left over
    ]
    energy = figures(**{"part1.results": rows, "part2.services.projects": []}).domains[1]
    assert (energy.id, energy.done, energy.in_progress, energy.planned) == ("energy", 1, 2, 1)


def test_a_project_that_goes_on_in_the_next_phase_is_counted_once() -> None:
    rows = [{"id": "solar", "row": "energy", "name": "a", "done": 40}]
    coming = [
        {"id": "solar", "domain": "energy", "name": "a"},
        {"id": "new", "domain": "energy", "name": "b"},
    ]
    energy = figures(**{"part1.results": rows, "part2.services.projects": coming}).domains[1]
    assert (energy.done, energy.in_progress, energy.planned) == (0, 1, 1)


@pytest.mark.parametrize(
    ("start", "end", "until", "gone"),
    [
        ("2022-10", "2027-09", "2024-09", 40.0),
        ("2022-10", "2024-09", "2026-09", 100),
        ("2022-10", "2022-10", "2022-10", 100),
        ("2025-01", "2025-12", "2024-01", 0),
        ("2025-12", "2025-01", "2025-06", None),
        (None, "2025-01", "2025-06", None),
        ("2025-01", "2025-12", None, None),
    ],
)
def test_the_time_gone_by_is_a_share_of_the_plans_time(
    start: str | None, end: str | None, until: str | None, gone: float | None
) -> None:
    found = figures(
        **{"part1.plan.start": start, "part1.plan.end": end, "filing": {"start": None, "end": until}}
    )
    assert found.progress.elapsed == gone


@given(right_but_odd)
def test_whatever_is_filed_has_a_portrait_that_counts_each_named_project_once(data: dict[str, Any]) -> None:
    submission = filed(data)
    found = portrait(submission)
    assert len(found.projects) == sum(bool(row.name) for row in submission.part1.results)
    assert len(found.next_projects) == sum(bool(one.name) for one in submission.part2.services.projects)
    assert 0 <= (found.progress.elapsed or 0) <= 100
    assert Portrait.model_validate_json(found.model_dump_json()) == found


def test_what_was_counted_is_backed_by_the_evidence_of_its_records(of: Assess) -> None:
    result = of(example("tharnthong"))
    backed = {one.criterion: one.backing for one in result.findings}
    work = backed["zone.work"]
    assert work
    assert all(one.place.startswith("part2.zone.activities[") and one.title for one in work)
    assert all(len(found) <= MOST for found in backed.values())


def test_evidence_that_was_seen_carries_its_hash(of: Assess) -> None:
    name = "evidence/flood-2567.pdf"
    seen = [{"file": name, "sha256": "a" * 64, "size": 10}]
    result = of(changed(example("tharnthong"), {"attachments": seen}))
    hashes = {each.sha256 for one in result.findings for each in one.backing if each.file == name}
    assert hashes == {"a" * 64}
    assert {each.sha256 for one in result.findings for each in one.backing if each.file != name} == {None}


def test_a_gap_says_what_effort_it_would_take_and_a_gate_of_achievement_has_none(of: Assess) -> None:
    gaps = of(example("nathisamut")).gaps
    assert {gap.id: gap.effort for gap in gaps if gap.kind == "gate"} == {"progress": None}
    assert all(gap.effort for gap in gaps if gap.kind == "criterion")
