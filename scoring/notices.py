"""What a careful clerk would point out: the edition's consistency checks, run on one submission."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from scoring.edition import Check, Edition, fault_name
from scoring.models import Bilingual, Notice
from scoring.view import PLACE

MOST_PLACES = 20
SEVERITIES = ("error", "warning", "note")


def notices(edition: Edition, seen: Mapping[str, Any], holds: Set[str]) -> tuple[Notice, ...]:
    """Every check that finds something, errors first, then in the order of the edition."""
    found = [notice for check in edition.checks for notice in _notices(check, dict(seen), holds)]
    return tuple(sorted(found, key=lambda notice: SEVERITIES.index(notice.severity)))


def _notices(check: Check, seen: dict[str, Any], holds: Set[str]) -> Iterator[Notice]:
    if check.find is None:
        if fault_name(check.id) in holds:
            yield _notice(check, (check.at,), "")
        return
    if check.when is not None and not check.when.of(seen):
        return
    selected = check.find.of(seen)
    if selected in (None, False, "", [], {}):
        return
    items = selected if isinstance(selected, list) else []
    places = tuple(item[PLACE] for item in items if isinstance(item, dict) and PLACE in item)
    words = ", ".join(dict.fromkeys(str(item) for item in items if isinstance(item, str)))
    yield _notice(check, places or (check.at,), words)


def _notice(check: Check, places: tuple[str, ...], found: str) -> Notice:
    text = Bilingual(
        th=check.message.th.replace("{found}", found), en=check.message.en.replace("{found}", found)
    )
    return Notice(
        id=check.id,
        severity=check.severity,  # type: ignore[arg-type]
        th=text.th,
        en=text.en,
        remedy=check.remedy,
        places=places[:MOST_PLACES],
        places_total=len(places),
    )
