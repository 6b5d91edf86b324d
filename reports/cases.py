"""How an edition's cases went: those that failed, and how much of the rules they try."""

from collections.abc import Iterator

from reports.lexicon import languages
from reports.words import Words, words
from scoring.cases import Tested

MOST_UNTRIED = 40


def passed(result: Tested) -> bool:
    """Whether every case came out as it says."""
    return not any(outcome.differences for outcome in result.outcomes)


def as_text(result: Tested, lang: str) -> bytes:
    """A line for each difference, then the count and the coverage, in `th`, `en` or `both`."""
    lines = [line for each in languages(lang) for line in _lines(result, words(each, "commands"))]
    return ("\n".join(lines) + "\n").encode()


def _lines(result: Tested, w: Words) -> Iterator[str]:
    for outcome in result.outcomes:
        for what, expected, found in outcome.differences:
            yield w("case_differs", name=outcome.name, what=what, expected=expected, found=found)
    failed = sum(bool(outcome.differences) for outcome in result.outcomes)
    yield w("cases_run", count=len(result.outcomes), failed=failed)
    coverage = result.coverage
    percent = 100 * coverage.tried // coverage.total if coverage.total else 0
    yield w("cases_cover", tried=coverage.tried, total=coverage.total, percent=percent)
    yield from (w("case_untried", name=name) for name in coverage.untried[:MOST_UNTRIED])
