"""Which judgement stands: the settling one, else what all current reviewers share, as of the day."""

import datetime
from itertools import permutations

import pytest
from filing import DAY, Data, changed, example, filed
from hypothesis import given
from hypothesis import strategies as st

from scoring.assess import assess
from scoring.edition import Edition
from scoring.inference import Engine
from scoring.judgements import Standing, standing
from scoring.models import Assessment, Finding, Judgement

NEXT_DAY = DAY + datetime.timedelta(days=1)
NEEDS = "zone.needs"  # it asks for judgement, whatever is claimed
CLAIM = "sha256:the-claim"


def judged(
    level: str = "met", reviewer: str = "malee", date: datetime.date = DAY, **more: object
) -> Judgement:
    data = {"criterion": NEEDS, "level": level, "reviewer": reviewer, "date": date, "reason": "as seen"}
    return Judgement.model_validate(data | more)


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ([], Standing(None, "none")),
        ([judged()], Standing("met", "judged")),
        ([judged(claim=CLAIM)], Standing("met", "judged")),
        ([judged(claim="sha256:another")], Standing(None, "stale")),
        ([judged(date=NEXT_DAY)], Standing(None, "none")),
        ([judged("met", "malee"), judged("met", "niran")], Standing("met", "judged")),
        ([judged("met", "malee"), judged("partial", "niran")], Standing(None, "differ")),
        ([judged("met", "malee"), judged("partial", "niran", settles=True)], Standing("partial", "judged")),
        ([judged("met", settles=True), judged("unmet", "chair", settles=True)], Standing(None, "differ")),
        ([judged("unmet", date=DAY.replace(day=1)), judged("met")], Standing("met", "judged")),
        ([judged("met"), judged("unmet", date=DAY.replace(day=1))], Standing("met", "judged")),
        ([judged("met"), judged("unmet")], Standing("unmet", "judged")),
        ([judged("met"), judged("unmet", "niran", claim="sha256:another")], Standing("met", "judged")),
        ([judged("met"), judged("unmet", "niran", date=NEXT_DAY)], Standing("met", "judged")),
        ([judged("met", settles=True, date=NEXT_DAY), judged("unmet")], Standing("unmet", "judged")),
    ],
    ids=[
        "nobody has judged",
        "one reviewer",
        "of this claim",
        "of another claim: stale",
        "not yet given",
        "two reviewers agree",
        "two reviewers differ",
        "one of them settles it",
        "two settle it differently",
        "a reviewer's last word",
        "whatever the order of the list",
        "the later in the list on one day",
        "who judged another claim does not differ",
        "who judges tomorrow does not differ",
        "nor settles",
    ],
)
def test_what_stands_on_a_criterion(said: list[Judgement], stands: Standing) -> None:
    assert standing(said, CLAIM, DAY) == stands


judgements = st.builds(
    judged,
    st.sampled_from(["met", "partial"]),
    st.sampled_from(["malee", "niran", "chair"]),
    st.dates(DAY.replace(day=1), NEXT_DAY),
    claim=st.sampled_from([None, CLAIM, "sha256:another"]),
    settles=st.booleans(),
)


@given(st.lists(judgements, max_size=4, unique_by=lambda one: (one.reviewer, one.date)))
def test_the_order_of_the_list_decides_nothing_between_days_or_reviewers(said: list[Judgement]) -> None:
    assert len({standing(order, CLAIM, DAY) for order in permutations(said)}) == 1


def renewing() -> Data:
    return example("tharnthong")


class Reviewed:
    """Tharn Thong with judgements on one criterion that asks for one."""

    def __init__(self, edition: Edition, engine: Engine) -> None:
        self._edition, self._engine = edition, engine

    def of(self, *said: Judgement, city: Data | None = None) -> Assessment:
        return assess(filed(city or renewing()), self._edition, said, DAY, self._engine)

    def finding(self, *said: Judgement, city: Data | None = None, on: str = NEEDS) -> Finding:
        return next(one for one in self.of(*said, city=city).findings if one.criterion == on)


@pytest.fixture
def review(edition: Edition, engine: Engine) -> Reviewed:
    return Reviewed(edition, engine)


def test_a_claim_that_nobody_has_judged_is_pending_with_the_credit_claimed(review: Reviewed) -> None:
    found = review.finding()
    assert (found.status, found.level, found.credit, found.judgement_note) == ("pending", "met", 1, "none")


def test_a_judgement_of_this_very_claim_settles_it(review: Reviewed) -> None:
    claim = review.finding().claim
    found = review.finding(judged("partial", claim=claim))
    assert (found.status, found.credit, found.judgement_note) == ("partial", 0.5, "changed")
    assert found.claimed == "met"
    assert NEEDS not in review.of(judged("partial", claim=claim)).recommendation.open_matters


def test_a_judgement_that_agrees_confirms_the_claim(review: Reviewed) -> None:
    assert review.finding(judged("met")).judgement_note == "confirmed"


def test_when_the_city_changes_the_claim_the_judgement_is_stale_and_the_criterion_pending_again(
    review: Reviewed,
) -> None:
    said = judged("unmet", claim=review.finding().claim)
    mended = changed(renewing(), {"part2.zone.engagements[0].people": 1300})
    found = review.finding(said, city=mended)
    assert (found.status, found.level, found.judgement_note) == ("pending", "met", "stale")
    assert found == review.finding(city=mended).model_copy(
        update={"judgements": (said,), "judgement_note": "stale"}
    )


def test_a_change_elsewhere_in_the_form_leaves_the_judgement_standing(review: Reviewed) -> None:
    said = judged("unmet", claim=review.finding().claim)
    elsewhere = changed(renewing(), {"part2.vision": "อีกถ้อยคำหนึ่ง", "part1.comments": None})
    assert review.finding(said, city=elsewhere).status == "unmet"


def test_two_reviewers_who_differ_leave_it_pending_until_one_settles_it(review: Reviewed) -> None:
    two = judged("met", "malee"), judged("unmet", "niran")
    found = review.finding(*two)
    assert (found.status, found.level, found.judgement_note) == ("pending", "met", "differ")
    assert found.judgements == two
    assert review.finding(*two, judged("partial", "chair", settles=True)).status == "partial"


@pytest.mark.parametrize("criterion", ["zone.swot", "cdp.open_data"])
def test_reviewers_who_differ_leave_even_what_asks_for_no_judgement_pending(
    review: Reviewed, criterion: str
) -> None:
    two = judged("met", "malee", criterion=criterion), judged("unmet", "niran", criterion=criterion)
    found = review.finding(*two, on=criterion)
    assert (found.status, found.judgement_note) == ("pending", "differ")
    assert criterion in review.of(*two).recommendation.open_matters


def test_a_judgement_of_tomorrow_changes_nothing_but_that_it_is_listed(review: Reviewed) -> None:
    said, without = judged("unmet", date=NEXT_DAY), review.of()
    after = review.of(said)
    listed = [one.model_copy(update={"judgements": ()}) for one in after.findings]
    assert tuple(listed) == without.findings
    assert after.scorecard == without.scorecard
    assert after.recommendation == without.recommendation


@pytest.mark.parametrize(
    "said", [judged(date=NEXT_DAY), judged(claim="sha256:another")], ids=["later", "stale"]
)
def test_what_a_draft_leaves_open_stays_open_beside_a_judgement_that_does_not_count(
    review: Reviewed, said: Judgement
) -> None:
    draft = changed(renewing(), {"draft": True, "part2.zone.engagements": None})
    without, after = review.of(city=draft), review.of(said, city=draft)
    assert NEEDS in without.recommendation.open_matters
    assert after.recommendation.open_matters == without.recommendation.open_matters
    assert after.scorecard == without.scorecard


def test_a_judgement_settles_what_a_draft_leaves_open(review: Reviewed) -> None:
    draft = changed(renewing(), {"draft": True, "part2.zone.engagements": None})
    assert NEEDS not in review.of(judged("partial"), city=draft).recommendation.open_matters


def test_a_judgement_above_what_the_rules_find_is_said_to_change_it(review: Reviewed) -> None:
    bare = changed(renewing(), {"part2.zone.engagements[].changed": None})
    found = review.finding(judged("met"), city=bare)
    assert (found.claimed, found.status, found.judgement_note) == ("partial", "met", "changed")
