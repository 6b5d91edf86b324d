"""The gaps as a list to work through, and the judgements that are open as a list to decide."""

from collections.abc import Iterator

from reports.display import number
from reports.excel_findings import criterion, judged, where
from reports.excel_table import Column, Saying, Table
from reports.lexicon import Lexicon
from reports.particulars import (
    claimed,
    gap_places,
    gap_status,
    matters,
    of,
    pending,
    status,
)
from reports.phrases import bar
from scoring.models import Assessment, Finding, Gap, Missing, Number

CLAIMS = 4  # lines of one claim in a cell, in all languages; the rest is counted


def gaps(a: Assessment, say: Saying) -> Table:
    """The sheet of gaps, in the order of the assessment: gates first, then most points to win."""
    id = Column(say.word("column_id"), 22, "text", lambda one: one.id)
    columns = [*_named(a, say), *lacking(say), *won(a, say), id]
    note = say(lambda w: w("gaps_explained"))
    return Table("gaps", say.word("gaps"), note, columns, a.gaps, say.word("gaps_none"), frozen=2)


def _named(a: Assessment, say: Saying) -> Iterator[Column]:
    found = {each.criterion: each for each in a.findings}
    sections = {section.id: section.title for section in a.scorecard.sections}

    def section(gap: Gap) -> str:
        finding = found.get(gap.id)
        return say(lambda w: of(sections[finding.section], w)) if finding else say.word("gate_gap")

    def point(gap: Gap) -> str | None:
        return found[gap.id].point if gap.id in found else None

    yield Column(say.word("column_point"), 8, "text", point)
    yield Column(say.word("column_gap"), 34, "text", lambda one: say(lambda w: of(one.title, w)))
    yield Column(say.word("section"), 20, "text", section)
    yield Column(
        say.word("column_status"), 15, "text", lambda one: say(lambda w: gap_status(a, one, w)), True
    )


def lacking(say: Saying) -> Iterator[Column]:
    """What is missing, where it was looked for, and the remedy."""
    yield Column(say.word("column_missing"), 44, "text", lambda one: say.lines(lambda w: _missing(one, w)))
    yield Column(say.word("column_found"), 10, "text", lambda one: say.lines(lambda w: _figures(one, w)[0]))
    yield Column(say.word("column_asked"), 10, "text", lambda one: say.lines(lambda w: _figures(one, w)[1]))
    yield Column(say.word("where"), 34, "text", lambda one: say(lambda w: gap_places(one, w)))
    yield Column(say.word("remedy"), 60, "text", lambda one: say(lambda w: of(one.remedy, w)))


def won(a: Assessment, say: Saying) -> Iterator[Column]:
    """What mending it would win; a gate wins no points."""
    yield Column(
        say.word("column_alone"), 11, "points", lambda one: one.points if one.kind == "criterion" else None
    )
    yield Column(
        say.word("column_next"),
        11,
        "points",
        lambda one: one.points_next if one.kind == "criterion" else None,
    )
    yield Column(say.word("mends_gates"), 28, "text", lambda one: say(lambda w: matters(a, one.gates, w)))
    yield Column(say.word("column_effort"), 12, "number", lambda one: one.effort)


def _missing(gap: Gap, w: Lexicon) -> list[str]:
    return [of(each, w) for each in gap.missing]


def _figures(gap: Gap, w: Lexicon) -> tuple[list[str], list[str]]:
    """What was found and what is asked, a line each in the order of what is missing."""
    return (
        [_said(_found(each), w) for each in gap.missing],
        [_said(each.needed, w) for each in gap.missing],
    )


def _said(value: Number | bool | None, w: Lexicon) -> str:
    """Under `found` and `asked` a yes is that there is one."""
    return w("there" if value else "not_there") if isinstance(value, bool) else bar(value, w)


def _found(one: Missing) -> int | float | bool | None:
    """As a yes or a no where that is what is asked."""
    return bool(one.found) if isinstance(one.needed, bool) and one.found is not None else one.found


def open_judgements(a: Assessment, say: Saying) -> Table:
    """The sheet of what waits for a reviewer, most decisive first."""
    most = CLAIMS // len(say.lexicons)
    columns = [
        *criterion(a, say),
        Column(
            say.word("column_level_claimed"), 14, "text", lambda one: say(lambda w: status(a, one.level, w))
        ),
        Column(say.word("column_at_stake"), 11, "points", lambda one: one.points),
        Column(say.word("question"), 44, "text", lambda one: say(lambda w: question(one, w))),
        Column(say.word("claim"), 80, "text", lambda one: say.lines(lambda w: _claim(one, most, w))),
        Column(say.word("where"), 30, "text", lambda one: say(lambda w: where(one, w))),
        Column(say.word("column_judged"), 30, "text", lambda one: say.lines(lambda w: judged(a, one, w))),
        Column(say.word("column_decision"), 16, "text", lambda one: None),
        Column(say.word("column_decision_reason"), 30, "text", lambda one: None),
    ]
    note = f"{say.word('open_explained')} {say.word('open_note')}"
    return Table("open", say.word("open"), note, columns, pending(a), say.word("open_none"), frozen=2)


def question(one: Finding, w: Lexicon) -> str:
    """What a reviewer must answer."""
    return of(one.question, w) if one.question else ""


def _claim(one: Finding, most: int, w: Lexicon) -> list[str]:
    left = len(one.claim_lines) - most
    more = [w("more_lines", count=number(left))] if left > 0 else []
    return [*(claimed(line, w) for line in one.claim_lines[:most]), *more]
