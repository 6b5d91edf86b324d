"""What judging did to a result, in a line."""

from reports.display import number
from reports.lexicon import Lexicon
from scoring.models import Assessment


def judged(a: Assessment, w: Lexicon) -> str:
    """How many criteria reviewers judged, and how many of them above what the form shows."""
    order = list(a.edition.levels)
    said = [one for one in a.findings if one.judgement_note in {"confirmed", "changed"}]
    raised = sum(order.index(one.level) < order.index(one.claimed) for one in said)
    return w("reviewed_explained", count=number(len(said)), raised=number(raised))


def advised(verdict: str, *, settled: bool, w: Lexicon) -> str:
    """A recommendation in a cell, and whether it is settled."""
    return f"{w(f'will_{verdict}')} ({w('reviewed_firm' if settled else 'reviewed_open')})"
