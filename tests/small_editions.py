"""Small invented editions and cities, drawn at random and loaded from YAML as any edition is.

A criterion counts named rows of one list; its levels ask for so many rows each. So a city's claim is a
number of rows for each criterion, and one row more can only help.
"""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from scoring.edition import Edition
from scoring.edition_files import Sentences
from scoring.editions import load
from scoring.engines import engine_for
from scoring.inference import Engine
from scoring.submission import Submission

LEVELS = ("full", "most", "some", "none")


@dataclass(frozen=True)
class Point:
    """A criterion: its weight, the rows that each level but the last asks for, whether it is judged."""

    weight: int
    asks: tuple[int, ...]
    judged: bool = False


@dataclass(frozen=True)
class Part:
    """A section: its weight, its floor, its criteria."""

    weight: int
    floor: Fraction
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Small:
    """A small edition before it is written: credits best first, a pass mark, what the gates ask for.

    `go`: whether a gate asks for a plain yes; `rests`: whether a gate rests on the first criterion.
    """

    credits: tuple[Fraction, ...]
    parts: tuple[Part, ...]
    pass_mark: int = 60
    go: bool = False
    rests: bool = False

    @property
    def points(self) -> dict[str, Point]:
        """The criteria by their ids."""
        return {
            f"s{place}.c{row}": point
            for place, part in enumerate(self.parts)
            for row, point in enumerate(part.points)
        }

    @property
    def levels(self) -> tuple[str, ...]:
        """The names of the levels, best first."""
        return (*LEVELS[: len(self.credits) - 1], LEVELS[-1])

    @cached_property
    def edition(self) -> Edition:
        """The edition, loaded."""
        return loaded(files(self))

    @cached_property
    def engine(self) -> Engine:
        """An engine for it."""
        return engine_for(self.edition.rulebook)


def city(rows: Mapping[str, int], go: bool | None = True, draft: bool = False) -> Submission:
    """A city with so many rows for each criterion."""
    answers: dict[str, Any] = {list_of(name): [{"name": "row"}] * count for name, count in rows.items()}
    answers |= {} if go is None else {"go": go}
    data = {"schema": "submission/1", "city": {"id": "small"}, "draft": draft, "answers": answers}
    return Submission.model_validate(data)


def list_of(criterion: str) -> str:
    """The list whose rows a criterion counts."""
    return criterion.replace(".", "_")


Files = dict[str, dict[str, Any]]


def files(small: Small) -> Files:
    """The YAML files of the edition as data, by folder and name."""
    criteria: dict[str, Any] = {"edition.yaml": _edition(small), "policy.yaml": _policy(small)}
    rules: dict[str, Any] = {"measures.yaml": _measures(small), "gates.yaml": _gates(small)}
    rules |= {"consistency.yaml": {}, "levels.yaml": {}}
    for place, part in enumerate(small.parts):
        points = {f"s{place}.c{row}": point for row, point in enumerate(part.points)}
        words = {name: _words(name, point) for name, point in points.items()}
        criteria[f"s{place}.yaml"] = {"section": f"s{place}", "criteria": words}
        rules["levels.yaml"] |= {name: _levels(small, name, point) for name, point in points.items()}
    return {"criteria": criteria, "rules": rules}


def loaded(files: Files) -> Edition:
    """The edition that these files make; raises Faults."""
    with tempfile.TemporaryDirectory() as folder:
        for part, documents in files.items():
            (Path(folder) / part).mkdir()
            for name, data in documents.items():
                text = json.dumps(data, ensure_ascii=False, default=str) if data else "{}"
                (Path(folder) / part / name).write_text(text, encoding="utf-8")
        return load(Path(folder) / "criteria", Path(folder) / "rules")


def _both(text: str) -> dict[str, str]:
    return {"th": text, "en": text}


def _edition(small: Small) -> dict[str, Any]:
    sentences = dict.fromkeys(("min", "max", "yes", "no", "equal"), "{label} {found} {needed}") | {
        "below_pass": "{found} < {needed}",
        "below_floor": "{section} {found} < {needed}",
    }
    row = {"name": {"label": _both("name"), "type": "text"}}
    lists = {list_of(name): {"label": _both(name), "type": "list", "fields": row} for name in small.points}
    return {
        "id": "small",
        "title": _both("small"),
        "legal": [_both("none")],
        "in_force": {"from": "2020-01-01"},
        "reference": _both("{point}"),
        "standing": _both("standing"),
        "formula": _both("formula"),
        "sections": [{"id": f"s{place}", "title": _both(f"s{place}")} for place in range(len(small.parts))],
        "levels": [{"id": name, "title": _both(name)} for name in small.levels],
        "stages": {"all": _both("all")},
        "sentences": {name: _both(sentences.get(name, name)) for name in Sentences.model_fields},
        "questions": {**lists, "go": {"label": _both("go"), "type": "flag"}},
    }


def _policy(small: Small) -> dict[str, Any]:
    def said(value: int | Fraction) -> dict[str, Any]:
        written = int(value) if value == int(value) else str(value)
        return {"value": written, "assumed": _both("invented")}

    places = range(len(small.parts))
    return {
        "weights": {
            "sections": {f"s{place}": said(small.parts[place].weight) for place in places},
            "stages": {"all": said(1)},
            "criteria": {name: said(point.weight) for name, point in small.points.items()},
        },
        "credits": {name: said(credit) for name, credit in zip(small.levels, small.credits, strict=True)},
        "floors": {f"s{place}": said(small.parts[place].floor) for place in places},
        "parameters": {"pass_mark": {"label": _both("pass mark"), "unit": "points", **said(small.pass_mark)}},
    }


def _measures(small: Small) -> dict[str, Any]:
    measures: dict[str, Any] = {
        list_of(name): {
            "label": _both(name),
            "unit": "row",
            "select": f"answers.{list_of(name)}[?name]",
            "reduce": "count",
        }
        for name in small.points
    }
    if small.go:
        measures["go"] = {"label": _both("go"), "unit": "flag", "select": "answers.go", "reduce": "any"}
    kinds = {"row": "count", "flag": "flag", "points": "share"}
    return {
        "units": {name: {"kind": kind, "th": name, "en": name} for name, kind in kinds.items()},
        "measures": measures,
    }


def _gates(small: Small) -> dict[str, Any]:
    words = {"title": _both("gate"), "source": _both("invented"), "remedy": _both("mend it")}
    gates: dict[str, Any] = {}
    if small.go:
        gates["go"] = {**words, "holds": {"measure": "go", "is": True}, "fields": ["answers.go"]}
    if small.rests:
        first, point = next(iter(small.points.items()))
        gates["rests"] = {
            **words,
            "holds": {"measure": list_of(first), "min": point.asks[-1]},
            "rests_on": first,
            "waivable": True,
            "fields": [f"answers.{list_of(first)}"],
        }
    gates["total"] = {**words, "score": "total", "min": "policy.pass_mark"}
    gates["floors"] = {**words, "score": "sections"}
    return gates


def _words(name: str, point: Point) -> dict[str, Any]:
    words = {
        "point": f"{int(name[1]) + 1}.{int(name[-1]) + 1}",
        "title": _both(name),
        "wording": _both(name),
        "stage": "all",
        "evidence": _both("rows"),
        "remedy": _both("add rows"),
        "fields": [f"answers.{list_of(name)}"],
    }
    return words | ({"question": _both("is it so?")} if point.judged else {})


def _levels(small: Small, name: str, point: Point) -> dict[str, Any]:
    asked = zip(small.levels[:-1], point.asks, strict=True)
    return {level: {"measure": list_of(name), "min": rows} for level, rows in asked}


# Drawn at random

weights = st.integers(0, 4)
floors = st.one_of(st.just(Fraction(0)), st.fractions(0, 60, max_denominator=3))


@st.composite
def smalls(draw: st.DrawFn, *, judged: bool | None = None, most_points: int = 5) -> Small:
    """A small edition with at most so many criteria; `judged` settles whether they are judged."""
    between = draw(st.lists(st.sampled_from([Fraction(1, 3), Fraction(1, 2)]), max_size=2, unique=True))
    credits = (Fraction(1), *sorted(between, reverse=True), Fraction(0))
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3).filter(lambda n: sum(n) <= most_points))
    parts = tuple(draw(_parts(size, len(credits) - 1, judged)) for size in sizes)
    if not any(part.weight for part in parts):
        parts = (Part(1, parts[0].floor, parts[0].points), *parts[1:])
    return Small(credits, parts, draw(st.integers(5, 95)), draw(st.booleans()), draw(st.booleans()))


@st.composite
def _parts(draw: st.DrawFn, size: int, levels: int, judged: bool | None) -> Part:
    points = [draw(_points(levels, judged)) for _ in range(size)]
    if not any(point.weight for point in points):
        points[0] = Point(1, points[0].asks, points[0].judged)
    return Part(draw(weights), draw(floors), tuple(points))


@st.composite
def _points(draw: st.DrawFn, levels: int, judged: bool | None) -> Point:
    asks = draw(st.lists(st.integers(1, 4), min_size=levels, max_size=levels, unique=True))
    judges = draw(st.booleans()) if judged is None else judged
    return Point(draw(weights), tuple(sorted(asks, reverse=True)), judges)


@st.composite
def rows(draw: st.DrawFn, small: Small, least: int = 0) -> dict[str, int]:
    """How many rows a city has for each criterion."""
    return {name: draw(st.integers(least, 4)) for name in small.points}


def best_rows(small: Small, names: Sequence[str]) -> dict[str, int]:
    """The rows that reach the best level of these criteria."""
    return {name: small.points[name].asks[0] for name in names}
