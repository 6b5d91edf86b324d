"""Small invented editions with efforts, needs, entailments, a past, optional criteria, gates of every form.

They are those of `small_editions.py` with more written into their files. A city is still a number of rows for
each criterion, and one plain yes or no: so every way to renewal can be filed for real and assessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from hypothesis import strategies as st
from small_editions import Small, city, files, list_of, loaded, smalls

from scoring.edition import Edition
from scoring.inference import DurableRules, Engine
from scoring.submission import Submission

MOST_ROWS = 4
Part = tuple[str, int]  # so many rows of a criterion, or a yes: ("", 1)
YES: Part = ("", 1)


@dataclass(frozen=True)
class Asks:
    """What a gate asks: `count` of its parts."""

    parts: tuple[Part, ...]
    count: int


@dataclass(frozen=True)
class More:
    """What is written into a small edition besides.

    `also`: rows of another criterion that the best level of one asks for too; `needs`: levels that wait for
    levels; `optional`: criteria not pursued when they have no rows; `past`: criteria whose rows nobody can
    add to; `gates`: gates on rows and on a yes, which read rows through measures of their own.
    """

    small: Small
    levels: tuple[Fraction, ...]
    own: Mapping[str, int]
    mending: tuple[Fraction, ...]
    also: Mapping[str, Part]
    needs: Mapping[tuple[str, str], tuple[str, str]]
    optional: frozenset[str]
    past: frozenset[str]
    gates: tuple[Asks, ...]

    @cached_property
    def edition(self) -> Edition:
        """The edition, loaded; raises Faults where what was drawn makes no sense."""
        return loaded(written(self))

    @cached_property
    def engine(self) -> Engine:
        """An engine for it."""
        return DurableRules(self.edition.rulebook)


def both(text: str) -> dict[str, str]:
    """A text that is the same in both languages."""
    return {"th": text, "en": text}


def written(more: More) -> dict[str, dict[str, Any]]:
    """The YAML files as data."""
    found = files(more.small)
    criteria, rules = found["criteria"], found["rules"]
    criteria["edition.yaml"]["questions"]["sure"] = {"label": both("sure"), "type": "flag"}
    _measures(more, rules["measures.yaml"]["measures"], rules["measures.yaml"]["units"])
    for name, (other, count) in more.also.items():
        levels = rules["levels.yaml"][name]
        best = more.small.levels[0]
        levels[best] = {"all": [levels[best], {"measure": list_of(other), "min": count}]}
    for name in more.optional:
        rules["levels.yaml"][name]["not_pursued"] = {"measure": list_of(name), "max": 0}
        criteria[f"{name.partition('.')[0]}.yaml"]["criteria"][name]["optional"] = True
    _gates(more, rules["gates.yaml"])
    rules["prerequisites.yaml"] = _prerequisites(more)
    criteria["policy.yaml"]["efforts"] = _efforts(more, rules["gates.yaml"])
    return found


def _measures(more: More, measures: dict[str, Any], units: dict[str, Any]) -> None:
    units["flag"] = {"kind": "flag", "th": "flag", "en": "flag"}
    measures["sure"] = {"label": both("sure"), "unit": "flag", "select": "answers.sure", "reduce": "any"}
    for name in {part[0] for gate in more.gates for part in gate.parts} - {""}:
        measures[_twin(name)] = {**measures[list_of(name)], "label": both("twin")}


def _twin(name: str) -> str:
    return f"twin_{list_of(name)}"


def _gates(more: More, gates: dict[str, Any]) -> None:
    words = {key: gates["total"][key] for key in ("title", "source", "remedy")}
    for place, gate in enumerate(more.gates):
        parts = [_asked(part) for part in gate.parts]
        holds = {"at_least": gate.count, "of": parts}
        if gate.count in (1, len(parts)):
            holds = {"any" if gate.count == 1 else "all": parts}
        gates[f"g{place}"] = {**words, "holds": holds}
    if not any(YES in gate.parts for gate in more.gates):
        gates["sure"] = {**words, "holds": {"measure": "sure", "is": True}}


def _asked(part: Part) -> dict[str, Any]:
    name, count = part
    return {"measure": _twin(name), "min": count} if name else {"measure": "sure", "is": True}


def _prerequisites(more: More) -> dict[str, Any]:
    levels: dict[str, Any] = {}
    for (name, level), (other, least) in more.needs.items():
        levels.setdefault(name, {"because": both("so it is")})[level] = {other: least}
    asked = dict(part for gate in more.gates for part in gate.parts if part[0])
    entails: dict[str, Any] = {}
    for name, count in asked.items():
        entails[list_of(name)] = {"min": count, "then": {"measure": _twin(name), "min": count}}
        entails[_twin(name)] = {"min": count, "then": {"measure": list_of(name), "min": count}}
    past = [
        measure(name)
        for name in sorted(more.past)
        for measure in (list_of, _twin)
        if measure is list_of or name in asked
    ]
    return {"levels": levels, "entails": entails, "achieved": {name: both("it is past") for name in past}}


def _efforts(more: More, gates: Mapping[str, Any]) -> dict[str, Any]:
    def said(value: Fraction | int) -> dict[str, Any]:
        return {
            "value": str(Fraction(value)) if Fraction(value).denominator > 1 else int(value),
            "assumed": both("invented"),
        }

    past = {measure(name) for name in more.past for measure in (list_of, _twin)}
    names = [name for name, gate in gates.items() if "holds" in gate and _mendable(gate["holds"], past)]
    return {
        "levels": {
            name: said(effort) for name, effort in zip(more.small.levels[:-1], more.levels, strict=True)
        },
        "stages": {"all": said(1)},
        "criteria": {name: said(effort) for name, effort in more.own.items()},
        "gates": {name: said(more.mending[place % len(more.mending)]) for place, name in enumerate(names)},
    }


def _mendable(holds: Mapping[str, Any], past: set[str]) -> bool:
    """Whether some part of the condition is not past."""
    if "measure" in holds:
        return holds["measure"] not in past
    return any(_mendable(part, past) for part in holds.get("all") or holds.get("any") or holds["of"])


def filed(rows: Mapping[str, int], sure: bool) -> Submission:
    """A city with so many rows for each criterion, and a yes or nothing."""
    data = city(rows).model_dump(by_alias=True)
    data["answers"]["sure"] = True if sure else None
    return Submission.model_validate(data)


@st.composite
def mores(draw: st.DrawFn, *, most_points: int = 4) -> More:
    """A small edition with more in it; one that cannot be loaded is drawn again."""
    small = draw(smalls(most_points=most_points))
    names = list(small.points)
    asked = {name: draw(st.integers(1, MOST_ROWS)) for name in names}
    pairs = [(one, other) for place, one in enumerate(names) for other in names[:place]]
    needs, also = {}, {}
    if pairs:
        for one, other in draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)):
            levels = small.levels[:-1]
            needs[one, draw(st.sampled_from(levels))] = (other, draw(st.sampled_from(levels)))
        for one, other in draw(st.lists(st.sampled_from(pairs), max_size=1)):
            also[one] = (other, draw(st.integers(1, MOST_ROWS)))
    effort = st.sampled_from([Fraction(1), Fraction(2), Fraction(3), Fraction(1, 2), Fraction(5)])
    return More(
        small=small,
        levels=tuple(draw(effort) for _ in small.levels[:-1]),
        own={name: draw(st.integers(1, 3)) for name in draw(st.sets(st.sampled_from(names), max_size=2))},
        mending=tuple(draw(effort) for _ in range(3)),
        also=also,
        needs=needs,
        optional=draw(st.frozensets(st.sampled_from(names[1:]), max_size=2)) if names[1:] else frozenset(),
        past=draw(st.frozensets(st.sampled_from(names), max_size=1)),
        gates=tuple(draw(_asks([*asked.items(), YES])) for _ in range(draw(st.integers(0, 2)))),
    )


@st.composite
def _asks(draw: st.DrawFn, parts: list[Part]) -> Asks:
    chosen = draw(st.lists(st.sampled_from(parts), min_size=1, max_size=3, unique=True))
    return Asks(tuple(chosen), draw(st.integers(1, len(chosen))))
