"""How results are drawn: the sign and word of a state, a bar from 0 to 100, a share, a short fingerprint."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from reports.display import number
from scoring.models import Gap, GateFinding, Scorecard, SectionScore


class State(NamedTuple):
    """A sign and the word that goes with it: colour alone says nothing."""

    sign: str
    word: str


class Bar(NamedTuple):
    """Where things stand on a scale of 0 to 100, in per cent of its width."""

    score: int | float
    low: int | float
    high: int | float
    mark: int | float | None

    @property
    def band(self) -> int | float:
        return max(0, self.high - self.low)

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def bar(score: SectionScore) -> Bar | None:
    """A section's bar; None when nothing in it counts."""
    if score.score is None or score.low is None or score.high is None:
        return None
    return Bar(score.score, score.low, score.high, score.floor)


def total_bar(card: Scorecard) -> Bar:
    """The bar of the total, against the pass mark."""
    return Bar(card.total, card.low, card.high, card.pass_mark)


def anchor(percent: int | float, room: int = 14) -> str:
    """Which end of a label stands at the place, so that it stays inside the picture."""
    return "start" if percent < room else "end" if percent > 100 - room else "middle"


def gate_state(gate: GateFinding) -> State:
    if gate.waived_by:
        return State("waived", "waived")
    if gate.open:
        return State("open", "open_holds" if gate.holds else "open_broken")
    return State("yes", "holds") if gate.holds else State("no", "broken")


def section_state(section: SectionScore) -> State:
    """Against the floor; the scores are rounded so that none is shown over a bar it is under."""
    if section.score is None or section.low is None:
        return State("none", "nothing_counts")
    if section.score < section.floor:
        return State("no", "under_floor")
    return (
        State("open", "may_be_under_floor") if section.low < section.floor else State("yes", "reaches_floor")
    )


def pass_state(card: Scorecard) -> str:
    """The word for where the total stands; an edition need not name a pass mark."""
    return "under_pass" if card.pass_mark is not None and card.total < card.pass_mark else "reaches_pass"


def has_step(gap: Gap) -> bool:
    """Whether the next level wins something other than the whole."""
    return bool(gap.points_next) and gap.points_next != gap.points


def digits(value: str) -> str:
    """A number of the policy with thousands separators; a fraction or a name as it stands."""
    return number(int(value)) if value.isdecimal() else value


def short(fingerprint: str) -> str:
    """The first twelve digits of a fingerprint, without the name of its algorithm."""
    return fingerprint.rpartition(":")[2][:12]


def percent(share: int | float, places: int = 1) -> str:
    """A share of 1 as per cent, rounded half up."""
    return str((Decimal(str(share)) * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
