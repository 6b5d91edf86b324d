"""The terminal report's last lines: how the score is made, from what, and how to make it again."""

from reports.changes import told
from reports.display import number
from reports.html_view import percent, short
from reports.lexicon import Lexicon
from reports.page import Page
from reports.particulars import of
from reports.phrases import assumed, command
from scoring.models import Assessment


def method(page: Page, a: Assessment, w: Lexicon) -> None:
    """The formula, the weights as set and as they work out, and how many of the numbers are assumed."""
    page.heading(w("method"))
    page.say(w("colon", name=w("formula"), text=of(a.edition.formula, w)), "  ")
    weights = "; ".join(
        f"{of(each.title, w)} {number(each.weight)} ({percent(each.effective_weight)}%)"
        for each in a.scorecard.sections
    )
    names = f"{w('column_weight')}, {w('column_effective')}"
    page.say(w("colon", name=names, text=weights), "  ")
    if a.edition.changes:
        changes = "; ".join(of(told(change), w) for change in a.edition.changes)
        page.say(w("colon", name=w("changed"), text=changes), "  ")
    count = number(len(a.edition.policy))
    page.say(w("policy_explained", count=count, assumed=number(assumed(a))), "  ")


def provenance(page: Page, a: Assessment, w: Lexicon) -> None:
    """The edition, the law, the program and the fingerprints."""
    made = a.provenance
    page.heading(w("provenance"))
    page.say(w("colon", name=w("edition"), text=f"{of(a.edition.title, w)} ({a.edition.id})"), "  ")
    for law in a.edition.legal:
        page.say(w("colon", name=w("legal"), text=of(law, w)), "  ")
    program = w("program_said", program=made.program, engine=made.engine, version=made.engine_version)
    page.say(w("colon", name=w("program"), text=program), "  ")
    for name in ("edition", "policy", "submission", "judgements"):
        key = f"{name}_fingerprint"
        page.say(w("colon", name=w(key), text=short(getattr(made, key))), "  ")
    page.say(w("colon", name=w("reproduce"), text=command(a, w)), "  ")
