"""What a city's next report starts from: its last one, with the plan of then as what is reported on now."""

from typing import Any

from forms.filled import Data
from scoring.thai_dates import LAST_YEAR

KEPT_PART1 = ("city_name", "organisation", "coordinator", "plan", "budget")
KEPT_PART2 = (
    "operator",
    "type",
    "population",
    "zone",
    "infrastructure",
    "cdp",
    "investment",
    "management",
)
OUTDATED_GOAL = ("target_now", "actual")
RESULT = ("id", "row", "name", "indicator")
FINISHED = 100


def next_cycle(data: Data) -> Data:
    """The answers that still hold or are to be brought up to date; what is to be told anew is left out.

    Projects of the last plan, and those that were not finished, become the rows of item 9.
    """
    part1, part2 = data.get("part1", {}), data.get("part2", {})
    started: Data = {
        "city": data.get("city", {}),
        "filing": _filing(data.get("filing", {})),
        "approval": data.get("approval", {}),
        "part1": {key: part1[key] for key in KEPT_PART1 if key in part1} | _goals(part1),
        "part2": {key: part2[key] for key in KEPT_PART2 if key in part2} | _boundary(part2),
        "portfolio": data.get("portfolio", []),
    }
    started["part1"]["results"] = [*_unfinished(part1), *_planned(part2)]
    return {key: value for key, value in started.items() if value}


def _filing(filing: Data) -> Data:
    """The report after, beginning in the month after the last one ended."""
    started: Data = {key: filing[key] for key in ("months",) if key in filing}
    if "number" in filing:
        started["number"] = filing["number"] + 1
    if "end" in filing:
        year, month = (int(part) for part in filing["end"].split("-"))
        first = year * 12 + month  # months from the year 0, counted from 0
        months = {"start": first, "end": first + filing.get("months", 0) - 1}
        in_time = (key for key, number in months.items() if first <= number < (LAST_YEAR + 1) * 12)
        started |= {key: _month(months[key]) for key in in_time}
    return started


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _boundary(part2: Data) -> Data:
    """What was measured is measured anew."""
    kept = {key: value for key, value in part2.get("boundary", {}).items() if key != "measured"}
    return {"boundary": kept} if kept else {}


def _goals(part1: Data) -> Data:
    goals = part1.get("goals", {})
    items = [{k: v for k, v in one.items() if k not in OUTDATED_GOAL} for one in goals.get("items", [])]
    return {"goals": goals | ({"items": items} if items else {})} if goals else {}


def _unfinished(part1: Data) -> list[Any]:
    rows = part1.get("results", [])
    return [_result(one) for one in rows if one.get("done") != FINISHED]


def _planned(part2: Data) -> list[Any]:
    projects = part2.get("services", {}).get("projects", [])
    return [_result(one | {"row": one.get("domain")}) for one in projects]


def _result(one: Data) -> Data:
    return {key: one[key] for key in RESULT if one.get(key) is not None}
