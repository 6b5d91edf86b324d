"""The worked cases of every shipped edition: they pass, try every rule and lower each criterion by itself."""

from collections import Counter
from collections.abc import Iterator

import pytest

from forms.editions import cases, shipped, shipped_names
from scoring import cases as worked
from scoring.edition import Edition
from scoring.engines import engine_for
from scoring.models import Finding


@pytest.fixture(scope="module", params=shipped_names())
def shipped_edition(request: pytest.FixtureRequest) -> Edition:
    """Each edition that comes with the program."""
    return shipped(request.param)


@pytest.fixture(scope="module")
def run(shipped_edition: Edition) -> worked.Tested:
    """All of its cases, run once for every test here."""
    return worked.tested(shipped_edition, cases(shipped_edition.id), engine_for(shipped_edition.rulebook))


@pytest.fixture(scope="module")
def fallen(shipped_edition: Edition, run: worked.Tested) -> list[Finding]:
    """What was found wherever one criterion falls from the best level and no other changes."""
    return list(_fallen_alone(shipped_edition, run))


def _fallen_alone(edition: Edition, run: worked.Tested) -> Iterator[Finding]:
    files = cases(edition.id)
    base = run.outcomes[0].assessment
    for outcome in run.outcomes:
        if outcome.name in files:  # the first outcome of a file is its base
            base = outcome.assessment
        pairs = zip(base.findings, outcome.assessment.findings, strict=True)
        changed = [(was, now) for was, now in pairs if (was.status, was.claimed) != (now.status, now.claimed)]
        if len(changed) == 1:
            ((was, now),) = changed
            if was.claimed == edition.best.id != now.claimed:
                yield now


def test_every_case_comes_out_as_it_says(run: worked.Tested) -> None:
    wrong = [
        f"{outcome.name}\n    {what}: expected {expected}, found {found}"
        for outcome in run.outcomes
        for what, expected, found in outcome.differences
    ]
    assert not wrong, "\n".join(wrong)


def test_the_cases_try_every_level_every_side_of_a_threshold_and_every_notice(run: worked.Tested) -> None:
    assert run.coverage.untried == ()


def test_no_two_cases_have_the_same_name(shipped_edition: Edition, run: worked.Tested) -> None:
    files = cases(shipped_edition.id)
    names = Counter(outcome.name for outcome in run.outcomes if outcome.name not in files)
    assert [name for name, times in names.items() if times > 1] == []


def test_every_criterion_can_fall_without_dragging_another(
    shipped_edition: Edition, fallen: list[Finding]
) -> None:
    alone = {finding.criterion for finding in fallen}
    assert [criterion.id for criterion in shipped_edition.criteria if criterion.id not in alone] == []


def test_a_criterion_that_falls_says_where_in_the_form_to_mend_it(fallen: list[Finding]) -> None:
    silent = [one for one in fallen if one.counts and not any(lack.places for lack in one.missing)]
    assert [(one.criterion, one.status) for one in silent] == []
