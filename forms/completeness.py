"""How far each part of the form is filled in: what is asked, what is answered, and what is still empty."""

from collections.abc import Iterator
from typing import Any

from forms.filled import Data, rows_of, value_of
from forms.layout import Entry, Part
from scoring.models import Bilingual, PartDone

COMPUTED = "computed"  # what the program fills in, and nobody is asked
OWN = ("not_applicable", "answers", "draft", "illustrative")  # what nobody has to fill in


def completeness(form: Part, data: Data) -> tuple[PartDone, ...]:
    """The parts of the form in their order; a list counts as one question, answered by any row."""
    parts = (item for item in form.items if isinstance(item, Part) and item.name not in OWN)
    return tuple(_done(part, data) for part in parts if part.said.holds != COMPUTED)


def _done(part: Part, data: Data) -> PartDone:
    asked = {key: answered for key, is_added, answered in _questions(part, data) if not is_added}
    added = {key: answered for key, is_added, answered in _questions(part, data) if is_added}
    return PartDone(
        id=part.name,
        title=Bilingual(th=part.said.title.th, en=part.said.title.en),
        asked=len(asked),
        answered=sum(asked.values()),
        added=len(added),
        added_answered=sum(added.values()),
        empty=tuple(key.replace("[]", "") for key, is_answered in asked.items() if not is_answered),
    )


def _questions(part: Part, data: Any) -> Iterator[tuple[str, bool, bool]]:
    """Each question of a part: its key, whether the official form lacks it, whether it is answered."""
    if part.repeats:
        yield part.key, bool(part.said.feeds), bool(rows_of(data, part))
        return
    for item in part.items:
        if item.said.holds == COMPUTED:
            continue
        if isinstance(item, Entry):
            yield item.key, bool(item.said.feeds), value_of(data, item) is not None
        elif item.said.feeds and not item.repeats:
            answered = any(value_of(data, entry) is not None for entry in item.entries())
            yield item.key, True, answered
        else:
            yield from _questions(item, data)
