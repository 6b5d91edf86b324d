"""What changed between two assessments, as a paper; every format of it prints this one."""

from collections.abc import Iterator, Sequence

from reports import particulars as p
from reports.display import day, number, score
from reports.html_view import short
from reports.lexicon import Lexicon, languages, lexicon
from reports.paper import Block, Column, Heading, Items, Note, Paper, Para, Table, Verdict
from scoring.models import Number
from scoring.what_changed import Commitment, CriterionChanged, GoalChanged, Side, WhatChanged

OWN = "changed"
KINDS = {"won": "won", "lost": "lost", "changed": "changed", "new": "added", "gone": "gone"}
NOT_BEGUN = {"not_begun", "cannot"}
Row = tuple[tuple[str, ...], ...]


def papers(found: WhatChanged, lang: str) -> tuple[Paper, ...]:
    """One paper a language, Thai first."""
    return tuple(_paper(found, lexicon(each, OWN)) for each in languages(lang))


def _paper(found: WhatChanged, w: Lexicon) -> Paper:
    city = p.name(found.city.name, w)
    return Paper(
        lang=w.lang,
        title=f"{city} – {w('changed_title')}",
        over=(city, ""),
        under=" → ".join(short(one.submission_fingerprint) for one in (found.old, found.new)),
        page=w("page"),
        blocks=tuple(_blocks(found, w)),
    )


def _blocks(found: WhatChanged, w: Lexicon) -> Iterator[Block]:
    yield Para(w("changed_title"), "quiet")
    yield Heading(1, p.name(found.city.name, w))
    if not found.same_city:
        yield Note(w("changed_other_city"), ())
    yield Verdict(_verdict(found, w), found.new.verdict == "renew", (_change(found.change, w),))
    yield _sides(found, w)
    yield Para(w("colon", name=w("standing"), text=p.of(found.standing, w)))
    yield from _whence(found, w)
    yield from _scores(found, w)
    for kind, key in KINDS.items():
        yield from _criteria([one for one in found.criteria if one.kind == kind], f"changed_{key}", found, w)
    yield Para(w("changed_same", count=number(found.same)), "quiet")
    yield from _commitments(found.commitments, w)
    yield from _goals(found.goals, w)
    yield from _carried(found, w)


def _verdict(found: WhatChanged, w: Lexicon) -> str:
    was, now = (w(f"will_{one.verdict}") for one in (found.old, found.new))
    return w("changed_verdict_same", now=now) if was == now else w("changed_verdict", was=was, now=now)


def _change(points: Number, w: Lexicon) -> str:
    if not points:
        return w("changed_level")
    return w("changed_up" if points > 0 else "changed_down", points=score(abs(points)))


def _sides(found: WhatChanged, w: Lexicon) -> Table:
    heads = ((found.old, "changed_old"), (found.new, "changed_new"))
    columns = (
        Column(w("changed_side"), 30),
        *(Column(w(key, day=day(side.as_of, w.lang)), 35) for side, key in heads),
    )
    return Table(columns, tuple(_side_rows(found, w)))


def _side_rows(found: WhatChanged, w: Lexicon) -> Iterator[Row]:
    sides = (found.old, found.new)
    yield _row(w("recommendation"), *(_recommended(one, w) for one in sides))
    yield _row(w("changed_total"), *(score(one.total) for one in sides))
    yield _row(w("changed_bounds"), *(f"{score(one.low)}–{score(one.high)}" for one in sides))
    yield _row(w("edition"), *(f"{one.edition} · {short(one.policy_fingerprint)}" for one in sides))


def _recommended(one: Side, w: Lexicon) -> str:
    return f"{w(f'verdict_{one.verdict}')} ({w('short_settled' if one.settled else 'short_unsettled')})"


def _row(*cells: str) -> Row:
    return tuple((each,) for each in cells)


def _whence(found: WhatChanged, w: Lexicon) -> Iterator[Block]:
    yield Heading(2, w("changed_whence"))
    columns = (Column(w("changed_effect"), 80), Column(w("changed_points"), 20, figure=True))
    rows = (_row(w(f"changed_of_{one.of}"), _signed(one.points)) for one in found.effects)
    yield Table(columns, tuple(rows))
    if any(one.of == "city_or_edition" for one in found.effects):
        yield Para(w("changed_was_hint"), "quiet")


def _signed(points: Number) -> str:
    return f"+{score(points)}" if points > 0 else f"−{score(-points)}" if points < 0 else score(0)


def _scores(found: WhatChanged, w: Lexicon) -> Iterator[Block]:
    yield Heading(2, w("changed_sections"))
    columns = (
        Column(w("changed_section"), 52),
        *(Column(w(key), 16, figure=True) for key in ("changed_before", "changed_now", "column_floor")),
    )
    rows = (
        _row(p.of(one.title, w), score(one.was), score(one.now), number(one.floor)) for one in found.sections
    )
    yield Table(columns, tuple(rows))
    if found.gates:
        yield Heading(2, w("changed_gates"))
        columns = (Column(w("gate"), 52), Column(w("changed_before"), 24), Column(w("changed_now"), 24))
        gates = (_row(p.of(one.title, w), _held(one.held, w), _held(one.holds, w)) for one in found.gates)
        yield Table(columns, tuple(gates))


def _held(holds: bool | None, w: Lexicon) -> str:
    return w("changed_absent") if holds is None else w("holds" if holds else "broken")


def _criteria(found: Sequence[CriterionChanged], key: str, whole: WhatChanged, w: Lexicon) -> Iterator[Block]:
    if not found:
        return
    yield Heading(2, f"{w(key)} ({number(len(found))})")
    columns = (
        Column(w("criterion"), 38),
        Column(w("column_result"), 24),
        Column(w("changed_points"), 12, figure=True),
        Column(w("changed_lacks"), 26),
    )
    yield Table(columns, tuple(_criterion(one, whole, w) for one in found))


def _criterion(one: CriterionChanged, whole: WhatChanged, w: Lexicon) -> Row:
    was = _status(one.was, one.level_was, whole, w)
    step = w("changed_step", was=was, now=_status(one.now, one.level_now, whole, w))
    return (
        (f"{one.point} {p.of(one.title, w)}",),
        (step,),
        (_signed(round(one.points_now - one.points_was, 1)),),
        tuple(p.of(each, w) for each in one.missing) or ("–",),
    )


def _status(name: str | None, level: str | None, whole: WhatChanged, w: Lexicon) -> str:
    """A status in words; the level that is claimed behind one that awaits judgement."""
    if name is None:
        return "–"
    if name == "pending" and level:
        return w("changed_pending", status=w("status_pending"), level=p.of(whole.levels[level], w))
    return w(f"status_{name}") if name in p.APART else p.of(whole.levels[name], w)


def _commitments(found: Sequence[Commitment], w: Lexicon) -> Iterator[Block]:
    yield Heading(2, w("commitments"))
    if not found:
        yield Para(w("commitments_none"))
        return
    states = [one.state for one in found]
    yield Para(
        w(
            "commitments_said",
            count=number(len(states)),
            done=number(states.count("done")),
            doing=number(states.count("in_progress")),
            not_begun=number(sum(state in NOT_BEGUN for state in states)),
            missing=number(states.count("missing")),
        )
    )
    columns = (Column(w("commitment"), 52), Column(w("commitment_now"), 32), Column("%", 16, figure=True))
    yield Table(columns, tuple(_commitment(one, w) for one in found))


def _commitment(one: Commitment, w: Lexicon) -> Row:
    domain = [p.of(one.domain, w)] if one.domain else []
    alike = [w("commitment_alike")] if one.alike else []
    where = [p.places((one.found_at,), w)] if one.found_at else []
    return (
        (p.shortened(one.name, w, p.NAME), *domain),
        (w(f"commitment_{one.state}"), *alike, *where),
        (number(one.done),),
    )


def _goals(found: Sequence[GoalChanged], w: Lexicon) -> Iterator[Block]:
    moved = [one for one in found if one.better is not None]
    if not moved:
        return
    yield Heading(2, w("goals_title"))
    keys = ("changed_before", "changed_now", "goal_target")
    columns = (
        Column(w("goal_name"), 46),
        *(Column(w(key), 13, figure=True) for key in keys),
        Column(w("column_result"), 15),
    )
    yield Table(columns, tuple(_goal(one, w) for one in moved))


def _goal(one: GoalChanged, w: Lexicon) -> Row:
    unit = [p.shortened(one.unit, w, p.NAME)] if one.unit else []
    return (
        (p.shortened(one.name, w, p.NAME), *unit),
        (number(one.was),),
        (number(one.now),),
        (number(one.target),),
        (w("goal_better" if one.better else "goal_worse"),),
    )


def _carried(found: WhatChanged, w: Lexicon) -> Iterator[Block]:
    if found.carried:
        yield Heading(2, w("carried"))
        yield Items(
            tuple(
                f"{p.of(one.text, w)} – {w('carried_met' if one.met else 'carried_open')}"
                for one in found.carried
            )
        )
