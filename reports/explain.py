"""Why one criterion came out as it did, as a tree that can be read aloud."""

from reports.display import number
from reports.lexicon import languages
from reports.page import Page
from reports.words import Words, words
from scoring.explanation import Branch, Explanation
from scoring.places import place_label

MOST_PLACES = 10
INDENT = 3


def as_json(explained: Explanation) -> bytes:
    """The explanation as JSON."""
    return (explained.model_dump_json(indent=2) + "\n").encode()


def as_text(explained: Explanation, lang: str, width: int = 80, colour: bool = False) -> bytes:
    """The explanation for a terminal in `th`, `en` or `both`."""
    page = Page(width, colour)
    for each in languages(lang):
        _explained(page, explained, words(each, "commands"))
    return page.bytes().lstrip(b"\n")


def _explained(page: Page, explained: Explanation, w: Words) -> None:
    finding, lang = explained.finding, w.lang
    page.heading(f"{finding.title.of(lang)} ({finding.criterion})")
    page.say(f"{finding.reference.of(lang)}: {finding.wording.of(lang)}")
    page.say(
        w("explain_result", status=_status(explained, w), points=finding.points, lost=finding.points_lost)
    )
    for level in explained.levels:
        page.heading(
            w("explain_level", level=level.title.of(lang), holds=w("holds" if level.reached else "fails"))
        )
        _branch(page, level.branch, w, 1)
    for key, branch in (
        ("explain_judged", explained.judged_when),
        ("explain_not_pursued", explained.not_pursued),
    ):
        if branch is not None:
            page.heading(w(key, holds=w("holds" if branch.holds else "fails")))
            _branch(page, branch, w, 1)
    if finding.question is not None and finding.status == "pending":
        page.heading(w("explain_question"))
        page.say(finding.question.of(lang), "  ")
    if finding.next_level:
        page.heading(w("explain_remedy"))
        page.say(finding.remedy.of(lang), "  ")


def _status(explained: Explanation, w: Words) -> str:
    finding = explained.finding
    named = {level.level: level.title.of(w.lang) for level in explained.levels}
    if finding.status in named:
        return named[finding.status]
    if finding.status == "pending":
        return f"{w('status_pending')} ({named.get(finding.level, finding.level)})"
    return w(f"status_{finding.status}" if f"status_{finding.status}" in w else "status_below")


def _branch(page: Page, branch: Branch, w: Words, depth: int) -> None:
    mark = " " * (INDENT * depth - 1) + ("✓ " if branch.holds else "✗ ")
    if branch.label is None:
        page.say(w(f"explain_{branch.kind}", count=branch.count), mark)
        for part in branch.parts:
            _branch(page, part, w, depth + 1)
        return
    assert branch.found is not None
    assert branch.needed is not None
    kind = "flag" if branch.flag else branch.kind
    wanted = w(f"explain_{kind}", found=branch.found.of(w.lang), needed=branch.needed.of(w.lang))
    page.say(f"{branch.label.of(w.lang)}: {wanted}", mark)
    margin = " " * (INDENT * (depth + 1))
    for place in branch.places[:MOST_PLACES]:
        page.say(place_label(place, w.lang), f"{margin}→ ", "faint")
    if len(branch.places) > MOST_PLACES:
        more = words(w.lang)("more_places", count=number(len(branch.places) - MOST_PLACES))
        page.say(more, f"{margin}  ", "faint")
