"""Every criterion in a row: how it stands, what it counts for, what was asked and what was found."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial

from reports.display import number
from reports.excel_table import Column, Saying, Table, Tone
from reports.lexicon import Lexicon
from reports.particulars import NAME, judged_as, of, places, shortened, stage, status
from scoring.models import Assessment, Backing, Finding, MeasureSeen

MOST = 12  # measures or pieces of evidence in a cell; the rest is counted
STATES: Mapping[str, Tone] = {  # of gates, and of sections against their floors
    "holds": "good",
    "waived": "good",
    "broken": "bad",
    "gate_open": "open",
    "reaches_floor": "good",
    "under_floor": "bad",
    "may_be_under_floor": "open",
    "nothing_counts": "quiet",
}
QUIET = ("unanswered", "not_pursued", "not_applicable")


def findings(a: Assessment, say: Saying) -> Table:
    """The sheet of all criteria, in the form's order."""
    columns = [*criterion(a, say), *standing(a, say), *counted(say), *shown(a, say)]
    return Table(
        "findings", say.word("sheet_findings"), say.word("findings_note"), columns, a.findings, frozen=2
    )


def criterion(a: Assessment, say: Saying) -> Iterator[Column]:
    """Which criterion a row is of."""
    sections = {section.id: section.title for section in a.scorecard.sections}
    yield Column(say.word("column_point"), 8, "text", lambda one: one.point)
    yield Column(say.word("criterion"), 34, "text", lambda one: say(lambda w: of(one.title, w)))
    yield Column(say.word("section"), 22, "text", lambda one: say(lambda w: of(sections[one.section], w)))


def standing(a: Assessment, say: Saying) -> Iterator[Column]:
    """How it stands: the status, and the level that is counted for now."""
    yield Column(
        say.word("column_status"), 15, "text", lambda one: say(lambda w: status(a, one.status, w)), True
    )
    yield Column(say.word("column_level"), 12, "text", lambda one: say(lambda w: _level(a, one, w)))
    yield Column(say.word("column_stage"), 17, "text", lambda one: say(lambda w: stage(a, one, w)))


def _level(a: Assessment, one: Finding, w: Lexicon) -> str:
    return status(a, one.level, w) if one.counts else ""


def counted(say: Saying) -> Iterator[Column]:
    """What it counts for; what does not count has no points."""
    yield Column(say.word("column_credit"), 9, "credit", lambda one: one.credit if one.counts else None)
    yield Column(say.word("column_weight"), 9, "number", lambda one: one.weight)
    yield Column(
        say.word("column_share"), 11, "share", lambda one: one.effective_weight if one.counts else None
    )
    yield Column(say.word("column_points"), 10, "points", lambda one: one.points if one.counts else None)
    yield Column(say.word("column_lost"), 10, "points", lambda one: one.points_lost if one.counts else None)


def shown(a: Assessment, say: Saying) -> Iterator[Column]:
    """What was asked for, what was filed and measured, and what a reviewer said."""
    yield Column(say.word("evidence"), 44, "text", lambda one: say(lambda w: of(one.evidence, w)))
    yield Column(
        say.word("column_filed"), 34, "text", lambda one: say.lines(lambda w: _filed(one.backing, w))
    )
    yield Column(
        say.word("column_measures"), 40, "text", lambda one: say.lines(lambda w: _seen(one.measures, w))
    )
    yield Column(say.word("judgement"), 30, "text", lambda one: say.lines(lambda w: judged(a, one, w)))
    yield Column(say.word("column_id"), 24, "text", lambda one: one.criterion)


def _filed(pieces: tuple[Backing, ...], w: Lexicon) -> list[str]:
    """The titles of what was filed, as the city has them."""
    named = (piece.title or piece.file or piece.address or "" for piece in pieces)
    return _first([shortened(each, w, NAME) for each in dict.fromkeys(filter(None, named))], w)


def _seen(measures: tuple[MeasureSeen, ...], w: Lexicon) -> list[str]:
    return _first([w("colon", name=of(one.label, w), text=of(one.shown, w)) for one in measures], w)


def _first(lines: list[str], w: Lexicon) -> list[str]:
    left = len(lines) - MOST
    return [*lines[:MOST], w("more_lines", count=number(left))] if left > 0 else lines


def judged(a: Assessment, one: Finding, w: Lexicon) -> list[str]:
    """The judgements, and how they stand to the claim."""
    note = [] if one.judgement_note == "none" else [w(f"note_{one.judgement_note}")]
    return [*(judged_as(a, each, w) for each in one.judgements), *note]


def where(one: Finding, w: Lexicon) -> str:
    """The places in the form that feed the criterion."""
    return places(one.fields, w)


def tones(a: Assessment, say: Saying) -> Mapping[str, Tone]:
    """The colour of each word of a status: by the credit of its level, where it is one."""
    credits = {one.name.rpartition(".")[2]: one.value for one in a.edition.policy if _is_credit(one.name)}
    kinds: dict[str, Tone] = {level: _tone(Fraction(value)) for level, value in credits.items()}
    kinds |= {"pending": "open", **dict.fromkeys(QUIET, "quiet")}
    said = {say(partial(_named, a, name)): tone for name, tone in kinds.items()}
    return {**said, **{say.word(key): tone for key, tone in STATES.items()}}


def _named(a: Assessment, name: str, w: Lexicon) -> str:
    return status(a, name, w)


def _is_credit(name: str) -> bool:
    return name.startswith("credits.")


def _tone(credit: Fraction) -> Tone:
    return "good" if credit >= 1 else "open" if credit else "bad"
