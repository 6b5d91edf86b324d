"""The fields of the form that a gap points at, as far as they can be answered on a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from forms.layout import Entry, Part
from scoring.documents import Place, dotted
from scoring.models import Gap
from scoring.places import steps

MOST = 14  # fields of one place: a page is no form
LONG = 60  # letters that fit on one line of a page


class Field(NamedTuple):
    """One field at its place; `value` as it is typed, one for each box ticked where there are boxes."""

    place: str
    entry: Entry
    value: tuple[str, ...]

    @property
    def control(self) -> str:
        """What it is answered with: `boxes`, `list`, `lines` or `line`."""
        if self.entry.kind in ("flag", "choice"):
            return "boxes" if self.entry.many else "list"
        return "lines" if len(self.text) > LONG or "\n" in self.text else "line"

    @property
    def text(self) -> str:
        """The value of a field that has one."""
        return self.value[0] if self.value else ""


class Asked(NamedTuple):
    """The fields of one place: of a row that is there, of a new one, or alone."""

    place: str
    new: bool
    fields: tuple[Field, ...]


def asked_by(gaps: Sequence[Gap], form: Part, data: Mapping[str, Any]) -> dict[str, list[Asked]]:
    """For each gap the fields that it points at; each stands with the first gap that does, and only there."""
    taken: set[str] = set()
    found: dict[str, list[Asked]] = {}
    for gap in gaps:
        places = [*(place for lack in gap.missing for place in lack.places), *gap.fields]
        found[gap.id] = list(_asked(dict.fromkeys(places), form, data, taken))
    return found


def _asked(places: Iterable[str], form: Part, data: Mapping[str, Any], taken: set[str]) -> Iterator[Asked]:
    for place in places:
        at = resolved(form, place, data)
        if at is None or (fields := tuple(_fields(*at, data, taken))) == ():
            continue
        taken.update(one.place for one in fields)
        item, here = at
        yield Asked(dotted(here), isinstance(item, Part) and value_at(data, here) is None, fields)


def _fields(item: Entry | Part, here: Place, data: Mapping[str, Any], taken: set[str]) -> Iterator[Field]:
    if isinstance(item, Entry):
        found = [(item, here)] if answerable(item) else []
    else:
        found = [(one, (*here, *_within(item, one))) for one in item.entries() if answerable(one)][:MOST]
    for entry, place in found:
        if dotted(place) not in taken:
            yield Field(dotted(place), entry, typed(value_at(data, place)))


def _within(part: Part, entry: Entry) -> Sequence[str]:
    """The steps from a part down to one of its entries."""
    return entry.key.removeprefix(part.key).lstrip(".").split(".")


def answerable(entry: Entry) -> bool:
    """Whether a page has something to answer it with: a list of free texts is left to the form."""
    return entry.said.holds != "computed" and (not entry.many or bool(entry.choices))


def resolved(form: Part, place: str, data: Mapping[str, Any]) -> tuple[Entry | Part, Place] | None:
    """What stands at a place, and where: a list stands for a new row of it.

    None for what the form does not have, and for a list within a row that is not told.
    """
    at: Entry | Part = form
    here: Place = ()
    wanted = list(steps(place))
    while wanted and isinstance(at, Part):
        step = wanted.pop(0)
        item = next((one for one in at.items if one.name == step), None)
        if item is None:
            return None
        at, here = item, (*here, step)
        if isinstance(item, Part) and item.repeats:
            told = bool(wanted) and isinstance(wanted[0], int)
            rows = value_at(data, here) or []
            row = wanted.pop(0) if told else len(rows)
            here = (*here, row)
            if not isinstance(row, int) or row > len(rows):
                return None
            if not told:  # a field of every row: a new row answers it, unless it is of a list within
                return None if _has_list(item, wanted) else (item, here)
    return None if wanted or not here else (at, here)


def _has_list(part: Part, wanted: Sequence[str | int]) -> bool:
    return any(table.name in wanted for table in part.all_tables())


def value_at(data: Any, place: Place) -> Any:
    """The answer at a place; None where there is none."""
    for step in place:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def typed(value: Any) -> tuple[str, ...]:
    """An answer as somebody would type it."""
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(map(str, value))
    return (str(value).lower() if isinstance(value, bool) else str(value),)
