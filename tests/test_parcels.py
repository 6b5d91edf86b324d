"""Editions on their way to another process: what is opened there is what was packed here."""

import pickle

import pytest

from forms import parcels
from forms.editions import variant
from forms.parcels import Parcel, opened, packed
from scoring.edition import Edition
from scoring.factsheets import basis

SETS = ["weights.cdp=30", "pass_mark=55", "credits.partial=2/5", "levels.zone.swot.partial.min=3"]


@pytest.fixture(autouse=True)
def nothing_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has only just started."""
    monkeypatch.setattr(parcels, "_opened", {})


def sent(edition: Edition) -> Parcel:
    """The parcel as it arrives elsewhere."""
    parcel: Parcel = pickle.loads(pickle.dumps(packed(edition)))
    parcels._opened.clear()
    return parcel


@pytest.mark.parametrize("sets", [[], SETS])
def test_what_is_opened_is_what_was_packed(edition: Edition, sets: list[str]) -> None:
    mine = variant(edition, None, sets)
    theirs = opened(sent(mine))
    assert theirs is not mine
    for part in ("file", "policy", "written", "sections", "levels", "criteria", "gates", "rulebook"):
        assert getattr(theirs, part) == getattr(mine, part), part
    assert (theirs.fingerprint, theirs.policy_fingerprint) == (mine.fingerprint, mine.policy_fingerprint)
    assert (theirs.changes, basis(theirs)) == (mine.changes, basis(mine))


def test_here_it_is_not_made_again(edition: Edition) -> None:
    assert opened(packed(edition)) is edition


def test_elsewhere_it_is_made_once(edition: Edition) -> None:
    parcel = sent(edition)
    assert opened(parcel) is opened(pickle.loads(pickle.dumps(parcel)))


def test_an_edition_and_its_variant_are_told_apart(edition: Edition) -> None:
    one, other = sent(edition), sent(variant(edition, None, ["pass_mark=55"]))
    assert opened(one).pass_mark != opened(other).pass_mark


def test_of_very_many_the_oldest_are_let_go_and_made_again_when_asked_for(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcels, "MOST", 2)
    sent_ones = [sent(variant(edition, None, [f"pass_mark={mark}"])) for mark in (51, 52, 53)]
    for _ in range(2):
        assert [opened(parcel).pass_mark for parcel in sent_ones] == [51, 52, 53]
    assert len(parcels._opened) == 2
