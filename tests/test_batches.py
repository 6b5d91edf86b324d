"""Batches: every item goes out, nothing comes back twice, and only what ends its worker by itself is lost."""

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from crew_tasks import Odd, failing, times
from hypothesis import given
from hypothesis import strategies as st

from forms.batches import LARGEST, MOST, Backlog, Batch, brief, done, results
from scoring.problems import Faults


def emptied(backlog: Backlog) -> list[Batch]:
    batches = []
    while backlog:
        batches.append(backlog.batch())
    return batches


def back(batch: Batch, function: Callable[[Any, Any], Any], shared: Any) -> dict[int, Any]:
    return dict(results(batch, done(brief(function, shared), batch.content)))


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(1, 9))
def test_every_item_from_the_start_on_goes_out_once_and_in_order(here: int, rest: int, workers: int) -> None:
    batches = emptied(Backlog(range(here + rest), here, workers, tries=1))
    assert [place for batch in batches for place in batch.places] == list(range(here, here + rest))


def test_a_batch_is_large_enough_to_be_worth_it_and_the_last_ones_are_small() -> None:
    sizes = [len(batch.places) for batch in emptied(Backlog(range(3000), 0, 2, tries=1))]
    assert sizes[0] == MOST
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-8:] == [1] * 8


def test_heavy_items_go_in_few_or_one_by_one() -> None:
    heavy = [bytes(LARGEST // 3)] * 100
    assert {len(batch.places) for batch in emptied(Backlog(heavy, 0, 1, tries=1))} <= {1, 2, 3}


@pytest.mark.parametrize("tries", [1, 2])
def test_only_what_ends_a_worker_by_itself_as_often_as_it_may_is_lost(tries: int) -> None:
    backlog, lost, done = Backlog(range(100), 0, 1, tries), list[int](), list[int]()
    while backlog:
        batch = backlog.batch()
        if 17 in batch.places:
            lost += backlog.ended(batch)
        else:
            done += batch.places
    assert (lost, sorted(done)) == ([17], [*range(17), *range(18, 100)])


def test_what_was_with_an_ended_worker_goes_last_and_by_itself() -> None:
    backlog = Backlog(range(100), 0, 1, tries=1)
    first = backlog.batch()
    assert backlog.ended(first) == []
    assert not backlog.suspect
    later = emptied(backlog)
    assert [batch.places for batch in later if batch.alone] == [(place,) for place in first.places]
    assert all(batch.alone for batch in later[-len(first.places) :])
    assert backlog.suspect


def test_the_results_come_back_by_their_places() -> None:
    batch = Backlog(range(10, 20), 4, 1, tries=1).batch()
    assert back(batch, times, 3) == {place: 3 * (place + 10) for place in batch.places}


def of_ten() -> Batch:
    """All of ten items at once."""
    return Batch(tuple(range(10)), pickle.dumps([pickle.dumps(item) for item in range(10)]))


@pytest.mark.parametrize(
    ("kind", "raised", "said"),
    [
        ("value", ValueError, "cannot do 3"),
        ("faults", Faults, "city.yaml:3: city.id: slug_shape"),
        ("odd", RuntimeError, "Odd: this and that"),
        ("result", RuntimeError, "pickle"),
    ],
)
def test_what_the_function_raises_is_raised_where_the_results_are_awaited(
    kind: str, raised: type[Exception], said: str
) -> None:
    batch, seen = of_ten(), list[tuple[int, int]]()
    found = results(batch, done(brief(failing, kind), batch.content))
    with pytest.raises(raised, match=said):
        seen.extend(found)
    assert seen in ([], [(0, 0), (1, 1), (2, 2)])


def test_faults_come_back_with_their_problems() -> None:
    batch = of_ten()
    with pytest.raises(Faults) as raised:
        back(batch, failing, "faults")
    assert raised.value.problems[0].values == {"text": "A B"}


def test_work_that_cannot_be_understood_is_an_error_and_ends_no_worker() -> None:
    batch = of_ten()
    for nonsense in (b"", b"nonsense", pickle.dumps(("not a pair",))):
        with pytest.raises((EOFError, pickle.UnpicklingError, ValueError)):
            dict(results(batch, done(nonsense, batch.content)))


def test_an_exception_that_cannot_travel_is_odd_indeed() -> None:
    with pytest.raises(TypeError):
        pickle.loads(pickle.dumps(Odd("this", "that")))
