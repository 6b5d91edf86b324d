"""Findings in words: a measure's value in its unit, and what a condition still lacks."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from scoring.conditions import comparisons
from scoring.edition import Edition, Measure
from scoring.edition_files import Unit
from scoring.measures import Measured
from scoring.models import Bilingual, MeasureSeen, Missing, Number
from scoring.rulebook import AllOf, AnyOf, Comparison, Condition, holds

MOST_PLACES = 20
Facts = Mapping[str, int]


def human(value: int | None, measure: Measure) -> Number | None:
    """The value in the unit people read: per cent and not hundredths of it."""
    if value is None:
        return None
    whole, rest = divmod(value, measure.scale)
    return value / measure.scale if rest else whole


def shown(value: int | None, measure: Measure, edition: Edition) -> Bilingual:
    """The value with its unit, in both languages."""
    if value is None:
        return edition.file.sentences.unknown
    if measure.unit.kind == "flag":
        return edition.file.sentences.there if value else edition.file.sentences.absent
    if measure.unit.names:
        return measure.unit.names[max(0, min(value, len(measure.unit.names) - 1))]
    return in_unit(human(value, measure) or 0, measure.unit)


def in_unit(value: Number | Decimal, unit: Unit) -> Bilingual:
    """A number with its unit: `50 %`, `1 day`."""
    en = unit.one if value == 1 and unit.one else unit.en
    return Bilingual(th=f"{value:,} {unit.th}".strip(), en=f"{value:,} {en}".strip())


def seen(measure: Measure, found: Measured, edition: Edition) -> MeasureSeen:
    """A measure as the assessment shows it."""
    return MeasureSeen(
        id=measure.id,
        label=measure.label,
        unit=measure.unit_words,
        value=human(found.value, measure),
        shown=shown(found.value, measure, edition),
        places=found.places[:MOST_PLACES],
        places_total=len(found.places),
    )


def missing(condition: Condition, found: Mapping[str, Measured], edition: Edition) -> tuple[Missing, ...]:
    """The comparisons that must still come to hold: of alternatives, those nearest to holding."""
    read = {part.measure: found[part.measure].value for part in comparisons(condition)}
    facts = {name: value for name, value in read.items() if value is not None}
    return tuple(_missing(part, found, edition) for part in dict.fromkeys(lacking(condition, facts)))


def lacking(condition: Condition, facts: Facts) -> Iterator[Comparison]:
    """The comparisons that do not hold yet: of alternatives, those nearest to holding."""
    if holds(condition, facts):
        return
    if isinstance(condition, Comparison):
        yield condition
        return
    parts = condition.parts
    if not isinstance(condition, AllOf):
        wanted = (
            1 if isinstance(condition, AnyOf) else condition.count - sum(holds(part, facts) for part in parts)
        )
        open_parts = [part for part in parts if not holds(part, facts)]
        parts = tuple(sorted(open_parts, key=lambda part: _distance(part, facts))[:wanted])
    for part in parts:
        yield from lacking(part, facts)


def _distance(condition: Condition, facts: Facts) -> tuple[int, Fraction]:
    """How many comparisons are lacking, then how far they are (unknown counts as the whole way)."""
    parts = list(lacking(condition, facts))
    ways = [Fraction(abs(part.value - facts.get(part.measure, 0)), max(abs(part.value), 1)) for part in parts]
    return len(parts), sum(ways, Fraction(0))


def _missing(part: Comparison, found: Mapping[str, Measured], edition: Edition) -> Missing:
    measure, one = edition.measures[part.measure], found[part.measure]
    flag = measure.unit.kind == "flag"
    words = _words(part, one, measure, edition)
    return Missing(
        condition=part.measure,
        operator=part.operator,
        found=human(one.value, measure),
        needed=bool(part.value) if flag else human(part.value, measure) or 0,
        th=words.th,
        en=words.en,
        places=one.places[:MOST_PLACES],
    )


def _words(part: Comparison, one: Measured, measure: Measure, edition: Edition) -> Bilingual:
    sentences = edition.file.sentences
    if measure.unit.kind == "flag":
        sentence = sentences.yes if part.value else sentences.no
    elif one.value is None:
        sentence = sentences.unstated
    elif part.operator == "max" and not part.value:
        sentence = sentences.none
    else:
        sentence = {"min": sentences.min, "max": sentences.max, "is": sentences.equal}[part.operator]
    found, needed = shown(one.value, measure, edition), shown(part.value, measure, edition)
    return filled(sentence, label=measure.label, found=found, needed=needed)


def filled(sentence: Bilingual, **values: Bilingual) -> Bilingual:
    """A sentence with its blanks filled in each language."""
    return Bilingual(
        th=sentence.th.format(**{name: text.th for name, text in values.items()}),
        en=sentence.en.format(**{name: text.en for name, text in values.items()}),
    )
