"""Blocks of a paper for a page: in one language, or Thai with English beneath."""

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from reports.paper import Block, plain_data
from reports.speech import Pair, Speech

CODES = {"kind", "look", "state", "svg"}  # what is no text


def blocks_on_page(papers: Sequence[Iterable[Block]], speech: Speech) -> list[dict[str, Any]]:
    """The blocks of one paper, or those of a Thai and of an English one together, as a template prints them.

    Both have the same blocks, since they are made of the same assessment.
    """
    both = zip(*(map(plain_data, paper) for paper in papers), strict=True)
    return [_together(each, "", speech) for each in both]


def _together(found: Sequence[Any], name: str, speech: Speech) -> Any:
    first = found[0]
    if isinstance(first, dict):
        return {key: _together([each[key] for each in found], key, speech) for key in first}
    if isinstance(first, list):
        return [_together(each, name, speech) for each in zip(*found, strict=True)]
    if name == "svg":
        return Markup(first)
    if name == "said":  # of a picture: an attribute
        return " / ".join(found)
    return first if name in CODES or not isinstance(first, str) else speech.say(Pair(first, found[-1]))
