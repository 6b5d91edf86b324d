"""How an edition's cases went: those that failed, and how much of the rules they try."""

from reports.words import words
from scoring.cases import Tested

MOST_UNTRIED = 40


def passed(result: Tested) -> bool:
    """Whether every case came out as it says."""
    return not any(outcome.differences for outcome in result.outcomes)


def as_text(result: Tested, lang: str) -> bytes:
    """A line for each difference, then the count and the coverage."""
    w = words("th" if lang == "both" else lang, "commands")
    lines = [
        w("case_differs", name=outcome.name, what=what, expected=expected, found=found)
        for outcome in result.outcomes
        for what, expected, found in outcome.differences
    ]
    failed = sum(bool(outcome.differences) for outcome in result.outcomes)
    coverage = result.coverage
    lines.append(w("cases_run", count=len(result.outcomes), failed=failed))
    percent = 100 * coverage.tried // coverage.total if coverage.total else 0
    lines.append(w("cases_cover", tried=coverage.tried, total=coverage.total, percent=percent))
    lines += [w("case_untried", name=name) for name in coverage.untried[:MOST_UNTRIED]]
    return ("\n".join(lines) + "\n").encode()
