"""What the reports made of text say of the way out in the same words: efforts, steps, differences, proof."""

from collections.abc import Sequence
from fractions import Fraction

from reports.display import number, score
from reports.lexicon import Lexicon
from reports.particulars import matter, matters, of, places, status
from scoring.models import (
    Assessment,
    Awaited,
    Fall,
    LossOfRenewal,
    Mending,
    OutOfReach,
    Rise,
    TakenUp,
    WayOut,
    WayToRenewal,
)


def title(out: WayOut) -> str:
    """The key of the section's title."""
    return "way_out_renews" if out.kind == "renews" else "way_out"


def effort(out: WayOut, value: float, w: Lexicon) -> str:
    """So many person-months, or steps where the policy sets no efforts."""
    return w(effort_word(out, value), effort=number(value))


def effort_word(out: WayOut, value: float) -> str:
    """The key of the words for so much effort."""
    return f"effort_{out.unit}_one" if value == 1 else f"effort_{out.unit}"


def brief(a: Assessment, out: WayOut, w: Lexicon) -> str:
    """What must be achieved and the best way, or the least loss, in one line; empty where there is none."""
    if out.ways:
        gates = matters(a, (one.gate for one in out.awaited), w)
        awaited_ = [w("colon", name=w("way_awaited"), text=gates)] if gates else []
        first = out.ways[0]
        to_do = [effort(out, first.effort, w), way_total(first, w)] if first.rises or first.mendings else []
        return " · ".join([*awaited_, *to_do])
    if out.losses:
        return f"{effort(out, out.losses[0].worth, w)} · {loss_gates(a, out.losses[0], w)}"
    return ""


def way_summary(way: WayToRenewal, w: Lexicon) -> str:
    """How much there is to do."""
    return w("way_summary", rises=number(len(way.rises)), mendings=number(len(way.mendings)))


def way_total(way: WayToRenewal, w: Lexicon) -> str:
    """The score that it leads to, and its bounds."""
    return w("way_total", total=score(way.total), low=score(way.low), high=score(way.high))


def proof(out: WayOut, w: Lexicon) -> str:
    """That nothing costs less than the first."""
    key, one = ("loss_proved", out.losses[0]) if out.losses else ("way_proved", out.ways[0])
    value = one.worth_exact if isinstance(one, LossOfRenewal) else one.effort_exact
    return w(key, value=plain_effort(value), bound=plain_effort(one.bound_exact), solver=out.solver or "")


def plain_effort(exact: str) -> str:
    """An exact effort as people write it, where decimals are enough for it."""
    value = Fraction(exact)
    return number(float(value)) if value == Fraction(str(float(value))) else exact


def awaited(a: Assessment, one: Awaited, w: Lexicon) -> list[str]:
    """What must be achieved, why no effort on paper brings it, and what rises with it."""
    said = [*(of(each, w) for each in one.missing), *(of(each, w) for each in one.because)]
    lifts = [w("way_lifts", matters=matters(a, one.lifts, w))] if one.lifts else []
    return [*said, *lifts]


def taken_up(a: Assessment, one: TakenUp, w: Lexicon) -> list[str]:
    """What is taken up, and what could be in its place."""
    instead = [w("colon", name=w("way_instead"), text=matters(a, one.instead, w))] if one.instead else []
    return [w("way_taken_up", matter=matter(a, one.criterion, w)), *instead]


def step(a: Assessment, one: Rise | Fall, w: Lexicon) -> str:
    """`จาก “บางส่วน” เป็น “ครบ”`."""
    return w("way_step", start=status(a, one.from_level, w), end=status(a, one.to_level, w))


def rise_worth(a: Assessment, out: WayOut, rise: Rise, w: Lexicon) -> str:
    """Effort, points, the gates it helps to mend, and whether a reviewer must agree."""
    parts = [effort(out, rise.effort, w), w("points_to_win", points=score(rise.points))]
    if rise.gates:
        parts.append(w("colon", name=w("mends_gates"), text=matters(a, rise.gates, w)))
    return " · ".join([*parts, *([w("way_judged")] if rise.judged else [])])


def asked(one: Rise | Mending, w: Lexicon) -> list[str]:
    """What is still to be brought about."""
    return [of(each, w) for each in one.missing] or [w("way_all_there")]


def where(one: Rise | Mending, w: Lexicon) -> str:
    """In the form."""
    looked = dict.fromkeys(place for each in one.missing for place in each.places)
    return places(tuple(looked) or one.fields, w)


def before(a: Assessment, rise: Rise, w: Lexicon) -> list[str]:
    """What must come first, each with its reason."""
    return [
        w("way_reason", matter=at(a, each.criterion, each.level, w), reason=of(each, w))
        for each in rise.before
    ]


def at(a: Assessment, criterion: str, level: str, w: Lexicon) -> str:
    """A criterion and a level of it."""
    return f"{matter(a, criterion, w)} ({status(a, level, w)})"


def differences(first: WayToRenewal, other: WayToRenewal) -> list[tuple[str, list[tuple[str, str]]]]:
    """What another way leaves out of the first, and what it does instead, each under the key of its words.

    Criteria with the level reached, gates with none.
    """
    left, right = _done(first), _done(other)
    apart = (("way_less", left, right), ("way_more", right, left))
    found = ((key, [each for each in one if each not in two]) for key, one, two in apart)
    return [(key, each) for key, each in found if each]


def _done(way: WayToRenewal) -> list[tuple[str, str]]:
    return [*((one.gate, "") for one in way.mendings), *((one.criterion, one.to_level) for one in way.rises)]


def other(a: Assessment, first: WayToRenewal, another: WayToRenewal, w: Lexicon) -> list[str]:
    """How another way differs from the first."""
    return [
        w(
            "colon",
            name=w(key),
            text="; ".join(at(a, id, level, w) if level else matter(a, id, w) for id, level in done),
        )
        for key, done in differences(first, another)
    ]


def loss_gates(a: Assessment, loss: LossOfRenewal, w: Lexicon) -> str:
    """The gates that it breaks."""
    return w("colon", name=w("loss_gates"), text=matters(a, loss.gates, w))


def falls(a: Assessment, loss: LossOfRenewal, w: Lexicon) -> str:
    """Its falls in one line."""
    return "; ".join(at(a, one.criterion, one.to_level, w) for one in loss.falls)


def out_of_reach(a: Assessment, one: OutOfReach, w: Lexicon) -> str:
    """A gate and the best that can be done for it."""
    title = matter(a, one.gate, w)
    if one.found is not None:
        best = w("way_best", found=score(one.found), needed=score(one.needed))
        return w("colon", name=title, text=best)
    names = [of(each.title, w) for each in a.scorecard.sections if each.id in one.sections]
    return w("colon", name=title, text="; ".join(names)) if names else title


def efforts_named(out: WayOut, w: Lexicon) -> Sequence[str]:
    """That efforts are assumed, where they are."""
    return [w("efforts_assumed")] if out.assumed else []
