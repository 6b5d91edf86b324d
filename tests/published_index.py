"""A published composite index as an edition, made of the figures in tests/data/ and loaded as any is.

A level of an edition has one credit, and an index has one normalised value for each figure. So each value
that occurs is a level worth just that, and an indicator reaches it with the least figure that has it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from small_editions import Files, loaded

from scoring.documents import document
from scoring.edition import Edition
from scoring.edition_files import Sentences
from scoring.submission import Submission

DATA = Path(__file__).parent / "data"
BLANKS = {"below_pass": "{found} {needed}", "below_floor": "{section} {found} {needed}"}
COMPARED = dict.fromkeys(("min", "max", "yes", "no", "equal"), "{label} {found} {needed}")
Row = Mapping[str, Decimal]


@dataclass(frozen=True)
class Published:
    """What the print gives: figures and ranks by place; scores, shares, correlations where it prints them.

    Rows are by indicator, in the order of the goalposts; ranks are by the names of their columns.
    """

    sections: Mapping[str, Sequence[str]]
    goalposts: Mapping[str, tuple[Fraction, Fraction]]
    weights: Mapping[str, Row]
    shares: Mapping[str, Row]
    correlations: Mapping[str, Row]
    figures: Mapping[str, Row]
    scores: Mapping[str, Sequence[Decimal]]
    ranks: Mapping[str, Mapping[str, int]]

    def value(self, indicator: str, figure: Decimal) -> Fraction:
        """The figure between its goalposts: 0 to 1."""
        least, most = self.goalposts[indicator]
        return max(Fraction(0), min(Fraction(1), (Fraction(figure) - least) / (most - least)))

    def criterion(self, indicator: str) -> str:
        """The id of the indicator's criterion."""
        return next(
            f"{section}.{indicator}" for section, those in self.sections.items() if indicator in those
        )


def published(name: str) -> Published:
    """The index in tests/data/."""
    path = DATA / f"{name}.yaml"
    data: dict[str, Any] = document(path.name, path.read_bytes()).data
    names, places = list(data["goalposts"]), data["places"]
    return Published(
        sections=data["sections"],
        goalposts={name: (Fraction(low), Fraction(high)) for name, (low, high) in data["goalposts"].items()},
        weights={name: _row(names, row) for name, row in data["weights"].items()},
        shares={name: _row(names, row) for name, row in data.get("shares", {}).items()},
        correlations=data.get("correlations", {}),
        figures={place: _row(names, of["figures"]) for place, of in places.items()},
        scores={place: of["scores"] for place, of in places.items() if "scores" in of},
        ranks={
            column: {place: of["ranks"][at] for place, of in places.items()}
            for at, column in enumerate(data["ranks"])
        },
    )


def _row(names: Sequence[str], row: Iterable[int | Decimal]) -> Row:
    return {name: Decimal(value) for name, value in zip(names, row, strict=True)}


def country(figures: Row) -> Submission:
    """A country that states these figures."""
    data = {"schema": "submission/1", "city": {"id": "country"}, "answers": dict(figures)}
    return Submission.model_validate(data)


def edition(index: Published, weighting: str) -> Edition:
    """The edition that scores the index under one of its weightings."""
    return loaded(_files(index, weighting))


def _files(index: Published, weighting: str) -> Files:
    levels = _levels(index)
    criteria = {
        "edition.yaml": _edition(index, levels.values()),
        "policy.yaml": _policy(index, levels, index.weights[weighting]),
        **{f"{section}.yaml": _section(index, section) for section in index.sections},
    }
    rules = {
        "measures.yaml": _measures(index),
        "levels.yaml": {index.criterion(name): _thresholds(index, name, levels) for name in index.goalposts},
        "gates.yaml": _gates(),
        "consistency.yaml": {},
    }
    return {"criteria": criteria, "rules": rules}


def _levels(index: Published) -> dict[Fraction, str]:
    """The name of each value that occurs, best first; the last is nothing at all."""
    values = {index.value(name, figure) for row in index.figures.values() for name, figure in row.items()}
    return {value: f"v{place}" for place, value in enumerate(sorted(values | {Fraction(0)}, reverse=True))}


def _thresholds(index: Published, name: str, levels: Mapping[Fraction, str]) -> dict[str, Any]:
    """The least figure of each value, best first."""
    least = {index.value(name, figure): figure for figure in sorted(_stated(index, name), reverse=True)}
    return {
        levels[value]: {"measure": name, "min": float(figure)} for value, figure in least.items() if value
    }


def _stated(index: Published, name: str) -> set[Decimal]:
    """The figures that countries state for an indicator."""
    return {row[name] for row in index.figures.values()}


def _both(text: str) -> dict[str, str]:
    return {"th": text, "en": text}


def _edition(index: Published, levels: Iterable[str]) -> dict[str, Any]:
    sentences = COMPARED | BLANKS
    return {
        "id": "published",
        "title": _both("a published index"),
        "legal": [_both("none")],
        "in_force": {"from": "2001-01-01"},
        "reference": _both("{point}"),
        "standing": _both("standing"),
        "formula": _both("formula"),
        "sections": [{"id": section, "title": _both(section)} for section in index.sections],
        "levels": [{"id": name, "title": _both(name)} for name in levels],
        "stages": {"all": _both("all")},
        "sentences": {name: _both(sentences.get(name, name)) for name in Sentences.model_fields},
        "questions": {name: {"label": _both(name), "type": "number"} for name in index.goalposts},
    }


def _policy(index: Published, levels: Mapping[Fraction, str], weights: Row) -> dict[str, Any]:
    inside = {section: sum(weights[name] for name in names) for section, names in index.sections.items()}
    # A section that weighs nothing still needs a weight within it.
    within = {name: weights[name] or 1 for name in index.goalposts}
    return {
        "weights": {
            "sections": {section: _said(weight) for section, weight in inside.items()},
            "stages": {"all": _said(1)},
            "criteria": {index.criterion(name): _said(weight) for name, weight in within.items()},
        },
        "credits": {name: _said(value) for value, name in levels.items()},
        "floors": {section: _said(0) for section in index.sections},
        "parameters": {"pass_mark": {"label": _both("pass mark"), "unit": "points", **_said(50)}},
    }


def _said(value: int | Decimal | Fraction) -> dict[str, Any]:
    exact = Fraction(value)
    written = int(exact) if exact.denominator == 1 else str(exact)
    return {"value": written, "source": _both("the publication")}


def _section(index: Published, section: str) -> dict[str, Any]:
    return {
        "section": section,
        "criteria": {
            index.criterion(name): {
                "point": str(place),
                "title": _both(name),
                "wording": _both(name),
                "stage": "all",
                "evidence": _both("the figure"),
                "remedy": _both("more of it"),
                "fields": [f"answers.{name}"],
            }
            for place, name in enumerate(index.sections[section], 1)
        },
    }


def _measures(index: Published) -> dict[str, Any]:
    kinds = {"figure": "quantity", "points": "share"}
    return {
        "units": {name: {"kind": kind, "th": name, "en": name} for name, kind in kinds.items()},
        "measures": {
            name: {"label": _both(name), "unit": "figure", "select": f"answers.{name}", "reduce": "value"}
            for name in index.goalposts
        },
    }


def _gates() -> dict[str, Any]:
    words = {"title": _both("gate"), "source": _both("assumed"), "remedy": _both("more points")}
    return {"total": {**words, "score": "total", "min": "policy.pass_mark"}}
