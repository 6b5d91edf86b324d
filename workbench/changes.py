"""What somebody typed on a page, and the form with it: checked as a filed one, and written in its kind."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from forms.filled import data_of
from forms.gathered import order
from forms.layout import Entry
from forms.submissions import checked, embedded
from forms.surroundings import with_attachments
from forms.written_forms import format_of, written_form
from scoring.documents import Document, Place
from scoring.places import steps
from scoring.submission import Submission
from workbench.bench import Bench
from workbench.fields import answerable, resolved, typed, value_at
from workbench.reading import City

Typed = dict[str, tuple[str, ...]]  # what was typed, by its place
MOST = 400  # changes of one page
LONGEST = 100_000  # letters of one answer


def data_with_rows(filed: Submission) -> dict[str, Any]:
    """The submission as plain data, in which every row keeps its number."""
    data: dict[str, Any] = filed.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return data | {"schema": "submission/1"}


def changes_in(posted: Mapping[str, Sequence[str]], bench: Bench, filed: Submission) -> Typed:
    """What differs from what is filed, of the fields that a page may ask for; all else is passed over."""
    data = data_with_rows(filed)
    found: Typed = {}
    for place in sorted(posted, key=lambda place: order(steps(place)))[:MOST]:
        at = resolved(bench.form, place, data)
        if at is None or not isinstance(at[0], Entry) or not answerable(at[0]):
            continue
        given = tuple(filter(None, (_plain(one) for one in posted[place])))
        if given != typed(value_at(data, at[1])):
            found[place] = given
            _put(data, at[1], given, at[0])
    return found


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()[:LONGEST]


def with_changes(bench: Bench, city: City, typed: Typed) -> Submission:
    """The submission with what was typed; raises Faults by field."""
    assert city.filed is not None
    data = deepcopy(data_with_rows(city.filed))
    for place in sorted(typed, key=lambda place: order(steps(place))):
        at = resolved(bench.form, place, data)
        if at is not None and isinstance(at[0], Entry):
            _put(data, at[1], typed[place], at[0])
    return checked(Document(city.name, data, {}), bench.edition)


def _put(data: Any, place: Place, given: Sequence[str], entry: Entry) -> None:
    """Into records and a new row made on the way; a blank takes the answer away, and makes no row."""
    if not given and value_at(data, place) is None:
        return
    for at, step in enumerate(place[:-1]):
        inner: Any = [] if isinstance(place[at + 1], int) else {}
        if isinstance(step, int):
            if step == len(data):
                data.append(inner)
        elif data.get(step) is None:
            data[step] = inner
        data = data[step]
    if given:
        data[place[-1]] = list(given) if entry.many else given[0]
    else:
        data.pop(place[-1], None)


def written(bench: Bench, city: City, typed: Typed, name: str, lang: str) -> bytes:
    """The file to save under a name: as it came where nothing was typed, else written anew in its kind.

    Raises Faults for what was typed wrong.
    """
    if not typed:
        return city.raw
    filed = with_changes(bench, city, typed)
    within = embedded(city.name, city.raw)
    whole = with_attachments(filed, bench.edition, bench.folder.path_of(city.name), within)
    spoken = "th" if lang == "th" else "both"  # the form is in Thai: English never stands alone in it
    return written_form(format_of(name) or "yaml", bench.edition, data_of(whole), spoken)
