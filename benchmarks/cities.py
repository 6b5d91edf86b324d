"""Cities to measure with: the shipped examples, and filed reports made from them, the same for one seed."""

import json
import random
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.documents import document

EXAMPLES = Path(__file__).parent.parent / "examples"
KEPT = {"schema", "city"}  # without these it is no submission
CELLS = {"done", "in_progress", "percent", "planned_progress", "coverage"}
Plain = Any


def cities(count: int, seed: int = 2562) -> Iterator[tuple[str, bytes]]:
    """`count` files as (name, content): every example as it stands, then variations in turn."""
    paths = sorted(EXAMPLES.glob("*.yaml"))
    written = [(path.name, path.read_bytes()) for path in paths][:count]
    yield from written
    filed = [document(name, raw).data for name, raw in written]
    chance = random.Random(seed)
    for number in range(len(written), count):
        name = f"city-{number:03}.yaml"
        yield name, "\n".join(yaml_lines(varied(filed, number, chance))).encode()


def varied(filed: Sequence[Plain], number: int, chance: random.Random) -> Plain:
    """One example with parts of the others, some answers lost and other percentages."""
    lost = chance.uniform(0, 0.3)
    return _thinned(_crossed(filed[number % len(filed)], filed, chance), lost, chance)


def _crossed(here: Plain, others: Sequence[Plain], chance: random.Random) -> Plain:
    """The record with some of its fields taken from whoever else fills them."""
    crossed = dict(here)
    for name in sorted({name for other in others for name in other} - KEPT):
        filled = [other[name] for other in others if other.get(name) is not None]
        if not filled:
            continue
        if all(isinstance(value, dict) for value in filled):
            crossed[name] = _crossed(here.get(name) or {}, filled, chance)
        elif chance.random() < 0.3:
            crossed[name] = chance.choice(filled)
    return crossed


def _thinned(given: Plain, lost: float, chance: random.Random) -> Plain:
    if isinstance(given, list):
        return [_thinned(item, lost, chance) for item in given if chance.random() >= lost]
    if not isinstance(given, dict):
        return given
    kept = {name: value for name, value in given.items() if name in KEPT or chance.random() >= lost / 4}
    return {name: _answer(name, value, lost, chance) for name, value in kept.items()}


def _answer(name: str, value: Plain, lost: float, chance: random.Random) -> Plain:
    if name == "city" and isinstance(value, dict):
        return value
    if name in CELLS and value is not None and chance.random() < lost:
        return chance.randrange(101)
    return _thinned(value, lost, chance)


def yaml_lines(given: Plain, margin: str = "") -> Iterator[str]:
    """The data as an officer would lay it out in YAML, with every text in quotes."""
    entries = given.items() if isinstance(given, dict) else ((None, item) for item in given)
    for name, value in entries:
        start = f"{margin}-" if name is None else f"{margin}{name}:"
        if value and isinstance(value, dict | list):
            yield start
            yield from yaml_lines(value, margin + "  ")
        else:
            yield f"{start} {_scalar(value)}"


def _scalar(value: Plain) -> str:
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
