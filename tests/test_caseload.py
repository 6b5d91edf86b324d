"""The columnar engine finds of many cities what the exact path finds of each."""

from collections.abc import Sequence

from filing import DAY, EXAMPLES, complete, example, filed
from hypothesis import given
from hypothesis import strategies as st
from small_editions import Small, city, rows, smalls

from scoring.assess import assess
from scoring.caseload import Caseload, caseload
from scoring.edition import Edition
from scoring.factsheets import factsheet
from scoring.inference import Engine
from scoring.models import Assessment, Judgement, Waiver
from scoring.submission import Submission

Said = Sequence[Judgement | Waiver]


def equal(edition: Edition, load: Caseload, city: int, result: Assessment) -> None:
    """The city's row says what its assessment says."""
    for column, finding in enumerate(result.findings):
        assert load.counts[city, column] == finding.counts, finding.criterion
        if finding.counts:
            number = load.levels.now[city, column]
            assert edition.levels[number].id == finding.level, finding.criterion
            assert load.pending[city, column] == (finding.status == "pending")
            assert load.unanswered[city, column] == (finding.status == "unanswered")
    for column, gate in enumerate(result.gates):
        if not edition.gates[column].words.score:
            row = [bool(end[city, column]) for end in load.gates]
            assert row == [gate.holds, gate.low, gate.high], gate.id
    assert load.own_wish[city] == result.recommendation.at_own_wish


def found_alike(edition: Edition, engine: Engine | None, cities: Sequence[tuple[Submission, Said]]) -> None:
    sheets = [factsheet(one, edition, said, DAY) for one, said in cities]
    load = caseload(edition, sheets)
    for row, (one, said) in enumerate(cities):
        equal(edition, load, row, assess(one, edition, said, DAY, engine))


def test_the_examples_are_found_alike(edition: Edition, engine: Engine) -> None:
    cities: list[tuple[Submission, Said]] = [(filed(example(name)), ()) for name in EXAMPLES]
    found_alike(edition, engine, [*cities, (filed(complete()), ())])


def said(small: Small, data: st.DataObject) -> Said:
    judges = st.lists(
        st.builds(
            Judgement,
            criterion=st.sampled_from(sorted(small.points)),
            level=st.sampled_from(small.levels),
            reason=st.just("as seen"),
            reviewer=st.sampled_from(["malee", "somchai"]),
            date=st.just(DAY),
        ),
        max_size=3,
    )
    waiver = Waiver(gate="rests", reason="as agreed", reviewer="malee", date=DAY, authority="chair")
    return (*data.draw(judges), *([waiver] if small.rests and data.draw(st.booleans()) else []))


@given(smalls(), st.data())
def test_any_city_under_any_edition_is_found_alike(small: Small, data: st.DataObject) -> None:
    cities = [
        (
            city(
                data.draw(rows(small)),
                data.draw(st.sampled_from([True, False, None])),
                data.draw(st.booleans()),
            ),
            said(small, data),
        )
        for _ in range(3)
    ]
    found_alike(small.edition, small.engine, cities)
