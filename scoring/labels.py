"""What a number of an edition is called in words: the policy's own label, or the rule in which it stands."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from scoring.assumptions import assumptions
from scoring.edition import Edition
from scoring.edition_files import Unit
from scoring.models import Bilingual, NumberChanged
from scoring.sentences import in_unit


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
            name=one.name,
            label=label(edition, one.name),
            was=written(one.was),
            was_shown=shown(edition, one.name, one.was),
            value=written(one.value),
            shown=shown(edition, one.name, one.value),
        )
        for one in edition.changes
    )


def written(value: Any) -> str:
    """A value as it is written: a list of words with commas between them."""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def shown(edition: Edition, name: str, value: Any) -> Bilingual:
    """The value of a setting as people read it: with its unit, a flag or a rank by its word."""
    if isinstance(value, bool):
        return edition.file.sentences.there if value else edition.file.sentences.absent
    if isinstance(value, str) and value.startswith("policy."):
        return label(edition, f"parameters.{value.removeprefix('policy.')}")
    unit = _unit(edition, name)
    if unit is None or not isinstance(value, int | Decimal):
        return _in_words(edition, name, value) or Bilingual(th=written(value), en=written(value))
    if unit.names and 0 <= value < len(unit.names):
        return unit.names[int(value)]
    return in_unit(value, unit)


def _unit(edition: Edition, name: str) -> Unit | None:
    """The unit of a parameter, or of the measure that a threshold is compared with."""
    kind, _, rest = name.partition(".")
    if kind == "parameters":
        return edition.written.head.units.get(edition.policy.parameters[rest].unit or "")
    owner, measure, operator = _threshold(rest)
    compared = kind in ("gates", "levels") and owner and operator != "at_least"
    return edition.measures[measure].unit if compared and measure in edition.measures else None


def _threshold(rest: str) -> tuple[str, str, str]:
    """Of `zone.swot.met.swot_parts.min`: whose it is (empty: a score's), the measure, how it compares."""
    owned, _, operator = rest.rstrip("0123456789").rstrip(".").rpartition(".")
    owner, _, measure = owned.rpartition(".")
    return owner, measure, operator


def _in_words(edition: Edition, name: str, value: Any) -> Bilingual | None:
    """What the policy calls a code or a list of codes: the one that it has, and the one it had before."""
    known = {(one.name, one.value): one.in_words for one in assumptions(edition)}
    known |= {(one.name, written(one.was)): one.was_in_words for one in edition.changes}
    return known.get((name, written(value)))
