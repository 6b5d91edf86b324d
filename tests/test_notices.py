"""Notices: each check finds the fault that is planted for it, and is silent on a city in which all agrees."""

from collections.abc import Sequence

import pytest
from filing import EXAMPLES, Assess, Changes, complete, empty, example, measured_example

from scoring.edition import Edition
from scoring.models import Assessment, Notice

SOUND = ("tharnthong", "nathisamut")
SEVERITIES = ("error", "warning", "note")
YEARS = "part1.budget.years"
FIRST_EVIDENCE = "part1.results[1].evidence[0]"

# The check, the fault planted in a sound city, and the places it must name (none: not looked at).
PLANTED: list[tuple[str, Changes, Sequence[str]]] = [
    ("budget_over_total", {f"{YEARS}[0].planned": "186,400,000"}, [YEARS]),
    ("budget_under_total", {"part1.plan.years": 3, "part1.plan.end": "2025-09"}, [YEARS]),
    ("invested_over_planned", {f"{YEARS}[1].planned": 59_640_499}, [f"{YEARS}[1]"]),
    ("invested_over_total", {"part1.budget.total.invested": 186_400_001}, ["part1.budget.total"]),
    ("invested_years_differ", {"part1.budget.total.invested": 110_820_499}, [YEARS]),
    ("budget_years_repeated", {f"{YEARS}[1].year": 2566}, [f"{YEARS}[1]"]),
    ("budget_unit", {"part1.budget": {"total": {"planned": 186, "invested": 110}}}, ["part1.budget.total"]),
    ("cells_over_100", {"part1.results[2].cannot": 1}, ["part1.results[2]"]),
    ("cells_not_100", {"part1.results[2].in_progress": 64}, ["part1.results[2]"]),
    (
        "results_without_status",
        {f"part1.results[2].{cell}": None for cell in ("done", "in_progress", "cannot")},
        ["part1.results[2]"],
    ),
    ("results_without_row", {"part1.results[2].row": None}, ["part1.results[2]"]),
    ("cannot_unexplained", {"part1.results[6].problems": None}, ["part1.results[6]"]),
    (
        "domain_ticked_without_project",
        {
            "part2.characteristics.domains": [
                "environment",
                "economy",
                "governance",
                "people",
                "living",
                "energy",
            ]
        },
        [],
    ),
    ("project_in_unticked_domain", {"part2.characteristics.domains": ["environment", "economy"]}, []),
    ("finished_without_sheet", {"portfolio[0].service": "another"}, ["part1.results[1]"]),
    ("sheet_without_finished", {"portfolio[0].service": "smart-waste"}, ["portfolio[0]"]),
    ("sheet_shares", {"portfolio[1].investment.private": 1}, ["portfolio[1]"]),
    ("counts_differ_environment", {"part2.services.counts[0].projects": 3}, ["part2.services.counts[0]"]),
    ("counts_differ_economy", {"part2.services.counts[1].projects": 3}, ["part2.services.counts[1]"]),
    ("counts_differ_governance", {"part2.services.counts[2].projects": 3}, ["part2.services.counts[2]"]),
    ("counts_differ_living", {"part2.services.counts[3].projects": 3}, ["part2.services.counts[3]"]),
    ("counts_differ_people", {"part2.services.counts[4].projects": 3}, ["part2.services.counts[4]"]),
    ("counts_differ_energy", {"part2.services.counts[4].domain": "energy"}, ["part2.services.counts[4]"]),
    ("counts_differ_mobility", {"part2.services.counts[4].domain": "mobility"}, ["part2.services.counts[4]"]),
    (
        "file_missing",
        {
            "attachments": [
                {"file": "evidence/flood-2567.pdf", "missing": True},
                {"file": "maps/tharnthong-boundary.png", "missing": True},
            ]
        },
        [FIRST_EVIDENCE, "part2.boundary"],
    ),
    (
        "file_linked",
        {"attachments": [{"file": "C:/map.png", "within": "city.docx", "missing": True}]},
        ["attachments"],
    ),
    ("file_unread", {"attachments": [{"file": "a.pdf", "size": 4_000_000_000}]}, ["attachments"]),
    ("file_changed", {"attachments": [{"file": "a.pdf", "changed": True}]}, ["attachments"]),
    ("address_odd", {"part2.cdp.documents[0].address": "www.a.th"}, ["part2.cdp.documents[0]"]),
    ("plan_dates", {"part1.plan.end": "2022-09"}, ["part1.plan"]),
    ("period_dates", {"filing.end": "2022-09"}, ["filing"]),
    ("period_before_plan", {"part1.plan.start": "2024-10"}, ["filing"]),
    ("filed_before_period_ends", {"filing.filed_on": "2024-09-29"}, ["filing"]),
    ("plan_years_differ", {"part1.plan.years": 4}, ["part1.plan"]),
    ("approval_dates", {"approval.resolution": "2022-09-13"}, ["approval"]),
    ("approved_after_filing", {"approval.subcommittee": "2024-12-17"}, ["approval.subcommittee"]),
    ("approval_date_missing", {"approval.subcommittee": None}, ["approval.subcommittee"]),
    ("report_early", {"filing.filed_on": "2024-09-12"}, ["filing.filed_on"]),
    ("report_late", {"filing.filed_on": "2029-01-31"}, ["filing.filed_on"]),
    ("progress_off_results", {"part1.progress.percent": 97}, ["part1.progress.percent"]),
    ("progress_at_minimum", {"part1.progress.percent": 50}, ["part1.progress.percent"]),
    ("on_plan_but_late", {"part1.progress.percent": 39}, ["part1.progress.status"]),
    ("progress_without_money", {"part1.budget.total.invested": 0}, ["part1.budget.total"]),
    (
        "evidence_unseen",
        {f"{FIRST_EVIDENCE}.{field}": None for field in ("file", "page", "address")},
        [FIRST_EVIDENCE],
    ),
    ("evidence_untitled", {f"{FIRST_EVIDENCE}.title": None}, [FIRST_EVIDENCE]),
    ("evidence_after_filing", {f"{FIRST_EVIDENCE}.date": "2024-12-17"}, [FIRST_EVIDENCE]),
    ("open_data_without_address", {"part2.cdp.catalog[1].address": None}, ["part2.cdp.catalog[1]"]),
    ("results_ids_repeated", {"part2.services.projects[0].id": "one-stop"}, ["part2.services.projects[0]"]),
    ("goals_ids_repeated", {"part1.goals.items[1].id": "flood-warning"}, ["part1.goals.items[1]"]),
    ("serves_unknown", {"part2.infrastructure.items[8].serves": ["nobody"]}, []),
    ("goal_unknown", {"part1.results[1].achievement.goal": "nothing"}, []),
    ("area_unit", {"part2.boundary.area_km2": 21_001}, ["part2.boundary.area_km2"]),
    ("area_differs", {"part2.boundary.measured.area_km2": 15.54}, ["part2.boundary.area_km2"]),
    (
        "overlap_undeclared",
        {
            "part2.boundary.measured.overlaps": [
                {
                    "city": "ผาเรียง",
                    "file": "pha-riang",
                    "area_km2": 0.2,
                    "percent": 1.4,
                    "percent_of_smaller": 2,
                }
            ]
        },
        ["part2.boundary.overlaps"],
    ),
    (
        "boundary_put_right",
        {"part2.boundary.measured.remarks": ["turned", "outside"]},
        ["part2.boundary.measured.remarks"],
    ),
    ("boundary_redrawn_much", {"part2.boundary.measured.mended_percent": 1}, ["part2.boundary.geometry"]),
    ("boundary_outside", {"part2.boundary.measured.remarks": ["outside"]}, ["part2.boundary.geometry"]),
    (
        "boundary_partly_outside",
        {"part2.boundary.measured.remarks": ["partly_outside"]},
        ["part2.boundary.geometry"],
    ),
    ("boundary_unmeasured", {"part2.boundary.measured": None}, ["part2.boundary.geometry"]),
    (
        "overlap_declared",
        {"part2.boundary.overlaps": [{"city": "เมืองข้างเคียง"}]},
        ["part2.boundary.overlaps[0]"],
    ),
    ("residents_missing", {"part2.population.residents": 0}, ["part2.population.residents"]),
    ("plan_filed_against_wish", {"part1.wishes_to_continue": False}, ["part1.wishes_to_continue"]),
    ("unsigned", {"part2.signature.date": None}, ["part2.signature"]),
    ("contact_missing", {"part1.coordinator.name": None}, ["part1.coordinator"]),
    (
        "not_applicable_refused",
        {"not_applicable": [{"criterion": "zone.swot", "reason": "no_residents_yet", "explanation": "ใหม่"}]},
        ["not_applicable[0]"],
    ),
    (
        "not_applicable_unexplained",
        {"not_applicable": [{"criterion": "management.provincial", "reason": "special_administration"}]},
        ["not_applicable[0]"],
    ),
]
# Some faults cannot be planted alone.
ALONGSIDE = {
    "finished_without_sheet": {"sheet_without_finished"},
    "sheet_without_finished": {"finished_without_sheet"},
    "plan_dates": {"plan_years_differ"},
    "period_dates": {"period_before_plan"},
    "period_before_plan": {"plan_years_differ"},
    "filed_before_period_ends": {"evidence_after_filing"},
    "approved_after_filing": {"approval_dates"},
    "report_early": {"filed_before_period_ends", "evidence_after_filing"},
    "on_plan_but_late": {"progress_off_results"},
    "progress_without_money": {"invested_years_differ"},
    "goals_ids_repeated": {"serves_unknown"},
    "area_unit": {"area_differs"},
    "boundary_put_right": {"boundary_outside"},
}


def notice(result: Assessment, name: str) -> Notice | None:
    return next((one for one in result.notices if one.id == name), None)


@pytest.mark.parametrize(("name", "fault", "places"), PLANTED, ids=[name for name, _, _ in PLANTED])
def test_a_check_finds_the_fault_planted_for_it_and_says_where(
    of: Assess, name: str, fault: Changes, places: Sequence[str]
) -> None:
    result = of(measured_example("tharnthong"), fault)
    found = notice(result, name)
    assert found is not None
    assert not places or list(found.places) == list(places)
    assert {one.id for one in result.notices} - {name} == ALONGSIDE.get(name, set())


def test_every_check_of_the_edition_is_tried(edition: Edition) -> None:
    assert {check.id for check in edition.checks} == {name for name, _, _ in PLANTED}


@pytest.mark.parametrize("name", SOUND)
def test_a_city_in_which_all_agrees_hears_nothing(of: Assess, name: str) -> None:
    assert of(measured_example(name)).notices == ()


def test_errors_come_before_warnings_and_these_before_notes(of: Assess) -> None:
    for name in EXAMPLES:
        found = [one.severity for one in of(example(name)).notices]
        assert found == sorted(found, key=SEVERITIES.index)


@pytest.mark.parametrize("name", ["unsigned", "contact_missing", "evidence_after_filing", "sheet_shares"])
def test_a_notice_changes_no_score_and_no_verdict(of: Assess, name: str) -> None:
    (fault,) = (fault for check, fault, _ in PLANTED if check == name)
    sound, told = of(measured_example("tharnthong")), of(measured_example("tharnthong"), fault)
    assert notice(told, name)
    assert (told.scorecard, told.recommendation) == (sound.scorecard, sound.recommendation)


def test_what_was_found_is_named_in_the_words_of_the_form(of: Assess) -> None:
    ticks = ["environment", "economy", "governance", "people", "living", "energy", "mobility"]
    found = notice(
        of(measured_example("tharnthong"), {"part2.characteristics.domains": ticks}),
        "domain_ticked_without_project",
    )
    assert found is not None
    assert found.en.endswith("energy, mobility")
    assert found.th.endswith("พลังงาน, ขนส่ง")


def test_figures_that_are_held_against_each_other_are_named_in_their_order(of: Assess) -> None:
    found = notice(
        of(measured_example("tharnthong"), {"part2.boundary.measured.area_km2": "9,000.25"}), "area_differs"
    )
    assert found is not None
    assert found.en.endswith("14.8 / 9,000.25")


def test_of_many_places_the_first_twenty_are_named_and_all_are_counted(of: Assess) -> None:
    rows = [{"name": f"โครงการที่ {number}", "row": "people"} for number in range(25)]
    found = notice(of(complete(), {"part1.results": rows}), "results_without_status")
    assert found is not None
    assert (len(found.places), found.places_total) == (20, 25)


def test_a_city_that_says_nothing_is_asked_only_for_what_nobody_can_do_without(of: Assess) -> None:
    found = of(empty()).notices
    assert [one.id for one in found] == ["approval_date_missing", "contact_missing"]
    assert all(one.remedy.th and one.remedy.en for one in found)
