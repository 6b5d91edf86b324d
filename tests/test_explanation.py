"""Why a criterion came out as it did: the branch agrees with the finding, down to places in the form."""

from collections.abc import Iterator

import pytest
from filing import DAY, EXAMPLES, Changes, Data, changed, complete, example, filed

from scoring.assess import assess
from scoring.edition import Edition
from scoring.explanation import Branch, Explanation, explanation
from scoring.inference import Engine


class Explain:
    """Explanations under the shipped edition."""

    def __init__(self, edition: Edition, engine: Engine) -> None:
        self.edition, self._engine = edition, engine

    def of(self, criterion: str, changes: Changes | None = None) -> Explanation:
        """Of one criterion of the complete city, with changes."""
        return self.each(changed(complete(), changes or {}), criterion)[0]

    def each(self, data: Data, *criteria: str) -> list[Explanation]:
        """Of some criteria of a city, or of all."""
        city = filed(data)
        result = assess(city, self.edition, as_of=DAY, engine=self._engine)
        return [explanation(city, self.edition, result, name) for name in criteria or self.edition.criterion]


@pytest.fixture(scope="module")
def explain(edition: Edition, engine: Engine) -> Explain:
    return Explain(edition, engine)


def leaves(branch: Branch) -> Iterator[Branch]:
    if not branch.parts:
        yield branch
    for part in branch.parts:
        yield from leaves(part)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_best_branch_that_holds_is_the_level_claimed_and_holds_by_its_parts(
    explain: Explain, name: str
) -> None:
    for found in explain.each(example(name)):
        reached = [level.level for level in found.levels if level.reached]
        assert found.finding.claimed == (reached or [explain.edition.worst.id])[0]
        for level in found.levels:
            assert level.branch.holds == by_parts(level.branch) == level.reached


def by_parts(branch: Branch) -> bool:
    held = sum(by_parts(part) for part in branch.parts)
    least = {"all": len(branch.parts), "any": 1, "at_least": branch.count}
    return held >= least[branch.kind] if branch.parts else branch.holds


def test_a_comparison_says_what_was_found_what_is_needed_and_where(explain: Explain) -> None:
    found = explain.of("cdp.open_data", {"part2.cdp.catalog[3].open": False})
    met, partial = found.levels
    assert (met.reached, partial.reached) == (False, True)
    assert met.branch.found is not None
    assert met.branch.needed is not None
    assert (met.branch.kind, met.branch.found.en, met.branch.needed.en) == ("min", "2 datasets", "3 datasets")
    assert partial.branch.places == ("part2.cdp.catalog[4]", "part2.cdp.catalog[5]")


def test_every_comparison_has_a_label_and_a_place(explain: Explain) -> None:
    for found in explain.each(complete()):
        for leaf in (leaf for level in found.levels for leaf in leaves(level.branch)):
            assert leaf.label is not None
            assert leaf.places


def test_what_decides_on_judgement_and_on_pursuit_is_explained_where_it_is_asked(explain: Explain) -> None:
    boundary = explain.of("zone.boundary", {"part2.boundary.geometry": None})
    assert boundary.judged_when is not None
    assert boundary.judged_when.holds
    assert boundary.finding.status == "pending"
    (mobility,) = explain.each(example("tharnthong"), "services.mobility")
    assert mobility.not_pursued is not None
    assert mobility.not_pursued.holds
    swot = explain.of("zone.swot")
    assert (swot.judged_when, swot.not_pursued) == (None, None)


def test_there_is_nothing_to_explain_of_a_criterion_that_is_not_there(explain: Explain) -> None:
    with pytest.raises(KeyError):
        explain.of("zone.no_such")
