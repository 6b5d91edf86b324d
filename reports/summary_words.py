"""What the table of many cities says of each, column by column, and beneath it."""

from collections.abc import Iterable

from reports.changes import told
from reports.display import number, score
from reports.lexicon import Lexicon
from reports.particulars import ALL, listed, name, of
from reports.summary_row import SummaryRow

COLUMNS = ("city", "recommendation", "total", "gates_broken", "top_gap", "notices")


def cells(row: SummaryRow, w: Lexicon, most: int = ALL) -> list[str]:
    """The texts of a row, one a column."""
    marks = [
        w(key)
        for key, holds in (("mark_draft", row.draft), ("short_illustrative", row.illustrative))
        if holds
    ]
    between = "" if row.low == row.high else f" ({score(row.low)}–{score(row.high)})"
    return [
        name(row.name, w) + (f" ({', '.join(marks)})" if marks else ""),
        recommended(row, w),
        f"{score(row.total)}{between}",
        listed([of(gate, w) for gate in row.broken], w, most) or "–",
        top_gap(row, w),
        number(row.notices),
    ]


def recommended(row: SummaryRow, w: Lexicon) -> str:
    """The verdict in short and whether it is settled."""
    wish = f", {w('short_own_wish')}" if row.at_own_wish else ""
    return f"{w(f'will_{row.verdict}')}{wish} ({w('short_settled' if row.settled else 'short_unsettled')})"


def top_gap(row: SummaryRow, w: Lexicon) -> str:
    """The largest gap with its points."""
    if row.top_gap is None:
        return "–"
    return w("top_gap_of", title=of(row.top_gap.title, w), points=score(row.top_gap.points))


def tally(rows: Iterable[SummaryRow], w: Lexicon) -> str:
    """How many of each, and how many of them are not settled."""
    listed = list(rows)
    renew = sum(row.verdict == "renew" for row in listed)
    unsettled = sum(not row.settled for row in listed)
    return w(
        "many_tally", renew=number(renew), revoke=number(len(listed) - renew), unsettled=number(unsettled)
    )


def footnotes(rows: Iterable[SummaryRow], w: Lexicon) -> list[str]:
    """What must be said of every city: who decides, and what it was scored with."""
    listed = list(rows)
    standing = dict.fromkeys(of(row.standing, w) for row in listed)
    editions = dict.fromkeys((row.edition, row.policy) for row in listed)
    scored = [w("scored_with", edition=edition, policy=policy) for edition, policy in editions]
    changes = dict.fromkeys(of(told(change), w) for row in listed for change in row.changes)
    set_ = [w("colon", name=w("changed"), text="; ".join(changes))] if changes else []
    return [*standing, *scored, *set_]
