"""What a careful clerk would point out: the edition's consistency checks, run on one submission."""

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import Any

from scoring.claims import shown
from scoring.edition import Check, Edition, fault_name
from scoring.models import Bilingual, Notice
from scoring.places import choices_at
from scoring.view import PLACE

MOST_PLACES = 20
MOST_WORDS = 20
SEVERITIES = ("error", "warning", "note")


def notices(edition: Edition, seen: Mapping[str, Any], holds: Set[str]) -> tuple[Notice, ...]:
    """Every check that finds something, errors first, then in the order of the edition."""
    found = [notice for check in edition.checks for notice in _notices(check, dict(seen), holds)]
    return tuple(sorted(found, key=lambda notice: SEVERITIES.index(notice.severity)))


def _notices(check: Check, seen: dict[str, Any], holds: Set[str]) -> Iterator[Notice]:
    if check.find is None:
        if fault_name(check.id) in holds:
            yield _notice(check, (check.at,), _words(check, ()))
        return
    if check.when is not None and not check.when.of(seen):
        return
    selected = check.find.of(seen)
    if selected in (None, False, "", [], {}):
        return
    items = selected if isinstance(selected, list) else []
    places = tuple(item[PLACE] for item in items if isinstance(item, dict) and PLACE in item)
    yield _notice(check, places or (check.at,), _words(check, items))


def _words(check: Check, items: Sequence[Any]) -> Bilingual:
    """What was found, where it is plain: codes in the words and the order of the form, then the rest.

    Figures keep their order, since they are what was compared.
    """
    figures = [shown(item) for item in items if type(item) in (int, Decimal)]
    if figures:
        return Bilingual.model_construct(th=" / ".join(figures), en=" / ".join(figures))
    found = {item for item in items if isinstance(item, str)}
    choices = choices_at(check.at)
    said = [*(code for code in choices if code in found), *sorted(found - choices.keys())]
    more = [f"… (+{len(said) - MOST_WORDS:,})"] if len(said) > MOST_WORDS else []
    th, en = ([choices.get(word, (word, word))[side] for word in said[:MOST_WORDS]] + more for side in (0, 1))
    return Bilingual.model_construct(th=", ".join(th), en=", ".join(en))


def _notice(check: Check, places: tuple[str, ...], found: Bilingual) -> Notice:
    return Notice(
        id=check.id,
        severity=check.severity,
        th=check.message.th.replace("{found}", found.th),
        en=check.message.en.replace("{found}", found.en),
        remedy=check.remedy,
        places=places[:MOST_PLACES],
        places_total=len(places),
    )
