"""What a condition or a gate asks for, in a sentence of each language."""

from reports.display import number
from reports.words import Words, words
from scoring.edition import Edition, Gate, Measure
from scoring.models import Bilingual
from scoring.rulebook import AllOf, AnyOf, AtLeast, Comparison, Condition
from scoring.scorecard import figure
from scoring.sentences import shown

PLACES = 6  # of a pass mark: one that differs must not read the same


def asked(edition: Edition, subject: Condition | Gate) -> Bilingual:
    """The sentence in both languages; of a gate on the score, what it asks of the score."""
    th, en = (_asked(edition, subject, words(lang, "commands")) for lang in ("th", "en"))
    return Bilingual(th=th, en=en)


def _asked(edition: Edition, subject: Condition | Gate, w: Words) -> str:
    if not isinstance(subject, Gate):
        return _sentence(edition, subject, w)
    if subject.holds is not None:
        return _sentence(edition, subject.holds, w)
    if subject.least is not None:
        return w("asked_total", needed=number(figure(subject.least, PLACES)))
    return w("asked_floors")


def _sentence(edition: Edition, condition: Condition, w: Words) -> str:
    if isinstance(condition, Comparison):
        return _comparison(edition.measures[condition.measure], condition, edition, w)
    parts = [_part(edition, part, w) for part in condition.parts]
    if isinstance(condition, AtLeast):
        return f"{w('explain_at_least', count=condition.count)} ({'; '.join(parts)})"
    return w("and" if isinstance(condition, AllOf) else "or").join(parts)


def _part(edition: Edition, part: Condition, w: Words) -> str:
    """A condition inside another: with brackets where `and` would stand beside `or`."""
    said = _sentence(edition, part, w)
    return f"({said})" if isinstance(part, AllOf | AnyOf) and len(part.parts) > 1 else said


def _comparison(measure: Measure, part: Comparison, edition: Edition, w: Words) -> str:
    label = measure.label.of(w.lang)
    if measure.unit.kind == "flag":
        return w("asked_yes" if part.value else "asked_no", label=label)
    return w(f"asked_{part.operator}", label=label, needed=shown(part.value, measure, edition).of(w.lang))
