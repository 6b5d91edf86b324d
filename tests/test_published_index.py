"""Two published composite indices, scored by editions of this program: weights, scores and ranks as printed.

The technology achievement index starts from what each country states, ASEM's from its pillars' scores.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from statistics import correlation

import pytest
from published_index import Published, Row, country, edition, published

from scoring.assess import assess
from scoring.inference import DurableRules, Engine
from scoring.models import Assessment

HUNDREDTH = Fraction(1, 100)
Results = Mapping[str, Assessment]


@pytest.fixture(scope="module")
def technology() -> Published:
    """The technology achievement index of the OECD and JRC handbook."""
    return published("technology_achievement")


@pytest.fixture(scope="module")
def engine(technology: Published) -> Iterator[Engine]:
    """One engine for all its weightings: weights are no part of the rules."""
    with DurableRules(edition(technology, "equal").rulebook) as engine:
        yield engine


@pytest.fixture(scope="module")
def achieved(technology: Published, engine: Engine) -> Mapping[str, Results]:
    """Its countries, assessed, by weighting."""
    return {weighting: assessed(technology, weighting, engine) for weighting in technology.weights}


@pytest.fixture(scope="module")
def connectivity() -> Published:
    """Sustainable connectivity, the example data of COINr."""
    return published("asem_connectivity")


@pytest.fixture(scope="module")
def connected(connectivity: Published) -> Results:
    """Its countries, assessed."""
    with DurableRules(edition(connectivity, "index").rulebook) as engine:
        return assessed(connectivity, "index", engine)


def assessed(
    index: Published, weighting: str, engine: Engine, figures: Mapping[str, Row] | None = None
) -> dict[str, Assessment]:
    """Every country's assessment, from the figures printed or from these."""
    scored_by = edition(index, weighting)
    return {
        name: assess(country(row), scored_by, engine=engine)
        for name, row in (figures or index.figures).items()
    }


def totals(results: Results) -> dict[str, Fraction]:
    """The exact total of each country."""
    return {name: Fraction(result.scorecard.total_exact) for name, result in results.items()}


def ranks(scores: Mapping[str, Fraction]) -> dict[str, int]:
    """The place of each country: 1 and how many score higher."""
    return {name: 1 + sum(other > score for other in scores.values()) for name, score in scores.items()}


def half_up(value: Fraction, unit: Fraction) -> Fraction:
    """The value as it is printed, in whole units."""
    return (value / unit + Fraction(1, 2)).__floor__() * unit


def test_the_figures_are_those_of_the_print(technology: Published) -> None:
    """They correlate as the handbook says they do, which hardly a single misread figure would leave so."""
    columns = {
        name: [float(row[name]) for row in technology.figures.values()] for name in technology.goalposts
    }
    printed = [(a, b, r) for a, row in technology.correlations.items() for b, r in row.items()]
    assert len(printed) == 15
    assert [(a, b) for a, b, r in printed if round(correlation(columns[a], columns[b]), 2) != float(r)] == []


@pytest.mark.parametrize("weighting", ["equal", "budget"])
def test_effective_weights_are_those_printed(
    technology: Published, achieved: Mapping[str, Results], weighting: str
) -> None:
    findings = achieved[weighting]["Finland"].findings
    shares = [half_up(Fraction(str(finding.effective_weight)), HUNDREDTH) for finding in findings]
    assert shares == [*technology.shares[weighting].values()]


@pytest.mark.parametrize("name", ["Finland", "Japan"])
def test_scores_are_those_printed(technology: Published, achieved: Mapping[str, Results], name: str) -> None:
    result = achieved["equal"][name]
    values = [100 * Fraction(finding.credit_exact) for finding in result.findings]
    exact = [Fraction(result.scorecard.total_exact), *values]
    assert [half_up(score, Fraction(1)) for score in exact] == [*technology.scores[name]]


@pytest.mark.parametrize("weighting", ["equal", "factor", "budget", "six"])
def test_ranks_are_those_printed(
    technology: Published, achieved: Mapping[str, Results], weighting: str
) -> None:
    printed = technology.ranks[weighting]
    assert sorted(printed.values()) == list(range(1, 24))
    assert ranks(totals(achieved[weighting])) == printed


def test_a_figure_that_is_missing_counts_nothing_and_is_told(technology: Published, engine: Engine) -> None:
    lacking = dict(technology.figures["Singapore"])
    del lacking["royalties"]
    results = assessed(technology, "equal", engine, {**technology.figures, "Singapore": lacking})
    statuses = {finding.criterion: finding.status for finding in results["Singapore"].findings}
    assert [name for name, status in statuses.items() if status == "unanswered"] == ["creation.royalties"]
    assert ranks(totals(results)) == technology.ranks["original"]


def test_a_figure_misread_moves_a_rank(technology: Published, engine: Engine) -> None:
    israel = {**technology.figures["Israel"], "schooling": Decimal("6.9")}  # for 9.6
    wrong = {**technology.figures, "Israel": israel}
    assert ranks(totals(assessed(technology, "equal", engine, wrong))) != technology.ranks["equal"]


def by_column(connected: Results) -> dict[str, dict[str, Fraction]]:
    """The exact scores of the index and of its two sub-indexes."""
    cards = {name: result.scorecard for name, result in connected.items()}
    parts = {
        section: {name: Fraction(card.sections[place].score_exact or "") for name, card in cards.items()}
        for place, section in enumerate(("connectivity", "sustainability"))
    }
    return {"index": totals(connected), **parts}


def test_nested_weights_become_effective_weights(connected: Results) -> None:
    findings = connected["Switzerland"].findings
    assert [finding.effective_weight for finding in findings] == [0.1] * 5 + [0.1667] * 3


def test_the_index_and_its_parts_rank_as_printed(connectivity: Published, connected: Results) -> None:
    assert len(connected) == 51
    assert {name: ranks(scores) for name, scores in by_column(connected).items()} == connectivity.ranks


def test_the_index_and_its_parts_score_as_printed(connectivity: Published, connected: Results) -> None:
    """The printed pillars are rounded to a hundredth, and the printed scores once more: half of one each."""
    ours = by_column(connected)
    pairs = [
        (ours[column][name], Fraction(score))
        for name, scores in connectivity.scores.items()
        for column, score in zip(ours, scores, strict=True)
    ]
    assert len(pairs) == 3 * 51
    assert all(abs(score - printed) <= HUNDREDTH for score, printed in pairs)
    assert sum(half_up(score, HUNDREDTH) == printed for score, printed in pairs) == 138
