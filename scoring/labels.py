"""What a number of an edition is called in words: the policy's own label, or the rule in which it stands."""

from collections.abc import Sequence
from typing import Any

from scoring.assumptions import assumptions
from scoring.edition import Edition
from scoring.models import Bilingual, NumberChanged


def label(edition: Edition, name: str) -> Bilingual:
    """The words for a setting by its full name, such as `weights.sections.cdp` or `gates.total.min`."""
    known = {one.name: one.label for one in assumptions(edition)}
    if name in known:
        return known[name]
    criterion = name.removeprefix("weights.criteria.")
    if criterion in edition.criterion:
        return edition.criterion[criterion].words.title
    return _joined([part for part in _rule(edition, name) if part is not None]) or Bilingual(th=name, en=name)


def _rule(edition: Edition, name: str) -> Sequence[Bilingual | None]:
    """The owner of a threshold, its level and its measure, as far as the name tells."""
    kind, _, rest = name.partition(".")
    gates = {gate.id: gate.words.title for gate in edition.gates}
    owners = gates if kind == "gates" else {one.id: one.words.title for one in edition.criteria}
    owner = max((one for one in owners if rest.startswith(f"{one}.")), key=len, default="")
    steps = rest.removeprefix(f"{owner}.").split(".")
    level = edition.level.get(steps[0])
    measure = next((edition.measures[step] for step in steps if step in edition.measures), None)
    return owners.get(owner), level.title if level else None, measure.label if measure else None


def _joined(parts: Sequence[Bilingual]) -> Bilingual | None:
    if not parts:
        return None
    return Bilingual(th=" – ".join(part.th for part in parts), en=" – ".join(part.en for part in parts))


def numbers_changed(edition: Edition) -> tuple[NumberChanged, ...]:
    """What a variant changed in the edition, in the order it was set; nothing for an edition as it stands."""
    return tuple(
        NumberChanged(
            name=one.name, label=label(edition, one.name), was=_said(one.was), value=_said(one.value)
        )
        for one in edition.changes
    )


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value)
