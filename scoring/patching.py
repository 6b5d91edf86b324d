"""A copy of what is written with one part of it made anew; everything else is shared with the original."""

from collections.abc import Callable, Mapping
from typing import Any

from scoring.edition_files import CriterionRules
from scoring.fields import Record

Steps = tuple[str | int, ...]
Anew = Callable[[Any], Any]


def patched(node: Any, path: Steps, anew: Anew) -> Any:
    """The node with `anew` of what stands at the path, by key, field or index; of None where nothing does."""
    if not path:
        return anew(node)
    step, rest = path[0], path[1:]
    if isinstance(node, Mapping):
        return {**node, step: patched(node.get(step), rest, anew)}
    if isinstance(step, int):
        return (*node[:step], patched(node[step], rest, anew), *node[step + 1 :])
    part = patched(_part(node, step), rest, anew)
    return node.model_copy(update={step: part}) if isinstance(node, Record) else node._replace(**{step: part})


def _part(node: Any, step: str) -> Any:
    levels = node.levels if isinstance(node, CriterionRules) else {}
    return levels[step] if step in levels else getattr(node, step)
