"""The sheets beside the score: notices, what is held not to apply, and the numbers of the policy."""

from fractions import Fraction

from reports.changes import named
from reports.display import number
from reports.excel_table import Cell, Column, Saying, Table
from reports.lexicon import Lexicon
from reports.particulars import CLAIM, matter, notices, of, places, shortened
from reports.phrases import assumed
from scoring.models import Assessment, Assumption


def noticed(a: Assessment, say: Saying) -> Table:
    """The sheet of notices, what must be mended first."""
    columns = [
        Column(say.word("column_severity"), 14, "text", lambda one: say.word(f"severity_{one.severity}")),
        Column(say.word("column_notice"), 70, "text", lambda one: say(lambda w: of(one, w))),
        Column(say.word("what_to_do"), 60, "text", lambda one: say(lambda w: of(one.remedy, w))),
        Column(
            say.word("where"), 44, "text", lambda one: say(lambda w: places(one.places, w, one.places_total))
        ),
    ]
    note = say.word("notices_explained")
    return Table("notices", say.word("notices"), note, columns, notices(a), say.word("none"))


def ledger(a: Assessment, say: Saying) -> Table | None:
    """The sheet of criteria held not to apply, and the result if that were refused; None if there is none."""
    if not a.ledger:
        return None
    columns = [
        Column(say.word("criterion"), 44, "text", lambda one: say(lambda w: matter(a, one.criterion, w))),
        Column(say.word("ledger_reason"), 44, "text", lambda one: say(lambda w: of(one.reason, w))),
        Column(
            say.word("ledger_explanation"),
            60,
            "text",
            lambda one: shortened(one.explanation, say.first, CLAIM),
        ),
        Column(say.word("column_total_refused"), 16, "points", lambda one: one.total_if_refused),
        Column(
            say.word("column_verdict_refused"),
            22,
            "text",
            lambda one: say.word(f"will_{one.verdict_if_refused}"),
        ),
    ]
    return Table("ledger", say.word("not_applicable"), say.word("ledger_note"), columns, a.ledger)


def policy(a: Assessment, say: Saying) -> Table:
    """The sheet of all numbers of the policy, each with its reason and whether it is assumed."""
    changed = {one.name: one.was for one in a.edition.changes}

    def was(one: Assumption) -> Cell:
        return figure(changed[one.name]) if one.name in changed else None

    def basis(one: Assumption) -> str:
        return say.word("assumed" if one.assumed else "sourced")

    def note(w: Lexicon) -> str:
        return w("policy_explained", count=number(len(a.edition.policy)), assumed=number(assumed(a)))

    columns = [
        Column(say.word("policy_number"), 44, "text", lambda one: say(lambda w: of(named(one), w))),
        Column(say.word("policy_value"), 16, "number", lambda one: _value(one, say)),
        Column(say.word("changed_was"), 14, "number", was),
        Column(
            say.word("policy_basis"),
            14,
            "text",
            lambda one: say.word("assumed" if one.assumed else "sourced"),
        ),
        Column(say.word("policy_because"), 68, "text", lambda one: say(lambda w: of(one.because, w))),
        Column(say.word("column_id"), 32, "text", lambda one: one.name),
    ]
    return Table("policy", say.word("policy"), say(note), columns, a.edition.policy)


def _value(one: Assumption, say: Saying) -> Cell:
    words = one.in_words
    return figure(one.value) if words is None else say(lambda w: of(words, w))


def figure(value: str) -> Cell:
    """A number of the policy as one, where it is written in decimals without loss; else as it is written."""
    try:
        exact = Fraction(value)
    except ValueError:
        return value  # a code, or a list of them
    near = float(exact)
    return value if Fraction(str(near)) != exact else int(exact) if exact.denominator == 1 else near
